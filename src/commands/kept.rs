//! Kept runs: opening their store, and finding the one that is meant.

use super::ending::Ending;
use super::ledger::{Shared, lock};
use super::{say, session};
use crate::model::{Comparison, Lang, Text};
use crate::review;
use crate::rubric::Rubric;
use crate::store::{Run, State, Store};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// The store in `folder`.
///
/// # Errors
/// Told: there is none, or it cannot be used.
pub(super) fn open(folder: &Path, lang: Lang) -> Result<Shared, Ending> {
    let store = Store::existing(folder).map_err(session::failed(lang))?;
    store.map(|store| Arc::new(Mutex::new(store))).ok_or_else(|| refuse(&no_store(folder), lang))
}

/// The run that is called `wanted`: its id or the start of it. Without a name the newest that came to its end.
///
/// # Errors
/// Told: there is no such run.
pub(super) fn pick(store: &Store, wanted: Option<&str>, lang: Lang) -> Result<Run, Ending> {
    let runs = store.runs().map_err(session::failed(lang))?;
    let found = match wanted {
        None => runs.iter().find(|run| run.state == State::Finished),
        Some(wanted) => by_name(&runs, wanted),
    };
    found.cloned().ok_or_else(|| refuse(&wanted.map_or_else(none_finished, |wanted| unknown(&runs, wanted)), lang))
}

/// The store in `folder`, and of its runs the one that is called `wanted`; see [`pick`].
///
/// # Errors
/// Told: there is no such store or run.
pub(super) fn run(folder: &Path, wanted: Option<&str>, lang: Lang) -> Result<(Shared, Run), Ending> {
    let store = open(folder, lang)?;
    let run = pick(&lock(&store), wanted, lang)?;
    Ok((store, run))
}

/// What was found, with what persons said in `store`.
///
/// # Errors
/// Told: the store cannot be read.
pub(super) fn reviewed(store: &Shared, found: Comparison, rubric: &Rubric, lang: Lang) -> Result<Comparison, Ending> {
    let verdicts = lock(store).verdicts().map_err(session::failed(lang))?;
    Ok(review::applied(found, &verdicts, rubric))
}

fn refuse(message: &Text, lang: Lang) -> Ending {
    say::line(message, lang);
    Ending::Invalid
}

fn by_name<'a>(runs: &'a [Run], wanted: &str) -> Option<&'a Run> {
    if let Some(exact) = runs.iter().find(|run| run.id == wanted) {
        return Some(exact);
    }
    let mut begin = runs.iter().filter(|run| !wanted.is_empty() && run.id.starts_with(wanted));
    begin.next().filter(|_| begin.next().is_none())
}

fn no_store(folder: &Path) -> Text {
    let folder = folder.display();
    Text::new(
        format!(
            "In de map {folder} is geen audit bewaard. Kies de goede map met --output MAP, of begin met: audit schools.toml"
        ),
        format!(
            "No audit is kept in the folder {folder}. Choose the right folder with --output FOLDER, or begin with: audit schools.toml"
        ),
    )
}

fn none_finished() -> Text {
    Text::new(
        "Er is in deze map geen audit die tot het eind is gekomen. Ga verder met --resume, of kies er een met naam: audit runs",
        "No audit in this folder came to its end. Go on with --resume, or choose one by name: audit runs",
    )
}

fn unknown(runs: &[Run], wanted: &str) -> Text {
    let near = runs.iter().min_by_key(|run| strsim::damerau_levenshtein(&run.id, wanted));
    let (nl, en) = near.map_or_else(Default::default, |run| {
        (format!(" Bedoelde u {}?", run.id), format!(" Did you mean {}?", run.id))
    });
    Text::new(
        format!("Er is geen audit met de naam ‘{wanted}’.{nl} Alle audits: audit runs"),
        format!("There is no audit called ‘{wanted}’.{en} All audits: audit runs"),
    )
}
