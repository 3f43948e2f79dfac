//! Pages that no browser would complain of, and that parsers choke on.

use crate::server::{Server, Site};
use crate::world::{Named, PARENTS, page, school, world};

/// Pages of which the visible part is one sentence, and what else their source holds.
const BROKEN: &[(&str, &str)] = &[
    ("/commentaar", "<!-- verborgen: de ouderraad helpt bij feesten"),
    ("/titel", "<title>eindeloos <p>De ouderraad in een titel"),
    ("/tekstvak", "<textarea><p>De ouderraad in een tekstvak"),
    ("/script", "<script>var x = '<p>De ouderraad in een script'"),
    ("/plat", "<plaintext><p>platte tekst"),
    ("/cdata", "<![CDATA[<p>cdata</p>]]>"),
    ("/tabel", "<table><p>buiten</p><tr><td>een<table><td>twee</table>"),
];

/// What a page of nothing else may be made of: words, sentences, numbers and addresses without end.
const REPEATED: &[&str] = &[
    "a",
    "ouder",
    "ouders ",
    "a-",
    "a/",
    "1/",
    "a@",
    "a.",
    "A.",
    "1,",
    "x_",
    "'",
    "www.a/",
    "http://a/",
    "groep 3 ",
    "de MR ",
    "12 maart ",
    "06-",
    "(",
    "… ",
    "Ouders vullen elk jaar een vragenlijst in ",
    "geen ",
    "ouderraad, ",
    "é",
    "\u{300}",
];

fn endless_words() -> Site {
    // Names without numbers: of a numbered row only a part is read.
    let paths: Vec<String> = ('a'..).take(REPEATED.len()).map(|letter| format!("/woorden-{letter}")).collect();
    let mut site = school("woorden", &paths.iter().map(String::as_str).collect::<Vec<_>>());
    for (path, piece) in paths.iter().zip(REPEATED) {
        let text = piece.repeat(60_000 / piece.len());
        site = site.page(path, &page(path, &format!("<p>{text}</p>"), &[]));
    }
    site
}

pub fn sites(canary: &Server) -> Vec<Named> {
    let deep = |tag: &str, close: bool| {
        let end = if close { format!("</{tag}>").repeat(100_000) } else { String::new() };
        format!(
            "<!doctype html><title>Diep {tag}</title><body>{}<p>{PARENTS} {tag}</p>{end}",
            format!("<{tag}>").repeat(100_000)
        )
    };
    let heavy = school("zwaar", &["/div", "/b", "/kenmerk", "/kenmerken", "/tekst", "/haken"])
        .page("/div", &deep("div", true))
        .page("/b", &deep("b", false))
        .page("/kenmerk", &page("Kenmerk", &format!("<p title=\"{}\">{PARENTS} Een.</p>", "a".repeat(2_000_000)), &[]))
        .page("/kenmerken", &page("Kenmerken", &format!("<p {}>{PARENTS} Twee.</p>", attributes(100_000)), &[]))
        .page("/tekst", &page("Tekst", &format!("<p>{}</p>", "a".repeat(2_000_000)), &[]))
        .page("/haken", &"<".repeat(500_000));
    let paths: Vec<&str> = BROKEN.iter().map(|(path, _)| *path).collect();
    let mut broken = school("kapot", &paths);
    for (path, source) in BROKEN {
        broken = broken.page(path, &format!("<!doctype html><html><body><p>Wij zijn open. {path}</p>{source}"));
    }
    let frames = "<html><title>School</title><frameset cols=\"20%,80%\"><frame src=\"/ouders\"><frame src=\"/mr\"></frameset></html>";
    let base = "<html><head><base href=\"/sub/\"><title>b</title></head><body><p>Welkom</p><a href=\"diep.html\">diep</a></body></html>";
    vec![
        ("zware-bladzijden", "/", heavy),
        ("kapotte-opmaak", "/", broken),
        ("woorden-zonder-eind", "/", endless_words()),
        ("kaders", "/kaders", school("kaders", &[]).page("/kaders", frames)),
        ("basis", "/b", Site::new().page("/b", base).page("/sub/diep.html", &page("Diep", PARENTS, &[]))),
        (
            "doorsturen",
            "/start",
            school("door", &[])
                .page("/start", "<html><head><meta http-equiv=\"Refresh\" content=\"0;URL='/ouders'\"></head></html>"),
        ),
        ("kanon", "/", school("kanon", &["/z"]).page("/z", &pointing(&canary.url("/canoniek")))),
    ]
}

fn attributes(count: usize) -> String {
    (0..count).map(|n| format!("a{n}=1 ")).collect()
}

fn pointing(canonical: &str) -> String {
    page("Z", &format!("<p>{PARENTS}</p>"), &[])
        .replace("</head>", &format!("<link rel=\"canonical\" href=\"{canonical}\"></head>"))
}

#[test]
fn deep_and_heavy_pages_are_read_in_bounded_time() {
    let site = world().site("zware-bladzijden");
    site.is_read();
    for path in ["/div", "/b", "/kenmerk", "/kenmerken"] {
        assert!(site.read().contains(&path.to_owned()), "{path}: {}", site.school["not_read"]);
    }
    assert!(site.server.count("/haken") == 1 && site.server.count("/tekst") == 1);
    assert!(site.school["crawl"]["seconds"].as_f64().unwrap() < 60.0, "{}", site.school["crawl"]);
}

#[test]
fn words_without_end_are_judged_in_bounded_time() {
    let site = world().site("woorden-zonder-eind");
    site.is_read();
    assert!(site.read().len() >= 4 + REPEATED.len() / 2, "{:?}", site.read());
    assert!(site.quotes().iter().all(|quote| quote.len() < 2000));
}

#[test]
fn comments_scripts_and_titles_are_no_text_of_the_school() {
    let site = world().site("kapotte-opmaak");
    site.is_read();
    assert!(BROKEN.iter().all(|(path, _)| site.server.count(path) == 1));
    assert!(!site.quotes().iter().any(|quote| quote.contains("ouderraad")), "{:?}", site.quotes());
}

#[test]
fn frames_bases_and_refreshes_are_followed_as_links() {
    world().site("kaders").is_read();
    assert_eq!(world().site("basis").read(), ["/b", "/sub/diep.html"]);
    world().site("doorsturen").is_read();
}

#[test]
fn a_canonical_address_elsewhere_changes_nothing() {
    let site = world().site("kanon");
    site.is_read();
    assert!(site.read().contains(&"/z".to_owned()) || site.school["crawl"]["duplicates"] != 0);
}
