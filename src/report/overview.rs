//! What stands out over all schools, as facts and as sentences.

use super::marks::level_word;
use super::results::{IndicatorStatus, Results, SchoolResult};
use super::words::{Words, count, fill, list};
use crate::model::{Lang, Status};
use crate::rubric::{Indicator, Rubric};

/// Most indicators named in one sentence.
const MOST_NAMED: usize = 3;

/// A sentence with its first words set apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What it is about, as `Niet gekeken:`.
    pub lead: &'static str,
    /// The rest.
    pub rest: String,
}

/// Levels that the schools got on one indicator; unscored schools are left out.
struct Row<'a> {
    indicator: &'a Indicator,
    levels: Vec<(u8, &'a SchoolResult)>,
}

impl Row<'_> {
    fn mean(&self) -> f64 {
        self.levels.iter().map(|(level, _)| f64::from(*level)).sum::<f64>() / self.levels.len() as f64
    }

    fn variance(&self) -> f64 {
        let mean = self.mean();
        self.levels.iter().map(|(level, _)| (f64::from(*level) - mean).powi(2)).sum::<f64>() / self.levels.len() as f64
    }

    fn at_least(&self, least: u8) -> usize {
        self.levels.iter().filter(|(level, _)| *level >= least).count()
    }

    /// Three quarters of the schools are on level 2 or 3.
    fn is_common(&self) -> bool {
        self.at_least(2) * 4 >= self.levels.len() * 3
    }

    fn is_low(&self) -> bool {
        self.at_least(2) == 0
    }

    fn spread(&self) -> u8 {
        let levels = || self.levels.iter().map(|(level, _)| *level);
        levels().max().unwrap_or(0) - levels().min().unwrap_or(0)
    }
}

/// The sentences that open the report, most important first. Only what the results hold is said.
pub fn sentences(results: &Results, rubric: &Rubric, lang: Lang) -> Vec<Sentence> {
    let words = Words::of(lang);
    let rows = rows(results, rubric);
    let one = results.schools.iter().filter(|s| s.status != Status::NotChecked).count() == 1;
    let leads = if one { (words.common_lead_one, words.low_lead_one) } else { (words.common_lead, words.low_lead) };
    [
        Some(read(results, words)),
        named(leads.0, common(&rows), lang),
        named(leads.1, low(&rows), lang),
        varied(&rows, lang),
        unread(results, words),
        review(results, words),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Indicators that count and were scored at no less than half of the schools that were read.
fn rows<'a>(results: &'a Results, rubric: &'a Rubric) -> Vec<Row<'a>> {
    let read = results.schools.iter().filter(|s| s.status != Status::NotChecked).count();
    let row =
        |indicator| Row { indicator, levels: results.schools.iter().filter_map(|s| level(s, indicator)).collect() };
    rubric
        .indicators
        .iter()
        .filter(|i| i.weight > 0.0)
        .map(row)
        .filter(|row| !row.levels.is_empty() && row.levels.len() * 2 >= read)
        .collect()
}

fn level<'a>(school: &'a SchoolResult, indicator: &Indicator) -> Option<(u8, &'a SchoolResult)> {
    let found = school.indicators.iter().find(|i| i.id == indicator.id && i.status == IndicatorStatus::Scored)?;
    Some((found.level?, school))
}

fn read(results: &Results, words: &Words) -> Sentence {
    let schools = &results.schools;
    let read = schools.iter().filter(|s| s.status != Status::NotChecked).count().to_string();
    let mut rest = fill(&count(schools.len(), words.read_rest_one, words.read_rest), &[("read", &read)]);
    let partly = schools.iter().filter(|s| s.status == Status::Partly).count();
    if partly > 0 {
        rest.push(' ');
        rest.push_str(&count(partly, words.read_partly_one, words.read_partly));
    }
    Sentence { lead: words.read_lead, rest }
}

fn common<'a>(rows: &'a [Row]) -> Vec<&'a Indicator> {
    let mut found: Vec<&Row> = rows.iter().filter(|row| row.is_common()).collect();
    found.sort_by(|a, b| b.mean().total_cmp(&a.mean()));
    found.iter().take(MOST_NAMED).map(|row| row.indicator).collect()
}

fn low<'a>(rows: &'a [Row]) -> Vec<&'a Indicator> {
    let mut found: Vec<&Row> = rows.iter().filter(|row| row.is_low()).collect();
    found.sort_by(|a, b| b.indicator.weight.total_cmp(&a.indicator.weight).then(a.mean().total_cmp(&b.mean())));
    found.iter().take(MOST_NAMED).map(|row| row.indicator).collect()
}

fn named(lead: &'static str, found: Vec<&Indicator>, lang: Lang) -> Option<Sentence> {
    let names: Vec<String> = found.iter().map(|i| in_sentence(i, lang)).collect();
    (!names.is_empty()).then(|| Sentence { lead, rest: format!("{}.", list(&names, Words::of(lang))) })
}

/// The name as it stands inside a sentence: lower case, unless it starts with an abbreviation.
fn in_sentence(indicator: &Indicator, lang: Lang) -> String {
    let name = indicator.name.get(lang);
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

fn varied(rows: &[Row], lang: Lang) -> Option<Sentence> {
    let words = Words::of(lang);
    let widest = |a: &&Row, b: &&Row| b.variance().total_cmp(&a.variance());
    let row = rows.iter().filter(|row| row.spread() >= 2 && !row.is_common()).min_by(widest)?;
    // The first of the best, so that the order of schools.toml decides and not a decimal.
    let (best, school) = row.levels.iter().rev().max_by_key(|(level, _)| *level)?;
    let mut rest = fill(
        words.varied_rest,
        &[("name", &in_sentence(row.indicator, lang)), ("school", &school.name), ("level", level_word(*best, words))],
    );
    let none = row.levels.len() - row.at_least(1);
    if none > 0 {
        rest.push(' ');
        rest.push_str(&count(none, words.varied_none_one, words.varied_none));
    }
    Some(Sentence { lead: words.varied_lead, rest })
}

fn unread(results: &Results, words: &Words) -> Option<Sentence> {
    let names: Vec<String> =
        results.schools.iter().filter(|s| s.status == Status::NotChecked).map(|s| s.name.clone()).collect();
    let text = if names.len() == 1 { words.unread_rest } else { words.unread_rest_many };
    (!names.is_empty())
        .then(|| Sentence { lead: words.unread_lead, rest: fill(text, &[("names", &list(&names, words))]) })
}

fn review(results: &Results, words: &Words) -> Option<Sentence> {
    let all = results.schools.iter().flat_map(|s| &s.indicators);
    let doubts = all.filter(|i| i.status == IndicatorStatus::NeedsReview).count();
    (doubts > 0)
        .then(|| Sentence { lead: words.review_lead, rest: count(doubts, words.review_rest_one, words.review_rest) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, results};

    fn said(lang: Lang) -> String {
        let (comparison, rubric) = fixture::comparison();
        let lines = sentences(&results(&comparison, &rubric, lang), &rubric, lang);
        lines.iter().map(|s| format!("{} {}\n", s.lead, s.rest)).collect()
    }

    #[test]
    fn dutch_snapshot() {
        insta::assert_snapshot!(said(Lang::Nl));
    }

    #[test]
    fn english_snapshot() {
        insta::assert_snapshot!(said(Lang::En));
    }

    #[test]
    fn one_school_is_not_compared_with_itself() {
        let (mut comparison, rubric) = fixture::comparison();
        comparison.schools.truncate(1);
        let lines = sentences(&results(&comparison, &rubric, Lang::Nl), &rubric, Lang::Nl);
        assert!(lines.iter().all(|s| s.lead != Words::of(Lang::Nl).varied_lead));
    }

    #[test]
    fn without_any_reading_only_that_is_said() {
        let (mut comparison, rubric) = fixture::comparison();
        comparison.schools.retain(|s| s.status == Status::NotChecked);
        let lines = sentences(&results(&comparison, &rubric, Lang::Nl), &rubric, Lang::Nl);
        assert_eq!(lines.len(), 2);
    }
}
