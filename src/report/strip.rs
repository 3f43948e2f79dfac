//! All schools on one indicator in a row of marks: each mark is one school, strongest first.

use super::marks::{Mark, mark};
use super::results::Results;
use super::words::{Words, list};
use crate::rubric::Indicator;

/// A row of marks with what it says.
pub struct Strip {
    /// One per school.
    pub marks: Vec<Mark>,
    /// The same in words: `2 sterk, 1 op weg en 2 niet gekeken`.
    pub text: String,
}

/// The marks of all schools on `indicator`.
pub fn strip(indicator: &Indicator, results: &Results, words: &'static Words) -> Strip {
    let found = results.schools.iter().filter_map(|s| s.indicators.iter().find(|i| i.id == indicator.id));
    let mut marks: Vec<Mark> = found.map(|i| mark(i, words)).collect();
    marks.sort_by_key(|m| kinds(words).iter().position(|(class, _)| *class == m.class));
    let parts: Vec<String> = kinds(words)
        .iter()
        .map(|(class, name)| (marks.iter().filter(|m| m.class == *class).count(), name))
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
    Strip { text: list(&parts, words), marks }
}

fn kinds(words: &Words) -> [(&'static str, &'static str); 7] {
    [
        ("l3", words.level_3),
        ("l2", words.level_2),
        ("l1", words.level_1),
        ("l0", words.level_0),
        ("rv", words.review),
        ("nc", words.not_checked),
        ("na", words.not_applicable),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::report::{fixture, results};

    #[test]
    fn every_school_is_one_mark_and_one_word() {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        let complaints = strip(&rubric.indicators[5], &results, Words::of(Lang::Nl));
        let classes: Vec<_> = complaints.marks.iter().map(|m| m.class).collect();
        assert_eq!(classes, ["l2", "l1", "rv", "nc"]);
        assert_eq!(complaints.text, "1 op weg, 1 een begin, 1 een mens moet kijken en 1 niet gekeken");
    }
}
