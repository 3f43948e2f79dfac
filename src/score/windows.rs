//! A page cut into passages of a size that a reader judges at once.

use super::site::{Page, Site};
use super::tongue::tongue;
use crate::model::{BlockKind, Region};
use std::collections::BTreeMap;
use std::ops::Range;

/// From this many words on, a new heading opens a new window.
const ENOUGH: usize = 110;
/// From this many words on, a new block does.
const MOST: usize = 220;

/// Consecutive sentences of one page, read with the title and the headings above them.
#[derive(Debug)]
pub(super) struct Window {
    /// Index into the site's pages.
    pub page: usize,
    /// Range of the page's main sentences.
    pub sentences: Range<usize>,
    /// Number of words.
    pub words: usize,
    /// Bytes of text.
    length: usize,
    /// Whether the text is Dutch or Frisian, in which alone signals and words were learned.
    pub readable: bool,
}

/// Share of words that must be Dutch or Frisian function words; running text in either has three times as many.
const FUNCTION_WORDS: f32 = 0.08;
/// In fewer words than these, language cannot be told.
const FEW: usize = 12;
/// Whether a word, in small letters, is one that Dutch and Frisian texts cannot do without.
fn is_function_word(word: &[u8]) -> bool {
    matches!(
        word,
        b"de"
            | b"het"
            | b"een"
            | b"en"
            | b"van"
            | b"in"
            | b"is"
            | b"op"
            | b"te"
            | b"dat"
            | b"die"
            | b"voor"
            | b"met"
            | b"zijn"
            | b"wij"
            | b"we"
            | b"u"
            | b"uw"
            | b"aan"
            | b"er"
            | b"om"
            | b"ook"
            | b"als"
            | b"bij"
            | b"ons"
            | b"onze"
            | b"niet"
            | b"kan"
            | b"naar"
            | b"it"
            | b"wy"
            | b"\xc3\xbas"
            | b"fan"
            | b"yn"
            | b"foar"
            | b"mei"
    )
}

/// A piece of what is read in a window.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'p> {
    /// The title, or a heading.
    Above(&'p str),
    /// One of the window's sentences, in order.
    Sentence(&'p str),
}

impl<'p> Part<'p> {
    pub fn text(self) -> &'p str {
        match self {
            Self::Above(text) | Self::Sentence(text) => text,
        }
    }
}

impl Window {
    fn new(page: usize, (sentences, said): (Range<usize>, usize), parts: &[Part]) -> Self {
        let texts = || parts.iter().map(|part| part.text());
        // Parts are parted by a space, the title by a full stop as well.
        let length = texts().map(|text| text.len() + 1).sum();
        let untitled = usize::from(texts().next().is_some_and(str::is_empty));
        let above = |part: &Part| match part {
            Part::Above(text) => words(text),
            Part::Sentence(_) => 0,
        };
        let words = untitled + said + parts.iter().map(above).sum::<usize>();
        Self { page, sentences, words, length, readable: is_readable(texts()) }
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a text is Dutch or Frisian. Short text is taken to be.
fn is_readable<'p>(parts: impl Iterator<Item = &'p str>) -> bool {
    let (mut words, mut common) = (0usize, 0usize);
    let all = parts.flat_map(|part| part.split(|c: char| !c.is_alphanumeric())).filter(|w| !w.is_empty());
    all.for_each(|word| {
        words += 1;
        common += usize::from(is_common(word));
    });
    words < FEW || common as f32 >= FUNCTION_WORDS * words as f32
}

fn is_common(word: &str) -> bool {
    // No function word is longer; a capital may be, by a byte or two.
    const LONGEST: usize = 8;
    if word.len() > LONGEST {
        return false;
    }
    if !word.is_ascii() {
        return is_function_word(word.to_lowercase().as_bytes());
    }
    let mut low = [0; LONGEST];
    let low = &mut low[..word.len()];
    low.copy_from_slice(word.as_bytes());
    low.make_ascii_lowercase();
    is_function_word(low)
}

/// How much of a site's running text is in a language that is not read, from 0 to 1.
pub(super) fn unread_share(windows: &[Window]) -> f32 {
    let long = |unread: bool| {
        let of = windows.iter().filter(|w| !unread || !w.readable).map(|w| w.length);
        of.sum::<usize>() as f32
    };
    long(true) / long(false).max(1.0)
}

/// How many pages are in each language that is not read, from the first word to the last. Windows of a page stand together.
pub(super) fn foreign(site: &Site, windows: &[Window]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for page in unread_pages(windows) {
        let sentences =
            site.pages.get(page).into_iter().flat_map(|page| page.main.iter().map(|s| s.text(page.document)));
        *found.entry(tongue(sentences).to_owned()).or_default() += 1;
    }
    found
}

fn unread_pages(windows: &[Window]) -> impl Iterator<Item = usize> {
    let pages = windows.chunk_by(|one, other| one.page == other.page);
    pages.filter(|page| page.iter().all(|window| !window.readable)).map(|page| page[0].page)
}

/// The windows of all pages that may be quoted.
pub(super) fn windows(site: &Site) -> Vec<Window> {
    let pages = site.pages.iter().enumerate().filter(|(_, p)| !p.document.noindex);
    pages.flat_map(|(number, page)| cut(page).into_iter().map(move |cut| window(number, page, cut))).collect()
}

fn window(number: usize, page: &Page, cut: (Range<usize>, usize)) -> Window {
    let parts = parts(page, cut.0.clone());
    let window = Window::new(number, cut, &parts);
    let said = page.main[window.sentences.clone()].iter().map(|sentence| sentence.text(page.document));
    let foreign = is_declared_foreign(page.document.language.as_deref(), said);
    Window { readable: window.readable && !foreign, ..window }
}

/// Whether a text says of itself that it is in another language, and no word in it speaks against that. English does not
/// count: many Dutch sites declare it without knowing.
fn is_declared_foreign<'p>(declared: Option<&str>, mut parts: impl Iterator<Item = &'p str>) -> bool {
    let other =
        declared.is_some_and(|code| !code.is_empty() && !["nl", "fy", "en"].iter().any(|c| code.starts_with(c)));
    other
        && !parts.any(|part| part.split(|c: char| !c.is_alphanumeric()).any(|word| !word.is_empty() && is_common(word)))
}

/// All of one page as a single window, with what is read in it; `None` when it has no main text.
pub(super) fn whole<'p>(site: &'p Site, number: usize) -> Option<(Window, Vec<Part<'p>>)> {
    let page = site.pages.get(number).filter(|page| !page.main.is_empty())?;
    let cuts = cut(page);
    let said = cuts.iter().map(|(_, said)| said).sum();
    let parts: Vec<Part> = cuts.into_iter().flat_map(|(range, _)| parts(page, range)).collect();
    Some((Window::new(number, (0..page.main.len(), said), &parts), parts))
}

/// The sentences of each window of a page, with their number of words.
fn cut(page: &Page) -> Vec<(Range<usize>, usize)> {
    let mut out = Vec::new();
    let (mut start, mut said) = (0, 0);
    for (at, sentence) in page.main.iter().enumerate() {
        let before = at.checked_sub(1).map(|b| &page.main[b]);
        let section = before.is_some_and(|b| b.section != sentence.section);
        if said >= ENOUGH && section || said >= MOST && before.is_some_and(|b| b.block != sentence.block) {
            out.push((start..at, said));
            (start, said) = (at, 0);
        }
        said += words(sentence.text(page.document));
    }
    if start < page.main.len() {
        out.push((start..page.main.len(), said));
    }
    out
}

/// What is read in a window: title, headings and sentences.
pub(super) fn parts<'p>(page: &'p Page, sentences: Range<usize>) -> Vec<Part<'p>> {
    let title = title(page);
    let mut heading: Option<&str> = None;
    let mut parts = vec![Part::Above(title)];
    for sentence in &page.main[sentences] {
        let headings = &page.document.blocks[sentence.block].headings;
        let under = headings.last().map(String::as_str).filter(|h| *h != title);
        if under != heading {
            parts.extend(under.map(Part::Above));
            heading = under;
        }
        parts.push(Part::Sentence(sentence.text(page.document)));
    }
    parts
}

/// The first main heading, which unlike the title does not hold the name of the site.
fn title<'p>(page: &'p Page) -> &'p str {
    let mut headings =
        page.document.blocks.iter().filter(|b| b.region == Region::Main && matches!(b.kind, BlockKind::Heading(_)));
    headings.next().map_or(page.document.title.as_str(), |b| b.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::{Window, is_declared_foreign, unread_pages};

    fn is_readable(text: &str) -> bool {
        super::is_readable(std::iter::once(text))
    }

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

    #[test]
    fn a_short_text_is_foreign_when_it_says_so_and_sounds_so() {
        let foreign = |code, text: &'static str| is_declared_foreign(code, std::iter::once(text));
        assert!(foreign(Some("de"), "Der Elternbeirat trifft sich sechsmal im Jahr."));
        assert!(foreign(Some("tr"), "Okul aile birliği yılda altı kez toplanır."));
        assert!(!foreign(Some("de"), "De ouderraad vergadert zes keer per jaar."), "a wrong declaration");
        assert!(
            !foreign(Some("en"), "Parents welcome") && !foreign(Some("nl-nl"), "Welkom") && !foreign(None, "Welkom")
        );
    }

    #[test]
    fn a_page_is_foreign_when_all_of_it_is() {
        let window = |page, readable| Window { page, sentences: 0..0, words: 20, length: 99, readable };
        let windows = [window(0, false), window(0, true), window(1, false), window(1, false), window(2, true)];
        assert_eq!(unread_pages(&windows).collect::<Vec<_>>(), [1]);
    }
}
