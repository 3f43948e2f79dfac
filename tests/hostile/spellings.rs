//! One page in many spellings, and addresses that are none.

use crate::server::Reply;
use crate::world::{Named, PARENTS, page, school, world};

/// Spellings of `/ouders`.
const SPELLINGS: &[&str] = &[
    "/ouders/",
    "/ouders/index.html",
    "/ouders?utm_source=x",
    "/ouders?utm_source=y&amp;fbclid=1",
    "/ouders#deel",
    "/%6Fuders",
    "/./ouders",
    "/x/../ouders",
    "/ouders?a=1&amp;b=2",
    "/ouders?b=2&amp;a=1",
];

/// What stands in links of pages made by hand.
fn oddities() -> Vec<String> {
    let plain = [
        "data:text/html,<a href='/uit-data'>x</a>",
        "javascript:void(0)",
        "tel:+31000",
        "sms:000",
        "whatsapp://send",
        "mailto:info@school.example",
        "blob:x",
        "about:blank",
        "#",
        "",
        "?",
        "/goed spatie",
        "/go\ned",
        " /goed2 ",
        "/goed%00",
        "/goed%",
        "/goed%ED%A0%80",
        "\\goed3",
        "http://xn--caf-dma.invalid/",
        "http://café.invalid/",
        "HTTP://127.0.0.1:99999/",
        "http://",
        "http:///goed",
        "://",
    ];
    let mut all: Vec<String> = plain.map(str::to_owned).to_vec();
    all.push(format!("/{}", "a".repeat(65_000)));
    all.push(format!("/goed?q={}", "&amp;x=1".repeat(500)));
    all
}

pub fn sites() -> Vec<Named> {
    let text = page("Ouders", &format!("<p>{PARENTS}</p>"), SPELLINGS);
    let one = school("spelling", SPELLINGS)
        .page("/ouders", &text)
        .handler(move |request| (request.path.contains("uders")).then(|| Reply::html(&text)));
    let odd: String = oddities().iter().map(|href| format!("<a href=\"{href}\">Lees dit</a> ")).collect();
    let odd = school("vreemd", &[]).page("/", &page("Welkom", &odd, &[])).handler(|request| {
        let text = page(&request.path, &format!("<p>Dit is {}.</p>", request.path), &[]);
        request.path.starts_with("/goed").then(|| Reply::html(&text))
    });
    let actions = ["/verwijder?id=1", "/uitloggen", "/winkelmand?voegtoe=5"];
    let forms = "<form action=\"/zoek\"><input name=q><button>Zoek</button></form>\
                 <form method=post action=\"/verstuur\"><input name=naam><button>Verstuur</button></form>";
    let forms = school("formulieren", &actions).page("/", &page("Welkom", forms, &actions));
    vec![("spellingen", "/", one), ("vreemde-links", "/", odd), ("formulieren", "/", forms)]
}

#[test]
fn a_page_counts_once_however_it_is_written() {
    let site = world().site("spellingen");
    site.is_read();
    assert_eq!(site.read().len(), 4, "{:?}", site.read());
    for indicator in site.school["indicators"].as_array().unwrap() {
        let quotes = indicator["evidence"].as_array().unwrap().iter().map(|found| found["quote"].as_str().unwrap());
        assert!(quotes.filter(|quote| quote.contains("aan tafel zit")).count() <= 1, "{indicator}");
    }
}

#[test]
fn links_that_are_no_pages_are_passed_by() {
    let site = world().site("vreemde-links");
    site.is_read();
    let paths = site.server.paths();
    assert!(paths.iter().all(|path| path.len() <= 500 && !path.contains("uit-data")), "{paths:?}");
    assert!(site.asked("/goed%20spatie") == 1 && site.asked("/goed2") == 1, "{paths:?}");
    assert!(site.server.log().len() <= 20, "{paths:?}");
}

#[test]
fn forms_are_not_sent_and_links_that_do_something_not_followed() {
    let site = world().site("formulieren");
    site.is_read();
    assert!(["/zoek", "/verstuur", "/verwijder", "/uitloggen", "/winkelmand"].iter().all(|path| site.asked(path) == 0));
}
