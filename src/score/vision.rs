//! Shared vision: what the school tells of the organisation's view, weighed once the organisation's own site is known.

use crate::model::{Finding, Outcome};
use crate::rubric::Indicator;

/// The indicator that is also judged on the organisation's own site.
pub(super) const VISION: &str = "shared-vision";

/// What the organisation's own site changes in the school's finding; `None` when nothing.
pub(super) fn settle(indicator: &Indicator, ours: &[Finding], theirs: &[Finding]) -> Option<Finding> {
    if indicator.id != VISION {
        return None;
    }
    let mine = ours.iter().find(|f| f.indicator == VISION)?;
    unspoken(mine).or_else(|| told_and_found(indicator, mine, theirs))
}

/// A passage that holds no word of mission, values or view tells of none, however much it reads like one: a person
/// should look, at the lowest level (codebook: between two levels, take the lower).
fn unspoken(mine: &Finding) -> Option<Finding> {
    let silent = !mine.evidence.is_empty() && mine.evidence.iter().all(|e| e.signal == "words");
    if !silent || mine.outcome.level() < Some(2) {
        return None;
    }
    let mut lowered = Finding { outcome: Outcome::NeedsReview(1), ..mine.clone() };
    lowered.evidence.iter_mut().for_each(|e| e.level = 1);
    Some(lowered)
}

/// The organisation's view on parents, told by the school and found on the organisation's own site, is level 3 without
/// a link (codebook, shared-vision).
fn told_and_found(indicator: &Indicator, mine: &Finding, theirs: &[Finding]) -> Option<Finding> {
    let own = theirs.iter().find(|f| f.indicator == VISION)?;
    let told = mine.evidence.iter().any(|e| e.signal.starts_with("told"));
    let raised = matches!(mine.outcome, Outcome::Scored(1 | 2) | Outcome::NeedsReview(_));
    if !told || !raised || own.outcome.level() < Some(2) {
        return None;
    }
    let mut mine = mine.clone();
    mine.outcome = Outcome::Scored(3);
    mine.why = indicator.levels[3].text.clone();
    mine.evidence.iter_mut().filter(|e| e.signal.starts_with("told")).for_each(|e| e.level = 3);
    Some(mine)
}
