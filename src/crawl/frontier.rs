//! What to ask for next: the home page, then the address known that is worth most.

use super::key::{Key, clean};
use super::trap::Budgets;
use super::worth::{FamilyId, Place, Worth};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use url::Url;

/// Deepest page that is asked for, in clicks.
const DEEPEST: u32 = 10;

/// Most addresses of one site that are remembered.
const MOST_PLACES: usize = 50_000;

/// An address to ask for.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// Where to go.
    pub(super) url: Url,
    /// Clicks from the home page as far as known; `None` when only the sitemap names it.
    pub(super) clicks: Option<u32>,
    /// How far the search has come: clicks, or steps from the sitemap.
    pub(super) depth: u32,
    /// The sitemap names it.
    pub(super) in_sitemap: bool,
    /// What it promises whatever is lacking; higher is sooner.
    pub(super) promise: i32,
    /// What it promises to single aims.
    pub(super) aims: Vec<(usize, i32)>,
    /// Where its link stands.
    pub(super) place: Place,
    /// To which family it belongs; set when it is offered.
    pub(super) family: FamilyId,
    /// How many of its family came before it, newest first; `None` when that is not known.
    pub(super) nth: Option<u32>,
    /// Whether it was worth less than counts when it was taken.
    pub(super) poor: bool,
}

impl Target {
    /// An address that leads nowhere in particular.
    pub(super) fn plain(url: Url, clicks: Option<u32>, promise: i32) -> Self {
        Self {
            url,
            clicks,
            depth: clicks.unwrap_or(1),
            in_sitemap: clicks.is_none(),
            promise,
            aims: Vec::new(),
            place: Place::Page,
            family: 0,
            nth: None,
            poor: false,
        }
    }
}

/// Number of a page within one visit; all spellings of its address share it.
pub(super) type PlaceId = usize;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Known,
    Waiting,
    Taken,
}

/// Worth, clicks, number of the offer.
type Rank = (i64, Reverse<u32>, Reverse<usize>);

/// The queue of one visit. The order of its answers depends on what was put in and in which order, on nothing else.
#[derive(Debug)]
pub(super) struct Frontier {
    ids: HashMap<Key, PlaceId>,
    spellings: HashMap<String, PlaceId>,
    states: Vec<State>,
    /// Which of a family a page is.
    order: HashMap<(PlaceId, FamilyId), u32>,
    best: HashMap<PlaceId, (Rank, Target)>,
    queue: BinaryHeap<(Rank, PlaceId)>,
    budgets: Budgets,
    worth: Worth,
    idle: u32,
    offered: usize,
    waiting: usize,
    left: usize,
    duplicates: usize,
}

impl Frontier {
    /// An empty queue for a visit of at most `max_pages` pages, ordered by `worth`.
    pub(super) fn new(max_pages: usize, worth: Worth) -> Self {
        Self {
            ids: HashMap::new(),
            spellings: HashMap::new(),
            states: Vec::new(),
            order: HashMap::new(),
            best: HashMap::new(),
            queue: BinaryHeap::new(),
            budgets: Budgets::new(max_pages),
            worth,
            idle: 0,
            offered: 0,
            waiting: 0,
            left: 0,
            duplicates: 0,
        }
    }

    /// The number of a page whose address was met before in this spelling.
    pub(super) fn known(&self, url: &Url) -> Option<PlaceId> {
        self.spellings.get(url.as_str()).copied()
    }

    /// The number of the page that an address found on a page or in a sitemap stands for. A new spelling of a page
    /// met before counts as a duplicate avoided. `None` when too much is remembered already.
    pub(super) fn see(&mut self, url: &Url) -> Option<PlaceId> {
        if let Some(id) = self.known(url) {
            return Some(id);
        }
        if self.spellings.len() >= MOST_PLACES {
            self.left += 1;
            return None;
        }
        let places = self.states.len();
        let id = self.place(url);
        self.duplicates += usize::from(self.states.len() == places);
        self.spellings.insert(url.as_str().to_owned(), id);
        Some(id)
    }

    /// The number of the page that an address stands for.
    pub(super) fn place(&mut self, url: &Url) -> PlaceId {
        let next = self.states.len();
        let id = *self.ids.entry(Key::of(url)).or_insert(next);
        if id == next {
            self.states.push(State::Known);
        }
        id
    }

    /// Whether the page was neither put in the queue nor closed.
    pub(super) fn is_new(&self, id: PlaceId) -> bool {
        self.states[id] == State::Known
    }

    /// Whether the page was asked for, or closed.
    pub(super) fn is_taken(&self, id: PlaceId) -> bool {
        self.states[id] == State::Taken
    }

    /// Puts a page in the queue, or moves it forward when it is already there with a lower rank.
    pub(super) fn offer(&mut self, id: PlaceId, mut target: Target) {
        if target.depth > DEEPEST || self.states[id] == State::Taken {
            return;
        }
        self.offered += 1;
        self.settle_in(id, &mut target);
        let rank = (self.worth.of(&target), Reverse(target.clicks.unwrap_or(u32::MAX)), Reverse(self.offered));
        if let Some((known, before)) = self.best.get(&id) {
            if (known.0, known.1) >= (rank.0, rank.1) {
                return;
            }
            // The first spelling found stays, whatever link turns out to be the more promising one.
            target = Target { url: before.url.clone(), in_sitemap: before.in_sitemap || target.in_sitemap, ..target };
        } else {
            target.url = clean(&target.url);
            self.waiting += 1;
        }
        self.states[id] = State::Waiting;
        self.best.insert(id, (rank, target));
        self.queue.push((rank, id));
    }

    /// Gives a target its place among others like it.
    fn settle_in(&mut self, id: PlaceId, target: &mut Target) {
        target.family = self.worth.family(&target.url, target.place);
        let (worth, family) = (&mut self.worth, target.family);
        target.nth = match target.place {
            Place::Page | Place::Mapped => Some(*self.order.entry((id, family)).or_insert_with(|| worth.count(family))),
            Place::Item => Some(*self.order.entry((id, family)).or_insert_with(|| worth.list(family))),
            Place::Near | Place::Post | Place::Turn => target.nth,
        };
    }

    /// Takes note of addresses that are known but will not be asked for.
    pub(super) fn leave(&mut self, addresses: usize) {
        self.left += addresses;
    }

    /// The best address that is within every budget.
    pub(super) fn next(&mut self) -> Option<(PlaceId, Target)> {
        while let Some((rank, id)) = self.first() {
            self.queue.pop();
            let Some((_, mut target)) = self.best.remove(&id) else { continue };
            self.waiting -= 1;
            self.states[id] = State::Taken;
            if self.budgets.take(&target.url, target.in_sitemap) {
                target.poor = self.is_poor(rank.0);
                return Some((id, target));
            }
            self.left += 1;
        }
        None
    }

    /// Takes a page out of its turn, when it waits.
    pub(super) fn take(&mut self, url: &Url) -> Option<(PlaceId, Target)> {
        let id = self.known(url).or_else(|| self.ids.get(&Key::of(url)).copied())?;
        let (_, target) = self.best.remove(&id)?;
        self.waiting -= 1;
        self.states[id] = State::Taken;
        Some((id, target))
    }

    /// The first in the queue, with its worth of this moment: what others brought makes it less.
    fn first(&mut self) -> Option<(Rank, PlaceId)> {
        while let Some((rank, id)) = self.queue.peek().copied() {
            // What was moved forward stands in the queue at its former rank as well.
            let waits = self.best.get_mut(&id).filter(|(best, _)| *best == rank);
            let now = waits.as_deref().map(|(_, target)| self.worth.of(target));
            match (waits, now) {
                (Some(_), Some(now)) if now >= rank.0 => return Some((rank, id)),
                (Some(best), Some(now)) => {
                    best.0.0 = now;
                    let rank = best.0;
                    self.queue.pop();
                    self.queue.push((rank, id));
                }
                _ => {
                    self.queue.pop();
                }
            }
        }
        None
    }

    fn is_poor(&self, worth: i64) -> bool {
        self.worth.habits().is_some_and(|habits| worth < 100 * i64::from(habits.least))
    }

    /// What is known of each aim; an aim that lacks nothing counts as found.
    pub(super) fn known_levels(&self) -> Vec<u8> {
        self.worth.aims.known()
    }

    /// Notes what came of a page: the levels it gives, when it could be read, and whether it led to anything.
    pub(super) fn note(&mut self, target: &Target, levels: &[u8], led: bool) {
        let more = self.worth.aims.learn(levels);
        if more {
            self.idle = 0;
        } else if target.poor || self.worth.aims.are_met() {
            self.idle += 1;
        }
        self.worth.note(target, more || led);
        if more || led {
            self.weigh_again();
        }
    }

    /// Orders the queue anew: where something was found, others like it are worth more again.
    fn weigh_again(&mut self) {
        for (rank, target) in self.best.values_mut() {
            rank.0 = self.worth.of(target);
        }
        self.queue = self.best.iter().map(|(id, (rank, _))| (*rank, *id)).collect();
    }

    /// Whether what waits is not expected to change a level: every aim is met, or nothing that waits is worth much, and
    /// the pages read to make sure changed nothing.
    pub(super) fn is_settled(&mut self) -> bool {
        let Some(habits) = self.worth.habits() else { return false };
        self.idle >= habits.patience
            && (self.worth.aims.are_met() || self.first().is_some_and(|(rank, _)| self.is_poor(rank.0)))
    }

    /// Whether an address that waits is worth a request for what the site lacks.
    pub(super) fn is_worth_it(&self, id: PlaceId) -> bool {
        self.worth.habits().is_some()
            && self.best.get(&id).is_some_and(|(_, target)| !self.is_poor(self.worth.of(target)))
    }

    /// Marks a page as done with: it was reached another way, or may not be asked for.
    pub(super) fn close(&mut self, id: PlaceId) {
        if self.best.remove(&id).is_some() {
            self.waiting -= 1;
        }
        self.states[id] = State::Taken;
    }

    /// Pages that wait to be asked for.
    pub(super) fn waiting(&self) -> usize {
        self.waiting
    }

    /// Known pages that were not and will not be asked for.
    pub(super) fn left(&self) -> usize {
        self.left + self.waiting
    }

    /// Spellings that turned out to be another form of a page known before.
    pub(super) fn duplicates(&self) -> usize {
        self.duplicates
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(path: &str, promise: i32, clicks: Option<u32>) -> Target {
        let url = Url::parse("https://school.example").and_then(|base| base.join(path)).expect("an address");
        Target::plain(url, clicks, promise)
    }

    fn offer(frontier: &mut Frontier, target: Target) {
        let id = frontier.see(&target.url).expect("room");
        frontier.offer(id, target);
    }

    fn order(targets: &[Target]) -> Vec<String> {
        let mut frontier = Frontier::new(200, Worth::default());
        targets.iter().for_each(|target| offer(&mut frontier, target.clone()));
        std::iter::from_fn(|| frontier.next())
            .map(|(_, target)| target.url[url::Position::BeforePath..].to_owned())
            .collect()
    }

    #[test]
    fn promise_then_clicks_then_discovery() {
        let found = order(&[
            target("/kaart", 0, None),
            target("/b", 0, Some(2)),
            target("/a", 0, Some(2)),
            target("/mr", 5, Some(3)),
            target("/c", 0, Some(1)),
        ]);
        assert_eq!(found, ["/mr", "/c", "/b", "/a", "/kaart"]);
    }

    #[test]
    fn one_page_is_asked_for_once_under_its_first_spelling() {
        let found = order(&[
            target("/ouders/", 0, Some(1)),
            target("/x", 1, Some(1)),
            target("/ouders?utm_source=x", 0, Some(1)),
            target("/ouders/index.html", 9, Some(2)),
        ]);
        assert_eq!(found, ["/ouders/", "/x"]);
    }

    #[test]
    fn too_deep_is_refused_and_budgets_counted() {
        assert!(order(&[target("/diep", 0, Some(11))]).is_empty());
        let mut frontier = Frontier::new(40, Worth::default());
        (0..30).for_each(|number| offer(&mut frontier, target(&format!("/p/{number}"), 0, Some(1))));
        assert_eq!((frontier.waiting(), frontier.left()), (30, 30));
        assert_eq!(std::iter::from_fn(|| frontier.next()).count(), 10);
        assert_eq!((frontier.waiting(), frontier.left()), (0, 20));
    }

    #[test]
    fn a_closed_page_is_not_asked_for() {
        let mut frontier = Frontier::new(200, Worth::default());
        offer(&mut frontier, target("/a", 0, Some(1)));
        let id = frontier.see(&target("/a/", 0, None).url).expect("room");
        frontier.close(id);
        offer(&mut frontier, target("/a", 5, Some(1)));
        assert!(frontier.next().is_none());
        assert_eq!((frontier.waiting(), frontier.duplicates()), (0, 1));
    }
}
