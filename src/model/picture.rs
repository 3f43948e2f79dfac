//! A logo or another picture of a site's frame, as far as it is kept.

use serde::{Deserialize, Serialize};
use url::Url;

/// A picture that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Where it lies.
    pub url: Url,
    /// What its shape is like; `None` when it is too plain to be told from others (one colour, a thin line).
    pub print: Option<Print>,
    /// A small copy made by this program, as a `data:image/png;base64,…` address of at most some 60 kB.
    pub copy: String,
}

/// The shape of a picture, whatever its size and colours: where it gets lighter and where darker, from left to right
/// and from top to bottom, on a coarse grid.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Print {
    /// Steps at which it gets lighter, one bit each.
    pub lighter: u128,
    /// Steps at which it gets darker, one bit each.
    pub darker: u128,
    /// Width over height, empty borders cut off.
    pub ratio: f32,
}

impl Print {
    /// Least steps that must differ from their neighbour before two pictures are compared.
    pub const LEAST_STEPS: u32 = 20;
    /// Share of the steps that must agree.
    const SHARE: f32 = 0.72;
    /// Most that the proportions may differ.
    const STRETCH: f32 = 1.3;

    /// How many steps are lighter or darker.
    pub fn steps(&self) -> u32 {
        (self.lighter | self.darker).count_ones()
    }

    /// Whether two pictures have the same shape; a light one on dark ground is like a dark one on light ground.
    pub fn is_like(&self, other: &Self) -> bool {
        let stretch = (self.ratio / other.ratio).max(other.ratio / self.ratio);
        let steps = (self.lighter | self.darker | other.lighter | other.darker).count_ones();
        let same = (self.lighter & other.lighter | self.darker & other.darker).count_ones();
        let turned = (self.lighter & other.darker | self.darker & other.lighter).count_ones();
        stretch <= Self::STRETCH && steps >= Self::LEAST_STEPS && same.max(turned) as f32 >= Self::SHARE * steps as f32
    }
}
