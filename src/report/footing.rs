//! What a level rests on, so that a reader knows how far to trust it.

use super::results::Footing;
use crate::model::{CrawlStats, Evidence, Finding, Outcome, Status, Stopped};
use crate::rubric::{Indicator, Judge};
use std::collections::BTreeSet;

/// Signal of a passage for which only the learned words speak.
const WORDS: &str = "words";

/// Whether so much of a site was left unread that "not found" says little. Of a settled site, what was left is not
/// expected to say anything.
pub fn half_unread(status: Status, crawl: &CrawlStats) -> bool {
    let ran_out = crawl.stopped == Stopped::Budget;
    status == Status::Partly || (ran_out && crawl.left > 0 && crawl.left >= crawl.pages + crawl.documents)
}

/// What the level of `finding` rests on; `partly`: much of the site was not read. `None` without a level.
pub fn footing(indicator: &Indicator, finding: &Finding, partly: bool) -> Option<Footing> {
    let level = match finding.outcome {
        Outcome::Scored(level) => level,
        Outcome::NeedsReview(_) => return Some(Footing::Doubt),
        Outcome::NotChecked | Outcome::NotApplicable => return None,
    };
    let measured = matches!(indicator.judge, Judge::Measure { .. });
    Some(match (level, partly) {
        (0, true) => Footing::PartUnread,
        _ if measured => Footing::Measured,
        (0, false) => Footing::NothingFound,
        _ => of_quotes(level, &finding.evidence),
    })
}

fn of_quotes(level: u8, evidence: &[Evidence]) -> Footing {
    let telling: Vec<&Evidence> = evidence.iter().filter(|e| e.level >= level).collect();
    let ruled = telling.iter().filter(|e| e.signal != WORDS);
    match ruled.map(|e| &e.url).collect::<BTreeSet<_>>().len() {
        0 if evidence.iter().all(|e| e.signal == WORDS) => Footing::WordsOnly,
        0 | 1 => Footing::OnePage,
        _ => Footing::SeveralPages,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn of(school: usize, indicator: usize, partly: bool, change: impl Fn(&mut Finding)) -> Option<Footing> {
        let (comparison, rubric) = fixture::comparison();
        let mut finding = comparison.schools[school].findings[indicator].clone();
        change(&mut finding);
        footing(&rubric.indicators[indicator], &finding, partly)
    }

    #[test]
    fn a_second_page_makes_a_level_firmer() {
        assert_eq!(of(0, 0, false, |_| {}), Some(Footing::OnePage));
        let second = |finding: &mut Finding| {
            let mut more = finding.evidence[0].clone();
            more.url.set_path("elders");
            finding.evidence.push(more);
        };
        assert_eq!(of(0, 0, false, second), Some(Footing::SeveralPages));
    }

    #[test]
    fn what_a_settled_site_leaves_unread_is_no_doubt() {
        let crawl = |stopped| CrawlStats { pages: 40, left: 300, stopped, ..CrawlStats::default() };
        assert!(half_unread(Status::Audited, &crawl(Stopped::Budget)));
        assert!(!half_unread(Status::Audited, &crawl(Stopped::Settled)));
        assert!(half_unread(Status::Partly, &crawl(Stopped::Settled)));
    }

    #[test]
    fn words_alone_doubt_and_unread_pages_are_thin() {
        assert_eq!(of(0, 0, false, |f| f.evidence[0].signal = "words".into()), Some(Footing::WordsOnly));
        assert_eq!(of(0, 5, false, |_| {}), Some(Footing::Doubt));
        assert_eq!(of(1, 1, true, |_| {}), Some(Footing::PartUnread));
        assert_eq!(of(1, 1, false, |_| {}), Some(Footing::NothingFound));
        assert_eq!(of(3, 4, false, |_| {}), None);
    }
}
