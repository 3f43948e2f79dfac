//! A site made ready for judging: every sentence scanned once, with its section, block and context.

use super::bits::Bits;
use super::matcher::{Scan, Scanner};
use super::numbers::{FRESH_DAYS, is_fresh};
use crate::model::{Block, BlockKind, DateSource, Document, Link, Region};
use crate::rubric::{Builtin, Rubric};
use crate::text::{fold, sentences};
use jiff::civil::Date;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use url::{Position, Url};

/// A sentence that stands in the main text of at least this many pages is part of the frame, not of the page.
const FRAME_PAGES: usize = 3;

/// All pages of one site, scanned.
#[derive(Debug)]
pub(super) struct Site<'d> {
    pub pages: Vec<Page<'d>>,
}

/// One page, scanned.
#[derive(Debug)]
pub(super) struct Page<'d> {
    pub document: &'d Document,
    /// Which page types it is of (index into the rubric's list).
    pub kinds: Vec<usize>,
    /// Sentences of the main text, in order.
    pub main: Vec<Sentence>,
    /// Sentences of menus, header, footer and frame.
    pub frame: Vec<Sentence>,
    pub links: Vec<Scanned>,
    pub images: Vec<Scanned>,
    /// Everything in the main text and the title.
    pub bits: Bits,
    /// Everything in the frame.
    pub frame_bits: Bits,
    /// Everything in links and their addresses.
    pub link_bits: Bits,
    /// Everything in images and their addresses.
    pub image_bits: Bits,
    pub title: Bits,
    pub sections: Vec<Bits>,
}

/// A link or image with what its text and address hold.
#[derive(Debug)]
pub(super) struct Scanned {
    pub bits: Bits,
}

/// One sentence.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Index into the document's blocks.
    pub block: usize,
    /// Bytes within the block.
    pub range: Range<usize>,
    pub scan: Scan,
    pub bits: Bits,
    /// Title, headings and lead-in.
    pub context: Arc<Bits>,
    /// Lead-in only.
    pub lead_in: Option<Arc<Bits>>,
    /// Index into the page's sections.
    pub section: usize,
}

impl Sentence {
    /// The literal text.
    pub fn text<'d>(&self, document: &'d Document) -> &'d str {
        &document.blocks[self.block].text[self.range.clone()]
    }
}

/// Scans `documents` (one site).
pub(super) fn index<'d>(rubric: &Rubric, scanner: &mut Scanner, documents: &'d [Document], today: Date) -> Site<'d> {
    let (ids, texts) = texts(documents);
    let least = FRAME_PAGES.max(documents.len() * 2 / 5);
    let mut indexer =
        Indexer { rubric, scanner, today, texts, least, contexts: HashMap::new(), addresses: HashMap::new() };
    let mut ids = ids.as_slice();
    let page = |document: &'d Document| {
        let (of_page, rest) = ids.split_at(document.blocks.len());
        ids = rest;
        indexer.page(document, of_page)
    };
    Site { pages: documents.iter().map(page).collect() }
}

/// A text that blocks of the site hold, word for word.
#[derive(Default)]
struct Told {
    /// Number of pages that have it as main text.
    pages: usize,
    /// The last of them, counted from 1.
    last: usize,
    /// Number of blocks that hold it.
    times: usize,
    /// Its sentences, when several blocks hold it and one was scanned.
    sentences: Option<Arc<[Said]>>,
}

/// A scanned sentence: bytes within its block, what stands there.
#[derive(Clone)]
struct Said {
    range: Range<usize>,
    scan: Scan,
    bits: Bits,
}

/// For each block of all pages the number of its text, and how often each text stands on the site.
fn texts(documents: &[Document]) -> (Vec<usize>, Vec<Told>) {
    let (mut ids, mut texts) = (Vec::new(), Vec::<Told>::new());
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (number, document) in documents.iter().enumerate() {
        for block in &document.blocks {
            let id = *known.entry(&block.text).or_insert(texts.len());
            if id == texts.len() {
                texts.push(Told::default());
            }
            ids.push(id);
            let told = &mut texts[id];
            told.times += 1;
            if block.region == Region::Main && told.last != number + 1 {
                told.pages += 1;
                told.last = number + 1;
            }
        }
    }
    (ids, texts)
}

struct Indexer<'a, 'm, 'd> {
    rubric: &'a Rubric,
    scanner: &'a mut Scanner<'m>,
    today: Date,
    texts: Vec<Told>,
    /// Text on so many pages is part of the frame.
    least: usize,
    contexts: HashMap<&'d str, Bits>,
    /// What links and images hold, by text and address: menus come back on every page.
    addresses: HashMap<(&'d str, &'d str), Bits>,
}

/// What holds for the blocks that are read now.
#[derive(Default)]
struct Under<'d> {
    /// Headings of the section.
    section: Option<&'d [String]>,
    /// Headings and lead-in of the last block, and what they hold with the title.
    last: Option<(&'d [String], Option<&'d str>)>,
    context: Arc<Bits>,
    lead_in: Option<Arc<Bits>>,
}

impl<'d> Indexer<'_, '_, 'd> {
    fn bits_of(&mut self, text: &str) -> Bits {
        bits(&self.scanner.scan(text))
    }

    fn page(&mut self, document: &'d Document, texts: &[usize]) -> Page<'d> {
        let mut title = self.bits_of(&document.title);
        let fresh =
            document.dates.iter().any(|d| d.source < DateSource::Text && is_fresh(d.date, self.today, FRESH_DAYS));
        if fresh {
            self.scanner.classes_of(Builtin::FreshDate).iter().for_each(|&c| title.set(c));
        }
        let links: Vec<Scanned> = document.links.iter().map(|l| self.address(&l.text, Some(&l.url))).collect();
        let images: Vec<Scanned> = document.images.iter().map(|i| self.address(&i.alt, i.url.as_ref())).collect();
        let mut page = Page {
            document,
            kinds: Vec::new(),
            main: Vec::new(),
            frame: Vec::new(),
            bits: title.clone(),
            frame_bits: Bits::default(),
            link_bits: union(&links),
            image_bits: union(&images),
            links,
            images,
            title,
            sections: vec![Bits::default()],
        };
        let mut under = Under::default();
        for (at, (block, text)) in document.blocks.iter().zip(texts).enumerate() {
            self.block((at, *text), block, &mut under, &mut page);
        }
        if self.leads_to_organisation(document) {
            self.scanner.classes_of(Builtin::Organisation).iter().for_each(|&c| page.bits.set(c));
        }
        page.kinds = self.kinds(&page);
        page
    }

    /// Whether the main text links to the organisation's site: then "de stichting" on that page is that one.
    fn leads_to_organisation(&self, document: &Document) -> bool {
        let to_it = |link: &&Link| link.region == Region::Main && self.scanner.is_organisations(&link.url);
        !self.scanner.is_organisations(&document.url) && document.links.iter().any(|link| to_it(&link))
    }

    /// A link or image: its text, and the words of its address. A link to the organisation's site names it.
    fn address(&mut self, text: &'d str, url: Option<&'d Url>) -> Scanned {
        // What follows the path says nothing here.
        let key = (text, url.map_or("", |url| &url[..Position::AfterPath]));
        if let Some(bits) = self.addresses.get(&key) {
            return Scanned { bits: bits.clone() };
        }
        let words = url.map_or_else(String::new, address_words);
        let mut bits = self.bits_of(&format!("{text} . {words}"));
        if url.is_some_and(|url| self.scanner.is_organisations(url)) {
            self.scanner.classes_of(Builtin::Organisation).iter().for_each(|&c| bits.set(c));
        }
        self.addresses.insert(key, bits.clone());
        Scanned { bits }
    }

    fn block(&mut self, (at, text): (usize, usize), block: &'d Block, under: &mut Under<'d>, page: &mut Page<'d>) {
        if matches!(block.region, Region::Hidden | Region::Dialog | Region::Form) {
            return;
        }
        let main = block.region == Region::Main && self.texts[text].pages < self.least;
        if let (BlockKind::Heading(_), true) = (block.kind, main) {
            let bits = self.context(&block.text);
            page.bits.add(&bits);
            return;
        }
        if main && under.section.is_none_or(|s| s != &block.headings[..]) {
            under.section = Some(&block.headings);
            page.sections.push(Bits::default());
        }
        self.context_of(block, under, &page.title);
        let current = page.sections.len() - 1;
        for Said { range, scan, bits } in self.sentences(text, &block.text).iter().cloned() {
            if main {
                page.bits.add(&bits);
                page.sections[current].add(&bits);
                page.sections[current].add(&under.context);
            } else {
                page.frame_bits.add(&bits);
            }
            let (context, lead_in) = (Arc::clone(&under.context), under.lead_in.clone());
            let sentence = Sentence { block: at, range, scan, bits, context, lead_in, section: current };
            if main { page.main.push(sentence) } else { page.frame.push(sentence) }
        }
    }

    /// Puts into `under` what the headings and the lead-in of a block hold, with the title.
    fn context_of(&mut self, block: &'d Block, under: &mut Under<'d>, title: &Bits) {
        let now = (&block.headings[..], block.lead_in.as_deref());
        if under.last == Some(now) {
            return;
        }
        let mut context = title.clone();
        now.0.iter().for_each(|h| context.add(&self.context(h)));
        under.lead_in = now.1.map(|lead_in| Arc::new(self.context(lead_in)));
        under.lead_in.iter().for_each(|lead_in| context.add(lead_in));
        under.context = Arc::new(context);
        under.last = Some(now);
    }

    /// The sentences of a block whose text has number `id`. Menus and the like come back on every page and are scanned
    /// once.
    fn sentences(&mut self, id: usize, text: &str) -> Arc<[Said]> {
        let told = &self.texts[id];
        if let Some(sentences) = &told.sentences {
            return Arc::clone(sentences);
        }
        let again = told.times > 1;
        let scanned = |range: Range<usize>| {
            let scan = self.scanner.scan(&text[range.clone()]);
            Said { range, bits: bits(&scan), scan }
        };
        let sentences: Arc<[Said]> = sentences::split(text).into_iter().map(scanned).collect();
        self.texts[id].sentences = again.then(|| Arc::clone(&sentences));
        sentences
    }

    fn context(&mut self, text: &'d str) -> Bits {
        if let Some(bits) = self.contexts.get(text) {
            return bits.clone();
        }
        let bits = self.bits_of(text);
        self.contexts.insert(text, bits.clone());
        bits
    }

    fn kinds(&mut self, page: &Page<'d>) -> Vec<usize> {
        let address = self.bits_of(&address_words(&page.document.url));
        let heading =
            page.document.blocks.iter().find(|b| b.region == Region::Main && matches!(b.kind, BlockKind::Heading(1)));
        let mut title = page.title.clone();
        if let Some(heading) = heading {
            title.add(&self.context(&heading.text));
        }
        let kinds = self.rubric.page_types.iter().enumerate().filter(|(_, kind)| {
            let text = kind.text.is_some_and(|c| page.main.iter().filter(|s| s.bits.has(c)).count() >= kind.text_least);
            text || kind.address.is_some_and(|c| address.has(c)) || kind.title.is_some_and(|c| title.has(c))
        });
        kinds.map(|(at, _)| at).collect()
    }
}

fn bits(scan: &Scan) -> Bits {
    let mut bits = Bits::default();
    scan.hits.iter().for_each(|h| bits.set(h.class));
    bits
}

fn union(all: &[Scanned]) -> Bits {
    let mut bits = Bits::default();
    all.iter().for_each(|one| bits.add(&one.bits));
    bits
}

/// The words of an address: host and path, parted by spaces, percent-encoding left as it is.
pub(super) fn address_words(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let path =
        url.path().rsplit_once('.').filter(|(_, e)| e.len() <= 5 && !e.contains('/')).map_or(url.path(), |(p, _)| p);
    fold(&format!("{host} {path}")).replace(['/', '-', '_', '+', '.'], " ")
}
