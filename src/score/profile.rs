//! What the comparison across sites needs of one site, small enough to keep for every school of a run.

use super::heard::{Heard, heard};
use super::homes::Homes;
use super::routes::{self, Found};
use super::shown::{Shown, shown};
use crate::model::{
    Document, DocumentKind, Evidence, FailureKind, LinkCheck, Look, Organisation, Region, Source, Visit,
};
use crate::text::{collapse, fold};
use std::collections::{BTreeSet, HashMap, HashSet};
use url::Url;

/// Most links to other sites that are kept.
const MOST_LINKS: usize = 2000;
/// Most labels of a menu that are kept.
const MOST_LABELS: usize = 40;

/// Traces of belonging together on one site.
#[derive(Debug, Clone, Default)]
pub struct SiteProfile {
    /// Web pages read.
    pub(super) pages: usize,
    /// Pictures that may be a logo.
    pub(super) shown: Vec<Shown>,
    /// Links to other sites: address, quote.
    pub(super) outward: Vec<(Url, Evidence)>,
    /// Look of the home page.
    pub(super) look: Look,
    /// Hosts that the home page takes style sheets and pictures from, its own and those of everybody left out.
    pub(super) hosts: BTreeSet<String>,
    /// Labels of the menu of the home page, as written, in order.
    pub(super) menu: Vec<String>,
    /// Words in the foot of the home page.
    pub(super) footer: BTreeSet<String>,
    /// Sentences in which core values may stand.
    pub(super) heard: Vec<Heard>,
    /// How parents report absence and the like.
    pub(super) routes: Vec<Found>,
    /// What is known of addresses without asking.
    pub(super) asked: Asked,
}

/// Addresses that were asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// Pages and documents of the site that were read.
    read: HashSet<String>,
    /// Addresses of the site that gave nothing.
    failed: HashMap<String, FailureKind>,
    /// Links of the site to others.
    checked: HashMap<String, Result<Url, FailureKind>>,
}

impl SiteProfile {
    /// Notes how links from this site to the others turned out.
    pub fn note_checks(&mut self, checks: &[LinkCheck]) {
        self.asked.checked.extend(checks.iter().map(|check| (key(&check.url), check.outcome.clone())));
    }

    /// How an address of this site turned out on the visit; `None` when it was not asked for.
    pub(super) fn outcome(&self, url: &Url) -> Option<Result<(), FailureKind>> {
        let key = key(url);
        self.asked.read.contains(&key).then_some(Ok(())).or_else(|| self.asked.failed.get(&key).map(|kind| Err(*kind)))
    }

    /// How a link of this site turned out when it was checked.
    pub(super) fn check(&self, url: &Url) -> Option<&Result<Url, FailureKind>> {
        self.asked.checked.get(&key(url))
    }
}

/// Two addresses that differ in scheme, `www.` or the last slash only are one.
pub(super) fn key(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.");
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{host}{port}{}{query}", url.path().trim_end_matches('/'))
}

/// Reads the traces off the pages of the site at `home`. Without an organisation nobody asks for them.
pub(super) fn profile(organisation: Option<&Organisation>, homes: &Homes, home: &Url, visit: &Visit) -> SiteProfile {
    if organisation.is_none() {
        return SiteProfile::default();
    }
    let pages: Vec<&Document> = visit.documents.iter().filter(|d| d.kind == DocumentKind::Page).collect();
    let mut out = SiteProfile {
        pages: pages.len(),
        shown: shown(&pages, &visit.pictures, organisation),
        heard: heard(&visit.documents),
        routes: routes::find(&visit.documents),
        asked: Asked {
            read: visit.documents.iter().map(|d| key(&d.url)).collect(),
            failed: visit.failures.iter().map(|f| (key(&f.url), f.kind)).collect(),
            ..Asked::default()
        },
        ..SiteProfile::default()
    };
    if let Some(first) = pages.iter().find(|page| page.clicks == Some(0)) {
        front(&mut out, first);
    }
    out.outward = outward(homes, home, &visit.documents);
    out
}

/// The first link to each address outside the site at `home`.
fn outward(homes: &Homes, home: &Url, documents: &[Document]) -> Vec<(Url, Evidence)> {
    let mut known: HashSet<&Url> = HashSet::new();
    let links = documents.iter().flat_map(|document| document.links.iter().map(move |link| (document, link)));
    let new = links.filter(|(_, link)| !homes.is_at(home, &link.url) && known.insert(&link.url));
    let quoted = new.map(|(document, link)| {
        let quote = if link.text.is_empty() { link.url.to_string() } else { collapse(&link.text) };
        (link.url.clone(), evidence(document, quote, Source::Link))
    });
    quoted.take(MOST_LINKS).collect()
}

/// What the home page looks like.
fn front(out: &mut SiteProfile, page: &Document) {
    out.look = page.look.clone();
    let sheets = page.look.stylesheets.iter();
    let images = page.images.iter().filter_map(|image| image.url.as_ref());
    out.hosts = sheets.chain(images).filter(|url| url.host() != page.url.host()).filter_map(host).collect();
    let mut told = HashSet::new();
    let labels = page.links.iter().filter(|l| l.region == Region::Navigation).map(|l| collapse(&l.text));
    out.menu = labels.filter(|t| !t.is_empty() && told.insert(fold(t))).take(MOST_LABELS).collect();
    let foot = page.blocks.iter().filter(|b| b.region == Region::Footer);
    out.footer = foot.flat_map(|b| words(&b.text)).collect();
}

/// A host that says something of the platform: not that of fonts, films and counters.
fn host(url: &Url) -> Option<String> {
    const EVERYBODY: [&str; 12] = [
        "googleapis",
        "gstatic",
        "google",
        "youtube",
        "ytimg",
        "jsdelivr",
        "cloudflare",
        "fontawesome",
        "gravatar",
        "bootstrapcdn",
        "typekit",
        "unpkg",
    ];
    let host = url.host_str()?;
    (!EVERYBODY.iter().any(|name| host.contains(name))).then(|| host.to_owned())
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    words.map(str::to_owned).collect()
}

/// A quote that carries no level yet.
pub(super) fn evidence(document: &Document, quote: String, source: Source) -> Evidence {
    Evidence {
        quote,
        url: document.url.clone(),
        title: document.title.clone(),
        heading: None,
        clicks: document.clicks,
        page: None,
        source,
        level: 0,
        signal: "measure".into(),
        date: None,
    }
}
