//! What an address is worth, given what a site still lacks and what came of others like it.

use super::frontier::Target;
use super::guide::Aims;
use super::lists::{Lists, can_be_list, folder, is_dated};
use super::sitemap::Entry;
use super::skip::is_later_page;
use crate::model::{Habits, Link, Region};
use std::collections::HashMap;
use url::Url;

/// What is left of an item's worth, in percent, when one of its kind brought nothing.
const FADE: i64 = 85;

/// So often it is taken off at most; by then nothing is left.
const MOST_FADES: u32 = 40;

/// Where a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// One click from the home page.
    Near,
    /// An ordinary page.
    Page,
    /// As far as is known, only the sitemap names it.
    Mapped,
    /// In a list that goes on: one of its items.
    Item,
    /// The sitemap counts it among posts, events or albums.
    Post,
    /// A next page of a list.
    Turn,
}

impl Place {
    /// Where a link on the page `from` stands.
    pub(super) fn of_link(link: &Link, from: &Target, lists: &Lists) -> Self {
        let framed = matches!(link.region, Region::Navigation | Region::Footer);
        // The last page of a list has no next.
        let in_list = lists.go_on() || from.place == Self::Turn;
        match () {
            () if lists.turn_to(&link.url) => Self::Turn,
            () if from.clicks == Some(0) => Self::Near,
            () if is_dated(&link.url) || (in_list && !framed) => Self::Item,
            () => Self::Page,
        }
    }

    /// Where what a sitemap names stands.
    pub(super) fn of_entry(entry: &Entry) -> Self {
        match () {
            () if is_later_page(&entry.url) => Self::Turn,
            () if entry.is_post || is_dated(&entry.url) => Self::Post,
            () => Self::Mapped,
        }
    }
}

/// Addresses that are alike: pages of one folder, or the items of its lists.
#[derive(Debug, Default)]
struct Family {
    is_folder: bool,
    known: u32,
    listed: u32,
    fruitless: u32,
}

/// What a family is of: pages of a folder, items of its lists, or the pages of those lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Pages,
    Mapped,
    Items,
    Turns,
}

impl Kind {
    fn of(place: Place) -> Self {
        match place {
            Place::Near | Place::Page => Self::Pages,
            Place::Mapped => Self::Mapped,
            Place::Item | Place::Post => Self::Items,
            Place::Turn => Self::Turns,
        }
    }
}

/// Number of a family.
pub(super) type FamilyId = usize;

/// Judges what addresses are worth.
#[derive(Debug, Default)]
pub(super) struct Worth {
    habits: Option<Habits>,
    pub(super) aims: Aims,
    ids: HashMap<(String, Kind), FamilyId>,
    families: Vec<Family>,
}

impl Worth {
    /// By habits and aims. Without habits only the promise counts.
    pub(super) fn new(habits: Option<Habits>, aims: Aims) -> Self {
        Self { habits, aims, ..Self::default() }
    }

    /// The habits, when there are any.
    pub(super) fn habits(&self) -> Option<Habits> {
        self.habits
    }

    /// The family of an address found at `place`.
    pub(super) fn family(&mut self, url: &Url, place: Place) -> FamilyId {
        let folder = folder(url);
        // What nothing links to is an archive also where all pages lie in one folder.
        let is_folder = place == Place::Mapped || can_be_list(&folder);
        let next = self.families.len();
        let id = *self.ids.entry((folder, Kind::of(place))).or_insert(next);
        if id == next {
            self.families.push(Family { is_folder, ..Family::default() });
        }
        id
    }

    /// Counts a page of a family that was not met before. Gives how many were.
    pub(super) fn count(&mut self, family: FamilyId) -> u32 {
        self.families[family].known += 1;
        self.families[family].known - 1
    }

    /// Counts an item that a list shows. Gives how many were shown before: lists begin with the newest.
    pub(super) fn list(&mut self, family: FamilyId) -> u32 {
        self.families[family].listed += 1;
        self.families[family].listed - 1
    }

    /// Notes whether reading an address brought anything.
    pub(super) fn note(&mut self, target: &Target, fruitful: bool) {
        if matches!(self.place(target), Place::Item | Place::Post | Place::Turn) {
            let fruitless = &mut self.families[target.family].fruitless;
            *fruitless = if fruitful { *fruitless / 2 } else { *fruitless + 1 };
        }
    }

    /// Where an address counts as standing: in a full folder, everything is an item.
    fn place(&self, target: &Target) -> Place {
        let most = self.habits.map(|habits| habits.list);
        // The home page was never offered and may have no family.
        let family = self.families.get(target.family);
        let full = family.zip(most).is_some_and(|(family, most)| family.is_folder && family.known > most);
        if matches!(target.place, Place::Page | Place::Mapped) && full { Place::Item } else { target.place }
    }

    /// What an address is worth, in hundredths. Only a find makes it rise, see [`Self::note`].
    pub(super) fn of(&self, target: &Target) -> i64 {
        let always = 100 * i64::from(target.promise);
        let Some(habits) = self.habits else { return always };
        let aims = target.aims.iter().map(|(aim, weight)| i64::from(*weight) * self.aims.lack(*aim));
        let said = always + aims.sum::<i64>();
        let by = |worth: i32| 100 * i64::from(worth);
        let faded = |worth: i64| fade(worth, self.families[target.family].fruitless);
        match self.place(target) {
            Place::Near if target.promise > -500 => (said + by(habits.page + habits.near)).max(by(habits.least)),
            Place::Near | Place::Page | Place::Mapped => said + by(habits.page),
            Place::Turn => faded(by(habits.turn)) + always.min(0),
            Place::Item | Place::Post => {
                let is_new = target.nth.is_some_and(|nth| nth < habits.newest);
                faded(said.max(0)) + if is_new { by(habits.item) } else { 0 } + said.min(0)
            }
        }
    }
}

fn fade(worth: i64, times: u32) -> i64 {
    (0..times.min(MOST_FADES)).fold(worth, |worth, _| worth * FADE / 100)
}

#[cfg(test)]
mod tests {
    use super::super::frontier::Frontier;
    use super::*;

    const COMPLAINTS: usize = 0;
    const SURVEY: usize = 1;

    fn frontier() -> Frontier {
        let habits = Habits { list: 4, newest: 3, patience: 2, ..Habits::default() };
        Frontier::new(400, Worth::new(Some(habits), Aims::new(vec![3, 3])))
    }

    fn offer(frontier: &mut Frontier, path: &str, place: Place, aims: &[(usize, i32)]) {
        let url = Url::parse("https://school.example").and_then(|base| base.join(path)).expect("an address");
        let id = frontier.see(&url).expect("room");
        frontier.offer(id, Target { place, aims: aims.to_vec(), ..Target::plain(url, Some(2), 0) });
    }

    /// Takes what comes next, which gives these levels.
    fn read(frontier: &mut Frontier, levels: &[u8]) -> Option<String> {
        if frontier.is_settled() {
            return None;
        }
        let (_, target) = frontier.next()?;
        frontier.note(&target, levels, false);
        Some(target.url.path().to_owned())
    }

    #[test]
    fn what_is_lacking_goes_first_until_it_is_found() {
        let mut frontier = frontier();
        offer(&mut frontier, "/klacht", Place::Page, &[(COMPLAINTS, 9)]);
        offer(&mut frontier, "/klacht-2", Place::Page, &[(COMPLAINTS, 8)]);
        offer(&mut frontier, "/enquete", Place::Page, &[(SURVEY, 4)]);
        offer(&mut frontier, "/plein", Place::Page, &[]);
        offer(&mut frontier, "/team", Place::Near, &[]);
        assert_eq!(read(&mut frontier, &[1, 0]).as_deref(), Some("/klacht"));
        assert_eq!(read(&mut frontier, &[3, 0]).as_deref(), Some("/klacht-2"), "it lacks something still");
        offer(&mut frontier, "/klacht-3", Place::Page, &[(COMPLAINTS, 9)]);
        let rest: Vec<String> = std::iter::from_fn(|| read(&mut frontier, &[0, 0])).collect();
        assert_eq!(rest, ["/enquete", "/team", "/plein", "/klacht-3"]);
    }

    #[test]
    fn the_newest_items_are_read_and_the_archive_is_left() {
        let mut frontier = frontier();
        (0..30).for_each(|n| offer(&mut frontier, &format!("/nieuws/{}", "a".repeat(n + 1)), Place::Item, &[]));
        let read: Vec<usize> =
            std::iter::from_fn(|| read(&mut frontier, &[0, 0])).map(|path| path.len() - "/nieuws/".len()).collect();
        // Three newest, and two to make sure.
        assert_eq!(read, [1, 2, 3, 4, 5]);
        assert_eq!(frontier.left(), 25);
    }

    #[test]
    fn an_old_item_that_promises_what_is_lacking_is_read() {
        let mut frontier = frontier();
        (0..9).for_each(|n| offer(&mut frontier, &format!("/nieuws/{}", "a".repeat(n + 1)), Place::Item, &[]));
        offer(&mut frontier, "/nieuws/uitslag-enquete", Place::Item, &[(SURVEY, 9)]);
        assert_eq!(read(&mut frontier, &[0, 3]).as_deref(), Some("/nieuws/uitslag-enquete"));
    }

    #[test]
    fn a_full_folder_is_a_list_but_not_what_is_one_click_from_home() {
        let mut frontier = frontier();
        (0..9).for_each(|n| offer(&mut frontier, &format!("/map/{}", "a".repeat(n + 1)), Place::Page, &[]));
        offer(&mut frontier, "/map/ouders", Place::Near, &[]);
        assert_eq!(read(&mut frontier, &[0, 0]).as_deref(), Some("/map/ouders"));
        let rest = std::iter::from_fn(|| read(&mut frontier, &[0, 0])).count();
        assert_eq!((rest, frontier.left()), (5, 4));
    }

    #[test]
    fn a_find_puts_off_the_end() {
        let mut frontier = frontier();
        (0..9).for_each(|n| offer(&mut frontier, &format!("/nieuws/{}", "a".repeat(n + 1)), Place::Item, &[]));
        (0..4).for_each(|_| drop(read(&mut frontier, &[0, 0])));
        read(&mut frontier, &[0, 1]).expect("the second to make sure");
        assert!(!frontier.is_settled());
        assert_eq!(std::iter::from_fn(|| read(&mut frontier, &[0, 0])).count(), 2);
    }

    #[test]
    fn when_nothing_is_lacking_the_site_is_settled_soon() {
        let mut frontier = frontier();
        (0..9).for_each(|n| offer(&mut frontier, &format!("/{}", "a".repeat(n + 1)), Place::Page, &[]));
        read(&mut frontier, &[3, 3]).expect("the first");
        assert_eq!(std::iter::from_fn(|| read(&mut frontier, &[0, 0])).count(), 2);
    }
}
