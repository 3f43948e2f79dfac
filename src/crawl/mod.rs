//! Visits sites: politely, in a fixed order, and without harm from whatever they send.
//!
//! A [`Crawler`] is made once per run. [`Crawler::visit`] reads one site and never fails: what went wrong is part of
//! the [`Visit`]. The caller runs many visits side by side; they share one owner per host and per machine, so that
//! sister schools on one server are asked in turn.
//!
//! ```text
//! tour ── frontier (what next: worth, lists, key, trap, skip) ──▶ guest (robots, scope, redirects) ──▶ fetch (guard, names, host, retry)
//!   ▲                                                                                      │
//!   └── harvest (twins, clicks) ◀───────── reader, given by the caller ◀───────────────────┘
//! ```
//!
//! A run's [`Memory`], when there is one, stands between guest and fetch: what was asked for once is not asked for again.
//!
//! This stage knows nothing of the rubric but a [`Guide`] that says what a link promises and what a page gives, and nothing
//! of HTML but a function that reads it.

mod answer;
mod circuit;
mod clicks;
mod fetch;
mod frontier;
mod guard;
mod guest;
mod guide;
mod harvest;
mod host;
mod key;
mod lists;
mod memory;
mod names;
mod party;
mod pictures;
mod reading;
mod render;
mod retry;
mod robots;
#[cfg(test)]
mod robots_cases;
#[cfg(test)]
mod samples;
mod scope;
mod sitemap;
mod skip;
mod survey;
mod tally;
#[cfg(any(test, feature = "fuzz"))]
pub mod targets;
mod tour;
mod trap;
mod trouble;
mod twins;
mod want;
mod worth;

pub use guard::Hosts;
pub use guide::{Guide, Promised};
pub use memory::{Asked, Earlier, Memory, Recall, Route};
pub use render::Rendering;

use crate::model::{CrawlSettings, Document, Failure, Fetched, LinkCheck, Look, Obstacle, Picture, Visit};
use fetch::Fetcher;
use guard::Guard;
use guest::Guest;
use memory::Notes;
use party::Party;
use scope::Site;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tour::{Budget, Tour, time_up};
use url::Url;

/// Makes a document of what was fetched. Runs on blocking threads; pure. A panic counts as an unreadable page.
pub type Reader = Arc<dyn Fn(Fetched) -> Result<Document, Failure> + Send + Sync>;

/// How promising a link is, by address and link text: higher is sooner.
pub type Promise = Arc<dyn Fn(&Url, &str) -> i32 + Send + Sync>;

/// Adds the colours and fonts of a style sheet to the look of the home page. Runs on blocking threads; pure.
pub type Style = Arc<dyn Fn(&[u8], &mut Look) + Send + Sync>;

/// Looks at a picture that lies at an address; `None` when it cannot be read. Runs on blocking threads; pure. A panic
/// counts as unreadable.
pub type Eye = Arc<dyn Fn(&Url, &[u8]) -> Option<Picture> + Send + Sync>;

/// Who is told how a visit goes.
type Report<'a> = &'a (dyn Fn(Event) + Send + Sync);

/// How the visit of one site goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The visit starts.
    Started,
    /// A page was read, or turned out not to be readable.
    Read {
        /// Pages and documents kept so far.
        read: usize,
        /// Addresses known but not yet asked for; more than the budget allows, perhaps.
        waiting: usize,
    },
    /// The visit is over.
    Done,
}

/// The HTTP client could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client could not be set up: {0}")]
pub struct SetupError(#[from] reqwest::Error);

/// Time that every visit may take, however small its page budget.
const LEAST_TIME: Duration = Duration::from_secs(20 * 60);

#[derive(Clone)]
struct Tools {
    reader: Reader,
    promise: Promise,
    style: Style,
    rendering: Option<Rendering>,
    eye: Option<Eye>,
    guide: Option<Arc<dyn Guide>>,
}

/// What a visit to one site can take at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Pages and documents read.
    pub pages: usize,
    /// Addresses asked for: pages, robots.txt, sitemaps, style sheets and pictures. Redirects and repeats come on top.
    pub requests: usize,
    /// Time, turns of other sites on the same machine not counted.
    pub time: Duration,
}

/// The limits of one visit under `settings`.
pub fn limits(settings: &CrawlSettings) -> Limits {
    let budget = budget(settings);
    // A picture may lie on a host of its own, which has a robots.txt too.
    let beside = 1 + survey::MOST_FILES + tour::MOST_STYLES + 2 * pictures::MOST;
    Limits { pages: budget.pages, requests: budget.addresses() + beside, time: budget.time }
}

fn budget(settings: &CrawlSettings) -> Budget {
    let pages = u32::try_from(settings.max_pages).unwrap_or(u32::MAX);
    let by_delay = settings.delay.saturating_mul(pages).saturating_mul(2) + Duration::from_secs(5 * 60);
    let width = settings.concurrency_per_host.max(1);
    Budget { pages: settings.max_pages, width, time: by_delay.max(LEAST_TIME), thorough: settings.thorough }
}

/// Visits sites for one run.
pub struct Crawler {
    fetcher: Arc<Fetcher>,
    hosts: Hosts,
    tools: Tools,
    budget: Budget,
    stop: watch::Receiver<bool>,
    notes: Notes,
}

impl Crawler {
    /// A crawler that keeps to `settings`. It stops all visits soon after `stop` becomes true.
    ///
    /// # Errors
    ///
    /// When the HTTP client cannot be set up on this machine.
    pub fn new(
        settings: &CrawlSettings,
        hosts: Hosts,
        reader: Reader,
        promise: Promise,
        style: Style,
        stop: watch::Receiver<bool>,
    ) -> Result<Self, SetupError> {
        let guard = Guard { hosts: hosts.clone(), allow_private: settings.allow_private_hosts };
        Ok(Self {
            fetcher: Arc::new(Fetcher::new(settings, guard)?),
            hosts,
            tools: Tools { reader, promise, style, rendering: None, eye: None, guide: None },
            budget: budget(settings),
            stop,
            notes: Notes::default(),
        })
    }

    /// The same crawler, that shows pages in a browser where their scripts make the text.
    #[must_use]
    pub fn rendering(mut self, rendering: Rendering) -> Self {
        self.tools.rendering = Some(rendering);
        self
    }

    /// The same crawler, which also looks at the few pictures of each site that may be a logo.
    #[must_use]
    pub fn seeing(mut self, eye: Eye) -> Self {
        self.tools.eye = Some(eye);
        self
    }

    /// The same crawler, which reads first where `guide` says that what is lacking may stand, and ends a visit when nothing
    /// more is expected of the rest.
    #[must_use]
    pub fn guided(mut self, guide: Arc<dyn Guide>) -> Self {
        self.tools.guide = Some(guide);
        self
    }

    /// The same crawler, which looks into `memory` before it asks for anything, and keeps there what it asked for.
    #[must_use]
    pub fn remembering(self, memory: Arc<dyn Memory>) -> Self {
        Self { notes: Notes(Some(memory)), ..self }
    }

    /// Visits one site, from its start page, until it is read or the budget is spent. Documents come in the order in
    /// which they were asked for; the same site gives the same order.
    pub async fn visit(&self, start: &Url, report: &(dyn Fn(Event) + Send + Sync)) -> Visit {
        report(Event::Started);
        let guest = Arc::new(Guest::new(
            Arc::clone(&self.fetcher),
            Site::of(start, &self.hosts),
            Party::new(start, self.notes.clone()),
        ));
        let mut tour = Tour::new(&self.tools, Arc::clone(&guest), start, self.budget);
        let ended = tokio::select! {
            biased;
            () = stopped(self.stop.clone()) => Err(Obstacle::Interrupted),
            () = time_up(&guest, self.budget.time) => Err(self.out_of_time(start)),
            () = guest.party.ended() => Err(Obstacle::Interrupted),
            ended = tour.run(report) => ended,
        };
        report(Event::Done);
        tour.finish(ended.err())
    }

    /// Asks for each of these addresses once, one after the other, and tells how that turned out; fewer when the run is
    /// stopped. Addresses that may not be asked are left out.
    pub async fn check(&self, urls: Vec<Url>) -> Vec<LinkCheck> {
        let Some(first) = urls.first() else { return Vec::new() };
        let party = Party::new(first, self.notes.clone());
        let guest = Guest::new(Arc::clone(&self.fetcher), Site::of(first, &self.hosts), party);
        let mut checks = Vec::new();
        let all = async {
            for url in urls.into_iter().filter(|url| self.fetcher.admits(url)) {
                let outcome = guest.check(&url).await.map_err(|trouble| trouble.failure(url.clone()).kind);
                checks.push(LinkCheck { url, outcome });
            }
        };
        tokio::select! {
            biased;
            () = stopped(self.stop.clone()) => {}
            () = guest.party.ended() => {}
            () = all => {}
        }
        checks
    }

    fn out_of_time(&self, start: &Url) -> Obstacle {
        let slowed = self.fetcher.owners().is_slowed(start.host_str().unwrap_or_default());
        if slowed { Obstacle::SlowedDown } else { Obstacle::Interrupted }
    }
}

/// Ends when the run is to stop; never, when nobody is left who could say so.
async fn stopped(mut stop: watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
}
