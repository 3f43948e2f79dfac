//! A generated foundation of 25 schools, judged by the standard rubric: for the size of the report and, with
//! `AUDIT_PREVIEW=DIR` in the environment, for looking at it (`.ci/pages` does).

use super::{files, fixture};
use crate::model::{
    Comparison, CrawlStats, Evidence, Failure, FailureKind, Finding, Lang, Obstacle, Outcome, Scorecard, Source, Status,
};
use crate::rubric::{Indicator, Rubric, load};
use crate::text::sentences;
use jiff::civil::date;
use std::collections::BTreeMap;
use url::Url;

const SCHOOLS: usize = 25;

const NAMES: [&str; 6] = [
    "OBS It Klaverblêd",
    "Protestants-Christelijke Basisschool De Ontdekkingsreizigers",
    "De Treffer",
    "Daltonschool De Wjukken & Co",
    "o.b.s. Meester Sikkema",
    "Samenwerkingsschool It Allemanshonk-Oosterwierum",
];

const WORDS: &str = "vertrouwen samen gesprek welkom betrokken thuis ontwikkeling informatie contact kinderen \
    samenwerken begeleiding luisteren ondersteuning mening partners leerkracht rapport verantwoordelijkheid \
    medezeggenschap meedenken opvoeding veiligheid nieuwsbrief activiteiten afspraken driehoeksgesprek inloop \
    hulpouder ouderapp klankbordgroep enquête groei wederzijds";

/// Numbers that look like chance and are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// 25 schools: two unread, one half read, a few levels of every kind.
pub(super) fn foundation() -> (Comparison, Rubric) {
    let (mut comparison, _) = fixture::comparison();
    let rubric = load::embedded();
    let mut dice = Dice(7);
    let model = comparison.schools[0].clone();
    comparison.schools = (0..SCHOOLS).map(|n| school(n, &model, &rubric, &mut dice)).collect();
    comparison.organisation.iter_mut().for_each(|card| card.findings.clear());
    (comparison, rubric)
}

fn school(n: usize, model: &Scorecard, rubric: &Rubric, dice: &mut Dice) -> Scorecard {
    let mut card = model.clone();
    card.school.id = format!("school-{}", n + 1);
    card.school.name = NAMES.get(n).map_or_else(|| format!("Basisschool De Zoveelste {n}"), |name| (*name).to_owned());
    card.school.url = address(&format!("https://school{n}.example/"));
    if n == 7 || n == 19 {
        (card.status, card.obstacle) = (Status::NotChecked, Some(Obstacle::RobotsClosed));
        (card.score, card.scored_share) = (None, 0.0);
        card.dimensions.values_mut().for_each(|score| *score = None);
        (card.findings, card.read, card.parent_words) = (Vec::new(), Vec::new(), Vec::new());
        return card;
    }
    if n == 3 {
        (card.status, card.obstacle) = (Status::Partly, Some(Obstacle::SlowedDown));
    }
    let strength = dice.roll(3);
    card.findings = rubric.indicators.iter().map(|i| finding(n, i, strength, dice)).collect();
    card.dimensions = dimensions(&card.findings, rubric);
    let scores = || card.dimensions.values().flatten();
    card.score = Some(scores().sum::<f64>() / scores().count().max(1) as f64);
    card.scored_share = 0.9;
    card.read = (0..60).map(|p| (page(n, p), format!("Pagina {p} voor ouders"))).collect();
    card.crawl = CrawlStats { pages: 56, documents: 4, left: if n == 5 { 90 } else { 0 }, ..card.crawl };
    card.failures = (0..5)
        .map(|p| Failure { url: page(n, 90 + p), kind: FailureKind::Status(404), detail: String::new() })
        .collect();
    card.parent_words = WORDS.split_whitespace().map(|word| (word.to_owned(), 1 + dice.roll(5) as usize)).collect();
    card.parent_words.retain(|_| dice.roll(3) > 0);
    card
}

fn dimensions(findings: &[Finding], rubric: &Rubric) -> BTreeMap<String, Option<f64>> {
    let score = |theme: &str| {
        let of = |f: &&Finding| rubric.indicators.iter().any(|i| i.id == f.indicator && i.dimension == theme);
        let levels: Vec<f64> = findings
            .iter()
            .filter(of)
            .filter_map(|f| if let Outcome::Scored(level) = f.outcome { Some(f64::from(level)) } else { None })
            .collect();
        (!levels.is_empty()).then(|| levels.iter().sum::<f64>() / levels.len() as f64 / 3.0 * 100.0)
    };
    rubric.dimensions.iter().map(|d| (d.id.clone(), score(&d.id))).collect()
}

fn finding(n: usize, indicator: &Indicator, strength: u64, dice: &mut Dice) -> Finding {
    let outcome = match dice.roll(24) {
        0 => Outcome::NotChecked,
        1 => Outcome::NeedsReview(2),
        2 => Outcome::NotApplicable,
        roll => Outcome::Scored([0, 1, 2, 3, 2, 1, 3][((roll * 3 + strength) % (5 + strength)) as usize]),
    };
    let level = outcome.level().unwrap_or(0);
    let quotes = if level > 0 { 1 + dice.roll(5) } else { 0 };
    Finding {
        indicator: indicator.id.clone(),
        outcome,
        why: indicator.levels[usize::from(level)].text.clone(),
        evidence: (0..quotes).map(|k| evidence(n, k, level, indicator, dice)).collect(),
    }
}

fn evidence(n: usize, k: u64, level: u8, indicator: &Indicator, dice: &mut Dice) -> Evidence {
    let texts: Vec<&str> = indicator.examples.iter().filter(|e| e.level == level).map(|e| e.text.as_str()).collect();
    let text = texts.get(dice.roll(texts.len().max(1) as u64) as usize).copied().unwrap_or("Ouders zijn welkom.");
    let parts = sentences::split(text);
    let range = parts[dice.roll(parts.len() as u64) as usize].clone();
    let document = dice.roll(6) == 0;
    Evidence {
        quote: text[range].to_owned(),
        url: if document { address("https://school.example/gids.pdf") } else { page(n, k as usize) },
        title: if document {
            "Schoolgids 2026-2027".into()
        } else {
            format!("Voor ouders {k} - {}", indicator.name.nl)
        },
        heading: None,
        clicks: Some(k as u32 + 1),
        page: document.then_some(12),
        source: if document { Source::Document } else { Source::Page },
        level,
        signal: if dice.roll(6) == 0 { "words".into() } else { "fixture".into() },
        date: (k == 0).then(|| date(2026, 10, 12)),
    }
}

fn page(n: usize, p: usize) -> Url {
    address(&format!("https://school{n}.example/ouders/pagina-{p}"))
}

fn address(text: &str) -> Url {
    Url::parse(text).expect("a fixture's address")
}

fn size_of(files: &[(String, Vec<u8>)], name: &str) -> usize {
    files.iter().find(|(file, _)| file == name).map_or(0, |(_, bytes)| bytes.len())
}

#[test]
fn a_report_of_25_schools_can_be_sent_by_mail() {
    let (comparison, rubric) = foundation();
    for lang in [Lang::Nl, Lang::En] {
        let files = files(&comparison, &rubric, lang);
        let size = size_of(&files, "report.html");
        assert!((500_000..1_500_000).contains(&size), "{size}");
        if let Some(folder) = std::env::var_os("AUDIT_PREVIEW") {
            write(&std::path::Path::new(&folder).join(crate::report::words::code(lang)), &files);
        }
    }
}

/// Every file of 25 schools takes less than a second of computing; the debug build of the tests gets five.
#[test]
fn a_report_of_25_schools_is_made_at_once() {
    let (comparison, rubric) = foundation();
    let start = std::time::Instant::now();
    let made = files(&comparison, &rubric, Lang::Nl);
    let took = start.elapsed();
    assert!(made.len() == 6 + 2 * SCHOOLS && took.as_secs() < 5, "{} files, {took:?}", made.len());
}

fn write(folder: &std::path::Path, files: &[(String, Vec<u8>)]) {
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder to write to");
        std::fs::write(path, bytes).expect("a file to write");
    }
}

#[test]
fn the_same_results_give_the_same_bytes() {
    let (comparison, rubric) = foundation();
    assert!(files(&comparison, &rubric, Lang::Nl) == files(&comparison, &rubric, Lang::Nl));
}

#[test]
fn every_kind_of_outcome_is_in_it() {
    let (comparison, _) = foundation();
    let outcomes = || comparison.schools.iter().flat_map(|s| &s.findings).map(|f| f.outcome);
    for wanted in [Outcome::Scored(0), Outcome::Scored(3), Outcome::NeedsReview(2), Outcome::NotApplicable] {
        assert!(outcomes().any(|o| o == wanted), "{wanted:?}");
    }
}
