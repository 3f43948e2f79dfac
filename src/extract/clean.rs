//! White space and invisible characters: how text is folded everywhere in this stage.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Appends `text` to `out` with runs of white space folded to one space, also across the seam. Never starts a line
/// with a space; `out` may end in one.
pub(crate) fn fold_into(out: &mut String, text: &str) {
    let mut gap = out.is_empty() || out.ends_with([' ', '\n']);
    for piece in text.split_inclusive(is_special) {
        let Some(last) = piece.chars().next_back() else {
            continue;
        };
        let (word, special) =
            if is_special(last) { (&piece[..piece.len() - last.len_utf8()], Some(last)) } else { (piece, None) };
        if !word.is_empty() {
            out.push_str(word);
            gap = false;
        }
        if special.is_some_and(is_space) && !gap {
            out.push(' ');
            gap = true;
        }
    }
}

/// `text` folded and trimmed.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    finish(&mut out);
    out
}

/// Trims the end and composes letters with loose accents (`e` + U+0301 becomes `é`).
pub(crate) fn finish(out: &mut String) {
    out.truncate(out.trim_end().len());
    if let Cow::Owned(composed) = compose(out) {
        *out = composed;
    }
}

fn compose(text: &str) -> Cow<'_, str> {
    let loose = text.bytes().any(|byte| byte == 0xCC || byte == 0xCD)
        && text.chars().any(|c| ('\u{300}'..='\u{36f}').contains(&c));
    if loose { Cow::Owned(text.nfc().collect()) } else { Cow::Borrowed(text) }
}

fn is_special(c: char) -> bool {
    is_space(c) || is_invisible(c)
}

fn is_space(c: char) -> bool {
    c == ' ' || c == '\n' || c.is_whitespace()
}

/// Soft hyphen, zero-width and direction marks, control characters.
fn is_invisible(c: char) -> bool {
    match c {
        ' '..='~' => false,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => true,
        _ => c.is_control() && !c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_white_space_and_drops_what_nobody_sees() {
        assert_eq!(fold(" ouder\u{ad}betrok\u{200b}kenheid\u{a0}\n\t en \r\n thuis "), "ouderbetrokkenheid en thuis");
        assert_eq!(fold("cafe\u{301}"), "café");
    }

    #[test]
    fn folds_across_the_seam() {
        let mut out = String::from("een ");
        fold_into(&mut out, "  twee");
        assert_eq!(out, "een twee");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}|[ \\n\\t\u{a0}\u{ad}ab]{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(!once.contains("  "));
        }
    }
}
