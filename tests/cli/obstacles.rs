//! Sites that cannot be read, or only partly: said per school, and never the end of the run.

use crate::server::{Reply, Server, Site};
use crate::support::Run;
use serde_json::Value;

const TEXT: &str = "<p>Elke vrijdag schrijft groep 5 wat er in de klas gebeurde; ouders lezen het op deze site. \
    Bel of mail de leerkracht gerust als u een vraag heeft. Twee keer per jaar is er een gesprek over uw kind, \
    waarbij uw kind aan tafel zit en vertelt wat het heeft geleerd.</p>";

fn page(title: &str, body: &str) -> String {
    format!("<!doctype html><html lang=\"nl\"><title>{title}</title><main><h1>{title}</h1>{body}</main></html>")
}

fn good() -> Server {
    Site::new().page("/", &page("De Wei", TEXT)).start()
}

/// The result of the school at `url`, audited beside a school that is in order.
fn audited(url: &str) -> Value {
    let fine = good();
    let plan = format!(
        "[[school]]\nname = \"De Wei\"\nurl = \"{}\"\n[[school]]\nname = \"De Proef\"\nurl = \"{url}\"\n\
         [crawl]\ndelay_ms = 0\nallow_private_hosts = true\n",
        fine.url("/")
    );
    let run = Run::new().file("schools.toml", plan.as_bytes()).args("schools.toml --quiet --today 2026-11-23");
    assert_eq!(run.code, 0, "{}", run.err);
    let results: Value = serde_json::from_slice(&std::fs::read(run.path("output/results.json")).unwrap()).unwrap();
    assert_eq!(results["schools"][0]["status"], "audited", "the other school must not suffer");
    let school = results["schools"][1].clone();
    if school["status"] != "audited" {
        assert!(run.err.contains("De Proef"), "what was not read is told, also when quiet: {}", run.err);
    }
    school
}

fn not_checked(url: &str, reason: &str) {
    let school = audited(url);
    assert_eq!(school["status"], "not-checked", "{url}: {}", school["reason"]);
    assert!(school["score"].is_null());
    let said = school["reason"].as_str().unwrap();
    assert!(said.contains(reason), "{url}: {said}");
    for indicator in school["indicators"].as_array().unwrap() {
        assert_eq!(indicator["status"], "not-checked", "a site that was not read is never level 0");
        assert!(indicator["level"].is_null());
    }
}

#[test]
fn a_name_that_does_not_resolve() {
    not_checked("http://school-die-niet-bestaat.invalid/", "adres");
}

#[test]
fn a_connection_that_is_refused() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    not_checked(&url, "geen antwoord");
}

#[test]
fn plain_http_behind_an_https_address() {
    let server = good();
    not_checked(&server.url("/").replace("http://", "https://"), "beveilig");
}

#[test]
fn a_server_that_answers_500_to_everything() {
    let server = Site::new().handler(|_| Some(Reply::status(500))).start();
    not_checked(&server.url("/"), "robots.txt");
    let server = Site::new()
        .handler(|request| Some(Reply::status(if request.path == "/robots.txt" { 404 } else { 500 })))
        .start();
    not_checked(&server.url("/"), "500");
}

#[test]
fn a_site_that_robots_txt_closes() {
    let server = Site::new()
        .reply(
            "/robots.txt",
            Reply::status(200).header("Content-Type", "text/plain").body("User-agent: *\nDisallow: /\n"),
        )
        .page("/", &page("Dicht", TEXT))
        .start();
    not_checked(&server.url("/"), "robots.txt");
    assert_eq!(server.paths(), ["/robots.txt"], "nothing else may be asked for");
}

#[test]
fn an_empty_page_and_a_login_page() {
    let empty = Site::new().page("/", "").start();
    not_checked(&empty.url("/"), "tekst");
    let login = Site::new().reply("/", Reply::redirect("/inloggen")).page("/inloggen", &page("Inloggen", "")).start();
    not_checked(&login.url("/"), "inlog");
}

#[test]
fn a_page_built_by_scripts_is_not_level_0() {
    let shell = "<!doctype html><title>De Schil</title><div id=\"root\"></div><script src=\"/app.js\"></script>";
    let server = Site::new().page("/", shell).start();
    not_checked(&server.url("/"), "met scripts");
}

#[test]
fn a_page_of_thirty_megabytes_is_cut_and_the_rest_is_read() {
    let server = Site::new()
        .page("/", &page("De Reus", &format!("{TEXT}<a href=\"/groot\">Groot</a>")))
        .handler(|request| {
            (request.path == "/groot").then(|| Reply::html(&"<p>lang verhaal over de school.</p>".repeat(1_000_000)))
        })
        .start();
    let school = audited(&server.url("/"));
    assert_ne!(school["status"], "not-checked");
    assert!(school["crawl"]["bytes"].as_u64().unwrap() < 12_000_000, "{}", school["crawl"]["bytes"]);
}

#[test]
fn a_loopback_address_is_refused_unless_the_file_allows_it() {
    let server = good();
    let plan = format!("[[school]]\nname = \"De Wei\"\nurl = \"{}\"\n", server.url("/"));
    let run = Run::new().file("schools.toml", plan.as_bytes()).args("schools.toml");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("allow_private_hosts"), "the remedy is told: {}", run.err);
    assert!(server.paths().is_empty());
}

#[test]
fn what_a_site_says_cannot_break_the_report() {
    let nasty = "<p>=HYPERLINK(&quot;http://boos.example&quot;) &lt;script&gt;alert(1)&lt;/script&gt; \u{202e}bel de juf gerust \
        als u een vraag heeft over uw kind, zij belt u dezelfde dag terug.</p>";
    let server =
        Site::new().page("/", &page("&lt;script&gt;alert(2)&lt;/script&gt;", &format!("{nasty}{TEXT}"))).start();
    let plan = format!(
        "[[school]]\nname = \"De <b>Wei</b>\"\nurl = \"{}\"\n[crawl]\ndelay_ms = 0\nallow_private_hosts = true\n",
        server.url("/")
    );
    let run = Run::new().file("schools.toml", plan.as_bytes()).args("schools.toml --quiet");
    let html = std::fs::read_to_string(run.path("output/report.html")).unwrap();
    assert!(!html.contains("<script>alert") && !html.contains("<b>Wei</b>"));
    let csv = std::fs::read_to_string(run.path("output/results.csv")).unwrap();
    assert!(!csv.contains(";=") && !csv.contains("\n=") && !csv.contains(";\"="), "a formula must not reach a cell");
    assert!(!html.contains('\u{202e}') && !run.out.contains('\u{202e}'));
}
