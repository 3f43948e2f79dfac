//! `audit runs` and `audit forget`: what is kept, and away with it.

use super::ending::Ending;
use super::ledger::lock;
use super::{kept, say, session, when};
use crate::cli::{ForgetArgs, RunsArgs};
use crate::model::{Lang, Text};
use crate::store::{Run, Size, State, Store};

/// Lists what is kept, newest first.
pub(super) fn list(args: &RunsArgs) -> Ending {
    let lang = args.language.lang.into();
    let listed = kept::open(&args.folder.output, lang).and_then(|store| table(&lock(&store), lang));
    listed.map_or_else(
        |ending| ending,
        |table| {
            say::result(&table);
            Ending::Done
        },
    )
}

/// Deletes a run with all that no other run needs.
pub(super) fn forget(args: &ForgetArgs) -> Ending {
    delete(args).map_or_else(|ending| ending, |()| Ending::Done)
}

fn delete(args: &ForgetArgs) -> Result<(), Ending> {
    let lang = args.language.lang.into();
    let store = kept::open(&args.folder.output, lang)?;
    let mut store = lock(&store);
    let run = kept::pick(&store, Some(&args.run), lang)?;
    store.forget(run.number).map_err(session::failed(lang))?;
    say::line(&forgotten(&run, &args.folder.output.display().to_string()), lang);
    Ok(())
}

fn table(store: &Store, lang: Lang) -> Result<String, Ending> {
    let runs = store.runs().map_err(session::failed(lang))?;
    if runs.is_empty() {
        return Ok(Text::new("Er is geen audit bewaard.\n", "No audit is kept.\n").get(lang).to_owned());
    }
    let mut table = String::new();
    for run in &runs {
        let size = store.size(run.number).map_err(session::failed(lang))?;
        table += &line(run, size, lang);
    }
    let total = std::fs::metadata(store.path()).map(|file| file.len()).unwrap_or_default();
    table += total_line(store, total).get(lang);
    Ok(table)
}

fn line(run: &Run, size: Size, lang: Lang) -> String {
    let schools = run.plan.schools.len();
    let Size { pages, bytes } = size;
    let bytes = megabytes(bytes.unsigned_abs(), lang);
    let words = Text::new(
        format!("scholen: {schools}, pagina's: {pages}, {bytes}, {}", state(run.state).nl),
        format!("schools: {schools}, pages: {pages}, {bytes}, {}", state(run.state).en),
    );
    format!("{}  {}  {}\n", run.id, when::local(run.started), words.get(lang))
}

fn state(state: State) -> Text {
    match state {
        State::Finished => Text::new("klaar", "finished"),
        State::Stopped => Text::new("gestopt (verder met --resume)", "stopped (go on with --resume)"),
        State::Open => Text::new("onderbroken (verder met --resume)", "cut off (go on with --resume)"),
    }
}

fn megabytes(bytes: u64, lang: Lang) -> String {
    let tenths = bytes.div_ceil(100_000);
    let comma = match lang {
        Lang::Nl => ',',
        Lang::En => '.',
    };
    format!("{}{comma}{} MB", tenths / 10, tenths % 10)
}

fn total_line(store: &Store, bytes: u64) -> Text {
    let path = store.path().display();
    Text::new(
        format!("Samen {} in {path}. Wat audits delen, staat er één keer.\n", megabytes(bytes, Lang::Nl)),
        format!("Together {} in {path}. What audits share is there once.\n", megabytes(bytes, Lang::En)),
    )
}

fn forgotten(run: &Run, folder: &str) -> Text {
    let when = when::local(run.started);
    Text::new(
        format!(
            "Verwijderd: de audit van {when}, met alle pagina's die alleen daarvoor gelezen waren. De rapporten in de map \
             {folder} staan er nog; verwijder die zelf als dat nodig is."
        ),
        format!(
            "Deleted: the audit of {when}, with all pages that were read only for it. The reports in the folder {folder} \
             are still there; delete them yourself if need be."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_in_megabytes() {
        assert_eq!(megabytes(1_234_567, Lang::Nl), "1,3 MB");
        assert_eq!(megabytes(1, Lang::En), "0.1 MB");
    }
}
