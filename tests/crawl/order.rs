//! Which pages are read, in which order, and how they are told apart.

use super::support::{Reply, Server, Site};
use super::{page, read, settings, visit, visit_named, visit_with};
use audit::model::{CrawlSettings, DocumentKind, FailureKind};

fn school() -> Site {
    Site::new()
        .page("/", &page("Home", &["/nieuws", "/team", "/ouders/", "/ouders?utm_source=x", "mailto:a@b.example"]))
        .page("/nieuws", &page("Nieuws", &["/bericht-1", "/bericht-2", "/"]))
        .page("/team", &page("Team", &["/foto.jpg", "/wp-login.php", "http://andere.example/"]))
        .page("/ouders/", &page("Ouders", &["/gids.pdf", "/oud"]))
        .page("/bericht-1", &page("Bericht 1", &["/ouderraad"]))
        .page("/bericht-2", &page("Bericht 2", &[]))
        .page("/ouderraad", &page("Ouderraad", &[]))
        .page("/los", &page("Los", &[]))
        .reply("/oud", Reply::redirect("/team#kop"))
        .reply("/gids.pdf", Reply::status(200).header("Content-Type", "application/pdf").body("%PDF- gids"))
        .reply("/sitemap.xml", Reply::status(200).body("<urlset><url><loc>/weg</loc></url></urlset>"))
        .handler(|request| {
            let map = format!("http://{}/los\nhttp://elders.example/x\n", request.host);
            (request.path == "/wp-sitemap.xml").then(|| Reply::status(200).body(map))
        })
}

const EXPECTED: [&str; 9] =
    ["/", "/ouders/", "/nieuws", "/team", "/gids.pdf", "/bericht-1", "/ouderraad", "/bericht-2", "/los"];

#[tokio::test]
async fn a_site_is_read_once_most_promising_first() {
    let server = school().start();
    let visit = visit(&server).await;
    assert_eq!(read(&visit), EXPECTED);
    let clicks: Vec<Option<u32>> = visit.documents.iter().map(|document| document.clicks).collect();
    assert_eq!(clicks, [Some(0), Some(1), Some(1), Some(1), Some(2), Some(2), Some(3), Some(2), None]);
    assert_eq!((visit.stats.pages, visit.stats.documents, visit.stats.left), (8, 1, 0));
    // Another spelling of /ouders, and /oud that leads to /team.
    assert_eq!((visit.stats.duplicates, visit.obstacle), (2, None));
    assert_eq!(visit.stats.requests, server.log().len());
    for path in EXPECTED {
        assert_eq!(server.count(path), if path == "/team" { 2 } else { 1 }, "{path}");
    }
}

#[tokio::test]
async fn the_order_does_not_depend_on_how_many_are_asked_at_once() {
    let server = school().start();
    let wide = CrawlSettings { concurrency_per_host: 5, ..settings() };
    let first = visit_with(&wide, &server, "/").await;
    for _ in 0..3 {
        let again = visit_with(&wide, &server, "/").await;
        assert_eq!(read(&again), read(&first));
        assert_eq!(again.stats.requests, first.stats.requests);
    }
    let mut found = read(&first);
    found.sort_unstable();
    let mut expected = EXPECTED;
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn one_text_under_many_addresses_is_kept_once() {
    let text = page("Ouders", &[]);
    let links = ["/een", "/twee-is-langer", "/ander", "/boek?sort=b"];
    let server = Site::new()
        .page("/", &page("Home", &links))
        .page("/een", &text)
        .page("/twee-is-langer", &text.replace("<html>", "<html><!-- anders -->"))
        .page("/ander", &page("Ander", &[]))
        .page("/boek?sort=b", &format!("<link rel=\"canonical\" href=\"/boek\">{}", page("Boek", &["/boek"])))
        .page("/boek", &page("Boek hetzelfde", &[]))
        .start();
    let visit = visit(&server).await;
    assert_eq!(read(&visit), ["/", "/een", "/ander", "/boek?sort=b"]);
    // The second text, and /boek, which the other address of that page made needless.
    assert_eq!((visit.stats.duplicates, server.count("/boek")), (2, 0));
}

#[tokio::test]
async fn documents_on_other_hosts_are_read_pages_are_not() {
    let home = page(
        "Home",
        &[
            "http://bestanden.example/gids.pdf",
            "http://bestanden.example/pagina",
            "http://dicht.example/plan.pdf",
            "http://bestanden.example/nep.pdf",
            "http://127.0.0.1:9/router.pdf",
        ],
    );
    let pdf = || Reply::status(200).header("Content-Type", "application/pdf").body("%PDF- gids");
    let server = Server::start([
        ("www.linde.example", Site::new().page("/", &home)),
        ("bestanden.example", Site::new().reply("/gids.pdf", pdf()).page("/nep.pdf", &page("Nep", &["/meer"]))),
        ("dicht.example", Site::new().reply("/robots.txt", Reply::status(200).body("User-agent: *\nDisallow: /"))),
    ]);
    let visit = visit_named("http://www.linde.example/", server.served()).await;
    assert_eq!(
        visit.documents.iter().map(|document| document.kind).collect::<Vec<_>>(),
        [DocumentKind::Page, DocumentKind::Pdf]
    );
    assert_eq!(visit.documents[1].url.as_str(), "http://bestanden.example/gids.pdf");
    let kinds: Vec<FailureKind> = visit.failures.iter().map(|failure| failure.kind).collect();
    assert_eq!(kinds, [FailureKind::Robots, FailureKind::Unreadable]);
    let asked = |host: &str| server.log().iter().filter(|request| request.host == host).count();
    assert_eq!((asked("dicht.example"), asked("bestanden.example")), (1, 3));
}

#[tokio::test]
async fn nofollow_is_obeyed() {
    let server = Site::new()
        .page("/", "<a href=\"/een\">een</a><a href=\"/niet\" rel=\"nofollow\">niet</a>")
        .reply("/een", Reply::html(&page("Een", &["/achter"])).header("X-Robots-Tag", "nofollow"))
        .page("/achter", &page("Achter", &[]))
        .page("/niet", &page("Niet", &[]))
        .start();
    assert_eq!(read(&visit(&server).await), ["/", "/een"]);
}

#[tokio::test]
async fn style_sheets_of_the_home_page_are_read() {
    let sheets: String = (1..4).map(|n| format!("<link rel=\"stylesheet\" href=\"/{n}.css\">")).collect();
    let server = Site::new()
        .page("/", &format!("{sheets}<p>Welkom</p>"))
        .reply("/1.css", Reply::status(200).body("#ff0000"))
        .reply("/2.css", Reply::status(200).body("#00ff00"))
        .start();
    let visit = visit(&server).await;
    assert_eq!(visit.documents[0].look.colours, ["#ff0000", "#00ff00"]);
    assert_eq!((server.count("/3.css"), visit.stats.pages), (0, 1));
}

#[tokio::test]
async fn packed_sitemaps_and_indexes_are_followed_newest_first() {
    let server = Site::new()
        .page("/", &page("Home", &[]))
        .handler(|request| {
            let host = &request.host;
            let set =
                |path: &str, day: &str| format!("<url><loc>http://{host}{path}</loc><lastmod>{day}</lastmod></url>");
            Some(match request.path.as_str() {
                "/robots.txt" => Reply::status(200)
                    .body(format!("Sitemap: http://{host}/kaart.xml\nSitemap: http://x.example/k.xml")),
                "/kaart.xml" => Reply::status(200).body(format!(
                    "<sitemapindex><sitemap><loc>http://{host}/kaart.xml</loc></sitemap>\
                     <sitemap><loc>http://{host}/deel.xml.gz</loc></sitemap></sitemapindex>"
                )),
                "/deel.xml.gz" => Reply::status(200).body(packed(&format!(
                    "<urlset>{}{}</urlset>",
                    set("/oud", "2020-01-01"),
                    set("/nieuw", "2026-11-01")
                ))),
                "/oud" | "/nieuw" => Reply::html(&page(&request.path, &[])),
                _ => return None,
            })
        })
        .start();
    assert_eq!(read(&visit(&server).await), ["/", "/nieuw", "/oud"]);
    assert_eq!(server.count("/kaart.xml"), 1);
}

fn packed(text: &str) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish()).expect("packing in memory")
}
