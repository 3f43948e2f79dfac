//! One indicator that is judged by signals, on one site.

use super::evidence;
use super::levels::{Candidate, candidates};
use super::signals::fire;
use super::site::Site;
use crate::model::{DocumentKind, Finding, Outcome, Text};
use crate::rubric::{Cap, Indicator, Rubric, Rule, Signal};

/// Judges `indicator` by its signals.
pub(super) fn by_signals(rubric: &Rubric, indicator: &Indicator, parts: (&[Signal], &[Rule], &[Cap]), site: &Site) -> Finding {
    let (signals, rules, caps) = parts;
    let fired = fire(rubric, signals, site);
    let all = candidates(site, signals, rules, caps, &fired);
    let best = |review: bool| all.iter().filter(|c| c.review == review).map(|c| c.level).max().unwrap_or(0);
    let (sure, doubtful) = (best(false), best(true));
    let level = sure.max(doubtful);
    let outcome = if doubtful > sure { Outcome::NeedsReview(doubtful) } else { Outcome::Scored(sure) };
    let why = all.iter().find(|c| c.level == level).map_or_else(|| not_found(site), |c| reason(indicator, c));
    Finding { indicator: indicator.id.clone(), outcome, why, evidence: evidence::collect(site, signals, &all) }
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
        format!("Not found on {pages} {} and in {documents} {}.", plural(pages, "page", "pages"), plural(documents, "document", "documents")),
    )
}
