//! Recognises the same page under another address, by what it holds.

use crate::model::{BlockKind, Document, Region};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use url::Url;

type Hash = [u8; 32];

/// What identifies a page: its bytes, and its title with its main text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prints {
    body: Hash,
    text: Option<Hash>,
}

impl Prints {
    /// Prints of a document and the bytes it was read from.
    pub(super) fn of(body: Hash, document: &Document) -> Self {
        Self { body, text: text_hash(document) }
    }
}

/// Hash of a body.
pub(super) fn body_hash(body: &[u8]) -> Hash {
    Sha256::digest(body).into()
}

/// `None` when there is no main text: pages without text need not be the same page.
fn text_hash(document: &Document) -> Option<Hash> {
    let mut hasher = Sha256::new();
    hasher.update(document.title.as_bytes());
    let mut any = false;
    for block in document.blocks.iter().filter(|block| block.region == Region::Main) {
        any |= !matches!(block.kind, BlockKind::Heading(_));
        hasher.update(b"\n");
        hasher.update(block.text.as_bytes());
    }
    any.then(|| hasher.finalize().into())
}

/// Prints of all documents kept so far, with their index.
#[derive(Debug, Default)]
pub(super) struct Twins {
    bodies: HashMap<Hash, usize>,
    texts: HashMap<Hash, usize>,
}

impl Twins {
    /// The document that these prints were seen on.
    pub(super) fn find(&self, prints: &Prints) -> Option<usize> {
        let by_text = || prints.text.and_then(|text| self.texts.get(&text));
        self.bodies.get(&prints.body).or_else(by_text).copied()
    }

    /// Remembers the prints of a document.
    pub(super) fn add(&mut self, prints: &Prints, index: usize) {
        self.bodies.insert(prints.body, index);
        if let Some(text) = prints.text {
            self.texts.insert(text, index);
        }
    }
}

/// Whether `other` is a better address for the document than the one it has: the one that the document itself calls
/// canonical, else the shorter one.
pub(super) fn is_better(document: &Document, other: &Url) -> bool {
    let is_canonical = |url: &Url| document.canonical.as_ref() == Some(url);
    match (is_canonical(&document.url), is_canonical(other)) {
        (true, _) => false,
        (false, true) => true,
        (false, false) => other.as_str().len() < document.url.as_str().len(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::page;
    use super::*;

    fn prints(body: &str, document: &Document) -> Prints {
        Prints::of(body_hash(body.as_bytes()), document)
    }

    #[test]
    fn same_bytes_or_same_title_and_text_are_twins() {
        let mut twins = Twins::default();
        twins.add(&prints("een", &page("/a", "Ouders", "Welkom")), 7);
        assert_eq!(twins.find(&prints("een", &page("/b", "Anders", "Anders"))), Some(7));
        assert_eq!(twins.find(&prints("twee", &page("/b", "Ouders", "Welkom"))), Some(7));
        assert_eq!(twins.find(&prints("twee", &page("/b", "Leerlingen", "Welkom"))), None);
        assert_eq!(twins.find(&prints("twee", &page("/b", "Ouders", "Dag"))), None);
    }

    #[test]
    fn pages_without_text_are_no_twins() {
        let (mut twins, mut empty) = (Twins::default(), page("/a", "Foto's", "x"));
        empty.blocks.clear();
        twins.add(&prints("een", &empty), 0);
        assert_eq!(twins.find(&prints("twee", &empty)), None);
    }

    #[test]
    fn the_canonical_then_the_shorter_address_is_better() {
        let mut document = page("/ouders?x=1", "Ouders", "Welkom");
        let (short, long) = (page("/ouders", "", "").url, page("/ouders/welkom", "", "").url);
        assert!(is_better(&document, &short) && !is_better(&document, &long));
        document.canonical = Some(long.clone());
        assert!(is_better(&document, &long));
        document.url = long;
        assert!(!is_better(&document, &short));
    }
}
