//! Sitemaps: packed, broken, endless, and made to do harm.

use crate::server::{Reply, Request, Server, Site};
use crate::world::{Named, page, school, world};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// A set of pages at the host that is asked.
fn set(request: &Request, paths: &[&str]) -> String {
    let entry = |path: &&str| format!("<url><loc>http://{}{path}</loc></url>", request.host);
    format!("<?xml version=\"1.0\"?><urlset>{}</urlset>", paths.iter().map(entry).collect::<String>())
}

fn index(request: &Request, paths: &[&str]) -> String {
    let entry = |path: &&str| format!("<sitemap><loc>http://{}{path}</loc></sitemap>", request.host);
    format!("<?xml version=\"1.0\"?><sitemapindex>{}</sitemapindex>", paths.iter().map(entry).collect::<String>())
}

fn xml(body: impl Into<Vec<u8>>) -> Reply {
    Reply::status(200).header("Content-Type", "application/xml").body(body)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("in memory")
}

/// An ordinary site with pages `/los/…` that only a sitemap can name.
fn mapped(map: impl Fn(&Request) -> Option<Reply> + Send + Sync + 'static) -> Site {
    school("kaart", &[]).handler(move |request| {
        let loose = || Reply::html(&page(&request.path, &format!("<p>Dit is {}.</p>", request.path), &[]));
        map(request).or_else(|| request.path.starts_with("/los/").then(loose))
    })
}

/// A map in one file.
fn simple(map: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Site {
    mapped(move |request| (request.path == "/sitemap.xml").then(|| map(request)))
}

fn endless(request: &Request) -> Option<Reply> {
    let depth = |path: &str| path.strip_prefix("/diep?d=")?.parse::<u32>().ok();
    Some(xml(match request.path.as_str() {
        "/sitemap.xml" => index(request, &["/sitemap.xml", "/twee.xml", "/diep?d=1"]),
        "/twee.xml" => index(request, &["/sitemap.xml", "/twee.xml"]),
        path => index(request, &[&format!("/diep?d={}", depth(path)? + 1)]),
    }))
}

/// Entities within entities, a file of this machine, and the canary.
fn entities(request: &Request, canary: &str) -> String {
    let nested: String =
        (1..12).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE urlset [<!ENTITY a0 \"/los\">{nested}<!ENTITY x SYSTEM \"file:///etc/passwd\">\
         <!ENTITY y SYSTEM \"{canary}\">]><urlset><url><loc>http://{host}/&x;&y;</loc></url>\
         <url><loc>http://{host}/&a11;</loc></url><url><loc>http://{host}/los/daarna</loc></url></urlset>",
        host = request.host
    )
}

pub fn sites(canary: &Server) -> Vec<Named> {
    let (outside, xxe) = (canary.url("/vreemd"), canary.url("/xxe"));
    let packed = |request: &Request| match request.path.as_str() {
        "/sitemap.xml" => Some(xml(index(request, &["/kaart.xml.gz"]))),
        "/kaart.xml.gz" => Some(xml(gzip(set(request, &["/los/gepakt"]).as_bytes()))),
        _ => None,
    };
    let bomb = |request: &Request| {
        let mut set = set(request, &["/los/voor-de-bom"]).replace("</urlset>", "").into_bytes();
        set.resize(64 << 20, b' ');
        xml(gzip(&set))
    };
    let many = |request: &Request| {
        let mut paths: Vec<String> = (0..60_000).map(|n| format!("/los/{n}")).collect();
        paths.push("/mr".to_owned());
        xml(set(request, &paths.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    let moved = |request: &Request| match request.path.as_str() {
        "/sitemap.xml" => Some(Reply::redirect("/wp-sitemap.xml")),
        "/wp-sitemap.xml" => Some(xml(format!(
            "<s:urlset><s:url><s:loc> <![CDATA[http://{0}/los/cdata]]>\n</s:loc><image:image><image:loc>http://{0}/foto.jpg\
             </image:loc></image:image></s:url></s:urlset>",
            request.host
        ))),
        _ => None,
    };
    vec![
        ("kaart-zonder-eind", "/", mapped(endless)),
        ("kaart-gepakt", "/", mapped(packed)),
        ("kaart-bom", "/", simple(bomb)),
        ("kaart-lang", "/", simple(many)),
        ("kaart-entiteiten", "/", simple(move |request| xml(entities(request, &xxe)))),
        (
            "kaart-elders",
            "/",
            simple(move |request| {
                xml(set(request, &["/los/eigen"])
                    .replace("<urlset>", &format!("<urlset><url><loc>{outside}</loc></url>")))
            }),
        ),
        (
            "kaart-tekst",
            "/",
            simple(|request| {
                Reply::status(200).body(format!("http://{0}/los/een\r\nhttp://{0}/los/twee\n", request.host))
            }),
        ),
        ("kaart-html", "/", simple(|_| Reply::html(&page("Welkom", "<p>Welkom</p>", &[])))),
        (
            "kaart-kapot",
            "/",
            simple(|request| xml([set(request, &["/los/a?x=1&y=2", "/los/b"]).as_bytes(), b"\n<kapot \xff"].concat())),
        ),
        ("kaart-verhuisd", "/", mapped(moved)),
    ]
}

#[test]
fn what_a_map_names_is_read() {
    for (id, path) in [
        ("kaart-gepakt", "/los/gepakt"),
        ("kaart-entiteiten", "/los/daarna"),
        ("kaart-elders", "/los/eigen"),
        ("kaart-tekst", "/los/twee"),
        ("kaart-kapot", "/los/b"),
        ("kaart-verhuisd", "/los/cdata"),
    ] {
        let site = world().site(id);
        site.is_read();
        assert!(site.read().contains(&path.to_owned()), "{id}: {:?}", site.read());
    }
    assert_eq!(world().site("kaart-verhuisd").asked("/foto"), 0);
}

#[test]
fn maps_without_end_end() {
    let site = world().site("kaart-zonder-eind");
    site.is_read();
    assert_eq!((site.server.count("/sitemap.xml"), site.server.count("/twee.xml")), (1, 1));
    assert!(site.asked("/diep") <= 4, "{:?}", site.server.paths());
}

#[test]
fn bombs_and_long_lists_are_cut() {
    let site = world().site("kaart-bom");
    site.is_read();
    let long = world().site("kaart-lang");
    long.is_read();
    assert!(long.school["crawl"]["left"].as_u64().unwrap() > 500, "{}", long.school["crawl"]);
}

#[test]
fn entities_are_not_expanded_and_other_machines_not_asked() {
    assert!(world().site("kaart-entiteiten").server.paths().iter().all(|path| path.len() < 100));
    assert!(!world().file("results.json").contains("root:"));
    assert!(world().canary.log().is_empty());
}

#[test]
fn a_page_in_the_place_of_a_map_is_passed_by() {
    world().site("kaart-html").is_read();
}
