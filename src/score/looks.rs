//! Shared look: the organisation's logo, and a style shared with most member schools.

use super::likeness::{ALIKE, likeness};
use super::profile::SiteProfile;
use super::shown::{self, Shown};
use crate::model::{Evidence, Finding, Likeness, LogoPlace, Outcome, Print, Scorecard, Status, Text};
use crate::rubric::Indicator;
use std::collections::BTreeSet;

/// Share of pages from which a logo counts as on every page; a stray page without it is no reason to say otherwise.
const EVERY_PAGE: f64 = 0.9;

/// Where a site shows the organisation's logo.
pub(super) struct LogoFound<'a> {
    /// How prominently.
    pub place: LogoPlace,
    /// Pages that show it.
    pub pages: usize,
    /// The pictures, the most telling first.
    pub shown: Vec<&'a Shown>,
}

/// Shapes that are the organisation's logo: the one on its own site, and those that schools name as its logo.
pub(super) fn logos(profiles: &[SiteProfile], organisation: Option<&SiteProfile>) -> Vec<Print> {
    let own = organisation.and_then(|o| shown::own_logo(&o.shown)).and_then(|picture| picture.print);
    let named = profiles.iter().flat_map(|p| &p.shown).filter(|s| s.named && s.logo);
    own.into_iter().chain(named.filter_map(|s| s.picture.as_ref()?.print)).collect()
}

/// Where the organisation's logo is on one site: told by name, or by the picture itself.
pub(super) fn logo<'a>(site: &'a SiteProfile, logos: &[Print]) -> LogoFound<'a> {
    let mut shown: Vec<&Shown> = site.shown.iter().filter(|s| s.named || shown::is_like(s, logos)).collect();
    shown.sort_by_key(|s| (!s.home, s.picture.is_none()));
    let pages: BTreeSet<usize> = shown.iter().flat_map(|s| s.pages.iter().copied()).collect();
    let every = site.pages > 0 && pages.len() as f64 >= EVERY_PAGE * site.pages as f64;
    let place = match (pages.is_empty(), every, shown.iter().any(|s| s.home)) {
        (true, ..) => LogoPlace::None,
        (_, true, _) => LogoPlace::EveryPage,
        (_, _, true) => LogoPlace::Home,
        _ => LogoPlace::Somewhere,
    };
    LogoFound { place, pages: pages.len(), shown }
}

/// Level of the school at `at` (codebook, shared-look).
pub(super) fn shared(
    indicator: &Indicator,
    cards: &[Scorecard],
    profiles: &[SiteProfile],
    organisation: Option<&SiteProfile>,
    at: usize,
) -> Finding {
    let mine = &profiles[at];
    let read = cards.iter().zip(profiles).enumerate().filter(|(n, (c, _))| *n != at && c.status != Status::NotChecked);
    let others: Vec<Likeness> = read.map(|(n, (_, p))| likeness((at, mine), (n, p))).collect();
    let with_organisation = organisation.map(|o| likeness((at, mine), (cards.len(), o)));
    let alike = others.iter().filter(|l| l.whole >= ALIKE).count();
    let most = alike > 0 && alike * 2 >= others.len();
    let found = logo(mine, &logos(profiles, organisation));
    let level = match found.place {
        LogoPlace::None => 0,
        LogoPlace::Somewhere => 1,
        LogoPlace::EveryPage if most => 3,
        LogoPlace::Home | LogoPlace::EveryPage => 2,
    };
    let evidence: Vec<Evidence> =
        found.shown.iter().take(1).map(|shown| Evidence { level, ..shown.evidence.clone() }).collect();
    let why = why(&found, mine.pages, &others, with_organisation.as_ref());
    Finding { indicator: indicator.id.clone(), outcome: Outcome::Scored(level), why, evidence }
}

fn why(found: &LogoFound, of: usize, others: &[Likeness], organisation: Option<&Likeness>) -> Text {
    let pages = found.pages;
    let (logo_nl, logo_en) = match found.place {
        LogoPlace::None => {
            ("Geen logo van de organisatie gevonden".to_owned(), "No logo of the organisation found".to_owned())
        }
        LogoPlace::EveryPage => {
            ("Logo van de organisatie op elke pagina".to_owned(), "The organisation's logo on every page".to_owned())
        }
        LogoPlace::Home => (
            "Logo van de organisatie op de startpagina".to_owned(),
            "The organisation's logo on the home page".to_owned(),
        ),
        LogoPlace::Somewhere => (
            format!("Logo van de organisatie op {pages} van {of} pagina's"),
            format!("The organisation's logo on {pages} of {of} pages"),
        ),
    };
    let style = style(others);
    let (and_nl, and_en) = match organisation.map(|l| l.whole >= ALIKE) {
        Some(true) => (" De stijl lijkt ook op die van de organisatie.", " The style is also like the organisation's."),
        _ => ("", ""),
    };
    Text::new(format!("{logo_nl}; {}.{and_nl}", style.nl), format!("{logo_en}; {}.{and_en}", style.en))
}

/// In plain words, what is shared with how many other schools: "zelfde platform en menu als 3 van de 4 andere scholen,
/// andere kleuren".
pub(super) fn style(others: &[Likeness]) -> Text {
    type Part = (&'static str, &'static str, fn(&Likeness) -> f64);
    const PARTS: [Part; 4] = [
        ("platform", "platform", |l| l.platform),
        ("kleuren", "colours", |l| l.colours),
        ("lettertype", "type", |l| l.fonts),
        ("menu", "menu", |l| l.menu),
    ];
    let of = others.len();
    if of == 0 {
        return Text::new("er is geen andere school om mee te vergelijken", "there is no other school to compare with");
    }
    let (shared, apart): (Vec<_>, Vec<_>) = PARTS
        .iter()
        .map(|(nl, en, part)| (*nl, *en, others.iter().filter(|l| part(l) >= ALIKE).count()))
        .partition(|(.., n)| *n > 0);
    let Some(most) = shared.iter().map(|(.., n)| *n).max() else {
        return Text::new(
            "platform, kleuren, lettertype en menu lijken op die van geen enkele andere school",
            "platform, colours, type and menu are like those of no other school",
        );
    };
    let names = |parts: &[(&'static str, &'static str, usize)], en: bool, and: &str| {
        let names: Vec<&str> = parts.iter().map(|(nl, other, _)| if en { *other } else { *nl }).collect();
        match names.split_last() {
            Some((last, first)) if !first.is_empty() => format!("{} {and} {last}", first.join(", ")),
            Some((last, _)) => (*last).to_owned(),
            None => String::new(),
        }
    };
    let (widest, some): (Vec<_>, Vec<_>) = shared.into_iter().partition(|(.., n)| *n == most);
    let mut nl = format!("zelfde {} als {most} van de {of} andere scholen", names(&widest, false, "en"));
    let mut en = format!("same {} as {most} of the {of} other schools", names(&widest, true, "and"));
    for (part_nl, part_en, n) in some {
        nl.push_str(&format!(", {part_nl} als {n}"));
        en.push_str(&format!(", {part_en} as {n}"));
    }
    if !apart.is_empty() {
        nl.push_str(&format!(", {} {}", other_nl(&apart), names(&apart, false, "en")));
        en.push_str(&format!(", other {}", names(&apart, true, "and")));
    }
    Text::new(nl, en)
}

/// `andere kleuren`, but `ander platform`: het platform, het lettertype, het menu.
fn other_nl(apart: &[(&'static str, &'static str, usize)]) -> &'static str {
    if apart.first().is_some_and(|(nl, ..)| *nl == "kleuren") { "andere" } else { "ander" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(colours: f64, platform: f64, menu: f64) -> Likeness {
        Likeness { one: 0, other: 1, colours, fonts: 0.0, platform, menu, footer: 0.0, whole: 0.0 }
    }

    #[test]
    fn told_in_plain_words() {
        let others = [likeness(0.0, 1.0, 1.0), likeness(0.0, 1.0, 0.8), likeness(0.0, 0.0, 0.0)];
        let told = style(&others);
        assert_eq!(told.nl, "zelfde platform en menu als 2 van de 3 andere scholen, andere kleuren en lettertype");
        assert_eq!(told.en, "same platform and menu as 2 of the 3 other schools, other colours and type");
        assert_eq!(
            style(&[likeness(1.0, 0.0, 0.0)]).nl,
            "zelfde kleuren als 1 van de 1 andere scholen, ander platform, lettertype en menu"
        );
        assert!(style(&[]).nl.contains("geen andere school"));
    }
}
