//! What the server sees of a visit.

use super::support::{Reply, Site};
use super::{crawler, page, read, settings, visit, visit_with};
use audit::crawl::Hosts;
use audit::model::{CrawlSettings, FailureKind, Obstacle};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use url::Url;

#[tokio::test]
async fn a_visitor_says_who_it_is_and_only_gets() {
    let server = Site::new().page("/", &page("Home", &["/verwijder?id=1", "/uitloggen"])).start();
    visit(&server).await;
    for request in server.log() {
        assert_eq!(request.method, "GET");
        let agent = &request.headers["user-agent"];
        assert!(agent.starts_with("audit/") && agent.contains("+naam@voorbeeld.example"), "{agent}");
        assert_eq!(request.headers["accept-encoding"], "gzip");
        assert!(!request.headers.contains_key("cookie") && !request.headers.contains_key("referer"));
    }
    assert_eq!((server.count("/verwijder?id=1"), server.count("/uitloggen")), (0, 0));
}

#[tokio::test]
async fn robots_txt_is_asked_once_and_first() {
    let rules = "User-agent: *\nDisallow: /prive\nUser-agent: ander\nDisallow: /";
    let server = Site::new()
        .reply("/robots.txt", Reply::status(200).body(rules))
        .page("/", &page("Home", &["/prive/a", "/prive/b", "/prive/a/", "/open", "/naar-prive"]))
        .page("/open", &page("Open", &[]))
        .reply("/naar-prive", Reply::redirect("/prive/c"))
        .start();
    let visit = visit(&server).await;
    assert_eq!(read(&visit), ["/", "/open"]);
    assert_eq!((visit.stats.refused_by_robots, visit.stats.failed), (3, 0));
    assert!(visit.failures.iter().all(|failure| failure.kind == FailureKind::Robots));
    assert_eq!((server.paths()[0].as_str(), server.count("/robots.txt")), ("/robots.txt", 1));
    assert!(!server.paths().iter().any(|path| path.starts_with("/prive")));
}

#[tokio::test]
async fn robots_txt_is_followed_through_redirects() {
    let server = Site::new()
        .reply("/robots.txt", Reply::redirect("/r1"))
        .reply("/r1", Reply::redirect("/r2"))
        .reply("/r2", Reply::status(200).body("User-agent: *\nDisallow: /prive"))
        .page("/", &page("Home", &["/prive"]))
        .start();
    assert_eq!(visit(&server).await.stats.refused_by_robots, 1);
}

#[tokio::test]
async fn a_busy_server_is_asked_again_after_its_time() {
    let (asked, seen) = (AtomicUsize::new(0), std::sync::Arc::new(Mutex::new(Vec::new())));
    let log = std::sync::Arc::clone(&seen);
    let server = Site::new()
        .handler(move |request| {
            (request.path == "/").then(|| {
                log.lock().expect("no panic").push(Instant::now());
                let first = asked.fetch_add(1, Ordering::SeqCst) == 0;
                if first { Reply::status(503).header("Retry-After", "1") } else { Reply::html("<p>Welkom</p>") }
            })
        })
        .start();
    assert_eq!(read(&visit(&server).await), ["/"]);
    let seen = seen.lock().expect("no panic");
    assert!(seen.len() == 2 && seen[1] - seen[0] >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_broken_connection_is_tried_once_more() {
    let asked = AtomicUsize::new(0);
    let server = Site::new()
        .handler(move |request| {
            let first = request.path == "/" && asked.fetch_add(1, Ordering::SeqCst) == 0;
            let home = || (request.path == "/").then(|| Reply::html("<p>Welkom</p>"));
            if first { Some(Reply::Raw(Vec::new())) } else { home() }
        })
        .start();
    assert_eq!((read(&visit(&server).await), server.count("/")), (vec!["/"], 2));
}

#[tokio::test]
async fn a_crawl_delay_that_leaves_no_time_ends_the_visit() {
    let server = Site::new()
        .reply("/robots.txt", Reply::status(200).body("User-agent: *\nCrawl-delay: 86400"))
        .page("/", "<p>Welkom</p>")
        .start();
    let visit = visit_with(&CrawlSettings { max_pages: 5, ..settings() }, &server, "/").await;
    assert_eq!((visit.obstacle, server.paths()), (Some(Obstacle::SlowedDown), vec!["/robots.txt".to_owned()]));
}

#[tokio::test]
async fn requests_keep_their_distance_also_between_sites_on_one_machine() {
    let times = std::sync::Arc::new(Mutex::new(Vec::new()));
    let site = || {
        let times = std::sync::Arc::clone(&times);
        Site::new()
            .handler(move |request| {
                times.lock().expect("no panic").push(Instant::now());
                (request.path == "/").then(|| Reply::html("<p>Welkom</p>"))
            })
            .start()
    };
    let (one, two) = (site(), site());
    let starts = [&one, &two].map(|server| Url::parse(&server.url("/")).expect("an address"));
    let (_keep, stop) = watch::channel(false);
    let slow = CrawlSettings { delay: Duration::from_millis(40), ..settings() };
    let crawler = std::sync::Arc::new(crawler(&slow, Hosts::of(&starts), stop));
    let visits = starts.map(|start| {
        let crawler = std::sync::Arc::clone(&crawler);
        // As the program does it: a visit can move between threads.
        tokio::spawn(async move { crawler.visit(&start, &|_| {}).await })
    });
    for visit in visits {
        assert_eq!(visit.await.expect("no panic").documents.len(), 1);
    }
    let times = times.lock().expect("no panic");
    assert_eq!(times.len(), 10);
    // Nine gaps of 40 ms, less what the first request took to arrive. Side by side the visits would take 160 ms.
    assert!(times[9] - times[0] >= Duration::from_millis(280), "{times:?}");
}
