//! What robots.txt says, however it says it. Its grammar is tested case by case in `src/crawl/robots_cases.rs`.

use crate::server::{Reply, Request, Server, Site};
use crate::world::{Named, page, school, world};

fn rules(body: impl Into<Vec<u8>>) -> Reply {
    Reply::status(200).header("Content-Type", "text/plain").body(body)
}

/// An ordinary site with a closed and an open part, and this robots.txt.
fn ruled(robots: Reply) -> Site {
    school("regels", &["/prive/a", "/open/a"]).reply("/robots.txt", robots).handler(parts)
}

fn parts(request: &Request) -> Option<Reply> {
    let known = request.path.starts_with("/prive") || request.path.starts_with("/open");
    known.then(|| Reply::html(&page(&request.path, &format!("<p>Dit is {}.</p>", request.path), &[])))
}

pub fn sites(canary: &Server) -> Vec<Named> {
    let long =
        format!("User-agent: *\nDisallow: /prive\n{}Disallow: /open\n", "# vulling vulling vulling\n".repeat(40_000));
    let html = Reply::html("<!doctype html><html><body><p>User-agent: *\nDisallow: /</p></body></html>");
    let closed = "User-agent: *\nDisallow: /prive\n";
    let hops = ruled(Reply::redirect("/r1"))
        .reply("/r1", Reply::redirect("/r2"))
        .reply("/r2", Reply::redirect("/r3"))
        .reply("/r3", rules(closed));
    let messy = b"\xef\xbb\xbfUSER-AGENT :\t*\r# x\rDISALLOW : /prive # weg\r\n\r\n";
    let others =
        "User-agent: Googlebot\nUser-agent: Bingbot\nDisallow: /\n\nUser-agent: *\nDisallow: /prive\nAllow: /\n";
    vec![
        ("regels-404", "/", ruled(Reply::status(404))),
        ("regels-403", "/", ruled(Reply::status(403))),
        ("regels-500", "/", ruled(Reply::status(500))),
        ("regels-429", "/", ruled(Reply::status(429).header("Retry-After", "3600"))),
        ("regels-lang", "/", ruled(rules(long))),
        ("regels-html", "/", ruled(html)),
        ("regels-verder", "/", hops),
        ("regels-rommelig", "/", ruled(rules(messy))),
        ("regels-anderen", "/", ruled(rules(others))),
        ("regels-dicht", "/", ruled(rules("User-agent: *\nDisallow: /\n"))),
        ("regels-elders", "/", ruled(Reply::redirect(&canary.url("/robots.txt")))),
    ]
}

#[test]
fn a_missing_file_opens_everything() {
    for id in ["regels-404", "regels-403", "regels-html"] {
        let site = world().site(id);
        site.is_read();
        assert_eq!((site.asked("/prive"), site.asked("/open")), (1, 1), "{id}");
    }
}

#[test]
fn a_failing_or_closed_file_closes_everything() {
    for id in ["regels-500", "regels-429", "regels-dicht"] {
        let site = world().site(id);
        site.is_not_checked("robots.txt");
        assert_eq!(site.server.paths(), ["/robots.txt"], "{id}");
    }
}

#[test]
fn rules_are_obeyed_however_they_come() {
    for id in ["regels-lang", "regels-verder", "regels-rommelig", "regels-anderen"] {
        let site = world().site(id);
        site.is_read();
        assert_eq!((site.asked("/prive"), site.asked("/open")), (0, 1), "{id}");
        assert!(site.reason("/prive/a").unwrap().contains("robots.txt"), "{id}");
    }
}

#[test]
fn rules_of_another_machine_are_neither_fetched_nor_guessed() {
    let site = world().site("regels-elders");
    site.is_not_checked("robots.txt");
    assert!(site.server.paths().iter().all(|path| path == "/robots.txt"), "{:?}", site.server.paths());
}
