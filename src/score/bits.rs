//! A set of classes.

use crate::rubric::ClassId;

/// A bit per class of the rubric, as far as the highest that is set: most sentences hold none, and cost nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub fn set(&mut self, class: ClassId) {
        let word = usize::from(class) / 64;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (class % 64);
    }

    pub fn has(&self, class: ClassId) -> bool {
        self.0.get(usize::from(class) / 64).is_some_and(|word| word >> (class % 64) & 1 == 1)
    }

    pub fn add(&mut self, other: &Self) {
        if other.0.len() > self.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// The classes that are set, in order.
    pub fn iter(&self) -> impl Iterator<Item = ClassId> {
        let ones = |(at, word): (usize, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| (at * 64 + bit) as ClassId)
        };
        self.0.iter().enumerate().flat_map(ones)
    }

    /// Whether all of `classes` are set.
    pub fn all(&self, classes: &[ClassId]) -> bool {
        classes.iter().all(|&c| self.has(c))
    }

    /// Whether any of `classes` is set.
    pub fn any(&self, classes: &[ClassId]) -> bool {
        classes.iter().any(|&c| self.has(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_unites() {
        let mut a = Bits::default();
        a.set(0);
        a.set(129);
        let mut b = Bits::default();
        b.set(64);
        b.add(&a);
        assert_eq!(b.iter().collect::<Vec<_>>(), [0, 64, 129]);
        assert!(b.all(&[0, 129]) && b.any(&[5, 64]) && !b.has(5) && !b.has(500));
    }
}
