//! The words that a school itself uses around parents: material for the word cloud of the report.
//!
//! Only words in small letters count. That leaves out names of people, without a list of names.

use crate::model::{Document, Region};
use crate::text::{fold, sentences};
use aho_corasick::AhoCorasick;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

/// Words kept per site.
const MOST: usize = 120;
/// Shorter words are nearly all function words.
const SHORTEST: usize = 4;

/// Words that name parents, folded; forms of `ouder` are told by [`is_parent`].
const PARENTS: &[&str] = &["verzorger", "verzorgers", "vaders", "moeders", "heit", "heiten", "mem", "memmen", "alders"];

/// Words that begin like `ouders` and mean something else.
const NOT_PARENTS: &[&str] = &["ouderen", "oudere", "ouderdom", "ouderwets", "ouderwetse", "ouderling"];

/// Words without a meaning of their own, folded, Dutch and West Frisian; with the words that every sentence of a school
/// holds.
const EMPTY: &str = "\
    aan aangeboden achter afgelopen allemaal alle alleen alles altijd andere anders behalve beide beter bepaalde bijna \
    bijvoorbeeld binnen boven buiten daar daaraan daarbij daardoor daarin daarmee daarna daarom daaronder daarop \
    daarover daarvan daarvoor deze dezelfde dient direct door doen doet daarnaast diverse echter eens eerst eerste \
    eigen elke elkaar enkele enige even gaan gaat gedaan geeft geen gehad gegeven gemaakt geval geweest geworden goed \
    goede gewoon graag groot grote haar hebben hebt heeft heel hele hier hierbij hierdoor hierin hieronder hierover \
    hiervan hiervoor hij hoeft hoeveel houden ieder iedere iedereen iemand iets indien ingevuld instaat jaar jaren \
    jullie kan kijken komen komt kreeg krijgen krijgt kunnen kunt laatste laten later leeg maak maakt maar maken meer \
    meeste meestal mensen met middels mijn minder misschien moet moeten mogelijk mogelijke mogen naar naast namelijk \
    nemen neemt niemand niet niets nieuwe nodig nog ondanks onder ongeveer onze ook opnieuw over overige per plaats \
    plus rond samenhang school schooljaar schools scholen soms staan staat steeds sommige snel tegen tevens tijdens \
    toch totaal tussen twee drie vier vijf uitgaan uiteraard vaak vanaf vanuit vandaag veel verder verschillende via \
    vindt vinden vinden volgende voor vooral voordat waar waarbij waardoor waarin waarmee waarom waaronder waarop \
    waarvan waarvoor wanneer want waren weer welke wellicht werd werden weten wie wij willen wilt worden wordt zal \
    zelf zich zijn zich zoals zodat zoveel zodra zou zouden zowel zullen zult zonder tevens wordt hoort horen dingen \
    dit dat deel dan dag dagen week weken keer keren maand uur tijd moment graag zeker zien ziet zegt zeggen gebruikt \
    gebruiken gebruik maakt vragen vraag vraagt liggen ligt omdat terug totdat onderstaande bovenstaande \
    januari februari maart april juni juli augustus september oktober november december maandag dinsdag woensdag \
    donderdag vrijdag zaterdag zondag bent gedurende geven gegeven ontvangen denken gesproken website site mail e-mail \
    telefoon formulier online pagina gids bestand dient wordt worden \
    foar mei binne wurdt wurde kinne kinst hawwe moatte moat jimme harren oer troch wolle dizze alle elk elts ek \
    yn op om te it de en fan dat is jo wy sy hja skoalle";

static EMPTY_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| EMPTY.split_whitespace().collect());

/// Words in sentences that name parents, with in how many different sentences they stand; most frequent first.
pub(super) fn words(documents: &[Document]) -> Vec<(String, usize)> {
    let mut seen = HashSet::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let main = documents.iter().flat_map(|d| &d.blocks).filter(|b| b.region == Region::Main);
    let blocks = main.filter(|b| may_name_parents(&b.text));
    for sentence in blocks.flat_map(|b| sentences::split(&b.text).into_iter().map(|range| &b.text[range])) {
        let tokens = || sentence.split(|c: char| !c.is_alphabetic() && c != '-').map(|w| w.trim_matches('-'));
        if tokens().any(is_parent) && seen.insert(sentence) {
            let told: BTreeSet<&str> = tokens().filter(|word| tells(word)).collect();
            told.into_iter().for_each(|word| *counts.entry(word.to_owned()).or_default() += 1);
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(MOST);
    counts
}

static PARENT_WORDS: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(PARENTS.iter().chain(&["ouder"])).ok());

/// Whether a text holds the letters of a word for parents: without them it need not be cut into words.
fn may_name_parents(text: &str) -> bool {
    PARENT_WORDS.as_ref().is_none_or(|words| words.is_match(&fold(text)))
}

fn is_parent(word: &str) -> bool {
    let word = fold(word);
    PARENTS.contains(&word.as_str())
        || word == "ouders"
        || (word.starts_with("ouder") && word.len() > 6 && !NOT_PARENTS.contains(&word.as_str()))
}

/// Whether a word says something: small letters, long enough, and neither empty nor the parents themselves.
fn tells(word: &str) -> bool {
    let small = word.chars().next().is_some_and(char::is_lowercase) && !word.chars().any(char::is_uppercase);
    small && word.chars().count() >= SHORTEST && !is_parent(word) && !is_empty(word)
}

fn is_empty(word: &str) -> bool {
    let word = fold(word);
    word == "ouder" || EMPTY_WORDS.contains(word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, DocumentKind};
    use std::sync::Arc;

    fn page(texts: &[(Region, &str)]) -> Document {
        let url = url::Url::parse("https://school.example/").unwrap();
        let block = |(region, text): &(Region, &str)| Block {
            region: *region,
            kind: BlockKind::Paragraph,
            headings: Arc::from([]),
            lead_in: None,
            text: (*text).to_owned(),
            page: None,
        };
        Document { blocks: texts.iter().map(block).collect(), ..Document::blank(url, DocumentKind::Page) }
    }

    #[test]
    fn words_beside_parents_are_counted_once_a_sentence() {
        let text = "Samen met ouders bouwen wij aan vertrouwen en vertrouwen. Ouders geven vertrouwen. De bus rijdt.";
        let found = words(&[page(&[(Region::Main, text)])]);
        assert_eq!(found[0], ("vertrouwen".to_owned(), 2));
        assert!(found.iter().all(|(word, _)| word != "samenhang"));
        assert!(found.iter().all(|(word, _)| word != "rijdt" && word != "ouders"));
    }

    #[test]
    fn names_menus_and_repeats_are_left_out() {
        let text = "Onze ouders helpen Geertje in de moestuin.";
        let found = words(&[
            page(&[(Region::Main, text), (Region::Navigation, "voor ouders betrokken")]),
            page(&[(Region::Main, text)]),
        ]);
        assert_eq!(found, [("helpen".to_owned(), 1), ("moestuin".to_owned(), 1)]);
    }

    #[test]
    fn the_old_are_no_parents() {
        assert!(is_parent("Ouderraad") && is_parent("ouderavond") && is_parent("heiten"));
        assert!(!is_parent("ouderen") && !is_parent("ouder") && !is_parent("oudere"));
    }
}
