//! Servers that are slow without end. The time that is given to them is short here, so that the tests are.

use super::super::guard::Hosts;
use super::super::memory::Notes;
use super::*;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Instant;

const SHORT: Duration = Duration::from_millis(300);

/// Serves every connection with `talk`. Gives the address.
fn serve(scheme: &str, talk: fn(&mut TcpStream)) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            thread::spawn(move || talk(&mut stream));
        }
    });
    Url::parse(&format!("{scheme}://{address}/")).expect("an address")
}

/// Asks for a page. Gives what came of it and how many bytes of it were taken.
async fn ask(url: &Url) -> (Result<Answer, Trouble>, u64) {
    let settings = CrawlSettings { delay: Duration::ZERO, allow_private_hosts: true, ..CrawlSettings::default() };
    let fetcher = Fetcher::new(&settings, Guard { hosts: Hosts::of([url]), allow_private: true });
    let fetcher = Fetcher { patience: |_| SHORT, ..fetcher.expect("a client") };
    let party = Party::new(url, Notes::default());
    let begun = Instant::now();
    let outcome = fetcher.get(Errand { party: &party, url, want: Want::Page }).await;
    assert!(begun.elapsed() < SHORT * 10, "{:?}", begun.elapsed());
    (outcome, party.tally.counts().bytes)
}

fn failed(outcome: Result<Answer, Trouble>) -> Option<FailureKind> {
    match outcome {
        Err(Trouble::Failed(kind, _)) => Some(kind),
        _ => None,
    }
}

/// Until whoever asked hangs up.
fn wait_for_the_end(stream: &mut TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}

/// One byte after the other, as long as somebody listens, without a pause that a limit on idle time would notice.
fn drip(stream: &mut TcpStream, head: &str) {
    let _ = stream.write_all(head.as_bytes());
    while stream.write_all(b"x").is_ok() {
        thread::yield_now();
    }
}

#[tokio::test]
async fn a_server_that_says_nothing() {
    assert_eq!(failed(ask(&serve("http", wait_for_the_end)).await.0), Some(FailureKind::Timeout));
}

#[tokio::test]
async fn a_secure_connection_that_never_starts() {
    let kind = failed(ask(&serve("https", wait_for_the_end)).await.0);
    assert!(matches!(kind, Some(FailureKind::Timeout | FailureKind::Connect)), "{kind:?}");
}

#[tokio::test]
async fn ten_terabytes_are_announced_and_do_not_come() {
    let url = serve("http", |stream| {
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10000000000000\r\n\r\n<p>");
        wait_for_the_end(stream);
    });
    let (outcome, bytes) = ask(&url).await;
    assert_eq!((failed(outcome), bytes), (Some(FailureKind::Timeout), 3));
}

#[tokio::test]
async fn a_head_without_end() {
    let url = serve("http", |stream| drip(stream, "HTTP/1.1 200 OK\r\nX-Kop: "));
    let kind = failed(ask(&url).await.0);
    assert!(matches!(kind, Some(FailureKind::Timeout | FailureKind::Connect)), "{kind:?}");
}

#[tokio::test]
async fn a_body_without_end_is_cut_by_time_or_size() {
    let url = serve("http", |stream| drip(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"));
    let (outcome, bytes) = ask(&url).await;
    assert!(outcome.map_or(true, |answer| answer.truncated));
    assert!(bytes <= 10 << 20, "{bytes}");
}

#[tokio::test]
async fn a_connection_that_breaks_inside_a_page_is_a_failure_and_not_a_short_page() {
    let url = serve("http", |stream| {
        // What was not read when a connection is closed makes the system reset it.
        let _ = stream.read(&mut [0; 4]);
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n<p>De ouderraad");
    });
    assert_eq!(failed(ask(&url).await.0), Some(FailureKind::Connect));
}

#[test]
fn the_user_agent_tells_who_and_why() {
    let start = concat!("audit/", env!("CARGO_PKG_VERSION"), " (");
    let with = user_agent(Some("naam@voorbeeld.example\r\nX: y"));
    assert!(with.starts_with(start) && with.contains("+naam@voorbeeld.exampleX: y; school website review"));
    assert!(!user_agent(None).contains('+'));
    assert!(!user_agent(Some("é")).contains('+'));
}
