//! Questions for the small-group rounds of an evening. They come from the results: where schools are alike, where they
//! differ, and where there is most to win.

use super::advice::Advice;
use super::results::Results;
use super::tally::{self, Row};
use super::words::{EveningWords, Words, count, fill, list};
use crate::model::{Lang, Source, Status};
use crate::rubric::Rubric;

/// One round of talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// What the round is about.
    pub title: &'static str,
    /// Its questions, never empty.
    pub questions: Vec<String>,
}

/// Three rounds: recognise, learn from each other, do. A round without questions is left out.
pub fn rounds(results: &Results, rubric: &Rubric, advice: &[Advice], lang: Lang) -> Vec<Round> {
    let words = EveningWords::of(lang);
    let rows = tally::rows(results, rubric);
    let rounds = [
        (words.round_see, vec![alike(&rows, lang), absent(&rows, lang)]),
        (words.round_learn, vec![differ(&rows, lang), asked(&rows, lang), in_documents(results, words)]),
        (words.round_do, vec![most_room(advice, words), unread(results, lang), Some(words.ask_step.to_owned())]),
    ];
    let rounds = rounds.map(|(title, found)| Round { title, questions: found.into_iter().flatten().collect() });
    rounds.into_iter().filter(|round| !round.questions.is_empty()).collect()
}

/// What nearly all schools have; or else what most have.
fn alike(rows: &[Row], lang: Lang) -> Option<String> {
    let words = EveningWords::of(lang);
    let best = |a: &&Row, b: &&Row| a.at_least(2).cmp(&b.at_least(2)).then(a.mean().total_cmp(&b.mean()));
    let row = rows.iter().rev().filter(|row| row.levels.len() > 1 && row.at_least(2) > 0).max_by(best)?;
    let text = if row.is_common() {
        words.ask_common.to_owned()
    } else {
        count(row.at_least(2), words.ask_often_one, words.ask_often)
    };
    Some(fill(&text, &[("name", &row.name(lang))]))
}

/// What is low everywhere, the heaviest first; or else what the fewest schools have.
fn absent(rows: &[Row], lang: Lang) -> Option<String> {
    let words = EveningWords::of(lang);
    let rows = rows.iter().filter(|row| !row.is_common());
    let row = rows.min_by(|a, b| {
        (a.at_least(2).cmp(&b.at_least(2)))
            .then(b.indicator.weight.total_cmp(&a.indicator.weight))
            .then(a.mean().total_cmp(&b.mean()))
    })?;
    let text = match row.at_least(2) {
        0 => words.ask_low.to_owned(),
        n => count(n, words.ask_rare_one, words.ask_rare),
    };
    Some(fill(&text, &[("name", &row.name(lang))]))
}

fn differ(rows: &[Row], lang: Lang) -> Option<String> {
    let words = EveningWords::of(lang);
    let row = *tally::most_varied(rows).first()?;
    let (_, school) = row.best()?;
    let start = fill(words.ask_differ, &[("name", &row.name(lang)), ("school", &school.name)]);
    let without = match row.without() {
        0 => None,
        n => Some(count(n, words.ask_differ_none_one, words.ask_differ_none)),
    };
    let parts = [Some(start), without, Some(words.ask_differ_end.to_owned())];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// The question of a parent on what differs next to most.
fn asked(rows: &[Row], lang: Lang) -> Option<String> {
    let row = *tally::most_varied(rows).get(1)?;
    let question = row.indicator.question.get(lang);
    Some(fill(EveningWords::of(lang).ask_parent, &[("question", question)]))
}

/// Levels that only a document carries.
fn in_documents(results: &Results, words: &EveningWords) -> Option<String> {
    let all = results.schools.iter().flat_map(|s| &s.indicators);
    let only = |e: &[super::EvidenceResult]| !e.is_empty() && e.iter().all(|e| e.source == Source::Document);
    match all.filter(|i| only(&i.evidence)).count() {
        0 => None,
        n => Some(count(n, words.ask_document_one, words.ask_document)),
    }
}

fn most_room(advice: &[Advice], words: &EveningWords) -> Option<String> {
    let standing = advice.iter().filter_map(|a| Some((a.mean()?, a)));
    let (_, advice) = standing.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(fill(words.ask_room, &[("advice", advice.short)]))
}

fn unread(results: &Results, lang: Lang) -> Option<String> {
    let unread = results.schools.iter().filter(|s| s.status == Status::NotChecked);
    let names: Vec<String> = unread.map(|s| s.name.clone()).collect();
    (1..=3)
        .contains(&names.len())
        .then(|| fill(EveningWords::of(lang).ask_unread, &[("names", &list(&names, Words::of(lang)))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{advice, fixture, results};

    fn asked_of(keep: usize, lang: Lang) -> Vec<Round> {
        let (mut comparison, rubric) = fixture::comparison();
        comparison.schools.truncate(keep);
        let results = results(&comparison, &rubric, lang);
        rounds(&results, &rubric, &advice::of(&results, &rubric, lang), lang)
    }

    #[test]
    fn questions_snapshot() {
        let lines = |lang| {
            let rounds = asked_of(4, lang);
            rounds.iter().map(|r| format!("{}\n- {}\n", r.title, r.questions.join("\n- "))).collect::<String>()
        };
        insta::assert_snapshot!(lines(Lang::Nl) + &lines(Lang::En));
    }

    #[test]
    fn one_school_gets_no_comparison() {
        let rounds = asked_of(1, Lang::Nl);
        assert!(rounds.iter().flat_map(|r| &r.questions).all(|q| !q.contains("verschillen")));
        assert!(!rounds.is_empty());
    }
}
