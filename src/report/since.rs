//! What changed at one school since it was looked at before.

use super::results::{IndicatorResult, IndicatorStatus, SchoolResult};
use jiff::civil::Date;

/// Levels then and now of one school. Only what was scored both times is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The day of the earlier audit.
    pub day: Date,
    /// Both were scored by the same version of the rubric; otherwise a change may be the rubric's.
    pub same_rubric: bool,
    /// Indicators that went up: id, level then, level now.
    pub up: Vec<(String, u8, u8)>,
    /// Indicators that went down: id, level then, level now.
    pub down: Vec<(String, u8, u8)>,
    /// Indicators on the same level.
    pub same: usize,
}

/// Compares `now` with `before`, which was audited on `day`.
pub fn since(before: &SchoolResult, now: &SchoolResult, day: Date, same_rubric: bool) -> Since {
    let mut since = Since { day, same_rubric, up: Vec::new(), down: Vec::new(), same: 0 };
    for new in &now.indicators {
        let old = before.indicators.iter().find(|old| old.id == new.id);
        let (Some(was), Some(is)) = (old.and_then(scored), scored(new)) else { continue };
        match is.cmp(&was) {
            std::cmp::Ordering::Greater => since.up.push((new.id.clone(), was, is)),
            std::cmp::Ordering::Less => since.down.push((new.id.clone(), was, is)),
            std::cmp::Ordering::Equal => since.same += 1,
        }
    }
    since
}

fn scored(indicator: &IndicatorResult) -> Option<u8> {
    indicator.level.filter(|_| indicator.status == IndicatorStatus::Scored)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::report::{fixture, results};
    use jiff::civil::date;

    #[test]
    fn only_what_was_scored_twice_is_compared() {
        let (comparison, rubric) = fixture::comparison();
        let now = results(&comparison, &rubric, Lang::Nl).schools.remove(0);
        let mut before = now.clone();
        let scored: Vec<usize> =
            (0..now.indicators.len()).filter(|n| super::scored(&now.indicators[*n]).is_some()).collect();
        let (first, second) = (scored[0], scored[1]);
        before.indicators[first].level = before.indicators[first].level.map(|l| l - 1);
        before.indicators[second].status = IndicatorStatus::NotChecked;
        let since = since(&before, &now, date(2026, 9, 3), true);
        let level = now.indicators[first].level.unwrap();
        assert_eq!(since.up, [(now.indicators[first].id.clone(), level - 1, level)]);
        assert_eq!((since.down.len(), since.same), (0, scored.len() - 2));
    }
}
