//! The section of one school, and of the organisation's own site.

use super::Context;
use super::matrix::{Band, of_theme};
use super::person::{Person, person};
use super::quote::{Quote, quote};
use super::reading::{Reading, reading};
use crate::model::Status;
use crate::report::link;
use crate::report::marks::{Mark, mark, of_level};
use crate::report::number::whole;
use crate::report::results::{IndicatorResult, IndicatorStatus, OrganisationResult, SchoolResult};
use crate::report::steps;
use crate::report::words::{self, fill, status};
use crate::rubric::{Dimension, Indicator};

/// Quotes per indicator in the report of all schools; the school's own page shows all.
const MOST_QUOTES: usize = 3;

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
    pub profile: Vec<Profile>,
    /// Named indicators with the place of their document.
    pub in_document: Vec<(String, Quote)>,
    /// Name of the file that the school may edit.
    pub docx: String,
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

/// A theme at a glance.
pub struct Profile {
    pub name: String,
    pub band: Option<Band>,
    pub score: Option<String>,
    /// Id of the indicator's place, its name, mark, and what it says.
    pub marks: Vec<(String, String, Mark, String)>,
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
    pub effort: &'static str,
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
    pub person: Option<Person>,
    pub footing: Option<&'static str>,
    pub quotes: Vec<Quote>,
    /// Quotes that only the school's own page shows.
    pub more: Option<String>,
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
        profile: profile(school, context),
        in_document: in_document(school, context),
        docx: format!("{}.docx", school.id),
        works: steps::strong(school, context.rubric).iter().map(|s| work(s, context)).collect(),
        steps: steps::steps(school, context.results, context.rubric).iter().map(|s| step(s, context)).collect(),
        themes: themes(school, context, if folded { MOST_QUOTES } else { usize::MAX }),
        reading: reading(school, context),
        folded,
        heading: if folded { 4 } else { 2 },
    }
}

fn profile(school: &SchoolResult, context: &Context) -> Vec<Profile> {
    let marks = |theme: &str| {
        let found = context.rubric.indicators.iter().filter(|i| i.dimension == theme);
        let pairs = found.filter_map(|i| Some((i, school.indicators.iter().find(|r| r.id == i.id)?)));
        let shown = pairs.map(|(i, result)| {
            let mark = mark(result, context.words);
            let name = i.name.get(context.lang).to_owned();
            let label = format!("{name}: {}", mark.words);
            (anchor(school, &i.id), name, mark, label)
        });
        shown.collect()
    };
    let profile = |theme: &Dimension| Profile {
        name: theme.name.get(context.lang).to_owned(),
        band: of_theme(school, &theme.id, context),
        score: school.dimensions.get(&theme.id).copied().flatten().map(whole),
        marks: marks(&theme.id),
    };
    context.rubric.dimensions.iter().map(profile).collect()
}

fn in_document(school: &SchoolResult, context: &Context) -> Vec<(String, Quote)> {
    let of = |indicator: &Indicator| {
        let found = school.indicators.iter().find(|r| r.id == indicator.id && steps::only_in_document(r))?;
        Some((indicator.name.get(context.lang).to_owned(), quote(found.evidence.first()?, context)))
    };
    context.rubric.indicators.iter().filter_map(of).collect()
}

/// The organisation's own site.
pub fn organisation(organisation: &OrganisationResult, context: &Context) -> Organisation {
    Organisation {
        name: organisation.name.clone(),
        url: organisation.url.as_ref().map(ToString::to_string),
        href: organisation.url.as_ref().and_then(link::safe),
        state: status(organisation.status).get(context.lang).to_owned(),
        reason: organisation.reason.clone(),
        items: items(&organisation.indicators, |id| format!("organisation--{id}"), context, |_| true, usize::MAX),
    }
}

fn themes(school: &SchoolResult, context: &Context, most: usize) -> Vec<Theme> {
    let theme = |id: &str| items(&school.indicators, |i| anchor(school, i), context, |i| i.dimension == id, most);
    let dimensions = context.rubric.dimensions.iter();
    dimensions.map(|d| Theme { name: d.name.get(context.lang).to_owned(), items: theme(&d.id) }).collect()
}

fn items(
    results: &[IndicatorResult],
    anchor: impl Fn(&str) -> String,
    context: &Context,
    wanted: impl Fn(&Indicator) -> bool,
    most: usize,
) -> Vec<Item> {
    let indicators = context.rubric.indicators.iter().filter(|i| wanted(i));
    let pairs = indicators.filter_map(|i| Some((i, results.iter().find(|r| r.id == i.id)?)));
    pairs.map(|(indicator, result)| item(indicator, result, anchor(&indicator.id), context, most)).collect()
}

/// One indicator with at most so many quotes.
pub fn item(indicator: &Indicator, result: &IndicatorResult, anchor: String, context: &Context, most: usize) -> Item {
    let more = result.evidence.len().saturating_sub(most);
    let level = result.level.and_then(|level| indicator.levels.get(usize::from(level)));
    Item {
        anchor,
        name: indicator.name.get(context.lang).to_owned(),
        question: indicator.question.get(context.lang).to_owned(),
        mark: mark(result, context.words),
        level_text: level.map(|level| level.text.get(context.lang).to_owned()),
        proposed: result.status == IndicatorStatus::NeedsReview,
        why: result.why.clone(),
        person: result.review.as_ref().map(|review| person(review, result, context)),
        footing: result.footing.map(|f| words::footing(f, context.words)),
        quotes: result.evidence.iter().take(most).map(|e| quote(e, context)).collect(),
        more: (more > 0).then(|| fill(context.words.quotes_more, &[("n", &more.to_string())])),
        document_only: steps::only_in_document(result),
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
    let words = context.words;
    let effort = match (step.in_document, step.effort) {
        (true, _) => words.effort_document,
        (false, 1) => words.effort_1,
        (false, 2) => words.effort_2,
        (false, _) => words.effort_3,
    };
    Step {
        name: step.indicator.name.get(context.lang).to_owned(),
        mark: of_level(step.level, context.words),
        motive: step.indicator.motive.get(context.lang).to_owned(),
        advice: level.advice.get(context.lang).to_owned(),
        effort,
        example: step.example.map(|e| (fill(words.example, &[("school", &e.school.name)]), quote(e.quote, context))),
    }
}
