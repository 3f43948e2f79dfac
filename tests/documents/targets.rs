//! What must hold for any bytes. Used by the tests here and by the targets for cargo-fuzz in `fuzz/`.

use audit::config;
use audit::extract::paper::{self, PaperText, Refusal};
use audit::extract::{charset, child, dates, html};
use audit::model::{Document, DocumentKind, Fetched};
use std::collections::HashSet;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn fetched(body: &[u8]) -> Fetched {
    Fetched {
        last_modified: Some("Fri, 13 Mar 2026 08:00:00 GMT".to_owned()),
        clicks: Some(1),
        ..Fetched::bare("https://school.example/2026/03/ouders?a=1".parse().expect("an address"), body.to_vec())
    }
}

/// Blocks hold folded text, and what points at a block points at one.
fn sound(document: &Document) {
    for block in &document.blocks {
        assert!(!block.text.trim().is_empty() && !block.text.contains("  "), "{:?}", block.text);
    }
    let links = document.links.iter().filter_map(|link| link.block);
    let dates = document.dates.iter().filter_map(|date| date.block);
    assert!(links.chain(dates).all(|block| block < document.blocks.len()));
}

/// A page, of any encoding.
pub fn html(bytes: &[u8]) {
    let page = fetched(bytes);
    sound(&html::html(&page, &charset::decode(bytes, None)));
}

/// Text of any encoding, behind any header.
pub fn charset(bytes: &[u8]) {
    let (header, body) = bytes.split_at(bytes.len().min(usize::from(bytes.first().copied().unwrap_or(0) % 32)));
    let header = String::from_utf8_lossy(header);
    let text = charset::decode(body, Some(&header));
    assert!(text.len() <= body.len() * 3 + 8);
}

/// What a child process answers, be it out of its mind.
pub fn answer(bytes: &[u8]) {
    if let Ok(Ok(text)) = serde_json::from_slice::<Result<PaperText, Refusal>>(bytes) {
        sound(&paper::document(&fetched(b""), DocumentKind::Pdf, text));
    }
}

/// A Word or OpenDocument file with these bytes as its text part, or as a whole.
pub fn docx(bytes: &[u8]) {
    let [kind, body @ ..] = bytes else { return };
    let file = match kind % 3 {
        0 => zipped("word/document.xml", body),
        1 => zipped("content.xml", body),
        _ => [b"PK\x03\x04word/document.xml".as_slice(), body].concat(),
    };
    if let Ok(text) = child::read_here(&file) {
        sound(&paper::document(&fetched(b""), DocumentKind::Office, text));
    }
}

fn zipped(part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    file.start_file("mimetype", plain).expect("in memory");
    file.write_all(b"application/vnd.oasis.opendocument.text").expect("in memory");
    file.start_file(part, plain).expect("in memory");
    file.write_all(bytes).expect("in memory");
    file.finish().expect("in memory").into_inner()
}

/// Dates in any text.
pub fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for (range, _) in dates::find(&text) {
        assert!(text.get(range).is_some_and(|found| found.contains(|c: char| c.is_ascii_digit())));
    }
}

/// A `schools.toml`: every mistake names a line that the file has, in words without control characters; what is read has
/// schools with names, ids of their own and addresses of the web.
pub fn toml(bytes: &[u8]) {
    let plan = config::decode(bytes).map_err(|mistake| vec![mistake]).and_then(|text| {
        let lines = text.split('\n').count();
        let within = |mistake: &config::Mistake| mistake.line.is_none_or(|line| (1..=lines).contains(&line));
        config::parse(&text).inspect_err(|mistakes| {
            assert!(!mistakes.is_empty() && mistakes.iter().all(within), "{mistakes:?}");
            assert!(
                mistakes
                    .iter()
                    .all(|mistake| !mistake.message.nl.is_empty() && !mistake.found.contains(char::is_control))
            );
        })
    });
    let Ok(plan) = plan else { return };
    let ids: HashSet<&str> = plan.schools.iter().map(|school| school.id.as_str()).collect();
    assert!(ids.len() == plan.schools.len() && !ids.is_empty());
    for school in &plan.schools {
        assert!(matches!(school.url.scheme(), "http" | "https") && !school.name.trim().is_empty());
        assert!(
            school.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                && !school.id.is_empty()
        );
    }
}
