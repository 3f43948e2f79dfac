//! Workbooks of Excel and LibreOffice: the first sheet with something in it.

use super::{Row, Table};
use crate::model::Text;
use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};
use std::io::Cursor;

/// Largest workbook when unpacked, in bytes: a list of schools takes a few thousand.
const LARGEST: u64 = 200 << 20;

/// Whether the bytes begin as a packed (xlsx, ods) or an old (xls) workbook does.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// Reads the first sheet that holds something.
///
/// # Errors
/// When it is no workbook, is damaged, locked with a password, or unpacks to far too much.
pub(super) fn read(bytes: &[u8]) -> Result<Table, Text> {
    if unpacked(bytes).is_some_and(|size| size > LARGEST) {
        return Err(refused("is te groot", "is too large"));
    }
    let damaged = || {
        refused(
            "kan niet worden gelezen (beschadigd, of met een wachtwoord)",
            "cannot be read (damaged, or with a password)",
        )
    };
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| damaged())?;
    let names = workbook.sheet_names();
    let mut sheets = names.iter().filter_map(|name| workbook.worksheet_range(name).ok());
    let sheet = sheets.find(|sheet| !sheet.is_empty()).ok_or_else(damaged)?;
    Ok(table(&sheet))
}

/// Size of all parts together, as the packed file itself tells.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    Some((0..archive.len()).filter_map(|n| archive.by_index_raw(n).ok().map(|part| part.size())).sum())
}

fn table(sheet: &Range<Data>) -> Table {
    let first = sheet.start().map_or(0, |(row, _)| row as usize);
    let rows =
        sheet.rows().enumerate().map(|(at, row)| Row { line: first + at + 1, cells: row.iter().map(cell).collect() });
    Table::of(rows)
}

fn cell(data: &Data) -> String {
    let text = match data {
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn refused(nl: &str, en: &str) -> Text {
    Text::new(
        format!("Dit werkblad {nl}. Bewaar het opnieuw in Excel: Opslaan als, CSV UTF-8."),
        format!("This workbook {en}. Save it again in Excel: Save as, CSV UTF-8."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    #[test]
    fn the_first_filled_sheet_with_its_row_numbers() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet();
        let sheet = workbook.add_worksheet();
        for (row, (name, site)) in [("Naam", "Website"), ("", ""), ("It Klaverblêd", "a.example")].iter().enumerate() {
            sheet.write(row as u32 + 2, 1, *name).unwrap();
            sheet.write(row as u32 + 2, 2, *site).unwrap();
        }
        sheet.write(5, 1, 1234).unwrap();
        let table = read(&workbook.save_to_buffer().unwrap()).unwrap();
        assert_eq!(table.head, ["Naam", "Website"]);
        assert_eq!(table.rows[0], Row { line: 5, cells: vec!["It Klaverblêd".into(), "a.example".into()] });
        assert_eq!(table.rows[1].cells[0], "1234");
    }

    #[test]
    fn damage_is_told() {
        let told = read(b"PK\x03\x04 geen werkblad").unwrap_err();
        assert!(told.nl.contains("Opslaan als"), "{}", told.nl);
        assert!(read(&[0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]).is_err());
    }
}
