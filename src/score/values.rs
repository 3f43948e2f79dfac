//! The organisation's core values, and where the schools use the same words for them.

use super::heard::Heard;
use crate::model::{CoreValue, Quote};
use crate::text::fold;

/// Words for core values, folded.
const VALUES: [&str; 8] = [
    "kernwaard",
    "kearnwearde",
    "kernwoord",
    "kernbegrip",
    "basiswaarde",
    "leidende principes",
    "pijlers",
    "drie woorden",
];
/// Words that make clear that a sentence is about what a school stands for.
const ABOUT: [&str; 9] =
    ["waard", "kernwoord", "wearde", "missie", "visie", "staan voor", "stichting", "pijler", "koers"];
/// Most values of one organisation.
const MOST: usize = 7;
/// Most words of one value.
const WORDS: usize = 3;

/// The values that the organisation names, with the schools that use them: `schools` is place and sentences of each.
pub(super) fn values(own: &[Heard], schools: &[(usize, &[Heard])]) -> Vec<CoreValue> {
    let named = named(own).or_else(|| told(own, schools)).unwrap_or_default();
    let words: Vec<String> = named.iter().map(|(word, _)| word.clone()).collect();
    let back = |word: &str| {
        let first = |(place, heard): &(usize, &[Heard])| Some((*place, used(word, &words, heard)?));
        schools.iter().filter_map(first).collect()
    };
    named.iter().map(|(word, quote)| CoreValue { word: word.clone(), named: quote.clone(), back: back(word) }).collect()
}

type Named = Vec<(String, Quote)>;

/// The first list of values on the organisation's site: in a sentence, as headings below one, or as a list.
fn named(own: &[Heard]) -> Option<Named> {
    let in_sentence = || {
        own.iter().find_map(|heard| {
            let listed = listed(&heard.text)?;
            Some(listed.into_iter().map(|word| (word, heard.quote())).collect())
        })
    };
    in_sentence().or_else(|| below_sentence(own)).or_else(|| below_heading(own))
}

/// Values that a school tells, when the organisation's own site uses these words in one passage.
fn told(own: &[Heard], schools: &[(usize, &[Heard])]) -> Option<Named> {
    schools.iter().flat_map(|(_, heard)| heard.iter()).find_map(|heard| {
        let words = listed(&heard.text)?;
        let quote = own.iter().find(|h| words.iter().all(|word| holds(&fold(&h.text), word)))?.quote();
        Some(words.into_iter().map(|word| (word, quote.clone())).collect())
    })
}

/// `… drie kernwaarden: moed, rust en ruimte.` gives the three.
fn listed(sentence: &str) -> Option<Vec<String>> {
    let low = sentence.to_lowercase();
    let at = VALUES.iter().find_map(|word| low.find(word))?;
    let rest = sentence.get(at..)?;
    let after = rest.split_once(':').or_else(|| rest.split_once(" zijn ")).or_else(|| rest.split_once(" binne "))?.1;
    let list = after.split(['.', ';', '(', '!', '?']).next()?.replace(" en ", ",").replace(" & ", ",");
    let words: Vec<String> = list.split(',').map(clean).filter(|word| !word.is_empty()).collect();
    let few = (2..=MOST).contains(&words.len());
    (few && words.iter().all(|word| word.split(' ').count() <= WORDS && word.len() <= 40)).then_some(words)
}

/// Short headings on the same page that follow a sentence which says how many core values there are.
fn below_sentence(own: &[Heard]) -> Option<Named> {
    own.iter().enumerate().filter(|(_, heard)| !heard.heading).find_map(|(at, heard)| {
        let many = number_of_values(&fold(&heard.text))?;
        let after = own[at + 1..].iter().take(40).take_while(|other| other.is_beside(heard));
        let headings: Named = after.filter(|other| other.heading).map_while(short).take(many).collect();
        (headings.len() == many).then_some(headings)
    })
}

fn number_of_values(text: &str) -> Option<usize> {
    const NUMBERS: [(&str, usize); 7] =
        [("twee ", 2), ("drie ", 3), ("vier ", 4), ("vijf ", 5), ("zes ", 6), ("trije ", 3), ("fjouwer ", 4)];
    let at = VALUES.iter().find_map(|word| text.find(word))?;
    NUMBERS.iter().find(|(word, _)| text[..at].ends_with(word)).map(|(_, many)| *many)
}

/// Short headings or list items below a heading or lead-in that speaks of core values.
fn below_heading(own: &[Heard]) -> Option<Named> {
    let about = |heard: &&Heard| VALUES.iter().any(|word| heard.under.contains(word));
    enough(own.iter().filter(about).filter_map(short).take(MOST).collect())
}

fn enough(found: Named) -> Option<Named> {
    (found.len() > 1).then_some(found)
}

/// A value by itself, or with an explanation behind a colon or dash.
fn short(heard: &Heard) -> Option<(String, Quote)> {
    let word = clean(heard.text.split([':', '–']).next().unwrap_or(""));
    let fits = !word.is_empty() && word.split(' ').count() <= WORDS && word.len() <= 40;
    fits.then(|| (word, heard.quote()))
}

fn clean(word: &str) -> String {
    let word = word.trim().trim_matches(['"', '“', '”', '‘', '’', '\'', '«', '»', '–', '-']).trim();
    ["de ", "het ", "een "].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word).to_lowercase()
}

/// The first sentence that uses the value as one: beside another value, or where it is said what a school stands for.
fn used(value: &str, all: &[String], heard: &[Heard]) -> Option<Quote> {
    let fits = |heard: &&Heard| {
        let text = fold(&heard.text);
        holds(&text, value) && {
            let beside = all.iter().any(|other| other != value && holds(&text, other));
            beside || ABOUT.iter().any(|word| text.contains(word) || heard.under.contains(word))
        }
    };
    heard.iter().find(fits).map(Heard::quote)
}

/// Whether every word of the value stands in the text, at the start of a word.
fn holds(text: &str, value: &str) -> bool {
    let starts = |part: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(part));
    fold(value).split(' ').all(starts)
}

#[cfg(test)]
mod tests {
    use super::super::heard::heard;
    use super::*;
    use crate::model::{Block, BlockKind, Document, DocumentKind, Region};
    use url::Url;

    fn site(blocks: &[(BlockKind, &str, &str)]) -> Vec<Heard> {
        let url = Url::parse("https://school.example/visie").unwrap();
        let block = |(kind, heading, text): &(BlockKind, &str, &str)| Block {
            region: Region::Main,
            kind: *kind,
            headings: vec![(*heading).to_owned()].into(),
            lead_in: None,
            text: (*text).to_owned(),
            page: None,
        };
        let blocks = blocks.iter().map(block).collect();
        heard(&[Document { blocks, ..Document::blank(url, DocumentKind::Page) }])
    }

    fn said(text: &str) -> Vec<Heard> {
        site(&[(BlockKind::Paragraph, "", text)])
    }

    #[test]
    fn values_come_back_where_they_are_used_as_values() {
        let own = said("Welkom. Onze drie kernwaarden zijn moed, rust en ruimte. Rust is fijn.");
        let (tied, chance) = (said("Moed en rust vind je bij ons terug."), said("Er is ruimte voor 200 leerlingen."));
        let about = said("De stichting kiest voor ruimte.");
        let found = values(&own, &[(0, &tied), (1, &chance), (2, &about)]);
        let told: Vec<_> =
            found.iter().map(|v| (v.word.as_str(), v.back.iter().map(|(at, _)| *at).collect::<Vec<_>>())).collect();
        assert_eq!(told, [("moed", vec![0]), ("rust", vec![0]), ("ruimte", vec![2])]);
        assert_eq!(found[0].back[0].1.text, "Moed en rust vind je bij ons terug.");
    }

    #[test]
    fn values_as_a_list_under_a_heading() {
        let items = [
            (BlockKind::ListItem, "Onze kernwaarden", "Nabij: wij kennen ieder kind."),
            (BlockKind::ListItem, "Onze kernwaarden", "Samen sterk"),
        ];
        let words: Vec<String> = values(&site(&items), &[]).into_iter().map(|v| v.word).collect();
        assert_eq!(words, ["nabij", "samen sterk"]);
    }

    #[test]
    fn values_as_headings_below_a_sentence_or_told_by_a_school() {
        let own = site(&[
            (BlockKind::Paragraph, "", "Twee kernwaarden geven richting."),
            (BlockKind::Heading(2), "", "Geworteld"),
            (BlockKind::Paragraph, "", "Wij kennen de streek."),
            (BlockKind::Heading(2), "", "Nieuwsgierig"),
            (BlockKind::Heading(2), "", "Doelen"),
        ]);
        let words = |own: &[Heard], school: &[Heard]| -> Vec<String> {
            values(own, &[(0, school)]).into_iter().map(|v| v.word).collect()
        };
        assert_eq!(words(&own, &[]), ["geworteld", "nieuwsgierig"]);
        let school = said("Dat sluit aan bij de kernwaarden van de stichting: nabij, nieuwsgierig en samen sterk.");
        assert_eq!(
            words(&said("Nabij, nieuwsgierig en samen sterk"), &school),
            ["nabij", "nieuwsgierig", "samen sterk"]
        );
        assert!(words(&said("Welkom bij de stichting."), &school).is_empty());
    }

    #[test]
    fn a_sentence_about_values_is_no_list() {
        assert!(
            values(&said("Onze kernwaarden staan in het koersplan dat u op de site van de stichting kunt lezen."), &[])
                .is_empty()
        );
    }
}
