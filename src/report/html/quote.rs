//! A quote as it is shown: text, link and place.

use super::Context;
use crate::model::Source;
use crate::report::link;
use crate::report::number::date;
use crate::report::results::EvidenceResult;
use crate::report::words::{count, fill};

/// A quote with its place.
pub struct Quote {
    pub text: String,
    pub href: Option<String>,
    pub title: String,
    pub place: Vec<String>,
}

/// The quote of one piece of evidence.
pub fn quote(evidence: &EvidenceResult, context: &Context) -> Quote {
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
    let dated = evidence.date.map(|day| fill(words.dated, &[("date", &date(day, context.lang))]));
    let page = evidence.page.map(|n| fill(words.page, &[("n", &n.to_string())]));
    let masked = evidence.masked.then(|| words.masked.to_owned());
    Quote {
        text: evidence.quote.clone(),
        href: link::passage(evidence),
        title: title.to_owned(),
        place: [carrier, page, dated, Some(clicks), masked].into_iter().flatten().collect(),
    }
}
