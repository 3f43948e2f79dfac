//! Folding: what is left of a word when case and diacritics do not count.

/// Folds one character: lower case, common Latin diacritics dropped, typographic apostrophes made straight.
/// Returns `None` for characters that do not count inside a word (soft hyphen, zero-width characters).
pub fn fold_char(c: char) -> Option<char> {
    let c = match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}' => return None,
        '’' | '‘' | 'ʼ' | '´' | '`' => '\'',
        '‐' | '‑' => '-',
        _ => c,
    };
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    Some(match lower {
        'à'..='å' | 'ā' => 'a',
        'ç' => 'c',
        'è'..='ë' | 'ē' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    })
}

/// Folds a text, character by character.
pub fn fold(text: &str) -> String {
    let mut out = String::new();
    fold_into(text, &mut out);
    out
}

/// Folds a text onto the end of `out`.
pub fn fold_into(text: &str, out: &mut String) {
    out.reserve(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii() || byte == b'`') {
        push_lower(&rest[..at], out);
        let mut letters = rest[at..].chars();
        out.extend(letters.next().and_then(fold_char));
        rest = letters.as_str();
    }
    push_lower(rest, out);
}

/// Nearly all text is ASCII, of which only the case counts.
fn push_lower(ascii: &str, out: &mut String) {
    let start = out.len();
    out.push_str(ascii);
    out[start..].make_ascii_lowercase();
}

/// Letters and digits only, folded: the form in which names, host names and file names are compared.
pub fn squeeze(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// White space folded to single spaces, trimmed: the form in which quotes are compared.
pub fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_diacritics_do_not_count() {
        assert_eq!(fold("Coördinatië É OUDER\u{ad}avond foto’s"), "coordinatie e ouderavond foto's");
        assert_eq!(fold("cafe\u{301}"), "cafe");
    }

    proptest! {
        #[test]
        fn a_text_folds_as_its_characters_do(text in "([ -~]|[à-ÿ’`´İ\u{ad}\u{301}]|\\PC){0,40}") {
            prop_assert_eq!(fold(&text), text.chars().filter_map(fold_char).collect::<String>());
        }
    }

    #[test]
    fn squeezed_names_are_one_word() {
        assert_eq!(squeeze("It Klaverblêd-2"), "itklaverbled2");
    }

    #[test]
    fn collapse_folds_white_space() {
        assert_eq!(collapse("  a\n\tb  "), "a b");
    }
}
