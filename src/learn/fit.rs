//! Fitting: ridge regression by conjugate gradients, folds to judge it honestly, cuts that turn predictions into levels.

use super::agreement::kappa;
use super::features::Sparse;

/// A labelled passage.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Weighed features; signals may be appended above the text features.
    pub features: Sparse,
    /// What is to be predicted: a level, or 1 for a level that is reached.
    pub level: u8,
    /// How much it counts.
    pub weight: f32,
    /// Samples of one passage are left out together.
    pub group: usize,
}

/// Weights over `length` features and a bias that minimise Σ weight (prediction − level)² + `penalty` |weights|²
/// (Hoerl and Kennard 1970), by conjugate gradients on the normal equations. The bias is the weighted mean level plus a
/// penalised constant feature.
pub fn ridge(samples: &[&Sample], length: usize, penalty: f32) -> (Vec<f32>, f32) {
    let total: f32 = samples.iter().map(|s| s.weight).sum();
    let mean = samples.iter().map(|s| s.weight * f32::from(s.level)).sum::<f32>() / total.max(f32::MIN_POSITIVE);
    let constant = length;
    let mut right = vec![0.0f32; length + 1];
    samples.iter().for_each(|s| spread(s, s.weight * (f32::from(s.level) - mean), &mut right, constant));
    let mut solution = vec![0.0f32; length + 1];
    let mut residual = right;
    let mut direction = residual.clone();
    let mut norm = dot(&residual, &residual);
    let enough = norm * 1e-7;
    for _ in 0..200 {
        if norm <= enough {
            break;
        }
        let mut image: Vec<f32> = direction.iter().map(|d| penalty * d).collect();
        samples.iter().for_each(|s| spread(s, s.weight * project(s, &direction, constant), &mut image, constant));
        let step = norm / dot(&direction, &image);
        for at in 0..solution.len() {
            solution[at] += step * direction[at];
            residual[at] -= step * image[at];
        }
        let next = dot(&residual, &residual);
        let ratio = next / norm;
        norm = next;
        direction.iter_mut().zip(&residual).for_each(|(d, r)| *d = r + ratio * *d);
    }
    let bias = mean + solution.pop().unwrap_or(0.0);
    (solution, bias)
}

fn spread(sample: &Sample, value: f32, out: &mut [f32], constant: usize) {
    sample.features.iter().for_each(|&(at, v)| out[at as usize] += value * v);
    out[constant] += value;
}

fn project(sample: &Sample, weights: &[f32], constant: usize) -> f32 {
    weights[constant] + sample.features.iter().map(|&(at, v)| weights[at as usize] * v).sum::<f32>()
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Prediction for every sample by a model that has not seen its group: group `g` is left out in fold `g % folds`.
pub fn fold_predictions(samples: &[Sample], length: usize, penalty: f32, folds: usize) -> Vec<f32> {
    let mut out = vec![0.0; samples.len()];
    for fold in 0..folds {
        let seen: Vec<&Sample> = samples.iter().filter(|s| s.weight > 0.0 && s.group % folds != fold).collect();
        let (weights, bias) = ridge(&seen, length, penalty);
        for (at, sample) in samples.iter().enumerate().filter(|(_, s)| s.group % folds == fold) {
            out[at] = bias + sample.features.iter().map(|&(f, v)| weights[f as usize] * v).sum::<f32>();
        }
    }
    out
}

/// A prediction of a passage of which the level is known.
#[derive(Debug, Clone, Copy)]
pub struct Judged {
    /// The reader's level.
    pub level: u8,
    /// How much it counts.
    pub weight: f32,
    /// The program's, on the scale of the levels.
    pub prediction: f32,
}

/// The three predictions from which a level is given, chosen for the highest weighted agreement: quadratic weighted kappa
/// less `caution` times the share of level-0 passages that are given a level.
pub fn cuts(judged: &[Judged], caution: f64) -> [f32; 3] {
    let mut best = [0.5f32, 1.5, 2.5];
    for _ in 0..4 {
        for at in 0..3 {
            let tries = (2..58).map(|step| step as f32 * 0.05);
            let score = |cut: f32| {
                let mut cuts = best;
                cuts[at] = cut;
                if cuts[0] > cuts[1] || cuts[1] > cuts[2] { f64::MIN } else { worth(judged, &cuts, caution) }
            };
            best[at] = tries
                .map(|cut| (score(cut), cut))
                .fold((score(best[at]), best[at]), |a, b| if b.0 > a.0 + 1e-9 { b } else { a })
                .1;
        }
    }
    best
}

fn worth(judged: &[Judged], cuts: &[f32; 3], caution: f64) -> f64 {
    let mut table = [[0.0f64; 4]; 4];
    for one in judged {
        let level = cuts.iter().filter(|cut| one.prediction >= **cut).count();
        table[usize::from(one.level)][level] += f64::from(one.weight);
    }
    let unfounded: f64 = table[0][1..].iter().sum();
    let false_positive = unfounded / (unfounded + table[0][0]).max(f64::MIN_POSITIVE);
    kappa(&table).unwrap_or(0.0) - caution * false_positive
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> Vec<Sample> {
        (0..40)
            .map(|i| Sample {
                features: vec![(i % 4, 1.0), (4 + i % 3, 0.5)],
                level: (i % 4) as u8,
                weight: 1.0,
                group: i as usize,
            })
            .collect()
    }

    #[test]
    fn ridge_finds_what_makes_the_level() {
        let samples = samples();
        let all: Vec<&Sample> = samples.iter().collect();
        let (weights, bias) = ridge(&all, 7, 0.01);
        let at = |i: usize| bias + weights[i];
        assert!(at(0) < 0.2 && (at(1) - 1.0).abs() < 0.2 && at(3) > 2.8, "{weights:?}");
    }

    #[test]
    fn folds_and_cuts_recover_the_levels() {
        let samples = samples();
        let predictions = fold_predictions(&samples, 7, 0.01, 5);
        let judged = |(s, p): (&Sample, &f32)| Judged { level: s.level, weight: s.weight, prediction: *p };
        let cuts = cuts(&samples.iter().zip(&predictions).map(judged).collect::<Vec<_>>(), 0.1);
        let given = |p: f32| cuts.iter().filter(|c| p >= **c).count();
        assert!(samples.iter().zip(&predictions).all(|(s, p)| usize::from(s.level) == given(*p)));
    }

    #[test]
    fn a_sample_without_weight_does_not_count() {
        let mut samples = samples();
        samples.push(Sample { features: vec![(0, 1.0)], level: 3, weight: 0.0, group: 40 });
        let all: Vec<&Sample> = samples.iter().collect();
        let (weights, bias) = ridge(&all, 7, 0.01);
        assert!(bias + weights[0] < 0.2);
    }
}
