//! What already works at one school, and the next steps that gain most.

use super::results::{EvidenceResult, IndicatorResult, IndicatorStatus, Results, SchoolResult};
use crate::rubric::{Indicator, Rubric};

/// Strong points shown per school.
const MOST_STRONG: usize = 4;
/// Next steps shown per school.
const MOST_STEPS: usize = 3;

/// Something that works: an indicator on level 2 or 3.
pub struct Strong<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its level.
    pub level: u8,
    /// The best quote.
    pub quote: Option<&'a EvidenceResult>,
}

/// A next step: an indicator that can gain.
pub struct Step<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The level now.
    pub level: u8,
    /// Another school that does it well, with its best quote.
    pub example: Option<(&'a SchoolResult, &'a EvidenceResult)>,
}

/// Best first: by level, then weight, then the order of the rubric.
pub fn strong<'a>(school: &'a SchoolResult, rubric: &'a Rubric) -> Vec<Strong<'a>> {
    let mut found: Vec<_> = scored(school, rubric).filter(|(_, _, level)| *level >= 2).collect();
    found.sort_by(|a, b| b.2.cmp(&a.2).then(b.0.weight.total_cmp(&a.0.weight)));
    found
        .into_iter()
        .take(MOST_STRONG)
        .map(|(indicator, result, level)| Strong { indicator, level, quote: result.evidence.first() })
        .collect()
}

/// What gains most first: levels to win times weight, then the order of the rubric. Indicators without weight,
/// unchecked or in doubt give no step.
pub fn steps<'a>(school: &'a SchoolResult, results: &'a Results, rubric: &'a Rubric) -> Vec<Step<'a>> {
    let gain = |indicator: &Indicator, level: u8| f64::from(3 - level.min(3)) * indicator.weight;
    let mut found: Vec<_> = scored(school, rubric).filter(|(i, _, level)| gain(i, *level) > 0.0).collect();
    found.sort_by(|a, b| gain(b.0, b.2).total_cmp(&gain(a.0, a.2)));
    found
        .into_iter()
        .take(MOST_STEPS)
        .map(|(indicator, _, level)| Step { indicator, level, example: example(school, results, indicator, level) })
        .collect()
}

fn scored<'a>(
    school: &'a SchoolResult,
    rubric: &'a Rubric,
) -> impl Iterator<Item = (&'a Indicator, &'a IndicatorResult, u8)> {
    rubric.indicators.iter().filter_map(|indicator| {
        let result = school.indicators.iter().find(|i| i.id == indicator.id)?;
        let level = result.level.filter(|_| result.status == IndicatorStatus::Scored)?;
        Some((indicator, result, level))
    })
}

/// The first of the other schools with the highest level, at least 2 and above `level`, that has a quote to show.
fn example<'a>(
    school: &SchoolResult,
    results: &'a Results,
    indicator: &Indicator,
    level: u8,
) -> Option<(&'a SchoolResult, &'a EvidenceResult)> {
    let good = |sister: &'a SchoolResult| {
        let found = sister.indicators.iter().find(|i| i.id == indicator.id && i.status == IndicatorStatus::Scored)?;
        let high = found.level.filter(|high| *high >= 2 && *high > level)?;
        Some((high, sister, found.evidence.first()?))
    };
    let sisters = results.schools.iter().filter(|sister| sister.id != school.id);
    let (_, sister, quote) = sisters.rev().filter_map(good).max_by_key(|(high, _, _)| *high)?;
    Some((sister, quote))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::report::{fixture, results};

    #[test]
    fn steps_gain_most_and_show_a_sister_school() {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        let steps = steps(&results.schools[1], &results, &rubric);
        let found: Vec<_> =
            steps.iter().map(|s| (s.indicator.id.as_str(), s.level, s.example.map(|(e, _)| e.id.as_str()))).collect();
        assert_eq!(
            found,
            [
                ("survey-results", 0, Some("it-klaverbled")),
                ("partnership", 0, None),
                ("class-life", 2, Some("it-klaverbled"))
            ]
        );
    }

    #[test]
    fn strong_points_are_best_first_and_never_in_doubt() {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        let strong = strong(&results.schools[0], &rubric);
        let levels: Vec<_> = strong.iter().map(|s| s.level).collect();
        assert_eq!(levels, [3, 3, 2]);
        assert!(strong.iter().all(|s| s.indicator.id != "complaints"));
    }

    #[test]
    fn a_school_that_was_not_read_gets_neither() {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        let unread = &results.schools[2];
        assert!(steps(unread, &results, &rubric).is_empty() && strong(unread, &rubric).is_empty());
    }
}
