//! Ctrl-C while a site is being read.

use crate::server::{Reply, Site};
use crate::support::Run;
use rustix::process::{Pid, Signal, kill_process};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// Longest wait for a request before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// The page at `path`; the home page links to many.
fn page(path: &str) -> Reply {
    let links: String = (0..150).map(|n| format!("<li><a href=\"/p{n}\">Bladzijde {n}</a></li>")).collect();
    let text = "<p>Elke week vertellen wij ouders wat de kinderen in de klas hebben gedaan.</p>".repeat(3);
    let body = if path == "/" { links } else { text };
    Reply::html(&format!("<!doctype html><title>{path}</title><main><h1>Bladzijde {path}</h1>{body}</main>"))
}

#[test]
fn what_was_read_is_reported_within_two_seconds() {
    let (tell, asked) = channel();
    let server = Site::new()
        .handler(move |request| {
            // The test may be over already.
            let _ = tell.send(request.path.clone());
            (request.path != "/robots.txt").then(|| page(&request.path))
        })
        .start();
    let plan = format!(
        "[[school]]\nname = \"De Wei\"\nurl = \"{}\"\n[crawl]\ndelay_ms = 200\nallow_private_hosts = true\n",
        server.url("/")
    );
    let running = Run::new().file("schools.toml", plan.as_bytes()).start("schools.toml");
    while !asked.recv_timeout(PATIENCE).expect("the page is never asked for").starts_with("/p1") {}
    let signalled = Instant::now();
    kill_process(Pid::from_child(&running.child), Signal::INT).unwrap();
    let run = running.finish();
    assert!(signalled.elapsed() < Duration::from_secs(2), "{:?}", signalled.elapsed());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("Gestopt"), "{}", run.err);
    let results: serde_json::Value =
        serde_json::from_slice(&std::fs::read(run.path("output/results.json")).unwrap()).unwrap();
    assert_eq!(results["schools"][0]["status"], "partly");
    assert!(results["schools"][0]["crawl"]["pages"].as_u64().unwrap() >= 1);
}
