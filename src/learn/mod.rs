//! A small linear model that weighs what the rubric's signals found together with the words of a passage.
//!
//! Signals say *that* something stands there; how much of it makes a level, and how a school says it without the term of
//! the trade, is learned from passages that a reader labelled (`rubrics/training`). Per indicator and level one ridge
//! regression over hashed character and word n-grams and the indicator's own signals tells whether a passage comes to at
//! least that level (Frank and Hall 2001: what parts 0 from 1 is not what parts 2 from 3); then a few small trees weigh
//! them against the most telling sentences and the rules. `audit rubric train` makes the file, the same bytes from the
//! same passages.

pub mod agreement;
pub mod boost;
mod features;
mod file;
mod fit;
mod panel;
mod weights;

pub use features::{Grams, Idf, Sparse, Tally, class_feature};
pub use file::FileError;
pub use fit::{Judged, Sample, cuts, fold_predictions, ridge};
pub use weights::Weights;

use boost::{Boosted, Inputs};
use panel::Panel;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Levels above 0, each with linear models of its own.
pub const STEPS: usize = 3;
/// Names of the features that tell which level signals and rules alone come to: one for each level up to it.
pub const RULES: [&str; STEPS] = ["#rules-1", "#rules-2", "#rules-3"];
/// How much surer words must be to raise a level, for each e-fold of passages looked at; by trial on whole sites.
const MARGIN: f32 = 0.5;
/// In fewer words than these, words do not raise a level.
const FEW_WORDS: usize = 25;

/// What a prediction was made on.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Words of the passage.
    pub words: usize,
    /// Passages of the site that were looked at.
    pub passages: usize,
}

/// Everything learned for one rubric.
#[derive(Debug, Clone)]
pub struct Model {
    /// How rare each feature is.
    pub idf: Idf,
    /// Per indicator id.
    pub graders: BTreeMap<String, Grader>,
    /// All graders side by side, of the passage and of the sentence; made when first needed.
    panels: OnceLock<[Panel; 2]>,
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        self.idf == other.idf && self.graders == other.graders
    }
}

/// What all graders make of the words of a passage.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// Of title, headings and text, by grader and step.
    whole: Vec<f32>,
    /// Of every sentence, by grader and step.
    sentences: Vec<f32>,
}

impl Model {
    /// Graders that know how rare features are.
    pub fn new(idf: Idf, graders: BTreeMap<String, Grader>) -> Self {
        Self { idf, graders, panels: OnceLock::new() }
    }

    /// The grader of an indicator, with its place among all.
    pub fn grader(&self, id: &str) -> Option<(usize, &Grader)> {
        self.graders.iter().enumerate().find(|(_, (known, _))| *known == id).map(|(at, (_, grader))| (at, grader))
    }

    /// What the graders make of a passage, from the raw counts of the whole and of each sentence.
    pub fn read(&self, whole: &Sparse, sentences: &[Sparse]) -> Passage {
        let [of_whole, of_sentence] = self.panels.get_or_init(|| {
            let all: Vec<&Step> = self.graders.values().flat_map(|grader| &grader.steps).collect();
            let whole: Vec<&Weights> = all.iter().map(|step| &step.whole).collect();
            let sentence: Vec<&Weights> = all.iter().map(|step| &step.sentence).collect();
            [Panel::of(&whole), Panel::of(&sentence)]
        });
        let mut out = Passage::default();
        of_whole.predict(&self.idf.weigh(whole), &mut out.whole);
        sentences.iter().for_each(|counts| of_sentence.predict(&self.idf.weigh(counts), &mut out.sentences));
        out
    }
}

impl Passage {
    /// The level that each sentence carries by itself, for the grader at place `at`.
    pub fn sentences(&self, at: usize) -> impl Iterator<Item = f32> {
        let levels = move |row: &[f32]| row.get(at * STEPS..(at + 1) * STEPS).map(|steps| steps.iter().sum());
        self.rows().filter_map(levels)
    }

    /// How far each sentence comes to a level by itself, for the grader at place `at`.
    fn sentences_at(&self, at: usize, step: usize) -> impl Iterator<Item = f32> {
        self.rows().filter_map(move |row| row.get(at * STEPS + step).copied())
    }

    fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.sentences.chunks(self.whole.len().max(1))
    }
}

/// What was learned of one level of one indicator: whether a text comes to at least that level, 0 or 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Of the whole passage.
    pub whole: Weights,
    /// Of one sentence: how far it carries the level by itself.
    pub sentence: Weights,
    /// Weights of what the most telling sentence, the next and the mean of all come to.
    pub telling: [f32; 3],
    /// Weight per signal id.
    pub signals: BTreeMap<String, f32>,
}

/// What was learned for one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Grader {
    /// Of level 1, 2 and 3.
    pub steps: [Step; STEPS],
    /// What the steps, their most telling sentences and the rules come to together.
    pub boosted: Boosted,
    /// Predictions from which level 1, 2 and 3 are given.
    pub cuts: [f32; STEPS],
}

impl Grader {
    /// Prediction on the scale of the levels by the grader at place `at`, for `passage` in which `signals` fired, from
    /// which the rules alone make level `rules`.
    pub fn predict<'s, S>(&self, at: usize, passage: &Passage, signals: S, rules: u8) -> f32
    where
        S: Iterator<Item = &'s str> + Clone,
    {
        let steps = std::array::from_fn(|n| {
            let step = &self.steps[n];
            let telling = telling(passage.sentences_at(at, n));
            let sentences: f32 = telling.iter().zip(step.telling).map(|(value, weight)| value * weight).sum();
            let whole = passage.whole.get(at * STEPS + n).copied().unwrap_or_default();
            let signals: f32 = signals.clone().filter_map(|id| step.signals.get(id)).sum();
            (whole + sentences + signals, telling[0])
        });
        self.boosted.predict(&inputs(steps, rules))
    }

    /// The level of a prediction for `seen`, of which signals and rules alone give `rules`. Words may always lower that. To
    /// raise it they must be surer the more passages were looked at, since the highest of many predictions is often a
    /// false alarm, and there must be some of them.
    pub fn level(&self, prediction: f32, rules: u8, seen: Seen) -> u8 {
        let given = |margin: f32| self.cuts.iter().filter(|cut| prediction >= **cut + margin).count() as u8;
        match given(0.0) {
            plain if plain <= rules => plain,
            _ if seen.words < FEW_WORDS => rules,
            _ => given(MARGIN * (seen.passages.max(1) as f32).ln()).max(rules),
        }
    }
}

/// What the trees read: of each step what the whole passage and its most telling sentence come to, and the rules' level.
pub fn inputs(steps: [(f32, f32); STEPS], rules: u8) -> Inputs {
    let [(one, first), (two, second), (three, third)] = steps;
    [one, two, three, first, second, third, f32::from(rules)]
}

/// What the most telling of some sentences, the next and the mean of all come to.
pub fn telling(sentences: impl Iterator<Item = f32>) -> [f32; 3] {
    let (mut first, mut second, mut sum, mut n) = (f32::MIN, f32::MIN, 0.0, 0);
    for value in sentences {
        (first, second) = if value > first { (value, first) } else { (first, second.max(value)) };
        sum += value;
        n += 1;
    }
    let or_nothing = |value: f32, least: i32| if n < least { 0.0 } else { value };
    [or_nothing(first, 1), or_nothing(second, 2), sum / n.max(1) as f32]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_most_telling_sentences_and_the_mean() {
        assert_eq!(telling([0.5, 2.0, 1.0, 0.5].into_iter()), [2.0, 1.0, 1.0]);
        assert_eq!(telling([2.0].into_iter()), [2.0, 0.0, 2.0]);
        assert_eq!(telling(std::iter::empty()), [0.0; 3]);
    }
}
