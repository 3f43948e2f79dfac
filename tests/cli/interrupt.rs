//! Ctrl-C while a site is being read.
use crate::site::Site;
use crate::support::Run;
use rustix::process::{Pid, Signal, kill_process};
use std::time::{Duration, Instant};

/// A home page with many links, and a page behind each.
fn many_pages() -> Site {
    let links: String = (0..150).map(|n| format!("<li><a href=\"/p{n}\">Bladzijde {n}</a></li>")).collect();
    let text = "<p>Elke week vertellen wij ouders wat de kinderen in de klas hebben gedaan.</p>".repeat(3);
    let page =
        move |n: usize| format!("<!doctype html><title>Bladzijde {n}</title><main><h1>Bladzijde {n}</h1>{text}</main>");
    let home = format!("<!doctype html><title>De Wei</title><main><h1>De Wei</h1><ul>{links}</ul></main>");
    let mut pages = vec![("/".to_owned(), home)];
    pages.extend((0..150).map(|n| (format!("/p{n}"), page(n))));
    Site::serve(pages)
}

#[test]
fn what_was_read_is_reported_within_two_seconds() {
    let site = many_pages();
    let plan = format!(
        "[[school]]\nname = \"De Wei\"\nurl = \"http://{}/\"\n[crawl]\ndelay_ms = 200\nallow_private_hosts = true\n",
        site.address
    );
    let running = Run::new().file("schools.toml", plan.as_bytes()).start("schools.toml");
    site.wait_for("/p1");
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
