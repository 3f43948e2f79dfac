//! Texts of the to-do list on the terminal.

use super::super::number::date;
use super::super::since::Since;
use crate::model::{Lang, Text};

/// Heading above the next steps.
pub fn steps(count: usize) -> Text {
    match count {
        0 => Text::new("Er zijn geen stappen te noemen.", "There are no steps to name."),
        1 => Text::new("De stap die nu het meeste oplevert", "The step that gains most now"),
        2 => Text::new("De twee stappen die nu het meeste opleveren", "The two steps that gain most now"),
        _ => Text::new("De drie stappen die nu het meeste opleveren", "The three steps that gain most now"),
    }
}

/// The level of a step now.
pub fn now() -> Text {
    Text::new("nu", "now")
}

/// Score and what was read.
pub fn reading(score: Option<String>, pages: usize, documents: usize) -> Text {
    let (pages_nl, pages_en) = if pages == 1 { ("bladzijde", "page") } else { ("bladzijden", "pages") };
    let (documents_nl, documents_en) =
        if documents == 1 { ("document", "document") } else { ("documenten", "documents") };
    let (score_nl, score_en) = score.map_or_else(Default::default, |score| {
        (format!("{score} van 100 punten · "), format!("{score} of 100 points · "))
    });
    Text::new(
        format!("{score_nl}gelezen: {pages} {pages_nl} en {documents} {documents_nl}"),
        format!("{score_en}read: {pages} {pages_en} and {documents} {documents_en}"),
    )
}

/// What the organisation was taken to be; `quote` is what the site says, when nobody named the organisation.
pub fn organisation(name: &str, quote: Option<&str>) -> Text {
    match quote {
        Some(quote) => Text::new(
            format!(
                "Organisatie, volgens de website: {name} (“{quote}”). Klopt dat niet? Voeg toe: --organisation \"Naam\""
            ),
            format!("Organisation, by the website: {name} (“{quote}”). Is that wrong? Add: --organisation \"Name\""),
        ),
        None => Text::new(format!("Organisatie: {name}"), format!("Organisation: {name}")),
    }
}

/// Heading above what changed.
pub fn since(since: &Since) -> Text {
    Text::new(
        format!("Sinds de vorige keer ({})", date(since.day, Lang::Nl)),
        format!("Since the last time ({})", date(since.day, Lang::En)),
    )
}

/// A level that changed, behind the indicator's name.
pub fn change(was: u8, is: u8) -> Text {
    Text::new(format!("van {was} naar {is}"), format!("from {was} to {is}"))
}

/// How many stayed as they were.
pub fn unchanged(count: usize, all: bool) -> Text {
    match (count, all) {
        (n, true) => Text::new(
            format!("Er is niets veranderd ({n} onderdelen vergeleken)."),
            format!("Nothing changed ({n} indicators compared)."),
        ),
        (1, false) => Text::new("1 onderdeel bleef gelijk", "1 indicator stayed the same"),
        (n, false) => Text::new(format!("{n} onderdelen bleven gelijk"), format!("{n} indicators stayed the same")),
    }
}

/// A change may come from the rubric.
pub fn other_rubric() -> Text {
    Text::new(
        "De meetlat is sindsdien veranderd: een verschil kan daarvan komen.",
        "The yardstick has changed since: a difference may come from that.",
    )
}

/// Level 0: read, and not found.
pub fn absent() -> Text {
    Text::new("gelezen, en niet gevonden", "read, and not found")
}
