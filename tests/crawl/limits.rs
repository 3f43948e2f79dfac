//! Traps, broken answers and large bodies.

use super::support::{Reply, Request, Site};
use super::{page, read, settings, visit, visit_with};
use audit::model::{CrawlSettings, FailureKind, Obstacle, Visit};

/// The kind of the only failure of a site whose home page links to one odd address.
async fn failure_of(reply: Reply) -> Option<FailureKind> {
    let server = Site::new().page("/", &page("Home", &["/raar"])).reply("/raar", reply).start();
    let visit = visit(&server).await;
    assert_eq!(read(&visit), ["/"]);
    (visit.failures.len() == 1).then(|| visit.failures[0].kind)
}

#[tokio::test]
async fn the_page_budget_holds() {
    let server = Site::new()
        .handler(|request| Some(Reply::html(&page(&request.path, &["/a-een", "/b-twee", "/c-drie"]))))
        .start();
    let visit = visit_with(&CrawlSettings { max_pages: 2, ..settings() }, &server, "/").await;
    assert_eq!((visit.documents.len(), visit.stats.left), (2, 2));
}

/// A calendar, a folder that contains itself, and a counter, all without end.
fn maze(request: &Request) -> Option<Reply> {
    let (path, length) = (request.path.as_str(), request.path.len());
    let next = format!("{}x", path.rsplit('=').next().unwrap_or_default());
    let links = [
        format!("/agenda?maand={next}"),
        format!("{}/map", path.split('?').next().unwrap_or_default()),
        format!("/teller?n={next}"),
        "/ouders".to_owned(),
    ];
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    (length < 2000 && !path.ends_with(".xml") && path != "/robots.txt").then(|| Reply::html(&page(path, &links)))
}

#[tokio::test]
async fn a_maze_ends_by_itself() {
    let server = Site::new().handler(maze).start();
    let visit = visit_with(&CrawlSettings { max_pages: 400, ..settings() }, &server, "/").await;
    let of = |part: &str| read(&visit).iter().filter(|path| path.starts_with(part)).count();
    assert!(of("/agenda?") <= 6 && of("/teller?") <= 100 && of("/ouders") >= 1, "{:?}", read(&visit));
    assert!(read(&visit).iter().all(|path| path.matches("/map").count() <= 2), "{:?}", read(&visit));
}

#[tokio::test]
async fn broken_answers_fail_their_own_address_only() {
    let cut_chunk = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhallo\r\n";
    assert_eq!(failure_of(Reply::Raw(cut_chunk.to_vec())).await, Some(FailureKind::Connect));
    assert_eq!(failure_of(Reply::Raw(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec())).await, Some(FailureKind::Connect));
    assert_eq!(failure_of(Reply::html("PANIEK")).await, Some(FailureKind::Unreadable));
    assert_eq!(failure_of(Reply::html("")).await, Some(FailureKind::Unreadable));
    assert_eq!(failure_of(Reply::status(418).body("thee")).await, Some(FailureKind::Status(418)));
    assert_eq!(failure_of(Reply::html("x").header("X-Kop", &"a".repeat(2_000_000))).await, Some(FailureKind::Connect));
}

#[tokio::test]
async fn media_and_unknown_codings_are_not_read() {
    let image = Reply::status(200).header("Content-Type", "image/jpeg").body("x");
    assert_eq!(failure_of(image).await, Some(FailureKind::Unreadable));
    let coded = Reply::html("<p>x</p>").header("Content-Encoding", "gzip, gzip");
    assert_eq!(failure_of(coded).await, Some(FailureKind::Unreadable));
    let not_gzip = Reply::html("<p>x</p>").header("Content-Encoding", "gzip");
    assert_eq!(failure_of(not_gzip).await, Some(FailureKind::Unreadable));
}

#[tokio::test]
async fn a_document_above_its_cap_is_refused_by_its_stated_length() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 60000000\r\n\r\n%PDF-".to_vec();
    assert_eq!(failure_of(Reply::Raw(head)).await, Some(FailureKind::TooLarge));
}

#[tokio::test]
async fn a_large_page_is_cut_and_a_short_one_marked() {
    let short = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>half</p>".to_vec();
    let server = Site::new()
        .page("/", &page("Home", &["/groot", "/kort"]))
        .page("/groot", &"<p>Ouders zijn welkom.</p>".repeat(500_000))
        .reply("/kort", Reply::Raw(short))
        .start();
    let visit = visit(&server).await;
    assert_eq!(read(&visit), ["/", "/groot", "/kort"]);
    assert_eq!(visit.documents.iter().map(|document| document.partial).collect::<Vec<_>>(), [false, true, true]);
    assert!(visit.stats.bytes < 10 * 1024 * 1024 + 10_000);
}

#[tokio::test]
async fn redirects_end_and_stay_on_the_site() {
    assert_eq!(failure_of(Reply::redirect("/raar")).await, Some(FailureKind::Redirect));
    assert_eq!(failure_of(Reply::redirect("http://")).await, Some(FailureKind::Redirect));
    assert_eq!(failure_of(Reply::redirect("http://elders.example/")).await, Some(FailureKind::Elsewhere));
    assert_eq!(failure_of(Reply::redirect("/inloggen?terug=/raar")).await, Some(FailureKind::Login));
    for to in ["http://127.0.0.1:22/", "http://169.254.169.254/latest", "file:///etc/passwd", "javascript:alert(1)"] {
        assert_eq!(failure_of(Reply::redirect(to)).await, Some(FailureKind::Forbidden), "{to}");
    }
}

#[tokio::test]
async fn a_long_chain_of_redirects_ends() {
    let step = |request: &Request| request.path.strip_prefix("/hop/").and_then(|hop| hop.parse::<u32>().ok());
    let server = Site::new()
        .handler(move |request| step(request).map(|hop| Reply::redirect(&format!("/hop/{}", hop + 1))))
        .start();
    let visit: Visit = visit_with(&settings(), &server, "/hop/0").await;
    assert_eq!(visit.failures[0].kind, FailureKind::Redirect);
    assert_eq!(visit.obstacle, Some(Obstacle::Redirects));
    assert_eq!(server.paths().iter().filter(|path| path.starts_with("/hop/")).count(), 11);
}

#[tokio::test]
async fn ten_links_in_a_row_that_say_not_found_are_failures() {
    let server = Site::new()
        .page("/", &page("Home", &["/ouders", "/weg-1", "/weg-2"]))
        .page("/ouders", &page("Ouders", &[]))
        .handler(|request| request.path.starts_with("/weg").then(|| Reply::html(&page("Pagina niet gevonden", &[]))))
        .start();
    let visit = visit(&server).await;
    assert_eq!(read(&visit), ["/", "/ouders"]);
    assert_eq!((visit.stats.failed, visit.failures[0].kind), (2, FailureKind::Status(404)));
}
