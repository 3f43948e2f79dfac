//! A small linear model that weighs what the rubric's signals found together with the words of a passage.
//!
//! Signals say *that* something stands there; how much of it makes a level, and how a school says it without the term of
//! the trade, is learned from passages that a reader labelled (`rubrics/training`). One ridge regression per indicator
//! over hashed character and word n-grams and the indicator's own signals; `audit rubric train` makes the file, the
//! same bytes from the same passages.

pub mod agreement;
mod features;
mod file;
mod fit;

pub use features::{Idf, Sparse, counts};
pub use file::FileError;
pub use fit::{Sample, cuts, fold_predictions, ridge};

use std::collections::BTreeMap;

/// Names of the features that tell which level signals and rules alone come to: one for each level up to it.
pub const RULES: &str = "#rules-";
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
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// How rare each feature is.
    pub idf: Idf,
    /// Per indicator id.
    pub graders: BTreeMap<String, Grader>,
}

/// What was learned for one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Grader {
    /// Weight per hashed feature, times `scale`.
    pub weights: Vec<i8>,
    /// What one step of `weights` is worth.
    pub scale: f32,
    /// Added to every prediction.
    pub bias: f32,
    /// Weight per signal id.
    pub signals: BTreeMap<String, f32>,
    /// Predictions from which level 1, 2 and 3 are given.
    pub cuts: [f32; 3],
}

impl Grader {
    /// The part of a prediction that comes from words: 0 is neutral.
    pub fn words(&self, features: &Sparse) -> f32 {
        self.scale * features.iter().map(|&(at, value)| f32::from(self.weights[at as usize]) * value).sum::<f32>()
    }

    /// Prediction on the scale of the levels, for a passage with `features` in which `signals` fired.
    pub fn predict<'s>(&self, features: &Sparse, signals: impl Iterator<Item = &'s str>) -> f32 {
        self.bias + self.words(features) + signals.filter_map(|id| self.signals.get(id)).sum::<f32>()
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
