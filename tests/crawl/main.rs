//! Visits of small sites on loopback, through the public API of the crawl.

mod limits;
mod memory;
mod obstacles;
mod order;
mod pictures;
mod politeness;
mod reader;
mod render;
#[path = "../support/mod.rs"]
mod support;

use audit::crawl::{Crawler, Hosts};
use audit::model::{CrawlSettings, Look, Visit};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use support::Server;
use tokio::sync::watch;
use url::Url;

/// Settings for loopback: no delay.
fn settings() -> CrawlSettings {
    CrawlSettings {
        max_pages: 40,
        delay: Duration::ZERO,
        concurrency_per_host: 1,
        contact: Some("naam@voorbeeld.example".to_owned()),
        allow_private_hosts: true,
        thorough: false,
    }
}

/// Prefers links whose address or text speaks of parents.
fn promise(url: &Url, text: &str) -> i32 {
    i32::from(url.path().contains("ouder") || text.contains("ouder"))
}

/// Takes every line of a style sheet as a colour.
fn style(css: &[u8], look: &mut Look) {
    look.colours.extend(String::from_utf8_lossy(css).lines().map(str::to_owned));
}

fn crawler(settings: &CrawlSettings, hosts: Hosts, stop: watch::Receiver<bool>) -> Crawler {
    let made = Crawler::new(settings, hosts, Arc::new(reader::read), Arc::new(promise), Arc::new(style), stop);
    made.expect("a crawler")
}

/// Visits the start page of a server with the given settings.
async fn visit_with(settings: &CrawlSettings, server: &Server, path: &str) -> Visit {
    let start = Url::parse(&server.url(path)).expect("an address");
    let (_keep, stop) = watch::channel(false);
    crawler(settings, Hosts::of([&start]), stop).visit(&start, &|_| {}).await
}

async fn visit(server: &Server) -> Visit {
    visit_with(&settings(), server, "/").await
}

/// Visits a site that the program would serve itself under a name.
async fn visit_named(start: &str, served: HashMap<String, SocketAddr>) -> Visit {
    let start = Url::parse(start).expect("an address");
    let (_keep, stop) = watch::channel(false);
    crawler(&settings(), Hosts::of([&start]).serving(served), stop).visit(&start, &|_| {}).await
}

/// Paths of the documents read, in order.
fn read(visit: &Visit) -> Vec<&str> {
    visit.documents.iter().map(|document| &document.url[url::Position::BeforePath..]).collect()
}

/// A page with a title, links, and text of its own.
fn page(title: &str, links: &[&str]) -> String {
    let links: String = links.iter().map(|href| format!("<a href=\"{href}\">{href}</a>")).collect();
    format!("<html><title>{title}</title><p>Dit is {title}.</p>{links}</html>")
}
