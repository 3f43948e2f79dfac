//! [`Comparison`] → [`Results`]: one language, numbers rounded, quotes masked, one entry per indicator.

use super::footing::{footing, half_unread};
use super::mask::{clean, mask};
use super::results::{
    EvidenceResult, Footing, IndicatorResult, IndicatorStatus, NotRead, OrganisationResult, PageRead, Results,
    ReviewResult, RubricRef, Run, SchoolResult, WordCount,
};
use super::words::{self, Words};
use crate::model::{
    Comparison, CrawlStats, Evidence, Family, Finding, Lang, OrganisationCard, Outcome, Review, RunInfo, Scorecard,
    Status,
};
use crate::rubric::{Indicator, Rubric};

const MAX_LEVEL: u8 = 3;
const MOST_QUOTES: usize = 5;

/// The form of `results.json`: everything the formats need, masked and in `lang`.
pub fn results(comparison: &Comparison, rubric: &Rubric, lang: Lang) -> Results {
    Results {
        format: 1,
        language: words::code(lang).to_owned(),
        run: run(&comparison.run, rubric),
        organisation: comparison.organisation.as_ref().map(|card| organisation(card, rubric, lang)),
        schools: comparison.schools.iter().map(|card| school(card, rubric, lang)).collect(),
    }
}

fn run(info: &RunInfo, rubric: &Rubric) -> Run {
    Run {
        id: info.id.clone(),
        audited_on: info.audited_on,
        rubric: RubricRef { id: rubric.id.clone(), version: rubric.version.clone(), sha256: rubric.sha256.clone() },
        program: info.program.clone(),
    }
}

fn organisation(card: &OrganisationCard, rubric: &Rubric, lang: Lang) -> OrganisationResult {
    let names = card.organisation.name.to_lowercase();
    OrganisationResult {
        name: clean(&card.organisation.name),
        url: card.organisation.url.clone(),
        status: card.status,
        reason: card.obstacle.as_ref().map(|o| words::obstacle(o).get(lang).to_owned()),
        indicators: rubric
            .indicators
            .iter()
            .filter_map(|i| Some(indicator(i, find(&card.findings, i)?, &names, card.status == Status::Partly, lang)))
            .collect(),
        family: card.family.as_ref().map(|family| masked(family, &names)),
    }
}

/// Quotes, titles and labels without personal data.
fn masked(family: &Family, names: &str) -> Family {
    let hide = |text: &mut String| *text = mask(text, names).text;
    let mut family = family.clone();
    let Family { sites, values, links, not_in_file, routes, .. } = &mut family;
    sites
        .iter_mut()
        .flat_map(|site| site.menu.iter_mut().chain(&mut site.platform).chain(&mut site.fonts))
        .for_each(hide);
    not_in_file.iter_mut().for_each(|listed| hide(&mut listed.name));
    let named = values.iter_mut().flat_map(|v| std::iter::once(&mut v.named).chain(v.back.iter_mut().map(|(_, q)| q)));
    let quotes = named.chain(links.iter_mut().map(|l| &mut l.quote)).chain(routes.iter_mut().map(|r| &mut r.quote));
    quotes.for_each(|quote| {
        hide(&mut quote.text);
        hide(&mut quote.title);
    });
    family
}

fn school(card: &Scorecard, rubric: &Rubric, lang: Lang) -> SchoolResult {
    let reason = card.obstacle.as_ref().map(|o| words::obstacle(o).get(lang).to_owned());
    let names = format!("{} {}", card.school.id, card.school.name.to_lowercase());
    let partly = half_unread(card.status, &card.crawl);
    let judged = |i: &Indicator| match find(&card.findings, i) {
        Some(finding) => reviewed(card, indicator(i, finding, &names, partly, lang), &names, lang),
        None => unread(i, reason.as_deref(), lang),
    };
    SchoolResult {
        id: card.school.id.clone(),
        name: clean(&card.school.name),
        url: card.school.url.clone(),
        place: card.school.place.as_deref().map(clean),
        status: card.status,
        crawl: CrawlStats { seconds: round(card.crawl.seconds, 10.0), ..card.crawl.clone() },
        score: card.score.map(|n| round(n, 10.0)),
        dimensions: card.dimensions.iter().map(|(id, n)| (id.clone(), n.map(|n| round(n, 10.0)))).collect(),
        scored_share: round(card.scored_share, 100.0),
        indicators: rubric.indicators.iter().map(judged).collect(),
        read: card
            .read
            .iter()
            .map(|(url, title)| PageRead {
                url: url.clone(),
                title: mask(title, &names).text,
                partly: card.cut.contains(url),
            })
            .collect(),
        not_read: card
            .failures
            .iter()
            .map(|f| NotRead { url: f.url.clone(), reason: words::failure(f.kind).get(lang).to_owned() })
            .collect(),
        parent_words: card
            .parent_words
            .iter()
            .map(|(word, count)| WordCount { word: word.clone(), count: *count })
            .collect(),
        reason,
    }
}

fn find<'a>(findings: &'a [Finding], indicator: &Indicator) -> Option<&'a Finding> {
    findings.iter().find(|f| f.indicator == indicator.id)
}

fn indicator(indicator: &Indicator, finding: &Finding, names: &str, partly: bool, lang: Lang) -> IndicatorResult {
    IndicatorResult {
        id: indicator.id.clone(),
        dimension: indicator.dimension.clone(),
        status: status(finding.outcome),
        level: level(finding.outcome),
        max: MAX_LEVEL,
        footing: footing(indicator, finding, partly),
        why: mask(finding.why.get(lang), names).text,
        evidence: finding.evidence.iter().take(MOST_QUOTES).map(|e| evidence(e, names)).collect(),
        review: None,
    }
}

fn status(outcome: Outcome) -> IndicatorStatus {
    match outcome {
        Outcome::Scored(_) => IndicatorStatus::Scored,
        Outcome::NeedsReview(_) => IndicatorStatus::NeedsReview,
        Outcome::NotChecked => IndicatorStatus::NotChecked,
        Outcome::NotApplicable => IndicatorStatus::NotApplicable,
    }
}

fn level(outcome: Outcome) -> Option<u8> {
    outcome.level().map(|level| level.min(MAX_LEVEL))
}

/// With what a person said of it. The person's own words are not masked: they are meant for the report.
fn reviewed(card: &Scorecard, result: IndicatorResult, names: &str, lang: Lang) -> IndicatorResult {
    let Some(Review { verdict, program, why, changed }) =
        card.reviews.iter().find(|review| review.verdict.indicator == result.id)
    else {
        return result;
    };
    let decided = verdict.outcome.is_some();
    let review = ReviewResult {
        decided,
        note: clean(&verdict.note),
        by: clean(&verdict.by),
        on: verdict.on,
        program_status: status(*program),
        program_level: level(*program),
        program_why: mask(why.get(lang), names).text,
        changed: *changed,
    };
    let footing = if decided && result.level.is_some() { Some(Footing::Person) } else { result.footing };
    IndicatorResult { footing, review: Some(review), ..result }
}

/// An indicator without a finding was not read, whatever the cause; it is never level 0.
fn unread(indicator: &Indicator, reason: Option<&str>, lang: Lang) -> IndicatorResult {
    IndicatorResult {
        id: indicator.id.clone(),
        dimension: indicator.dimension.clone(),
        status: IndicatorStatus::NotChecked,
        level: None,
        max: MAX_LEVEL,
        footing: None,
        why: reason.unwrap_or(Words::of(lang).not_checked_why).to_owned(),
        evidence: Vec::new(),
        review: None,
    }
}

fn evidence(evidence: &Evidence, names: &str) -> EvidenceResult {
    let quote = mask(&evidence.quote, names);
    EvidenceResult {
        quote: quote.text,
        masked: quote.masked,
        url: evidence.url.clone(),
        title: mask(&evidence.title, names).text,
        heading: evidence.heading.as_deref().map(|heading| mask(heading, names).text),
        clicks: evidence.clicks,
        page: evidence.page,
        source: evidence.source,
        level: evidence.level.min(MAX_LEVEL),
        signal: evidence.signal.clone(),
        date: evidence.date,
    }
}

fn round(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}
