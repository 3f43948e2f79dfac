//! Names of children in a quote: class lists, birthdays, "Sanne uit groep 5". A report on a school needs none of them.
//!
//! Dutch writes common nouns small, so within a sentence a capital tells a name; at its beginning, where every word has
//! one, a list of usual first names decides. Names of staff and councils stay: they stand there for their office.

use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Usual first names of children, lower case.
static FIRST_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("first_names.txt").split_whitespace().collect());

/// A name: a capitalised word and what may follow it: an initial, particles, a family name.
const NAME: &str =
    r"\p{Lu}[\p{Ll}'’-]+(?:(?:\ (?:van|de|der|den|ter|ten|te|fan|'t))*\ \p{Lu}[\p{Ll}'’-]+){0,2}(?:\ \p{Lu}\.)?";

/// Somebody has a birthday, is welcomed or congratulated: whoever is named in such a sentence is a child.
static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:jarig\w*|verjaardag\w*|verjaart|gefeliciteerd|feliciteren|geboren|jierdei\w*|jierich|lokwinske|nieuwe (?:leerling|klasgenoot|kinderen)|klassenlijst|namenlijst|leerlingenlijst)\b",
    )
    .expect("a valid expression")
});

static NAMES: LazyLock<Regex> = LazyLock::new(|| Regex::new(NAME).expect("a valid expression"));

/// A name with the group or the age of a child.
static WITH_GROUP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?x)(?P<name>{NAME}) (?:,?\ |\ ?\() (?:(?:uit|van|fan|út|yn|in)\ )? (?i:groep|klas|groep\ )\ ?[1-8][a-d]?\b
        | (?P<aged>{NAME}) (?:,\ |\ ?\()\d{{1,2}}\ jaar\b"
    ))
    .expect("a valid expression")
});

/// Words with a capital that are no names of children though a sentence on a birthday holds them.
const NO_NAMES: &[&str] = &[
    "groep",
    "juf",
    "juffrouw",
    "meester",
    "hoera",
    "sinterklaas",
    "kerst",
    "pasen",
    "school",
    "ouderraad",
    "mr",
    "or",
    "ib",
];

/// Where names of children stand. `own` holds names that may stand anywhere: those of the school, in lower case.
pub(super) fn holes(text: &str, own: &str) -> Vec<Range<usize>> {
    let mut found = lists(text, own);
    found.extend(grouped(text, own));
    if OCCASION.is_match(text) {
        found.extend(NAMES.find_iter(text).map(|name| name.range()).flat_map(|range| child(text, range, own)));
    }
    found
}

/// The part of a name that is a child's: without a word that only opens the sentence.
fn child(text: &str, range: Range<usize>, own: &str) -> Option<Range<usize>> {
    let first = text[range.clone()].split(' ').next().unwrap_or_default();
    let lower = first.to_lowercase();
    if is_staff(&text[..range.start]) {
        return None;
    }
    if FIRST_NAMES.contains(lower.as_str()) {
        return Some(range);
    }
    let known = NO_NAMES.contains(&lower.as_str()) || is_own(&lower, own);
    if !known && !opens(text, range.start) {
        return Some(range);
    }
    // "Hoera Sanne": what follows may be a name all the same.
    let rest = range.start + first.len();
    let next = NAMES.find(&text[rest..range.end])?;
    child(text, rest + next.start()..rest + next.end(), own)
}

fn is_own(word: &str, own: &str) -> bool {
    own.split([' ', '-']).any(|own| own == word)
}

/// Whether what goes before a name tells that it is somebody who works at the school.
fn is_staff(before: &str) -> bool {
    const TITLES: &[&str] = &["juf", "juffrouw", "meester", "mevrouw", "meneer", "directeur", "leerkracht"];
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    before.ends_with(' ') && TITLES.contains(&last.as_str())
}

/// Whether a word opens a sentence, a cell or a quotation, so that its capital tells nothing.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', '…', '|', '"', '“', '‘', '•', '–', '>'])
}

fn grouped(text: &str, own: &str) -> Vec<Range<usize>> {
    let names = WITH_GROUP.captures_iter(text).filter_map(|found| found.name("name").or_else(|| found.name("aged")));
    names.filter_map(|name| child(text, name.range(), own)).collect()
}

/// Rows of names: parted by commas, bars or "en", two or more of them usual first names. A name that is all there is
/// counts too: the row of a class list.
fn lists(text: &str, own: &str) -> Vec<Range<usize>> {
    let items = items(text);
    let alone = items.len() == 1 || text.contains('|');
    let (mut found, mut run) = (Vec::new(), Vec::new());
    for item in items {
        let names: Vec<Range<usize>> =
            NAMES.find_iter(&text[item.clone()]).map(|name| shift(name.range(), item.start)).collect();
        let head = names.first().filter(|name| name.start == item.start);
        let whole = head.is_some_and(|name| name.end == item.end);
        if head.is_none() {
            close(text, own, &mut run, false, &mut found);
        }
        run.extend(head.cloned());
        if !whole {
            close(text, own, &mut run, false, &mut found);
            run.extend(names.last().filter(|name| name.end == item.end).cloned());
        } else if alone {
            close(text, own, &mut run, true, &mut found);
        }
    }
    close(text, own, &mut run, false, &mut found);
    found
}

fn shift(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// Ends a row of names and keeps it when enough of them are usual.
fn close(text: &str, own: &str, run: &mut Vec<Range<usize>>, alone: bool, found: &mut Vec<Range<usize>>) {
    let usual = run.iter().filter(|name| {
        let first = text[(*name).clone()].split(' ').next().unwrap_or_default().to_lowercase();
        FIRST_NAMES.contains(first.as_str()) && !is_own(&first, own)
    });
    let enough = usual.count() >= if alone { 1 } else { 2 };
    if let (true, Some(first), Some(last)) = (enough, run.first(), run.last()) {
        found.push(first.start..last.end);
    }
    run.clear();
}

/// The parts of an enumeration. What stands before a colon announces it.
fn items(text: &str) -> Vec<Range<usize>> {
    static PARTS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s*(?:[,;:|•&]|\ben\b|\bin\b)\s*|[.!?]+\s*$").expect("a valid expression"));
    let mut parts: Vec<Range<usize>> = PARTS.find_iter(text).map(|part| part.range()).collect();
    parts.push(text.len()..text.len());
    let starts = std::iter::once(0).chain(parts.iter().map(|part| part.end));
    starts.zip(&parts).map(|(start, end)| start..end.start).filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> Vec<&str> {
        let mut found = holes(text, "de wilg wilg");
        found.sort_unstable_by_key(|range| range.start);
        found.dedup();
        found.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn rows_of_names() {
        assert_eq!(
            hidden("Groep 5: Sanne, Daan, Wytske de Vries, Oebele en Noor."),
            ["Sanne, Daan, Wytske de Vries, Oebele en Noor"]
        );
        assert_eq!(hidden("Sanne de Vries | groep 5 | 4 november"), ["Sanne de Vries"]);
        assert_eq!(hidden("Lotte van den Berg"), ["Lotte van den Berg"]);
        assert_eq!(hidden("Sem B., Noor K. en Daan M. lazen voor aan de kleuters."), ["Sem B., Noor K. en Daan M."]);
    }

    #[test]
    fn birthdays() {
        assert_eq!(hidden("Op 4 november is Oebele jarig en op 5 november Sanne."), ["Oebele", "Sanne"]);
        assert_eq!(hidden("Sanne is vandaag jarig!"), ["Sanne"]);
        assert_eq!(hidden("Jarig deze week: Sjoukje Hoekstra (maandag)"), ["Sjoukje Hoekstra"]);
        assert_eq!(hidden("Hoera Oebele, gefeliciteerd!"), ["Oebele"]);
        assert_eq!(hidden("De jarige mag op de verjaardag de klassen rond."), [""; 0]);
        assert_eq!(hidden("Ouders van De Wilg vieren de verjaardag van juf Anja mee."), [""; 0]);
    }

    #[test]
    fn a_child_with_its_group_or_age() {
        assert_eq!(hidden("In de krant stond dat Oebele (groep 7) won."), ["Oebele"]);
        assert_eq!(hidden("Sanne uit groep 5 vertelt: wij mochten zelf kiezen."), ["Sanne"]);
        assert_eq!(hidden("Dat zei Wietske, 9 jaar, tegen de burgemeester."), ["Wietske"]);
    }

    #[test]
    fn other_lists_and_groups_stay() {
        for text in [
            "Ouders van groep 3 zijn welkom op maandag.",
            "Foto's van groep 5 staan in Parro.",
            "Onze waarden zijn Veiligheid, Vertrouwen en Plezier.",
            "Wij werken met Kanjertraining, Parnassys en Gynzy.",
            "De MR bestaat uit drie ouders: mevrouw Hoekstra, de heer De Boer en mevrouw Bakker.",
            "Engels, Frans, Duits en Fries.",
            "Nieuws uit groep 7: wij bouwden een brug.",
            "Juf Marieke van groep 4 vertelt over het project.",
        ] {
            assert_eq!(hidden(text), [""; 0], "{text}");
        }
    }
}
