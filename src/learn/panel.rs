//! The weights of all graders side by side: a text's features are gone through once for all of them.

use super::features::{Idf, Sparse};
use super::weights::Weights;

/// Graders in one row of weights: as many sums as fit a few registers of the processor.
const LANES: usize = 16;

/// Linear models that look at the same features.
#[derive(Debug, Clone)]
pub struct Panel {
    groups: Vec<Group>,
}

#[derive(Debug, Clone)]
struct Group {
    /// Weights of each feature, in steps.
    steps: Vec<[i8; LANES]>,
    /// What a step is worth and the prediction without features, of each model.
    scales: Vec<(f32, f32)>,
}

impl Panel {
    /// `models` side by side, in their order.
    pub fn of(models: &[&Weights]) -> Self {
        let group = |models: &[&Weights]| {
            let mut steps = vec![[0; LANES]; Idf::LENGTH];
            for (lane, model) in models.iter().enumerate() {
                steps.iter_mut().zip(&model.steps).for_each(|(row, step)| row[lane] = *step);
            }
            Group { steps, scales: models.iter().map(|model| (model.scale, model.bias)).collect() }
        };
        Self { groups: models.chunks(LANES).map(group).collect() }
    }

    /// Adds the prediction of each model for a text with `features` to `out`: the same as [`Weights::of`] one by one.
    pub fn predict(&self, features: &Sparse, out: &mut Vec<f32>) {
        for group in &self.groups {
            let mut sums = [0.0f32; LANES];
            for &(at, value) in features {
                let row = &group.steps[at as usize];
                sums.iter_mut().zip(row).for_each(|(sum, step)| *sum += f32::from(*step) * value);
            }
            out.extend(group.scales.iter().zip(sums).map(|((scale, bias), sum)| bias + scale * sum));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_by_side_is_the_same_to_the_bit_as_one_by_one() {
        let model = |seed: usize| {
            let floats: Vec<f32> =
                (0..Idf::LENGTH).map(|at| ((at * 31 + seed * 17) % 251) as f32 / 100.0 - 1.2).collect();
            Weights::of_floats(&floats, seed as f32 / 7.0)
        };
        let models: Vec<Weights> = (0..LANES + 3).map(model).collect();
        let features: Sparse = (0..500).map(|n| (n * 97, 1.0 / (1.0 + n as f32))).collect();
        let mut found = Vec::new();
        Panel::of(&models.iter().collect::<Vec<_>>()).predict(&features, &mut found);
        let alone: Vec<f32> = models.iter().map(|model| model.of(&features)).collect();
        assert_eq!(
            found.iter().map(|p| p.to_bits()).collect::<Vec<_>>(),
            alone.iter().map(|p| p.to_bits()).collect::<Vec<_>>()
        );
    }
}
