//! `audit export --warc`: a run's answers as a web archive.

use super::ending::Ending;
use super::ledger::lock;
use super::{kept, say, session};
use crate::cli::ExportArgs;
use crate::model::{Lang, Text};
use crate::store::warc::{self, WarcError};
use crate::store::{Run, Store};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes the archive.
pub(super) fn run(args: &ExportArgs) -> Ending {
    export(args).map_or_else(|ending| ending, |()| Ending::Done)
}

fn export(args: &ExportArgs) -> Result<(), Ending> {
    let lang = args.language.lang.into();
    let folder = folder(args);
    let store = kept::open(&folder, lang)?;
    let store = lock(&store);
    let run = kept::pick(&store, args.run.as_deref(), lang)?;
    let file = match &args.output {
        Some(file) if !file.is_dir() => file.clone(),
        _ => folder.join(format!("{}.warc.gz", run.id)),
    };
    let records = written(&store, &run, &file).map_err(|error| failed(&error, &file, lang))?;
    say::result(done(records, &file).get(lang));
    Ok(())
}

/// Where the run is kept: the folder named, also when it is named as the place for the archive.
fn folder(args: &ExportArgs) -> PathBuf {
    let named = args.from.clone().or_else(|| args.output.clone().filter(|path| path.is_dir()));
    named.unwrap_or_else(|| PathBuf::from("output"))
}

/// Written beside its place and moved there, so that nobody takes half an archive for a whole one.
fn written(store: &Store, run: &Run, file: &Path) -> Result<usize, WarcError> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    let archive = File::create(&beside).map_err(WarcError::from).and_then(|new| {
        let mut out = BufWriter::new(new);
        let records = warc::write(store, run, &mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        std::fs::rename(&beside, file)?;
        Ok(records)
    });
    if archive.is_err() {
        // Perhaps it was never made.
        let _ = std::fs::remove_file(&beside);
    }
    archive
}

fn failed(error: &WarcError, file: &Path, lang: Lang) -> Ending {
    let error = match error {
        WarcError::Store(error) => return session::failed(lang)(error.clone()),
        WarcError::Write(error) => error,
    };
    let file = file.display();
    let text = Text::new(
        format!("Het archief {file} kan niet worden geschreven ({error}). Kies een andere plek: --output BESTAND"),
        format!("The archive {file} cannot be written ({error}). Choose another place: --output FILE"),
    );
    say::line(&text, lang);
    Ending::Failed
}

fn done(records: usize, file: &Path) -> Text {
    let file = file.display();
    Text::new(
        format!("Het archief met {records} antwoorden van servers staat in {file}\n"),
        format!("The archive with {records} answers of servers is in {file}\n"),
    )
}
