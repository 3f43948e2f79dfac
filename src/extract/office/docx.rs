//! Word text: `word/document.xml`, its styles, and what the file says of itself.

use super::draft::Draft;
use super::parts::Parts;
use super::styles::{Look, Styles, outline};
use super::xml::{self, Listener, attribute};
use crate::extract::clean::fold;
use crate::extract::dates::machine;
use crate::extract::paper::{PaperPage, PaperText, Refusal};
use jiff::civil::Date;
use quick_xml::events::BytesStart;

/// Reads the document.
pub(super) fn read(parts: &mut Parts) -> Result<PaperText, Refusal> {
    let styles = parts.text("word/styles.xml")?.map(|(xml, _)| Styles::of(&xml)).unwrap_or_default();
    let Some((xml, cut)) = parts.text("word/document.xml")? else {
        return Err(Refusal::Broken("broken document: no text part".to_owned()));
    };
    let mut body = Body { styles, draft: Draft::default(), skipping: 0, in_text: false, contents: Vec::new() };
    let whole = xml::read(&xml, &mut body);
    let (paragraphs, lost) = body.draft.finish();
    let about = parts.text("docProps/core.xml")?.map(|(xml, _)| About::of(&xml)).unwrap_or_default();
    Ok(PaperText {
        title: about.title,
        pages: vec![PaperPage { number: None, paragraphs }],
        date: about.changed.or(about.created),
        partial: cut || lost || !whole,
    })
}

struct Body {
    styles: Styles,
    draft: Draft,
    /// Open elements whose text is no part of the document.
    skipping: usize,
    in_text: bool,
    /// For each open paragraph: whether it is a line of the table of contents.
    contents: Vec<bool>,
}

/// Deleted text, and the second form of what stands there twice (a text box for older programs).
fn is_skipped(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback")
}

impl Body {
    fn style(&mut self, id: &str) {
        match self.styles.look(id) {
            Some(Look::Kind(kind)) => self.draft.is(kind),
            Some(Look::Contents) => self.contents.iter_mut().last().into_iter().for_each(|last| *last = true),
            None => {}
        }
    }

    fn say(&mut self, text: &str) {
        if self.skipping == 0 && self.contents.last() == Some(&false) {
            self.draft.push(text);
        }
    }
}

impl Listener for Body {
    fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val").unwrap_or_default();
        match name {
            _ if is_skipped(name) => self.skipping += 1,
            "p" => {
                self.draft.begin();
                self.contents.push(false);
            }
            "pStyle" => self.style(&value()),
            "outlineLvl" => outline(&value()).into_iter().for_each(|kind| self.draft.is(kind)),
            "numId" if value() != "0" => self.draft.is_item(),
            "t" => self.in_text = true,
            "tab" | "br" | "cr" | "ptab" => self.say(" "),
            "noBreakHyphen" => self.say("-"),
            "tr" => self.draft.begin_row(),
            "tc" => self.draft.begin_cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            _ if is_skipped(name) => self.skipping = self.skipping.saturating_sub(1),
            "p" => {
                self.draft.end();
                self.contents.pop();
            }
            "t" => self.in_text = false,
            "tr" => self.draft.end_row(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.say(text);
        }
    }

    fn is_full(&self) -> bool {
        self.draft.is_full()
    }
}

/// What a document says of itself: `docProps/core.xml`, or `meta.xml` of OpenDocument.
#[derive(Default)]
pub(super) struct About {
    pub(super) title: String,
    pub(super) created: Option<Date>,
    pub(super) changed: Option<Date>,
    text: String,
}

impl About {
    pub(super) fn of(xml: &str) -> Self {
        let mut about = Self::default();
        xml::read(xml, &mut about);
        about
    }
}

impl Listener for About {
    fn open(&mut self, _: &str, _: &BytesStart<'_>) {
        self.text.clear();
    }

    fn close(&mut self, name: &str) {
        match name {
            "title" => self.title = fold(&self.text),
            "created" | "creation-date" => self.created = machine(self.text.trim()),
            "modified" | "date" => self.changed = machine(self.text.trim()),
            _ => {}
        }
        self.text.clear();
    }

    fn text(&mut self, text: &str) {
        if self.text.len() < 4096 {
            self.text.push_str(text);
        }
    }
}
