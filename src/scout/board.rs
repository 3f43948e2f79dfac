//! The organisation that a school says it belongs to. Only what the site says in so many words counts, and only when
//! it says one thing: a complaints body, a former board or a partner must never be taken for the board.

use super::host;
use super::proper::{at_start, informal, is_formal, is_other};
use crate::model::{Document, Link};
use crate::text::{collapse, sentences, squeeze};
use regex::Regex;
use std::sync::LazyLock;
use url::Url;

/// An organisation as a school's site names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Its name.
    pub name: String,
    /// Its own site, where the school's site links to it.
    pub url: Option<Url>,
    /// The sentence, label or logo text that says so.
    pub quote: String,
}

impl Board {
    /// Other spellings that count as naming it.
    pub fn aliases(&self) -> Vec<String> {
        aliases(&self.name)
    }
}

/// What a site tells about its organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It belongs to this one.
    Clear(Board),
    /// One of these, perhaps.
    Unclear(Vec<Board>),
    /// It says nothing.
    Nothing,
}

/// "onze school maakt deel uit van", "een school van", "bevoegd gezag:" and the like.
static BELONGS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:",
        r"(?:maakt|maken|maak) (?:[\w']+ ){0,3}(?:deel uit|onderdeel) van|(?:een )?onderdeel van|",
        r"(?:hoort|horen) (?:[\w']+ ){0,2}bij|(?:behoort|behoren) (?:[\w']+ ){0,2}tot|",
        r"(?:valt|vallen) (?:[\w']+ ){0,2}onder(?: het (?:bestuur|gezag|bevoegd gezag) van)?|",
        r"(?:gaat|gaan) uit van|bestuurd door|(?:een|één|1) van de (?:[\w']+ ){0,2}scholen van|school van|",
        r"(?:bevoegd gezag|schoolbestuur|bestuur|stichting|scholengroep)(?: van (?:de|onze|deze) school)?(?: is|:)",
        r") (?:de |het |onze |ons )?"
    ))
    .expect("a fixed pattern")
});

/// Sentences about another time, or that deny it.
static NOT_NOW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:was|waren|viel|vielen|hoorde|hoorden|voorheen|vroeger|eerder|destijds|niet|geen|nooit|ging|gingen|",
        r"overgegaan|wordt|worden|straks|zal|zullen|wil|willen|tot (?:en met )?\d{4})\b"
    ))
    .expect("a fixed pattern")
});

/// Subjects that are not the school.
static OTHER_SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:g?mr|raad|opvang|\w*opvang|peuter\w*|bso|tso|overblijf\w*|bibliotheek|gebouw|project|kind|kinderen|",
        r"leerling\w*|ouders?|commissie|subsidie|oudervereniging|vriendin|directeur|leerkracht\w*|methode|lessen)\b"
    ))
    .expect("a fixed pattern")
});

/// Reads off the pages of the school at `home` which organisation it belongs to.
pub fn board(home: &Url, documents: &[Document]) -> Told {
    let mut groups: Vec<Group> = Vec::new();
    for document in documents {
        for statement in statements(home, document) {
            add(&mut groups, statement, true);
        }
    }
    for document in documents {
        for mention in mentions(home, document) {
            add(&mut groups, mention, false);
        }
    }
    let (said, hinted): (Vec<Group>, Vec<Group>) = groups.into_iter().partition(|group| group.said);
    match <[Group; 1]>::try_from(said) {
        Ok([only]) if only.board.url.is_some() || is_formal(&only.board.name) => Told::Clear(only.board),
        Ok([only]) => Told::Unclear(vec![only.board]),
        Err(said) => {
            let all: Vec<Board> = said.into_iter().chain(hinted).map(|group| group.board).collect();
            if all.is_empty() { Told::Nothing } else { Told::Unclear(all) }
        }
    }
}

/// Spellings beside the full name that count as naming it: without "Stichting", when what is left is no single word
/// that could mean anything.
pub fn aliases(name: &str) -> Vec<String> {
    let short = informal(name);
    let telling = short.contains(' ') || short.chars().filter(|c| c.is_uppercase()).count() > 2;
    if short != name && telling { vec![short.to_owned()] } else { Vec::new() }
}

/// All that is said of one organisation.
struct Group {
    key: String,
    board: Board,
    said: bool,
    /// Its links lead to more than one site: then none is taken.
    torn: bool,
}

fn add(groups: &mut Vec<Group>, found: Board, said: bool) {
    let key = squeeze(informal(&found.name));
    let same = |group: &&mut Group| {
        let (long, short) = if group.key.len() > key.len() { (&group.key, &key) } else { (&key, &group.key) };
        short.len() >= 4 && long.contains(short.as_str()) || long == short
    };
    let Some(group) = groups.iter_mut().find(same) else {
        groups.push(Group { key, board: found, said, torn: false });
        return;
    };
    group.said |= said;
    if is_formal(&found.name) && !is_formal(&group.board.name) {
        group.board.name = found.name;
    }
    match (&group.board.url, found.url) {
        (Some(known), Some(other)) if host(known) != host(&other) => group.torn = true,
        (None, Some(url)) if !group.torn => group.board.url = Some(url),
        _ => {}
    }
    if group.torn {
        group.board.url = None;
    }
}

/// Sentences that say where the school belongs.
fn statements(home: &Url, document: &Document) -> Vec<Board> {
    let mut found = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        for range in sentences::split(&block.text) {
            let sentence = &block.text[range];
            if !NOT_NOW.is_match(sentence) {
                let links = document.links.iter().filter(|link| link.block == Some(at) && is_abroad(home, &link.url));
                found.extend(statement(sentence, &links.collect::<Vec<_>>()));
            }
        }
    }
    found
}

fn statement(sentence: &str, links: &[&Link]) -> Option<Board> {
    let cue = BELONGS.find(sentence)?;
    if OTHER_SUBJECT.is_match(&sentence[..cue.start()]) {
        return None;
    }
    let rest = &sentence[cue.end()..];
    let written = at_start(rest);
    let link = links.iter().find(|link| named_by(&link.text, written.as_deref(), rest));
    let linked = link.map(|link| collapse(&link.text)).filter(|text| at_start(text).is_some());
    let name = match (linked, written) {
        (Some(linked), Some(written)) if is_formal(&written) && !is_formal(&linked) => written,
        (Some(linked), _) => linked,
        (None, Some(written)) => written,
        (None, None) => return None,
    };
    let other = is_other(&name);
    let bare = !is_formal(&name) && link.is_none();
    // "De school van Meester Piet" names no organisation.
    (!other && !bare).then(|| Board { name, url: link.map(|link| root(&link.url)), quote: collapse(sentence) })
}

/// Whether a link stands on the name that follows the words of belonging.
fn named_by(text: &str, written: Option<&str>, rest: &str) -> bool {
    let text = collapse(text);
    if text.is_empty() || text.split(' ').count() > 9 {
        return false;
    }
    let near = rest.find(text.as_str()).is_some_and(|at| at <= 12);
    let same = written.is_some_and(|written| {
        let (a, b) = (squeeze(&text), squeeze(informal(written)));
        a.len() >= 4 && (a.contains(&b) || b.contains(&a))
    });
    near || same
}

/// Links and logos that show an organisation without saying what it is to the school.
fn mentions(home: &Url, document: &Document) -> Vec<Board> {
    let links = document.links.iter().filter(|link| is_abroad(home, &link.url)).map(|link| (&link.text, &link.url));
    let logos = document.images.iter().filter_map(|image| Some((&image.alt, image.link.as_ref()?)));
    let logos = logos.filter(|(_, url)| is_abroad(home, url));
    let named = links.chain(logos).filter_map(|(text, url)| {
        let text = collapse(text);
        let name = at_start(text.strip_prefix("Logo ").unwrap_or(&text))?;
        (is_formal(&name) && !is_other(&name)).then(|| Board { name, url: Some(root(url)), quote: text.clone() })
    });
    named.collect()
}

fn is_abroad(home: &Url, url: &Url) -> bool {
    host(home) != host(url)
}

/// The home page of a link's site.
fn root(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_path("/");
    url.set_query(None);
    url
}

#[cfg(test)]
#[path = "board_tests.rs"]
mod tests;
