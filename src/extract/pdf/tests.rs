use super::*;
use crate::extract::paper::Refusal;
use jiff::civil::Date;

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
    assert!(read_in_process(b"<html>").is_err_and(|error| error.to_string().starts_with("broken PDF")));
    assert_eq!(read_in_process(&pdf(&[])), Err(Refusal::Scan));
    let whole = pdf(LINES);
    for end in (0..whole.len()).step_by(97) {
        let _either = read_in_process(&whole[..end]);
    }
}
