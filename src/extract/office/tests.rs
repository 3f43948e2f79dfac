use super::*;
use crate::extract::paper::{Paragraph, ParagraphKind};
use jiff::civil::date;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip file with these parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        file.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        file.write_all(bytes).expect("in memory");
    }
    file.finish().expect("in memory").into_inner()
}

fn docx(body: &str) -> Result<PaperText, Refusal> {
    let xml = format!("<w:document><w:body>{body}</w:body></w:document>");
    read(&zipped(&[("word/document.xml", xml.as_bytes())]), Format::Docx)
}

fn odt(body: &str) -> Result<PaperText, Refusal> {
    let xml = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    read(&zipped(&[("content.xml", xml.as_bytes())]), Format::Odt)
}

fn paragraphs(text: Result<PaperText, Refusal>) -> Vec<(ParagraphKind, String)> {
    let pages = text.expect("readable").pages;
    pages.into_iter().flat_map(|page| page.paragraphs).map(|Paragraph { kind, text }| (kind, text)).collect()
}

fn expected(paragraphs: &[(ParagraphKind, &str)]) -> Vec<(ParagraphKind, String)> {
    paragraphs.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect()
}

use ParagraphKind::{Heading, Item, Row, Text};

#[test]
fn word_headings_lists_tables_and_changes() {
    let found = docx(
        r#"<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:t>Ouders</w:t></w:r></w:p>
           <w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Ouders 3</w:t></w:r></w:p>
           <w:p><w:r><w:t xml:space="preserve">Wij </w:t></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del>
             <w:r><w:t>vragen:</w:t><w:br/><w:t>&lt;samen&gt;</w:t></w:r></w:p>
           <w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>op tijd</w:t></w:r></w:p>
           <w:tbl><w:tr><w:tc><w:p><w:r><w:t>ma</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>8.30</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#,
    );
    let wanted = [(Heading(1), "Ouders"), (Text, "Wij vragen: <samen>"), (Item, "op tijd"), (Row, "ma | 8.30")];
    assert_eq!(paragraphs(found), expected(&wanted));
}

#[test]
fn a_text_box_is_read_once_and_apart() {
    let found = docx(
        r#"<w:p><w:r><w:t>Voor </w:t></w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In het kader</w:t></w:r></w:p>
           </w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>In het kader</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
           <w:r><w:t>en na</w:t></w:r></w:p>"#,
    );
    assert_eq!(paragraphs(found), expected(&[(Text, "In het kader"), (Text, "Voor en na")]));
}

#[test]
fn opendocument_headings_lists_tables_and_remarks() {
    let found = odt(
        r#"<text:h text:outline-level="2">Ouders</text:h><text:table-of-content><text:p>Ouders 3</text:p></text:table-of-content>
           <text:p>Wij<text:s/>vragen:<office:annotation><text:p>nagaan</text:p></office:annotation></text:p>
           <text:list><text:list-item><text:p>op <text:span>tijd</text:span></text:p></text:list-item></text:list>
           <table:table><table:table-row><table:table-cell><text:p>ma</text:p></table:table-cell><table:table-cell><text:p>8.30</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    let wanted = [(Heading(2), "Ouders"), (Text, "Wij vragen:"), (Item, "op tijd"), (Row, "ma | 8.30")];
    assert_eq!(paragraphs(found), expected(&wanted));
}

#[test]
fn title_and_date_come_from_the_file() {
    let core = r#"<cp:coreProperties><dc:title>Schoolgids</dc:title><dcterms:created>2025-03-01T08:00:00Z</dcterms:created>
                  <dcterms:modified>2026-03-12T08:00:00Z</dcterms:modified></cp:coreProperties>"#;
    let body = "<w:p><w:r><w:t>Ouders</w:t></w:r></w:p>";
    let file = zipped(&[("word/document.xml", body.as_bytes()), ("docProps/core.xml", core.as_bytes())]);
    let text = read(&file, Format::Docx).expect("readable");
    assert_eq!((text.title.as_str(), text.date, text.partial), ("Schoolgids", Some(date(2026, 3, 12)), false));
}

#[test]
fn bombs_entities_and_nesting_stay_bounded() {
    let bomb = vec![b' '; 200 << 20];
    let file = zipped(&[("word/document.xml", &bomb)]);
    assert!(file.len() < 1 << 20 && read(&file, Format::Docx) == Err(Refusal::Scan));
    let laughs = r#"<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:p><w:r><w:t>lach &b;</w:t></w:r></w:p>"#;
    let file = zipped(&[("word/document.xml", laughs.as_bytes())]);
    assert_eq!(paragraphs(read(&file, Format::Docx)), expected(&[(Text, "lach")]));
    let deep = format!("<w:p><w:r><w:t>diep</w:t></w:r>{}", "<w:p>".repeat(100_000));
    let text = docx(&deep).expect("the start");
    assert!(text.partial && text.pages[0].paragraphs[0].text == "diep");
}

#[test]
fn what_is_no_document_is_refused() {
    assert!(matches!(read(b"PK\x03\x04 kapot", Format::Docx), Err(Refusal::Broken(_))));
    assert!(matches!(read(&zipped(&[("anders.xml", b"")]), Format::Odt), Err(Refusal::Broken(_))));
    let manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let locked = zipped(&[("META-INF/manifest.xml", manifest), ("content.xml", b"\x01\x02")]);
    assert_eq!(read(&locked, Format::Odt), Err(Refusal::Locked));
}

proptest! {
    #[test]
    fn foreign_xml_never_panics(body in "(<w:(p|r|t|tr|tc|tbl|del)/?>|</w:(p|r|t|tr|tc|tbl|del)>|[a&;#x1]{0,4}){0,60}") {
        let _either = docx(&body);
        let _other = odt(&body.replace("w:", "text:").replace("tr", "table-row").replace("tc", "table-cell"));
    }

    #[test]
    fn a_damaged_file_never_panics(at in 0usize..600, byte: u8, end in 0usize..600) {
        let mut file = zipped(&[("word/document.xml", b"<w:p><w:r><w:t>Ouders</w:t></w:r></w:p>")]);
        let at = at % file.len();
        file[at] = byte;
        file.truncate(file.len() - end % file.len());
        let _either = read(&file, Format::Docx);
    }
}
