//! Windows judged by what was learned: signals and words weighed together.

use super::levels::{Candidate, candidates};
use super::signals::{Fired, Place};
use super::site::Site;
use super::windows::Window;
use crate::learn::{Grader, Model, Sparse, counts};
use crate::rubric::{Cap, PageType, Rule, Signal};
use std::cmp::Reverse;

/// Most sentences quoted of one window.
const QUOTED: usize = 3;

/// Words of every window as features; made once per site, used by all indicators.
pub(super) fn features(model: &Model, windows: &[Window]) -> Vec<Sparse> {
    windows.iter().map(|w| model.idf.weigh(&counts(&w.text))).collect()
}

/// What fired in one window, by name: the signals, and the highest level that signals and rules alone give.
#[derive(Debug, Default)]
pub(super) struct Fires {
    pub names: Vec<String>,
    /// Level by signals and rules alone.
    pub level: u8,
    /// Candidates whose first quote stands in the window.
    pub candidates: Vec<Candidate>,
}

/// What fired in each window.
pub(super) fn fires(
    site: &Site,
    parts: (&[Signal], &[Rule], &[Cap]),
    fired: &[Fired],
    windows: &[Window],
) -> Vec<Fires> {
    let (signals, rules, caps) = parts;
    let mut all = candidates(site, signals, rules, caps, fired);
    all.sort_by_key(|c| c.fired[0].page);
    windows
        .iter()
        .enumerate()
        .map(|(number, window)| {
            let first = number.checked_sub(1).is_none_or(|before| windows[before].page != window.page);
            let here = |f: &Fired| within(f.place, window, first);
            let mut names: Vec<String> = on_page(fired, window.page, |f| f.page)
                .iter()
                .filter(|f| here(f))
                .map(|f| signals[f.signal].id.clone())
                .collect();
            let found = on_page(&all, window.page, |c| c.fired[0].page).iter();
            let candidates: Vec<Candidate> = found.filter(|c| here(&c.fired[0])).cloned().collect();
            let level = candidates.iter().map(|c| c.level).max().unwrap_or(0);
            names.extend((1..=level).map(|l| format!("#rules-{l}")));
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

/// Sentences of the window that speak most for a level: those of its candidates first, then by the weight of their words.
pub(super) fn telling(site: &Site, model: &Model, grader: &Grader, window: &Window, fires: &Fires) -> Vec<Fired> {
    let page = &site.pages[window.page];
    let mut candidates: Vec<&Candidate> = fires.candidates.iter().collect();
    candidates.sort_by_key(|c| Reverse(c.level));
    let mut out: Vec<Fired> = Vec::new();
    let strong = candidates.iter().filter(|c| c.level == fires.level).flat_map(|c| &c.fired).take(QUOTED - 1).copied();
    out.extend(strong);
    let mut weighed: Vec<(f32, usize)> =
        window.sentences.clone().map(|at| (weight(model, grader, page.main[at].text(page.document)), at)).collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, at) in weighed {
        let place = Place::Main(at);
        if out.len() < QUOTED && !out.iter().any(|f| f.place == place) {
            let signal = fires
                .candidates
                .iter()
                .flat_map(|c| &c.fired)
                .find(|f| f.place == place)
                .map_or(usize::MAX, |f| f.signal);
            out.push(Fired { signal, page: window.page, place });
        }
    }
    out
}

fn weight(model: &Model, grader: &Grader, sentence: &str) -> f32 {
    let features = model.idf.weigh(&counts(sentence));
    grader.words(&features)
}
