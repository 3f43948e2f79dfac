//! The last part: a few small trees that read what the linear models and the rules come to side by side. A sum cannot say
//! "a telling sentence counts only when the whole agrees, unless a rule found it".

use serde::{Deserialize, Serialize};

/// Inputs of a passage.
const INPUTS: usize = 7;
/// What a passage comes to at each step by all its words and signals, then by its most telling sentence, and by the rules
/// alone.
pub type Inputs = [f32; INPUTS];

/// Splits on the way to a leaf.
const DEPTH: u32 = 3;
/// Trees.
const ROUNDS: usize = 60;
/// Share of what a tree finds that is taken over (Friedman 2001).
const RATE: f32 = 0.1;
/// Fewest passages at either side of a split.
const FEWEST: usize = 20;
/// Penalty of a leaf's value, in passages that say nothing.
const PENALTY: f32 = 5.0;
/// Values of each input at which may be split: that many quantiles.
const BINS: usize = 32;

/// What was learned: the mean level, and what each tree adds to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Boosted {
    mean: f32,
    trees: Vec<Tree>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Tree {
    /// Input and threshold of each split, the root first, the two below `n` at `2n + 1` and `2n + 2`.
    splits: Vec<(u8, f32)>,
    leaves: Vec<f32>,
}

/// A passage with its level.
#[derive(Debug, Clone, Copy)]
pub struct Lesson {
    /// What it comes to.
    pub inputs: Inputs,
    /// The reader's level.
    pub level: f32,
    /// How much it counts.
    pub weight: f32,
    /// Lessons of one passage are left out together.
    pub group: usize,
}

impl Boosted {
    /// Least squares by gradient boosting (Friedman 2001). No input counts against a level: at each split the side of the
    /// higher values is the higher one.
    pub fn fit(lessons: &[Lesson]) -> Self {
        let total: f32 = lessons.iter().map(|l| l.weight).sum();
        let mean = lessons.iter().map(|l| l.weight * l.level).sum::<f32>() / total.max(f32::MIN_POSITIVE);
        let mut boosted = Self { mean, trees: Vec::new() };
        let thresholds = std::array::from_fn(|input| quantiles(lessons.iter().map(|l| l.inputs[input])));
        let mut rest: Vec<f32> = lessons.iter().map(|l| l.level - mean).collect();
        for _ in 0..ROUNDS {
            let tree = Tree::fit(lessons, &rest, &thresholds);
            rest.iter_mut().zip(lessons).for_each(|(rest, l)| *rest -= tree.value(&l.inputs));
            boosted.trees.push(tree);
        }
        boosted
    }

    /// The level of a passage, on the scale of the levels.
    pub fn predict(&self, inputs: &Inputs) -> f32 {
        self.mean + self.trees.iter().map(|tree| tree.value(inputs)).sum::<f32>()
    }

    /// Prediction for every lesson by trees that have not seen its group: group `g` is left out in fold `g % folds`.
    pub fn fold_predictions(lessons: &[Lesson], folds: usize) -> Vec<f32> {
        let mut out = vec![0.0; lessons.len()];
        for fold in 0..folds {
            let seen: Vec<Lesson> = lessons.iter().filter(|l| l.group % folds != fold).copied().collect();
            let boosted = Self::fit(&seen);
            let unseen = lessons.iter().zip(&mut out).filter(|(l, _)| l.group % folds == fold);
            unseen.for_each(|(lesson, out)| *out = boosted.predict(&lesson.inputs));
        }
        out
    }
}

impl Tree {
    fn fit(lessons: &[Lesson], rest: &[f32], thresholds: &[Vec<f32>; INPUTS]) -> Self {
        let mut places: Vec<Vec<usize>> = vec![(0..lessons.len()).collect()];
        let mut splits = Vec::new();
        for _ in 0..DEPTH {
            places = places
                .into_iter()
                .flat_map(|here| {
                    let (input, threshold) = best_split(lessons, rest, &here, thresholds);
                    splits.push((input as u8, threshold));
                    let (low, high) = here.into_iter().partition(|at| lessons[*at].inputs[input] < threshold);
                    [low, high]
                })
                .collect();
        }
        let value = |here: &Vec<usize>| RATE * Sums::of(lessons, rest, here.iter().copied()).value();
        Self { splits, leaves: places.iter().map(value).collect() }
    }

    fn value(&self, inputs: &Inputs) -> f32 {
        let mut at = 0;
        while let Some(&(input, threshold)) = self.splits.get(at) {
            // What is no number is no evidence.
            let high = inputs.get(usize::from(input)).is_some_and(|value| *value >= threshold);
            at = 2 * at + 1 + usize::from(high);
        }
        self.leaves.get(at - self.splits.len()).copied().unwrap_or_default()
    }
}

/// Weight, weighted rest and number of some lessons.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    weight: f32,
    rest: f32,
    n: usize,
}

impl Sums {
    fn of(lessons: &[Lesson], rest: &[f32], places: impl Iterator<Item = usize>) -> Self {
        places.fold(Self::default(), |sums, at| sums.plus(lessons[at].weight, rest[at]))
    }

    fn plus(self, weight: f32, rest: f32) -> Self {
        Self { weight: self.weight + weight, rest: self.rest + weight * rest, n: self.n + 1 }
    }

    fn value(&self) -> f32 {
        self.rest / (self.weight + PENALTY)
    }

    /// By how much the value takes the squares down.
    fn gain(&self) -> f32 {
        self.rest * self.value()
    }
}

/// Input and threshold that part the lessons at `places` best; a threshold that nothing reaches when none does.
fn best_split(lessons: &[Lesson], rest: &[f32], places: &[usize], thresholds: &[Vec<f32>; INPUTS]) -> (usize, f32) {
    let mut best = (0.0, (0, f32::MAX));
    let all = Sums::of(lessons, rest, places.iter().copied());
    for (input, thresholds) in thresholds.iter().enumerate() {
        let mut bins = vec![Sums::default(); thresholds.len() + 1];
        for &at in places {
            let bin = &mut bins[thresholds.partition_point(|t| *t <= lessons[at].inputs[input])];
            *bin = bin.plus(lessons[at].weight, rest[at]);
        }
        let mut low = Sums::default();
        for (bin, &threshold) in bins.iter().zip(thresholds) {
            low = Sums { weight: low.weight + bin.weight, rest: low.rest + bin.rest, n: low.n + bin.n };
            let high = Sums { weight: all.weight - low.weight, rest: all.rest - low.rest, n: all.n - low.n };
            let gain = low.gain() + high.gain() - all.gain();
            if low.n >= FEWEST && high.n >= FEWEST && low.value() <= high.value() && gain > best.0 {
                best = (gain, (input, threshold));
            }
        }
    }
    best.1
}

/// Up to [`BINS`] different values that part `values` in equal shares, rising.
fn quantiles(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = (1..BINS).filter_map(|n| values.get(n * values.len() / BINS).copied()).collect();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Level 2 only where the sentence is telling and the whole agrees.
    fn both(n: usize) -> Lesson {
        let inputs = [(n % 7) as f32, (n % 11) as f32, 0.0, 0.0, 0.0, 0.0, 0.0];
        let level = if inputs[0] > 3.0 && inputs[1] > 5.0 { 2.0 } else { 0.0 };
        Lesson { inputs, level, weight: 1.0, group: n }
    }

    #[test]
    fn two_inputs_together_make_what_neither_makes_alone() {
        let lessons: Vec<Lesson> = (0..770).map(both).collect();
        let boosted = Boosted::fit(&lessons);
        for (one, two, level) in [(5.0, 8.0, 2.0), (5.0, 2.0, 0.0), (1.0, 8.0, 0.0)] {
            let found = boosted.predict(&[one, two, 0.0, 0.0, 0.0, 0.0, 0.0]);
            assert!((found - level).abs() < 0.2, "{one} {two}: {found}");
        }
        let unseen = Boosted::fold_predictions(&lessons, 5);
        assert!(lessons.iter().zip(&unseen).all(|(lesson, found)| (lesson.level - found).abs() < 0.3));
    }

    #[test]
    fn what_speaks_for_a_level_never_lowers_it() {
        let mut lessons: Vec<Lesson> = (0..200).map(both).collect();
        lessons.iter_mut().for_each(|l| l.level = 3.0 - l.inputs[0] / 2.0);
        let boosted = Boosted::fit(&lessons);
        let mut high = [0.0; INPUTS];
        high[0] = 6.0;
        assert_eq!(boosted.predict(&[0.0; INPUTS]), boosted.predict(&high));
    }

    #[test]
    fn nothing_to_learn_from_and_foreign_values_are_no_trouble() {
        assert_eq!(Boosted::fit(&[]).predict(&[1.0, f32::NAN, f32::MAX, 0.0, f32::MIN, 0.0, 3.0]), 0.0);
    }
}
