//! Rows of text from a spreadsheet, whatever program saved it: CSV with semicolons, commas or tabs, in UTF-8, UTF-16
//! or windows-1252, or an Excel or LibreOffice workbook. Nothing here knows what the columns mean.

mod csv;
mod workbook;

use crate::model::Text;
use crate::text::fold;

/// Most rows that are read.
const MOST_ROWS: usize = 200_000;

/// A table with a row of headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Headings as written.
    pub head: Vec<String>,
    /// Rows with something in them.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Line or row number in the file, from 1.
    pub line: usize,
    /// Cells, trimmed; there may be fewer than headings.
    pub cells: Vec<String>,
}

impl Table {
    /// Number of the first column with one of these headings, written as [`key`] gives them, the first name first.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let keys: Vec<String> = self.head.iter().map(|heading| key(heading)).collect();
        names.iter().find_map(|name| keys.iter().position(|key| key == name))
    }

    /// From rows of which the first is the head.
    fn of(rows: impl Iterator<Item = Row>) -> Self {
        let mut rows = rows.take(MOST_ROWS).filter(|row| row.cells.iter().any(|cell| !cell.is_empty()));
        let head = rows.next().map(|row| row.cells).unwrap_or_default();
        Self { head, rows: rows.collect() }
    }
}

impl Row {
    /// A cell; empty when there is none, or no such column.
    pub fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    /// The row on one line, to show.
    pub fn shown(&self) -> String {
        let filled: Vec<&str> = self.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        filled.join(" | ")
    }
}

/// Letters and digits of a heading, folded: `BEVOEGD GEZAG NUMMER`, `Bevoegd_gezag-nummer` and
/// `bevoegdgezagnummer` are one.
pub fn key(heading: &str) -> String {
    fold(heading).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a file of this name is a spreadsheet, by its extension.
pub fn is_spreadsheet(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    matches!(extension.as_str(), "csv" | "tsv" | "xlsx" | "xlsm" | "xls" | "ods")
}

/// Reads a file's bytes, by what they are rather than by the file's name.
///
/// # Errors
/// What is wrong with a workbook, and what to do.
pub fn read(bytes: &[u8]) -> Result<Table, Text> {
    if workbook::is_workbook(bytes) { workbook::read(bytes) } else { Ok(csv::read(bytes)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn headings_are_found_in_every_spelling() {
        let head = ["Naam school", "BEVOEGD_GEZAG-NUMMER", "é"].map(str::to_owned).to_vec();
        let table = Table { head, rows: Vec::new() };
        assert_eq!(table.column(&["bevoegdgezagnummer"]), Some(1));
        assert_eq!(table.column(&["naam", "naamschool"]), Some(0));
        assert_eq!(table.column(&["plaats"]), None);
        // Notepad saves schools.toml as schools.toml.txt.
        assert!(is_spreadsheet("Scholen.XLSX") && !is_spreadsheet("schools.toml.txt"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), packed in any::<bool>()) {
            let bytes = if packed { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
            if let Ok(table) = read(&bytes) {
                prop_assert!(table.rows.iter().all(|row| row.line >= 1));
            }
        }
    }
}
