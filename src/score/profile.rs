//! What the comparison across sites needs of one site, small enough to keep for every school of a run.

use crate::model::{Document, DocumentKind, Evidence, Image, Link, Look, Organisation, Region, Source};
use crate::text::{collapse, fold};
use std::collections::BTreeSet;
use url::Url;

/// Most links to other sites that are kept.
const MOST_LINKS: usize = 2000;

/// Traces of belonging together on one site.
#[derive(Debug, Clone, Default)]
pub struct SiteProfile {
    /// Web pages read.
    pub(super) pages: usize,
    /// Pages that show the organisation's logo.
    pub(super) logo_pages: usize,
    /// The logo on the home page, or else on the first page that shows it.
    pub(super) logo: Option<Evidence>,
    /// Whether the home page shows it.
    pub(super) logo_home: bool,
    /// First link to the organisation's site.
    pub(super) link: Option<Evidence>,
    /// Links to other sites: address, quote.
    pub(super) outward: Vec<(Url, Evidence)>,
    /// Look of the home page.
    pub(super) look: Look,
    /// Folded labels of the menu of the home page.
    pub(super) menu: BTreeSet<String>,
}

/// Reads the traces off the pages of the site at `home`.
pub(super) fn profile(organisation: Option<&Organisation>, home: &Url, documents: &[Document]) -> SiteProfile {
    let mut out = SiteProfile::default();
    let pages = || documents.iter().filter(|d| d.kind == DocumentKind::Page);
    out.pages = pages().count();
    for page in pages() {
        let first = page.clicks == Some(0);
        if let Some(logo) = organisation.and_then(|o| page.images.iter().find(|i| is_logo(o, i))) {
            out.logo_pages += 1;
            out.logo_home |= first;
            let quote = if logo.alt.is_empty() {
                logo.url.as_ref().map_or_else(String::new, Url::to_string)
            } else {
                collapse(&logo.alt)
            };
            out.logo.get_or_insert_with(|| evidence(page, quote, Source::Image));
        }
        if first {
            out.look = page.look.clone();
            let labels = page.links.iter().filter(|l| l.region == Region::Navigation);
            out.menu = labels.map(|l| fold(&l.text)).filter(|t| !t.is_empty()).collect();
        }
    }
    for document in documents {
        for link in document.links.iter().filter(|l| !same_site(&l.url, home)) {
            outward(&mut out, organisation, document, link);
        }
    }
    out
}

fn outward(out: &mut SiteProfile, organisation: Option<&Organisation>, document: &Document, link: &Link) {
    let quote = || if link.text.is_empty() { link.url.to_string() } else { collapse(&link.text) };
    if out.link.is_none() && organisation.and_then(|o| o.url.as_ref()).is_some_and(|u| same_site(u, &link.url)) {
        out.link = Some(evidence(document, quote(), Source::Link));
    }
    let known = out.outward.iter().any(|(u, _)| *u == link.url);
    if !known && out.outward.len() < MOST_LINKS {
        out.outward.push((link.url.clone(), evidence(document, quote(), Source::Link)));
    }
}

/// Whether an image is the organisation's logo: its alternative text or file name names the organisation.
fn is_logo(organisation: &Organisation, image: &Image) -> bool {
    let squeeze = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let alt = squeeze(&image.alt);
    let file = image.url.as_ref().map(|u| squeeze(u.path())).unwrap_or_default();
    std::iter::once(&organisation.name).chain(&organisation.aliases).map(|n| squeeze(n)).any(|name| {
        let short = ["stichting", "vereniging"].iter().find_map(|f| name.strip_prefix(f)).unwrap_or(&name).to_owned();
        short.len() > 3 && (alt.contains(&short) || file.contains("logo") && file.contains(&short))
    })
}

/// Whether two addresses belong to one site: the same host, `www.` aside, and port.
pub(super) fn same_site(a: &Url, b: &Url) -> bool {
    let host = |u: &Url| u.host_str().map(|h| h.trim_start_matches("www.").to_owned());
    let port = |u: &Url| u.port();
    host(a) == host(b) && port(a) == port(b)
}

fn evidence(document: &Document, quote: String, source: Source) -> Evidence {
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
