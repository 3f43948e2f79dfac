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

/// All candidates, in reading order.
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
    let mut all: Vec<Candidate> = alone.chain(rules.iter().flat_map(|r| together(site, r, fired))).collect();
    for candidate in &mut all {
        caps.iter().for_each(|cap| lower(site, cap, candidate, fired));
    }
    all.retain(|c| c.level > 0);
    all
}

fn together(site: &Site, rule: &Rule, fired: &[Fired]) -> Vec<Candidate> {
    let Some((first, others)) = rule.needs.split_first() else { return Vec::new() };
    let of = |signals: &[usize], at: &Fired| {
        fired.iter().find(|f| signals.contains(&f.signal) && same_unit(site, rule.unit, at, f)).copied()
    };
    let mut out = Vec::new();
    for start in fired.iter().filter(|f| first.contains(&f.signal)) {
        let Some(rest) = others.iter().map(|need| of(need, start)).collect::<Option<Vec<_>>>() else { continue };
        if of(&rule.unless, start).is_none() {
            let quoted = std::iter::once(*start).chain(rest).collect();
            out.push(Candidate { level: rule.level, review: rule.review, fired: quoted, why: rule.why.clone() });
        }
    }
    out
}

fn lower(site: &Site, cap: &Cap, candidate: &mut Candidate, fired: &[Fired]) {
    if candidate.level <= cap.level {
        return;
    }
    let at = candidate.fired[0];
    let near =
        |signals: &[usize]| fired.iter().any(|f| signals.contains(&f.signal) && same_unit(site, cap.unit, &at, f));
    if near(&cap.when) && !near(&cap.unless) {
        candidate.level = cap.level;
        candidate.why = cap.why.clone().or(candidate.why.take());
    }
}

/// Whether two signals fired in the same unit.
fn same_unit(site: &Site, unit: Unit, a: &Fired, b: &Fired) -> bool {
    if unit == Unit::Site {
        return true;
    }
    if a.page != b.page {
        return false;
    }
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
