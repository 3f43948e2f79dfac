//! What a visit has brought in so far, each page once.

use super::clicks::distances;
use super::frontier::{Frontier, PlaceId};
use super::reading::Reading;
use super::scope::Site;
use super::trouble::Trouble;
use super::twins::{Twins, is_better};
use crate::model::{BlockKind, CrawlStats, Document, DocumentKind, Failure, FailureKind, Obstacle, Region, Visit};
use std::collections::HashMap;
use url::{Position, Url};

/// Most failures that are listed; all are counted.
const MOST_FAILURES: usize = 1000;

/// Documents, failures, and which address turned out to be which document.
#[derive(Debug, Default)]
pub(super) struct Harvest {
    documents: Vec<Document>,
    links: Vec<Vec<PlaceId>>,
    index: HashMap<PlaceId, usize>,
    twins: Twins,
    failures: Vec<Failure>,
    failed: usize,
    refused_by_robots: usize,
    duplicates: usize,
    first_trouble: Option<Obstacle>,
}

impl Harvest {
    /// Documents kept.
    pub(super) fn len(&self) -> usize {
        self.documents.len()
    }

    /// A document that was kept.
    pub(super) fn document(&mut self, index: usize) -> Option<&mut Document> {
        self.documents.get_mut(index)
    }

    /// All documents kept.
    pub(super) fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The document that an address turned out to be.
    pub(super) fn at(&self, id: PlaceId) -> Option<usize> {
        self.index.get(&id).copied()
    }

    /// Notes where a document links to.
    pub(super) fn link(&mut self, index: usize, places: Vec<PlaceId>) {
        self.links[index] = places;
    }

    /// Notes an address that gave nothing.
    pub(super) fn fail(&mut self, url: Url, trouble: Trouble) {
        self.first_trouble.get_or_insert_with(|| trouble.obstacle());
        let failure = trouble.failure(url);
        if failure.kind == FailureKind::Robots {
            self.refused_by_robots += 1
        } else {
            self.failed += 1
        }
        tracing::debug!(url = %failure.url, kind = ?failure.kind, detail = failure.detail, "not read");
        if self.failures.len() < MOST_FAILURES {
            self.failures.push(failure);
        }
    }

    /// Keeps a document unless it is no page, or one that is there already. Gives its index when it is new.
    pub(super) fn keep(
        &mut self,
        id: PlaceId,
        asked: Url,
        reading: Reading,
        site: &Site,
        frontier: &mut Frontier,
    ) -> Option<usize> {
        let Reading { document, prints, .. } = reading;
        if let Some(trouble) = unfit(&document, site) {
            self.fail(asked, trouble);
            return None;
        }
        let mut places = vec![id, frontier.place(&document.url)];
        places.extend(same_page(&document, site).map(|url| frontier.place(url)));
        places.iter().for_each(|id| frontier.close(*id));
        let twin = self.twins.find(&prints);
        if let Some(kept) = places.iter().find_map(|id| self.at(*id)).or(twin) {
            self.duplicates += 1;
            self.alias(&places, kept);
            if twin == Some(kept) && is_better(&self.documents[kept], &document.url) {
                self.documents[kept].url = document.url;
            }
            return None;
        }
        let index = self.documents.len();
        self.alias(&places, index);
        self.twins.add(&prints, index);
        self.note_embeds(&document);
        self.documents.push(document);
        self.links.push(Vec::new());
        Some(index)
    }

    /// Frames from elsewhere are told once each; they count neither as asked for nor as failed.
    fn note_embeds(&mut self, document: &Document) {
        for (url, embed) in &document.embeds {
            let known = self.failures.iter().any(|failure| failure.url == *url);
            if !known && self.failures.len() < MOST_FAILURES {
                let detail = format!("shown in {}", document.url);
                self.failures.push(Failure { url: url.clone(), kind: FailureKind::Embedded(*embed), detail });
            }
        }
    }

    fn alias(&mut self, places: &[PlaceId], index: usize) {
        for id in places {
            self.index.entry(*id).or_insert(index);
        }
    }

    /// Everything but what the requests cost.
    pub(super) fn into_visit(mut self, home: PlaceId, frontier: &Frontier, obstacle: Option<Obstacle>) -> Visit {
        self.measure(home);
        let documents = self.documents.iter().filter(|document| document.kind != DocumentKind::Page).count();
        let stats = CrawlStats {
            reserved: self.documents.iter().filter(|document| document.reserved).count(),
            pages: self.documents.len() - documents,
            documents,
            refused_by_robots: self.refused_by_robots,
            failed: self.failed,
            left: frontier.left(),
            duplicates: self.duplicates + frontier.duplicates(),
            ..CrawlStats::default()
        };
        let nothing = self.documents.is_empty().then(|| self.first_trouble.unwrap_or(Obstacle::Empty));
        let obstacle = obstacle.or(nothing);
        Visit { documents: self.documents, failures: self.failures, stats, obstacle, ..Visit::default() }
    }

    fn measure(&mut self, home: PlaceId) {
        let to_documents = |places: &Vec<PlaceId>| places.iter().filter_map(|id| self.at(*id)).collect();
        let links: Vec<Vec<usize>> = self.links.iter().map(to_documents).collect();
        let clicks = distances(&links, self.at(home).unwrap_or(usize::MAX));
        for (document, clicks) in self.documents.iter_mut().zip(clicks) {
            document.clicks = clicks;
        }
    }
}

/// Why a document that came with status 200 is not a page of the site after all.
fn unfit(document: &Document, site: &Site) -> Option<Trouble> {
    if document.kind != DocumentKind::Page {
        None
    } else if !site.contains(&document.url) {
        Some(Trouble::new(FailureKind::Unreadable, "a page of another site"))
    } else {
        is_missing(document).then(|| Trouble::new(FailureKind::Status(404), "says that the page does not exist"))
    }
}

/// Whether a page says in its title or main heading that there is no such page.
fn is_missing(document: &Document) -> bool {
    let is_main_heading = |kind| matches!(kind, BlockKind::Heading(1));
    let heading = document.blocks.iter().find(|block| block.region == Region::Main && is_main_heading(block.kind));
    let heading = heading.map(|block| block.text.as_str()).unwrap_or_default();
    [document.title.as_str(), heading].into_iter().any(says_missing)
}

fn says_missing(text: &str) -> bool {
    const PHRASES: &[&str] = &[
        "pagina niet gevonden",
        "niet gevonden",
        "not found",
        "pagina bestaat niet",
        "error 404",
        "404 error",
        "fout 404",
    ];
    let text = text.to_lowercase();
    let short = text.chars().count() <= 70;
    let number = text.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty()) == Some("404");
    short && (number || PHRASES.iter().any(|phrase| text.contains(phrase)))
}

/// The address that a page calls canonical, when it differs in the query only. A canonical address with another path
/// is often a mistake (the home page on every page), so there only equal content counts.
fn same_page<'a>(document: &'a Document, site: &Site) -> Option<&'a Url> {
    let canonical = document.canonical.as_ref()?;
    let path = |url: &'a Url| url[Position::BeforePath..Position::AfterPath].trim_end_matches('/').to_owned();
    (site.contains(canonical) && path(canonical) == path(&document.url) && !is_page_number(&document.url))
        .then_some(canonical)
}

/// `?p=12` names a page of its own, whatever the canonical address says.
fn is_page_number(url: &Url) -> bool {
    url.query_pairs().any(|(key, _)| ["p", "page_id", "id", "pid", "nid", "view"].contains(&key.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::super::samples::page;
    use super::super::twins::{Prints, body_hash};
    use super::super::worth::Worth;
    use super::*;

    struct Bench {
        harvest: Harvest,
        frontier: Frontier,
        site: Site,
    }

    impl Bench {
        fn new() -> Self {
            let site = Site::alone(&page("/", "", "").url);
            Self { harvest: Harvest::default(), frontier: Frontier::new(200, Worth::default()), site }
        }

        fn keep(&mut self, asked: &str, document: Document) -> Option<usize> {
            let prints = Prints::of(body_hash(document.title.as_bytes()), &document);
            let asked = page(asked, "", "").url;
            let id = self.frontier.place(&asked);
            self.harvest.keep(
                id,
                asked,
                Reading { document, prints, levels: Vec::new() },
                &self.site,
                &mut self.frontier,
            )
        }
    }

    #[test]
    fn a_redirect_to_a_known_page_is_a_duplicate() {
        let mut bench = Bench::new();
        assert_eq!(bench.keep("/ouders", page("/ouders", "Ouders", "Welkom")), Some(0));
        assert_eq!(bench.keep("/oud", page("/ouders/", "Ouders van nu", "Dag")), None);
        assert_eq!(bench.harvest.duplicates, 1);
    }

    #[test]
    fn a_canonical_with_another_query_is_the_same_page_with_another_path_not() {
        let mut bench = Bench::new();
        let mut november = page("/agenda?weergave=lijst", "Agenda", "November");
        november.canonical = Some(page("/agenda", "", "").url);
        assert_eq!(bench.keep("/agenda?weergave=lijst", november), Some(0));
        assert_eq!(bench.keep("/agenda", page("/agenda", "Agenda 2", "December")), None);
        let mut team = page("/team", "Team", "Wie wij zijn");
        team.canonical = Some(page("/agenda", "", "").url);
        assert_eq!(bench.keep("/team", team), Some(1));
    }

    #[test]
    fn equal_pages_are_kept_once_under_the_better_address() {
        let mut bench = Bench::new();
        bench.keep("/nieuws/ouders-en-school", page("/nieuws/ouders-en-school", "Ouders", "Welkom"));
        assert_eq!(bench.keep("/ouders", page("/ouders", "Ouders", "Welkom")), None);
        assert_eq!(bench.harvest.documents[0].url.path(), "/ouders");
    }

    #[test]
    fn pages_that_say_they_are_missing_are_failures() {
        let mut bench = Bench::new();
        for title in ["Pagina niet gevonden", "404 - De Linde", "Not Found | De Linde"] {
            assert_eq!(bench.keep(title, page("/x", title, "De ouderraad")), None, "{title}");
        }
        assert_eq!(bench.harvest.failures[0].kind, FailureKind::Status(404));
        assert_eq!(bench.keep("/klas", page("/klas", "Gevonden voorwerpen", "Jas 404")), Some(0));
    }

    #[test]
    fn clicks_follow_links_through_redirects_and_duplicates() {
        let mut bench = Bench::new();
        bench.keep("/", page("/", "Home", "Welkom"));
        bench.keep("/oud", page("/ouders", "Ouders", "Dag"));
        bench.keep("/kaart", page("/kaart", "Kaart", "Alles"));
        let places = [page("/oud", "", "").url, page("/", "", "").url].map(|url| bench.frontier.place(&url));
        bench.harvest.link(0, vec![places[0]]);
        let visit = bench.harvest.into_visit(places[1], &bench.frontier, None);
        let clicks: Vec<Option<u32>> = visit.documents.iter().map(|document| document.clicks).collect();
        assert_eq!(clicks, [Some(0), Some(1), None]);
        assert_eq!((visit.stats.pages, visit.obstacle), (3, None));
    }

    #[test]
    fn when_nothing_was_read_the_first_trouble_tells_why() {
        let mut harvest = Harvest::default();
        harvest.fail(page("/", "", "").url, Trouble::new(FailureKind::Status(404), ""));
        harvest.fail(page("/a", "", "").url, Trouble::new(FailureKind::Timeout, ""));
        let visit = harvest.into_visit(0, &Frontier::new(9, Worth::default()), None);
        assert_eq!((visit.obstacle, visit.stats.failed), (Some(Obstacle::ServerError(404)), 2));
    }
}
