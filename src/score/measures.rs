//! Measures of one site: readability and currency.

use super::numbers::is_fresh;
use super::site::{Page, Site};
use crate::model::{BlockKind, DateSource, Document, DocumentKind, Evidence, Finding, Outcome, Source, Text};
use crate::rubric::{ClassId, Indicator};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Words and syllables of running text.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Count {
    words: usize,
    sentences: usize,
    syllables: usize,
}

/// Readability of the pages meant for parents: 206.84 - 0.77 × syllables per 100 words - 0.93 × words per sentence
/// (Flesch-Douma; W.H. Douma, De leesbaarheid van landbouwbladen, 1960).
pub(super) fn readability(
    indicator: &Indicator,
    numbers: &BTreeMap<String, f64>,
    terms: &BTreeMap<String, ClassId>,
    site: &Site,
) -> Finding {
    let for_parents = |page: &&Page| terms.get("pages").is_none_or(|c| page.title.has(*c) || page.bits.has(*c));
    let mut count = Count::default();
    site.pages
        .iter()
        .filter(|p| p.document.kind == DocumentKind::Page)
        .filter(for_parents)
        .for_each(|p| add(p, &mut count));
    let least = numbers.get("least_words").copied().unwrap_or(300.0);
    if (count.words as f64) < least || count.sentences == 0 {
        let why = Text::new(
            format!("Te weinig lopende tekst om te meten ({} woorden).", count.words),
            format!("Too little running text to measure ({} words).", count.words),
        );
        return Finding { indicator: indicator.id.clone(), outcome: Outcome::NotChecked, why, evidence: Vec::new() };
    }
    let index = douma(count);
    let bounds = [("level_1", 30.0), ("level_2", 45.0), ("level_3", 60.0)];
    let level =
        bounds.iter().filter(|(name, default)| index >= numbers.get(*name).copied().unwrap_or(*default)).count() as u8;
    let shown = index.round();
    let why = Text::new(
        format!("Leesbaarheidsindex {shown} (hoe hoger, hoe makkelijker), gemeten over {} woorden.", count.words),
        format!("Readability index {shown} (higher is easier), measured over {} words.", count.words),
    );
    let evidence = if level > 0 { sample(site, level) } else { Vec::new() };
    Finding { indicator: indicator.id.clone(), outcome: Outcome::Scored(level), why, evidence }
}

fn add(page: &Page, count: &mut Count) {
    for sentence in &page.main {
        let block = &page.document.blocks[sentence.block];
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            continue;
        }
        let words: Vec<&str> =
            sentence.text(page.document).split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
        if words.len() >= 4 {
            count.sentences += 1;
            count.words += words.len();
            count.syllables += words.iter().map(|w| syllables(w)).sum::<usize>();
        }
    }
}

fn douma(count: Count) -> f64 {
    let words = count.words as f64;
    206.84 - 0.77 * (100.0 * count.syllables as f64 / words) - 0.93 * (words / count.sentences as f64)
}

/// Syllables of a Dutch word: its groups of vowels, a diaeresis opening a new one.
fn syllables(word: &str) -> usize {
    let mut count = 0;
    let mut in_vowel = false;
    for c in word.to_lowercase().chars() {
        let vowel = "aeiouyàáâäèéêëìíîïòóôöùúûü".contains(c);
        if vowel && (!in_vowel || "äëïöü".contains(c)) {
            count += 1;
        }
        in_vowel = vowel;
    }
    count.max(1)
}

/// The first full sentence meant for parents, as a sample of how the site writes.
fn sample(site: &Site, level: u8) -> Vec<Evidence> {
    let pages = site.pages.iter().filter(|p| p.document.kind == DocumentKind::Page);
    let sentence = pages.flat_map(|p| p.main.iter().map(move |s| (p, s))).find(|(p, s)| s.text(p.document).len() > 60);
    sentence
        .map(|(p, s)| evidence(p.document, crate::text::collapse(s.text(p.document)), Source::Page, level))
        .into_iter()
        .collect()
}

fn evidence(document: &Document, quote: String, source: Source, level: u8) -> Evidence {
    Evidence {
        quote,
        url: document.url.clone(),
        title: document.title.clone(),
        heading: None,
        clicks: document.clicks,
        page: None,
        source,
        level,
        signal: "measure".into(),
        date: None,
    }
}

/// How recent the newest date on the site is (codebook, currency).
pub(super) fn currency(indicator: &Indicator, numbers: &BTreeMap<String, f64>, site: &Site, today: Date) -> Finding {
    let fresh = numbers.get("fresh_days").copied().unwrap_or(30.0) as i32;
    let newest = site
        .pages
        .iter()
        .flat_map(|p| p.document.dates.iter().map(move |d| (d, p)))
        .filter(|(d, _)| d.date <= today && d.source != DateSource::Header)
        .max_by_key(|(d, p)| (d.date, std::cmp::Reverse(p.document.url.clone())));
    let Some((newest, page)) = newest else {
        let why = Text::new("Op de site staat geen enkele datum.", "There is no date anywhere on the site.");
        return Finding { indicator: indicator.id.clone(), outcome: Outcome::Scored(0), why, evidence: Vec::new() };
    };
    let level = match school_year(today) - school_year(newest.date) {
        _ if is_fresh(newest.date, today, fresh) => 3,
        0 => 2,
        1 => 1,
        _ => 0,
    };
    let quote =
        newest.block.map(|b| page.document.blocks[b].text.clone()).unwrap_or_else(|| page.document.title.clone());
    let mut quoted = evidence(page.document, quote, Source::Date, level);
    quoted.date = Some(newest.date);
    let why = Text::new(
        format!("De nieuwste datum op de site is {}.", dutch(newest.date)),
        format!("The newest date on the site is {}.", newest.date),
    );
    Finding {
        indicator: indicator.id.clone(),
        outcome: Outcome::Scored(level),
        why,
        evidence: if level > 0 { vec![quoted] } else { Vec::new() },
    }
}

/// First calendar year of the school year, which starts in August.
fn school_year(date: Date) -> i16 {
    if date.month() >= 8 { date.year() } else { date.year() - 1 }
}

fn dutch(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_vowel_groups() {
        assert_eq!(["school", "ouders", "coördinatie", "financiën", "b"].map(syllables), [1, 2, 5, 4, 1]);
    }

    #[test]
    fn douma_formula() {
        let index = douma(Count { words: 100, sentences: 10, syllables: 150 });
        assert!((index - (206.84 - 115.5 - 9.3)).abs() < 1e-9);
    }
}
