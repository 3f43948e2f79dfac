//! Pages made by scripts, from outside: said when they were not read, read when there is a browser.

use crate::server::Site;
use crate::support::{Done, Run, skip};
use serde_json::Value;

const TEXT: &str = "<p>Elke vrijdag schrijft groep 5 wat er in de klas gebeurde; ouders lezen het op deze site. \
    Bel of mail de leerkracht gerust als u een vraag heeft. Twee keer per jaar is er een gesprek over uw kind, \
    waarbij uw kind aan tafel zit en vertelt wat het heeft geleerd.</p>";

/// A home page in plain HTML and a page that a script makes, audited with these options.
fn audited(options: &str) -> (Done, Value) {
    let home = format!("<title>De Wei</title><main><h1>De Wei</h1>{TEXT}<a href=/ouders>Ouders</a></main>");
    let shell = "<title>Ouders</title><div id=root></div><script>root.innerHTML =
        '<main><p>De ouderraad vraagt elk jaar in maart aan alle ouders wat zij van de school vinden.</p></main>'</script>";
    let server = Site::new().page("/", &home).page("/ouders", shell).start();
    let plan = format!(
        "[[school]]\nname = \"De Wei\"\nurl = \"{}\"\n[crawl]\ndelay_ms = 0\nallow_private_hosts = true\n",
        server.url("/")
    );
    let run = Run::new().file("schools.toml", plan.as_bytes());
    let run = run.args(&format!("schools.toml --quiet --today 2026-11-23 {options}"));
    assert_eq!(run.code, 0, "{}", run.err);
    let results: Value = serde_json::from_slice(&std::fs::read(run.path("output/results.json")).unwrap()).unwrap();
    let school = results["schools"][0].clone();
    (run, school)
}

#[test]
fn without_a_browser_the_site_is_partly_read_and_nothing_is_level_0() {
    let (_run, school) = audited("--render never");
    assert_eq!(school["status"], "partly");
    let reason = school["reason"].as_str().unwrap();
    assert!(reason.contains("met scripts") && reason.contains("(1 van 2)") && reason.contains("Chromium"), "{reason}");
    let levels = school["indicators"].as_array().unwrap().iter().map(|indicator| &indicator["level"]);
    assert!(levels.filter(|level| !level.is_null()).all(|level| level != 0));
}

#[test]
fn with_a_browser_it_is_read_and_judged_again_without_browser_and_network() {
    if audit::browser::find().is_none() {
        return skip("no Chromium, Chrome or Edge on this machine");
    }
    let (run, school) = audited("");
    assert_eq!((&school["status"], &school["reason"]), (&"audited".into(), &Value::Null));
    let original = run.report();
    let again = Run::again_in(&run).args("rescore --quiet");
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(original == again.report(), "the pages as they were shown are part of the run");
}
