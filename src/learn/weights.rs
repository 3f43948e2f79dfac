//! The weights of a linear model in a byte each.

use super::features::Sparse;

/// A linear model over features.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Weight per feature, in steps.
    pub steps: Vec<i8>,
    /// What one step is worth.
    pub scale: f32,
    /// Prediction for a text without features.
    pub bias: f32,
}

impl Weights {
    /// Rounds `weights` to a byte each.
    pub fn of_floats(weights: &[f32], bias: f32) -> Self {
        let largest = weights.iter().fold(0.0f32, |a, w| a.max(w.abs())).max(f32::MIN_POSITIVE);
        let scale = largest / 127.0;
        Self { steps: weights.iter().map(|w| (w / scale).round() as i8).collect(), scale, bias }
    }

    /// Prediction for a text with `features`.
    pub fn of(&self, features: &Sparse) -> f32 {
        let steps = |&(at, value): &(u32, f32)| f32::from(self.steps[at as usize]) * value;
        self.bias + self.scale * features.iter().map(steps).sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_keeps_predictions_within_a_step() {
        let floats = [0.3, -1.27, 0.004];
        let weights = Weights::of_floats(&floats, 0.5);
        let features = vec![(0, 1.0), (1, 2.0), (2, 1.0)];
        let exact = 0.5 + 0.3 - 2.54 + 0.004;
        assert!((weights.of(&features) - exact).abs() < 4.0 * weights.scale);
    }
}
