use super::*;

/// A one-page PDF with these lines, each at its distance from the top, in 11 points.
fn pdf(lines: &[(&str, i64)]) -> Vec<u8> {
    use lopdf::{Stream, dictionary};
    let mut file = lopdf::Document::with_version("1.5");
    let body: String =
        lines.iter().map(|(text, y)| format!("BT /F1 11 Tf 70 {} Td ({text}) Tj ET\n", 842 - y)).collect();
    let content = file.add_object(Stream::new(dictionary! {}, body.into_bytes()));
    let widths: Vec<lopdf::Object> = vec![500.into(); 224];
    let font = file.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding", "FirstChar" => 32, "LastChar" => 255, "Widths" => widths });
    let tree = file.new_object_id();
    let page = file.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } } });
    let media: Vec<lopdf::Object> = vec![0.into(), 0.into(), 595.into(), 842.into()];
    file.objects.insert(
        tree,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1, "MediaBox" => media }.into(),
    );
    let root = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    let info = file.add_object(dictionary! { "Title" => lopdf::text_string("Schoolgids 2026"), "ModDate" => lopdf::text_string("D:20260312080000Z") });
    file.trailer.set("Root", root);
    file.trailer.set("Info", info);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("written");
    bytes
}

const LINES: &[(&str, i64)] =
    &[("Wij vragen alle ouders om mee te denken over de ouder-", 200), ("betrokkenheid op onze school en thuis.", 214)];

#[test]
fn a_small_file_is_read() {
    let text = read_in_process(&pdf(LINES)).expect("readable");
    assert_eq!((text.title.as_str(), text.date, text.partial), ("Schoolgids 2026", Date::new(2026, 3, 12).ok(), false));
    assert_eq!(
        text.pages[0].paragraphs[0].text,
        "Wij vragen alle ouders om mee te denken over de ouderbetrokkenheid op onze school en thuis."
    );
}

#[test]
fn failures_are_values() {
    assert!(read_in_process(b"<html>").is_err_and(|error| error.starts_with("broken PDF")));
    assert!(read_in_process(&pdf(&[])).is_err_and(|error| error.contains("no text layer")));
    let whole = pdf(LINES);
    for end in (0..whole.len()).step_by(97) {
        let _either = read_in_process(&whole[..end]);
    }
}

#[test]
fn a_document_has_pages_headings_and_lists() {
    let paragraph = |kind, text: &str| PdfParagraph { kind, text: text.into() };
    use ParagraphKind::{Heading, Item, Text};
    let text = PdfText {
        pages: vec![PdfPage {
            number: 14,
            paragraphs: vec![
                paragraph(Heading(1), "Ouders"),
                paragraph(Text, "Wij vragen:"),
                paragraph(Item, "op tijd"),
                paragraph(Item, "bellen"),
            ],
        }],
        ..PdfText::default()
    };
    let page = Fetched {
        url: "https://school.example/gids.pdf".parse().expect("address"),
        content_type: None,
        last_modified: None,
        robots_tag: None,
        body: Vec::new(),
        truncated: false,
        clicks: None,
    };
    let document = document(&page, text);
    assert_eq!((document.title.as_str(), document.blocks[3].page), ("Ouders", Some(14)));
    assert_eq!(document.blocks[3].lead_in.as_deref(), Some("Wij vragen:"));
    assert_eq!(&*document.blocks[3].headings, ["Ouders"]);
}
