//! The course of one visit: robots.txt, home page, its style sheets, sitemaps, and then whatever is most promising.

use super::circuit::Circuit;
use super::frontier::{Frontier, PlaceId, Target};
use super::guest::Guest;
use super::harvest::{Harvest, Reading};
use super::key::clean;
use super::skip::{demotion, is_document, is_old_document, is_useless};
use super::survey::survey;
use super::trap::is_absurd;
use super::trouble::Trouble;
use super::twins::{Prints, body_hash};
use super::want::Want;
use super::{Event, Reader, Report, Tools, pictures};
use crate::model::{Document, FailureKind, Fetched, Obstacle, Picture, Region, Visit};
use futures_util::StreamExt;
use futures_util::stream::FuturesOrdered;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};
use url::Url;

/// Most links taken from one page.
const MOST_LINKS: usize = 1000;

/// Most style sheets asked for.
pub(super) const MOST_STYLES: usize = 2;

/// How much a visit may do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    /// Most pages and documents kept.
    pub(super) pages: usize,
    /// Requests for pages under way at once.
    pub(super) width: usize,
    /// Longest time, turns of sister sites not counted.
    pub(super) time: Duration,
}

impl Budget {
    /// Most addresses asked for, of pages that turn out to be the same or fail too.
    pub(super) fn addresses(&self) -> usize {
        self.pages * 3 + 50
    }
}

/// One visit under way.
pub(super) struct Tour<'a> {
    tools: &'a Tools,
    guest: Arc<Guest>,
    start: Url,
    home: PlaceId,
    budget: Budget,
    began: Instant,
    frontier: Frontier,
    harvest: Harvest,
    circuits: HashMap<String, Circuit>,
    asked: usize,
    pictures: Vec<Picture>,
}

/// What came of one target.
struct Landing {
    id: PlaceId,
    target: Target,
    outcome: Result<Reading, Trouble>,
}

impl<'a> Tour<'a> {
    /// A visit that has not begun.
    pub(super) fn new(tools: &'a Tools, guest: Arc<Guest>, start: &Url, budget: Budget) -> Self {
        let mut frontier = Frontier::new(budget.pages);
        let start = clean(start);
        Self {
            tools,
            guest,
            // The first page seen, so there is room for it.
            home: frontier.see(&start).unwrap_or_default(),
            start,
            budget,
            began: Instant::now(),
            frontier,
            harvest: Harvest::default(),
            circuits: HashMap::new(),
            asked: 0,
            pictures: Vec::new(),
        }
    }

    /// Visits the site until it is read, the budget is spent, or something stands in the way.
    pub(super) async fn run(&mut self, report: Report<'_>) -> Result<(), Obstacle> {
        self.enter().await?;
        self.read_home().await?;
        self.tell(report);
        self.read_styles().await;
        self.read_sitemaps().await;
        self.read_rest(report).await?;
        self.look_at_pictures().await;
        Ok(())
    }

    /// What was brought back.
    pub(super) fn finish(self, obstacle: Option<Obstacle>) -> Visit {
        let mut visit = self.harvest.into_visit(self.home, &self.frontier, obstacle);
        visit.pictures = self.pictures;
        let counts = self.guest.party.tally.counts();
        visit.stats.requests = counts.requests;
        visit.stats.bytes = counts.bytes;
        visit.stats.seconds = counts.seconds();
        visit.stats.unchanged = counts.unchanged;
        visit
    }

    async fn enter(&self) -> Result<(), Obstacle> {
        self.guest.fetcher.check(&self.guest.party).await.map_err(|trouble| trouble.obstacle())?;
        let cell = self.guest.policy(&self.start).await;
        let Some(policy) = cell.get() else { return Ok(()) };
        if policy.moved()
            && let Some(to) = self.guest.moved_to(&self.start).await
        {
            return Err(Obstacle::Moved(to));
        }
        if policy.crawl_delay().is_some_and(|delay| delay > self.budget.time / 2) {
            return Err(Obstacle::SlowedDown);
        }
        policy.obstacle().map_or(Ok(()), Err)
    }

    async fn read_home(&mut self) -> Result<(), Obstacle> {
        let url = self.start.clone();
        let home = Target { url, clicks: Some(0), depth: 0, in_sitemap: true, promise: i32::MAX };
        self.frontier.close(self.home);
        let landing = self.departure(self.home, home).await;
        let end = landing.outcome.as_ref().err().filter(|trouble| ends_visit(trouble)).map(Trouble::obstacle);
        self.take_in(landing)?;
        end.map_or(Ok(()), Err)
    }

    /// Colours and fonts that the home page takes from its style sheets.
    async fn read_styles(&mut self) {
        let Some(home) = self.harvest.document(0) else { return };
        let own = home.look.stylesheets.iter().filter(|url| self.guest.site.serves(url));
        let sheets: Vec<Url> = own.take(MOST_STYLES).cloned().collect();
        for sheet in sheets {
            let (Ok(answer), Some(home)) = (self.guest.file(&sheet, Want::Style).await, self.harvest.document(0))
            else {
                continue;
            };
            let (style, mut look) = (Arc::clone(&self.tools.style), home.look.clone());
            let merged = tokio::task::spawn_blocking(move || {
                style(&answer.body, &mut look);
                look.place_backgrounds(&answer.url, Some(&sheet));
                look
            });
            if let Ok(look) = merged.await {
                home.look = look;
            }
        }
    }

    /// Logos and other pictures of the frame, few. One that cannot be had or read is left out.
    async fn look_at_pictures(&mut self) {
        let Some(eye) = self.tools.eye.clone() else { return };
        let wanted = pictures::wanted(self.harvest.documents());
        for url in wanted.into_iter().filter(|url| self.guest.fetcher.admits(url)).collect::<Vec<_>>() {
            let answer = match self.guest.picture(&url).await {
                Ok(answer) => answer,
                Err(trouble) => {
                    tracing::debug!(%url, ?trouble, "no picture");
                    continue;
                }
            };
            let eye = Arc::clone(&eye);
            let seen = tokio::task::spawn_blocking(move || eye(&url, &answer.body)).await;
            self.pictures.extend(seen.ok().flatten());
        }
    }

    async fn read_sitemaps(&mut self) {
        let entries = survey(&self.guest, &self.start).await;
        let mut pages: Vec<(i32, Reverse<String>, Url)> = Vec::new();
        for entry in entries {
            let promise = self.promise(&entry.url, "");
            pages.push((promise, Reverse(entry.changed), entry.url));
        }
        // Newest first among equals. What is far beyond the budget is not remembered.
        pages.sort_by(|(promise, changed, _), (other, other_changed, _)| {
            other.cmp(promise).then_with(|| changed.cmp(other_changed))
        });
        let kept = pages.len().min(self.budget.pages.saturating_mul(20));
        self.frontier.leave(pages.len() - kept);
        pages.truncate(kept);
        for (promise, _, url) in pages {
            self.offer(Target { url, clicks: None, depth: 1, in_sitemap: true, promise });
        }
    }

    /// Asks in the order of the queue and takes in answers in that same order, so that the order does not depend on
    /// how fast the server is.
    async fn read_rest(&mut self, report: Report<'_>) -> Result<(), Obstacle> {
        let mut flights = FuturesOrdered::new();
        loop {
            while flights.len() < self.budget.width && self.has_budget(flights.len()) {
                let Some((id, target)) = self.frontier.next() else { break };
                if self.is_left_alone(&target.url) {
                    self.frontier.leave(1);
                } else if self.guest.ready(&target.url) > self.deadline() {
                    return Err(Obstacle::SlowedDown);
                } else {
                    flights.push_back(self.departure(id, target));
                }
            }
            let Some(landing) = flights.next().await else { return Ok(()) };
            self.take_in(landing)?;
            self.tell(report);
        }
    }

    /// Pages kept have a budget, and so have requests: pages that turn out to be the same do not go on for ever.
    fn has_budget(&self, under_way: usize) -> bool {
        self.harvest.len() + under_way < self.budget.pages && self.asked < self.budget.addresses()
    }

    fn departure(&mut self, id: PlaceId, target: Target) -> impl Future<Output = Landing> + use<> {
        self.asked += 1;
        let (guest, tools) = (Arc::clone(&self.guest), self.tools.clone());
        async move {
            let outcome = read(&guest, &tools, &target).await;
            Landing { id, target, outcome }
        }
    }

    fn take_in(&mut self, landing: Landing) -> Result<(), Obstacle> {
        let Landing { id, target, outcome } = landing;
        let circuit = self.circuits.entry(target.url.host_str().unwrap_or_default().to_owned()).or_default();
        circuit.note(outcome.as_ref().map(|_| ()));
        match outcome {
            Ok(reading) => {
                let kept = self.harvest.keep(id, target.url.clone(), reading, &self.guest.site, &mut self.frontier);
                if let Some(index) = kept {
                    self.follow(index, &target);
                }
                Ok(())
            }
            Err(trouble) => {
                let stop = circuit.is_open() && self.guest.site.contains(&target.url);
                let obstacle = trouble.obstacle();
                self.harvest.fail(target.url, trouble);
                if stop { Err(obstacle) } else { Ok(()) }
            }
        }
    }

    /// Notes all links of a new document for the distances, and offers those that may be followed.
    fn follow(&mut self, index: usize, from: &Target) {
        let Some(document) = self.harvest.document(index) else { return };
        let links: Vec<_> = document.links.iter().take(MOST_LINKS).cloned().collect();
        let nofollow = document.nofollow;
        let mut places = Vec::with_capacity(links.len());
        for link in links {
            let Some(id) = self.meet(&link.url) else { continue };
            places.push(id);
            if nofollow || link.nofollow {
                continue;
            }
            let promise = self.promise(&link.url, &link.text);
            let clicks = from.clicks.map(|clicks| clicks + 1);
            self.offer(Target { url: link.url, clicks, depth: from.depth + 1, in_sitemap: false, promise });
        }
        self.harvest.link(index, places);
    }

    /// The page that a link stands for, when it is one to think of at all.
    fn meet(&mut self, url: &Url) -> Option<PlaceId> {
        let known = self.frontier.known(url);
        let inside = || self.guest.site.contains(url) || is_document(url);
        if known.is_none() && (!inside() || is_useless(url) || is_absurd(url) || !self.guest.fetcher.admits(url)) {
            return None;
        }
        self.frontier.see(url)
    }

    fn offer(&mut self, target: Target) {
        let Some(id) = self.meet(&target.url) else { return };
        if self.frontier.is_new(id) && self.guest.is_closed(&target.url) {
            self.frontier.close(id);
            let trouble = Trouble::new(FailureKind::Robots, "robots.txt asks not to");
            self.harvest.fail(target.url, trouble);
        } else if self.frontier.is_new(id) && is_old_document(&target.url) {
            self.frontier.close(id);
            self.harvest.fail(target.url, Trouble::new(FailureKind::OldFormat, "not asked for"));
        } else {
            self.frontier.offer(id, target);
        }
    }

    fn promise(&self, url: &Url, text: &str) -> i32 {
        (self.tools.promise)(url, text).saturating_sub(demotion(url))
    }

    fn is_left_alone(&self, url: &Url) -> bool {
        self.circuits.get(url.host_str().unwrap_or_default()).is_some_and(Circuit::is_open)
    }

    fn deadline(&self) -> Instant {
        self.began + self.budget.time + self.guest.party.tally.counts().queued
    }

    fn tell(&self, report: Report<'_>) {
        report(Event::Read { read: self.harvest.len(), waiting: self.frontier.waiting() });
    }
}

/// Ends when a visit's time is up. Time spent waiting for sister sites comes on top.
pub(super) async fn time_up(guest: &Guest, time: Duration) {
    let began = Instant::now();
    let end = || began + time + guest.party.tally.counts().queued;
    while Instant::now() < end() {
        sleep_until(end()).await;
    }
}

async fn read(guest: &Arc<Guest>, tools: &Tools, target: &Target) -> Result<Reading, Trouble> {
    let fetched = guest.page(&target.url).await?.fetched(target.clicks);
    let Some(rendering) = &tools.rendering else { return parse(&tools.reader, fetched).await };
    let plain = parse(&tools.reader, fetched.clone()).await?;
    if !rendering.wants(&plain.document) {
        return Ok(plain);
    }
    let Some(shown) = rendering.render(guest, &fetched).await else { return Ok(plain) };
    let mut reading = parse(&tools.reader, shown).await?;
    // Little text is all there is now; none is still a page that could not be read.
    reading.document.script_shell &= reading.document.blocks.iter().all(|block| block.region != Region::Main);
    Ok(reading)
}

async fn parse(reader: &Reader, fetched: Fetched) -> Result<Reading, Trouble> {
    let reader = Arc::clone(reader);
    let work = tokio::task::spawn_blocking(move || {
        let body = body_hash(&fetched.body);
        let document: Document = reader(fetched).map_err(|failure| Trouble::new(failure.kind, failure.detail))?;
        Ok(Reading { prints: Prints::of(body, &document), document })
    });
    work.await.unwrap_or_else(|error| Err(Trouble::new(FailureKind::Unreadable, error.to_string())))
}

/// Whether a home page that cannot be had says that nothing else can. A missing home page does not.
fn ends_visit(trouble: &Trouble) -> bool {
    use FailureKind::{Connect, Dns, Forbidden, Status, Timeout, Tls};
    match trouble {
        Trouble::Elsewhere(_) | Trouble::Astray(_) | Trouble::SentAway(_) => true,
        Trouble::Failed(kind, _) => {
            matches!(kind, Dns | Connect | Tls | Timeout | Forbidden | Status(401 | 403 | 429 | 500..=599))
        }
    }
}
