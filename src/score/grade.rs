//! Windows judged by what was learned: signals and words weighed together.

use super::bits::Bits;
use super::levels::{Candidate, candidates};
use super::signals::{Fired, Place};
use super::site::Site;
use super::windows::{self, Part, Window};
use crate::learn::{Grams, Model, Passage, RULES, Sparse, Tally, class_feature};
use crate::rubric::{Cap, Class, PageType, Rule, Signal};

/// Most sentences quoted of one window.
const QUOTED: usize = 3;
/// How much a link or an image tells, on the scale of what sentences tell: levels.
const LINK: f32 = 0.5;

/// The feature of each class of the rubric.
pub(super) fn class_features(classes: &[Class]) -> Vec<u32> {
    classes.iter().map(|class| class_feature(&class.term)).collect()
}

/// Where windows are counted, one after the other.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    whole: Tally,
    alone: Tally,
}

/// Raw counts of a window: of the whole, and of each sentence. What a sentence holds is looked up once for both.
pub(super) fn raw(
    site: &Site,
    window: &Window,
    parts: &[Part],
    classes: &[u32],
    Tallies { whole, alone }: &mut Tallies,
) -> (Sparse, Vec<Sparse>) {
    let page = &site.pages[window.page];
    let mut all = Bits::default();
    let mut sentences = page.main[window.sentences.clone()].iter();
    let mut found = Vec::with_capacity(sentences.len());
    for part in parts {
        let grams = Grams::of(part.text());
        whole.follow(&grams);
        let sentence = matches!(part, Part::Sentence(_)).then(|| sentences.next()).flatten();
        if let Some(sentence) = sentence {
            all.add(&sentence.bits);
            alone.add(&grams.features);
            sentence.bits.iter().for_each(|class| alone.one(classes[usize::from(class)]));
            found.push(alone.drain());
        }
    }
    all.iter().for_each(|class| whole.one(classes[usize::from(class)]));
    (whole.drain(), found)
}

/// What the graders make of the words and classes of a window.
pub(super) fn passage(model: &Model, site: &Site, window: &Window, classes: &[u32], tallies: &mut Tallies) -> Passage {
    let parts = windows::parts(&site.pages[window.page], window.sentences.clone());
    let (whole, sentences) = raw(site, window, &parts, classes, tallies);
    model.read(&whole, &sentences)
}

/// What fired in one window, by name: the signals, and the highest level that signals and rules alone give.
#[derive(Debug, Default)]
pub(super) struct Fires<'s> {
    pub names: Vec<&'s str>,
    /// Level by signals and rules alone.
    pub level: u8,
    /// Candidates whose first quote stands in the window.
    pub candidates: Vec<Candidate>,
}

/// What fired in each window.
pub(super) fn fires<'s>(
    site: &Site,
    parts: (&'s [Signal], &[Rule], &[Cap]),
    fired: &[Fired],
    windows: &[Window],
) -> Vec<Fires<'s>> {
    let (signals, rules, caps) = parts;
    let mut all = candidates(site, signals, rules, caps, fired);
    all.sort_by_key(|c| c.fired[0].page);
    windows
        .iter()
        .enumerate()
        .map(|(number, window)| {
            let first = number.checked_sub(1).is_none_or(|before| windows[before].page != window.page);
            let here = |f: &Fired| within(f.place, window, first);
            let mut names: Vec<&str> = on_page(fired, window.page, |f| f.page)
                .iter()
                .filter(|f| here(f))
                .map(|f| signals[f.signal].id.as_str())
                .collect();
            let found = on_page(&all, window.page, |c| c.fired[0].page).iter();
            let candidates: Vec<Candidate> = found.filter(|c| here(&c.fired[0])).cloned().collect();
            let level = candidates.iter().map(|c| c.level).max().unwrap_or(0);
            names.extend(RULES.iter().take(usize::from(level)));
            names.sort();
            names.dedup();
            Fires { names, level, candidates }
        })
        .collect()
}

/// The part of `all`, which is in order of `page_of`, that stands on `page`.
fn on_page<T>(all: &[T], page: usize, page_of: impl Fn(&T) -> usize) -> &[T] {
    let start = all.partition_point(|item| page_of(item) < page);
    let end = all.partition_point(|item| page_of(item) <= page);
    &all[start..end]
}

/// What stands outside the main text counts with the page's first window.
fn within(place: Place, window: &Window, first: bool) -> bool {
    match place {
        Place::Main(at) => window.sentences.contains(&at),
        Place::Frame(_) | Place::Link(_) | Place::Image(_) => first,
    }
}

/// Whether any page type of the window's page keeps every signal from counting.
pub(super) fn barred(site: &Site, window: &Window, types: &[PageType]) -> bool {
    site.pages[window.page].kinds.iter().any(|k| types[*k].barred)
}

/// What of the window speaks most for a level: of its best candidates the sentences that are most telling by their
/// words for the grader at that place, or else, when only helper signals fired, the most telling of all.
pub(super) fn telling(grader: usize, passage: &Passage, window: &Window, fires: &Fires) -> Vec<Fired> {
    let sentences: Vec<f32> = passage.sentences(grader).collect();
    let weigh = |place: Place| match place {
        Place::Main(at) => {
            let sentence = at.checked_sub(window.sentences.start).and_then(|at| sentences.get(at));
            sentence.copied().unwrap_or(f32::MIN)
        }
        // Links and images are no sentences: they tell more than one that says nothing, less than one that says it.
        Place::Frame(_) | Place::Link(_) | Place::Image(_) => LINK,
    };
    let mut found: Vec<(f32, Fired)> = Vec::new();
    for fired in fires.candidates.iter().filter(|c| c.level == fires.level).flat_map(|c| &c.fired) {
        if !found.iter().any(|(_, f)| f.place == fired.place) {
            found.push((weigh(fired.place), *fired));
        }
    }
    if found.is_empty() {
        let words = |place| (weigh(place), Fired { signal: usize::MAX, page: window.page, place });
        let all = window.sentences.clone().map(|at| words(Place::Main(at)));
        // Of equals the first.
        found.extend(all.rev().max_by(|a, b| a.0.total_cmp(&b.0)));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().take(QUOTED).map(|(_, fired)| fired).collect()
}
