//! A question to the person at the keyboard: only when there is one.

use super::say;
use crate::model::{Lang, Text};
use crate::scout::Board;
use std::io::BufRead;

/// What the answer to a question was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// One of the choices, by its place.
    Choice(usize),
    /// Something else.
    Typed(String),
    /// Nothing.
    Skipped,
}

/// Asks to which organisation a school belongs.
pub(super) fn organisation(choices: &[Board], lang: Lang) -> Answer {
    say::line(&question(choices), lang);
    let mut line = String::new();
    match std::io::stdin().lock().read_line(&mut line) {
        Ok(length) if length > 0 => understood(&line, choices.len()),
        _ => Answer::Skipped,
    }
}

fn question(choices: &[Board]) -> Text {
    let list: String = choices.iter().enumerate().map(|(n, c)| format!("  {}. {}\n", n + 1, c.name)).collect();
    let (number_nl, number_en) = if choices.is_empty() { ("", "") } else { ("een nummer of ", "a number or ") };
    Text::new(
        format!(
            "Bij welke organisatie (stichting, bestuur) hoort deze school? De website zegt het niet duidelijk.\n\
             {list}Typ {number_nl}een naam, of druk op Enter om dit over te slaan:"
        ),
        format!(
            "To which organisation (foundation, board) does this school belong? The site does not say clearly.\n\
             {list}Type {number_en}a name, or press Enter to skip this:"
        ),
    )
}

fn understood(line: &str, choices: usize) -> Answer {
    let line = line.trim();
    match line.parse::<usize>() {
        Ok(number) if (1..=choices).contains(&number) => Answer::Choice(number - 1),
        Ok(_) => Answer::Skipped,
        Err(_) if line.chars().filter(|c| c.is_alphabetic()).count() >= 3 => Answer::Typed(line.to_owned()),
        Err(_) => Answer::Skipped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers() {
        assert_eq!(understood("2\n", 2), Answer::Choice(1));
        assert_eq!(understood("3\n", 2), Answer::Skipped);
        assert_eq!(understood("  \n", 2), Answer::Skipped);
        assert_eq!(understood("ja\n", 0), Answer::Skipped);
        assert_eq!(understood("Stichting De Wâldsang\n", 2), Answer::Typed("Stichting De Wâldsang".into()));
    }

    #[test]
    fn the_question_lists_the_choices() {
        let board = Board { name: "Stichting Noord".into(), url: None, quote: String::new() };
        assert!(question(&[board]).nl.contains("  1. Stichting Noord\n"));
        assert!(!question(&[]).nl.contains("nummer"));
    }
}
