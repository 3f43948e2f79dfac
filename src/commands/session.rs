//! A run in the store, begun or taken up again.

use super::ending::Ending;
use super::ledger::{Ledger, Network};
use super::{rubric, say, when};
use crate::cli::AuditOptions;
use crate::model::{Lang, Plan, RunInfo, Text};
use crate::rubric::Rubric;
use crate::rubric::load::RubricFile;
use crate::store::{Beginning, Run, State, Store, StoreError};
use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime};
use std::sync::{Arc, Mutex};
use tokio::sync::watch;

/// A run under way.
pub(super) struct Session {
    /// Where it is kept.
    pub ledger: Arc<Ledger>,
    /// The yardstick it began with.
    pub rubric: Rubric,
    /// Which run it is.
    pub info: RunInfo,
}

/// This program, name and version.
pub(super) fn program() -> String {
    format!("audit {}", env!("CARGO_PKG_VERSION"))
}

/// Begins a run of `plan` by a rubric, or takes up the one that was cut off, when that is asked for. `stop` becomes
/// true when the store fails.
///
/// # Errors
/// Told: a store that cannot be used.
pub(super) fn open(
    plan: &Plan,
    options: &AuditOptions,
    yardstick: (Rubric, Vec<RubricFile>),
    stop: watch::Sender<bool>,
) -> Result<Session, Ending> {
    let lang = options.language.lang.into();
    let mut store = Store::open(&options.output).map_err(failed(lang))?;
    let (unfinished, earlier) = look_back(&store, plan).map_err(failed(lang))?;
    let (run, rubric) = match unfinished.filter(|run| wanted(run, options, lang)) {
        Some(run) => resume(&store, run, &yardstick.0, options)?,
        None => begin(&mut store, plan, yardstick, options)?,
    };
    let network = Network::new(earlier.map(|run| run.number), Timestamp::now);
    let info = RunInfo { id: run.id, audited_on: run.audited_on, program: program() };
    Ok(Session {
        ledger: Arc::new(Ledger::new(Arc::new(Mutex::new(store)), run.number, Some(network), stop)),
        rubric,
        info,
    })
}

/// The run of this plan that was cut off, and the newest that was not.
fn look_back(store: &Store, plan: &Plan) -> Result<(Option<Run>, Option<Run>), StoreError> {
    Ok((store.unfinished(plan)?, store.newest_finished()?))
}

/// Whether to take up the run again. Tells about it otherwise.
fn wanted(run: &Run, options: &AuditOptions, lang: Lang) -> bool {
    if !options.resume && !options.quiet {
        say::line(&offered(run), lang);
    }
    options.resume
}

fn begin(
    store: &mut Store,
    plan: &Plan,
    (rubric, rubric_files): (Rubric, Vec<RubricFile>),
    options: &AuditOptions,
) -> Result<(Run, Rubric), Ending> {
    let lang = options.language.lang.into();
    if options.resume && !options.quiet {
        say::line(&nothing_to_resume(), lang);
    }
    let beginning = Beginning {
        started: Timestamp::now(),
        program: &program(),
        audited_on: today(options),
        plan,
        rubric_hash: &rubric.sha256,
        rubric_name: &format!("{} {}", rubric.id, rubric.version),
        rubric_files: &rubric_files,
    };
    let run = store.begin(&beginning).map_err(failed(lang))?;
    Ok((run, rubric))
}

/// Goes on with the rubric and the audit day of then: one report, one yardstick.
fn resume(store: &Store, run: Run, now: &Rubric, options: &AuditOptions) -> Result<(Run, Rubric), Ending> {
    let lang = options.language.lang.into();
    let files = store.rubric_files(run.number).map_err(failed(lang))?;
    let rubric = rubric::parse(files, lang)?;
    let other_rubric = now.sha256 != run.rubric_hash;
    let other_day = options.today.is_some_and(|day| day != run.audited_on);
    if !options.quiet {
        say::line(&resumed(&run, other_rubric || other_day), lang);
    }
    Ok((run, rubric))
}

fn today(options: &AuditOptions) -> Date {
    options.today.unwrap_or_else(|| ZonedDateTime::now().date())
}

/// Tells what is wrong with the store.
pub(super) fn failed(lang: Lang) -> impl Fn(StoreError) -> Ending {
    move |error| {
        say::line(&error.text(), lang);
        Ending::Failed
    }
}

fn offered(run: &Run) -> Text {
    let when = when::local(run.started);
    let (nl, en) = match run.state {
        State::Stopped => ("gestopt", "stopped"),
        _ => ("onderbroken", "cut off"),
    };
    Text::new(
        format!(
            "Een audit van deze scholen van {when} is {nl}. Verder gaan waar die was? Stop met Ctrl-C en geef dezelfde \
             opdracht met --resume. Nu begint een nieuwe audit."
        ),
        format!(
            "An audit of these schools of {when} was {en}. To go on where it was, stop with Ctrl-C and give the same \
             command with --resume. A new audit begins now."
        ),
    )
}

fn nothing_to_resume() -> Text {
    Text::new(
        "Er is geen onderbroken audit van deze scholen in deze map. Er begint een nieuwe.",
        "There is no audit of these schools in this folder that was cut off. A new one begins.",
    )
}

fn resumed(run: &Run, differs: bool) -> Text {
    let when = when::local(run.started);
    let mut text = Text::new(
        format!("De audit van {when} gaat verder. Wat al gelezen is, wordt niet opnieuw opgehaald."),
        format!("The audit of {when} goes on. What was read already is not fetched again."),
    );
    if differs {
        text.nl += " De meetlat en de dag van toen blijven gelden.";
        text.en += " The rubric and the day of then still hold.";
    }
    text
}
