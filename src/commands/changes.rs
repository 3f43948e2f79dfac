//! What differs between two runs, and what made it differ. Pure.

use crate::model::{Comparison, Finding, Lang, Outcome, Text};
use crate::report::mask::clean;
use crate::rubric::Rubric;
use std::fmt::Write as _;
use url::Url;

/// Most addresses listed of one kind.
const MOST_PAGES: usize = 10;

/// What can make a level differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The site's pages.
    Site,
    /// Pages of the other sites, with which this one is compared.
    OtherSites,
    /// The rubric.
    Rubric,
    /// The program.
    Program,
    /// The audit day: what is recent on one day is not on another.
    Day,
}

/// What differs in how two runs were judged, besides the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Judging {
    /// The rubric differs.
    pub rubric: bool,
    /// The program differs.
    pub program: bool,
    /// The day differs.
    pub day: bool,
}

impl Judging {
    fn causes(self) -> Vec<Cause> {
        let all = [(self.rubric, Cause::Rubric), (self.program, Cause::Program), (self.day, Cause::Day)];
        all.into_iter().filter_map(|(differs, cause)| differs.then_some(cause)).collect()
    }

    /// Whether anything differs.
    pub(super) fn any(self) -> bool {
        self != Self::default()
    }
}

/// One site in a run: a school, or the organisation's own site.
#[derive(Debug, Clone)]
pub(super) struct Side<'a> {
    /// Id of the school; empty for the organisation.
    pub key: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Start page, when it has one.
    pub start: Option<&'a Url>,
    /// Its score.
    pub score: Option<f64>,
    findings: &'a [Finding],
    read: Vec<&'a Url>,
}

/// The sites of a run: schools in the order of the plan, then the organisation.
pub(super) fn sides(found: &Comparison) -> Vec<Side<'_>> {
    let schools = found.schools.iter().map(|card| Side {
        key: &card.school.id,
        name: &card.school.name,
        start: Some(&card.school.url),
        score: card.score,
        findings: &card.findings,
        read: card.read.iter().map(|(url, _)| url).collect(),
    });
    let own = found.organisation.iter().map(|card| Side {
        key: "",
        name: &card.organisation.name,
        start: card.organisation.url.as_ref(),
        score: None,
        findings: &card.findings,
        read: Vec::new(),
    });
    schools.chain(own).collect()
}

impl Side<'_> {
    /// The outcome for an indicator.
    pub(super) fn outcome(&self, indicator: &str) -> Option<Outcome> {
        self.findings.iter().find(|finding| finding.indicator == indicator).map(|finding| finding.outcome)
    }
}

/// What made an outcome differ. `between` is the outcome of the old pages judged in the new way, when that is known.
pub(super) fn causes(site: bool, judging: Judging, [old, between, new]: [Option<Option<Outcome>>; 3]) -> Vec<Cause> {
    let ways = judging.causes();
    match (site, ways.is_empty()) {
        (true, true) => vec![Cause::Site],
        (false, true) => vec![Cause::OtherSites],
        (false, false) => ways,
        (true, false) if between.is_some() && between == old => vec![Cause::Site],
        (true, false) if between.is_some() && between == new => ways,
        (true, false) => std::iter::once(Cause::Site).chain(ways).collect(),
    }
}

/// The levels that differ between two judgements of the same pages, for people.
pub(super) fn levels(old: &Comparison, new: &Comparison, rubric: &Rubric, lang: Lang) -> String {
    let mut told = String::new();
    let before = sides(old);
    for side in sides(new) {
        let Some(old) = before.iter().find(|old| old.key == side.key) else { continue };
        let lines = outcomes(old, &side, rubric, lang, &|_| Vec::new());
        if !lines.is_empty() {
            let _ = write!(told, "\n{}\n{lines}", heading(old, &side, lang));
        }
    }
    let none = Text::new("\nGeen enkel niveau is veranderd.\n", "\nNo level changed.\n");
    let some = Text::new("\nAnders dan in de bewaarde audit:\n", "\nOther than in the kept audit:\n");
    if told.is_empty() { none.get(lang).to_owned() } else { format!("{}{told}", some.get(lang)) }
}

/// Name and scores of a site.
pub(super) fn heading(old: &Side<'_>, new: &Side<'_>, lang: Lang) -> String {
    let name = clean(new.name);
    let number = |score: Option<f64>| score.map_or_else(|| "–".to_owned(), |score| decimal(score, lang));
    match (number(old.score), number(new.score)) {
        (old, new) if old == new && old == "–" => name,
        (old, new) if old == new => format!("{name}  {new}"),
        (old, new) => format!("{name}  {old} → {new}"),
    }
}

fn decimal(score: f64, lang: Lang) -> String {
    let text = format!("{score:.1}");
    if lang == Lang::Nl { text.replace('.', ",") } else { text }
}

/// A line for every indicator whose outcome differs, with what made it differ.
pub(super) fn outcomes(
    old: &Side<'_>,
    new: &Side<'_>,
    rubric: &Rubric,
    lang: Lang,
    why: &dyn Fn(&str) -> Vec<Cause>,
) -> String {
    let mut lines = String::new();
    for indicator in &rubric.indicators {
        let (before, after) = (old.outcome(&indicator.id), new.outcome(&indicator.id));
        if before == after {
            continue;
        }
        let name = indicator.name.get(lang);
        let _ = write!(lines, "  {name}: {} → {}", outcome(before, lang), outcome(after, lang));
        let causes: Vec<&str> = why(&indicator.id).into_iter().map(|cause| word(cause, lang)).collect();
        if !causes.is_empty() {
            let _ = write!(lines, "  ({})", causes.join(", "));
        }
        lines.push('\n');
    }
    lines
}

/// Pages that were read in one run and not in the other.
pub(super) fn pages(old: &Side<'_>, new: &Side<'_>, lang: Lang) -> String {
    let only = |one: &Side<'_>, other: &Side<'_>| {
        one.read.iter().filter(|url| !other.read.contains(url)).map(ToString::to_string).collect::<Vec<_>>()
    };
    let appeared = listed(&only(new, old), Text::new("Nieuwe pagina's", "New pages"), lang);
    let vanished = listed(&only(old, new), Text::new("Verdwenen pagina's", "Pages gone"), lang);
    appeared + &vanished
}

fn listed(pages: &[String], title: Text, lang: Lang) -> String {
    if pages.is_empty() {
        return String::new();
    }
    let mut list = format!("  {} ({}):\n", title.get(lang), pages.len());
    for page in pages.iter().take(MOST_PAGES) {
        let _ = writeln!(list, "    {}", clean(page));
    }
    if let Some(more) = pages.len().checked_sub(MOST_PAGES).filter(|more| *more > 0) {
        let more = Text::new(format!("    en nog {more}\n"), format!("    and {more} more\n"));
        list += more.get(lang);
    }
    list
}

fn outcome(outcome: Option<Outcome>, lang: Lang) -> String {
    let word = match outcome {
        Some(Outcome::Scored(level)) => return level.to_string(),
        Some(Outcome::NeedsReview(level)) => return format!("? ({level})"),
        Some(Outcome::NotApplicable) => Text::new("n.v.t.", "n/a"),
        Some(Outcome::NotChecked) => Text::new("niet gekeken", "not checked"),
        None => Text::new("–", "–"),
    };
    word.get(lang).to_owned()
}

fn word(cause: Cause, lang: Lang) -> &'static str {
    let [nl, en] = match cause {
        Cause::Site => ["de site", "the site"],
        Cause::OtherSites => ["de andere sites", "the other sites"],
        Cause::Rubric => ["de meetlat", "the rubric"],
        Cause::Program => ["het programma", "the program"],
        Cause::Day => ["de dag van de audit", "the audit day"],
    };
    if lang == Lang::Nl { nl } else { en }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Option<Option<Outcome>> = Some(Some(Outcome::Scored(1)));
    const TWO: Option<Option<Outcome>> = Some(Some(Outcome::Scored(2)));
    const THREE: Option<Option<Outcome>> = Some(Some(Outcome::Scored(3)));
    const RUBRIC: Judging = Judging { rubric: true, program: false, day: false };

    #[test]
    fn what_alone_differs_is_the_cause() {
        assert_eq!(causes(true, Judging::default(), [ONE, None, TWO]), [Cause::Site]);
        assert_eq!(causes(false, RUBRIC, [ONE, None, TWO]), [Cause::Rubric]);
        assert_eq!(causes(false, Judging::default(), [ONE, None, TWO]), [Cause::OtherSites]);
    }

    #[test]
    fn when_more_differs_the_old_pages_judged_in_the_new_way_decide() {
        assert_eq!(causes(true, RUBRIC, [ONE, ONE, TWO]), [Cause::Site]);
        assert_eq!(causes(true, RUBRIC, [ONE, TWO, TWO]), [Cause::Rubric]);
        assert_eq!(causes(true, RUBRIC, [ONE, THREE, TWO]), [Cause::Site, Cause::Rubric]);
        assert_eq!(causes(true, RUBRIC, [ONE, None, TWO]), [Cause::Site, Cause::Rubric]);
        let day = Judging { day: true, ..RUBRIC };
        assert_eq!(causes(true, day, [ONE, TWO, TWO]), [Cause::Rubric, Cause::Day]);
    }

    #[test]
    fn long_lists_are_cut() {
        let pages: Vec<String> = (0..12).map(|n| format!("https://school.example/{n}")).collect();
        let list = listed(&pages, Text::new("Nieuwe pagina's", ""), Lang::Nl);
        assert!(list.starts_with("  Nieuwe pagina's (12):\n") && list.ends_with("    en nog 2\n"), "{list}");
        assert_eq!(list.lines().count(), 12);
        assert_eq!(listed(&pages[..10], Text::default(), Lang::Nl).lines().count(), 11);
    }
}
