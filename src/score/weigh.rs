//! Levels → scores. A score is the weighted mean of the levels that were scored, over their maximum; what was not
//! checked, is not applicable or is left to a person is in neither sum (contract, `results.json`).

use crate::model::{Finding, Outcome, Scorecard};
use crate::rubric::Rubric;
use std::collections::BTreeMap;

/// Highest level.
const MAX: f64 = 3.0;

/// Scores 0-100.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scores {
    /// Mean of the dimensions that have a score: the three count equally.
    pub total: Option<f64>,
    /// Per dimension id.
    pub dimensions: BTreeMap<String, Option<f64>>,
    /// Share of the weight that was scored, 0-1.
    pub share: f64,
}

/// Scores of a card whose findings were changed.
pub fn reweigh(rubric: &Rubric, card: &mut Scorecard) {
    let scores = weigh(rubric, &card.findings);
    (card.score, card.dimensions, card.scored_share) = (scores.total, scores.dimensions, scores.share);
}

/// Weighs `findings` (any order).
pub(super) fn weigh(rubric: &Rubric, findings: &[Finding]) -> Scores {
    let mut dimensions = BTreeMap::new();
    let (mut scored, mut weights) = (0.0, 0.0);
    for dimension in &rubric.dimensions {
        let (mut sum, mut over) = (0.0, 0.0);
        for indicator in rubric.indicators.iter().filter(|i| i.dimension == dimension.id) {
            match findings.iter().find(|f| f.indicator == indicator.id).map(|f| f.outcome) {
                Some(Outcome::Scored(level)) => {
                    sum += indicator.weight * f64::from(level);
                    over += indicator.weight * MAX;
                    weights += indicator.weight;
                }
                Some(Outcome::NotApplicable) => {}
                _ => weights += indicator.weight,
            }
        }
        scored += over / MAX;
        dimensions.insert(dimension.id.clone(), (over > 0.0).then(|| 100.0 * sum / over));
    }
    let known: Vec<f64> = dimensions.values().copied().flatten().collect();
    let total = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
    Scores { total, dimensions, share: if weights > 0.0 { scored / weights } else { 0.0 } }
}
