//! Fired signals → quotes with their place.

use super::levels::Candidate;
use super::signals::{Fired, Place};
use super::site::{Page, Sentence, Site};
use crate::model::{DocumentKind, Evidence, Finding, Source, Text};
use crate::rubric::Signal;
use crate::text::collapse;

/// Most quotes per indicator (codebook: the best evidence counts, not the amount).
const MOST: usize = 5;
/// Longest quote in bytes; a longer sentence is cut at a word.
const LONGEST: usize = 600;

/// The quotes of `candidates`, best first, without duplicates.
pub(super) fn collect(site: &Site, signals: &[Signal], candidates: &[Candidate]) -> Vec<Evidence> {
    let best = candidates.iter().map(|c| c.level).max();
    let mut order: Vec<&Candidate> = candidates.iter().filter(|c| Some(c.level) == best).collect();
    order.sort_by_key(|c| (c.review, rank(site, c.fired[0].page)));
    let mut out: Vec<Evidence> = Vec::new();
    for (candidate, fired) in order.iter().flat_map(|c| c.fired.iter().map(move |f| (c, f))) {
        if out.len() == MOST {
            break;
        }
        let evidence = quote(site, signals, candidate.level, fired);
        if !evidence.quote.is_empty() && !out.iter().any(|e| e.quote == evidence.quote) {
            out.push(evidence);
        }
    }
    out
}

/// Order of quotes of one level: pages before documents, near the home page first.
pub(super) fn rank(site: &Site, page: usize) -> (bool, u32, usize) {
    let document = site.pages[page].document;
    (document.kind != DocumentKind::Page, document.clicks.unwrap_or(u32::MAX), page)
}

/// Tells when all that was found stands in documents: parents find it less easily there.
pub(super) fn tell_documents(finding: Finding) -> Finding {
    let found = finding.outcome.level().is_some_and(|level| level > 0) && !finding.evidence.is_empty();
    if !found || finding.evidence.iter().any(|evidence| evidence.source != Source::Document) {
        return finding;
    }
    let add = |why: &str, told: &str| format!("{} ({told}).", why.trim_end_matches('.'));
    let why = Text::new(
        add(&finding.why.nl, "alleen in een document, dat ouders minder snel vinden"),
        add(&finding.why.en, "only in a document, which parents find less easily"),
    );
    Finding { why, ..finding }
}

fn quote(site: &Site, signals: &[Signal], level: u8, fired: &Fired) -> Evidence {
    let page = &site.pages[fired.page];
    let evidence = match fired.place {
        Place::Main(at) => at_sentence(page, &page.main[at], level),
        Place::Frame(at) => at_sentence(page, &page.frame[at], level),
        Place::Link(at) => on_page(page, link_text(page, at), Source::Link),
        Place::Image(at) => at_image(page, at),
    };
    let signal = signals.get(fired.signal).map_or("words", |s| s.id.as_str()).to_owned();
    Evidence { level, signal, ..evidence }
}

/// The sentence as a quote.
pub(super) fn at_sentence(page: &Page, sentence: &Sentence, level: u8) -> Evidence {
    let source = if page.document.kind == DocumentKind::Page { Source::Page } else { Source::Document };
    let block = &page.document.blocks[sentence.block];
    let plain = on_page(page, cut(&collapse(sentence.text(page.document))), source);
    Evidence { heading: block.headings.last().cloned(), page: block.page, level, ..plain }
}

/// The image's alternative text, or else its address, as a quote.
pub(super) fn at_image(page: &Page, at: usize) -> Evidence {
    on_page(page, image_text(page, at), Source::Image)
}

/// A quote from `page`, without level.
pub(super) fn on_page(page: &Page, quote: String, source: Source) -> Evidence {
    Evidence {
        quote,
        url: page.document.url.clone(),
        title: page.document.title.clone(),
        heading: None,
        clicks: page.document.clicks,
        page: None,
        source,
        level: 0,
        signal: "measure".into(),
        date: None,
    }
}

/// The text of a link; without text, its address.
fn link_text(page: &Page, at: usize) -> String {
    let link = &page.document.links[at];
    if link.text.is_empty() { link.url.to_string() } else { collapse(&link.text) }
}

fn image_text(page: &Page, at: usize) -> String {
    let image = &page.document.images[at];
    match (&image.url, image.alt.is_empty()) {
        (Some(url), true) => url.to_string(),
        _ => collapse(&image.alt),
    }
}

fn cut(text: &str) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let end = text
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST)
        .filter(|(_, c)| *c == ' ')
        .last()
        .map_or(0, |(at, _)| at);
    text[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Outcome;

    #[test]
    fn what_stands_in_documents_only_is_told() {
        let evidence = |source| Evidence {
            quote: "Wij vragen alle ouders mee te denken.".into(),
            url: "https://school.example/gids.pdf".parse().expect("address"),
            title: "Schoolgids".into(),
            heading: None,
            clicks: Some(2),
            page: Some(14),
            source,
            level: 2,
            signal: "talk".into(),
            date: None,
        };
        let told = |level, sources: &[Source]| {
            let why = Text::new("Ouders denken mee.", "Parents think along.");
            let evidence = sources.iter().copied().map(evidence).collect();
            tell_documents(Finding { indicator: "x".into(), outcome: Outcome::Scored(level), why, evidence }).why.en
        };
        assert_eq!(
            told(2, &[Source::Document]),
            "Parents think along (only in a document, which parents find less easily)."
        );
        assert_eq!(told(2, &[Source::Document, Source::Page]), "Parents think along.");
        assert_eq!(told(0, &[]), "Parents think along.");
    }
}
