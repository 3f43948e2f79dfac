//! `audit init` from outside: from addresses, from an organisation's site, and from files in the form of DUO's.

use crate::server::{Reply, Server, Site};
use crate::support::{Done, Run};

const NOW: &[u8] = include_bytes!("../data/duo-vestigingen.csv");
const OLDER: &[u8] = include_bytes!("../data/duo-vestigingen-2012.csv");
const MANNERS: &str = "--allow-private-hosts --delay-ms 0";

fn school(name: &str, body: &str) -> Server {
    let text = format!(
        "<p>Welkom op onze school. Kinderen van groep 1 tot en met 8, hun ouders en de leerkrachten.</p>{body}\
         <p>Kerkepad 11, 9244 BC Beetsterzwaag</p>"
    );
    Site::new().page("/", &page(&format!("Home - {name}"), &text)).start()
}

fn page(title: &str, body: &str) -> String {
    format!("<!doctype html><html lang=\"nl\"><title>{title}</title><main><h1>{title}</h1>{body}</main></html>")
}

fn written(run: &Done) -> String {
    std::fs::read_to_string(run.path("schools.toml")).unwrap_or_else(|_| panic!("{}{}", run.out, run.err))
}

/// The written file must be one that the program reads.
fn is_valid(run: Done) -> String {
    let text = written(&run);
    let plan = Run::new().file("schools.toml", text.as_bytes()).args("--plan");
    assert_eq!(plan.code, 0, "{text}\n{}", plan.err);
    plan.out
}

#[test]
fn addresses_become_a_file_with_the_sites_own_names() {
    let board = "<p>Onze school is onderdeel van Stichting De Wâldsang.</p>";
    let (wei, linde) = (school("OBS De Wei", board), school("De Linde", board));
    let run = Run::new().args(&format!("init {} {} http://127.0.0.1:9 {MANNERS}", wei.url("/"), linde.url("/")));
    assert_eq!(run.code, 0, "{}", run.err);
    let text = written(&run);
    for part in [
        "name = \"OBS De Wei\"",
        "place = \"Beetsterzwaag\"",
        "name = \"Stichting De Wâldsang\"",
        "2 van de 3 websites",
        "# Nu niet te lezen.",
        "allow_private_hosts = true",
        "# contact = ",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(run.out.contains("Geschreven: schools.toml, met 3 scholen"), "{}", run.out);
    assert!(wei.count("/") == 1 && wei.paths().len() <= 6, "a short visit: {:?}", wei.paths());
    assert!(is_valid(run).contains("OBS De Wei"));
}

#[test]
fn an_existing_file_is_kept_unless_forced() {
    let site = school("OBS De Wei", "");
    let run = Run::new().file("schools.toml", b"# van mij\n").args(&format!("init {} {MANNERS}", site.url("/")));
    assert_eq!(run.code, 1);
    assert!(run.err.contains("--force") && run.err.contains("--file"), "{}", run.err);
    assert_eq!(written(&run), "# van mij\n");
    assert!(site.paths().is_empty(), "nobody is asked anything");
    let forced =
        Run::new().file("schools.toml", b"# van mij\n").args(&format!("init {} {MANNERS} --force", site.url("/")));
    assert!(written(&forced).contains("OBS De Wei"), "{}", forced.err);
}

#[test]
fn an_organisation_s_own_site_lists_its_schools() {
    let link = "<p>Een school van Stichting De Wâldsang.</p>";
    let (wei, linde, map) = (school("OBS De Wei", link), school("De Linde", link), school("De Kaart", ""));
    let bakery =
        Site::new().page("/", &page("Bakkerij", "<p>Elke dag vers brood en taart.</p>".repeat(9).as_str())).start();
    let list = format!(
        "<table><tr><td>OBS De Wei</td><td><a href=\"{}\">website</a></td></tr></table>\
         <p><a href=\"/scholen/linde\">De Linde</a></p><p><a href=\"{}\">Bakker Bart</a></p>\
         <script>var kaart=[{{\"naam\":\"De Kaart\",\"url\":\"{}\"}}]</script>",
        wei.url("/"),
        bakery.url("/"),
        map.url("/").replace('/', "\\/")
    );
    let organisation = Site::new()
        .page("/", &page("Stichting De Wâldsang", "<p>Welkom bij de stichting van vijf scholen in het noorden van het land.</p><a href=\"/scholen\">Onze scholen</a>"))
        .page("/scholen", &page("Onze scholen - Stichting De Wâldsang", &list))
        .page("/scholen/linde", &page("De Linde - Stichting De Wâldsang", &format!("<h2>De Linde</h2><a href=\"{}\">Bezoek de website</a>", linde.url("/"))))
        .start();
    let run = Run::new().args(&format!("init --organisation {} {MANNERS}", organisation.url("/")));
    assert_eq!(run.code, 0, "{}", run.err);
    let text = written(&run);
    assert!(
        text.contains("name = \"Stichting De Wâldsang\"\n") && text.contains("aliases = [\"De Wâldsang\"]"),
        "{text}"
    );
    for (name, server, counts) in
        [("OBS De Wei", &wei, true), ("De Linde", &linde, true), ("De Kaart", &map, true), ("Bakker", &bakery, false)]
    {
        let url = format!("url = \"{}\"", server.url("/"));
        let line = text.lines().find(|line| line.contains(&url)).unwrap_or_else(|| panic!("{name}: {text}"));
        assert_eq!(!line.starts_with('#'), counts, "{name}: {text}");
    }
    assert!(text.contains("lijkt niet van een school") && text.contains("noemt Stichting De Wâldsang niet"), "{text}");
    is_valid(run);
}

#[test]
fn an_organisation_that_cannot_be_read_is_told_and_nothing_is_written() {
    let closed = Site::new()
        .reply(
            "/robots.txt",
            Reply::status(200).header("Content-Type", "text/plain").body("User-agent: *\nDisallow: /\n"),
        )
        .start();
    let run = Run::new().args(&format!("init --organisation {} {MANNERS}", closed.url("/")));
    assert_eq!(run.code, 1);
    assert!(run.err.contains("robots.txt") && run.err.contains("audit init https://"), "{}", run.err);
    assert!(!run.path("schools.toml").exists());
}

#[test]
fn duo_files_of_now_and_then() {
    for bytes in [NOW, OLDER] {
        let run = Run::new()
            .file("duo.csv", bytes)
            .args("init --duo duo.csv --bestuur 90001 --contact naam@voorbeeld.example");
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains("met 11 scholen, en 5 met een vraagteken"), "{}", run.out);
        let text = written(&run);
        for part in [
            "name = \"OBS It Klaverblêd\"",
            "place = \"'s-Gravenmoer\"",
            "brin = \"91AA00\"",
            "type = \"sbo\"",
            "contact = \"naam@",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(is_valid(run).contains("https://www.klaverbled.example/"));
    }
    let town =
        Run::new().file("duo.csv", NOW).args("init --duo duo.csv --gemeente overvaart --file overvaart.toml --lang en");
    assert_eq!(town.code, 0, "{}", town.err);
    assert!(std::fs::read_to_string(town.path("overvaart.toml")).unwrap().contains("Basisschool De"));
    assert!(town.out.contains("Written: overvaart.toml"), "{}", town.out);
}

#[test]
fn what_is_missing_is_told() {
    for (arguments, part) in [
        ("init", "--organisation https://"),
        ("init --duo duo.csv", "--bestuur 12345"),
        ("init --duo duo.csv --bestuur 1", "Bestuur 1 staat niet"),
        ("init --duo duo.csv --gemeente Walland", "Bedoelde u Waldland?"),
        ("init --duo weg.csv --bestuur 1", "bestaat niet"),
        ("init --bestuur 1", "--duo"),
        ("init --duo duo.csv --bestuur 1 --gemeente X", "gaan niet samen"),
        ("init niets", "geen webadres"),
        ("init --duo ander.csv --bestuur 1", "INTERNETADRES"),
    ] {
        let run = Run::new().file("duo.csv", NOW).file("ander.csv", b"a;b\n1;2\n").args(arguments);
        assert_eq!(run.code, 2, "{arguments}: {}", run.err);
        assert!(run.err.contains(part), "{arguments}: {}", run.err);
        assert!(!run.path("schools.toml").exists(), "{arguments}");
    }
}
