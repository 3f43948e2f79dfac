//! How easily most parents can read the text.

use super::evidence::at_sentence;
use super::site::{Page, Site};
use crate::model::{BlockKind, DocumentKind, Evidence, Finding, Outcome, Text};
use crate::rubric::{ClassId, Indicator};
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
    let least = numbers.get("least_words").copied().unwrap_or(300.0);
    let for_parents = |page: &Page| terms.get("pages").is_none_or(|c| page.title.has(*c) || page.bits.has(*c));
    let web = |page: &Page| page.document.kind == DocumentKind::Page;
    let count = enough(least, [&|p: &Page| web(p) && for_parents(p), &web, &|_: &Page| true], site);
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

/// Counts the pages for parents; with too little text there, all web pages; then the documents too.
fn enough(least: f64, choices: [&dyn Fn(&Page) -> bool; 3], site: &Site) -> Count {
    let mut count = Count::default();
    for choice in choices {
        count = Count::default();
        site.pages.iter().filter(|p| choice(p)).for_each(|p| add(p, &mut count));
        if count.words as f64 >= least {
            break;
        }
    }
    count
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
    sentence.map(|(p, s)| at_sentence(p, s, level)).into_iter().collect()
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
