//! How all schools stand on one indicator: counts from which sentences, questions and pictures are made.

use super::results::{IndicatorStatus, Results, SchoolResult};
use crate::model::{Lang, Status};
use crate::rubric::{Indicator, Rubric};

/// Levels that the schools got on one indicator; schools without a level are left out.
pub struct Row<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Level and school, in the order of the results.
    pub levels: Vec<(u8, &'a SchoolResult)>,
}

impl<'a> Row<'a> {
    /// The row of one indicator.
    pub fn of(indicator: &'a Indicator, results: &'a Results) -> Self {
        Self { indicator, levels: results.schools.iter().filter_map(|s| level(s, indicator)).collect() }
    }

    /// Name of the indicator between quotation marks.
    pub fn name(&self, lang: Lang) -> String {
        quoted(self.indicator.name.get(lang))
    }

    /// Mean level, 0-3; 0 for an empty row.
    pub fn mean(&self) -> f64 {
        self.levels.iter().map(|(level, _)| f64::from(*level)).sum::<f64>() / self.levels.len().max(1) as f64
    }

    /// How far the levels lie apart; 0 for an empty row.
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        let parts = self.levels.iter().map(|(level, _)| (f64::from(*level) - mean).powi(2));
        parts.sum::<f64>() / self.levels.len().max(1) as f64
    }

    /// Schools on this level or higher.
    pub fn at_least(&self, least: u8) -> usize {
        self.levels.iter().filter(|(level, _)| *level >= least).count()
    }

    /// Schools on level 0.
    pub fn without(&self) -> usize {
        self.levels.len() - self.at_least(1)
    }

    /// Whether three quarters of the schools are on level 2 or 3.
    pub fn is_common(&self) -> bool {
        self.at_least(2) * 4 >= self.levels.len() * 3
    }

    /// Levels between the highest and the lowest school.
    pub fn spread(&self) -> u8 {
        let levels = || self.levels.iter().map(|(level, _)| *level);
        levels().max().unwrap_or(0) - levels().min().unwrap_or(0)
    }

    /// The first school with the highest level, so that the order of `schools.toml` decides and not a decimal.
    pub fn best(&self) -> Option<(u8, &'a SchoolResult)> {
        self.levels.iter().rev().max_by_key(|(level, _)| *level).copied()
    }
}

/// A name as it stands in a sentence.
pub fn quoted(name: &str) -> String {
    format!("‘{name}’")
}

/// Schools of which something was read.
pub fn read(results: &Results) -> impl Iterator<Item = &SchoolResult> {
    results.schools.iter().filter(|s| s.status != Status::NotChecked)
}

/// Indicators that count and were scored at no less than half of the schools that were read.
pub fn rows<'a>(results: &'a Results, rubric: &'a Rubric) -> Vec<Row<'a>> {
    let least = read(results).count();
    let counted = rubric.indicators.iter().filter(|i| i.weight > 0.0);
    counted.map(|i| Row::of(i, results)).filter(|row| !row.levels.is_empty() && row.levels.len() * 2 >= least).collect()
}

/// The row on which schools differ most, when they differ by two levels and not nearly all do well.
pub fn most_varied<'a, 'r>(rows: &'r [Row<'a>]) -> Vec<&'r Row<'a>> {
    let mut found: Vec<_> = rows.iter().filter(|row| row.spread() >= 2 && !row.is_common()).collect();
    found.sort_by(|a, b| b.variance().total_cmp(&a.variance()));
    found
}

fn level<'a>(school: &'a SchoolResult, indicator: &Indicator) -> Option<(u8, &'a SchoolResult)> {
    let found = school.indicators.iter().find(|i| i.id == indicator.id && i.status == IndicatorStatus::Scored)?;
    Some((found.level?, school))
}

/// How many judgements a person decided.
pub fn decided(results: &Results) -> usize {
    let all = results.schools.iter().flat_map(|school| &school.indicators);
    all.filter(|found| found.review.as_ref().is_some_and(|review| review.decided)).count()
}

/// How many judgements there are of each kind.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
pub struct Counts {
    /// All.
    pub all: usize,
    /// With a level.
    pub scored: usize,
    /// Could not be read.
    pub not_checked: usize,
    /// Do not hold for the school.
    pub not_applicable: usize,
    /// A person should look.
    pub review: usize,
    /// With a level that rests on little.
    pub thin: usize,
}

/// The judgements of all schools, counted.
pub fn counts(results: &Results) -> Counts {
    let mut counts = Counts::default();
    for found in results.schools.iter().flat_map(|s| &s.indicators) {
        counts.all += 1;
        match found.status {
            IndicatorStatus::Scored => counts.scored += 1,
            IndicatorStatus::NotChecked => counts.not_checked += 1,
            IndicatorStatus::NotApplicable => counts.not_applicable += 1,
            IndicatorStatus::NeedsReview => counts.review += 1,
        }
        let scored = found.status == IndicatorStatus::Scored;
        counts.thin += usize::from(scored && found.footing.is_some_and(|f| f.is_thin()));
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, results};

    #[test]
    fn every_judgement_is_counted_once() {
        let (comparison, rubric) = fixture::comparison();
        let found = counts(&results(&comparison, &rubric, Lang::Nl));
        assert_eq!(found.all, 28);
        assert_eq!(found.scored + found.not_checked + found.not_applicable + found.review, found.all);
        assert_eq!((found.not_checked, found.not_applicable, found.review), (7, 1, 1));
    }

    #[test]
    fn rows_count_and_compare_levels() {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        let rows = rows(&results, &rubric);
        assert!(rows.iter().all(|row| row.indicator.id != "readability"));
        let survey = rows.iter().find(|row| row.indicator.id == "survey-results").expect("a row");
        assert_eq!((survey.at_least(2), survey.without(), survey.spread()), (1, 1, 3));
        assert_eq!(survey.best().map(|(level, school)| (level, school.id.as_str())), Some((3, "it-klaverbled")));
        assert_eq!(most_varied(&rows)[0].indicator.id, "survey-results");
    }
}
