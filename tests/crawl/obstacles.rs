//! What keeps a site from being read, and what is told about it.

use super::support::{Reply, Server, Site};
use super::{crawler, page, read, settings, visit, visit_named, visit_with};
use audit::crawl::{Event, Hosts};
use audit::model::{CrawlSettings, FailureKind, Obstacle};
use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::Mutex;
use tokio::sync::watch;
use url::Url;

/// The obstacle of a site with this robots.txt and home page, and how many requests it took.
async fn obstacle_of(robots: Reply, home: Reply) -> (Option<Obstacle>, usize) {
    let server = Site::new().reply("/robots.txt", robots).reply("/", home).start();
    let visit = visit(&server).await;
    assert!(visit.documents.is_empty());
    (visit.obstacle, server.log().len())
}

fn welcome() -> Reply {
    Reply::html("<p>Welkom</p>")
}

#[tokio::test]
async fn robots_txt_closes_a_site() {
    let closed = Reply::status(200).body("User-agent: *\nDisallow: /");
    assert_eq!(obstacle_of(closed, welcome()).await, (Some(Obstacle::RobotsClosed), 1));
    let home_only = Reply::status(200).body("User-agent: *\nDisallow: /$");
    assert_eq!(obstacle_of(home_only, welcome()).await.0, Some(Obstacle::RobotsClosed));
    let broken = Obstacle::RobotsUnavailable("status 500".to_owned());
    assert_eq!(obstacle_of(Reply::status(500), welcome()).await, (Some(broken), 1));
    let busy = Reply::status(429).header("Retry-After", "3600");
    assert_eq!(obstacle_of(busy, welcome()).await, (Some(Obstacle::RobotsUnavailable("status 429".to_owned())), 1));
    let inward = Reply::redirect("http://127.0.0.1:22/robots.txt");
    assert!(matches!(obstacle_of(inward, welcome()).await, (Some(Obstacle::RobotsUnavailable(_)), 1)));
}

#[tokio::test]
async fn a_home_page_that_is_refused_or_fails_ends_the_visit() {
    for (status, expected) in
        [(403, Obstacle::Refused(403)), (401, Obstacle::Refused(401)), (500, Obstacle::ServerError(500))]
    {
        assert_eq!(obstacle_of(Reply::status(404), Reply::status(status)).await, (Some(expected), 2));
    }
    let busy = Reply::status(429).header("Retry-After", "86400");
    assert_eq!(obstacle_of(Reply::status(404), busy).await, (Some(Obstacle::Refused(429)), 2));
    assert_eq!(obstacle_of(Reply::status(404), Reply::status(404)).await.0, Some(Obstacle::ServerError(404)));
    assert_eq!(obstacle_of(Reply::status(404), Reply::redirect("/login")).await.0, Some(Obstacle::Login));
    assert_eq!(obstacle_of(Reply::status(404), Reply::html("")).await.0, Some(Obstacle::Empty));
}

#[tokio::test]
async fn a_site_that_moved_is_told_and_not_followed() {
    let moved =
        |to: &'static str| Site::new().handler(move |request| Some(Reply::redirect(&format!("{to}{}", request.path))));
    let server = Server::start([
        ("www.linde.example", moved("http://www.eik.example")),
        ("www.eik.example", Site::new().page("/", "<p>Welkom</p>")),
        (
            "www.berk.example",
            Site::new().reply("/", Reply::redirect("http://berk.example/nieuw")).page("/nieuw", "<p>x</p>"),
        ),
        ("berk.example", Site::new().page("/nieuw", "<p>Welkom</p>")),
    ]);
    let visit = visit_named("http://www.linde.example/", server.served()).await;
    let there = Url::parse("http://www.eik.example/").expect("an address");
    assert_eq!((visit.obstacle, visit.documents.len()), (Some(Obstacle::Moved(there)), 0));
    assert!(server.log().iter().all(|request| request.host != "www.eik.example"));
    let visit = visit_named("http://www.berk.example/", server.served()).await;
    assert_eq!((visit.obstacle, visit.documents[0].url.as_str()), (None, "http://berk.example/nieuw"));
}

#[tokio::test]
async fn a_private_address_is_not_asked_unless_allowed() {
    let server = Site::new().page("/", "<p>Welkom</p>").start();
    let closed = CrawlSettings { allow_private_hosts: false, ..settings() };
    assert_eq!(visit_with(&closed, &server, "/").await.obstacle, Some(Obstacle::PrivateAddress));
    let start = Url::parse(&server.url("/")).expect("an address");
    let (_keep, stop) = watch::channel(false);
    let unlisted = crawler(&settings(), Hosts::default(), stop).visit(&start, &|_| {}).await;
    assert_eq!(unlisted.obstacle, Some(Obstacle::PrivateAddress));
    assert!(server.log().is_empty());
}

#[tokio::test]
async fn hosts_without_name_port_or_certificate() {
    // Too long for a name, so that no look-up leaves this machine.
    let visit = visit_named(&format!("http://{}.example/", "a".repeat(64)), HashMap::new()).await;
    assert_eq!(visit.obstacle, Some(Obstacle::UnknownHost));
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    let visit = visit_named(&format!("http://{free}/"), HashMap::new()).await;
    assert!(matches!(visit.obstacle, Some(Obstacle::Unreachable(_))), "{:?}", visit.obstacle);
    let plain = Site::new().page("/", "<p>Welkom</p>").start();
    let visit = visit_named(&plain.url("/").replace("http:", "https:"), HashMap::new()).await;
    assert_eq!(visit.obstacle, Some(Obstacle::Insecure));
}

#[tokio::test]
async fn a_server_that_starts_to_fail_is_left_alone() {
    let links: Vec<String> = (0..20).map(|number| format!("/p{}", "x".repeat(number))).collect();
    let links: Vec<&str> = links.iter().map(String::as_str).collect();
    let server = Site::new()
        .page("/", &page("Home", &links))
        .handler(|request| request.path.starts_with("/p").then(|| Reply::status(500)))
        .start();
    let visit = visit(&server).await;
    assert_eq!((visit.obstacle, visit.documents.len()), (Some(Obstacle::ServerError(500)), 1));
    assert_eq!((visit.stats.failed, visit.stats.left), (5, 15));
}

#[tokio::test]
async fn pages_behind_a_login_are_told_one_by_one() {
    let server = Site::new()
        .page("/", &page("Home", &["/ouders", "/inloggen"]))
        .reply("/ouders", Reply::redirect("/inloggen?terug=/ouders"))
        .start();
    let visit = visit(&server).await;
    assert_eq!((read(&visit), visit.failures[0].kind), (vec!["/"], FailureKind::Login));
    assert_eq!(visit.obstacle, None);
}

#[tokio::test]
async fn stopping_keeps_what_was_read() {
    let server = Site::new().page("/", &page("Home", &["/stil"])).reply("/stil", Reply::Silence).start();
    let start = Url::parse(&server.url("/")).expect("an address");
    let (send, stop) = watch::channel(false);
    let events = Mutex::new(Vec::new());
    let report = |event| {
        events.lock().expect("no panic").push(event);
        if matches!(event, Event::Read { .. }) {
            send.send(true).expect("a listener");
        }
    };
    let visit = crawler(&settings(), Hosts::of([&start]), stop).visit(&start, &report).await;
    assert_eq!((visit.obstacle.clone(), read(&visit)), (Some(Obstacle::Interrupted), vec!["/"]));
    let events = events.into_inner().expect("no panic");
    assert_eq!(events, [Event::Started, Event::Read { read: 1, waiting: 1 }, Event::Done]);
}
