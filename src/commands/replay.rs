//! `audit report` and `audit rescore`: a kept run once more, without network.

use super::audit::{Names, failed, show};
use super::ending::Ending;
use super::ledger::{Ledger, Shared, lock};
use super::output::Output;
use super::progress::{Mode, Progress};
use super::survey::{Showing, Survey, Yardstick, site_names};
use super::{changes, kept, log, paper, rubric, say, session};
use crate::cli::{ReportArgs, RescoreArgs};
use crate::model::{Comparison, Lang, RunInfo, Text};
use crate::report;
use crate::rubric::Rubric;
use crate::store::Run;
use jiff::civil::Date;
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// Renders what a run found.
pub(super) fn report(runtime: &Runtime, args: &ReportArgs) -> Ending {
    render(runtime, args).map_or_else(|ending| ending, |()| Ending::Done)
}

/// Judges a run's pages by a rubric, and tells what that changes.
pub(super) fn rescore(runtime: &Runtime, args: &RescoreArgs) -> Ending {
    judge(runtime, args).map_or_else(|ending| ending, |()| Ending::Done)
}

fn render(runtime: &Runtime, args: &ReportArgs) -> Result<(), Ending> {
    let lang = args.language.lang.into();
    let (store, run) = kept::run(&args.folder.output, args.run.as_deref(), lang)?;
    let rubric = match &args.rubric {
        Some(path) => rubric::load(Some(path), lang)?,
        None => rubric_of(&store, &run, lang)?,
    };
    let found = kept::reviewed(&store, found(runtime, &store, &run, lang)?, &rubric, lang)?;
    let to = To { runtime, folder: &args.folder.output, no_pdf: args.paper.no_pdf };
    to.write(&found, &rubric, lang)
}

fn judge(runtime: &Runtime, args: &RescoreArgs) -> Result<(), Ending> {
    let lang = args.language.lang.into();
    let rubric = rubric::load(args.rubric.as_deref(), lang)?;
    let (store, run) = kept::run(&args.folder.output, args.run.as_deref(), lang)?;
    let before = lock(&store).results(run.number).map_err(session::failed(lang))?;
    let mode = Mode::choose(args.quiet, log::start());
    let found =
        Again { store: &store, run: &run, rubric: Some(&rubric), today: run.audited_on }.judge(runtime, mode, lang)?;
    let changes = before.map(|before| changes::levels(&before, &found, &rubric, lang));
    let to = To { runtime, folder: &args.folder.output, no_pdf: args.paper.no_pdf };
    to.write(&kept::reviewed(&store, found, &rubric, lang)?, &rubric, lang)?;
    if let Some(changes) = changes {
        say::result(&changes);
    }
    Ok(())
}

/// The rubric that a run was judged by.
///
/// # Errors
/// Told: the store cannot be read, or the rubric is not one for this program.
pub(super) fn rubric_of(store: &Shared, run: &Run, lang: Lang) -> Result<Rubric, Ending> {
    let files = lock(store).rubric_files(run.number).map_err(session::failed(lang))?;
    rubric::parse(files, lang)
}

/// What a run found, as it was kept; judged once more when it was not kept in a form that this program knows.
///
/// # Errors
/// Told: the store cannot be read.
pub(super) fn found(runtime: &Runtime, store: &Shared, run: &Run, lang: Lang) -> Result<Comparison, Ending> {
    let kept = lock(store).results(run.number).map_err(session::failed(lang))?;
    kept.map_or_else(
        || {
            say::line(&judged_anew(), lang);
            let again = Again { store, run, rubric: None, today: run.audited_on };
            again.judge(runtime, Mode::Silent, lang)
        },
        Ok,
    )
}

/// A kept run that is judged once more.
pub(super) struct Again<'a> {
    /// Where it is kept.
    pub store: &'a Shared,
    /// The run.
    pub run: &'a Run,
    /// What to judge by; without it the rubric of the run.
    pub rubric: Option<&'a Rubric>,
    /// The audit day.
    pub today: Date,
}

impl Again<'_> {
    /// Leads the visits along the same way, with what the store holds, and judges.
    ///
    /// # Errors
    /// Told: the store cannot be read.
    pub(super) fn judge(&self, runtime: &Runtime, mode: Mode, lang: Lang) -> Result<Comparison, Ending> {
        let (stop, stopped) = watch::channel(false);
        let ledger = Arc::new(Ledger::new(Arc::clone(self.store), self.run.number, None, stop));
        let plan = &self.run.plan;
        let progress = Progress::new(site_names(plan), mode, lang);
        let of_then;
        let rubric = match self.rubric {
            Some(rubric) => rubric,
            None => {
                of_then = rubric_of(self.store, self.run, lang)?;
                &of_then
            }
        };
        let yardstick = Yardstick { rubric, today: self.today };
        let survey = Survey { plan, names: Names::new(), yardstick, stop: stopped, ledger, showing: Showing::AsThen };
        let (organisation, schools) = survey.run(runtime, &progress).map_err(failed(lang))?;
        survey.ledger.check().map_err(session::failed(lang))?;
        let run = RunInfo { id: self.run.id.clone(), audited_on: self.today, program: session::program() };
        Ok(Comparison { run, organisation, schools })
    }
}

/// Where a report goes, and whether it is printed too.
pub(super) struct To<'a> {
    /// What runs the browser.
    pub runtime: &'a Runtime,
    /// The folder of the report.
    pub folder: &'a Path,
    /// No files for paper.
    pub no_pdf: bool,
}

impl To<'_> {
    /// Writes the report and shows it on the terminal.
    ///
    /// # Errors
    /// Told: it cannot be written.
    pub(super) fn write(&self, found: &Comparison, rubric: &Rubric, lang: Lang) -> Result<(), Ending> {
        let output = Output::prepare(self.folder).map_err(failed(lang))?;
        let files = report::files(found, rubric, lang);
        output.write(&files).map_err(failed(lang))?;
        show(found, rubric, &output, lang);
        if !self.no_pdf {
            paper::tell(self.runtime, &output, &files, lang);
        }
        Ok(())
    }
}

fn judged_anew() -> Text {
    Text::new(
        "Het oordeel van deze audit is niet bewaard, of door een andere versie van het programma. De bewaarde pagina's \
         worden opnieuw beoordeeld.",
        "What this audit found is not kept, or was kept by another version of the program. The kept pages are judged again.",
    )
}
