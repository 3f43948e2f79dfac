//! Tells data tables from layout tables, and makes rows of the former.

use super::raw::{Marks, Raw, Span, Totals};
use crate::model::BlockKind;

/// A row being read.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// First block of each cell.
    pub(crate) cells: Vec<usize>,
    /// Every cell is a head cell so far.
    pub(crate) header: bool,
    pub(crate) start: Marks,
    pub(crate) span: Span,
    pub(crate) totals: Totals,
}

/// A table being read.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
    /// Number of the table among lists, for the lead-in.
    pub(crate) list: u32,
    pub(crate) presentation: bool,
    pub(crate) holds_table: bool,
}

/// A table that only arranges the page: its rows.
pub(crate) type Layout = Vec<(Span, Totals)>;

impl Table {
    /// Turns the blocks of a data table into rows; gives the rows of a layout table back.
    pub(crate) fn close(self, raw: &mut Raw) -> Option<Layout> {
        if self.is_data(raw) {
            for row in &self.rows {
                merge(raw, row, self.list);
            }
            return None;
        }
        Some(self.rows.into_iter().map(|row| (row.span, row.totals)).collect())
    }

    fn is_data(&self, raw: &Raw) -> bool {
        let columns = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if self.presentation || self.holds_table || columns < 2 {
            return false;
        }
        let cells = || self.rows.iter().flat_map(Row::ranges);
        let small = cells().all(|cell| is_small(raw, cell));
        let filled = cells().filter(|cell| !cell.is_empty()).count().max(1);
        let bytes: usize = cells().flat_map(|cell| &raw.blocks[cell]).map(|block| block.text.len()).sum();
        small && (bytes / filled < 200)
    }
}

impl Row {
    /// Blocks of each cell.
    fn ranges(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let ends = self.cells.iter().skip(1).copied().chain([self.span.to.blocks]);
        self.cells.iter().copied().zip(ends).map(|(start, end)| start..end.max(start))
    }
}

/// At most three blocks, none of them a real heading.
fn is_small(raw: &Raw, cell: std::ops::Range<usize>) -> bool {
    let heading = |at: usize| matches!(raw.blocks[at].kind, BlockKind::Heading(_)) && !raw.extras[at].pseudo;
    cell.len() <= 3 && !cell.clone().any(heading)
}

fn merge(raw: &mut Raw, row: &Row, list: u32) {
    let first = row.span.from.blocks;
    if first >= row.span.to.blocks {
        return;
    }
    let cells: Vec<String> = row.ranges().map(|cell| cell_text(raw, cell)).filter(|text| !text.is_empty()).collect();
    let bold = (first..row.span.to.blocks).all(|at| raw.extras[at].pseudo);
    raw.blocks[first].text = cells.join(" | ");
    raw.blocks[first].kind = BlockKind::TableRow;
    raw.extras[first].list = list;
    raw.extras[first].pseudo = false;
    raw.extras[first].header_row = (row.header || bold) && cells.len() > 1;
    for extra in &mut raw.extras[first + 1..row.span.to.blocks] {
        extra.merged_into = Some(first);
    }
}

fn cell_text(raw: &mut Raw, cell: std::ops::Range<usize>) -> String {
    let texts: Vec<String> = raw.blocks[cell].iter_mut().map(|block| std::mem::take(&mut block.text)).collect();
    texts.join(" ")
}
