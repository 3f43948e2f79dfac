//! Small documents, made for the tests.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip file with these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        file.start_file(*name, plain).expect("in memory");
        file.write_all(bytes).expect("in memory");
    }
    file.finish().expect("in memory").into_inner()
}

/// A Word file with a heading and paragraphs.
pub fn docx(title: &str, paragraphs: &[&str]) -> Vec<u8> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut xml = String::from("<w:document><w:body>");
    xml += &format!("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>", escaped(title));
    for text in paragraphs {
        xml += &format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escaped(text));
    }
    zipped(&[("word/document.xml", format!("{xml}</w:body></w:document>").as_bytes())])
}

/// A PDF of one page, that draws `content` with these resources beside a font `F1`.
pub fn pdf_of(content: &str, extra: impl FnOnce(&mut Document) -> Dictionary) -> Vec<u8> {
    let mut file = Document::with_version("1.5");
    let content = file.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
    let widths: Vec<Object> = vec![500.into(); 224];
    let font = file.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
    "Encoding" => "WinAnsiEncoding", "FirstChar" => 32, "LastChar" => 255, "Widths" => widths });
    let tree = file.new_object_id();
    let mut resources = extra(&mut file);
    resources.set("Font", dictionary! { "F1" => font });
    let page = file.add_object(
        dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources },
    );
    let media: Vec<Object> = vec![0.into(), 0.into(), 595.into(), 842.into()];
    let pages = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1, "MediaBox" => media };
    file.objects.insert(tree, pages.into());
    let root = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer.set("Root", root);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("in memory");
    bytes
}

/// A PDF with a large heading and paragraphs, set in lines of at most ninety characters.
pub fn pdf(title: &str, paragraphs: &[&str]) -> Vec<u8> {
    let mut content = line(title, 800, 18);
    let mut y = 770;
    for paragraph in paragraphs {
        for text in wrapped(paragraph) {
            content += &line(&text, y, 10);
            y -= 12;
        }
        y -= 10;
    }
    pdf_of(&content, |_| Dictionary::new())
}

fn line(text: &str, y: i64, size: i64) -> String {
    let latin = |c: char| if u32::from(c) < 256 { c } else { '-' };
    let octal = |c: char| match latin(c) {
        '(' | ')' | '\\' => format!("\\{c}"),
        c if c.is_ascii() => c.to_string(),
        c => format!("\\{:03o}", u32::from(c)),
    };
    let text: String = text.chars().map(octal).collect();
    format!("BT /F1 {size} Tf 60 {y} Td ({text}) Tj ET\n")
}

fn wrapped(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("one line at least");
        if last.len() + word.len() > 90 {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}
