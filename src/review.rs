//! A person's word in the place of the program's. Pure: no I/O, no clock.
//!
//! Verdicts are about a school and an indicator, not about one run. They are put on what a run found right before it is
//! reported, so what the program found itself stays as it was kept.

use crate::model::{Changed, Comparison, Finding, Outcome, Review, Scorecard, Seen, Text, Verdict};
use crate::rubric::Rubric;
use crate::score;
use crate::text::hex;
use sha2::{Digest, Sha256};

/// What was found, with the verdicts in force. Scores are weighed again. Verdicts on schools or indicators that are not
/// there are left out.
#[must_use]
pub fn applied(mut found: Comparison, verdicts: &[Verdict], rubric: &Rubric) -> Comparison {
    for card in &mut found.schools {
        let id = card.school.id.clone();
        for verdict in verdicts.iter().filter(|verdict| verdict.school == id) {
            apply(card, verdict);
        }
        if card.reviews.iter().any(|review| review.verdict.outcome.is_some()) {
            score::reweigh(rubric, card);
        }
    }
    found
}

fn apply(card: &mut Scorecard, verdict: &Verdict) {
    let Some(finding) = card.findings.iter_mut().find(|finding| finding.indicator == verdict.indicator) else { return };
    let now = seen(finding);
    let changed = if now.outcome != verdict.seen.outcome {
        Some(Changed::Outcome)
    } else {
        (now.evidence != verdict.seen.evidence).then_some(Changed::Evidence)
    };
    let review = Review { verdict: verdict.clone(), program: finding.outcome, why: finding.why.clone(), changed };
    if let Some(outcome) = verdict.outcome {
        put(finding, outcome);
    }
    card.reviews.push(review);
}

/// Gives a finding the outcome of a person. A reason of the program for another outcome would say something untrue.
fn put(finding: &mut Finding, outcome: Outcome) {
    if outcome.level() != finding.outcome.level() || outcome.level().is_none() && outcome != finding.outcome {
        finding.why = why(outcome);
    }
    if outcome.level().is_none() {
        finding.evidence.clear();
    }
    finding.outcome = outcome;
}

fn why(outcome: Outcome) -> Text {
    match outcome {
        Outcome::Scored(level) | Outcome::NeedsReview(level) => Text::new(
            format!("Een mens heeft dit bekeken en geeft niveau {level}."),
            format!("A person looked at this and gives level {level}."),
        ),
        Outcome::NotChecked => Text::new(
            "Een mens heeft dit bekeken: het is hier niet te beoordelen.",
            "A person looked at this: it cannot be judged here.",
        ),
        Outcome::NotApplicable => Text::new(
            "Een mens heeft dit bekeken: het geldt niet voor deze school.",
            "A person looked at this: it does not hold for this school.",
        ),
    }
}

/// What the program shows of a finding.
pub fn seen(finding: &Finding) -> Seen {
    let mut quotes: Vec<String> =
        finding.evidence.iter().map(|found| format!("{}\n{}\n", found.url, found.quote)).collect();
    quotes.sort_unstable();
    Seen { outcome: finding.outcome, evidence: hex(&Sha256::digest(quotes.concat().as_bytes())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{RunInfo, School, SchoolType, Source, Status};
    use crate::rubric::load::embedded;
    use jiff::civil::date;
    use std::collections::BTreeMap;
    use url::Url;

    fn found(outcome: Outcome, quote: &str) -> Comparison {
        let url = Url::parse("https://wilg.example/").unwrap();
        let evidence = crate::model::Evidence {
            quote: quote.into(),
            url: url.clone(),
            title: "De Wilg".into(),
            heading: None,
            clicks: Some(0),
            page: None,
            source: Source::Page,
            level: 2,
            signal: "x".into(),
            date: None,
        };
        let finding = |indicator: &str, outcome| Finding {
            indicator: indicator.into(),
            outcome,
            why: Text::new("Daarom.", "Because."),
            evidence: vec![evidence.clone()],
        };
        let findings = vec![finding("complaints", outcome), finding("home-learning", Outcome::Scored(1))];
        let card = Scorecard {
            school: School {
                id: "wilg".into(),
                name: "De Wilg".into(),
                url,
                place: None,
                brin: None,
                kind: SchoolType::Primary,
            },
            status: Status::Audited,
            obstacle: None,
            crawl: Default::default(),
            findings,
            reviews: Vec::new(),
            cut: Vec::new(),
            score: None,
            dimensions: BTreeMap::new(),
            scored_share: 0.0,
            read: Vec::new(),
            failures: Vec::new(),
            parent_words: Vec::new(),
        };
        let run = RunInfo { id: "r".into(), audited_on: date(2026, 11, 23), program: "audit".into() };
        Comparison { run, organisation: None, schools: vec![card] }
    }

    /// A verdict of a person who saw what was found.
    fn verdict(found: &Comparison, outcome: Option<Outcome>) -> Verdict {
        Verdict {
            school: "wilg".into(),
            indicator: "complaints".into(),
            outcome,
            note: "Gebeld.".into(),
            by: "Anna".into(),
            on: date(2026, 11, 24),
            seen: seen(&found.schools[0].findings[0]),
        }
    }

    fn judged(found: Comparison, verdict: &Verdict) -> Scorecard {
        applied(found, std::slice::from_ref(verdict), &embedded()).schools.remove(0)
    }

    #[test]
    fn the_word_of_a_person_holds_and_counts() {
        let before = found(Outcome::NeedsReview(1), "a");
        let card = judged(before.clone(), &verdict(&before, Some(Outcome::Scored(3))));
        assert_eq!(card.findings[0].outcome, Outcome::Scored(3));
        assert!(card.findings[0].why.nl.contains("niveau 3"));
        assert_eq!((card.reviews[0].program, card.reviews[0].changed), (Outcome::NeedsReview(1), None));
        assert_eq!(card.reviews[0].why.nl, "Daarom.");
        assert!(card.score.is_some_and(|score| score > 50.0), "{:?}", card.score);
    }

    #[test]
    fn a_confirmed_level_keeps_its_reason_and_a_note_alone_changes_nothing() {
        let before = found(Outcome::NeedsReview(1), "a");
        let card = judged(before.clone(), &verdict(&before, Some(Outcome::Scored(1))));
        assert_eq!((card.findings[0].outcome, card.findings[0].why.nl.as_str()), (Outcome::Scored(1), "Daarom."));
        let card = judged(before.clone(), &verdict(&before, None));
        assert_eq!((card.findings[0].outcome, card.score), (Outcome::NeedsReview(1), None));
        assert_eq!(card.reviews.len(), 1);
    }

    #[test]
    fn what_cannot_be_judged_has_no_quotes() {
        let before = found(Outcome::Scored(2), "a");
        for outcome in [Outcome::NotChecked, Outcome::NotApplicable] {
            let card = judged(before.clone(), &verdict(&before, Some(outcome)));
            assert!(card.findings[0].outcome == outcome && card.findings[0].evidence.is_empty());
            assert!(card.findings[0].why.en.starts_with("A person"));
        }
    }

    #[test]
    fn what_changed_since_is_told() {
        let then = found(Outcome::Scored(2), "a");
        let verdict = verdict(&then, Some(Outcome::Scored(2)));
        let changed = |now: Comparison| judged(now, &verdict).reviews[0].changed;
        assert_eq!(changed(then.clone()), None);
        assert_eq!(changed(found(Outcome::Scored(2), "b")), Some(Changed::Evidence));
        assert_eq!(changed(found(Outcome::Scored(1), "b")), Some(Changed::Outcome));
    }

    #[test]
    fn verdicts_on_what_is_not_there_do_nothing() {
        let before = found(Outcome::Scored(2), "a");
        for (school, indicator) in [("linde", "complaints"), ("wilg", "vervallen")] {
            let other = Verdict { school: school.into(), indicator: indicator.into(), ..verdict(&before, None) };
            assert_eq!(applied(before.clone(), &[other], &embedded()), before);
        }
    }
}
