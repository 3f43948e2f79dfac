//! The schools that an organisation's own site lists: on a page of schools, on a card per school, in its menu or on
//! a map.

use super::host;
use crate::model::{Document, Link, Region};
use crate::text::{collapse, fold, squeeze};
use std::collections::BTreeMap;
use url::Url;

/// A site that an organisation's site links to and that may be one of its schools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sister {
    /// Its home page.
    pub url: Url,
    /// What the list calls it, when the list gives a name.
    pub label: Option<String>,
    /// It stands on a page of schools, on a map or in the menu; otherwise somewhere in a text.
    pub listed: bool,
}

/// Hosts that schools' organisations link to and that are never a school: parts of the host's name.
const NEVER: &[&str] = &[
    "facebook",
    "instagram",
    "linkedin",
    "youtube",
    "youtu.be",
    "twitter",
    "x.com",
    "google",
    "goo.gl",
    "wa.me",
    "whatsapp",
    "vimeo",
    "issuu",
    "pinterest",
    "tiktok",
    "scholenopdekaart",
    "parro",
    "socialschools",
    "ouderportaal",
    "schoudercom",
    "microsoft",
    "office.com",
    "sharepoint",
    "wordpress",
    "elementor",
    "onderwijsinspectie",
    "rijksoverheid",
    "onderwijsgeschillen",
    "gcbo",
    "poraad",
    "duo.nl",
    "overheid.nl",
    "meesterbaan",
    "werkenbij",
    "werkenin",
    "vacature",
    "intranet",
    "webmail",
    "portaal",
    "portal",
    "login",
    "openstreetmap",
    "leaflet",
    "cookie",
    "gravatar",
    "w3.org",
    "schema.org",
    "passendonderwijs",
    "samenwerkingsverband",
    "kinderopvang",
    "cloudflare",
    "jquery",
    "adobe",
    "bit.ly",
];

/// Words in the address, title or heading of a page that lists schools.
const LISTS: &[&str] = &["scholen", "school", "locatie", "vestiging", "kindcentra"];

/// Link texts that name nothing.
const GENERIC: &[&str] =
    &["website", "site", "lees meer", "meer", "bezoek", "naar de", "ga naar", "bekijk", "klik", "www", "http", "hier"];

/// The sites that may be schools, in the order in which they are met; `documents` are pages of the site at `home`.
pub fn sisters(home: &Url, documents: &[Document]) -> Vec<Sister> {
    let mut found: Vec<Sister> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let own = documents.iter().filter(|document| host(&document.url) == host(home));
    // Lists first, so that their order and labels win.
    let (lists, others): (Vec<&Document>, Vec<&Document>) = own.partition(|document| is_list(document));
    for (document, list) in lists.iter().map(|d| (d, true)).chain(others.iter().map(|d| (d, false))) {
        for link in document.links.iter().filter(|link| may_be_school(home, &link.url)) {
            let framed = matches!(link.region, Region::Navigation | Region::Header);
            let listed = (list && link.region != Region::Footer) || framed;
            let sister = Sister { url: root(&link.url), label: label(document, link), listed };
            match places.get(&host(&link.url)) {
                Some(&at) => merge(&mut found[at], sister),
                None => {
                    places.insert(host(&link.url), found.len());
                    found.push(sister);
                }
            }
        }
    }
    found
}

/// Whether a home page reads like that of a school.
pub fn is_school(home: &Document) -> bool {
    let text = home.blocks.iter().map(|b| fold(&b.text)).chain([fold(&home.title)]).collect::<Vec<_>>().join(" ");
    let words = ["school", "groep", "leerling", "ouder", "kinderen", "leerkracht", "juf", "onderwijs"];
    words.iter().filter(|word| text.contains(*word)).count() >= 3
}

fn merge(known: &mut Sister, again: Sister) {
    known.listed |= again.listed;
    known.label = known.label.take().or(again.label);
}

fn is_list(document: &Document) -> bool {
    let heading = document.blocks.iter().find(|b| matches!(b.kind, crate::model::BlockKind::Heading(1)));
    let said = fold(&format!(
        "{} {} {}",
        document.url.path(),
        document.title.split(['|', '-', '–']).next().unwrap_or_default(),
        heading.map_or("", |h| h.text.as_str())
    ));
    let mapped = document.links.iter().filter(|link| link.block.is_none() && link.region == Region::Main).count() > 2;
    LISTS.iter().any(|word| said.contains(word)) || mapped
}

fn may_be_school(home: &Url, url: &Url) -> bool {
    let name = url.host_str().unwrap_or_default();
    let file =
        url.path().rsplit('.').next().is_some_and(|end| matches!(end, "pdf" | "jpg" | "png" | "js" | "css" | "ics"));
    host(url) != host(home) && !file && !NEVER.iter().any(|never| name.contains(never))
}

fn root(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_path("/");
    url.set_query(None);
    url
}

/// What the page calls the school behind a link: the link's own text, else the first cell of its row or the heading
/// of its card.
fn label(document: &Document, link: &Link) -> Option<String> {
    let block = link.block.and_then(|at| document.blocks.get(at));
    let cell = block.and_then(|b| b.text.split(" | ").next()).filter(|_| block.is_some_and(|b| b.text.contains(" | ")));
    let heading = block.and_then(|b| b.headings.last()).map(String::as_str);
    let named = |text: &str| {
        let text = collapse(text);
        let folded = fold(&text);
        let generic = GENERIC.iter().any(|word| folded.starts_with(word)) || folded.contains(".nl");
        let address = squeeze(&text) == squeeze(&host(&link.url)) || LISTS.contains(&folded.as_str());
        (text.chars().count() >= 3 && text.chars().count() <= 70 && !generic && !address).then_some(text)
    };
    let list_heading = |text: &str| LISTS.iter().take(1).any(|word| fold(text).contains(word));
    named(&link.text).or_else(|| cell.and_then(named)).or_else(|| heading.filter(|h| !list_heading(h)).and_then(named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use crate::model::Fetched;

    fn page(path: &str, title: &str, body: &str) -> Document {
        let html = format!("<!doctype html><html lang=nl><title>{title}</title><body>{body}</body></html>");
        let fetched = Fetched {
            content_type: Some("text/html; charset=utf-8".to_owned()),
            ..Fetched::bare(
                Url::parse("https://www.stichting.example/").unwrap().join(path).unwrap(),
                html.into_bytes(),
            )
        };
        extract::read(fetched, &|_| unreachable!("no PDF here")).unwrap()
    }

    fn found(pages: &[Document]) -> Vec<(String, Option<String>, bool)> {
        let home = Url::parse("https://stichting.example/").unwrap();
        sisters(&home, pages).into_iter().map(|s| (s.url.to_string(), s.label, s.listed)).collect()
    }

    #[test]
    fn tables_cards_and_menus() {
        let list = page(
            "/scholen",
            "Onze scholen - Stichting",
            "<main><h1>Onze scholen</h1><table><tr><td>OBS De Wei</td><td>Dorpstra</td><td><a href='http://www.dewei.example/'>dewei.example</a></td></tr></table>\
             <div><h3>De Linde</h3><p>Een fijne school. <a href='https://linde.stichting.example/welkom'>Bezoek de website</a></p></div></main>\
             <footer><a href='https://www.facebook.com/x'>Facebook</a> <a href='https://bouwer.example'>Gemaakt door Bouwer</a></footer>",
        );
        let news = page(
            "/nieuws",
            "Nieuws",
            "<main><h1>Nieuws</h1><p>Dank aan <a href='https://www.bakker.example'>Bakker Bart</a></p></main>",
        );
        assert_eq!(
            found(&[news, list]),
            [
                ("http://www.dewei.example/".to_owned(), Some("OBS De Wei".to_owned()), true),
                ("https://linde.stichting.example/".to_owned(), Some("De Linde".to_owned()), true),
                ("https://bouwer.example/".to_owned(), Some("Gemaakt door Bouwer".to_owned()), false),
                ("https://www.bakker.example/".to_owned(), Some("Bakker Bart".to_owned()), false),
            ]
        );
    }

    #[test]
    fn schools_read_like_schools() {
        assert!(is_school(&page(
            "/",
            "De Wei",
            "<p>Welkom op onze school. Ouders en kinderen van groep 1 tot en met 8.</p>"
        )));
        assert!(!is_school(&page("/", "Bakker", "<p>Elke dag vers brood voor kinderen.</p>")));
    }
}
