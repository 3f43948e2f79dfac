//! A site made ready for judging: every sentence scanned once, with its section, block and context.

use super::bits::Bits;
use super::matcher::{Scan, Scanner};
use super::numbers::{FRESH_DAYS, is_fresh};
use crate::model::{Block, BlockKind, DateSource, Document, Link, Region};
use crate::rubric::{Builtin, Rubric};
use crate::text::{fold, sentences};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use url::Url;

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
    pub context: Bits,
    /// Lead-in only.
    pub lead_in: Option<Bits>,
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
    let frame = frame_sentences(documents);
    let mut indexer = Indexer { rubric, scanner, today, frame, contexts: HashMap::new() };
    Site { pages: documents.iter().map(|d| indexer.page(d)).collect() }
}

/// Sentences of main text that come back on so many pages that they belong to the frame.
fn frame_sentences(documents: &[Document]) -> HashSet<&str> {
    let mut pages: HashMap<&str, usize> = HashMap::new();
    for document in documents {
        let texts: HashSet<&str> =
            document.blocks.iter().filter(|b| b.region == Region::Main).map(|b| b.text.as_str()).collect();
        texts.into_iter().for_each(|t| *pages.entry(t).or_default() += 1);
    }
    let least = FRAME_PAGES.max(documents.len() * 2 / 5);
    pages.into_iter().filter(|(_, n)| *n >= least).map(|(t, _)| t).collect()
}

struct Indexer<'a, 'm, 'd> {
    rubric: &'a Rubric,
    scanner: &'a mut Scanner<'m>,
    today: Date,
    frame: HashSet<&'d str>,
    contexts: HashMap<String, Bits>,
}

impl<'d> Indexer<'_, '_, 'd> {
    fn bits_of(&mut self, text: &str) -> Bits {
        let scan = self.scanner.scan(text);
        self.bits(&scan)
    }

    fn bits(&self, scan: &Scan) -> Bits {
        let mut bits = Bits::new(self.rubric.classes.len());
        scan.hits.iter().for_each(|h| bits.set(h.class));
        bits
    }

    fn page(&mut self, document: &'d Document) -> Page<'d> {
        self.contexts.clear();
        let mut title = self.bits_of(&document.title);
        let fresh =
            document.dates.iter().any(|d| d.source < DateSource::Text && is_fresh(d.date, self.today, FRESH_DAYS));
        if fresh {
            self.scanner.classes_of(Builtin::FreshDate).iter().for_each(|&c| title.set(c));
        }
        let mut page = Page {
            document,
            kinds: Vec::new(),
            main: Vec::new(),
            frame: Vec::new(),
            links: document.links.iter().map(|l| self.address(&l.text, Some(&l.url))).collect(),
            images: document.images.iter().map(|i| self.address(&i.alt, i.url.as_ref())).collect(),
            bits: title.clone(),
            title,
            sections: vec![Bits::new(self.rubric.classes.len())],
        };
        let mut section: Option<&[String]> = None;
        for (at, block) in document.blocks.iter().enumerate() {
            self.block(at, block, &mut section, &mut page);
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
    fn address(&mut self, text: &str, url: Option<&Url>) -> Scanned {
        let words = url.map_or_else(String::new, address_words);
        let mut bits = self.bits_of(&format!("{text} . {words}"));
        if url.is_some_and(|url| self.scanner.is_organisations(url)) {
            self.scanner.classes_of(Builtin::Organisation).iter().for_each(|&c| bits.set(c));
        }
        Scanned { bits }
    }

    fn block(&mut self, at: usize, block: &'d Block, section: &mut Option<&'d [String]>, page: &mut Page<'d>) {
        if matches!(block.region, Region::Hidden | Region::Dialog | Region::Form) {
            return;
        }
        let main = block.region == Region::Main && !self.frame.contains(block.text.as_str());
        if let (BlockKind::Heading(_), true) = (block.kind, main) {
            let bits = self.bits_of(&block.text);
            page.bits.add(&bits);
            return;
        }
        if main && section.is_none_or(|s| s != &block.headings[..]) {
            *section = Some(&block.headings);
            page.sections.push(Bits::new(self.rubric.classes.len()));
        }
        let mut context = page.title.clone();
        block.headings.iter().for_each(|h| context.add(&self.context(h)));
        let lead_in = block.lead_in.as_ref().map(|l| self.context(l));
        lead_in.iter().for_each(|l| context.add(l));
        let current = page.sections.len() - 1;
        for range in sentences::split(&block.text) {
            let scan = self.scanner.scan(&block.text[range.clone()]);
            let bits = self.bits(&scan);
            if main {
                page.bits.add(&bits);
                page.sections[current].add(&bits);
                page.sections[current].add(&context);
            }
            let sentence = Sentence {
                block: at,
                range,
                scan,
                bits,
                context: context.clone(),
                lead_in: lead_in.clone(),
                section: current,
            };
            if main { page.main.push(sentence) } else { page.frame.push(sentence) }
        }
    }

    fn context(&mut self, text: &str) -> Bits {
        if let Some(bits) = self.contexts.get(text) {
            return bits.clone();
        }
        let bits = self.bits_of(text);
        self.contexts.insert(text.to_owned(), bits.clone());
        bits
    }

    fn kinds(&mut self, page: &Page) -> Vec<usize> {
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

/// The words of an address: host and path, parted by spaces, percent-encoding left as it is.
pub(super) fn address_words(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let path =
        url.path().rsplit_once('.').filter(|(_, e)| e.len() <= 5 && !e.contains('/')).map_or(url.path(), |(p, _)| p);
    fold(&format!("{host} {path}")).replace(['/', '-', '_', '+', '.'], " ")
}
