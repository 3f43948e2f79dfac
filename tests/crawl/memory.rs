//! A visit with a memory: nothing is asked for twice, and the same way can be walked again without network.

use super::support::{Reply, Server, Site};
use super::{crawler, page, read, settings};
use audit::crawl::{Asked, Earlier, Hosts, Memory, Recall};
use audit::model::{Exchange, Obstacle, Reply as Answer, Visit};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::sync::watch;
use url::Url;

type Key = (Url, &'static str, usize);

/// Remembers in memory.
#[derive(Default)]
struct Notes {
    known: Mutex<HashMap<Key, Exchange>>,
    earlier: HashMap<Key, Exchange>,
    offline: bool,
}

fn key(asked: &Asked) -> Key {
    (asked.url.clone(), asked.purpose, asked.attempt)
}

impl Memory for Notes {
    fn recall(&self, asked: &Asked) -> Recall {
        match self.known.lock().unwrap().get(&key(asked)) {
            Some(exchange) => Recall::Known(exchange.clone()),
            None if self.offline => Recall::Closed,
            None => Recall::Unknown,
        }
    }

    fn record(&self, asked: &Asked, exchange: &Exchange) {
        self.known.lock().unwrap().insert(key(asked), exchange.clone());
    }

    fn earlier(&self, asked: &Asked) -> Option<Earlier> {
        let reply = self.earlier.get(&key(asked))?.outcome.as_ref().ok()?;
        let etag = reply.header("etag").map(str::to_owned);
        etag.is_some().then_some(Earlier { key: 1, etag, last_modified: None })
    }

    fn again(&self, earlier: &Earlier) -> Option<Answer> {
        let replies = self.earlier.values().filter_map(|exchange| exchange.outcome.as_ref().ok());
        replies.into_iter().find(|reply| reply.header("etag") == earlier.etag.as_deref()).cloned()
    }
}

async fn visit(server: &Server, notes: &Arc<Notes>) -> Visit {
    let start = Url::parse(&server.url("/")).expect("an address");
    let (_keep, stop) = watch::channel(false);
    let crawler = crawler(&settings(), Hosts::of([&start]), stop);
    let memory: Arc<dyn Memory> = Arc::<Notes>::clone(notes);
    crawler.remembering(memory).visit(&start, &|_| {}).await
}

fn school() -> Site {
    Site::new()
        .page("/", &page("Home", &["/a", "/oud", "/weg", "/b"]))
        .page("/a", &page("A", &["/c"]))
        .page("/c", &page("C", &[]))
        .reply("/oud", Reply::redirect("/a"))
        .reply("/b", Reply::html(&page("B", &[])).header("ETag", "\"b1\""))
}

/// All that a visit says, besides how long it took.
fn told(mut visit: Visit) -> String {
    visit.stats.seconds = 0.0;
    format!("{visit:?}")
}

#[tokio::test]
async fn no_address_is_asked_for_twice_in_a_visit() {
    let server = school().start();
    let visit = visit(&server, &Arc::default()).await;
    let mut paths = server.paths();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), server.paths().len(), "/oud leads to /a, which was read before");
    assert_eq!(visit.stats.requests, server.paths().len());
}

#[tokio::test]
async fn the_same_way_again_needs_no_network_and_gives_the_same() {
    let server = school().start();
    let notes = Arc::<Notes>::default();
    let first = visit(&server, &notes).await;
    let asked = server.paths().len();
    let known = notes.known.lock().unwrap().clone();
    let offline = Arc::new(Notes { known: Mutex::new(known), offline: true, ..Notes::default() });
    let again = visit(&server, &offline).await;
    assert_eq!(told(first), told(again));
    assert_eq!(server.paths().len(), asked);
}

#[tokio::test]
async fn a_visit_ends_where_memory_ends_when_nothing_may_be_asked() {
    let server = school().start();
    let notes = Arc::<Notes>::default();
    visit(&server, &notes).await;
    let mut known = notes.known.lock().unwrap().clone();
    known.retain(|(url, ..), _| url.path() != "/b");
    let offline = Arc::new(Notes { known: Mutex::new(known), offline: true, ..Notes::default() });
    let visit = visit(&server, &offline).await;
    assert_eq!(visit.obstacle, Some(Obstacle::Interrupted));
    assert!(read(&visit).contains(&"/a") && !read(&visit).contains(&"/b"), "{:?}", read(&visit));
}

#[tokio::test]
async fn what_did_not_change_is_taken_from_an_earlier_visit() {
    let server = Site::new()
        .page("/", &page("Home", &["/b"]))
        .handler(|request| match (request.path.as_str(), request.headers.get("if-none-match")) {
            ("/b", Some(tag)) if tag == "\"b1\"" => Some(Reply::status(304)),
            ("/b", _) => Some(Reply::html(&page("B", &[])).header("ETag", "\"b1\"")),
            _ => None,
        })
        .start();
    let notes = Arc::<Notes>::default();
    let first = visit(&server, &notes).await;
    let earlier = notes.known.lock().unwrap().clone();
    let later = Arc::new(Notes { earlier, ..Notes::default() });
    let second = visit(&server, &later).await;
    assert_eq!((first.stats.unchanged, second.stats.unchanged), (0, 1));
    assert_eq!(format!("{:?}", first.documents), format!("{:?}", second.documents));
}
