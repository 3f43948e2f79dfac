//! Separated values, as Excel, LibreOffice and registers save them.

use super::{Row, Table};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// What may stand between cells.
const BETWEEN: [u8; 3] = [b';', b',', b'\t'];

/// Never fails: what is no table gives a table without the columns that anybody looks for.
pub(super) fn read(bytes: &[u8]) -> Table {
    let text = decoded(bytes);
    let (text, skipped) = without_hint(&text);
    let between = between(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(between)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let rows = reader.records().map_while(Result::ok).map(|record| Row {
        line: record.position().map_or(1, |at| line(text, at)) + skipped,
        cells: record.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect(),
    });
    Table::of(rows)
}

/// The line on which a record starts. Its position lies before the empty lines above it.
fn line(text: &str, position: &csv::Position) -> usize {
    let start = usize::try_from(position.byte()).unwrap_or(0);
    let above = text.as_bytes().get(start..).unwrap_or_default();
    let empty = above.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n').count();
    usize::try_from(position.line()).unwrap_or(1) + empty
}

/// UTF-8 or UTF-16 with a byte order mark, plain UTF-8, else windows-1252: what Excel on a Dutch computer writes.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned();
    }
    let encoding = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Without Excel's own first line `sep=;`, and how many lines were skipped.
fn without_hint(text: &str) -> (&str, usize) {
    match text.split_once('\n') {
        Some((first, rest)) if first.trim_matches(['"', '\r', ' ']).to_lowercase().starts_with("sep=") => (rest, 1),
        _ => (text, 0),
    }
}

/// What parts the first filled line most often, quoted text left out.
fn between(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside: String = line.split('"').step_by(2).collect();
    let count = |byte: &u8| outside.bytes().filter(|b| b == byte).count();
    // The first of equals.
    BETWEEN.into_iter().rev().max_by_key(count).unwrap_or(BETWEEN[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let table = read(bytes);
        std::iter::once(table.head).chain(table.rows.into_iter().map(|row| row.cells)).collect()
    }

    #[test]
    fn separators_quotes_and_encodings() {
        let expected = [["naam", "website"], ["It Klaverblêd; Oost", "a.example"]];
        for text in [
            "naam;website\n\"It Klaverblêd; Oost\";a.example\n",
            "\"naam\",\"website\"\r\n\"It Klaverblêd; Oost\",a.example\r\n",
            "naam\twebsite\n\nIt Klaverblêd; Oost\ta.example",
            "sep=;\nnaam;website\n\"It Klaverblêd; Oost\"; a.example ",
        ] {
            assert_eq!(cells(text.as_bytes()), expected, "{text}");
            assert_eq!(cells(&WINDOWS_1252.encode(text).0), expected, "{text}");
            assert_eq!(cells(format!("\u{feff}{text}").as_bytes()), expected, "{text}");
        }
        let wide: Vec<u8> = "\u{feff}naam;website\nIt;a.example".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(cells(&wide)[1], ["It", "a.example"]);
    }

    #[test]
    fn lines_are_numbered_as_in_the_file() {
        let table = read(b"naam;website\n\n\"a\nb\";x\nc;y\n");
        assert_eq!(read(b"naam\r\n\r\nx\r\ny\r\n").rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 4]);
        let lines: Vec<_> = table.rows.iter().map(|row| (row.line, row.cells[0].as_str())).collect();
        assert_eq!(lines, [(3, "a b"), (5, "c")]);
    }
}
