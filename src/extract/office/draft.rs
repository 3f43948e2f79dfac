//! Collects paragraphs, list items and table rows. Paragraphs may stand inside each other (text boxes) and inside cells.

use crate::extract::clean::fold;
use crate::extract::paper::{Paragraph, ParagraphKind};

/// Most bytes of text kept of one document.
const MOST: usize = 8 << 20;
/// Most paragraphs open at one time.
const DEPTH: usize = 32;
/// Rows longer than this are layout: their cells become paragraphs.
const ROW: usize = 1200;

/// A document under construction.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) done: Vec<Paragraph>,
    open: Vec<Open>,
    rows: Vec<Row>,
    bytes: usize,
    lost: bool,
}

struct Open {
    kind: ParagraphKind,
    text: String,
}

#[derive(Default)]
struct Row {
    cells: Vec<Vec<Paragraph>>,
}

impl Draft {
    /// A paragraph begins.
    pub(super) fn begin(&mut self) {
        if self.open.len() < DEPTH {
            self.open.push(Open { kind: ParagraphKind::Text, text: String::new() });
        } else {
            self.lost = true;
        }
    }

    /// The open paragraph turns out to be of this kind.
    pub(super) fn is(&mut self, kind: ParagraphKind) {
        if let Some(open) = self.open.last_mut() {
            open.kind = kind;
        }
    }

    /// The open paragraph is numbered or bulleted: an item, unless it is a heading.
    pub(super) fn is_item(&mut self) {
        if let Some(open) = self.open.last_mut().filter(|open| open.kind == ParagraphKind::Text) {
            open.kind = ParagraphKind::Item;
        }
    }

    /// Characters of the open paragraph.
    pub(super) fn push(&mut self, text: &str) {
        if self.bytes < MOST
            && let Some(open) = self.open.last_mut()
        {
            open.text.push_str(text);
            self.bytes += text.len();
        }
    }

    /// The open paragraph ends.
    pub(super) fn end(&mut self) {
        let Some(Open { kind, text }) = self.open.pop() else { return };
        let text = fold(&text);
        if text.is_empty() {
            return;
        }
        let paragraph = Paragraph { kind, text };
        match self.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            Some(cell) => cell.push(paragraph),
            None => self.done.push(paragraph),
        }
    }

    /// A table row begins.
    pub(super) fn begin_row(&mut self) {
        if self.rows.len() < DEPTH {
            self.rows.push(Row::default());
        } else {
            self.lost = true;
        }
    }

    /// A cell of the open row begins.
    pub(super) fn begin_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Vec::new());
        }
    }

    /// The open row ends: it becomes one row of text, or paragraphs when its cells hold those.
    pub(super) fn end_row(&mut self) {
        let Some(Row { mut cells }) = self.rows.pop() else { return };
        cells.retain(|cell| !cell.is_empty());
        let length: usize = cells.iter().flatten().map(|paragraph| paragraph.text.len()).sum();
        let titled = cells.iter().flatten().any(|paragraph| matches!(paragraph.kind, ParagraphKind::Heading(_)));
        let out = if cells.len() < 2 || length > ROW || titled {
            cells.into_iter().flatten().collect()
        } else {
            let texts: Vec<String> = cells.iter().map(|cell| joined(cell)).collect();
            vec![Paragraph { kind: ParagraphKind::Row, text: texts.join(" | ") }]
        };
        match self.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            Some(cell) => cell.extend(out),
            None => self.done.extend(out),
        }
    }

    /// Whether the limit of text was reached.
    pub(super) fn is_full(&self) -> bool {
        self.bytes >= MOST
    }

    /// Ends what a broken document left open. Gives the paragraphs, and whether some text was lost.
    pub(super) fn finish(mut self) -> (Vec<Paragraph>, bool) {
        while !self.open.is_empty() {
            self.end();
        }
        while !self.rows.is_empty() {
            self.end_row();
        }
        (self.done, self.lost || self.bytes >= MOST)
    }
}

fn joined(cell: &[Paragraph]) -> String {
    cell.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ")
}
