//! PDF to located blocks. The reading itself runs in a child process of our own program, because some files overflow
//! the stack or eat all memory, and neither can be caught.

mod child;
mod glyphs;
mod hyphens;
mod layout;
mod load;
mod running;
mod widths;

pub use child::{ARGUMENT, child_main, isolate};
pub use load::read_in_process;

use super::{outline, page_dates};
use crate::model::{Block, BlockKind, DateSource, Document, DocumentKind, Fetched, Region};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Text of a PDF, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PdfText {
    /// Title from the document's own data; empty when there is none.
    pub title: String,
    /// Pages with text.
    pub pages: Vec<PdfPage>,
    /// When the document says it was last changed.
    pub date: Option<Date>,
    /// Pages were lost or left unread.
    pub partial: bool,
}

/// Text of one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PdfPage {
    /// From 1.
    pub number: u32,
    /// Paragraphs, in reading order. One that runs over to the next page stands on the page where it starts.
    pub paragraphs: Vec<PdfParagraph>,
}

/// A paragraph, heading or list item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PdfParagraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// Text, white space folded, never empty.
    pub text: String,
}

/// Kinds of paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParagraphKind {
    /// A heading of level 1-6.
    Heading(u8),
    /// Running text.
    Text,
    /// A list item, without its bullet.
    Item,
    /// A table row, cells joined by ` | `.
    Row,
}

/// The document that a PDF's text makes.
pub fn document(page: &Fetched, text: PdfText) -> Document {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lists = Vec::new();
    for (number, paragraph) in text
        .pages
        .into_iter()
        .flat_map(|page| page.paragraphs.into_iter().map(move |paragraph| (page.number, paragraph)))
    {
        let kind = match paragraph.kind {
            ParagraphKind::Heading(level) => BlockKind::Heading(level),
            ParagraphKind::Text => BlockKind::Paragraph,
            ParagraphKind::Item => BlockKind::ListItem,
            ParagraphKind::Row => BlockKind::TableRow,
        };
        lists.push(list_number(kind, &blocks, &lists));
        blocks.push(Block {
            region: Region::Main,
            kind,
            headings: Arc::from([]),
            lead_in: None,
            text: paragraph.text,
            page: Some(number),
        });
    }
    outline::settle(&mut blocks, &lists, &[]);
    let mut dates: Vec<_> = text.date.map(|date| page_dates::of_page(date, DateSource::Meta)).into_iter().collect();
    page_dates::collect(page, &blocks, &mut dates);
    let first_heading =
        || blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_))).map(|block| block.text.clone());
    let title = Some(text.title).filter(|title| !title.is_empty()).or_else(first_heading).unwrap_or_default();
    Document {
        title,
        clicks: page.clicks,
        noindex: page.robots_tag.as_deref().is_some_and(|tag| tag.to_ascii_lowercase().contains("noindex")),
        blocks,
        dates,
        partial: page.truncated || text.partial,
        ..Document::blank(page.url.clone(), DocumentKind::Pdf)
    }
}

/// Items in a row share a list.
fn list_number(kind: BlockKind, blocks: &[Block], lists: &[u32]) -> u32 {
    match (kind, blocks.last().map(|block| block.kind), lists.last()) {
        (BlockKind::ListItem, Some(BlockKind::ListItem), Some(list)) => *list,
        (BlockKind::ListItem, ..) => blocks.len() as u32 + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
