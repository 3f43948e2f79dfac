//! Plain text with light markup: text files, and passages for trying a rubric.

use super::clean::fold;
use super::{outline, page_dates};
use crate::model::{Block, BlockKind, Document, DocumentKind, Fetched, Region};
use std::sync::Arc;
use url::Url;

/// A document of one passage: each line is a paragraph, lines that start with `- `, `• ` or `* ` are list items, lines
/// that start with `#` headings. A `title` that is not empty becomes a heading of level 1 above all of it.
pub fn passage(url: &Url, title: &str, text: &str) -> Document {
    let fetched = Fetched::bare(url.clone(), Vec::new());
    // A passage stands for the page it was taken from.
    Document { kind: DocumentKind::Page, ..document(&fetched, title, text) }
}

/// Most text of a file, in bytes.
const MOST: usize = 1 << 20;

/// A text file that was fetched.
pub(crate) fn file(page: &Fetched, text: &str) -> Document {
    let start = &text[..text.floor_char_boundary(MOST)];
    let document = document(page, "", start);
    Document { partial: document.partial || start.len() < text.len(), ..document }
}

fn document(page: &Fetched, title: &str, text: &str) -> Document {
    let title = fold(title);
    let heading = (!title.is_empty()).then(|| (BlockKind::Heading(1), title.clone()));
    let lines = heading.into_iter().chain(text.lines().filter_map(line));
    let mut blocks: Vec<Block> = Vec::new();
    let mut lists = Vec::new();
    for (kind, text) in lines {
        lists.push(if kind == BlockKind::ListItem { list_number(&blocks, &lists) } else { 0 });
        blocks.push(Block { region: Region::Main, kind, headings: Arc::from([]), lead_in: None, text, page: None });
    }
    outline::settle(&mut blocks, &lists, &[]);
    let mut dates = Vec::new();
    page_dates::collect(page, &blocks, &mut dates);
    let blank = Document::blank(page.url.clone(), DocumentKind::Text);
    Document { title, clicks: page.clicks, blocks, dates, partial: page.truncated, ..blank }
}

/// The list of the item before, or a new one.
fn list_number(blocks: &[Block], lists: &[u32]) -> u32 {
    match (blocks.last(), lists.last()) {
        (Some(Block { kind: BlockKind::ListItem, .. }), Some(list)) => *list,
        _ => blocks.len() as u32 + 1,
    }
}

fn line(line: &str) -> Option<(BlockKind, String)> {
    let line = line.trim();
    let marks = line.len() - line.trim_start_matches('#').len();
    let bullet = ["- ", "• ", "* ", "– "].iter().find_map(|bullet| line.strip_prefix(bullet));
    let (kind, text) = match bullet {
        Some(item) => (BlockKind::ListItem, item),
        None if marks > 0 => (BlockKind::Heading(marks.clamp(2, 6) as u8), &line[marks..]),
        None => (BlockKind::Paragraph, line),
    };
    let text = fold(text);
    (!text.is_empty()).then_some((kind, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Document {
        passage(&"https://school.example/ouders".parse().expect("address"), "Ouders", text)
    }

    #[test]
    fn light_markup() {
        let found = read("# Ouderraad\nWij vragen:\n- op tijd komen\n• bellen\n\nTot 12 maart 2026.");
        let kinds: Vec<BlockKind> = found.blocks.iter().map(|block| block.kind).collect();
        use BlockKind::{Heading, ListItem, Paragraph};
        assert_eq!(kinds, [Heading(1), Heading(2), Paragraph, ListItem, ListItem, Paragraph]);
        assert_eq!(&*found.blocks[3].headings, ["Ouders", "Ouderraad"]);
        assert_eq!(found.blocks[4].lead_in.as_deref(), Some("Wij vragen:"));
        assert_eq!((found.title.as_str(), found.dates.len()), ("Ouders", 1));
    }

    proptest! {
        #[test]
        fn no_block_is_empty(text in "[a#*• \n-]{0,60}|\\PC{0,60}") {
            prop_assert!(read(&text).blocks.iter().all(|block| !block.text.trim().is_empty()));
        }
    }
}
