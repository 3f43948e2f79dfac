//! Documents made for paper (PDF, Word, OpenDocument): what the child process hands back, and the located blocks it
//! becomes.

use super::clean::fold;
use super::dates::{DateMention, find};
use super::{outline, page_dates};
use crate::model::{Block, BlockKind, DateSource, Document, DocumentKind, FailureKind, Fetched, Region};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Why a document gave no text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Needs a password.
    Locked,
    /// Holds images of text only.
    Scan,
    /// Broken or hostile, or its reader could not be run; what happened, in English.
    Broken(String),
}

impl Refusal {
    /// As the kind of failure it is told as.
    pub(crate) fn kind(&self) -> FailureKind {
        match self {
            Self::Locked => FailureKind::Locked,
            Self::Scan => FailureKind::Scan,
            Self::Broken(_) => FailureKind::Unreadable,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locked => out.write_str("needs a password"),
            Self::Scan => out.write_str("no text layer (scanned images)"),
            Self::Broken(detail) => out.write_str(detail),
        }
    }
}

impl From<String> for Refusal {
    fn from(detail: String) -> Self {
        Self::Broken(detail)
    }
}

/// Text of a document, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PaperText {
    /// Title from the document's own data; empty when there is none.
    pub title: String,
    /// Pages with text.
    pub pages: Vec<PaperPage>,
    /// When the document says it was last changed.
    pub date: Option<Date>,
    /// Pages were lost or left unread.
    pub partial: bool,
}

/// Text of one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperPage {
    /// From 1; `None` where the file does not fix its pages (Word, OpenDocument).
    pub number: Option<u32>,
    /// Paragraphs, in reading order. One that runs over to the next page stands on the page where it starts.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph, heading or list item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
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

/// The document that the text of a file makes. The text comes from another process, so nothing is taken for granted.
pub fn document(page: &Fetched, kind: DocumentKind, text: PaperText) -> Document {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lists = Vec::new();
    for (number, paragraph) in text
        .pages
        .into_iter()
        .flat_map(|page| page.paragraphs.into_iter().map(move |paragraph| (page.number, paragraph)))
    {
        let text = fold(&paragraph.text);
        if text.is_empty() {
            continue;
        }
        let kind = match paragraph.kind {
            ParagraphKind::Heading(level) => BlockKind::Heading(level.clamp(1, 6)),
            ParagraphKind::Text => BlockKind::Paragraph,
            ParagraphKind::Item => BlockKind::ListItem,
            ParagraphKind::Row => BlockKind::TableRow,
        };
        lists.push(list_number(kind, &blocks, &lists));
        blocks.push(Block { region: Region::Main, kind, headings: Arc::from([]), lead_in: None, text, page: number });
    }
    outline::settle(&mut blocks, &lists, &[]);
    let mut dates: Vec<_> = text.date.map(|date| page_dates::of_page(date, DateSource::Meta)).into_iter().collect();
    page_dates::collect(page, &blocks, &mut dates);
    let first_heading =
        || blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_))).map(|block| block.text.clone());
    let title =
        Some(plain_title(&text.title)).filter(|title| !title.is_empty()).or_else(first_heading).unwrap_or_default();
    Document {
        title: with_school_year(title, page, &blocks),
        clicks: page.clicks,
        reserved: page.reserved,
        noindex: page.robots_tag.as_deref().is_some_and(|tag| tag.to_ascii_lowercase().contains("noindex")),
        blocks,
        dates,
        partial: page.truncated || text.partial,
        ..Document::blank(page.url.clone(), kind)
    }
}

/// Blocks at the start of a document in which its school year may stand.
const START: usize = 12;

/// The title with the school year of the document, which stands in it, in the address, or on the first page.
fn with_school_year(title: String, page: &Fetched, blocks: &[Block]) -> String {
    let year = |text: &str| {
        find(text).into_iter().find_map(|(_, mention)| match mention {
            DateMention::SchoolYear { start } => Some(start),
            _ => None,
        })
    };
    let start = || blocks.iter().take(START).find_map(|block| year(&block.text).filter(|_| block.text.len() < 120));
    match year(&title) {
        None if !title.is_empty() => match year(page.url.path()).or_else(start) {
            Some(year) => format!("{title} ({year}-{})", year + 1),
            None => title,
        },
        _ => title,
    }
}

/// Titles that programs fill in themselves say nothing.
fn plain_title(title: &str) -> String {
    let title = fold(title);
    let title = title.strip_prefix("Microsoft Word - ").unwrap_or(&title);
    let lower = title.to_lowercase();
    let stem = [".docx", ".doc", ".pdf", ".indd", ".pptx", ".odt"]
        .iter()
        .find_map(|end| lower.strip_suffix(end))
        .map_or(title, |stem| title.get(..stem.len()).unwrap_or(title));
    let empty =
        ["untitled", "naamloos", "document", "document1", "dia 1", "powerpoint-presentatie", "powerpoint presentation"]
            .contains(&stem.to_lowercase().as_str());
    if empty || !stem.chars().any(char::is_alphabetic) { String::new() } else { stem.to_string() }
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
mod tests {
    use super::*;

    fn fetched() -> Fetched {
        Fetched::bare("https://school.example/gids.pdf".parse().expect("address"), Vec::new())
    }

    #[test]
    fn the_school_year_of_a_document_is_told_with_its_title() {
        let read = |title: &str, text: &str| {
            let paragraphs = vec![Paragraph { kind: ParagraphKind::Text, text: text.into() }];
            let text = PaperText {
                title: title.into(),
                pages: vec![PaperPage { number: Some(1), paragraphs }],
                ..PaperText::default()
            };
            document(&fetched(), DocumentKind::Pdf, text).title
        };
        assert_eq!(read("Schoolgids", "Schooljaar 2026/2027"), "Schoolgids (2026-2027)");
        assert_eq!(read("Schoolgids 2026-2027", "Schooljaar 2025-2026"), "Schoolgids 2026-2027");
        assert_eq!(read("Schoolplan", "Voor de jaren 2023-2027"), "Schoolplan");
    }

    #[test]
    fn titles_that_programs_fill_in_say_nothing() {
        assert_eq!(plain_title("Microsoft Word - Schoolgids 2026.docx"), "Schoolgids 2026");
        assert_eq!((plain_title("untitled").as_str(), plain_title("2026").as_str()), ("", ""));
    }

    #[test]
    fn a_document_has_pages_headings_and_lists() {
        let paragraph = |kind, text: &str| Paragraph { kind, text: text.into() };
        use ParagraphKind::{Heading, Item, Text};
        let text = PaperText {
            pages: vec![PaperPage {
                number: Some(14),
                paragraphs: vec![
                    paragraph(Heading(1), "Ouders"),
                    paragraph(Text, "Wij vragen:"),
                    paragraph(Item, "op tijd"),
                    paragraph(Item, "bellen"),
                ],
            }],
            ..PaperText::default()
        };
        let document = document(&fetched(), DocumentKind::Pdf, text);
        assert_eq!((document.title.as_str(), document.blocks[3].page), ("Ouders", Some(14)));
        assert_eq!(document.blocks[3].lead_in.as_deref(), Some("Wij vragen:"));
        assert_eq!(&*document.blocks[3].headings, ["Ouders"]);
    }
}
