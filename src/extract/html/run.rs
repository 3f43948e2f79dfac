//! The run of inline text that is being read: it becomes one or more blocks when a block element opens or closes.

use super::lines::Piece;
use crate::extract::clean::fold_into;

/// Style of the text that is added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) bold: bool,
    pub(crate) linked: bool,
    pub(crate) small: bool,
    pub(crate) level: u8,
}

/// Something that stands at a place in the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// Index of a link.
    Link(usize),
    /// Index of a found date.
    Date(usize),
}

/// Text read so far, folded, with `\n` for line breaks.
#[derive(Debug, Default)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) anchors: Vec<(usize, Anchor)>,
}

impl Run {
    /// Adds text in one style.
    pub(crate) fn push(&mut self, text: &str, style: Style) {
        let start = self.text.len();
        fold_into(&mut self.text, text);
        let range = start..self.text.len();
        if range.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last)
                if last.range.end == start
                    && style
                        == (Style { bold: last.bold, linked: last.linked, small: last.small, level: last.level }) =>
            {
                last.range.end = range.end;
            }
            _ => self.pieces.push(Piece {
                range,
                bold: style.bold,
                linked: style.linked,
                small: style.small,
                level: style.level,
            }),
        }
    }

    /// A line break.
    pub(crate) fn break_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    /// Something that stands where the run has come.
    pub(crate) fn anchor(&mut self, anchor: Anchor) {
        self.anchors.push((self.text.len(), anchor));
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
        self.anchors.clear();
    }
}
