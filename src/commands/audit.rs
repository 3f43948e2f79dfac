//! `audit schools.toml`: crawl every site, score, write the report.

use super::ending::Ending;
use super::interrupt;
use super::output::Output;
use super::progress::{Mode, Progress};
use super::survey::{Survey, site_names};
use super::{log, rubric, say, screen};
use crate::cli::AuditOptions;
use crate::model::{Comparison, Lang, Plan, RunInfo, Text};
use crate::report;
use jiff::{Timestamp, ZonedDateTime};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Host names that the program serves itself, with where.
pub(super) type Names = HashMap<String, SocketAddr>;

/// Audits the sites of `plan`; `names` are looked up before the network's own names.
pub(super) fn run(runtime: &Runtime, plan: Plan, names: Names, options: &AuditOptions) -> Ending {
    audit(runtime, plan, names, options).unwrap_or_else(|ending| ending)
}

fn audit(runtime: &Runtime, mut plan: Plan, names: Names, options: &AuditOptions) -> Result<Ending, Ending> {
    let lang = options.language.lang.into();
    plan.crawl.max_pages = options.max_pages.unwrap_or(plan.crawl.max_pages);
    let rubric = rubric::load(options.rubric.as_deref(), lang)?;
    let output = Output::prepare(&options.output).map_err(failed(lang))?;
    let run = run_info(options);
    let mode = Mode::choose(options.quiet, log::start());
    let progress = Arc::new(Progress::new(site_names(&plan), mode, lang));
    let heard = Arc::clone(&progress);
    let stop = runtime.block_on(async { interrupt::listen(move |text| heard.note(text)) });
    let survey = Survey { plan: &plan, names, rubric: &rubric, today: run.audited_on, stop, render: options.render };
    let (organisation, schools) = survey.run(runtime, &progress).map_err(failed(lang))?;
    let comparison = Comparison { run, organisation, schools };
    output.write(&report::files(&comparison, &rubric, lang)).map_err(failed(lang))?;
    say::result(&report::terminal(&comparison, &rubric, lang, screen::width(), screen::colour()));
    say::result(where_it_is(&output.path("report.html")).get(lang));
    Ok(threshold(&comparison, options.fail_under, lang))
}

fn failed(lang: Lang) -> impl Fn(Text) -> Ending {
    move |message| {
        say::line(&message, lang);
        Ending::Failed
    }
}

fn run_info(options: &AuditOptions) -> RunInfo {
    RunInfo {
        id: Timestamp::now().strftime("%Y%m%dT%H%M%S%3fZ").to_string(),
        audited_on: options.today.unwrap_or_else(|| ZonedDateTime::now().date()),
        program: format!("audit {}", env!("CARGO_PKG_VERSION")),
    }
}

fn where_it_is(report: &Path) -> Text {
    let report = report.display();
    Text::new(
        format!("\nHet rapport: {report}  (dubbelklik om het in de browser te openen)\n"),
        format!("\nThe report: {report}  (double-click to open it in the browser)\n"),
    )
}

/// Schools that were not checked have no score and are not under the threshold.
fn threshold(comparison: &Comparison, least: Option<f64>, lang: Lang) -> Ending {
    let Some(least) = least else {
        return Ending::Done;
    };
    let under = comparison.schools.iter().filter(|s| s.score.is_some_and(|score| score < least));
    let names: Vec<&str> = under.map(|s| s.school.name.as_str()).collect();
    if names.is_empty() {
        return Ending::Done;
    }
    let names = names.join(", ");
    say::line(&Text::new(format!("Lager dan {least}: {names}."), format!("Under {least}: {names}.")), lang);
    Ending::UnderThreshold
}
