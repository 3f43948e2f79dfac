//! What already works at one school, and the next steps that gain most.

use super::example::{self, Example};
use super::results::{EvidenceResult, IndicatorResult, IndicatorStatus, Results, SchoolResult};
use crate::model::Source;
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
    /// How much work it is: 1 a text on the site, 2 an agreement in the team, 3 something to do with others. What
    /// stands in a document already is 1.
    pub effort: u8,
    /// What there is stands in a document only.
    pub in_document: bool,
    /// Another school that does it well, with its best quote.
    pub example: Option<Example<'a>>,
}

/// Best first: by level, then weight, then the order of the rubric.
pub fn strong<'a>(school: &'a SchoolResult, rubric: &'a Rubric) -> Vec<Strong<'a>> {
    let mut found: Vec<_> = scored(school, rubric).filter(|(_, _, level)| *level >= 2).collect();
    found.sort_by(|a, b| b.2.cmp(&a.2).then(b.0.weight.total_cmp(&a.0.weight)));
    found
        .into_iter()
        .take(MOST_STRONG)
        .map(|(indicator, result, level)| Strong { indicator, level, quote: example::most_readable(&result.evidence) })
        .collect()
}

/// What gains most for least effort first: levels to win times weight, parted by effort; then the order of the rubric.
/// Indicators without weight, unchecked or in doubt give no step.
pub fn steps<'a>(school: &'a SchoolResult, results: &'a Results, rubric: &'a Rubric) -> Vec<Step<'a>> {
    let step = |(indicator, result, level): (&'a Indicator, &'a IndicatorResult, u8)| {
        let in_document = only_in_document(result);
        let effort = if in_document { 1 } else { indicator.effort.max(1) };
        (f64::from(3 - level.min(3)) * indicator.weight / f64::from(effort), indicator, level, effort, in_document)
    };
    let mut found: Vec<_> = scored(school, rubric).map(step).filter(|(gain, ..)| *gain > 0.0).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found
        .into_iter()
        .take(MOST_STEPS)
        .map(|(_, indicator, level, effort, in_document)| {
            let example = example(school, results, indicator, level);
            Step { indicator, level, effort, in_document, example }
        })
        .collect()
}

/// Whether what was found stands in a document only, where parents find it less easily.
pub fn only_in_document(result: &IndicatorResult) -> bool {
    !result.evidence.is_empty() && result.evidence.iter().all(|e| e.source == Source::Document)
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

/// A sister school on a higher level that has a quote to show.
fn example<'a>(
    school: &SchoolResult,
    results: &'a Results,
    indicator: &'a Indicator,
    level: u8,
) -> Option<Example<'a>> {
    let own = |sister: &SchoolResult| usize::from(sister.id == school.id);
    example::best(&[indicator], results, own).filter(|e| e.school.id != school.id && e.level > level)
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
            steps.iter().map(|s| (s.indicator.id.as_str(), s.level, s.example.map(|e| e.school.id.as_str()))).collect();
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
    fn what_takes_less_work_comes_first() {
        let (comparison, mut rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        rubric.indicators[1].effort = 3;
        let steps = steps(&results.schools[1], &results, &rubric);
        assert_eq!(steps[0].indicator.id, "partnership");
        let document = &steps_of_document(&results, &rubric)[0];
        assert_eq!((document.effort, document.in_document), (1, true));
    }

    fn steps_of_document<'a>(results: &'a Results, rubric: &'a Rubric) -> Vec<Step<'a>> {
        let mut found = steps(&results.schools[3], results, rubric);
        found.retain(|step| step.in_document);
        found
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
