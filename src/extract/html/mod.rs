//! A web page to located blocks: one parse, one walk, then regions, headings and dates.

mod attributes;
mod blocks;
mod data;
mod elements;
mod embeds;
mod head;
mod hints;
mod lines;
mod links;
mod nesting;
mod raw;
mod regions;
mod run;
mod tables;
mod walk;

use super::{outline, page_dates};
use crate::model::{BlockKind, Document, DocumentKind, Fetched, Look, Region, is_logo_word};
use data::Data;
use head::Head;
use raw::Raw;
use walk::Walk;

/// Most class names kept.
const CLASSES: usize = 40;
/// Most names kept that speak of a logo.
const MARKS: usize = 20;
/// Bytes of main text under which a page with an application root counts as built by scripts.
const SHELL: usize = 200;
/// Bytes of main text under which a page with scripts and hardly a link does.
const BARE: usize = 60;

/// Reads a decoded page. `page` gives address and headers, `source` is its text. Never fails: broken markup is read as
/// a browser would, hostile markup is flattened first.
pub fn html(page: &Fetched, source: &str) -> Document {
    let (document, data) = read(page, source);
    let told = if main_text(&document) < SHELL { data.markup() } else { String::new() };
    if told.is_empty() { document } else { read(page, &format!("{source}{told}")).0 }
}

fn read(page: &Fetched, source: &str) -> (Document, Data) {
    let tamed = nesting::tame(source);
    let tree = scraper::Html::parse_document(&tamed);
    let mut walk = Walk::new(&page.url);
    walk.tree(tree.tree.root());
    if let Some(target) = walk.head.refresh.take() {
        walk.add_link(Some(&target), &attributes::Attributes::default(), None);
    }
    regions::settle(&mut walk.raw, &walk.guesses, &walk.layouts);
    let full = walk.is_full();
    let base = walk.head.base.clone();
    let Walk { mut raw, mut head, classes, .. } = walk;
    raw.compact();
    let data = std::mem::take(&mut head.data);
    let marks = marks(&classes);
    let mut document = document(page, raw, head, ranked(classes));
    document.look.marks = marks;
    document.look.place_backgrounds(base.as_ref().unwrap_or(&page.url), None);
    (Document { partial: document.partial || full, ..document }, data)
}

fn document(page: &Fetched, mut raw: Raw, mut head: Head, classes: Vec<String>) -> Document {
    if let Some(tag) = &page.robots_tag {
        head.robots(tag);
    }
    let (lists, headers): (Vec<u32>, Vec<bool>) = raw.extras.iter().map(|extra| (extra.list, extra.header_row)).unzip();
    outline::settle(&mut raw.blocks, &lists, &headers);
    let mut look = Look { generator: head.generator, stylesheets: head.stylesheets, classes, ..Look::default() };
    head.palette.add_to(&mut look);
    let mut dates: Vec<_> = head.dates.iter().map(|(date, source)| page_dates::of_page(*date, *source)).collect();
    dates.append(&mut raw.dates);
    page_dates::collect(page, &raw.blocks, &mut dates);
    let first_heading =
        || raw.blocks.iter().find(|block| block.kind == BlockKind::Heading(1)).map(|block| block.text.clone());
    let title = Some(head.title).filter(|title| !title.is_empty()).or_else(first_heading).unwrap_or_default();
    let mut document = Document {
        title,
        language: head.language,
        canonical: head.canonical,
        clicks: page.clicks,
        noindex: head.noindex,
        reserved: head.reserved || page.reserved,
        nofollow: head.nofollow,
        blocks: raw.blocks,
        links: raw.links,
        images: raw.images,
        dates,
        look,
        embeds: raw.embeds,
        partial: page.truncated,
        ..Document::blank(page.url.clone(), DocumentKind::Page)
    };
    document.script_shell = is_shell(&document, head.scripted, head.scripts);
    document
}

/// Little text, and signs that scripts would bring more: an application root, a notice, or nothing but scripts.
fn is_shell(document: &Document, scripted: bool, scripts: usize) -> bool {
    let text = main_text(document);
    text < SHELL && scripted || text < BARE && scripts > 0 && document.links.len() < 3
}

/// Bytes of main text.
fn main_text(document: &Document) -> usize {
    document.blocks.iter().filter(|block| block.region == Region::Main).map(|block| block.text.len()).sum()
}

/// Names that speak of a logo, in order of the alphabet.
fn marks(classes: &std::collections::HashMap<&str, u32>) -> Vec<String> {
    let mut found: Vec<String> =
        classes.keys().filter(|name| is_logo_word(name)).map(|name| (*name).to_owned()).collect();
    found.sort_unstable();
    found.truncate(MARKS);
    found
}

fn ranked(classes: std::collections::HashMap<&str, u32>) -> Vec<String> {
    let mut ranked: Vec<(&str, u32)> = classes.into_iter().collect();
    ranked.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    ranked.into_iter().take(CLASSES).map(|(name, _)| name.to_string()).collect()
}

#[cfg(test)]
mod tests;
