//! A page cut into passages of a size that a reader judges at once.

use super::site::{Page, Site};
use crate::model::{BlockKind, Region};
use std::ops::Range;

/// From this many words on, a new heading opens a new window.
const ENOUGH: usize = 110;
/// From this many words on, a new block does.
const MOST: usize = 220;

/// Consecutive sentences of one page.
#[derive(Debug)]
pub(super) struct Window {
    /// Index into the site's pages.
    pub page: usize,
    /// Range of the page's main sentences.
    pub sentences: Range<usize>,
    /// Title, headings and sentences, joined.
    pub text: String,
    /// Whether the text is Dutch or Frisian, in which alone signals and words were learned.
    pub readable: bool,
}

/// Share of words that must be Dutch or Frisian function words; running text in either has three times as many.
const FUNCTION_WORDS: f32 = 0.08;
/// In fewer words than these, language cannot be told.
const FEW: usize = 12;
/// Function words that Dutch and Frisian texts cannot do without.
const COMMON: &[&str] = &[
    "de", "het", "een", "en", "van", "in", "is", "op", "te", "dat", "die", "voor", "met", "zijn", "wij", "we", "u",
    "uw", "aan", "er", "om", "ook", "als", "bij", "ons", "onze", "niet", "kan", "naar", "it", "wy", "ús", "fan", "yn",
    "foar", "mei",
];

impl Window {
    fn new(page: usize, sentences: Range<usize>, text: String) -> Self {
        Self { page, sentences, readable: is_readable(&text), text }
    }
}

/// Whether `text` is Dutch or Frisian. Short text is taken to be.
fn is_readable(text: &str) -> bool {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let common = words.iter().filter(|w| COMMON.contains(&w.as_str())).count();
    words.len() < FEW || common as f32 >= FUNCTION_WORDS * words.len() as f32
}

/// How much of a site's running text is in a language that is not read, from 0 to 1.
pub(super) fn unread_share(windows: &[Window]) -> f32 {
    let long = |unread: bool| {
        let of = windows.iter().filter(|w| !unread || !w.readable).map(|w| w.text.len());
        of.sum::<usize>() as f32
    };
    long(true) / long(false).max(1.0)
}

/// How many pages are in a language that is not read, from the first word to the last. Windows of a page stand together.
pub(super) fn foreign(windows: &[Window]) -> usize {
    windows.chunk_by(|one, other| one.page == other.page).filter(|page| page.iter().all(|w| !w.readable)).count()
}

/// The windows of all pages that may be quoted.
pub(super) fn windows(site: &Site) -> Vec<Window> {
    let mut out = Vec::new();
    for (number, page) in site.pages.iter().enumerate().filter(|(_, p)| !p.document.noindex) {
        of_page(number, page, &mut out);
    }
    out
}

/// All of one page as a single window; `None` when it has no main text.
pub(super) fn whole(site: &Site, number: usize) -> Option<Window> {
    let mut parts = Vec::new();
    let page = site.pages.get(number)?;
    of_page(number, page, &mut parts);
    let text = parts.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    (!page.main.is_empty()).then(|| Window::new(number, 0..page.main.len(), text))
}

fn of_page(number: usize, page: &Page, out: &mut Vec<Window>) {
    let title = title(page);
    let (mut start, mut words, mut text) = (0, 0, format!("{title}."));
    let mut heading: Option<&str> = None;
    for (at, sentence) in page.main.iter().enumerate() {
        let block = &page.document.blocks[sentence.block];
        let before = at.checked_sub(1).map(|b| &page.main[b]);
        let section = before.is_some_and(|b| b.section != sentence.section);
        let full = words >= ENOUGH && section || words >= MOST && before.is_some_and(|b| b.block != sentence.block);
        if full {
            out.push(Window::new(number, start..at, std::mem::replace(&mut text, format!("{title}."))));
            (start, words, heading) = (at, 0, None);
        }
        let under = block.headings.last().map(String::as_str).filter(|h| *h != title);
        if under != heading {
            under.iter().for_each(|h| push(&mut text, h));
            heading = under;
        }
        let said = sentence.text(page.document);
        words += said.split_whitespace().count();
        push(&mut text, said);
    }
    if start < page.main.len() {
        out.push(Window::new(number, start..page.main.len(), text));
    }
}

/// The first main heading, which unlike the title does not hold the name of the site.
fn title<'p>(page: &'p Page) -> &'p str {
    let mut headings =
        page.document.blocks.iter().filter(|b| b.region == Region::Main && matches!(b.kind, BlockKind::Heading(_)));
    headings.next().map_or(page.document.title.as_str(), |b| b.text.as_str())
}

fn push(text: &mut String, part: &str) {
    text.push(' ');
    text.push_str(part);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dutch_and_frisian_are_readable_and_other_languages_are_not() {
        assert!(is_readable("Elke week vertellen wij ouders wat de kinderen in de klas hebben gedaan en wat er komt."));
        assert!(is_readable(
            "Twaris yn it jier binne heit en mem wolkom foar in petear oer harren bern, mei de learkrêft."
        ));
        assert!(!is_readable(
            "Every week we tell parents what the children did at school and what comes after the holiday."
        ));
        assert!(!is_readable(
            "Velilerimiz her zaman okula gelebilir ve öğretmenler ile çocuklarının gelişimi hakkında konuşabilir."
        ));
        assert!(is_readable("Parents welcome"), "too short to tell");
    }
}
