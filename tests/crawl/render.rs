//! Pages that are built by scripts, shown in the browser of this machine. Without one these tests are skipped; with
//! `CI=true` they fail.

use crate::support::{Reply, Server, Site};
use crate::{promise, settings, style};
use audit::browser::{Browser, find};
use audit::crawl::{Crawler, Hosts, Rendering};
use audit::extract::{self, paper::Refusal};
use audit::model::{Region, Visit};
use std::io::Write;
use std::sync::Arc;
use tokio::sync::watch;
use url::Url;

const OUDERS: &str = "Ouders praten elke maand mee over het onderwijs op onze school en over wat er thuis gebeurt.";
const GESPREK: &str =
    "Twee keer per jaar is er een gesprek met het kind erbij, waarin het zelf vertelt wat het leerde.";
const KLACHT: &str =
    "Bent u ergens niet tevreden over, dan komt u eerst naar de leerkracht en daarna naar de directeur.";
const DICHT: &str = "In de herfst, het voorjaar en de zomer vragen wij alle gezinnen hoe zij de school vinden.";

/// Visits a site with the browser; `None` when there is no browser.
async fn shown(server: &Server, always: bool) -> Option<Visit> {
    let Some(program) = find() else {
        assert!(std::env::var_os("CI").is_none(), "no browser on this machine");
        tell("skipped: no Chromium, Chrome or Edge on this machine");
        return None;
    };
    let start = Url::parse(&server.url("/")).expect("an address");
    let (_keep, stop) = watch::channel(false);
    let reader = |fetched| extract::read(fetched, &|_| Err(Refusal::Scan));
    let hosts = Hosts::of([&start]);
    let made = Crawler::new(&settings(), hosts, Arc::new(reader), Arc::new(promise), Arc::new(style), stop);
    let browser = Arc::new(Browser::new(program));
    let crawler = made.expect("a crawler").rendering(Rendering { browser: Some(browser), always });
    Some(crawler.visit(&start, &|_| {}).await)
}

/// Share of the words of `sentences` that stand in the main text of the page at `path`, in their order.
fn share(visit: &Visit, path: &str, sentences: &[&str]) -> f64 {
    let page = visit.documents.iter().find(|document| document.url.path() == path).expect("the page was read");
    let text = |region| {
        let blocks = page.blocks.iter().filter(move |block| block.region == region);
        blocks.map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let main = text(Region::Main);
    let (all, found) = sentences.iter().fold((0, 0), |(all, found), sentence| {
        let words = sentence.split(' ').count();
        (all + words, found + if main.contains(sentence) { words } else { 0 })
    });
    found as f64 / all as f64
}

/// A page whose text comes from a script that asks for data, as React and Vue do it.
fn application() -> Site {
    let shell = "<!doctype html><title>De Wei</title><div id=root></div><script src=/app.js></script>";
    let app = r#"
        const e = (name, text, extra) => Object.assign(document.createElement(name), { textContent: text }, extra);
        fetch("/api" + location.pathname).then((answer) => answer.json()).then((page) => {
            const root = document.getElementById("root"), nav = e("nav", ""), main = e("main", "");
            for (const [to, name] of [["/", "Home"], ["/ouders", "Ouders"]]) nav.append(e("a", name, { href: to }));
            main.append(e("h1", page.title));
            for (const text of page.texts) main.append(e("p", text));
            root.append(nav, main);
        });
    "#;
    let data = |title: &str, texts: &[&str]| {
        Reply::status(200)
            .header("Content-Type", "application/json")
            .body(format!(r#"{{"title":"{title}","texts":["{}"]}}"#, texts.join(r#"",""#)))
    };
    Site::new()
        .page("/", shell)
        .page("/ouders", shell)
        .reply("/app.js", Reply::status(200).header("Content-Type", "text/javascript").body(app))
        .reply("/api/", data("Welkom", &[GESPREK, KLACHT]))
        .reply("/api/ouders", data("Ouders", &[OUDERS, DICHT]))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_read_page_by_page() {
    let server = application().start();
    let Some(visit) = shown(&server, false).await else { return };
    assert_eq!((share(&visit, "/", &[GESPREK, KLACHT]), share(&visit, "/ouders", &[OUDERS, DICHT])), (1.0, 1.0));
    assert!(visit.documents.iter().all(|document| !document.script_shell));
    assert_eq!(visit.documents[1].clicks, Some(1));
    assert_eq!((server.count("/"), server.count("/app.js")), (1, 1), "nothing is asked for twice");
    let profiles = format!("audit-browser-{}-", std::process::id());
    drop(visit);
    let left = std::fs::read_dir(std::env::temp_dir()).expect("the folder for temporary files").flatten();
    let left = left.filter(|entry| entry.file_name().to_string_lossy().starts_with(&profiles)).count();
    assert!(left <= 4, "profiles go with their browsers; other tests may still run theirs");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_wall_is_refused_and_the_page_behind_it_read() {
    let wall = format!(
        r#"<!doctype html><title>De Wei</title><div id=app><div class=consent><p>Wij vragen toestemming voor cookies.</p>
        <button id=ja>Accepteren</button><button id=nee>Weigeren</button></div></div><script>
        document.getElementById("ja").onclick = () => document.body.innerHTML = "<main><p>Dank u wel voor alle gegevens die u ons geeft.</p></main>";
        document.getElementById("nee").onclick = () => document.body.innerHTML = "<main><h1>Welkom</h1><p>{OUDERS}</p><p>{GESPREK}</p></main>";
        </script>"#
    );
    let server = Site::new().page("/", &wall).start();
    let Some(visit) = shown(&server, false).await else { return };
    assert_eq!(share(&visit, "/", &[OUDERS, GESPREK]), 1.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn folded_and_lazy_parts_are_brought_to_the_screen() {
    let page = format!(
        r#"<!doctype html><title>De Wei</title><div id=root></div><script>
        document.getElementById("root").innerHTML = `<main><h1>Vragen</h1>
          <button aria-expanded=false data-from=/deel/1>Gesprekken</button><div></div>
          <button aria-expanded=false data-from=/deel/2>Klachten</button><div></div>
          <details><summary>Ouders</summary><p>{OUDERS}</p></details>
          <div style="height:4000px"></div><section id=onder></section></main>`;
        for (const button of document.querySelectorAll("button")) button.onclick = async () => {{
            button.setAttribute("aria-expanded", "true");
            button.nextElementSibling.innerHTML = await (await fetch(button.dataset.from)).text();
        }};
        const onder = document.getElementById("onder");
        new IntersectionObserver((seen) => {{ if (seen[0].isIntersecting) onder.innerHTML = "<p>{DICHT}</p>"; }}).observe(onder);
        </script>"#
    );
    let part = |text: &str| Reply::html(&format!("<p>{text}</p>"));
    let server = Site::new().page("/", &page).reply("/deel/1", part(GESPREK)).reply("/deel/2", part(KLACHT)).start();
    let Some(visit) = shown(&server, false).await else { return };
    assert_eq!(share(&visit, "/", &[OUDERS, GESPREK, KLACHT, DICHT]), 1.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_may_not_ask_for_is_not_asked() {
    let canary = Site::new().page("/", "geheim").start();
    let away = canary.url("/");
    let page = format!(
        r#"<!doctype html><title>De Wei</title><div id=root></div><img src=/foto.jpg><link rel=stylesheet href=/stijl.css>
        <iframe src="{away}"></iframe><a id=d href=/lijst.zip download>x</a><script>
        fetch("{away}").catch(() => 0); fetch("/dicht/data.json").catch(() => 0); fetch("/post", {{method: "POST"}}).catch(() => 0);
        new Image().src = "{away}foto"; navigator.sendBeacon("{away}"); window.open("{away}");
        try {{ new WebSocket("{away}".replace("http", "ws")); }} catch (error) {{}}
        new Worker(URL.createObjectURL(new Blob(["fetch('{away}')"]))); document.getElementById("d").click(); alert("hoi");
        document.getElementById("root").innerHTML = "<main><p>{OUDERS}</p></main>";
        </script>"#
    );
    let robots = Reply::status(200).body("User-agent: *\nDisallow: /dicht/");
    let server = Site::new().page("/", &page).reply("/robots.txt", robots).start();
    let Some(visit) = shown(&server, true).await else { return };
    assert_eq!(share(&visit, "/", &[OUDERS]), 1.0);
    assert_eq!(canary.paths(), Vec::<String>::new(), "a private address that nobody listed");
    for path in ["/foto.jpg", "/dicht/data.json", "/post", "/lijst.zip"] {
        assert_eq!(server.count(path), 0, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_never_ends_costs_one_page() {
    let endless = "<!doctype html><title>Vast</title><div id=root></div><script>for (;;) {}</script>";
    let home = format!(
        "<title>De Wei</title><main><p>{OUDERS}</p><a href=/vast>vast</a> <a href=/b>b</a> <a href=/c>c</a></main>"
    );
    let fine = format!("<title>B</title><div id=root></div><script>root.innerHTML = '<p>{GESPREK}</p>'</script>");
    let server = Site::new().page("/", &home).page("/vast", endless).page("/b", &fine).start();
    let Some(visit) = shown(&server, false).await else { return };
    assert_eq!(share(&visit, "/b", &[GESPREK]), 1.0);
    let stuck = visit.documents.iter().find(|document| document.url.path() == "/vast").expect("kept as it came");
    assert!(stuck.script_shell);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_eats_memory_is_ended() {
    let hog = "<!doctype html><title>Vol</title><div id=root></div><script>
        const kept = []; setInterval(() => kept.push(new Uint8Array(2e8).fill(1)), 1);</script>";
    let server = Site::new().page("/", hog).start();
    let Some(visit) = shown(&server, false).await else { return };
    assert!(visit.documents[0].script_shell);
}

/// For whoever reads along; a test need not be heard.
fn tell(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
