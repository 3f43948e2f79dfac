//! The course of one visit: robots.txt, home page, its style sheets, sitemaps, and then whatever is most promising.

use super::circuit::Circuit;
use super::frontier::{Frontier, PlaceId, Target};
use super::guest::Guest;
use super::guide::{Aims, Promised};
use super::harvest::Harvest;
use super::key::clean;
use super::lists::Lists;
use super::memory::Route;
use super::reading::{Reading, read};
use super::sitemap::Entry;
use super::skip::{demotion, is_document, is_later_page, is_old_document, is_useless};
use super::survey::survey;
use super::trap::is_absurd;
use super::trouble::Trouble;
use super::want::Want;
use super::worth::{Place, Worth};
use super::{Event, Report, Tools, pictures};
use crate::model::{FailureKind, Obstacle, Picture, Stopped, Visit};
use futures_util::StreamExt;
use futures_util::stream::FuturesOrdered;
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
    /// Whether all of it may be spent, however little is to be expected.
    pub(super) thorough: bool,
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
    route: Vec<Url>,
    stopped: Stopped,
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
        let start = clean(start);
        let guide = tools.guide.as_deref();
        let aims = Aims::new(guide.map(|guide| guide.aims(&start)).unwrap_or_default());
        let mut frontier = Frontier::new(budget.pages, Worth::new(guide.map(|guide| guide.habits()), aims));
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
            route: Vec::new(),
            stopped: Stopped::CutOff,
        }
    }

    /// Visits the site until it is read, the budget is spent, or something stands in the way.
    pub(super) async fn run(&mut self, report: Report<'_>) -> Result<(), Obstacle> {
        self.enter().await?;
        self.read_home().await?;
        self.tell(report);
        self.read_styles().await;
        self.read_sitemaps().await;
        match self.guest.party.route().await {
            Some(route) => self.read_again(route, report).await?,
            None => self.read_rest(report).await?,
        }
        self.look_at_pictures().await;
        Ok(())
    }

    /// What was brought back.
    pub(super) fn finish(self, obstacle: Option<Obstacle>) -> Visit {
        let mut visit = self.harvest.into_visit(self.home, &self.frontier, obstacle);
        visit.pictures = self.pictures;
        visit.route = self.route;
        visit.stats.stopped = if visit.obstacle.is_some() { Stopped::CutOff } else { self.stopped };
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
        let home = Target { in_sitemap: true, ..Target::plain(url, Some(0), 0) };
        self.frontier.close(self.home);
        let landing = self.departure(self.home, home).await;
        let end = landing.outcome.as_ref().err().filter(|trouble| trouble.ends_visit()).map(Trouble::obstacle);
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
        let mut pages: Vec<(Promised, Entry)> = Vec::new();
        for entry in entries {
            let later = self.tools.guide.is_some() && is_later_page(&entry.url);
            pages.push((self.promise(&entry.url, "", later), entry));
        }
        // Newest first among equals. What is far beyond the budget is not remembered.
        pages.sort_by(|(promised, entry), (other, before)| {
            other.always.cmp(&promised.always).then_with(|| before.changed.cmp(&entry.changed))
        });
        let kept = pages.len().min(self.budget.pages.saturating_mul(20));
        self.frontier.leave(pages.len() - kept);
        pages.truncate(kept);
        let mut newest = 0..;
        for (Promised { always, aims }, entry) in pages {
            let place = Place::of_entry(&entry);
            let dated = place == Place::Post && !entry.changed.is_empty();
            let nth = if dated { newest.next() } else { None };
            self.offer(Target { aims, place, nth, ..Target::plain(entry.url, None, always) });
        }
    }

    /// Asks in the order of the queue and takes in answers in that same order, so that the order does not depend on
    /// how fast the server is.
    async fn read_rest(&mut self, report: Report<'_>) -> Result<(), Obstacle> {
        let mut flights = FuturesOrdered::new();
        loop {
            while flights.len() < self.budget.width && self.goes_on(flights.len()) {
                let Some((id, target)) = self.frontier.next() else { break };
                if self.is_left_alone(&target.url) {
                    self.frontier.leave(1);
                } else if self.guest.ready(&target.url) > self.deadline() {
                    return Err(Obstacle::SlowedDown);
                } else {
                    self.route.push(target.url.clone());
                    flights.push_back(self.departure(id, target));
                }
            }
            let Some(landing) = flights.next().await else { return Ok(()) };
            self.take_in(landing)?;
            self.tell(report);
        }
    }

    /// Goes the way of then: the run is judged again by what it read.
    async fn read_again(&mut self, route: Route, report: Report<'_>) -> Result<(), Obstacle> {
        for url in &route.pages {
            let Some((id, target)) = self.frontier.take(url) else { continue };
            let landing = self.departure(id, target).await;
            self.take_in(landing)?;
            self.tell(report);
        }
        self.route = route.pages;
        if route.is_whole { Ok(()) } else { Err(Obstacle::Interrupted) }
    }

    /// Whether to ask for more, and why not.
    fn goes_on(&mut self, under_way: usize) -> bool {
        self.stopped = match () {
            () if !self.has_budget(under_way) => Stopped::Budget,
            () if !self.budget.thorough && self.frontier.is_settled() => Stopped::Settled,
            () => Stopped::Done,
        };
        self.stopped == Stopped::Done
    }

    /// Pages kept have a budget, and so have requests: pages that turn out to be the same do not go on for ever.
    fn has_budget(&self, under_way: usize) -> bool {
        self.harvest.len() + under_way < self.budget.pages && self.asked < self.budget.addresses()
    }

    fn departure(&mut self, id: PlaceId, target: Target) -> impl Future<Output = Landing> + use<> {
        self.asked += 1;
        let (guest, tools) = (Arc::clone(&self.guest), self.tools.clone());
        // When all is read anyway, the order of what is of little worth is not worth a look.
        let looks = !(self.budget.thorough && target.poor);
        let known = if looks { self.frontier.known_levels() } else { Vec::new() };
        async move {
            let outcome = read(&guest, &tools, &target, known).await;
            Landing { id, target, outcome }
        }
    }

    fn take_in(&mut self, landing: Landing) -> Result<(), Obstacle> {
        let Landing { id, target, outcome } = landing;
        let circuit = self.circuits.entry(target.url.host_str().unwrap_or_default().to_owned()).or_default();
        circuit.note(outcome.as_ref().map(|_| ()));
        match outcome {
            Ok(mut reading) => {
                let levels = std::mem::take(&mut reading.levels);
                let kept = self.harvest.keep(id, target.url.clone(), reading, &self.guest.site, &mut self.frontier);
                let led = kept.is_some_and(|index| self.follow(index, &target));
                self.frontier.note(&target, if kept.is_some() { &levels } else { &[] }, led);
                Ok(())
            }
            Err(trouble) => {
                let stop = circuit.is_open() && self.guest.site.contains(&target.url);
                let obstacle = trouble.obstacle();
                self.frontier.note(&target, &[], false);
                self.harvest.fail(target.url, trouble);
                if stop { Err(obstacle) } else { Ok(()) }
            }
        }
    }

    /// Notes all links of a new document for the distances, and offers those that may be followed. Tells whether a list
    /// went on to something that is worth reading.
    fn follow(&mut self, index: usize, from: &Target) -> bool {
        let Some(document) = self.harvest.document(index) else { return false };
        let links: Vec<_> = document.links.iter().take(MOST_LINKS).cloned().collect();
        let nofollow = document.nofollow;
        let lists = if self.tools.guide.is_some() { Lists::of(&links) } else { Lists::default() };
        let mut places = Vec::with_capacity(links.len());
        let mut led = false;
        for link in links {
            let Some(id) = self.meet(&link.url) else { continue };
            places.push(id);
            if nofollow || link.nofollow || self.frontier.is_taken(id) {
                continue;
            }
            let is_new = self.frontier.is_new(id);
            let place = Place::of_link(&link, from, &lists);
            let Promised { always, aims } = self.promise(&link.url, &link.text, place == Place::Turn);
            let clicks = from.clicks.map(|clicks| clicks + 1);
            let target = Target::plain(link.url, clicks, always);
            self.offer(Target { depth: from.depth + 1, in_sitemap: false, aims, place, ..target });
            led |= is_new && from.place == Place::Turn && place == Place::Item && self.frontier.is_worth_it(id);
        }
        self.harvest.link(index, places);
        led
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

    /// What a link promises; `turns`: it leads to the next page of a list.
    fn promise(&self, url: &Url, text: &str, turns: bool) -> Promised {
        let later = if turns { 0 } else { demotion(url) };
        let (promised, more) = match &self.tools.guide {
            Some(guide) => (guide.promise(url, text), if is_document(url) { guide.habits().document } else { 0 }),
            None => (Promised { always: (self.tools.promise)(url, text), aims: Vec::new() }, 0),
        };
        Promised { always: promised.always.saturating_add(more).saturating_sub(later), ..promised }
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
