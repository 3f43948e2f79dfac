//! Compose the stages; they alone print, read the clock and choose exit codes. One file per command.

mod agree;
mod ask;
mod audit;
mod changes;
mod check;
mod compass;
mod demo;
mod desk;
mod diff;
mod earlier;
mod ending;
mod export;
mod forecast;
mod found;
mod guides;
mod init;
mod interrupt;
mod kept;
mod ledger;
mod lesson;
mod log;
mod output;
mod paper;
mod plan;
mod progress;
mod promise;
mod replay;
mod review;
mod rubric;
mod runs;
mod say;
pub mod schema;
mod scouting;
mod screen;
mod server;
mod session;
mod survey;
mod teach;
mod train;
mod usage;
mod when;
mod window;

pub use ending::Ending;

use crate::cli::{AuditOptions, Cli, Command, KeptOptions};
use crate::model::{Lang, Text};
use clap::Parser;
use std::ffi::OsString;
use std::path::PathBuf;
use tokio::runtime::{Builder, Runtime};

/// Runs the command line, the program's own name first. Prints all there is to tell.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Ending {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let ending = match Cli::try_parse_from(&arguments) {
        Ok(cli) => dispatch(cli),
        Err(error) => usage::tell(&error, &arguments),
    };
    if arguments.len() == 1 {
        window::keep_open();
    }
    ending
}

fn dispatch(cli: Cli) -> Ending {
    match cli.command {
        None if cli.plan => forecast_file(cli.file, &cli.options.audit),
        None => audit_file(cli.file, &cli.options),
        Some(Command::Demo(demo)) => {
            with_runtime(demo.options.audit.language.lang.into(), |runtime| demo::run(runtime, demo.options))
        }
        Some(Command::Check(args)) => {
            with_runtime(args.options.language.lang.into(), |runtime| check::run(runtime, &args))
        }
        Some(Command::Init(args)) => init::run(&args),
        Some(Command::Runs(args)) => runs::list(&args),
        Some(Command::Forget(args)) => runs::forget(&args),
        Some(Command::Export(args)) => export::run(&args),
        Some(Command::Report(args)) => {
            with_runtime(args.language.lang.into(), |runtime| replay::report(runtime, &args))
        }
        Some(Command::Review(args)) => with_runtime(args.language.lang.into(), |runtime| review::run(runtime, &args)),
        Some(Command::Rescore(args)) => {
            with_runtime(args.language.lang.into(), |runtime| replay::rescore(runtime, &args))
        }
        Some(Command::Diff(args)) => with_runtime(args.language.lang.into(), |runtime| diff::run(runtime, &args)),
        Some(Command::Completions(args)) => guides::completions(args.shell),
        Some(Command::Man(args)) => guides::man(args.command.as_deref()),
        Some(Command::Schema(_)) => {
            schema::run(&mut std::io::stdout().lock()).map_or(Ending::Failed, |()| Ending::Done)
        }
        Some(Command::Rubric(args)) => rubric::run(args.action),
    }
}

fn audit_file(file: Option<PathBuf>, options: &KeptOptions) -> Ending {
    let lang = options.audit.language.lang.into();
    match plan::file(file, lang).and_then(|file| plan::read(&file, lang)) {
        Ok(plan) => with_runtime(lang, |runtime| audit::run(runtime, plan, audit::Names::new(), options)),
        Err(ending) => ending,
    }
}

/// Tells what an audit of `file` would do.
fn forecast_file(file: Option<PathBuf>, options: &AuditOptions) -> Ending {
    let lang = options.language.lang.into();
    match plan::file(file, lang).and_then(|file| plan::read(&file, lang)) {
        Ok(plan) => forecast::tell(plan, options),
        Err(ending) => ending,
    }
}

/// Gives `work` a runtime. Threads that still parse a page when it is done are left behind, not waited for.
fn with_runtime(lang: Lang, work: impl FnOnce(&Runtime) -> Ending) -> Ending {
    match Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => {
            let ending = work(&runtime);
            runtime.shutdown_background();
            ending
        }
        Err(error) => {
            let text = Text::new(
                format!(
                    "Het programma kan op deze computer niet starten ({error}). Sluit andere programma's en probeer opnieuw."
                ),
                format!("The program cannot start on this computer ({error}). Close other programs and try again."),
            );
            say::line(&text, lang);
            Ending::Failed
        }
    }
}
