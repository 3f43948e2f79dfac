//! One indicator that is judged by signals, on one site.

use super::evidence;
use super::grade::{self, Fires};
use super::levels::{Candidate, candidates};
use super::signals::fire;
use super::site::Site;
use super::windows::{self, Window};
use crate::learn::{Grader, Model, Passage, Seen};
use crate::model::{DocumentKind, Finding, Outcome, Text};
use crate::rubric::{Cap, Indicator, Rubric, Rule, Signal};
use std::cmp::Reverse;

/// Windows from which quotes are taken: more than there are quotes, since pages may say the same.
const QUOTABLE: usize = 24;

/// Levels between what signals and words give from which a person should look.
const CONTRADICTION: u8 = 2;

/// From this share on, a site's text is mostly in a language that is not read.
const MOSTLY: f32 = 0.8;

/// A site's windows with what the model makes of their words.
pub(super) struct Graded<'s> {
    pub model: &'s Model,
    pub windows: Vec<Window>,
    pub passages: Vec<Passage>,
}

/// Judges `indicator` by its signals and, where the rubric has learned it, the words around them.
pub(super) fn by_signals(
    rubric: &Rubric,
    indicator: &Indicator,
    parts: (&[Signal], &[Rule], &[Cap]),
    site: &Site,
    graded: Option<&Graded>,
) -> Finding {
    match graded.and_then(|g| Some((g, g.model.grader(&indicator.id)?))) {
        Some((graded, grader)) => by_words(rubric, indicator, parts, site, graded, grader),
        None => by_rules(rubric, indicator, parts, site),
    }
}

/// A window that was given a level.
#[derive(Clone, Copy)]
struct Found<'g> {
    level: u8,
    window: &'g Window,
    passage: &'g Passage,
    fires: &'g Fires<'g>,
}

fn by_words(
    rubric: &Rubric,
    indicator: &Indicator,
    parts: (&[Signal], &[Rule], &[Cap]),
    site: &Site,
    graded: &Graded,
    (place, grader): (usize, &Grader),
) -> Finding {
    let fired = fire(rubric, parts.0, site);
    let fires = grade::fires(site, parts, &fired, &graded.windows);
    let looked_at = fires.iter().filter(|f| !f.names.is_empty()).count();
    let windows = graded.windows.iter().zip(&graded.passages).zip(&fires);
    let open = windows.filter(|((window, _), _)| is_open(window, site, rubric));
    let found: Vec<Found> = open
        .map(|((window, passage), fires)| {
            let prediction = grader.predict(place, passage, fires.names.iter().copied(), fires.level);
            let seen = Seen { words: window.words, passages: looked_at };
            Found { level: grader.level(prediction, fires.level, seen), window, passage, fires }
        })
        .filter(|found| found.level > 0)
        .collect();
    let all: Vec<Candidate> = quotable(&found, site)
        .into_iter()
        .map(|at| {
            let Found { level, window, passage, fires } = found[at];
            let fired = grade::telling(place, passage, window, fires);
            Candidate { level, review: false, fired, why: why(fires, level) }
        })
        .collect();
    let finding = conclude(indicator, parts.0, site, &all);
    let by_rules = found_by_rules(site, rubric, &graded.windows, &fires);
    unread(doubt(finding, by_rules), &graded.windows)
}

/// Whether a window can be evidence: in a language that is read, on a page that counts.
fn is_open(window: &Window, site: &Site, rubric: &Rubric) -> bool {
    window.readable && !grade::barred(site, window, &rubric.page_types)
}

/// Not found in what was read says nothing when most of it was not: it is in another language.
fn unread(finding: Finding, windows: &[Window]) -> Finding {
    if finding.outcome != Outcome::Scored(0) || windows::unread_share(windows) < MOSTLY {
        return finding;
    }
    let why = Text::new(
        "De tekst van deze site is niet in het Nederlands of Fries en is daarom niet beoordeeld.",
        "The text of this site is not in Dutch or Frisian and was therefore not judged.",
    );
    Finding { outcome: Outcome::NotChecked, why, ..finding }
}

/// The highest level that signals and rules alone give.
fn found_by_rules(site: &Site, rubric: &Rubric, windows: &[Window], fires: &[Fires]) -> u8 {
    let open = windows.iter().zip(fires).filter(|(window, _)| is_open(window, site, rubric));
    open.map(|(_, fires)| fires.level).max().unwrap_or(0)
}

/// Where words take so many levels off what signals and rules give, the two contradict each other.
fn doubt(finding: Finding, by_rules: u8) -> Finding {
    match finding.outcome {
        Outcome::Scored(level) if by_rules >= level + CONTRADICTION => {
            Finding { outcome: Outcome::NeedsReview(level), ..finding }
        }
        _ => finding,
    }
}

/// Which of the windows found give the reason and the quotes, in reading order: to weigh every sentence of the others
/// would be most of the work on a large site.
fn quotable(found: &[Found], site: &Site) -> Vec<usize> {
    let best = found.iter().map(|f| f.level).max();
    let first = found.iter().position(|f| Some(f.level) == best);
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| (Reverse(found[at].level), evidence::rank(site, found[at].window.page)));
    order.truncate(QUOTABLE);
    order.extend(first.filter(|first| !order.contains(first)));
    order.sort_unstable();
    order
}

/// The reason that a rule gives, when signals and words come to the same level.
fn why(fires: &Fires, level: u8) -> Option<Text> {
    fires.candidates.iter().find(|c| c.level == level).and_then(|c| c.why.clone())
}

fn by_rules(rubric: &Rubric, indicator: &Indicator, parts: (&[Signal], &[Rule], &[Cap]), site: &Site) -> Finding {
    let (signals, rules, caps) = parts;
    let fired = fire(rubric, signals, site);
    conclude(indicator, signals, site, &candidates(site, signals, rules, caps, &fired))
}

fn conclude(indicator: &Indicator, signals: &[Signal], site: &Site, all: &[Candidate]) -> Finding {
    let best = |review: bool| all.iter().filter(|c| c.review == review).map(|c| c.level).max().unwrap_or(0);
    let (sure, doubtful) = (best(false), best(true));
    let level = sure.max(doubtful);
    let outcome = if doubtful > sure { Outcome::NeedsReview(doubtful) } else { Outcome::Scored(sure) };
    let why = all.iter().find(|c| c.level == level).map_or_else(|| not_found(site), |c| reason(indicator, c));
    Finding { indicator: indicator.id.clone(), outcome, why, evidence: evidence::collect(site, signals, all) }
}

fn reason(indicator: &Indicator, candidate: &Candidate) -> Text {
    candidate.why.clone().unwrap_or_else(|| indicator.levels[usize::from(candidate.level)].text.clone())
}

/// Why level 0: read, and it is not there.
pub(super) fn not_found(site: &Site) -> Text {
    let documents = site.pages.iter().filter(|p| p.document.kind != DocumentKind::Page).count();
    let pages = site.pages.len() - documents;
    let plural = |n: usize, one: &'static str, more: &'static str| if n == 1 { one } else { more };
    Text::new(
        format!(
            "Niet gevonden op {pages} {} en in {documents} {}.",
            plural(pages, "pagina", "pagina's"),
            plural(documents, "document", "documenten")
        ),
        format!(
            "Not found on {pages} {} and in {documents} {}.",
            plural(pages, "page", "pages"),
            plural(documents, "document", "documents")
        ),
    )
}
