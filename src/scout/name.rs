//! The name of a school or organisation as its own home page gives it.

use super::host;
use crate::model::{BlockKind, Document, Region};
use crate::text::{collapse, fold, squeeze};
use std::net::IpAddr;
use url::Url;

/// A name, and whether the page leaves doubt about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// It holds a word such as "school", or it is the site's own domain name: no need to look.
    pub sure: bool,
}

/// Longest name, in characters.
const LONGEST: usize = 70;

/// Pieces of a title that are never a name.
const GENERIC: &[&str] = &[
    "home",
    "homepage",
    "homepagina",
    "startpagina",
    "voorpagina",
    "welkom",
    "index",
    "hoofdpagina",
    "website",
    "hallo",
    "nieuws",
    "over ons",
    "onze school",
    "de school",
    "scholen",
    "onze scholen",
    "contact",
];

/// What may stand before a name.
const BEFORE: &[&str] = &[
    "welkom op de website van ",
    "welkom op de site van ",
    "welkom bij ",
    "welkom op ",
    "website van ",
    "home van ",
    "startpagina van ",
    "logo van ",
    "logo ",
    "home ",
    "welkom ",
];

/// Words that only names of schools and their organisations hold, or the first word of such a name.
const SCHOOL_WORDS: &[&str] = &[
    "school",
    "kindcentrum",
    "scholen",
    "onderwijs",
    "stichting",
    "vereniging",
    "college",
    "lyceum",
    "montessori",
    "dalton",
    "jenaplan",
    "academie",
];

/// Abbreviations before a school's name.
const PREFIXES: &[&str] = &[
    "obs",
    "o.b.s.",
    "cbs",
    "c.b.s.",
    "rkbs",
    "r.k.b.s.",
    "pcb",
    "pcbs",
    "pcbo",
    "kbs",
    "abbs",
    "abs",
    "gbs",
    "sbo",
    "so",
    "bs",
    "ikc",
    "kc",
    "ikc.",
    "b.s.",
    "basisschool",
    "mfa",
    "gsg",
    "dr.",
];

/// The name of the site whose home page this is; `None` when nothing on it looks like one.
pub fn name(home: &Document, address: &Url) -> Option<Name> {
    let domain = domain(address);
    let scored = candidates(home).into_iter().map(|(text, titled)| (score(&text, titled, &domain), text));
    // The first of equals: titles come before the rest.
    let (score, text) = scored.rev().max_by_key(|(score, _)| *score).filter(|(score, _)| *score > 0)?;
    Some(Name { text, sure: score >= 3 })
}

/// Pieces that may be the name, with whether the title has them.
fn candidates(home: &Document) -> Vec<(String, bool)> {
    let title = pieces(&home.title).map(|piece| (piece, true));
    let framed = home.blocks.iter().filter(|b| b.region == Region::Header || b.kind == BlockKind::Heading(1));
    let framed = framed.flat_map(|b| pieces(&b.text)).map(|piece| (piece, false)).collect::<Vec<_>>();
    let logos = home.images.iter().filter(|i| i.region == Region::Header && i.alt.to_lowercase().contains("logo"));
    let logos = logos.flat_map(|i| pieces(&i.alt)).map(|piece| (piece, false));
    title.chain(framed).chain(logos).filter(|(piece, _)| usable(piece)).collect()
}

fn pieces(text: &str) -> impl Iterator<Item = String> + '_ {
    let parted = text.split(['|', '–', '—', '·', '»', '«', '•', '/']).flat_map(|part| part.split(" - "));
    parted.flat_map(|part| part.split(": ")).map(|part| bare(&collapse(part)))
}

/// Without words of welcome before it and a full stop behind it.
fn bare(piece: &str) -> String {
    let low = piece.to_lowercase();
    // Lower case keeps the length of these words, which are plain ASCII.
    let start = BEFORE.iter().find(|before| low.starts_with(*before)).map_or(0, |before| before.len());
    piece.get(start..).unwrap_or(piece).trim_matches([' ', '!', ',', '-', '"']).to_owned()
}

fn usable(piece: &str) -> bool {
    let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
    let length = piece.chars().count();
    let generic = GENERIC.contains(&fold(piece).as_str());
    letters >= 3 && length <= LONGEST && piece.split_whitespace().count() <= 10 && !generic
}

fn score(piece: &str, titled: bool, domain: &str) -> i32 {
    let squeezed = squeeze(piece);
    let ours = domain.len() >= 4 && squeezed.len() >= 4 && (squeezed.contains(domain) || domain.contains(&squeezed));
    let mut score = i32::from(titled) + 2 * i32::from(ours) + 2 * i32::from(has_school_word(piece));
    if piece.chars().next().is_some_and(char::is_lowercase) && !starts_with_prefix(piece) {
        score -= 2;
    }
    // A sentence is no name.
    if piece.ends_with(['.', '?', '!']) || piece.split_whitespace().count() > 7 {
        score -= 2;
    }
    score
}

fn has_school_word(piece: &str) -> bool {
    let folded = fold(piece);
    starts_with_prefix(piece) || SCHOOL_WORDS.iter().any(|word| folded.contains(word))
}

fn starts_with_prefix(piece: &str) -> bool {
    let first = piece.split_whitespace().next().unwrap_or_default().to_lowercase();
    PREFIXES.contains(&first.as_str())
}

/// The letters of the name's own part of a host: `it-klaverbled` of `www.it-klaverbled.nl`. Empty for an IP address.
fn domain(url: &Url) -> String {
    let host = host(url);
    let bare = host.split(':').next().unwrap_or_default();
    if bare.parse::<IpAddr>().is_ok() || bare.starts_with('[') {
        return String::new();
    }
    squeeze(bare.split('.').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentKind;

    fn of(title: &str, address: &str) -> Option<(String, bool)> {
        let url = Url::parse(address).unwrap();
        let mut page = Document::blank(url.clone(), DocumentKind::Page);
        page.title = title.to_owned();
        name(&page, &url).map(|n| (n.text, n.sure))
    }

    #[test]
    fn titles_as_schools_write_them() {
        for (title, address, expected) in [
            ("Welkom - OBS It Klaverblêd", "http://www.it-klaverbled.example/", "OBS It Klaverblêd"),
            ("Home | De Treffer", "https://www.de-treffer.example/", "De Treffer"),
            ("Welkom bij basisschool De Wei!", "https://www.dewei.example/", "basisschool De Wei"),
            ("Startpagina » CBS De Bron · Dorpstra", "https://cbsdebron.example/", "CBS De Bron"),
            ("De Linde: Home", "https://linde.stichting.example/", "De Linde"),
            ("o.b.s. Meester Sikkema", "http://127.0.0.1:80/", "o.b.s. Meester Sikkema"),
        ] {
            assert_eq!(of(title, address), Some((expected.to_owned(), true)), "{title}");
        }
    }

    #[test]
    fn doubt_is_told_and_nothing_is_made_up() {
        assert_eq!(of("Hallo allemaal", "https://dewei.example/").map(|n| n.1), Some(false));
        assert_eq!(of("Home", "https://dewei.example/"), None);
        assert_eq!(of("", "https://dewei.example/"), None);
        assert_eq!(of("leer elke dag iets", "https://dewei.example/"), None);
    }
}
