//! How one outcome is shown: a mark with its own shape, a short text and words. Never by colour alone.

use super::results::{IndicatorResult, IndicatorStatus, Results};
use super::tally;
use super::words::{Words, fill};

/// One outcome in every form that a reader may need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Name of the shape and colour in the page's style: `l0`-`l3`, `rv`, `nc`, `na`.
    pub class: &'static str,
    /// One character for the terminal.
    pub glyph: char,
    /// Number or abbreviation beside the shape.
    pub short: String,
    /// The outcome in words.
    pub words: String,
    /// The level rests on little: a reader should look at the quote first.
    pub thin: bool,
    /// A person looked and decided.
    pub seen: bool,
}

/// The mark of an outcome.
pub fn mark(indicator: &IndicatorResult, words: &Words) -> Mark {
    let mark = plain(indicator, words);
    if indicator.review.as_ref().is_some_and(|review| review.decided) {
        let (short, said) = (format!("{}✓", mark.short), format!("{}; {}", mark.words, words.seen));
        return Mark { short, words: said, seen: true, ..mark };
    }
    let thin = indicator.status == IndicatorStatus::Scored && indicator.footing.is_some_and(|f| f.is_thin());
    if !thin {
        return mark;
    }
    Mark { short: format!("{}*", mark.short), words: format!("{}; {}", mark.words, words.thin), thin, ..mark }
}

fn plain(indicator: &IndicatorResult, words: &Words) -> Mark {
    match (indicator.status, indicator.level) {
        (IndicatorStatus::Scored, Some(level)) => of_level(level, words),
        (IndicatorStatus::NeedsReview, level) => review(level.unwrap_or(0), words),
        (IndicatorStatus::NotApplicable, _) => {
            let full = format!("{} ({})", words.not_applicable_short, words.not_applicable);
            Mark::new("na", '-', words.not_applicable_short, full)
        }
        (IndicatorStatus::NotChecked | IndicatorStatus::Scored, _) => {
            Mark::new("nc", '·', "–", words.not_checked.to_owned())
        }
    }
}

/// The mark of a level that was given.
pub fn of_level(level: u8, words: &Words) -> Mark {
    let (class, glyph) = match level {
        0 => ("l0", '○'),
        1 => ("l1", '◔'),
        2 => ("l2", '◑'),
        _ => ("l3", '●'),
    };
    Mark::new(class, glyph, &level.to_string(), in_words(words.level_n, level, words))
}

/// One word for a level.
pub fn level_word(level: u8, words: &Words) -> &'static str {
    match level {
        0 => words.level_0,
        1 => words.level_1,
        2 => words.level_2,
        _ => words.level_3,
    }
}

fn review(level: u8, words: &Words) -> Mark {
    Mark::new("rv", '?', &format!("{level}?"), in_words(words.review_n, level, words))
}

fn in_words(text: &str, level: u8, words: &Words) -> String {
    fill(text, &[("n", &level.to_string()), ("word", level_word(level, words))])
}

impl Mark {
    fn new(class: &'static str, glyph: char, short: &str, words: String) -> Self {
        Self { class, glyph, short: short.to_owned(), words, thin: false, seen: false }
    }
}

/// Where a score of 0-100 falls: 0-3, as a level does. Bands instead of numbers, because small differences say nothing.
pub fn band(score: f64) -> u8 {
    match score {
        s if s < 25.0 => 0,
        s if s < 50.0 => 1,
        s if s < 75.0 => 2,
        _ => 3,
    }
}

/// Word for a band.
pub fn band_word(band: u8, words: &Words) -> &'static str {
    match band {
        0 => words.band_0,
        1 => words.band_1,
        2 => words.band_2,
        _ => words.band_3,
    }
}

/// The legend of a report: with the mark of a person, when a person looked.
pub fn legend_of(results: &Results, words: &'static Words) -> Vec<(Mark, &'static str)> {
    let seen = Mark { seen: true, ..Mark::new("sn", '✓', "2✓", String::new()) };
    let seen = (tally::decided(results) > 0).then_some((seen, words.legend_seen));
    let mut legend = legend(words);
    legend.extend(seen);
    legend
}

/// Every kind of mark with its explanation, in the order of a legend.
pub fn legend(words: &'static Words) -> Vec<(Mark, &'static str)> {
    vec![
        (of_level(3, words), words.level_3),
        (of_level(2, words), words.level_2),
        (of_level(1, words), words.level_1),
        (of_level(0, words), words.legend_0),
        (Mark { thin: true, ..Mark::new("th", '*', "2*", String::new()) }, words.legend_thin),
        (Mark::new("rv", '?', "2?", String::new()), words.legend_review),
        (Mark::new("nc", '·', "–", String::new()), words.legend_not_checked),
        (Mark::new("na", '-', words.not_applicable_short, String::new()), words.legend_not_applicable),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use std::collections::BTreeSet;

    #[test]
    fn bands_are_quarters() {
        assert_eq!([0.0, 24.9, 25.0, 50.0, 74.9, 75.0, 100.0].map(band), [0, 0, 1, 2, 2, 3, 3]);
    }

    #[test]
    fn a_thin_level_looks_and_reads_different() {
        let (comparison, rubric) = crate::report::fixture::comparison();
        let mut found = crate::report::results(&comparison, &rubric, Lang::Nl).schools[0].indicators[0].clone();
        let words = Words::of(Lang::Nl);
        let firm = mark(&found, words);
        found.footing = Some(crate::report::Footing::WordsOnly);
        let thin = mark(&found, words);
        assert!(thin.short == "3*" && thin.words.contains(words.thin) && thin.class == firm.class);
    }

    #[test]
    fn what_a_person_decided_has_a_tick_and_is_not_thin() {
        let (comparison, rubric) = crate::report::fixture::reviewed();
        let results = crate::report::results(&comparison, &rubric, Lang::Nl);
        let seen = mark(&results.schools[0].indicators[5], Words::of(Lang::Nl));
        assert_eq!((seen.short.as_str(), seen.class, seen.seen, seen.thin), ("1✓", "l1", true, false));
        assert!(seen.words.ends_with("door een mens bekeken"));
        // A note alone decides nothing.
        assert!(!mark(&results.schools[1].indicators[0], Words::of(Lang::Nl)).seen);
    }

    #[test]
    fn no_two_outcomes_look_alike() {
        let (comparison, rubric) = crate::report::fixture::reviewed();
        let results = crate::report::results(&comparison, &rubric, Lang::Nl);
        let legend = legend_of(&results, Words::of(Lang::Nl));
        let classes: BTreeSet<_> = legend.iter().map(|(mark, _)| mark.class).collect();
        let glyphs: BTreeSet<_> = legend.iter().map(|(mark, _)| mark.glyph).collect();
        let shorts: BTreeSet<_> = legend.iter().map(|(mark, _)| &mark.short).collect();
        assert_eq!((classes.len(), glyphs.len(), shorts.len()), (9, 9, 9));
    }
}
