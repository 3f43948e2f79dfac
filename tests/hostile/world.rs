//! All sites, audited once, and how a test looks at the outcome.

use crate::server::{Reply, Server, Site};
use crate::{answers, charsets, kinds, markup, private, redirects, robots, sitemaps, spellings, traps, walls, words};
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

/// Pages read per site at most.
pub const MOST_PAGES: usize = 40;

/// Menu of an ordinary site.
const MENU: [&str; 3] = ["/ouders", "/mr", "/contact"];

/// A site with its name, and the path of its start page.
pub type Named = (&'static str, &'static str, Site);

/// What an ordinary page says about parents.
pub const PARENTS: &str =
    "Twee keer per jaar is er een gesprek over uw kind, waarbij uw kind aan tafel zit en zelf vertelt.";

/// What an ordinary page says about the participation council.
const COUNCIL: &str =
    "De medezeggenschapsraad vergadert zes keer per jaar; ouders zijn welkom en kunnen iets inbrengen.";

/// A page with the menu, more links, and a body in HTML.
pub fn page(title: &str, body: &str, links: &[&str]) -> String {
    let item = |href: &&str| format!("<li><a href=\"{href}\">Naar {}</a></li>", href.get(..40).unwrap_or(href));
    let menu: String = MENU.iter().chain(links).map(item).collect();
    format!(
        "<!doctype html><html lang=\"nl\"><head><title>{title}</title></head><body><nav><ul>{menu}</ul></nav>\
         <main><h1>{title}</h1>{body}</main></body></html>"
    )
}

/// An ordinary site whose pages also link to `links`. Each page has a text of its own.
pub fn school(name: &str, links: &[&str]) -> Site {
    let text = |title: &str, said: &str| page(title, &format!("<p>{said}</p><p>{title} van {name}.</p>"), links);
    Site::new()
        .page("/", &text("Welkom", "Wij zijn een kleine dorpsschool met een groot plein."))
        .page("/ouders", &text("Ouders", PARENTS))
        .page("/mr", &text("Medezeggenschapsraad", COUNCIL))
        .page("/contact", &text("Contact", "Bel gerust of kom langs."))
}

/// The outcome of the one run.
pub struct World {
    servers: HashMap<&'static str, Server>,
    /// A machine that no list names. Nobody may ask it anything.
    pub canary: Server,
    results: Value,
    folder: TempDir,
    /// Exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The run, made by whichever test comes first.
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(World::audit)
}

impl World {
    fn audit() -> Self {
        let canary = Site::new().handler(|_| Some(Reply::html("KANARIE"))).start();
        let control = ("gewoon", "/", school("gewoon", &[]));
        let sites = [
            vec![control],
            traps::sites(),
            spellings::sites(),
            redirects::sites(&canary),
            private::sites(&canary),
            answers::sites(),
            kinds::sites(),
            markup::sites(&canary),
            walls::sites(),
            words::sites(),
            charsets::sites(),
            robots::sites(&canary),
            sitemaps::sites(&canary),
        ];
        let sites: Vec<_> = sites.into_iter().flatten().map(|(id, path, site)| (id, path, site.start())).collect();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("schools.toml"), plan(&sites)).unwrap();
        let output = audit(folder.path()).args(["schools.toml", "--today", "2026-11-23", "--render", "never"]).output();
        let output = output.unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        let (out, err) = (text(output.stdout), text(output.stderr));
        let results = std::fs::read(folder.path().join("output/results.json")).unwrap_or_else(|_| panic!("{err}"));
        let results = serde_json::from_slice(&results).unwrap();
        let servers = sites.into_iter().map(|(id, _, server)| (id, server)).collect();
        Self { servers, canary, results, folder, code: output.status.code(), out, err }
    }

    /// What came of a site.
    pub fn site(&self, id: &str) -> Outcome<'_> {
        let schools = self.results["schools"].as_array().unwrap();
        let school = schools.iter().find(|school| school["id"] == id).unwrap_or_else(|| panic!("no site {id}"));
        Outcome { school, server: &self.servers[id] }
    }

    /// Every site.
    pub fn sites(&self) -> impl Iterator<Item = (&'static str, Outcome<'_>)> {
        self.servers.keys().map(|id| (*id, self.site(id)))
    }

    /// A text file of the report.
    pub fn file(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    /// A file of the report.
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.path().join("output").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// The program, to run in `folder`, apart from the settings of whoever runs the tests.
pub fn audit(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_audit"));
    command.current_dir(folder).arg("--no-pdf");
    for variable in ["AUDIT_LOG", "AUDIT_LANG", "LANG", "LC_ALL", "LC_MESSAGES"] {
        command.env_remove(variable);
    }
    command
}

fn plan(sites: &[(&str, &str, Server)]) -> String {
    let school = |(id, path, server): &(&str, &str, Server)| {
        format!("[[school]]\nid = \"{id}\"\nname = \"De {id}\"\nurl = \"{}\"\n", server.url(path))
    };
    let schools: String = sites.iter().map(school).collect();
    format!("[crawl]\nallow_private_hosts = true\ndelay_ms = 0\nmax_pages = {MOST_PAGES}\n{schools}")
}

/// What came of one site.
#[derive(Clone, Copy)]
pub struct Outcome<'a> {
    /// Its part of `results.json`.
    pub school: &'a Value,
    /// Who served it.
    pub server: &'a Server,
}

impl<'a> Outcome<'a> {
    /// Paths of the pages and documents read, in order.
    pub fn read(&self) -> Vec<String> {
        addresses(&self.school["read"])
    }

    /// Why a path was not read.
    pub fn reason(&self, path: &str) -> Option<&'a str> {
        let failures = self.school["not_read"].as_array().unwrap();
        let at = addresses(&self.school["not_read"]).iter().position(|found| found == path)?;
        failures[at]["reason"].as_str()
    }

    /// Every quote.
    pub fn quotes(&self) -> Vec<&'a str> {
        let indicators = self.school["indicators"].as_array().unwrap().iter();
        let evidence = indicators.flat_map(|indicator| indicator["evidence"].as_array().unwrap());
        evidence.map(|found| found["quote"].as_str().unwrap()).collect()
    }

    /// How often paths were asked for that begin with this.
    pub fn asked(&self, start: &str) -> usize {
        self.server.paths().iter().filter(|path| path.starts_with(start)).count()
    }

    /// The site's ordinary pages were read, each once, whatever else it has.
    #[track_caller]
    pub fn is_read(&self) {
        let read = self.read();
        for path in MENU {
            assert_eq!(read.iter().filter(|found| *found == path).count(), 1, "{path}: {read:?} {}", self.school);
        }
        assert_ne!(self.school["status"], "not-checked");
    }

    /// Of this path only a part was read, and the school's page says so.
    #[track_caller]
    pub fn is_told_as_cut(&self, path: &str) {
        let read = self.school["read"].as_array().unwrap();
        let at = self.read().iter().position(|found| found == path).unwrap_or_else(|| panic!("{:?}", self.read()));
        assert_eq!(read[at]["partly"], true, "{}", read[at]);
        let name = format!("schools/{}.html", self.school["id"].as_str().unwrap());
        assert!(world().file(&name).contains("(niet helemaal gelezen)"), "{name}");
    }

    /// The site was not judged, and the reason says so with this word.
    #[track_caller]
    pub fn is_not_checked(&self, word: &str) {
        assert_eq!(self.school["status"], "not-checked", "{}", self.school["reason"]);
        let reason = self.school["reason"].as_str().unwrap();
        assert!(reason.contains(word), "{reason}");
        assert!(self.school["score"].is_null());
        let levels = self.school["indicators"].as_array().unwrap().iter().map(|indicator| &indicator["level"]);
        assert!(levels.into_iter().all(Value::is_null), "what was not read is never level 0");
    }
}

fn addresses(list: &Value) -> Vec<String> {
    let path = |entry: &Value| {
        let url = url::Url::parse(entry["url"].as_str().unwrap()).unwrap();
        url[url::Position::BeforePath..].to_owned()
    };
    list.as_array().unwrap().iter().map(path).collect()
}

#[test]
fn the_run_ends_well_and_an_ordinary_site_is_read_in_full() {
    let world = world();
    assert_eq!(world.code, Some(0), "{}", world.err);
    let ordinary = world.site("gewoon");
    ordinary.is_read();
    assert_eq!(ordinary.school["status"], "audited");
    let mut read = ordinary.read();
    read.sort();
    assert_eq!(read, ["/", "/contact", "/mr", "/ouders"]);
    assert_eq!(ordinary.server.paths()[0], "/robots.txt");
    assert!(["/robots.txt", "/", "/mr"].iter().all(|path| ordinary.server.count(path) == 1));
    assert!(ordinary.quotes().iter().any(|quote| quote.contains("medezeggenschapsraad")));
}

#[test]
fn every_site_is_only_asked_and_never_for_long() {
    for (id, outcome) in world().sites() {
        let log = outcome.server.log();
        assert!(log.iter().all(|request| request.method == "GET" && request.host.starts_with("127.0.0.1:")), "{id}");
        assert!(log.len() <= 3 * MOST_PAGES + 50 + 24, "{id}: {}", log.len());
        assert!(outcome.read().len() <= MOST_PAGES, "{id}");
    }
    assert!(world().canary.paths().is_empty(), "{:?}", world().canary.paths());
}
