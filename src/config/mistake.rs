//! One mistake in a file, in words for the person who wrote it.

use crate::model::Text;

/// A mistake: where, what stands there and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Line number from 1; `None` when the whole file is meant.
    pub line: Option<usize>,
    /// What stands there, on one line, shortened; empty when the whole file is meant.
    pub found: String,
    /// What is wrong and what to do.
    pub message: Text,
}

/// Longest piece of the file that is shown, in characters.
const LONGEST: usize = 80;

/// Text on one line without control characters (they could steer a terminal), cut with an ellipsis.
pub(super) fn shorten(text: &str) -> String {
    let plain: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.chars().count() <= LONGEST {
        return plain;
    }
    plain.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// In the order of the lines, each mistake once.
pub(super) fn settle(mut mistakes: Vec<Mistake>) -> Vec<Mistake> {
    mistakes.sort_by_key(|m| m.line);
    mistakes.dedup();
    mistakes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortens_and_takes_control_characters_out() {
        assert_eq!(shorten("  a\u{1b}[31mb \n"), "a [31mb");
        assert_eq!(shorten(&"x".repeat(200)).chars().count(), 80);
    }
}
