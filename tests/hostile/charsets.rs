//! Text in every encoding that schools still send, some of it announced wrongly.

use crate::server::{Reply, Site};
use crate::world::{Named, world};

/// Title and first sentence of every page. It must come out letter for letter.
const SENTENCE: &str =
    "Eén keer per jaar vullen ouders een enquête in over financiële keuzes – ‘de coördinatie’ kost €35.";

/// Below this much text a site is not judged.
const MORE: &str = "Wij vragen ouders ook wat zij van de school vinden, en wij vertellen daarna in de nieuwsbrief wat wij \
    met hun antwoorden doen. In de klas praten kinderen over wat zij willen leren.";

const CLASSIC: &str = "text/html";
const MODERN: &str = "text/html; charset=utf-8";

fn written(meta: &str) -> String {
    format!(
        "<html lang=\"nl\"><head>{meta}<title>{SENTENCE}</title></head><body><main><h1>Ouders</h1><p>{SENTENCE}</p><p>{MORE}</p>\
         </main></body></html>"
    )
}

fn windows(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

fn wide(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

/// Name, header, bytes.
fn pages() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let late = format!("<!--{}--><meta charset=\"windows-1252\">", "x".repeat(1500));
    let quoted = "<meta http-equiv='content-type' content='text/html; charset = \"WINDOWS-1252\"'>";
    let declared = format!("<?xml version=\"1.0\" encoding=\"iso-8859-15\"?>{}", written(""));
    let mixed = [written("").as_bytes(), b"<p>re\xfcnie\xc3\x28\xf0\x9f</p>"].concat();
    vec![
        ("stil-1252", CLASSIC, windows(&written(""))),
        ("meta-1252", CLASSIC, windows(&written("<meta charset=\"windows-1252\">"))),
        ("kop-liegt", MODERN, windows(&written(""))),
        ("meta-liegt", MODERN, written("<meta charset=\"iso-8859-1\">").into_bytes()),
        ("wide-le", MODERN, [b"\xff\xfe".as_slice(), &wide(&written(""), false)].concat()),
        ("wide-be", "text/html; charset=utf-16be", wide(&written(""), true)),
        ("merkteken", CLASSIC, [b"\xef\xbb\xbf".as_slice(), written("").as_bytes()].concat()),
        ("half-kapot", MODERN, mixed),
        ("late-meta", CLASSIC, windows(&written(&late))),
        ("meta-utf16", CLASSIC, written("<meta charset=\"utf-16\">").into_bytes()),
        ("aanhaling", CLASSIC, windows(&written(quoted))),
        ("latin-9", "application/xhtml+xml", encoding_rs::ISO_8859_15.encode(&declared).0.into_owned()),
        ("stil-utf8", CLASSIC, written("").into_bytes()),
    ]
}

pub fn sites() -> Vec<Named> {
    let site = |(name, header, bytes): (&'static str, &str, Vec<u8>)| {
        (name, "/", Site::new().reply("/", Reply::status(200).header("Content-Type", header).body(bytes)))
    };
    let mut all: Vec<Named> = pages().into_iter().map(site).collect();
    let utf7 = b"<html><meta charset=\"utf-7\"><title>T</title><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>";
    let html = |kind: &str, body: &[u8]| Reply::status(200).header("Content-Type", kind).body(body);
    all.push(("utf-7", "/", Site::new().reply("/", html(CLASSIC, utf7))));
    let loose = "<p>De mede\u{200b}zeggenschaps\u{ad}raad vergadert zes keer per jaar; alle ou\u{ad}ders kunnen iets inbrengen voor \
                 de reu\u{308}nie en de ouder&nbsp;avond.</p>";
    let loose = format!("<html lang=nl><title>Los</title><main>{loose}<p>{MORE}</p></main>");
    all.push(("losse-tekens", "/", Site::new().page("/", &loose)));
    all
}

#[test]
fn every_letter_comes_out_as_it_was_meant() {
    for (id, _, _) in pages() {
        let site = world().site(id);
        assert_eq!(site.read(), ["/"], "{id}");
        assert_eq!(site.school["read"][0]["title"], SENTENCE, "{id}");
    }
}

#[test]
fn rare_declarations_do_no_harm() {
    assert_eq!(world().site("utf-7").read(), ["/"]);
    assert!(!world().file("report.html").contains("<script>alert(1)"));
}

#[test]
fn words_are_found_through_soft_hyphens_and_loose_accents() {
    let site = world().site("losse-tekens");
    assert!(site.quotes().iter().any(|quote| quote.contains("vergadert")), "{:?}", site.quotes());
}
