//! The section of one school, and of the organisation's own site.

use super::Context;
use super::quote::{Quote, quote};
use super::reading::{Reading, reading};
use crate::model::{Source, Status};
use crate::report::link;
use crate::report::marks::{Mark, mark, of_level};
use crate::report::number::whole;
use crate::report::results::{EvidenceResult, IndicatorResult, IndicatorStatus, OrganisationResult, SchoolResult};
use crate::report::steps;
use crate::report::words::{fill, status};
use crate::rubric::Indicator;

/// One school, ready to write down.
pub struct School {
    pub id: String,
    pub name: String,
    pub url: String,
    pub href: Option<String>,
    pub place: Option<String>,
    pub state: String,
    pub unread: bool,
    pub reason: Option<String>,
    pub share: String,
    /// Themes, then the total.
    pub bars: Vec<Bar>,
    pub works: Vec<Work>,
    pub steps: Vec<Step>,
    pub themes: Vec<Theme>,
    pub reading: Reading,
    /// Indicators are closed until asked for.
    pub folded: bool,
    /// Level of the headings inside.
    pub heading: u8,
}

/// The organisation's own site.
pub struct Organisation {
    pub name: String,
    pub url: Option<String>,
    pub href: Option<String>,
    pub state: String,
    pub reason: Option<String>,
    pub items: Vec<Item>,
}

/// Score of a theme.
pub struct Bar {
    pub name: String,
    pub score: Option<String>,
}

/// Something that works.
pub struct Work {
    pub name: String,
    pub mark: Mark,
    pub text: String,
    pub quote: Option<Quote>,
}

/// A next step.
pub struct Step {
    pub name: String,
    pub mark: Mark,
    pub motive: String,
    pub advice: String,
    pub example: Option<(String, Quote)>,
}

/// Indicators of one theme.
pub struct Theme {
    pub name: String,
    pub items: Vec<Item>,
}

/// One indicator.
pub struct Item {
    pub anchor: String,
    pub name: String,
    pub question: String,
    pub mark: Mark,
    pub level_text: Option<String>,
    pub proposed: bool,
    pub why: String,
    pub quotes: Vec<Quote>,
    pub document_only: bool,
    pub advice: Option<String>,
}

/// Id of a school's section.
pub fn section(school: &SchoolResult) -> String {
    format!("school-{}", school.id)
}

/// Id of an indicator's place in a school's section.
pub fn anchor(school: &SchoolResult, indicator: &str) -> String {
    format!("school-{}--{indicator}", school.id)
}

/// One school; `folded`: its indicators are closed until asked for.
pub fn school(school: &SchoolResult, context: &Context, folded: bool) -> School {
    let words = context.words;
    School {
        id: section(school),
        name: school.name.clone(),
        url: school.url.to_string(),
        href: link::safe(&school.url),
        place: school.place.clone(),
        state: status(school.status).get(context.lang).to_owned(),
        unread: school.status == Status::NotChecked,
        reason: school.reason.clone(),
        share: fill(words.share, &[("n", &whole(school.scored_share * 100.0))]),
        bars: bars(school, context),
        works: steps::strong(school, context.rubric).iter().map(|s| work(s, context)).collect(),
        steps: steps::steps(school, context.results, context.rubric).iter().map(|s| step(s, context)).collect(),
        themes: themes(school, context),
        reading: reading(school, context),
        folded,
        heading: if folded { 4 } else { 2 },
    }
}

fn bars(school: &SchoolResult, context: &Context) -> Vec<Bar> {
    let theme = |id: &String| school.dimensions.get(id).copied().flatten().map(whole);
    let themes = context.rubric.dimensions.iter();
    let bars = themes.map(|d| Bar { name: d.name.get(context.lang).to_owned(), score: theme(&d.id) });
    bars.chain([Bar { name: context.words.total.to_owned(), score: school.score.map(whole) }]).collect()
}

/// The organisation's own site.
pub fn organisation(organisation: &OrganisationResult, context: &Context) -> Organisation {
    Organisation {
        name: organisation.name.clone(),
        url: organisation.url.as_ref().map(ToString::to_string),
        href: organisation.url.as_ref().and_then(link::safe),
        state: status(organisation.status).get(context.lang).to_owned(),
        reason: organisation.reason.clone(),
        items: items(&organisation.indicators, |id| format!("organisation--{id}"), context, |_| true),
    }
}

fn themes(school: &SchoolResult, context: &Context) -> Vec<Theme> {
    let theme = |id: &str| items(&school.indicators, |i| anchor(school, i), context, |i| i.dimension == id);
    let dimensions = context.rubric.dimensions.iter();
    dimensions.map(|d| Theme { name: d.name.get(context.lang).to_owned(), items: theme(&d.id) }).collect()
}

fn items(
    results: &[IndicatorResult],
    anchor: impl Fn(&str) -> String,
    context: &Context,
    wanted: impl Fn(&Indicator) -> bool,
) -> Vec<Item> {
    let indicators = context.rubric.indicators.iter().filter(|i| wanted(i));
    let pairs = indicators.filter_map(|i| Some((i, results.iter().find(|r| r.id == i.id)?)));
    pairs.map(|(indicator, result)| item(indicator, result, anchor(&indicator.id), context)).collect()
}

fn item(indicator: &Indicator, result: &IndicatorResult, anchor: String, context: &Context) -> Item {
    let level = result.level.and_then(|level| indicator.levels.get(usize::from(level)));
    Item {
        anchor,
        name: indicator.name.get(context.lang).to_owned(),
        question: indicator.question.get(context.lang).to_owned(),
        mark: mark(result, context.words),
        level_text: level.map(|level| level.text.get(context.lang).to_owned()),
        proposed: result.status == IndicatorStatus::NeedsReview,
        why: result.why.clone(),
        quotes: result.evidence.iter().map(|e| quote(e, context)).collect(),
        document_only: !result.evidence.is_empty() && result.evidence.iter().all(|e| e.source == Source::Document),
        advice: level.map(|level| level.advice.get(context.lang).to_owned()).filter(|text| !text.is_empty()),
    }
}

fn work(strong: &steps::Strong, context: &Context) -> Work {
    let level = &strong.indicator.levels[usize::from(strong.level.min(3))];
    Work {
        name: strong.indicator.name.get(context.lang).to_owned(),
        mark: of_level(strong.level, context.words),
        text: level.text.get(context.lang).to_owned(),
        quote: strong.quote.map(|e| quote(e, context)),
    }
}

fn step(step: &steps::Step, context: &Context) -> Step {
    let level = &step.indicator.levels[usize::from(step.level.min(3))];
    let example = |(sister, evidence): (&SchoolResult, &EvidenceResult)| {
        (fill(context.words.example, &[("school", &sister.name)]), quote(evidence, context))
    };
    Step {
        name: step.indicator.name.get(context.lang).to_owned(),
        mark: of_level(step.level, context.words),
        motive: step.indicator.motive.get(context.lang).to_owned(),
        advice: level.advice.get(context.lang).to_owned(),
        example: step.example.map(example),
    }
}
