//! Links between the sites of one organisation: do they arrive, and who is missing?

use super::homes::Homes;
use super::profile::{SiteProfile, key};
use crate::model::{Evidence, FailureKind, FamilyLink, Listed, Quote, School, Visit};
use crate::text::fold;
use std::collections::HashSet;
use url::Url;

/// Most links to one site that are named or checked.
const MOST: usize = 12;

/// Links on a visit of the site at `place` that lead to other sites of the plan beyond their start page, each target
/// once, at most twelve per site. Which of them are worth a request is for the caller: pages that were read need none.
pub fn crossing(homes: &Homes, place: usize, visit: &Visit) -> Vec<Url> {
    let mut told = HashSet::new();
    let mut of_site = std::collections::HashMap::<usize, usize>::new();
    let links = visit.documents.iter().flat_map(|d| &d.links);
    let out = links.filter_map(|link| Some((homes.of(&link.url).filter(|to| *to != place)?, &link.url)));
    let first = out.filter(|(to, url)| !homes.starts_at(*to, url) && told.insert(key(url)));
    let few = first.filter(|(to, _)| {
        let count = of_site.entry(*to).or_default();
        *count += 1;
        *count <= MOST
    });
    few.map(|(_, url)| url.clone()).collect()
}

/// How a link turned out.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum State {
    /// It arrives, as far as is known.
    Works,
    /// It leads on to another address.
    Moved(Url),
    /// It does not arrive.
    Dead(FailureKind),
}

/// How the link to `url` on the site of `from` turned out: by the visit of the other site, or by a check.
pub(super) fn state(from: &SiteProfile, to: &SiteProfile, url: &Url) -> State {
    match (from.check(url), to.outcome(url)) {
        (Some(Ok(end)), _) if key(end) != key(url) => State::Moved(end.clone()),
        (Some(Ok(_)), _) | (None, None | Some(Ok(()))) => State::Works,
        (Some(Err(kind)), _) => dead_or_closed(*kind),
        (None, Some(Err(kind))) => dead_or_closed(kind),
    }
}

fn dead_or_closed(kind: FailureKind) -> State {
    if is_dead(kind) { State::Dead(kind) } else { State::Works }
}

/// Whether a reader who clicks finds nothing. What robots.txt closes, or an answer that came too late for us, may well
/// be there for a reader.
fn is_dead(kind: FailureKind) -> bool {
    use FailureKind::{Dns, Redirect, Status};
    matches!(kind, Status(404 | 410 | 500..=599) | Dns | Redirect)
}

/// The first link of `from` to the site that starts at `home` that works.
pub(super) fn working<'a>(from: &'a SiteProfile, to: &SiteProfile, home: &Url, homes: &Homes) -> Option<&'a Evidence> {
    let links = from.outward.iter().filter(|(url, _)| homes.is_at(home, url));
    links.filter(|(url, _)| !matches!(state(from, to, url), State::Dead(_))).map(|(_, evidence)| evidence).next()
}

/// Dead and redirected links between the sites: `sites` in the order of `homes`, `None` for one that was not read.
pub(super) fn faulty(homes: &Homes, sites: &[Option<&SiteProfile>]) -> Vec<FamilyLink> {
    let mut out = Vec::new();
    for (from, profile) in sites.iter().enumerate().filter_map(|(at, site)| Some((at, (*site)?))) {
        for (url, evidence) in &profile.outward {
            let Some((to, target)) = homes.of(url).and_then(|to| Some((to, (*sites.get(to)?)?))) else { continue };
            let (moved, dead) = match state(profile, target, url) {
                State::Works => continue,
                State::Moved(end) => (Some(end), None),
                State::Dead(kind) => (None, Some(kind)),
            };
            let quote = quote(evidence);
            out.push(FamilyLink { from, to, quote, target: url.clone(), moved, dead });
        }
    }
    out
}

fn quote(evidence: &Evidence) -> Quote {
    Quote { text: evidence.quote.clone(), url: evidence.url.clone(), title: evidence.title.clone() }
}

/// Sites that the organisation lists among its schools and that the file does not have: links on a page that lists
/// several of its schools, to home pages of other sites, whose text or host reads like a school.
pub(super) fn not_in_file(homes: &Homes, organisation: &SiteProfile) -> Vec<Listed> {
    let listing: HashSet<&Url> = organisation
        .outward
        .iter()
        .filter(|(url, _)| homes.of(url).is_some())
        .map(|(_, evidence)| &evidence.url)
        .collect();
    let unknown = organisation.outward.iter().filter(|(url, e)| {
        homes.of(url).is_none() && listing.contains(&e.url) && is_home(url) && reads_like_school(url, &e.quote)
    });
    let mut told = HashSet::new();
    let once = unknown.filter(|(url, _)| told.insert(url.host_str().map(str::to_owned)));
    once.take(MOST).map(|(url, e)| Listed { name: e.quote.clone(), url: url.clone(), page: e.url.clone() }).collect()
}

fn is_home(url: &Url) -> bool {
    url.path().trim_matches('/').split('/').count() <= 1 && url.query().is_none()
}

fn reads_like_school(url: &Url, text: &str) -> bool {
    const OTHERS: [&str; 22] = [
        "facebook",
        "instagram",
        "linkedin",
        "youtube",
        "twitter",
        "google",
        "scholenopdekaart",
        "rijksoverheid",
        "onderwijsinspectie",
        "parnassys",
        "parro",
        "socialschools",
        "geschillencommissie",
        "klachtencommissie",
        "opvang",
        "gemeente",
        "swv",
        "samenwerkingsverband",
        "inspectie",
        "vacature",
        "meesterbaan",
        "bibliotheek",
    ];
    const SCHOOLS: [&str; 14] = [
        "school",
        "skoalle",
        "obs",
        "cbs",
        "pcb",
        "kbs",
        "rkbs",
        "bs ",
        "ikc",
        "kindcentrum",
        "sbo",
        "dalton",
        "montessori",
        "jenaplan",
    ];
    let host = url.host_str().unwrap_or_default();
    let low = fold(&format!("{text} {host}"));
    !OTHERS.iter().any(|word| low.contains(word)) && SCHOOLS.iter().any(|word| low.contains(word))
}

/// Places of schools that the organisation's site does not link to.
pub(super) fn not_listed(homes: &Homes, organisation: &SiteProfile, schools: &[&School]) -> Vec<usize> {
    let linked = |school: &School| organisation.outward.iter().any(|(url, _)| homes.is_at(&school.url, url));
    schools.iter().enumerate().filter(|(_, school)| !linked(school)).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, DocumentKind, Link, LinkCheck, Organisation, Region};

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    fn visit(start: &str, links: &[(&str, &str)]) -> Visit {
        let link = |(text, to): &(&str, &str)| Link {
            url: url(to),
            text: (*text).to_owned(),
            region: Region::Main,
            nofollow: false,
            block: None,
        };
        let links = links.iter().map(link).collect();
        let home = Document { links, clicks: Some(0), ..Document::blank(url(start), DocumentKind::Page) };
        Visit { documents: vec![home], ..Visit::default() }
    }

    const ORGANISATION: &str = "https://stichting.example/";
    const SCHOOL: &str = "https://school.example/";

    fn pair(links: &[(&str, &str)]) -> (Homes, SiteProfile, SiteProfile) {
        let homes = Homes::new(&[url(SCHOOL), url(ORGANISATION)]);
        let organisation = Organisation { name: "Stichting De Wâldsang".into(), url: None, aliases: Vec::new() };
        let profile = super::super::profile::profile;
        let read = |start: &str, links| profile(Some(&organisation), &homes, &url(start), &visit(start, links));
        let (school, own) = (read(SCHOOL, &[]), read(ORGANISATION, links));
        (homes, school, own)
    }

    #[test]
    fn links_are_dead_moved_or_work() {
        let links = [
            ("a", "https://school.example/weg"),
            ("b", "https://www.school.example"),
            ("c", "https://school.example/oud"),
        ];
        let (homes, school, mut own) = pair(&links);
        own.note_checks(&[
            LinkCheck { url: url(links[0].1), outcome: Err(FailureKind::Status(404)) },
            LinkCheck { url: url(links[2].1), outcome: Ok(url("https://school.example/nieuw")) },
        ]);
        let found = faulty(&homes, &[Some(&school), Some(&own)]);
        let told: Vec<_> = found.iter().map(|l| (l.quote.text.as_str(), l.dead, l.moved.is_some())).collect();
        assert_eq!(told, [("a", Some(FailureKind::Status(404)), false), ("c", None, true)]);
        assert_eq!(working(&own, &school, &url(SCHOOL), &homes).map(|e| e.quote.as_str()), Some("b"));
    }

    #[test]
    fn a_page_that_robots_closes_is_not_called_dead() {
        let (homes, school, mut own) = pair(&[("a", "https://school.example/dicht")]);
        own.note_checks(&[LinkCheck { url: url("https://school.example/dicht"), outcome: Err(FailureKind::Robots) }]);
        assert!(faulty(&homes, &[Some(&school), Some(&own)]).is_empty());
    }

    #[test]
    fn schools_that_only_one_of_the_two_knows() {
        let links = [
            ("De Kring", "https://school.example/"),
            ("OBS De Nieuwe", "https://denieuwe.example/"),
            ("Volg ons op Facebook", "https://facebook.example/school"),
            ("Nieuws", "https://krant.example/2026/school-wint-prijs"),
        ];
        let (homes, _, own) = pair(&links);
        let names: Vec<String> = not_in_file(&homes, &own).into_iter().map(|l| l.name).collect();
        assert_eq!(names, ["OBS De Nieuwe"]);
        let other = |at: &str| School {
            id: "x".into(),
            name: "X".into(),
            url: url(at),
            place: None,
            brin: None,
            kind: crate::model::SchoolType::Primary,
        };
        assert_eq!(not_listed(&homes, &own, &[&other(SCHOOL), &other("https://apart.example/")]), [1]);
    }

    #[test]
    fn crossing_links_once_and_few() {
        let many: Vec<String> = (0..30).map(|n| format!("https://school.example/{n}")).collect();
        let mut links: Vec<(&str, &str)> = many.iter().map(|to| ("x", to.as_str())).collect();
        links.extend([("x", "https://school.example/0/"), ("x", "https://elders.example/")]);
        let homes = Homes::new(&[url(SCHOOL), url(ORGANISATION)]);
        assert_eq!(crossing(&homes, 1, &visit(ORGANISATION, &links)).len(), MOST);
    }
}
