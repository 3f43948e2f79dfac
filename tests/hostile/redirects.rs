//! Redirects in circles, without end, and to where nobody should go.

use crate::server::{Reply, Request, Server, Site};
use crate::world::{Named, school, world};

/// An address where a listed site is moved to, under another name for the same server.
const TARGETS: &[(&str, &str)] = &[
    ("/r/ftp", "ftp://127.0.0.1/x"),
    ("/r/gopher", "gopher://127.0.0.1/_GET"),
    ("/r/data", "data:text/html,<p>x</p>"),
    ("/r/script", "javascript:alert(1)"),
    ("/r/bestand", "file:///etc/passwd"),
    ("/r/leeg", ""),
    ("/r/letters", "/caf\u{e9} een?x=\u{eb}"),
    ("/r/meta", "http://169.254.169.254/latest/meta-data/iam/"),
    ("/r/poort", "http://127.0.0.1:22/"),
];

pub fn sites(canary: &Server) -> Vec<Named> {
    let everywhere =
        |to: String| Site::new().handler(move |request| (request.path != "/robots.txt").then(|| Reply::redirect(&to)));
    let links: Vec<&str> = TARGETS.iter().map(|(path, _)| *path).chain(["/r/twee"]).collect();
    let mut targets = school("doorverwijzers", &links);
    for (path, to) in TARGETS {
        targets = targets.reply(path, Reply::redirect(to));
    }
    let two = Reply::redirect("/ouders").header("Location", &canary.url("/twee"));
    vec![
        ("kring", "/a", Site::new().reply("/a", Reply::redirect("/b")).reply("/b", Reply::redirect("/a"))),
        ("keten", "/stap/0", Site::new().handler(chain)),
        ("koekje", "/", Site::new().handler(until_a_cookie)),
        ("verhuisd", "/", everywhere(canary.url("/"))),
        ("naar-metadata", "/", everywhere("http://169.254.169.254/latest/meta-data/iam/".to_owned())),
        ("naar-poort-22", "/", everywhere("http://127.0.0.1:22/".to_owned())),
        ("naar-bestand", "/", everywhere("file:///etc/passwd".to_owned())),
        ("doorverwijzers", "/", targets.reply("/r/twee", two)),
    ]
}

fn chain(request: &Request) -> Option<Reply> {
    let step: u32 = request.path.strip_prefix("/stap/")?.parse().ok()?;
    Some(if step < 100 { Reply::redirect(&format!("/stap/{}", step + 1)) } else { Reply::html("<p>Eindelijk</p>") })
}

/// Redirects to itself until its cookie comes back.
fn until_a_cookie(request: &Request) -> Option<Reply> {
    let again = || Reply::redirect(&request.path).header("Set-Cookie", "gezien=1; Path=/");
    (request.path != "/robots.txt").then(again)
}

#[test]
fn circles_and_chains_end() {
    for (id, path) in [("kring", "/a"), ("kring", "/b"), ("keten", "/stap/"), ("koekje", "/")] {
        let site = world().site(id);
        site.is_not_checked("komt nergens uit");
        let asked = if path == "/" { site.server.count(path) } else { site.asked(path) };
        assert!(asked <= 11, "{id}: {:?}", site.server.paths());
    }
}

#[test]
fn a_site_that_moved_says_where_to() {
    let site = world().site("verhuisd");
    site.is_not_checked("");
    assert!(site.server.log().len() <= 3, "{:?}", site.server.paths());
}

#[test]
fn a_start_page_that_leads_inside_is_not_followed() {
    for id in ["naar-metadata", "naar-poort-22", "naar-bestand"] {
        let site = world().site(id);
        site.is_not_checked("open internet");
        assert_eq!(site.server.paths(), ["/robots.txt", "/"], "{id}");
    }
}

#[test]
fn each_bad_redirect_costs_one_page() {
    let site = world().site("doorverwijzers");
    site.is_read();
    for (path, to) in TARGETS {
        let lost = site.reason(path).is_some() || to.is_empty() || to.starts_with('/');
        assert!(lost, "{path} to {to}: {}", site.school["not_read"]);
        assert_eq!(site.server.count(path), 1);
    }
}
