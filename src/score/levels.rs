//! From fired signals to a level with evidence: signals, then rules, then caps; the best evidence counts, not the amount.

use super::signals::{Fired, Place};
use super::site::Site;
use crate::model::Text;
use crate::rubric::{Cap, Rule, Signal, Unit};

/// A level that something on the site gives.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub level: u8,
    /// Left to a person.
    pub review: bool,
    /// What to quote, most telling first.
    pub fired: Vec<Fired>,
    pub why: Option<Text>,
}

/// All candidates, in reading order. `fired` is in order of its pages.
pub(super) fn candidates(
    site: &Site,
    signals: &[Signal],
    rules: &[Rule],
    caps: &[Cap],
    fired: &[Fired],
) -> Vec<Candidate> {
    let alone = fired.iter().filter(|f| signals[f.signal].level > 0).map(|f| Candidate {
        level: signals[f.signal].level,
        review: false,
        fired: vec![*f],
        why: signals[f.signal].why.clone(),
    });
    let near = Near::new(site, fired, signals.len());
    let mut all: Vec<Candidate> = alone.chain(rules.iter().flat_map(|r| together(&near, r))).collect();
    for candidate in &mut all {
        caps.iter().for_each(|cap| lower(&near, cap, candidate));
    }
    all.retain(|c| c.level > 0);
    all
}

/// What fired, so that what stands in the same unit is found without a look at the whole site.
struct Near<'s, 'd> {
    site: &'s Site<'d>,
    fired: &'s [Fired],
    /// For each signal, the first place where it fired.
    first: Vec<Option<usize>>,
}

impl<'s, 'd> Near<'s, 'd> {
    fn new(site: &'s Site<'d>, fired: &'s [Fired], signals: usize) -> Self {
        let mut first = vec![None; signals];
        fired.iter().enumerate().rev().for_each(|(at, f)| first[f.signal] = Some(at));
        Self { site, fired, first }
    }

    /// The first of `signals` that fired in the same unit as `at`.
    fn find(&self, signals: &[usize], unit: Unit, at: &Fired) -> Option<Fired> {
        if unit == Unit::Site {
            let firsts = signals.iter().filter_map(|&signal| *self.first.get(signal)?);
            return firsts.min().map(|at| self.fired[at]);
        }
        let start = self.fired.partition_point(|f| f.page < at.page);
        let on_page = self.fired[start..].iter().take_while(|f| f.page == at.page);
        on_page.filter(|f| signals.contains(&f.signal)).find(|f| same_unit(self.site, unit, at, f)).copied()
    }
}

fn together(near: &Near, rule: &Rule) -> Vec<Candidate> {
    let Some((first, others)) = rule.needs.split_first() else { return Vec::new() };
    let mut out = Vec::new();
    for start in near.fired.iter().filter(|f| first.contains(&f.signal)) {
        let rest = others.iter().map(|need| near.find(need, rule.unit, start)).collect::<Option<Vec<_>>>();
        let Some(rest) = rest else { continue };
        if near.find(&rule.unless, rule.unit, start).is_none() {
            let quoted = std::iter::once(*start).chain(rest).collect();
            out.push(Candidate { level: rule.level, review: rule.review, fired: quoted, why: rule.why.clone() });
        }
    }
    out
}

fn lower(near: &Near, cap: &Cap, candidate: &mut Candidate) {
    if candidate.level <= cap.level {
        return;
    }
    let at = candidate.fired[0];
    let stands = |signals: &[usize]| near.find(signals, cap.unit, &at).is_some();
    if stands(&cap.when) && !stands(&cap.unless) {
        candidate.level = cap.level;
        candidate.why = cap.why.clone().or(candidate.why.take());
    }
}

/// Whether two signals that fired on one page did so in the same unit.
fn same_unit(site: &Site, unit: Unit, a: &Fired, b: &Fired) -> bool {
    let (Place::Main(i), Place::Main(j)) = (a.place, b.place) else {
        return unit == Unit::Page || a.place == b.place;
    };
    let main = &site.pages[a.page].main;
    match unit {
        Unit::Sentence => i == j,
        Unit::Near => i.abs_diff(j) <= 1 && main[i].section == main[j].section,
        Unit::Block => main[i].block == main[j].block,
        Unit::Section => main[i].section == main[j].section,
        Unit::Page | Unit::Site => true,
    }
}
