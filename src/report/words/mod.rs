//! Every fixed text of the report, Dutch and English side by side, in one place.

mod evening;
mod family;
mod files;
mod macros;
mod reasons;
mod review;
mod table;
pub(super) mod todo;

pub use evening::EveningWords;
pub use family::FamilyWords;
pub use files::FileWords;
pub use reasons::{failure, obstacle, status};
pub use review::ReviewWords;
pub use table::Words;

use super::number;
use super::results::{Footing, IndicatorStatus, ReviewResult};
use crate::model::{Lang, Source};

/// Code of the language, as in a `lang` attribute.
pub fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "nl",
        Lang::En => "en",
    }
}

/// Puts values in the place of `{name}` in a text of the table.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// The form for one or for many, with `{n}` filled in.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    fill(if n == 1 { one } else { many }, &[("n", &n.to_string())])
}

/// `a, b en c`.
pub(super) fn list(items: &[String], words: &Words) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), words.and),
    }
}

/// Kind of judgement, in a few words.
pub(super) fn outcome(status: IndicatorStatus, words: &Words) -> &'static str {
    match status {
        IndicatorStatus::Scored => words.scored,
        IndicatorStatus::NeedsReview => words.review,
        IndicatorStatus::NotChecked => words.not_checked,
        IndicatorStatus::NotApplicable => words.not_applicable,
    }
}

/// What carries a quote, in one word.
pub(super) fn source(source: Source, words: &Words) -> &'static str {
    match source {
        Source::Page => words.source_page,
        Source::Document => words.source_document,
        Source::Link => words.source_link,
        Source::Image => words.source_image,
        Source::Date => words.source_date,
    }
}

/// Who looked, and when.
pub(super) fn looked(review: &ReviewResult, lang: Lang) -> String {
    let words = Words::of(lang);
    let text = if review.by.is_empty() { words.person_unnamed } else { words.person_named };
    fill(text, &[("date", &number::date(review.on, lang)), ("by", &review.by)])
}

/// What a level rests on, in one sentence.
pub(super) fn footing(footing: Footing, words: &'static Words) -> &'static str {
    match footing {
        Footing::Measured => words.footing_measured,
        Footing::SeveralPages => words.footing_several,
        Footing::OnePage => words.footing_one,
        Footing::WordsOnly => words.footing_words,
        Footing::NothingFound => words.footing_nothing,
        Footing::PartUnread => words.footing_unread,
        Footing::Doubt => words.footing_doubt,
        Footing::Person => words.footing_person,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
        [table::TABLE, evening::TABLE, files::TABLE, review::TABLE].into_iter().flatten()
    }

    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<_> = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn no_text_is_missing_and_both_languages_fill_in_the_same() {
        assert!(tables().count() > 200);
        for (name, nl, en) in tables() {
            assert!(!nl.trim().is_empty() && !en.trim().is_empty(), "{name} is empty");
            assert_eq!(names(nl), names(en), "{name} fills in other values");
        }
    }

    #[test]
    fn lists_have_as_many_parts_in_both_languages() {
        for (name, nl, en) in tables().filter(|(name, ..)| name.ends_with("_head") || *name == "months") {
            assert_eq!(nl.split([';', ' ']).count() > 11, en.split([';', ' ']).count() > 11, "{name}");
            assert_eq!(nl.matches(';').count(), en.matches(';').count(), "{name}");
        }
    }

    #[test]
    fn lists_read_as_a_sentence() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items, Words::of(Lang::Nl)), "a, b en c");
        assert_eq!(list(&items[..2], Words::of(Lang::En)), "a and b");
    }

    #[test]
    fn one_and_many_differ() {
        let words = Words::of(Lang::Nl);
        assert_eq!(count(1, words.click, words.clicks), "1 klik vanaf de startpagina");
        assert_eq!(count(2, words.click, words.clicks), "2 klikken vanaf de startpagina");
    }
}
