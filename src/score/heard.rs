//! Sentences of a site that are kept after it was judged, so that the organisation's words can be looked for in them.

use crate::model::{BlockKind, Document, DocumentKind, Quote, Region};
use crate::text::{collapse, fold, sentences};
use std::collections::HashSet;
use std::sync::Arc;
use url::Url;

/// Most bytes kept of one site.
const MOST: usize = 300 << 10;
/// Longest sentence kept, in bytes.
const LONGEST: usize = 400;

/// A sentence with its place.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    /// As written, white space folded.
    pub text: String,
    /// Folded, with the heading or lead-in it stands under in front.
    pub under: Arc<str>,
    /// Whether it is a heading.
    pub heading: bool,
    page: Arc<(Url, String)>,
}

impl Heard {
    /// Whether two sentences stand on one page.
    pub fn is_beside(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.page, &other.page)
    }

    /// The sentence as a quote.
    pub fn quote(&self) -> Quote {
        Quote { text: self.text.clone(), url: self.page.0.clone(), title: self.page.1.clone() }
    }
}

/// The sentences of the main text, pages before documents, each once.
pub(super) fn heard(documents: &[Document]) -> Vec<Heard> {
    let mut order: Vec<&Document> = documents.iter().filter(|d| !d.noindex).collect();
    order.sort_by_key(|d| (d.kind != DocumentKind::Page, d.clicks.unwrap_or(u32::MAX)));
    let mut out: Vec<Heard> = Vec::new();
    let (mut told, mut bytes) = (HashSet::new(), 0);
    for document in order {
        let page = Arc::new((document.url.clone(), document.title.clone()));
        for block in document.blocks.iter().filter(|b| b.region == Region::Main) {
            let heading = block.headings.last().map_or("", String::as_str);
            let under: Arc<str> = fold(block.lead_in.as_deref().unwrap_or(heading)).into();
            let whole = matches!(block.kind, BlockKind::ListItem | BlockKind::Heading(_));
            let mut ranges = sentences::split(&block.text);
            if whole {
                ranges = std::iter::once(0..block.text.len()).collect();
            }
            for range in ranges {
                let text = collapse(&block.text[range]);
                bytes += text.len();
                if bytes > MOST {
                    return out;
                }
                if text.len() <= LONGEST && told.insert(text.clone()) {
                    let heading = matches!(block.kind, BlockKind::Heading(_));
                    out.push(Heard { text, under: Arc::clone(&under), heading, page: Arc::clone(&page) });
                }
            }
        }
    }
    out
}
