//! `audit diff`: what changed between two kept runs, and whether the site, the rubric, the program or the day did it.

use super::changes::{self, Judging, Side};
use super::ending::Ending;
use super::ledger::{Shared, lock};
use super::progress::Mode;
use super::replay::{Again, found, rubric_of};
use super::{kept, log, say, session, when};
use crate::cli::DiffArgs;
use crate::model::{Comparison, Lang, Text};
use crate::report::mask::clean;
use crate::rubric::Rubric;
use crate::store::{Run, State, Store, StoreError};
use std::fmt::Write as _;
use tokio::runtime::Runtime;

/// Two runs side by side.
struct Pair {
    runs: [Run; 2],
    found: [Comparison; 2],
    /// The old pages judged in the new way.
    between: Option<Comparison>,
    judging: Judging,
    /// Keys of the sites whose pages differ.
    other_pages: Vec<String>,
    rubric: Rubric,
}

/// Compares two runs.
pub(super) fn run(runtime: &Runtime, args: &DiffArgs) -> Ending {
    compare(runtime, args).map_or_else(|ending| ending, |()| Ending::Done)
}

fn compare(runtime: &Runtime, args: &DiffArgs) -> Result<(), Ending> {
    let lang = args.language.lang.into();
    let store = kept::open(&args.folder.output, lang)?;
    let runs = choose(&lock(&store), args, lang)?;
    let found = [found(runtime, &store, &runs[0], lang)?, found(runtime, &store, &runs[1], lang)?];
    let other_pages = other_pages(&lock(&store), &runs, &found).map_err(session::failed(lang))?;
    let rubric = rubric_of(&store, &runs[1], lang)?;
    let judging = judging(&runs, &found);
    let mut pair = Pair { runs, found, between: None, judging, other_pages, rubric };
    if pair.is_open() {
        let mode = Mode::choose(args.quiet, log::start());
        pair.between = Some(between(runtime, &store, &pair, mode, lang)?);
    }
    say::result(&pair.told(lang));
    Ok(())
}

/// The two runs meant: without names the two newest that came to their end.
fn choose(store: &Store, args: &DiffArgs, lang: Lang) -> Result<[Run; 2], Ending> {
    let new = kept::pick(store, args.new.as_deref(), lang)?;
    if let Some(old) = &args.old {
        return Ok([kept::pick(store, Some(old), lang)?, new]);
    }
    let runs = store.runs().map_err(session::failed(lang))?;
    let before = runs.into_iter().find(|run| run.state == State::Finished && run.number < new.number);
    before.map(|old| [old, new]).ok_or_else(|| {
        say::line(&only_one(), lang);
        Ending::Invalid
    })
}

fn judging([old, new]: &[Run; 2], [old_found, new_found]: &[Comparison; 2]) -> Judging {
    Judging {
        rubric: old.rubric_hash != new.rubric_hash,
        program: old_found.run.program != new_found.run.program,
        day: old.audited_on != new.audited_on,
    }
}

/// Keys of the sites that gave other pages, or the same pages with another content.
fn other_pages(store: &Store, runs: &[Run; 2], found: &[Comparison; 2]) -> Result<Vec<String>, StoreError> {
    let mut keys = Vec::new();
    let before = changes::sides(&found[0]);
    for side in changes::sides(&found[1]) {
        let old = before.iter().find(|old| old.key == side.key).and_then(|old| old.start);
        let pages = |run: &Run, start: Option<&_>| start.map(|start| store.pages(run.number, start)).transpose();
        if pages(&runs[0], old)? != pages(&runs[1], side.start)? {
            keys.push(side.key.to_owned());
        }
    }
    Ok(keys)
}

/// Judges the old pages in the new way.
fn between(runtime: &Runtime, store: &Shared, pair: &Pair, mode: Mode, lang: Lang) -> Result<Comparison, Ending> {
    let [run, new] = &pair.runs;
    let again = Again { store, run, rubric: Some(&pair.rubric), today: new.audited_on };
    again.judge(runtime, mode, lang)
}

impl Pair {
    /// Whether only judging the old pages in the new way can tell the cause. That takes the program of the new run.
    fn is_open(&self) -> bool {
        let same_program = self.found[1].run.program == session::program();
        self.judging.any() && same_program && !self.other_pages.is_empty()
    }

    fn told(&self, lang: Lang) -> String {
        let [before, after] = [changes::sides(&self.found[0]), changes::sides(&self.found[1])];
        let mut told = self.opening(lang);
        for side in &after {
            let Some(old) = before.iter().find(|old| old.key == side.key) else {
                let _ = write!(told, "\n{}\n  {}\n", clean(side.name), only_new().get(lang));
                continue;
            };
            let lines = self.site(old, side, lang);
            let none = Text::new("  geen verschil\n", "  no difference\n");
            let lines = if lines.is_empty() { none.get(lang) } else { &lines };
            let _ = write!(told, "\n{}\n{lines}", changes::heading(old, side, lang));
        }
        for old in before.iter().filter(|old| !after.iter().any(|side| side.key == old.key)) {
            let _ = write!(told, "\n{}\n  {}\n", clean(old.name), only_old().get(lang));
        }
        told
    }

    fn site(&self, old: &Side<'_>, new: &Side<'_>, lang: Lang) -> String {
        let between = self.between.as_ref().map(changes::sides).unwrap_or_default();
        let between = between.iter().find(|side| side.key == new.key);
        let other_pages = self.other_pages.iter().any(|key| key == new.key);
        let why = |indicator: &str| {
            let outcome = |side: &Side<'_>| side.outcome(indicator);
            changes::causes(other_pages, self.judging, [Some(outcome(old)), between.map(outcome), Some(outcome(new))])
        };
        changes::outcomes(old, new, &self.rubric, lang, &why) + &changes::pages(old, new, lang)
    }

    fn opening(&self, lang: Lang) -> String {
        let [old, new] = &self.runs;
        let name = |run: &Run| format!("{} ({})", when::local(run.started), run.id);
        let (before, after) = (name(old), name(new));
        let mut lines = Text::new(format!("Van {before}\nnaar {after}\n"), format!("From {before}\nto {after}\n"));
        let [old_found, new_found] = &self.found;
        let facts = [
            (self.judging.rubric, ["Andere meetlat", "Another rubric"], [&old.rubric_name, &new.rubric_name]),
            (
                self.judging.program,
                ["Ander programma", "Another program"],
                [&old_found.run.program, &new_found.run.program],
            ),
            (
                self.judging.day,
                ["Andere dag", "Another day"],
                [&old.audited_on.to_string(), &new.audited_on.to_string()],
            ),
        ];
        for (_, [nl, en], [before, after]) in facts.into_iter().filter(|(differs, ..)| *differs) {
            let _ = writeln!(lines.nl, "{nl}: {before} → {after}");
            let _ = writeln!(lines.en, "{en}: {before} → {after}");
        }
        lines.get(lang).to_owned()
    }
}

fn only_one() -> Text {
    Text::new(
        "Er zijn geen twee audits om te vergelijken. Doe later nog een audit met dezelfde map, of noem er twee: audit runs",
        "There are no two audits to compare. Do another audit with the same folder later, or name two: audit runs",
    )
}

fn only_new() -> Text {
    Text::new("alleen in de nieuwe audit", "only in the new audit")
}

fn only_old() -> Text {
    Text::new("alleen in de oude audit", "only in the old audit")
}
