//! Words of a sentence, folded, with the clause each stands in.

use crate::text::fold_char;

/// One word (or number, address) of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded text, inner hyphens kept.
    pub text: String,
    /// Number of the clause within the sentence, from 0.
    pub clause: u16,
}

/// Words that open a new clause.
const CONJUNCTIONS: &[&str] = &[
    "maar", "want", "omdat", "terwijl", "zodat", "doordat", "waarbij", "waardoor", "hoewel", "tenzij", "echter", "dus",
    "mar", "wylst", "omt",
];

/// Splits `sentence` into tokens.
pub(super) fn tokens(sentence: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut word = String::new();
    let mut clause = 0u16;
    let chars: Vec<char> = sentence.chars().filter_map(fold_char).collect();
    for (i, &c) in chars.iter().enumerate() {
        let next = chars.get(i + 1).copied();
        if c.is_alphanumeric() || joins(&word, c, next) {
            word.push(c);
            continue;
        }
        finish(&mut word, &mut clause, &mut out);
        if matches!(c, ',' | ';' | ':' | '(' | ')' | '–' | '—' | '|' | '.' | '!' | '?') {
            clause = clause.saturating_add(1);
        }
    }
    finish(&mut word, &mut clause, &mut out);
    out
}

/// Whether `c` between `word` and `next` belongs to the word: `foto's`, `7,8`, `8.30`, `ouder-kind`, `mr@school.example`.
fn joins(word: &str, c: char, next: Option<char>) -> bool {
    let Some(last) = word.chars().last() else { return false };
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

fn finish(word: &mut String, clause: &mut u16, out: &mut Vec<Token>) {
    if word.is_empty() {
        return;
    }
    if CONJUNCTIONS.contains(&word.as_str()) {
        *clause = clause.saturating_add(1);
    }
    out.push(Token { text: std::mem::take(word), clause: *clause });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(s: &str) -> Vec<String> {
        tokens(s).into_iter().map(|t| t.text).collect()
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
        let clauses: Vec<u16> = tokens("geen app, wel mail maar snel").iter().map(|t| t.clause).collect();
        assert_eq!(clauses, [0, 0, 1, 1, 2, 2]);
    }
}
