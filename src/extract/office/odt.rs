//! OpenDocument text: `content.xml`, and what the file says of itself.

use super::docx::About;
use super::draft::Draft;
use super::parts::Parts;
use super::xml::{self, Listener, attribute};
use crate::extract::paper::{PaperPage, PaperText, ParagraphKind, Refusal};
use quick_xml::events::BytesStart;

/// Reads the document.
pub(super) fn read(parts: &mut Parts) -> Result<PaperText, Refusal> {
    if parts.text("META-INF/manifest.xml")?.is_some_and(|(xml, _)| xml.contains("encryption-data")) {
        return Err(Refusal::Locked);
    }
    let Some((xml, cut)) = parts.text("content.xml")? else {
        return Err(Refusal::Broken("broken document: no text part".to_owned()));
    };
    let mut body = Body::default();
    let whole = xml::read(&xml, &mut body);
    let (paragraphs, lost) = body.draft.finish();
    let about = parts.text("meta.xml")?.map(|(xml, _)| About::of(&xml)).unwrap_or_default();
    Ok(PaperText {
        title: about.title,
        pages: vec![PaperPage { number: None, paragraphs }],
        date: about.changed.or(about.created),
        partial: cut || lost || !whole,
    })
}

#[derive(Default)]
struct Body {
    draft: Draft,
    /// Open elements whose text is no part of the document.
    skipping: usize,
    /// Lists open.
    lists: usize,
}

/// Deleted text, remarks, and the table of contents, which repeats what stands elsewhere.
fn is_skipped(name: &str) -> bool {
    matches!(name, "tracked-changes" | "annotation" | "table-of-content" | "sequence-decls" | "forms")
}

impl Body {
    fn begin(&mut self, kind: ParagraphKind) {
        self.draft.begin();
        self.draft.is(kind);
    }
}

impl Listener for Body {
    fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        if is_skipped(name) {
            self.skipping += 1;
        }
        if self.skipping > 0 {
            return;
        }
        match name {
            "p" if self.lists > 0 => self.begin(ParagraphKind::Item),
            "p" if attribute(tag, "style-name").as_deref() == Some("Title") => self.begin(ParagraphKind::Heading(1)),
            "p" => self.begin(ParagraphKind::Text),
            "h" => {
                let level = attribute(tag, "outline-level").and_then(|level| level.parse().ok()).unwrap_or(1u8);
                self.begin(ParagraphKind::Heading(level.clamp(1, 6)));
            }
            "list" => self.lists += 1,
            "s" | "tab" | "line-break" => self.draft.push(" "),
            "table-row" => self.draft.begin_row(),
            "table-cell" => self.draft.begin_cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if is_skipped(name) {
            self.skipping = self.skipping.saturating_sub(1);
            return;
        }
        if self.skipping > 0 {
            return;
        }
        match name {
            "p" | "h" => self.draft.end(),
            "list" => self.lists = self.lists.saturating_sub(1),
            "table-row" => self.draft.end_row(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipping == 0 {
            self.draft.push(text);
        }
    }

    fn is_full(&self) -> bool {
        self.draft.is_full()
    }
}
