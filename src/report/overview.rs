//! What stands out over all schools, in five sentences. Only what the results hold is said.

use super::advice::{self, Advice};
use super::marks::level_word;
use super::results::{Results, SchoolResult};
use super::tally::{self, Row};
use super::words::{Words, count, fill, list};
use crate::model::{Lang, Status};
use crate::rubric::Rubric;

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

/// The sentences that open the report: what was read, what is strong, what is rare, where schools differ, and how the
/// advice of the evening stands.
pub fn sentences(results: &Results, rubric: &Rubric, lang: Lang) -> Vec<Sentence> {
    let words = Words::of(lang);
    let rows = tally::rows(results, rubric);
    let one = tally::read(results).count() == 1;
    [
        Some(read(results, words)),
        strong(&rows, one, lang),
        low(&rows, one, lang),
        varied(&rows, lang),
        advised(&advice::of(results, rubric, lang), words),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the scores rest on: how many judgements have a level, and why the others have none.
pub fn standing(results: &Results, lang: Lang) -> Vec<String> {
    let words = Words::of(lang);
    let counts = tally::counts(results);
    let scored = fill(words.scored_share, &[("n", &counts.scored.to_string()), ("all", &counts.all.to_string())]);
    let others = [
        (counts.not_checked, words.count_not_checked),
        (counts.review, words.count_review),
        (counts.not_applicable, words.count_not_applicable),
        (counts.thin, words.count_thin),
        (tally::decided(results), words.count_seen),
    ];
    let others = others.into_iter().filter(|(n, _)| *n > 0).map(|(n, text)| fill(text, &[("n", &n.to_string())]));
    std::iter::once(scored).chain(others).collect()
}

fn read(results: &Results, words: &'static Words) -> Sentence {
    let schools = &results.schools;
    let read = tally::read(results).count().to_string();
    let mut parts = vec![fill(&count(schools.len(), words.read_rest_one, words.read_rest), &[("read", &read)])];
    let partly = tally::read(results).filter(|s| note(s, words).is_some()).count();
    if partly > 0 {
        parts.push(count(partly, words.read_partly_one, words.read_partly));
    }
    let unread: Vec<String> =
        schools.iter().filter(|s| s.status == Status::NotChecked).map(|s| s.name.clone()).collect();
    if !unread.is_empty() {
        let text = if unread.len() == 1 { words.unread_rest } else { words.unread_rest_many };
        parts.push(fill(text, &[("names", &list(&some(unread, words), words))]));
    }
    Sentence { lead: words.read_lead, rest: parts.join(" ") }
}

/// At most five names; the rest is counted.
fn some(mut names: Vec<String>, words: &Words) -> Vec<String> {
    let most = 5;
    if names.len() > most {
        let left = names.len() - most + 1;
        names.truncate(most - 1);
        names.push(fill(words.others, &[("n", &left.to_string())]));
    }
    names
}

/// What most schools have; or, when nothing is that common, what is found most often.
fn strong(rows: &[Row], one: bool, lang: Lang) -> Option<Sentence> {
    let words = Words::of(lang);
    let mut rows: Vec<&Row> = rows.iter().filter(|row| row.at_least(2) > 0).collect();
    rows.sort_by(|a, b| share(b).total_cmp(&share(a)).then(b.mean().total_cmp(&a.mean())));
    let common: Vec<&Row> = rows.iter().copied().filter(|row| row.is_common()).collect();
    match (common.is_empty(), one) {
        (false, true) => named(words.common_lead_one, &common, lang),
        (false, false) => named(words.common_lead, &common, lang),
        (true, _) => rows.first().map(|row| Sentence { lead: words.most_lead, rest: with_share(row, lang) }),
    }
}

/// What no school has; or, when everything is somewhere, what is found least.
fn low(rows: &[Row], one: bool, lang: Lang) -> Option<Sentence> {
    let words = Words::of(lang);
    let rows = by_share(rows);
    let absent: Vec<&Row> = rows.iter().copied().filter(|row| row.at_least(2) == 0).collect();
    match (absent.is_empty(), one) {
        (false, true) => named(words.low_lead_one, &absent, lang),
        (false, false) => named(words.low_lead, &absent, lang),
        (true, _) => rows.first().map(|row| Sentence { lead: words.least_lead, rest: with_share(row, lang) }),
    }
}

/// What is not common, rarest first.
fn by_share<'a, 'r>(rows: &'r [Row<'a>]) -> Vec<&'r Row<'a>> {
    let mut rows: Vec<&Row> = rows.iter().filter(|row| !row.is_common()).collect();
    rows.sort_by(|a, b| {
        share(a)
            .total_cmp(&share(b))
            .then(b.indicator.weight.total_cmp(&a.indicator.weight))
            .then(a.mean().total_cmp(&b.mean()))
    });
    rows
}

fn share(row: &Row) -> f64 {
    row.at_least(2) as f64 / row.levels.len().max(1) as f64
}

fn named(lead: &'static str, rows: &[&Row], lang: Lang) -> Option<Sentence> {
    let names: Vec<String> = rows.iter().take(MOST_NAMED).map(|row| row.name(lang)).collect();
    (!names.is_empty()).then(|| Sentence { lead, rest: format!("{}.", list(&names, Words::of(lang))) })
}

fn with_share(row: &Row, lang: Lang) -> String {
    let values = [("name", row.name(lang)), ("n", row.at_least(2).to_string()), ("all", row.levels.len().to_string())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    fill(Words::of(lang).of_schools, &values)
}

fn varied(rows: &[Row], lang: Lang) -> Option<Sentence> {
    let words = Words::of(lang);
    // The rarest of all was named in the sentence before.
    let rarest = by_share(rows).first().map(|row| row.indicator.id.as_str());
    let varied = tally::most_varied(rows);
    let row = varied.iter().find(|row| Some(row.indicator.id.as_str()) != rarest).or(varied.first())?;
    let (best, school) = row.best()?;
    let values = [("name", row.name(lang)), ("school", school.name.clone())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mut rest = fill(words.varied_rest, &[values[0], values[1], ("level", level_word(best, words))]);
    if row.without() > 0 {
        rest.push(' ');
        rest.push_str(&count(row.without(), words.varied_none_one, words.varied_none));
    }
    Some(Sentence { lead: words.varied_lead, rest })
}

/// The furthest and the least far of the pieces of advice; nothing when they stand alike.
fn advised(advice: &[Advice], words: &Words) -> Option<Sentence> {
    let mut standing: Vec<(f64, &Advice)> = advice.iter().filter_map(|a| Some((a.mean()?, a))).collect();
    standing.sort_by(|a, b| b.0.total_cmp(&a.0));
    let ((high, first), (low, last)) = (standing.first()?, standing.last()?);
    let rest = fill(words.advised_rest, &[("first", first.short), ("last", last.short)]);
    (high > low).then_some(Sentence { lead: words.advised_lead, rest })
}

/// Schools whose site was not or not completely read, for a note beside them.
pub fn note(school: &SchoolResult, words: &'static Words) -> Option<&'static str> {
    match school.status {
        Status::NotChecked => Some(words.not_checked),
        Status::Partly => Some(words.partly),
        Status::Audited => super::footing::half_unread(school.status, &school.crawl).then_some(words.partly),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{fixture, results};

    fn said(lang: Lang) -> String {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, lang);
        let lines = sentences(&results, &rubric, lang);
        let lines: String = lines.iter().map(|s| format!("{} {}\n", s.lead, s.rest)).collect();
        lines + &standing(&results, lang).join("\n")
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
    fn there_are_five_when_there_is_something_to_compare() {
        let (comparison, rubric) = fixture::comparison();
        assert_eq!(sentences(&results(&comparison, &rubric, Lang::Nl), &rubric, Lang::Nl).len(), 5);
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
        assert_eq!(lines.len(), 1);
    }

    #[test]
    fn many_names_are_counted() {
        let names = (1..=9).map(|n| n.to_string()).collect();
        assert_eq!(some(names, Words::of(Lang::Nl)), ["1", "2", "3", "4", "5 andere"]);
    }
}
