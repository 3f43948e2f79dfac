//! Which quote of which school shows best how it can be done.

use super::results::{EvidenceResult, IndicatorResult, IndicatorStatus, Results, SchoolResult};
use crate::model::Source;
use crate::rubric::Indicator;

/// Lengths of a quote that tells something and still reads at a glance, in characters.
const READABLE: std::ops::RangeInclusive<usize> = 20..=320;

/// An example from one of the schools.
#[derive(Clone, Copy)]
pub struct Example<'a> {
    /// The school.
    pub school: &'a SchoolResult,
    /// What it is an example of.
    pub indicator: &'a Indicator,
    /// Its level, 2 or 3.
    pub level: u8,
    /// The quote.
    pub quote: &'a EvidenceResult,
}

/// The best example: highest level, then the school that `used` counts least, then the most readable quote, then the
/// order of the results. Levels below 2 are no example.
pub fn best<'a>(
    indicators: &[&'a Indicator],
    results: &'a Results,
    used: impl Fn(&SchoolResult) -> usize,
) -> Option<Example<'a>> {
    let of = |indicator: &'a Indicator| results.schools.iter().filter_map(move |s| of_school(s, indicator));
    let all = indicators.iter().flat_map(|i| of(i));
    // The last of equals wins in `max_by_key`, hence the reversal.
    let all: Vec<Example> = all.collect();
    let key = |e: &&Example| (e.level, std::cmp::Reverse(used(e.school)), quality(e.quote));
    all.iter().rev().max_by_key(key).copied()
}

fn of_school<'a>(school: &'a SchoolResult, indicator: &'a Indicator) -> Option<Example<'a>> {
    let wanted = |i: &&IndicatorResult| i.id == indicator.id && i.status == IndicatorStatus::Scored;
    let found = school.indicators.iter().find(wanted)?;
    let level = found.level.filter(|level| *level >= 2)?;
    Some(Example { school, indicator, level, quote: most_readable(&found.evidence)? })
}

/// The quote to show when there is room for one: of those on the highest level the most readable.
pub fn most_readable(evidence: &[EvidenceResult]) -> Option<&EvidenceResult> {
    let highest = evidence.iter().map(|e| e.level).max()?;
    evidence.iter().rev().filter(|e| e.level == highest).max_by_key(|e| quality(e))
}

fn quality(quote: &EvidenceResult) -> u8 {
    let text = matches!(quote.source, Source::Page | Source::Document);
    let signs = [text && READABLE.contains(&quote.quote.chars().count()), text, !quote.masked, quote.clicks.is_some()];
    signs.into_iter().map(u8::from).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::report::{fixture, results};

    #[test]
    fn the_highest_level_wins_and_praise_is_spread() {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        let named = [&rubric.indicators[6]];
        let found = best(&named, &results, |_| 0).expect("an example");
        assert_eq!((found.school.id.as_str(), found.level), ("de-wjukken", 3));
        let class = [&rubric.indicators[0], &rubric.indicators[1]];
        let first = best(&class, &results, |_| 0).expect("an example");
        assert_eq!((first.school.id.as_str(), first.indicator.id.as_str()), ("it-klaverbled", "class-life"));
    }

    #[test]
    fn a_link_of_one_word_gives_way_to_a_sentence() {
        let (comparison, rubric) = fixture::comparison();
        let evidence = &results(&comparison, &rubric, Lang::Nl).schools[0].indicators[0].evidence[0];
        let word = EvidenceResult { quote: "Peiling".into(), source: Source::Link, ..evidence.clone() };
        let pair = [word, evidence.clone()];
        assert_eq!(most_readable(&pair).map(|e| &e.quote), Some(&evidence.quote));
        assert!(most_readable(&[]).is_none());
    }

    #[test]
    fn low_levels_are_no_example() {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        assert!(best(&[&rubric.indicators[3]], &results, |_| 0).is_none());
    }
}
