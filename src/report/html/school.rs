//! The section of one school, and of the organisation's own site.

use super::Context;
use crate::model::{Source, Status};
use crate::report::link;
use crate::report::marks::{Mark, mark, of_level};
use crate::report::number::whole;
use crate::report::results::{
    EvidenceResult, IndicatorResult, IndicatorStatus, NotRead, OrganisationResult, SchoolResult,
};
use crate::report::steps;
use crate::report::words::{count, fill, status};
use crate::rubric::Indicator;

/// Most pages listed as read; the rest is counted.
const MOST_LISTED: usize = 40;

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
    pub score: Option<String>,
    pub share: String,
    pub bars: Vec<Bar>,
    pub works: Vec<Work>,
    pub steps: Vec<Step>,
    pub themes: Vec<Theme>,
    pub reading: Reading,
    /// Indicators are closed until asked for.
    pub folded: bool,
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

/// A quote with its place.
pub struct Quote {
    pub text: String,
    pub href: Option<String>,
    pub title: String,
    pub place: Vec<String>,
}

/// What was read and what was not.
pub struct Reading {
    pub sum: String,
    pub left: Option<String>,
    pub robots: Option<String>,
    pub pages: Vec<(Option<String>, String)>,
    pub more: Option<String>,
    pub failed: Vec<(Option<String>, String, String)>,
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
        score: school.score.map(whole),
        share: fill(words.share, &[("n", &whole(school.scored_share * 100.0))]),
        bars: context.rubric.dimensions.iter().map(|d| Bar {
            name: d.name.get(context.lang).to_owned(),
            score: school.dimensions.get(&d.id).copied().flatten().map(whole),
        }).collect(),
        works: steps::strong(school, context.rubric).iter().map(|s| work(s, context)).collect(),
        steps: steps::steps(school, context.results, context.rubric).iter().map(|s| step(s, context)).collect(),
        themes: themes(school, context),
        reading: reading(school, context),
        folded,
    }
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

fn quote(evidence: &EvidenceResult, context: &Context) -> Quote {
    let words = context.words;
    let title = if evidence.title.is_empty() { words.untitled } else { &evidence.title };
    let clicks = match (evidence.clicks, evidence.source) {
        (Some(0), _) => words.home.to_owned(),
        (Some(n), _) => count(n as usize, words.click, words.clicks),
        (None, _) => words.no_clicks.to_owned(),
    };
    let carrier = match evidence.source {
        Source::Document => Some(words.source_document.to_owned()),
        Source::Link => Some(words.from_link.to_owned()),
        Source::Image => Some(words.from_image.to_owned()),
        Source::Page | Source::Date => None,
    };
    let page = evidence.page.map(|n| fill(words.page, &[("n", &n.to_string())]));
    let masked = evidence.masked.then(|| words.masked.to_owned());
    Quote {
        text: evidence.quote.clone(),
        href: link::passage(evidence),
        title: title.to_owned(),
        place: [carrier, page, Some(clicks), masked].into_iter().flatten().collect(),
    }
}

fn reading(school: &SchoolResult, context: &Context) -> Reading {
    let words = context.words;
    let pages = |n| count(n, words.reading_page, words.reading_pages);
    let documents = count(school.crawl.documents, words.reading_document, words.reading_documents);
    let more = school.read.len().saturating_sub(MOST_LISTED);
    let robots = school.crawl.refused_by_robots;
    let listed = school.read.iter().take(MOST_LISTED);
    Reading {
        sum: fill(words.reading_sum, &[("pages", &pages(school.crawl.pages)), ("documents", &documents)]),
        left: (school.crawl.left > 0).then(|| fill(words.reading_left, &[("pages", &pages(school.crawl.left))])),
        robots: (robots > 0).then(|| fill(words.robots_count, &[("n", &robots.to_string())])),
        pages: listed
            .map(|page| (link::safe(&page.url), if page.title.is_empty() { page.url.to_string() } else { page.title.clone() }))
            .collect(),
        more: (more > 0).then(|| fill(words.reading_more, &[("n", &more.to_string())])),
        failed: school.not_read.iter().map(failed).collect(),
    }
}

fn failed(page: &NotRead) -> (Option<String>, String, String) {
    (link::safe(&page.url), page.url.to_string(), page.reason.clone())
}
