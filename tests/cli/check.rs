//! `audit check` from outside: one site on loopback, without a file.

use crate::server::{Server, Site};
use crate::support::{Done, Run};
use serde_json::Value;

const CLASS: &str = "<p>Elke vrijdag schrijft groep 5 wat er in de klas gebeurde; ouders lezen het op deze site. \
    Bel of mail de leerkracht gerust als u een vraag heeft. Elke week staat er een nieuw verslag met foto's, en de kinderen \
    kiezen zelf waarover het gaat.</p>";
const TABLE: &str = "<p>Bij elk gesprek zitten drie mensen aan tafel: uw kind, u en de leerkracht. Uw kind vertelt \
    zelf wat het heeft geleerd.</p>";
const BOARD: &str =
    "<p>Onze school hoort bij <a href=\"https://www.dewaldsang.example/\">Stichting De Wâldsang</a>.</p>";

fn site(body: &str) -> Server {
    let page = format!(
        "<!doctype html><html lang=\"nl\"><title>Welkom - OBS De Wei</title><main><h1>Welkom</h1>{CLASS}{body}</main></html>"
    );
    Site::new().page("/", &page).start()
}

fn check(run: Run, server: &Server, more: &str) -> Done {
    let manners = "--allow-private-hosts --delay-ms 0 --today 2026-11-23";
    run.args(&format!("check {} {manners} {more}", server.url("/")))
}

fn results(run: &Done) -> Value {
    serde_json::from_slice(&std::fs::read(run.path("output/results.json")).unwrap()).unwrap()
}

#[test]
fn one_site_gives_steps_levels_with_quotes_and_a_report() {
    let run = check(Run::new(), &site(BOARD), "");
    assert_eq!(run.code, 0, "{}", run.err);
    for part in [
        "OBS De Wei · 23 november 2026",
        "volgens de website: Stichting De Wâldsang (“Onze school hoort bij",
        "De drie stappen",
        "  3. ",
        "“Elke ",
        "zusterscholen nodig",
        "report.html",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    assert!(!run.out.contains('\u{1b}'), "colour only on a terminal");
    let results = results(&run);
    assert_eq!(results["organisation"]["name"], "Stichting De Wâldsang");
    assert_eq!(results["organisation"]["url"], "https://www.dewaldsang.example/");
    let school = &results["schools"][0];
    assert_eq!((school["name"].as_str(), school["status"].as_str()), (Some("OBS De Wei"), Some("audited")));
    let status = |id: &str| {
        let all = school["indicators"].as_array().unwrap();
        all.iter().find(|i| i["id"] == id).unwrap()["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status("organisation-named"), "scored");
    assert_eq!((status("shared-look"), status("connected")), ("not-checked".to_owned(), "not-checked".to_owned()));
    let page = format!("output/schools/{}.html", school["id"].as_str().unwrap());
    assert!(run.path("output/report.html").is_file() && run.path(&page).is_file());
}

#[test]
fn the_second_time_tells_what_improved() {
    let before = check(Run::new(), &site(""), "");
    assert!(!before.out.contains("Sinds"));
    let mut old = results(&before);
    let later = site(TABLE);
    // The same school at another port: a test server cannot change its pages.
    old["schools"][0]["url"] = later.url("/").into();
    old["run"]["audited_on"] = "2026-09-03".into();
    let run = check(Run::new().folder("output").file("output/results.json", old.to_string().as_bytes()), &later, "");
    assert!(run.out.contains("Sinds de vorige keer (3 september 2026)"), "{}", run.out);
    assert!(run.out.contains("↑ Kind aan tafel: van 0 naar"), "{}", run.out);
    let again = Run::new().folder("output").folder("output/schools");
    let id = results(&run)["schools"][0]["id"].as_str().unwrap().to_owned();
    let kept = std::fs::read(run.path(&format!("output/schools/{id}.json"))).unwrap();
    let again = again.file(&format!("output/schools/{id}.json"), &kept);
    let other = r#"{"schools": "iets anders"}"#;
    let again = check(again.file("output/results.json", other.as_bytes()), &later, "--lang en");
    assert!(again.out.contains("Nothing changed"), "the file kept per school is read too: {}", again.out);
}

#[test]
fn the_report_of_several_schools_is_not_lost() {
    let server = site("");
    let demo = Run::new().args("demo --quiet");
    let whole = std::fs::read(demo.path("output/results.json")).unwrap();
    let run = check(Run::new().folder("output").file("output/results.json", &whole), &server, "--quiet");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(std::fs::read(run.path("output/results.json")).unwrap(), whole);
    assert!(!run.path("output/report.html").exists());
    let shown = run.out.lines().last().unwrap();
    assert!(shown.contains("127-0-0-1"), "{shown}");
}

#[test]
fn an_organisation_that_is_unclear_is_left_open_and_the_remedy_is_told() {
    let two = "<p>De school valt onder Stichting Noord.</p><p>De school hoort bij Stichting Zuid.</p>";
    let server = site(two);
    let run = check(Run::new(), &server, "");
    assert_eq!(results(&run)["organisation"], Value::Null);
    assert!(run.out.contains("--organisation"), "{}", run.out);
    let named = check(Run::new(), &server, "--organisation Noord --organisation-url www.noord.example");
    assert_eq!(results(&named)["organisation"]["url"], "https://www.noord.example/");
    assert!(named.out.contains("Organisatie: Noord"), "{}", named.out);
}

#[test]
fn mistakes_on_the_command_line_are_told() {
    for (arguments, part) in [
        ("check", "<ADRES>"),
        ("check geen", "leeg"),
        ("check info@dewei.example", "geen webadres"),
        ("check ftp://dewei.example", "niet met ftp://"),
        ("check dewei.example --organisation-url x.example", "--organisation \"Stichting"),
        ("check dewei.example --contact niemand", "naam@deschool.nl"),
        ("check dewei.example --type havo", "po, sbo, vo"),
    ] {
        let run = Run::new().args(arguments);
        assert_eq!(run.code, 2, "{arguments}");
        assert!(run.err.contains(part), "{arguments}: {}", run.err);
        assert!(!run.path("output").exists(), "{arguments}");
    }
}

#[test]
fn a_site_that_cannot_be_read_says_why() {
    let run = Run::new().args("check http://127.0.0.1:9/");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("Niet gekeken: "), "{}", run.out);
    assert!(!run.out.contains("stappen"), "{}", run.out);
}
