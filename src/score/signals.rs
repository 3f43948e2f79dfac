//! Which signals fire where.

use super::bits::Bits;
use super::site::{Page, Scanned, Sentence, Site};
use crate::rubric::{Carrier, ClassId, Cue, PageType, Rubric, Scope, Signal, Unit};

/// A signal that fired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fired {
    /// Index into the indicator's signals.
    pub signal: usize,
    /// Index into the site's pages.
    pub page: usize,
    pub place: Place,
}

/// Where on the page it fired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Index into `Page::main`.
    Main(usize),
    /// Index into `Page::frame`.
    Frame(usize),
    /// Index into the document's links.
    Link(usize),
    /// Index into the document's images.
    Image(usize),
}

/// All places of the site where one of `signals` fires, in reading order.
pub(super) fn fire(rubric: &Rubric, signals: &[Signal], site: &Site) -> Vec<Fired> {
    let mut out = Vec::new();
    for (number, page) in site.pages.iter().enumerate().filter(|(_, p)| !p.document.noindex) {
        for (at, signal) in signals.iter().enumerate() {
            if counts_on(signal, page, &rubric.page_types) {
                let mut push = |place| out.push(Fired { signal: at, page: number, place });
                places(rubric, signal, page, &mut push);
            }
        }
    }
    out
}

fn counts_on(signal: &Signal, page: &Page, types: &[PageType]) -> bool {
    let barred =
        |kind: &usize| types[*kind].barred && !signal.allow_pages.contains(kind) || signal.not_pages.contains(kind);
    !page.kinds.iter().any(barred)
        && (signal.only_pages.is_empty() || page.kinds.iter().any(|k| signal.only_pages.contains(k)))
        && page.bits.all(&signal.page)
        && !page.bits.any(&signal.page_none)
}

fn places(rubric: &Rubric, signal: &Signal, page: &Page, push: &mut impl FnMut(Place)) {
    // Most pages hold nothing of a signal, and so need not be looked through.
    match signal.carrier {
        Carrier::Text | Carrier::Anywhere => {
            let Some(&anchor) = signal.all.first() else { return };
            if page.bits.has(anchor) {
                sentences(rubric, signal, page, &page.main, Place::Main, push);
            }
            if signal.carrier == Carrier::Anywhere && page.frame_bits.has(anchor) {
                sentences(rubric, signal, page, &page.frame, Place::Frame, push);
            }
        }
        Carrier::Link if page.link_bits.all(&signal.all) => scanned(signal, &page.links, Place::Link, push),
        Carrier::Image if page.image_bits.all(&signal.all) => scanned(signal, &page.images, Place::Image, push),
        Carrier::Link | Carrier::Image => {}
    }
}

fn scanned(signal: &Signal, all: &[Scanned], place: fn(usize) -> Place, push: &mut impl FnMut(Place)) {
    let fits = |bits: &Bits| bits.all(&signal.all) && !bits.any(&signal.none);
    all.iter().enumerate().filter(|(_, one)| fits(&one.bits)).for_each(|(at, _)| push(place(at)));
}

fn sentences(
    rubric: &Rubric,
    signal: &Signal,
    page: &Page,
    all: &[Sentence],
    place: fn(usize) -> Place,
    push: &mut impl FnMut(Place),
) {
    let Some(&anchor) = signal.all.first() else { return };
    for (at, sentence) in all.iter().enumerate() {
        if sentence.bits.has(anchor) && fits(rubric, signal, page, all, at) {
            push(place(at));
        }
    }
}

fn fits(rubric: &Rubric, signal: &Signal, page: &Page, all: &[Sentence], at: usize) -> bool {
    let sentence = &all[at];
    let unit = unit(signal.unit, page, all, at);
    if !unit.all(&signal.all) || unit.any(&signal.none) {
        return false;
    }
    if !(signal.near.is_empty() && signal.near_none.is_empty()) {
        let mut near = near(all, at);
        near.add(&sentence.context);
        if !near.all(&signal.near) || near.any(&signal.near_none) {
            return false;
        }
    }
    sentence.context.all(&signal.context)
        && !sentence.context.any(&signal.context_none)
        && !rubric.cues.iter().enumerate().any(|(n, cue)| !signal.allow.contains(&n) && governs(cue, signal, sentence))
}

/// What the unit around the sentence holds. A list item or table row also holds its lead-in.
fn unit(unit: Unit, page: &Page, all: &[Sentence], at: usize) -> Bits {
    let sentence = &all[at];
    let mut bits = match unit {
        Unit::Sentence => sentence.bits.clone(),
        Unit::Near => near(all, at),
        Unit::Block => block(all, at),
        Unit::Section => page.sections.get(sentence.section).cloned().unwrap_or_else(|| sentence.bits.clone()),
        Unit::Page | Unit::Site => page.bits.clone(),
    };
    if let Some(lead_in) = &sentence.lead_in {
        bits.add(lead_in);
    }
    bits
}

fn near(all: &[Sentence], at: usize) -> Bits {
    let mut bits = all[at].bits.clone();
    for other in [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|n| all.get(n)) {
        if other.section == all[at].section {
            bits.add(&other.bits);
        }
    }
    bits
}

fn block(all: &[Sentence], at: usize) -> Bits {
    let mut bits = all[at].bits.clone();
    let same = |s: &&Sentence| s.block == all[at].block;
    all[..at].iter().rev().take_while(same).chain(all[at..].iter().take_while(same)).for_each(|s| bits.add(&s.bits));
    bits
}

/// Whether `cue` takes `signal` away in `sentence`.
fn governs(cue: &Cue, signal: &Signal, sentence: &Sentence) -> bool {
    let holder = if cue.scope == Scope::Context { &sentence.context } else { &sentence.bits };
    if !holder.has(cue.class) || cue.except.is_some_and(|except| holder.has(except)) {
        return false;
    }
    cue.scope != Scope::Clause || shares_clause(cue.class, &signal.all, sentence)
}

fn shares_clause(cue: ClassId, terms: &[ClassId], sentence: &Sentence) -> bool {
    let clause = |token: u16| sentence.scan.clauses.get(usize::from(token)).copied();
    let cues: Vec<_> = sentence.scan.hits.iter().filter(|h| h.class == cue).map(|h| clause(h.start)).collect();
    sentence.scan.hits.iter().filter(|h| terms.contains(&h.class)).any(|h| cues.contains(&clause(h.start)))
}
