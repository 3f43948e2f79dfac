//! The part about all sites of the organisation together: cards, matrix, core values, links, routes, and what the
//! organisation can do for all.

use super::Context;
use crate::model::{Family, FamilyLink, FamilySite, Likeness, LogoPlace, Status, Topic, Way};
use crate::report::link;
use crate::report::marks::mark;
use crate::report::results::{IndicatorResult, IndicatorStatus, SchoolResult};
use crate::report::words::{FamilyWords, failure, fill, list};
use crate::rubric::Indicator;

/// From this likeness on a part is shared.
const SHARED: f64 = 0.5;
/// Most subjects named for the organisation to take up.
const MOST_TOGETHER: usize = 6;

const TOPICS: [Topic; 5] = [Topic::App, Topic::Absence, Topic::Leave, Topic::Complaints, Topic::Calendar];

/// A link: address when it may be followed, text.
type Anchor = (Option<String>, String);

/// Everything of this part.
pub struct FamilyPart {
    pub f: &'static FamilyWords,
    pub cards: Vec<Card>,
    pub names: Vec<String>,
    pub rows: Vec<MatrixRow>,
    /// Value, where it is named, schools where it comes back.
    pub values: Vec<(Anchor, Vec<Anchor>)>,
    /// Site, what its level says, what it says itself.
    pub views: Vec<(String, String, Option<Anchor>)>,
    pub links: Vec<Faulty>,
    pub not_in_file: Vec<Anchor>,
    pub not_listed: Vec<String>,
    /// School, whether it was read, cell per topic.
    pub routes: Vec<(String, bool, Vec<Option<Anchor>>)>,
    /// Name, at how many schools, advice.
    pub together: Vec<(String, String, String)>,
    /// Indicator, school.
    pub examples: Vec<(String, Option<String>)>,
}

/// One site.
pub struct Card {
    pub name: String,
    pub own: bool,
    pub read: bool,
    pub anchor: Anchor,
    pub logo: &'static str,
    pub pictures: Vec<String>,
    pub colours: Vec<String>,
    pub fonts: String,
    pub platform: Option<String>,
    pub menu: Vec<String>,
    pub told: Option<String>,
}

/// One site against all.
pub struct MatrixRow {
    pub name: String,
    pub cells: Vec<Option<Cell>>,
}

/// Two sites.
pub struct Cell {
    /// `k0`-`k3`.
    pub class: &'static str,
    pub shared: String,
}

/// A link that does not arrive.
pub struct Faulty {
    pub from: String,
    pub to: String,
    pub text: String,
    pub page: Option<String>,
    pub what: String,
    pub end: Option<Anchor>,
}

/// The part, when the organisation's sites were put side by side.
pub fn family(context: &Context) -> Option<FamilyPart> {
    let family = context.results.organisation.as_ref()?.family.as_ref()?;
    let f = FamilyWords::of(context.lang);
    let schools = &context.results.schools;
    Some(FamilyPart {
        f,
        cards: family.sites.iter().enumerate().map(|(at, site)| card(site, schools.get(at), f)).collect(),
        names: read(family).map(|at| name(family, at)).collect(),
        rows: read(family).map(|at| row(family, at, f, context)).collect(),
        values: values(family),
        views: views(context),
        links: family.links.iter().map(|l| faulty(family, l, f, context)).collect(),
        not_in_file: family.not_in_file.iter().map(|l| (link::safe(&l.url), l.name.clone())).collect(),
        not_listed: family.not_listed.iter().map(|at| name(family, *at)).collect(),
        routes: schools.iter().enumerate().map(|(at, s)| (s.name.clone(), is_read(s), routes(family, at, f))).collect(),
        together: together(context, f),
        examples: context.rubric.indicators.iter().filter(|i| i.weight > 0.0).map(|i| example(i, context)).collect(),
    })
}

fn is_read(school: &SchoolResult) -> bool {
    school.status != Status::NotChecked
}

/// Places of the sites that were read.
fn read(family: &Family) -> impl Iterator<Item = usize> {
    family.sites.iter().enumerate().filter(|(_, site)| site.read).map(|(at, _)| at)
}

fn name(family: &Family, at: usize) -> String {
    family.sites.get(at).map(|site| site.name.clone()).unwrap_or_default()
}

fn card(site: &FamilySite, school: Option<&SchoolResult>, f: &'static FamilyWords) -> Card {
    let look = school.and_then(|s| s.indicators.iter().find(|i| i.id == "shared-look"));
    let place = match site.logo {
        LogoPlace::None => 0,
        LogoPlace::Somewhere => 1,
        LogoPlace::Home => 2,
        LogoPlace::EveryPage => 3,
    };
    Card {
        name: site.name.clone(),
        own: site.organisation,
        read: site.read,
        anchor: (
            site.url.as_ref().and_then(link::safe),
            site.url.as_ref().and_then(|u| u.host_str()).unwrap_or_default().to_owned(),
        ),
        logo: f.logo[place],
        pictures: site.pictures.iter().filter(|p| p.starts_with("data:image/png;base64,")).cloned().collect(),
        colours: site.colours.iter().filter(|c| is_colour(c)).cloned().collect(),
        fonts: site.fonts.join(", "),
        platform: site.platform.clone(),
        menu: site.menu.clone(),
        told: look.map(|i| i.why.clone()),
    }
}

/// `#rrggbb` and nothing else, since it goes into an attribute as it is.
fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|b| b.is_ascii_hexdigit())
}

fn row(family: &Family, at: usize, f: &FamilyWords, context: &Context) -> MatrixRow {
    let pair = |other: usize| {
        let two = (at.min(other), at.max(other));
        family.likenesses.iter().find(|l| (l.one, l.other) == two).map(|l| cell(l, f, context))
    };
    MatrixRow { name: name(family, at), cells: read(family).map(pair).collect() }
}

fn cell(likeness: &Likeness, f: &FamilyWords, context: &Context) -> Cell {
    let parts = [likeness.platform, likeness.colours, likeness.fonts, likeness.menu, likeness.footer];
    let shared: Vec<String> =
        parts.iter().zip(f.parts).filter(|(part, _)| **part >= SHARED).map(|(_, name)| name.to_owned()).collect();
    Cell {
        class: match likeness.whole {
            whole if whole >= 0.75 => "k3",
            whole if whole >= SHARED => "k2",
            whole if whole >= 0.25 => "k1",
            _ => "k0",
        },
        shared: if shared.is_empty() { f.nothing_shared.to_owned() } else { list(&shared, context.words) },
    }
}

fn values(family: &Family) -> Vec<(Anchor, Vec<Anchor>)> {
    let back = |(at, quote): &(usize, crate::model::Quote)| (link::safe(&quote.url), name(family, *at));
    let value = |v: &crate::model::CoreValue| {
        ((link::safe(&v.named.url), v.word.clone()), v.back.iter().map(back).collect::<Vec<_>>())
    };
    family.values.iter().map(value).collect()
}

/// What each site tells of the organisation's view on parents, its own site first.
fn views(context: &Context) -> Vec<(String, String, Option<Anchor>)> {
    let own = context.results.organisation.iter().map(|o| (&o.name, &o.indicators));
    let schools = context.results.schools.iter().map(|s| (&s.name, &s.indicators));
    let view = |(name, indicators): (&String, &Vec<IndicatorResult>)| {
        let found = indicators.iter().find(|i| i.id == "shared-vision")?;
        let told = mark(found, context.words).words;
        let first = found.evidence.first();
        Some((name.clone(), told, first.map(|e| (link::safe(&e.url), e.quote.clone()))))
    };
    own.chain(schools).filter_map(view).collect()
}

fn faulty(family: &Family, found: &FamilyLink, f: &FamilyWords, context: &Context) -> Faulty {
    let why = found.dead.map(|kind| format!("{} ({})", f.dead, failure(kind).get(context.lang)));
    Faulty {
        from: name(family, found.from),
        to: name(family, found.to),
        text: found.quote.text.clone(),
        page: link::safe(&found.quote.url),
        what: why.unwrap_or_else(|| f.moved.to_owned()),
        end: found.moved.as_ref().map(|end| (link::safe(end), end.to_string())),
    }
}

fn routes(family: &Family, at: usize, f: &FamilyWords) -> Vec<Option<Anchor>> {
    let cell = |topic: Topic| {
        let route = family.routes.iter().find(|r| r.site == at && r.topic == topic)?;
        let ways: Vec<String> = route.ways.iter().map(|way| word(way, f)).collect();
        Some((link::safe(&route.quote.url), ways.join(", ")))
    };
    TOPICS.into_iter().map(cell).collect()
}

fn word(way: &Way, f: &FamilyWords) -> String {
    let at = match way {
        Way::App(name) | Way::Holiday(name) => return name.clone(),
        Way::Phone => 0,
        Way::Mail => 1,
        Way::Form => 2,
        Way::Teacher => 3,
        Way::Head => 4,
        Way::Confidant => 5,
        Way::Board => 6,
        Way::Committee => 7,
        Way::Calendar => 8,
    };
    f.ways[at].to_owned()
}

/// Scored levels of one indicator, with the schools.
fn levels<'a>(indicator: &Indicator, context: &Context<'a>) -> Vec<(u8, &'a SchoolResult)> {
    let level = |school: &'a SchoolResult| {
        let found = school.indicators.iter().find(|i| i.id == indicator.id && i.status == IndicatorStatus::Scored)?;
        Some((found.level?, school))
    };
    context.results.schools.iter().filter_map(level).collect()
}

/// Subjects on which at least half of the schools are low, the weightiest first.
fn together(context: &Context, f: &FamilyWords) -> Vec<(String, String, String)> {
    let mut low: Vec<(f64, usize, usize, &Indicator)> = Vec::new();
    for indicator in context.rubric.indicators.iter().filter(|i| i.weight > 0.0) {
        let levels = levels(indicator, context);
        let under = levels.iter().filter(|(level, _)| *level <= 1).count();
        if under > 1 && under * 2 >= levels.len() {
            low.push((indicator.weight * under as f64, under, levels.len(), indicator));
        }
    }
    low.sort_by(|a, b| b.0.total_cmp(&a.0));
    let told = |(_, under, of, indicator): &(f64, usize, usize, &Indicator)| {
        let count = fill(f.together_count, &[("n", &under.to_string()), ("of", &of.to_string())]);
        let advice = indicator.levels[1].advice.get(context.lang).to_owned();
        (indicator.name.get(context.lang).to_owned(), count, advice)
    };
    low.iter().take(MOST_TOGETHER).map(told).collect()
}

/// The first of the schools with the highest level, from level 2 on.
fn example(indicator: &Indicator, context: &Context) -> (String, Option<String>) {
    let levels = levels(indicator, context);
    let best = levels.iter().rev().max_by_key(|(level, _)| *level).filter(|(level, _)| *level >= 2);
    (indicator.name.get(context.lang).to_owned(), best.map(|(_, school)| school.name.clone()))
}
