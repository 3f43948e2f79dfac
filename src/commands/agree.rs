//! `audit rubric agree`: how far the program's levels agree with a reader's, passage by passage.

use crate::extract::text;
use crate::learn::agreement::{Pair, bootstrap, confusion, quadratic_weighted_kappa, within};
use crate::model::{Block, Document, Finding, Link, Organisation, Region};
use crate::rubric::Rubric;
use crate::rubric::passages::{Passage, PassageOrganisation, sheet};
use crate::score::Judger;
use crate::text::collapse;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use url::Url;

/// Stands for the domain of an organisation of which only the name is known.
const UNKNOWN_DOMAIN: &str = "organisatie.example";

/// What one passage came to.
struct Outcome {
    passage: Passage,
    finding: Finding,
}

impl Outcome {
    fn said(&self) -> u8 {
        self.finding.outcome.level().unwrap_or(0)
    }
    fn pair(&self) -> Pair {
        (self.passage.level, self.said())
    }
    /// Whether a quote meets a sentence that the reader marked; `None` where there is nothing to compare.
    fn meets(&self) -> Option<bool> {
        if self.passage.spans.is_empty() || self.said() == 0 {
            return None;
        }
        let spans: Vec<String> = self.passage.spans.iter().map(|s| collapse(s)).collect();
        Some(
            self.finding
                .evidence
                .iter()
                .any(|e| spans.iter().any(|s| s.contains(&e.quote) || e.quote.contains(s.as_str()))),
        )
    }
}

/// Compares the rubric with the sheet `gold` (JSON lines) and returns the printed table; `wrong` adds each passage that
/// came out differently; `only` keeps one indicator.
///
/// # Errors
/// What is wrong with the sheet.
pub(super) fn agree(
    rubric: &Rubric,
    gold: &str,
    today: Date,
    only: Option<&str>,
    wrong: bool,
) -> Result<String, String> {
    let passages = sheet(gold, today)?.into_iter().filter(|p| only.is_none_or(|o| o == p.indicator));
    let mut judgers: BTreeMap<String, Judger> = BTreeMap::new();
    let outcomes: Vec<Outcome> = passages
        .map(|passage| {
            let organisation = organisation(&passage);
            let judger = judgers
                .entry(organisation.name.clone())
                .or_insert_with(|| Judger::new(rubric, today, Some(&organisation)));
            let finding = judger
                .one(&passage.indicator, &documents(&passage))
                .ok_or_else(|| format!("indicator '{}' bestaat niet in deze rubric", passage.indicator))?;
            Ok(Outcome { passage, finding })
        })
        .collect::<Result<_, String>>()?;
    if outcomes.is_empty() {
        return Err("er staat geen enkele passage in".into());
    }
    let mut out = table(&outcomes);
    if wrong {
        outcomes.iter().filter(|o| o.said() != o.passage.level).for_each(|o| difference(o, &mut out));
    }
    Ok(out)
}

pub(super) fn organisation(passage: &Passage) -> Organisation {
    let (name, aliases, domain) = match &passage.organisation {
        None => ("Stichting De Wâldsang".to_owned(), vec!["De Wâldsang".to_owned()], "dewaldsang.example".to_owned()),
        Some(PassageOrganisation::Name(name)) => (name.clone(), Vec::new(), String::new()),
        Some(PassageOrganisation::Full { name, aliases, domain }) => (name.clone(), aliases.clone(), domain.clone()),
    };
    let domain = if domain.is_empty() { UNKNOWN_DOMAIN } else { &domain };
    Organisation { name, url: Url::parse(&format!("https://{domain}/")).ok(), aliases }
}

/// The passage as the small site of its school: a home page, and the page it stands on; or the foot of both.
pub(super) fn documents(passage: &Passage) -> Vec<Document> {
    let home = Url::parse("https://school.example/").expect("fixed address");
    let page = home.join("pagina").expect("fixed address");
    let own = organisation(passage);
    let told = |url: &Url| linked(text::passage(url, &passage.title, &passage.text), &own);
    let front = |document: Document| Document { clicks: Some(0), ..document };
    let welcome = || text::passage(&home, "Welkom", "Welkom op de website van onze school.");
    let next = |document: Document| Document { clicks: Some(1), ..document };
    match passage.place.as_deref() {
        Some("home") => vec![front(told(&home))],
        Some("footer") => {
            let filled = text::passage(&page, &passage.title, "Deze pagina wordt gevuld.");
            vec![front(with_footer(welcome(), &told(&home))), next(with_footer(filled, &told(&page)))]
        }
        _ => vec![front(welcome()), next(told(&page))],
    }
}

/// Addresses in the text as links, as a website would have them.
fn linked(mut document: Document, own: &Organisation) -> Document {
    for (at, block) in document.blocks.iter().enumerate() {
        for word in block.text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '<' | '>')) {
            let word = word.trim_end_matches(['.', ':', ';', '!', '?']);
            let bare = word.split_once("//").map_or(word, |(_, rest)| rest);
            let host = bare.split('/').next().unwrap_or_default();
            if !host.ends_with(".example") || word.contains('@') {
                continue;
            }
            let Ok(url) = Url::parse(&format!("https://{bare}")) else { continue };
            let url = if is_own(host, own) { own.url.clone().unwrap_or(url) } else { url };
            let link = Link { url, text: word.to_owned(), region: Region::Main, nofollow: false, block: Some(at) };
            document.links.push(link);
        }
    }
    document
}

/// Whether a host is the organisation's: its domain, or one that holds the last word of its name.
fn is_own(host: &str, own: &Organisation) -> bool {
    let host = host.trim_start_matches("www.");
    let domain = own.url.as_ref().and_then(Url::host_str);
    let stem: String = own.name.split(' ').next_back().unwrap_or_default().to_lowercase();
    domain == Some(host) || domain == Some(UNKNOWN_DOMAIN) && host.replace('-', "").contains(&stem)
}

fn with_footer(mut document: Document, foot: &Document) -> Document {
    let footer = |b: &Block| Block { region: Region::Footer, ..b.clone() };
    document.blocks.extend(foot.blocks.iter().skip(1).map(footer));
    document.links.extend(foot.links.iter().map(|l| Link { region: Region::Footer, block: None, ..l.clone() }));
    document
}

fn table(outcomes: &[Outcome]) -> String {
    let mut out = format!(
        "{:26} {:>4} {:>6} {:>6} {:>7} {:>6} {:>7} {:>9}\n",
        "indicator", "n", "gelijk", "QWK", "vals+", "gemist", "twijfel", "citaat"
    );
    let mut groups: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    outcomes.iter().for_each(|o| groups.entry(&o.passage.indicator).or_default().push(o));
    groups.iter().for_each(|(name, group)| row(name, group, &mut out));
    let all: Vec<&Outcome> = outcomes.iter().collect();
    row("alle", &all, &mut out);
    let pairs: Vec<Pair> = all.iter().map(|o| o.pair()).collect();
    if let Some((low, high)) = bootstrap(&pairs, 1000, 1) {
        let _ = writeln!(
            out,
            "hoogstens één verschil {:.2}; 95 %-interval van QWK {low:.2} tot {high:.2}",
            within(&pairs, 1)
        );
    }
    let _ = writeln!(out, "lezer (rij) tegen programma (kolom):");
    for (level, counts) in confusion(&pairs).iter().enumerate() {
        let _ = writeln!(out, "  {level}: {counts:?}");
    }
    out
}

fn row(name: &str, group: &[&Outcome], out: &mut String) {
    let pairs: Vec<Pair> = group.iter().map(|o| o.pair()).collect();
    let share = |of: &dyn Fn(&Pair) -> bool, which: &dyn Fn(&Pair) -> bool| {
        let all: Vec<&Pair> = pairs.iter().filter(|p| of(p)).collect();
        (!all.is_empty()).then(|| all.iter().filter(|p| which(p)).count() as f64 / all.len() as f64)
    };
    let shown = |v: Option<f64>| v.map_or("-".to_owned(), |v| format!("{v:.2}"));
    let false_positive = share(&|p| p.0 == 0, &|p| p.1 > 0);
    let miss = share(&|p| p.0 >= 2, &|p| p.1 < 2);
    let review = group.iter().filter(|o| matches!(o.finding.outcome, crate::model::Outcome::NeedsReview(_))).count()
        as f64
        / group.len() as f64;
    let met: Vec<bool> = group.iter().filter_map(|o| o.meets()).collect();
    let met = (!met.is_empty()).then(|| met.iter().filter(|m| **m).count() as f64 / met.len() as f64);
    let _ = writeln!(
        out,
        "{name:26} {:4} {:6.2} {:>6} {:>7} {:>6} {review:7.2} {:>9}",
        pairs.len(),
        within(&pairs, 0),
        shown(quadratic_weighted_kappa(&pairs)),
        shown(false_positive),
        shown(miss),
        shown(met)
    );
}

fn difference(outcome: &Outcome, out: &mut String) {
    let Outcome { passage, finding } = outcome;
    let text: String = collapse(&passage.text);
    let _ = writeln!(
        out,
        "\n{} {}: lezer {}, programma {:?} - {}\n  {} | {text}",
        passage.id, passage.indicator, passage.level, finding.outcome, passage.why, passage.title
    );
    passage.spans.iter().for_each(|s| {
        let _ = writeln!(out, "  lezer: {s}");
    });
    finding.evidence.iter().take(3).for_each(|e| {
        let _ = writeln!(out, "  [{}] {}: {}", e.level, e.signal, e.quote);
    });
}
