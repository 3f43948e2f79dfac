//! The pieces of advice of the theme evening, and how all schools together stand on each.

use super::example::{self, Example};
use super::results::Results;
use super::tally::Row;
use super::words::EveningWords;
use crate::model::Lang;
use crate::rubric::{Indicator, Rubric};
use std::collections::BTreeMap;

/// One piece of advice with the indicators that tell about it.
pub struct Advice<'a> {
    /// Number, from 1.
    pub number: usize,
    /// The advice.
    pub text: &'static str,
    /// A few words that name it.
    pub short: &'static str,
    /// One per indicator that comes from it, in the order of the rubric.
    pub rows: Vec<Row<'a>>,
    /// The school that shows best how it can be done.
    pub example: Option<Example<'a>>,
}

impl Advice<'_> {
    /// Mean level over schools and indicators; `None` when nothing was scored.
    pub fn mean(&self) -> Option<f64> {
        let levels = || self.rows.iter().flat_map(|row| &row.levels).map(|(level, _)| f64::from(*level));
        let n = levels().count();
        (n > 0).then(|| levels().sum::<f64>() / n as f64)
    }
}

/// Every piece of advice of which the rubric holds an indicator. Examples come from as many schools as possible.
pub fn of<'a>(results: &'a Results, rubric: &'a Rubric, lang: Lang) -> Vec<Advice<'a>> {
    let words = EveningWords::of(lang);
    let texts = [
        (words.advice_1, words.advice_1_short),
        (words.advice_2, words.advice_2_short),
        (words.advice_3, words.advice_3_short),
        (words.advice_4, words.advice_4_short),
        (words.advice_5, words.advice_5_short),
        (words.advice_6, words.advice_6_short),
    ];
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (number, (text, short)) in (1..).zip(texts) {
        let source = format!("A{number}");
        let indicators: Vec<&Indicator> = rubric.indicators.iter().filter(|i| i.source == source).collect();
        let example = example::best(&indicators, results, |school| used.get(&school.id).copied().unwrap_or(0));
        if let Some(example) = &example {
            *used.entry(example.school.id.clone()).or_default() += 1;
        }
        let rows = indicators.into_iter().map(|i| Row::of(i, results)).collect();
        found.push(Advice { number, text, short, rows, example });
    }
    found.retain(|advice| !advice.rows.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, results};

    #[test]
    fn only_advice_that_the_rubric_knows_is_told() {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        let found = of(&results, &rubric, Lang::Nl);
        let told: Vec<_> = found.iter().map(|a| (a.number, a.rows.len())).collect();
        assert_eq!(told, [(1, 1), (3, 1), (6, 1)]);
        assert_eq!(found[0].mean(), Some(7.0 / 3.0));
    }

    #[test]
    fn every_advice_has_the_best_example() {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        let found = of(&results, &rubric, Lang::Nl);
        let schools: Vec<_> = found.iter().filter_map(|a| Some(a.example?.school.id.as_str())).collect();
        assert_eq!(schools, ["it-klaverbled", "de-wjukken", "it-klaverbled"]);
    }

    #[test]
    fn without_levels_there_is_no_mean() {
        let (mut comparison, rubric) = fixture::comparison();
        comparison.schools.retain(|s| s.findings.is_empty());
        let results = results(&comparison, &rubric, Lang::Nl);
        assert!(of(&results, &rubric, Lang::Nl).iter().all(|a| a.mean().is_none() && a.example.is_none()));
    }
}
