//! Looking at logos: few requests, within what robots.txt allows, and no picture ends a visit.

use super::support::{Reply, Server, Site};
use super::{crawler, settings};
use audit::crawl::{Eye, Hosts};
use audit::model::{LinkCheck, Picture, Visit};
use std::sync::Arc;
use tokio::sync::watch;
use url::Url;

/// Reads a picture that begins with `LOGO`; one that begins with `PANIEK` makes it panic.
fn eye() -> Eye {
    Arc::new(|url, bytes| {
        assert!(!bytes.starts_with(b"PANIEK"), "as asked");
        bytes.starts_with(b"LOGO").then(|| Picture { url: url.clone(), print: None, copy: String::new() })
    })
}

async fn look(server: &Server) -> Visit {
    let start = Url::parse(&server.url("/")).expect("an address");
    let (_keep, stop) = watch::channel(false);
    crawler(&settings(), Hosts::of([&start]), stop).seeing(eye()).visit(&start, &|_| {}).await
}

fn picture(body: &[u8]) -> Reply {
    Reply::status(200).header("Content-Type", "image/png").body(body)
}

#[tokio::test]
async fn at_most_six_and_bad_ones_are_left_out() {
    let images: String = (0..20).map(|n| format!(r#"<img src="/logo-{n}.png" alt="logo">"#)).collect();
    let home = format!("<title>Thuis</title><p>Welkom</p>{images}<img src=\"/foto.jpg\" alt=\"Kinderen\">");
    let mut site = Site::new().page("/", &home);
    for n in 0..20 {
        let body: &[u8] = match n {
            1 => b"PANIEK",
            2 => b"kapot",
            _ => b"LOGO",
        };
        site = site.reply(&format!("/logo-{n}.png"), picture(body));
    }
    let server = site.reply("/logo-3.png", Reply::status(500)).start();
    let visit = look(&server).await;
    let seen: Vec<&str> = visit.pictures.iter().map(|p| p.url.path()).collect();
    assert_eq!(seen, ["/logo-0.png", "/logo-4.png", "/logo-5.png"]);
    assert_eq!(server.paths().iter().filter(|path| path.ends_with("6.png")).count(), 0);
    assert_eq!((visit.obstacle, visit.stats.failed), (None, 0));
}

#[tokio::test]
async fn robots_large_bodies_and_other_private_hosts_are_respected() {
    let elsewhere = Site::new().handler(|_| Some(picture(b"LOGO"))).start();
    let home = format!(
        "<title>Thuis</title><p>Welkom</p><img src=\"/dicht/logo.png\" alt=\"\"><img src=\"/groot/logo.png\" alt=\"\">\
         <img src=\"{}\" alt=\"logo\">",
        elsewhere.url("/logo.png")
    );
    let server = Site::new()
        .page("/", &home)
        .reply("/robots.txt", Reply::status(200).body("User-agent: *\nDisallow: /dicht/\n"))
        .reply("/dicht/logo.png", picture(b"LOGO"))
        .reply("/groot/logo.png", picture(&[b'L'; (2 << 20) + 1]))
        .start();
    let visit = look(&server).await;
    assert!(visit.pictures.is_empty() && server.count("/dicht/logo.png") == 0);
    assert!(elsewhere.log().is_empty(), "a private host that the plan does not name");
}

#[tokio::test]
async fn a_crawl_without_an_eye_asks_for_no_picture() {
    let server = Site::new().page("/", "<title>Thuis</title><p>Welkom</p><img src=\"/logo.png\" alt=\"logo\">").start();
    let visit = super::visit(&server).await;
    assert!(visit.pictures.is_empty() && server.count("/logo.png") == 0);
}

#[tokio::test]
async fn links_are_checked_to_where_they_end() {
    let server = Site::new()
        .page("/nieuw", "<p>Welkom</p>")
        .reply("/oud", Reply::redirect("/nieuw"))
        .reply("/robots.txt", Reply::status(200).body("User-agent: *\nDisallow: /dicht\n"))
        .start();
    let urls: Vec<Url> =
        ["/oud", "/weg", "/dicht"].map(|path| Url::parse(&server.url(path)).expect("an address")).into();
    let (_keep, stop) = watch::channel(false);
    let checks = crawler(&settings(), Hosts::of(&urls), stop).check(urls).await;
    let told: Vec<String> = checks
        .iter()
        .map(|LinkCheck { outcome, .. }| match outcome {
            Ok(end) => end.path().to_owned(),
            Err(kind) => format!("{kind:?}"),
        })
        .collect();
    assert_eq!(told, ["/nieuw", "Status(404)", "Robots"]);
    assert_eq!(server.count("/robots.txt"), 1);
}
