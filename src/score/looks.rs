//! Shared look: the organisation's logo, and a style shared with most member schools.

use super::profile::SiteProfile;
use crate::model::{Evidence, Finding, Look, Outcome, Scorecard, Status, Text};
use crate::rubric::Indicator;
use std::collections::BTreeSet;

/// Two homes share a style from this similarity on (0-1).
const ALIKE: f64 = 0.5;
/// Share of pages from which a logo counts as on every page; a stray page without it is no reason to say otherwise.
const EVERY_PAGE: f64 = 0.9;

/// Level of the school at `at` (codebook, shared-look).
pub(super) fn shared(
    indicator: &Indicator,
    cards: &[Scorecard],
    profiles: &[SiteProfile],
    organisation: Option<&SiteProfile>,
    at: usize,
) -> Finding {
    let mine = &profiles[at];
    let others: Vec<&SiteProfile> = cards
        .iter()
        .zip(profiles)
        .enumerate()
        .filter(|(n, (c, _))| *n != at && c.status != Status::NotChecked)
        .map(|(_, (_, p))| p)
        .collect();
    let alike = others.iter().filter(|p| similarity(&mine.look, &p.look) >= ALIKE).count();
    let with_organisation = organisation.is_some_and(|o| similarity(&mine.look, &o.look) >= ALIKE);
    let every = mine.pages > 0 && mine.logo_pages as f64 >= EVERY_PAGE * mine.pages as f64;
    let most = !others.is_empty() && alike * 2 >= others.len() && alike > 0;
    let level = match (&mine.logo, every, mine.logo_home) {
        (None, ..) => 0,
        (_, true, _) if most => 3,
        (_, true, _) | (_, _, true) => 2,
        _ => 1,
    };
    let evidence: Vec<Evidence> =
        mine.logo.iter().filter(|_| level > 0).map(|e| Evidence { level, ..e.clone() }).collect();
    let why = why(mine, every, (alike, others.len()), with_organisation);
    Finding { indicator: indicator.id.clone(), outcome: Outcome::Scored(level), why, evidence }
}

fn why(mine: &SiteProfile, every: bool, (alike, others): (usize, usize), with_organisation: bool) -> Text {
    let (logo_nl, logo_en) = match (&mine.logo, every, mine.logo_home) {
        (None, ..) => {
            ("Geen logo van de organisatie gevonden".to_owned(), "No logo of the organisation found".to_owned())
        }
        (_, true, _) => {
            ("Logo van de organisatie op elke pagina".to_owned(), "The organisation's logo on every page".to_owned())
        }
        (_, _, true) => (
            "Logo van de organisatie op de startpagina".to_owned(),
            "The organisation's logo on the home page".to_owned(),
        ),
        _ => (
            format!("Logo van de organisatie op {} van {} pagina's", mine.logo_pages, mine.pages),
            format!("The organisation's logo on {} of {} pages", mine.logo_pages, mine.pages),
        ),
    };
    let (and_nl, and_en) = if with_organisation { (" en de organisatie", " and the organisation") } else { ("", "") };
    Text::new(
        format!("{logo_nl}; de stijl lijkt op die van {alike} van de {others} andere scholen{and_nl}."),
        format!("{logo_en}; the style is like that of {alike} of the {others} other schools{and_en}."),
    )
}

/// How much two looks have in common, 0-1: colours weigh 0.4, platform 0.4, fonts 0.2.
pub(super) fn similarity(a: &Look, b: &Look) -> f64 {
    let platform =
        if a.generator.is_some() && a.generator == b.generator { 1.0 } else { overlap(&a.classes, &b.classes) };
    0.4 * overlap(&a.colours, &b.colours) + 0.4 * platform + 0.2 * overlap(&a.fonts, &b.fonts)
}

/// Shared share of the smaller list, 0-1; 0 when one is empty.
fn overlap(a: &[String], b: &[String]) -> f64 {
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (a.iter().collect(), b.iter().collect());
    let least = a.len().min(b.len());
    if least == 0 { 0.0 } else { a.intersection(&b).count() as f64 / least as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(colours: &[&str], fonts: &[&str], generator: &str) -> Look {
        let own = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        Look {
            colours: own(colours),
            fonts: own(fonts),
            generator: (!generator.is_empty()).then(|| generator.to_owned()),
            ..Look::default()
        }
    }

    #[test]
    fn colours_with_fonts_or_platform_make_a_style_but_one_alone_does_not() {
        let a = look(&["#0b6e4f"], &["source sans"], "WordPress");
        assert!(similarity(&a, &look(&["#0b6e4f"], &["source sans"], "")) >= ALIKE);
        assert!(similarity(&a, &look(&["#0b6e4f"], &["verdana"], "WordPress")) >= ALIKE);
        assert!(similarity(&a, &look(&["#0b6e4f"], &["verdana"], "")) < ALIKE);
        assert!(similarity(&a, &look(&["#c1440e"], &["verdana"], "WordPress")) < ALIKE);
    }
}
