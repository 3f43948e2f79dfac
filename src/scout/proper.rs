//! Proper names of organisations in running text.

use regex::Regex;
use std::sync::LazyLock;

/// Words that make a name an organisation's whatever follows.
pub(super) const KINDS: &[&str] = &[
    "stichting",
    "vereniging",
    "scholengroep",
    "scholenstichting",
    "onderwijsgroep",
    "onderwijsstichting",
    "onderwijskoepel",
    "scholenkoepel",
    "schoolvereniging",
    "coöperatie",
];

/// Lower-case words inside such names.
const INSIDE: &[&str] = &[
    "voor",
    "van",
    "de",
    "het",
    "en",
    "in",
    "op",
    "te",
    "den",
    "der",
    "aan",
    "bij",
    "tot",
    "openbaar",
    "openbare",
    "primair",
    "onderwijs",
    "basisonderwijs",
    "katholiek",
    "katholieke",
    "christelijk",
    "christelijke",
    "protestants",
    "protestants-christelijk",
    "interconfessioneel",
    "bijzonder",
    "scholen",
    "speciaal",
    "gereformeerd",
    "'t",
    "&",
];

/// Organisations that a school's site names and that are never its board: complaints, care, clubs, networks.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?i)geschil|klacht|gcbo|leergeld|jeugd|opvang|peuter|vrienden|ouder|samenwerkingsverband|swv|passend|",
        "biblio|muziek|sport|scouting|inspectie|gemeente|ministerie|raad|voo\\b|parro|kaart|kanjer|vreedza|ggd|",
        "netwerk|overblijf|verkeer|veilig|fonds|museum|theater|kerk|parochie|dorpsbelang|speeltuin|bso\\b|",
        "universiteit|hogeschool|pabo|leerplan|cito|kennisnet|vensters|verus|beheer|gebouw|toernooi|vakantie"
    ))
    .expect("a fixed pattern")
});

/// Most words of a name.
const LONGEST: usize = 9;

/// The name at the start of `text`; `None` when no proper name stands there.
pub(super) fn at_start(text: &str) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for raw in text.split_whitespace().take(LONGEST) {
        let word =
            raw.trim_matches(['"', '“', '”', '‘', '(', ')', '„']).trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let capital = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let known = KINDS.contains(&word.to_lowercase().as_str()) || INSIDE.contains(&word);
        if !capital && !known {
            break;
        }
        words.push(word);
        if raw.ends_with(['.', ',', ';', ':', '!', '?', ')', '"', '”', '’']) {
            break;
        }
    }
    // What joins words is no end of a name.
    while words.last().is_some_and(|word| INSIDE[..11].contains(word) || *word == "&") {
        words.pop();
    }
    while words.first().is_some_and(|word| matches!(*word, "de" | "het" | "van" | "en" | "voor" | "in")) {
        words.remove(0);
    }
    let name = words.join(" ");
    let capital = words.iter().any(|word| word.chars().next().is_some_and(char::is_uppercase));
    (capital && name.chars().count() >= 3).then_some(name)
}

/// Whether a name is that of another kind of organisation.
pub(super) fn is_other(name: &str) -> bool {
    OTHERS.is_match(name)
}

/// Whether a name begins with a word such as "Stichting".
pub(super) fn is_formal(name: &str) -> bool {
    name.split_whitespace().next().is_some_and(|word| KINDS.contains(&word.to_lowercase().as_str()))
}

/// The name without "Stichting" before it.
pub(super) fn informal(name: &str) -> &str {
    match name.split_once(' ') {
        Some((_, rest)) if is_formal(name) => rest.trim_start(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_the_sentence_goes_on() {
        for (text, name) in [
            ("Stichting De Wâldsang, samen met vier scholen", "Stichting De Wâldsang"),
            (
                "stichting voor openbaar primair onderwijs Zuidoost in het noorden",
                "stichting voor openbaar primair onderwijs Zuidoost",
            ),
            ("de Onderwijsgroep Noord.", "Onderwijsgroep Noord"),
            ("OPO Furore en werkt", "OPO Furore"),
            ("\"PCBO Het Woud\" te Dorpstra", "PCBO Het Woud"),
        ] {
            assert_eq!(at_start(text).as_deref(), Some(name), "{text}");
        }
        assert_eq!(at_start("een grote stichting"), None);
        assert_eq!(at_start("de stichting."), None);
        assert_eq!(at_start(""), None);
    }

    #[test]
    fn other_organisations_are_told_apart() {
        assert!(is_other("Stichting Onderwijsgeschillen") && is_other("Stichting Kinderopvang Dorpstra"));
        assert!(!is_other("Stichting De Wâldsang") && !is_other("Scholengroep Perspectief"));
        assert_eq!(informal("Stichting De Wâldsang"), "De Wâldsang");
        assert_eq!(informal("De Wâldsang"), "De Wâldsang");
    }
}
