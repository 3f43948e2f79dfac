//! What a visit looks for, and what it has found of it.

use crate::model::{Document, Habits};
use url::Url;

/// Highest level of an aim.
const HIGHEST: u8 = 3;

/// What a link promises.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promised {
    /// Whatever is lacking.
    pub always: i32,
    /// To an aim, by its number, as long as it lacks something.
    pub aims: Vec<(usize, i32)>,
}

/// Tells where to look and when enough was read. An aim is something to find on a site, in levels up to 3; what it is
/// about is the caller's concern. Calls are pure.
pub trait Guide: Send + Sync {
    /// For each aim on the site that starts here: the level from which no more is looked for; 0: not at all.
    fn aims(&self, start: &Url) -> Vec<u8>;

    /// What a link promises.
    fn promise(&self, url: &Url, text: &str) -> Promised;

    /// The level that a document gives each aim, where that is more than is `known`; 0 elsewhere. Runs on blocking
    /// threads.
    fn levels(&self, document: &Document, known: &[u8]) -> Vec<u8>;

    /// What a link is worth by its place, and when enough was read.
    fn habits(&self) -> Habits;
}

/// The aims of one visit, with what is known so far.
#[derive(Debug, Default)]
pub(super) struct Aims {
    enough: Vec<u8>,
    known: Vec<u8>,
}

impl Aims {
    /// Aims of which nothing is known yet.
    pub(super) fn new(enough: Vec<u8>) -> Self {
        Self { known: vec![0; enough.len()], enough }
    }

    /// What an aim still lacks, in percent.
    pub(super) fn lack(&self, aim: usize) -> i64 {
        match (self.enough.get(aim), self.known.get(aim)) {
            (Some(&enough), Some(&known)) if known < enough => i64::from(enough - known) * 100 / i64::from(enough),
            _ => 0,
        }
    }

    /// What is known, for whoever looks for more: an aim that lacks nothing counts as found.
    pub(super) fn known(&self) -> Vec<u8> {
        let each = self.enough.iter().zip(&self.known);
        each.map(|(enough, known)| if known < enough { *known } else { HIGHEST }).collect()
    }

    /// Takes in what a document gives. Tells whether that is more than was known.
    pub(super) fn learn(&mut self, levels: &[u8]) -> bool {
        let mut more = false;
        for (known, level) in self.known.iter_mut().zip(levels) {
            more |= level > known;
            *known = (*known).max(*level);
        }
        more
    }

    /// Whether nothing is lacking. Never without an aim.
    pub(super) fn are_met(&self) -> bool {
        self.enough.iter().any(|enough| *enough > 0) && (0..self.enough.len()).all(|aim| self.lack(aim) == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aim_lacks_less_as_more_is_known() {
        let mut aims = Aims::new(vec![3, 1, 0]);
        assert_eq!([aims.lack(0), aims.lack(1), aims.lack(2)], [100, 100, 0]);
        assert_eq!(aims.known(), [0, 0, HIGHEST]);
        assert!(aims.learn(&[2, 1, 0]) && !aims.learn(&[1, 1, 0]));
        assert_eq!(([aims.lack(0), aims.lack(1)], aims.known()), ([33, 0], vec![2, HIGHEST, HIGHEST]));
        assert!(!aims.are_met());
        assert!(aims.learn(&[3, 0, 0]) && aims.are_met());
    }

    #[test]
    fn without_aims_nothing_is_ever_met() {
        assert!(!Aims::default().are_met() && !Aims::new(vec![0]).are_met());
    }
}
