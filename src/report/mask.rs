//! Keeps personal data out of the report: e-mail addresses of a person, telephone numbers, postal addresses, account
//! numbers, the child or parent that a parent or child is named by, and names of children (see [`super::children`]).
//!
//! A quote must stand literally on its page, so nothing is put in the place of what is hidden: the quote is cut to its
//! longest piece without personal data, with `…` where it was cut.

use super::children;
use regex::Regex;
use std::sync::LazyLock;

/// Words in the local part of an address that belongs to a function, not to a person.
const FUNCTIONS: &str = "aanmelden aanmelding admin administratie algemeen avg bestuur bovenbouw bs cbs communicatie contact de \
    directeur directie fg gmr groep helpdesk het ib ict ikc info informatie inschrijven inschrijving kantoor kbs \
    kc klachten leerlingenraad leerlingenzaken locatie mail medezeggenschap medezeggenschapsraad middenbouw mr \
    nieuwsbrief obs office onderbouw or oudercommissie ouderraad ouders pcbs post privacy receptie redactie rkbs \
    rondleiding sbo school secretariaat secretaris stichting team van vertrouwenspersoon verzuim voorzitter vragen \
    website ziekmelden ziekmelding";

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([\p{L}\p{N}._%+-]+)@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)").expect("a valid expression")
});

/// Dutch numbers: mobile, area code with subscriber number, or with +31 / 0031 in front.
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?:\+|\b00)31 [\s.-]? (?:\(0\))? (?:[\s./-]?\d){9}
        | \b06 (?:[\s./-]{0,3}\d){8}
        | \(?\b0[1-578]\d (?:[\s./()-]{0,3}\d){7}",
    )
    .expect("a valid expression")
});

/// Street, number and postcode; an account number; a child named by its parent (`moeder van Pietje Proef`).
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        \b\p{Lu}[\p{L}.'’-]*\ (?:[\p{L}.'’-]+\ ){0,3}\d+\ ?[a-zA-Z]?,?\ \d{4}\ ?[A-Z]{2}\b
        | \b[A-Z]{2}\d{2}\ ?[A-Z]{4}(?:\ ?\d){10}\b
        | \b(?i:moeder|vader|mama|papa|opa|oma|mem|heit|zoon|dochter)\ (?:van|fan)\ \p{Lu}\p{Ll}+(?:\ \p{Lu}\p{Ll}+)?",
    )
    .expect("a valid expression")
});

/// A text without personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// A literal piece of the text, with `…` where it was cut.
    pub text: String,
    /// Whether something was left out.
    pub masked: bool,
}

/// Cuts personal e-mail addresses and telephone numbers out of `text`. Addresses of a function (`info@`, `mr@`) and
/// those made of the words in `names` (id and name of the school, lower case) stay.
pub fn mask(text: &str, names: &str) -> Masked {
    let text = clean(text);
    let holes = holes(&text, names);
    if holes.is_empty() {
        return Masked { text, masked: false };
    }
    Masked { text: longest_piece(&text, &holes), masked: true }
}

/// Removes control and direction characters, with which a site could disturb a terminal or turn text around.
/// White space of any kind becomes one space.
pub fn clean(text: &str) -> String {
    let kept: String =
        text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !disturbs(*c)).collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn disturbs(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn holes(text: &str, names: &str) -> Vec<(usize, usize)> {
    let mails = EMAIL
        .captures_iter(text)
        .filter(|found| is_personal(&found[1], &found[2], names))
        .filter_map(|found| found.get(0));
    let found = mails.chain(PHONE.find_iter(text)).chain(OTHER.find_iter(text)).map(|m| m.range());
    let mut holes: Vec<_> = found.chain(children::holes(text, names)).map(|range| (range.start, range.end)).collect();
    holes.sort_unstable();
    holes.dedup_by(|later, sooner| {
        // One inside the other, or both over the same words: one hole.
        let touch = later.0 < sooner.1;
        sooner.1 = if touch { sooner.1.max(later.1) } else { sooner.1 };
        touch
    });
    holes
}

fn is_personal(local: &str, host: &str, names: &str) -> bool {
    let (local, host) = (local.to_lowercase(), host.to_lowercase());
    let known = |word: &str| word.chars().count() > 2 && (host.contains(word) || names.contains(word));
    let own = |word: &str| known(word) || word.strip_prefix("de").is_some_and(known);
    !local
        .split(['.', '_', '-', '+'])
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()))
        .all(|word| word.is_empty() || FUNCTIONS.split(' ').any(|function| function == word) || own(word))
}

fn longest_piece(text: &str, holes: &[(usize, usize)]) -> String {
    let starts = std::iter::once(0).chain(holes.iter().map(|hole| hole.1));
    let ends = holes.iter().map(|hole| hole.0).chain(std::iter::once(text.len()));
    let longer =
        |best: (usize, usize), next: (usize, usize)| if next.1 - next.0 > best.1 - best.0 { next } else { best };
    let (start, end) = starts.zip(ends).filter(|(start, end)| start <= end).fold((0, 0), longer);
    let piece = text[start..end].trim();
    let before = if start > 0 { "… " } else { "" };
    let after = if end < text.len() { " …" } else { "" };
    if piece.is_empty() { "…".to_owned() } else { format!("{before}{piece}{after}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn masked(text: &str) -> String {
        mask(text, "it-klaverbled it klaverblêd").text
    }

    #[test]
    fn addresses_of_a_function_or_of_the_school_stay() {
        for mail in [
            "info@a.example",
            "mr@a.example",
            "groep3@a.example",
            "klaverbled@dewaldsang.example",
            "mr.dewissel@sbo-wissel.example",
            "directie@kindcentrum.example",
        ] {
            let text = format!("Mail naar {mail} met uw vraag.");
            assert_eq!(masked(&text), text);
        }
    }

    #[test]
    fn addresses_of_a_person_are_cut_out() {
        assert_eq!(
            masked("Wilt u meer weten? Mail juf Geertje: geertje@deterpen.example"),
            "Wilt u meer weten? Mail juf Geertje: …"
        );
        assert_eq!(masked("j.devries@a.example of kom gerust langs"), "… of kom gerust langs");
        assert_eq!(masked("h.hofstra@a.example"), "…");
    }

    #[test]
    fn telephone_numbers_are_cut_out() {
        for number in [
            "06-12345678",
            "06 12 34 56 78",
            "0512-123456",
            "(0512) 12 34 56",
            "020 123 45 67",
            "+31 6 12345678",
            "+31 (0)512 123456",
            "0031612345678",
            "010-000 32 54",
            "088 1234567",
        ] {
            assert_eq!(masked(&format!("Bel gerust {number}")), "Bel gerust …", "{number}");
        }
    }

    #[test]
    fn postal_addresses_accounts_and_named_children_are_cut_out() {
        for (text, left) in [
            ("Schrijf naar de MR, Proefstraat 1, 0000 AA", "Schrijf naar de MR, …"),
            ("Post kan naar Van der Proefweg 12a 0000AA", "Post kan naar …"),
            ("De bijdrage kan op NL00 FAKE 0000 0000 00", "De bijdrage kan op …"),
            ("Voorzitter is T. Persoon, moeder van Pietje Proef", "Voorzitter is T. Persoon, …"),
            ("Sipke is heit fan Wytske", "Sipke is …"),
        ] {
            assert_eq!(masked(text), left);
        }
        for text in [
            "De ouders van De Wjukken helpen in 2026 op school.",
            "moeder van een leerling in groep 8",
            "In het schooljaar 2025 OR en MR samen",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn dates_years_and_amounts_are_no_telephone_numbers() {
        for text in [
            "op 01-02-2026 10.30 uur",
            "schooljaar 2025-2026",
            "€ 1.250,00",
            "12-03-2026 08.30",
            "87 % van de 240 ouders",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn direction_and_control_characters_go() {
        assert_eq!(clean("a\u{202e}b\u{7}c\t d\u{1b}[31m"), "abc d[31m");
    }

    proptest! {
        #[test]
        fn what_is_left_stands_literally_in_the_text(text in "[a-zA-Z0-9@. ,é…()+\u{202e}-]{0,80}") {
            let found = mask(&text, "");
            let literal = if found.masked { found.text.trim_start_matches("… ").trim_end_matches(" …") } else { &found.text };
            prop_assert!(found.text == "…" || clean(&text).contains(literal));
        }
    }
}
