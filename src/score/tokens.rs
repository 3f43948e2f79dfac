//! Words of a sentence, folded, with the clause each stands in.

/// One word (or number, address) of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    /// Folded text, inner hyphens kept.
    pub text: &'t str,
    /// Number of the clause within the sentence, from 0.
    pub clause: u16,
}

/// Words that open a new clause.
const CONJUNCTIONS: &[&str] = &[
    "maar", "want", "omdat", "terwijl", "zodat", "doordat", "waarbij", "waardoor", "hoewel", "tenzij", "echter", "dus",
    "mar", "wylst", "omt",
];

/// Splits a sentence, `folded`, into tokens.
pub(super) fn tokens<'t>(folded: &'t str, out: &mut Vec<Token<'t>>) {
    let (mut start, mut clause) = (None, 0u16);
    let mut letters = folded.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        if c.is_alphanumeric() || start.is_some_and(|start| joins(&folded[start..at], c, next)) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            finish(&folded[start..at], &mut clause, out);
        }
        if matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—' | '|' | '.' | '!' | '?') {
            clause = clause.saturating_add(1);
        }
    }
    if let Some(start) = start {
        finish(&folded[start..], &mut clause, out);
    }
}

/// Whether `c` between `word` and `next` belongs to the word: `foto's`, `7,8`, `8.30`, `ouder-kind`, `mr@school.example`.
fn joins(word: &str, c: char, next: Option<char>) -> bool {
    let Some(last) = word.chars().next_back() else { return false };
    let next_alnum = next.is_some_and(char::is_alphanumeric);
    let next_digit = next.is_some_and(|n| n.is_ascii_digit());
    // Looked at last: a word without end must not be searched again for each of its letters.
    let address = || word.starts_with("www") || word.starts_with("http") || word.contains('@');
    match c {
        '%' => last.is_ascii_digit(),
        '\'' | '-' => next_alnum,
        ',' => last.is_ascii_digit() && next_digit,
        '.' => next_alnum && (last.is_ascii_digit() == next_digit),
        '/' | ':' => (last.is_ascii_digit() && next_digit) || (next_alnum || next == Some('/')) && address(),
        '@' | '_' => next_alnum,
        _ => false,
    }
}

fn finish<'t>(word: &'t str, clause: &mut u16, out: &mut Vec<Token<'t>>) {
    if CONJUNCTIONS.contains(&word) {
        *clause = clause.saturating_add(1);
    }
    out.push(Token { text: word, clause: *clause });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn pairs(sentence: &str) -> Vec<(String, u16)> {
        let folded = fold(sentence);
        let mut found = Vec::new();
        tokens(&folded, &mut found);
        found.into_iter().map(|token| (token.text.to_owned(), token.clause)).collect()
    }

    fn texts(sentence: &str) -> Vec<String> {
        pairs(sentence).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn words_numbers_and_addresses_stay_whole() {
        assert_eq!(texts("Een 7,8 van ouders!"), ["een", "7,8", "van", "ouders"]);
        assert_eq!(texts("om 8.30 uur (87%)"), ["om", "8.30", "uur", "87%"]);
        assert_eq!(texts("ouder-kindgesprek, foto’s en/of"), ["ouder-kindgesprek", "foto's", "en", "of"]);
        assert_eq!(texts("mail mr@deark.example."), ["mail", "mr@deark.example"]);
        assert_eq!(texts("2025/2026 - nieuw"), ["2025/2026", "nieuw"]);
    }

    #[test]
    fn clauses_end_at_punctuation_and_conjunctions() {
        let clauses: Vec<u16> = pairs("geen app, wel mail maar snel").into_iter().map(|(_, clause)| clause).collect();
        assert_eq!(clauses, [0, 0, 1, 1, 2, 2]);
    }
}
