//! Files that are broken or made to do harm: each ends as a reason for that file, within the limits of its child process.

use crate::make::{docx, pdf, pdf_of, zipped};
use audit::extract::child::isolate;
use audit::extract::paper::{PaperText, Refusal};
use lopdf::{Dictionary, Object, Stream, dictionary};
use std::path::Path;
use std::time::{Duration, Instant};

fn read(bytes: &[u8]) -> Result<PaperText, Refusal> {
    let begun = Instant::now();
    let read = isolate(bytes, Path::new(env!("CARGO_BIN_EXE_audit")));
    assert!(begun.elapsed() < Duration::from_secs(60), "the limit of time holds, also on a busy machine");
    read
}

fn texts(read: Result<PaperText, Refusal>) -> String {
    let pages = read.expect("readable").pages;
    let paragraphs = pages.into_iter().flat_map(|page| page.paragraphs).map(|paragraph| paragraph.text);
    paragraphs.collect::<Vec<_>>().join("\n")
}

const TEXT: &[&str] = &["Wij vragen alle ouders om mee te denken over onze school."];

#[test]
fn sound_documents_are_read_by_the_child() {
    assert_eq!(texts(read(&pdf("Ouders", TEXT))), format!("Ouders\n{}", TEXT[0]));
    assert_eq!(texts(read(&docx("Ouders", TEXT))), format!("Ouders\n{}", TEXT[0]));
}

#[test]
fn a_form_that_draws_itself_ends_its_reader_only() {
    let bytes = pdf_of("/X Do", |file| {
        let id = file.new_object_id();
        let own = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "X" => id } } };
        file.objects.insert(id, Stream::new(own, b"/X Do".to_vec()).into());
        dictionary! { "XObject" => dictionary! { "X" => id } }
    });
    assert!(read(&bytes).is_err());
}

#[test]
fn bombs_and_nesting_end_within_the_limits() {
    let mut bomb = Stream::new(Dictionary::new(), vec![b' '; 300 << 20]);
    bomb.compress().expect("in memory");
    let bytes = pdf_of("BT /F1 9 Tf (hoi) Tj ET", |file| {
        let id = file.add_object(bomb);
        dictionary! { "XObject" => dictionary! { "X" => id } }
    });
    assert!(bytes.len() < 2 << 20);
    // Read, or refused: either way within the limits.
    let _either = read(&bytes);
    let nested = pdf_of(&"[".repeat(300_000), |_| Dictionary::new());
    let _either = read(&nested);
    let deep = format!("%PDF-1.4\n1 0 obj\n{}\nendobj\ntrailer<</Root 1 0 R>>", "<</A ".repeat(200_000));
    assert!(read(deep.as_bytes()).is_err());
}

#[test]
fn locked_scanned_cut_and_foreign_files_say_why() {
    let scan = pdf_of("0 0 9 9 re f", |_| Dictionary::new());
    assert_eq!(read(&scan), Err(Refusal::Scan));
    let manifest = b"<m:encryption-data/>";
    let mimetype = b"application/vnd.oasis.opendocument.text".as_slice();
    let locked = zipped(&[("mimetype", mimetype), ("META-INF/manifest.xml", manifest), ("content.xml", b"\x01")]);
    assert_eq!(read(&locked), Err(Refusal::Locked));
    let whole = pdf("Ouders", TEXT);
    assert!(matches!(read(&whole[..200]), Err(Refusal::Broken(_))));
    assert!(matches!(read(b"geen document"), Err(Refusal::Broken(_))));
}

#[test]
fn a_locked_pdf_says_so() {
    let mut file = lopdf::Document::load_mem(&pdf("Ouders", TEXT)).expect("our own");
    let id = |text: &str| Object::String(text.as_bytes().to_vec(), lopdf::StringFormat::Literal);
    file.trailer.set("ID", vec![id("een"), id("een")]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &file,
        owner_password: "baas",
        user_password: "geheim",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).expect("a state");
    file.encrypt(&state).expect("encrypted");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("in memory");
    assert_eq!(read(&bytes), Err(Refusal::Locked));
}
