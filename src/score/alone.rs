//! One school by itself: what takes the organisation's site or the sister schools stays open, the rest is weighed.

use super::vision::VISION;
use super::{Judger, weigh};
use crate::model::{Outcome, Scorecard, Text};
use crate::rubric::{Indicator, Judge, Measure};

/// Finishes the card of a school that is checked alone, in the place of [`super::together`].
pub fn alone(judger: &Judger, card: &mut Scorecard) {
    for indicator in &judger.rubric.indicators {
        let Some(finding) = card.findings.iter_mut().find(|f| f.indicator == indicator.id) else { continue };
        let unnamed = judger.organisation.is_none() && is_identity(indicator);
        if unnamed {
            finding.outcome = Outcome::NotChecked;
            finding.why = no_organisation();
        } else if needs_sisters(indicator) && finding.outcome == Outcome::NotChecked {
            finding.why = sisters();
        }
        if finding.outcome == Outcome::NotChecked {
            // Quotes without a level would only raise questions.
            finding.evidence.clear();
        }
    }
    weigh::reweigh(&judger.rubric, card);
}

fn needs_sisters(indicator: &Indicator) -> bool {
    matches!(indicator.judge, Judge::Measure { name: Measure::SharedLook | Measure::Connected, .. })
}

fn is_identity(indicator: &Indicator) -> bool {
    let named = matches!(indicator.judge, Judge::Measure { name: Measure::OrganisationNamed, .. });
    named || needs_sisters(indicator) || indicator.id == VISION
}

fn sisters() -> Text {
    Text::new(
        "Hiervoor zijn de site van de organisatie en de zusterscholen nodig. Met één site kan dit niet worden bekeken.",
        "This needs the organisation's site and the sister schools. With one site it cannot be checked.",
    )
}

fn no_organisation() -> Text {
    Text::new(
        "Het is niet duidelijk bij welke organisatie deze school hoort. Noem haar met: --organisation \"Naam\"",
        "It is not clear which organisation this school belongs to. Name it with: --organisation \"Name\"",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::text::passage;
    use crate::model::{Organisation, School, SchoolType, Visit};
    use crate::rubric::load::embedded;
    use crate::score::Judger;
    use jiff::civil::date;
    use url::Url;

    fn card(organisation: Option<&Organisation>) -> Scorecard {
        let rubric = embedded();
        let url = Url::parse("https://dewei.example/").unwrap();
        let text = "De Wei is een school van Stichting De Wâldsang. Elke vrijdag schrijft groep 5 wat er gebeurde. \
            De kinderen vertellen elke week over een proef, een bezoek of een boek, en ouders lezen dat hier na. Wie \
            iets wil vragen, belt de leerkracht of loopt na schooltijd even binnen.";
        let page = crate::model::Document { clicks: Some(0), ..passage(&url, "De Wei", text) };
        let visit = Visit { documents: vec![page], ..Visit::default() };
        let school = School {
            id: "de-wei".into(),
            name: "De Wei".into(),
            url,
            place: None,
            brin: None,
            kind: SchoolType::Primary,
        };
        let judger = Judger::new(&rubric, date(2026, 11, 23), organisation);
        let (mut card, _) = judger.school(&school, visit);
        alone(&judger, &mut card);
        card
    }

    fn outcome(card: &Scorecard, id: &str) -> (Outcome, String) {
        let finding = card.findings.iter().find(|f| f.indicator == id).unwrap();
        (finding.outcome, finding.why.nl.clone())
    }

    #[test]
    fn identity_as_far_as_one_site_allows() {
        let organisation = Organisation { name: "Stichting De Wâldsang".into(), url: None, aliases: Vec::new() };
        let card = card(Some(&organisation));
        assert!(matches!(outcome(&card, "organisation-named").0, Outcome::Scored(1..=3)));
        for id in ["shared-look", "connected"] {
            let (outcome, why) = outcome(&card, id);
            assert_eq!(outcome, Outcome::NotChecked, "{id}");
            assert!(why.contains("zusterscholen"), "{id}: {why}");
        }
        assert!(card.score.is_some() && card.scored_share < 1.0);
    }

    #[test]
    fn without_an_organisation_identity_is_open_and_the_remedy_is_told() {
        let card = card(None);
        for id in ["organisation-named", "shared-look", "shared-vision", "connected"] {
            let (outcome, why) = outcome(&card, id);
            assert_eq!(outcome, Outcome::NotChecked, "{id}");
            assert!(why.contains("--organisation"), "{id}: {why}");
        }
        assert_eq!(card.dimensions["identity"], None);
    }
}
