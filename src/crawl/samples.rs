//! Documents for the unit tests of this stage.

use crate::model::{Block, BlockKind, Document, DocumentKind, Region};
use std::sync::Arc;
use url::Url;

/// A page of the example school with one paragraph.
pub(super) fn page(path: &str, title: &str, text: &str) -> Document {
    let block = Block {
        region: Region::Main,
        kind: BlockKind::Paragraph,
        headings: Arc::from([]),
        lead_in: None,
        text: text.to_owned(),
        page: None,
    };
    let url = Url::parse("https://school.example").and_then(|base| base.join(path)).expect("an address");
    Document { title: title.to_owned(), blocks: vec![block], ..Document::blank(url, DocumentKind::Page) }
}
