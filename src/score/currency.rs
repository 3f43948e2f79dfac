//! Whether the site is kept up to date (codebook, currency).

use super::evidence::{at_sentence, on_page};
use super::numbers::{is_fresh, school_year};
use super::site::{Page, Sentence, Site};
use crate::model::{DateSource, DocumentKind, Evidence, Finding, FoundDate, Outcome, Source, Text};
use crate::rubric::{ClassId, Indicator};
use crate::text::collapse;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Judges by the newest date or school year on the site, and by stale years presented as the present one.
pub(super) fn currency(
    indicator: &Indicator,
    numbers: &BTreeMap<String, f64>,
    terms: &BTreeMap<String, ClassId>,
    site: &Site,
    today: Date,
) -> Finding {
    let found = |level: u8, why, evidence| {
        let evidence = if level > 0 { evidence } else { Vec::new() };
        Finding { indicator: indicator.id.clone(), outcome: Outcome::Scored(level), why, evidence }
    };
    let now = start_of(today);
    if let Some((page, sentence, year)) = stale(site, terms.get("present"), now) {
        let told = collapse(sentence.text(page.document));
        let why = Text::new(
            format!("Een oud schooljaar ({year}-{}) staat er als het huidige: “{told}”", year + 1),
            format!("An old school year ({year}-{}) is presented as the present one: “{told}”", year + 1),
        );
        return found(0, why, Vec::new());
    }
    let fresh = numbers.get("fresh_days").copied().unwrap_or(30.0) as i32;
    let posted = |page: &Page, date: &FoundDate| is_posted(page, date, terms.get("calendar").copied());
    let dates = || site.pages.iter().flat_map(|p| p.document.dates.iter().map(move |d| (p, d)));
    let past = || dates().filter(|(_, d)| d.date <= today && d.source != DateSource::Header);
    if let Some((page, date)) =
        past().filter(|(p, d)| posted(p, d) && is_fresh(d.date, today, fresh)).max_by_key(newest)
    {
        return found(3, newest_date(date.date), vec![dated(page, date, 3)]);
    }
    let by_date = past().max_by_key(newest).map(|(p, d)| (start_of(d.date), newest_date(d.date), dated(p, d, 0)));
    let by_year = newest_year(site, now).map(|(page, sentence, year)| {
        let why = Text::new(
            format!("Het nieuwste schooljaar op de site is {year}-{}.", year + 1),
            format!("The newest school year on the site is {year}-{}.", year + 1),
        );
        (year, why, at_sentence(page, sentence, 0))
    });
    let Some((year, why, evidence)) = by_date.into_iter().chain(by_year).max_by_key(|(year, ..)| *year) else {
        return found(
            0,
            Text::new("Op de site staat geen enkele datum.", "There is no date anywhere on the site."),
            Vec::new(),
        );
    };
    let level = match now - year {
        ..=0 => 2,
        1 => 1,
        _ => 0,
    };
    found(level, why, vec![Evidence { level, ..evidence }])
}

/// Order of dates; of one day, the address decides, so that runs agree.
fn newest<'p>((page, date): &(&'p Page, &FoundDate)) -> (Date, std::cmp::Reverse<&'p str>) {
    (date.date, std::cmp::Reverse(page.document.url.as_str()))
}

/// Whether a date is that of something posted: not a row of a calendar, and not in a document.
fn is_posted(page: &Page, date: &FoundDate, calendar: Option<ClassId>) -> bool {
    let in_calendar = |block: usize| {
        let mut sentences = page.main.iter().filter(|s| s.block == block);
        calendar.is_some_and(|c| sentences.any(|s| s.bits.has(c) || s.context.has(c)))
    };
    page.document.kind == DocumentKind::Page && (date.source < DateSource::Text || !date.block.is_some_and(in_calendar))
}

fn dated(page: &Page, date: &FoundDate, level: u8) -> Evidence {
    let block = date.block.map(|b| page.document.blocks[b].text.as_str());
    let quote = collapse(block.unwrap_or(&page.document.title));
    Evidence { level, date: Some(date.date), ..on_page(page, quote, Source::Date) }
}

/// A sentence that calls a school year of the past the present one.
fn stale<'p>(site: &'p Site, present: Option<&ClassId>, now: i16) -> Option<(&'p Page<'p>, &'p Sentence, i16)> {
    let present = *present?;
    let web = site.pages.iter().filter(|p| p.document.kind == DocumentKind::Page);
    let sentences = web.flat_map(|p| p.main.iter().map(move |s| (p, s)));
    let says_present = |s: &Sentence| s.bits.has(present) || s.context.has(present);
    sentences.filter(|(_, s)| says_present(s)).find_map(|(p, s)| {
        let years = years(s.text(p.document));
        let newest = years.into_iter().max().filter(|year| *year < now)?;
        Some((p, s, newest))
    })
}

fn newest_year<'p>(site: &'p Site, now: i16) -> Option<(&'p Page<'p>, &'p Sentence, i16)> {
    let sentences = site.pages.iter().flat_map(|p| p.main.iter().map(move |s| (p, s)));
    let dated =
        sentences.filter_map(|(p, s)| Some((p, s, years(s.text(p.document)).into_iter().filter(|y| *y <= now).max()?)));
    // The first of the newest, in reading order.
    dated.fold(None, |best, next| match best {
        Some((.., year)) if year >= next.2 => best,
        _ => Some(next),
    })
}

/// First years of the school years in a text.
fn years(text: &str) -> Vec<i16> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ':' | '.'))
        .filter_map(school_year)
        .collect()
}

/// First calendar year of the school year of a day; it starts in August.
fn start_of(date: Date) -> i16 {
    if date.month() >= 8 { date.year() } else { date.year() - 1 }
}

fn newest_date(date: Date) -> Text {
    Text::new(
        format!("De nieuwste datum op de site is {}.", date.strftime("%d-%m-%Y")),
        format!("The newest date on the site is {date}."),
    )
}
