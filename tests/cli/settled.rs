//! When a site was read enough: the archive of a school is left unread, told so, and read when that is asked for.

use crate::server::{Reply, Server, Site};
use crate::support::{Done, Run};
use serde_json::Value;

/// Fewer than a quarter of the usual budget: more of one pattern are never read.
const ITEMS: usize = 45;
const PER_LIST: usize = 10;

fn page(title: &str, text: &str, links: &str) -> String {
    format!(
        "<!doctype html><html lang=\"nl\"><title>{title} - OBS De Wei</title><nav><a href=\"/\">Home</a> \
         <a href=\"/ouders/\">Ouders</a> <a href=\"/nieuws/\">Nieuws</a></nav><main><h1>{title}</h1>\
         <p>{text}</p>{links}</main></html>"
    )
}

fn item(number: usize) -> String {
    let text = format!(
        "Bericht {number}: de container voor het papier staat weer op het plein, en dozen passen er plat beter in. \
         De opbrengst is deze keer voor de nieuwe goot bij de schuur."
    );
    page(&format!("Papier {number}"), &text, "")
}

/// A page of the list of news, from 1.
fn list(number: usize) -> Option<String> {
    let first = (number - 1) * PER_LIST;
    let links =
        (first..ITEMS.min(first + PER_LIST)).map(|n| format!("<a href=\"/nieuws/bericht-{n}/\">Papier {n}</a> "));
    let older = format!("<a href=\"/nieuws/page/{}/\">Oudere berichten</a>", number + 1);
    let next = if first + PER_LIST < ITEMS { older } else { String::new() };
    (first < ITEMS).then(|| {
        page(&format!("Nieuws, bladzijde {number}"), "Dit is het nieuws.", &(links.collect::<String>() + &next))
    })
}

fn school() -> Server {
    let steps = "Bent u niet tevreden? Vertel het ons. Ga eerst naar de leerkracht, daarna naar de directeur. Komt u er \
        niet uit, dan helpt onze contactpersoon Anna de Wit, anna@dewei.example.";
    let mr = "In de medezeggenschapsraad zitten drie ouders en drie leerkrachten. De notulen staan op deze site.";
    Site::new()
        .page("/", &page("Welkom", "Wij zijn een kleine school aan de rand van het dorp, met een groot plein.", ""))
        .page(
            "/ouders/",
            &page(
                "Ouders",
                "Hier leest u alles.",
                "<a href=\"/ouders/klachten/\">Niet tevreden?</a> <a href=\"/ouders/mr/\">MR</a>",
            ),
        )
        .page("/ouders/klachten/", &page("Niet tevreden?", steps, ""))
        .page("/ouders/mr/", &page("Medezeggenschapsraad", mr, ""))
        .page("/nieuws/", &list(1).expect("the first page"))
        .handler(|request| {
            let mut parts = request.path.trim_matches('/').split('/').skip(1);
            let number = |text: &str| text.rsplit('-').next().and_then(|n| n.parse().ok());
            match (parts.next()?, parts.next()) {
                ("page", Some(page)) => list(page.parse().ok()?),
                (bericht, None) => number(bericht).map(item),
                _ => None,
            }
            .map(|html| Reply::html(&html))
        })
        .start()
}

fn audit(run: Run, server: &Server, more: &str) -> Done {
    let plan = format!(
        "[[school]]\nname = \"De Wei\"\nurl = \"{}\"\n[crawl]\ndelay_ms = 0\nallow_private_hosts = true\n",
        server.url("/")
    );
    let run =
        run.file("schools.toml", plan.as_bytes()).args(&format!("schools.toml --quiet --today 2026-11-24 {more}"));
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

fn results(run: &Done) -> Value {
    serde_json::from_slice(&std::fs::read(run.path("output/results.json")).unwrap()).unwrap()
}

/// Levels of what stands on the pages for parents.
fn levels(results: &Value) -> Vec<&Value> {
    let all = results["schools"][0]["indicators"].as_array().unwrap();
    let ours = ["complaints", "participation", "two-way", "communication-agreements"];
    all.iter().filter(|i| ours.contains(&i["id"].as_str().unwrap())).map(|i| &i["level"]).collect()
}

#[test]
fn an_archive_is_left_unread_and_told_so_unless_all_is_asked_for() {
    let server = school();
    let settled = audit(Run::new(), &server, "");
    let found = results(&settled);
    let crawl = &found["schools"][0]["crawl"];
    assert_eq!(crawl["stopped"], "settled");
    let read = crawl["pages"].as_u64().unwrap();
    assert!((5..50).contains(&read) && crawl["left"].as_u64().unwrap() > 10, "{crawl}");
    for path in ["/ouders/", "/ouders/klachten/", "/ouders/mr/", "/nieuws/", "/nieuws/bericht-0/"] {
        assert_eq!(server.count(path), 1, "{path}");
    }
    assert_eq!(server.count(&format!("/nieuws/bericht-{}/", ITEMS - 1)), 0);
    assert!(settled.out.contains("ongelezen") && settled.out.contains("--thorough"), "{}", settled.out);
    for file in ["output/report.html", "output/schools/de-wei.html"] {
        let html = std::fs::read_to_string(settled.path(file)).unwrap();
        assert!(html.contains("oud nieuws"), "{file}");
    }

    let all = audit(Run::new(), &server, "--thorough");
    let whole = results(&all);
    let crawl = &whole["schools"][0]["crawl"];
    assert_eq!((crawl["stopped"].as_str(), crawl["left"].as_u64()), (Some("done"), Some(0)), "{crawl}");
    assert_eq!(server.count(&format!("/nieuws/bericht-{}/", ITEMS - 1)), 1);
    assert!(!all.out.contains("--thorough"), "{}", all.out);
    assert_eq!(levels(&found), levels(&whole));
}

#[test]
fn judged_again_it_is_the_same_and_short_of_budget_it_says_so() {
    let server = school();
    let run = audit(Run::new(), &server, "");
    let (asked, before) = (server.log().len(), run.report());
    let run = run.again().args("rescore --quiet");
    assert_eq!((run.code, server.log().len()), (0, asked), "{}", run.err);
    assert!(run.report() == before, "the same bytes");
    let short = audit(Run::new(), &server, "--max-pages 4 --lang en");
    assert_eq!(results(&short)["schools"][0]["crawl"]["stopped"], "budget");
    assert!(short.out.contains("limit of pages was reached"), "{}", short.out);
}
