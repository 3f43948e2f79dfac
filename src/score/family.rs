//! All sites of an organisation side by side: facts for people to look at.

use super::heard::Heard;
use super::homes::Homes;
use super::likeness::{generator, likeness};
use super::profile::SiteProfile;
use super::{links, looks, shown, values};
use crate::model::{Family, FamilySite, Likeness, Organisation, Print, Route, School, Scorecard, Status};

/// Most colours, fonts and labels shown of one site.
const COLOURS: usize = 6;
const FONTS: usize = 4;
const LABELS: usize = 12;

/// What the sites have in common. `profiles` in the order of `cards`; `own` is the organisation's own site, when it was
/// read.
pub(super) fn family(
    homes: &Homes,
    organisation: &Organisation,
    cards: &[Scorecard],
    profiles: &[SiteProfile],
    own: Option<&SiteProfile>,
) -> Family {
    let logos = looks::logos(profiles, own);
    let read = |card: &Scorecard| card.status != Status::NotChecked;
    let schools = cards.iter().zip(profiles).map(|(card, p)| school(&card.school, read(card), p, &logos));
    let last = organisation.url.as_ref().map(|url| FamilySite {
        name: organisation.name.clone(),
        url: Some(url.clone()),
        organisation: true,
        ..site(own.is_some(), own.unwrap_or(&SiteProfile::default()), &logos)
    });
    let mut all: Vec<Option<&SiteProfile>> =
        cards.iter().zip(profiles).map(|(card, p)| read(card).then_some(p)).collect();
    if organisation.url.is_some() {
        all.push(own);
    }
    let names: Vec<&School> = cards.iter().map(|card| &card.school).collect();
    let heard: Vec<(usize, &[Heard])> = profiles.iter().enumerate().map(|(at, p)| (at, p.heard.as_slice())).collect();
    Family {
        sites: schools.chain(last).collect(),
        likenesses: pairs(&all),
        values: own.map(|own| values::values(&own.heard, &heard)).unwrap_or_default(),
        links: links::faulty(homes, &all),
        not_in_file: own.map(|own| links::not_in_file(homes, own)).unwrap_or_default(),
        not_listed: own.map(|own| links::not_listed(homes, own, &names)).unwrap_or_default(),
        routes: profiles.iter().enumerate().flat_map(|(at, p)| routes(at, p)).collect(),
    }
}

fn pairs(all: &[Option<&SiteProfile>]) -> Vec<Likeness> {
    let read: Vec<(usize, &SiteProfile)> = all.iter().enumerate().filter_map(|(at, p)| Some((at, (*p)?))).collect();
    let others = |n: usize| read[n + 1..].iter().map(move |other| (n, *other));
    let two = (0..read.len()).flat_map(others);
    two.map(|(n, other)| likeness(read[n], other)).collect()
}

fn school(school: &School, read: bool, profile: &SiteProfile, logos: &[Print]) -> FamilySite {
    FamilySite { name: school.name.clone(), url: Some(school.url.clone()), ..site(read, profile, logos) }
}

fn site(read: bool, profile: &SiteProfile, logos: &[Print]) -> FamilySite {
    let found = looks::logo(profile, logos);
    let shared = found.shown.iter().find_map(|s| s.picture.as_ref());
    let mut pictures: Vec<String> =
        shared.into_iter().chain(shown::own_logo(&profile.shown)).map(|p| p.copy.clone()).collect();
    pictures.dedup();
    FamilySite {
        read,
        logo: found.place,
        pictures,
        colours: profile.look.colours.iter().take(COLOURS).cloned().collect(),
        fonts: profile.look.fonts.iter().take(FONTS).cloned().collect(),
        platform: generator(&profile.look),
        menu: profile.menu.iter().take(LABELS).cloned().collect(),
        ..FamilySite::default()
    }
}

fn routes(site: usize, profile: &SiteProfile) -> impl Iterator<Item = Route> {
    let route =
        move |f: &super::routes::Found| Route { site, topic: f.topic, ways: f.ways.clone(), quote: f.quote.clone() };
    profile.routes.iter().map(route)
}
