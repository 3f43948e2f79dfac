//! Mistakes against the way TOML is written, told in words for somebody who does not know TOML.

use super::lines::Lines;
use super::mistake::{Mistake, shorten};
use crate::model::Text;
use std::collections::{BTreeMap, BTreeSet};

/// The mistakes behind the parser's complaints, one per line.
pub(super) fn mistakes(lines: &Lines, complaints: &[toml::de::Error]) -> Vec<Mistake> {
    let mut told: BTreeMap<usize, &str> = BTreeMap::new();
    for complaint in complaints {
        let at = complaint.span().map_or(0, |span| span.start);
        told.entry(lines.number(at)).or_insert(complaint.message());
    }
    let headings: BTreeSet<usize> = told.keys().copied().filter(|&n| lines.get(n).starts_with('[')).collect();
    // Under a heading that is wrong, keys seem to stand there twice.
    let follows = |n: usize, complaint: &str| {
        complaint.contains(TWICE) && lines.heading(n).is_some_and(|h| h != n && headings.contains(&h))
    };
    told.into_iter()
        .filter(|&(n, complaint)| !follows(n, complaint))
        .map(|(n, complaint)| explain(n, lines.get(n), complaint))
        .collect()
}

/// The parser's word for a key or heading that stands there twice.
const TWICE: &str = "duplicate key";

/// The mistake behind a complaint about `line`, guessed from what stands there.
///
/// The parser's own words ("unexpected key or value, expected newline, `#`") help nobody who never heard of TOML; the
/// line itself tells nearly always what happened.
fn explain(number: usize, line: &str, complaint: &str) -> Mistake {
    Mistake { line: Some(number), found: shorten(line), message: remedy(line, complaint) }
}

fn remedy(line: &str, complaint: &str) -> Text {
    if complaint.contains(TWICE) {
        return twice(line);
    }
    if line.contains(['“', '”', '„', '‘', '’']) && !line.contains('"') {
        return Text::new(
            "Dit zijn gekrulde aanhalingstekens. Gebruik rechte: \" en \".",
            "These are curly quotation marks. Use straight ones: \" and \".",
        );
    }
    if line.starts_with('[') {
        return Text::new(
            "Deze kop klopt niet. Schrijf [[school]], [organisation] of [crawl], alleen op de regel.",
            "This heading is wrong. Write [[school]], [organisation] or [crawl], alone on its line.",
        );
    }
    match line.split_once('=') {
        None => Text::new(
            "Deze regel is niet te lezen. Schrijf: naam = \"waarde\". Begin een opmerking met #.",
            "This line cannot be read. Write: name = \"value\". Start a remark with #.",
        ),
        Some((key, value)) => value_remedy(key.trim(), value.trim()),
    }
}

fn twice(line: &str) -> Text {
    if line.starts_with('[') {
        return Text::new(
            "Deze kop staat er twee keer. Zet alles onder één kop. Voor elke school schrijft u [[school]], met dubbele haken.",
            "This heading stands there twice. Put everything under one heading. For every school write [[school]], in double brackets.",
        );
    }
    Text::new(
        "Dit staat er twee keer. Haal er één weg. Is dit een volgende school? Zet er dan [[school]] boven.",
        "This stands there twice. Remove one. Is this the next school? Then put [[school]] above it.",
    )
}

fn value_remedy(key: &str, value: &str) -> Text {
    let quotes = value.matches('"').count();
    if quotes % 2 == 1 {
        return Text::new(
            "Er ontbreekt een aanhalingsteken. Zet er voor én achter de tekst één: \"…\".",
            "A quotation mark is missing. Put one before and one after the text: \"…\".",
        );
    }
    if value.is_empty() {
        return Text::new(
            format!("Achter {key} = staat niets. Vul de waarde in, of haal de regel weg."),
            format!("There is nothing after {key} =. Fill in the value, or remove the line."),
        );
    }
    if quotes == 0 && value.starts_with(|c: char| c.is_alphabetic()) {
        let quoted = format!("{key} = \"{value}\"");
        return Text::new(
            format!("Zet de tekst tussen aanhalingstekens: {quoted}"),
            format!("Put the text between quotation marks: {quoted}"),
        );
    }
    Text::new(
        "Deze regel klopt niet. Schrijf: naam = \"waarde\", met niets erachter.",
        "This line is wrong. Write: name = \"value\", with nothing after it.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nl(line: &str) -> String {
        explain(1, line, "").message.nl
    }

    #[test]
    fn names_the_likely_cause() {
        assert!(nl("name = OBS De Wei").contains("name = \"OBS De Wei\""));
        assert!(nl("name = \"OBS De Wei").contains("ontbreekt een aanhalingsteken"));
        assert!(nl("name = “OBS De Wei”").contains("gekrulde"));
        assert!(nl("[[school]").contains("kop klopt niet"));
        assert!(nl("url =").contains("staat niets"));
        assert!(nl("OBS De Wei").contains("niet te lezen"));
    }

    #[test]
    fn the_same_twice() {
        assert!(explain(1, "url = \"x\"", "duplicate key").message.nl.contains("[[school]]"));
        assert!(explain(1, "[crawl]", "duplicate key").message.nl.contains("kop staat er twee keer"));
    }
}
