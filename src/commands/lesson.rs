//! What a model may know of one passage: its features, what fired, and the reader's levels.

use crate::learn::{Idf, RULES, Sparse};
use crate::rubric::passages::Passage;
use crate::score::Observation;
use crate::text::collapse;
use std::collections::BTreeMap;

/// Id of the passages that are examples of the rubric.
pub(super) const EXAMPLE: &str = "#example";
/// Weight of a level given in passing, for an indicator that the passage was not written for.
pub(super) const IN_PASSING: f32 = 0.5;
/// Weight of its absence: there are many of them.
const ABSENT: f32 = 0.05;
/// Of the passages of other indicators, one in so many lends its sentences as sentences that carry no level.
const OTHERS: usize = 5;
/// Weight of such a sentence.
const OTHER: f32 = 0.2;

/// A passage with all that a model may know of it.
pub(super) struct Lesson<'o> {
    pub passage: Passage,
    fired: &'o BTreeMap<String, Vec<String>>,
    pub whole: Sparse,
    /// Features of each sentence, and whether the reader marked it.
    pub sentences: Vec<(Sparse, bool)>,
}

impl<'o> Lesson<'o> {
    pub fn new(passage: Passage, seen: &'o Observation, idf: &Idf) -> Self {
        let spans: Vec<String> = passage.spans.iter().map(|s| collapse(s)).collect();
        let marked = |text: &str| {
            let text = collapse(text);
            spans.iter().any(|span| span.contains(&text) || text.contains(span.as_str()))
        };
        let sentences = seen.sentences.iter().map(|(text, raw)| (idf.weigh(raw), marked(text))).collect();
        Self { whole: idf.weigh(&seen.whole), fired: &seen.fired, sentences, passage }
    }

    /// The reader's level for an indicator, with its weight; `None` where the reader did not look.
    pub fn label(&self, indicator: &str) -> Option<(u8, f32)> {
        if self.passage.indicator == indicator {
            return Some((self.passage.level, self.passage.weight.unwrap_or(1.0)));
        }
        let levels = self.passage.levels.as_ref()?;
        Some(levels.get(indicator).map_or((0, ABSENT), |level| (*level, IN_PASSING)))
    }

    /// What fired for an indicator, by name.
    pub fn names(&self, indicator: &str) -> &[String] {
        self.fired.get(indicator).map_or(&[][..], Vec::as_slice)
    }

    /// Level that rules alone give.
    pub fn rules(&self, indicator: &str) -> u8 {
        self.names(indicator).iter().filter(|name| RULES.contains(&name.as_str())).count() as u8
    }

    /// Level and weight of its sentences that are `marked` or not; `None` where nobody knows.
    pub fn carries(&self, indicator: &str, number: usize, marked: bool) -> Option<(u8, f32)> {
        let passage = &self.passage;
        if passage.indicator == indicator {
            let known = passage.level == 0 || !passage.spans.is_empty();
            return known.then_some((if marked { passage.level } else { 0 }, 1.0));
        }
        let absent = passage.levels.as_ref().is_some_and(|levels| !levels.contains_key(indicator));
        (absent && number.is_multiple_of(OTHERS)).then_some((0, OTHER))
    }
}
