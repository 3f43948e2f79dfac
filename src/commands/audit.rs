//! `audit schools.toml`: crawl every site, score, write the report.

use super::ending::Ending;
use super::interrupt;
use super::output::Output;
use super::progress::{Mode, Progress};
use super::session::{self, Session};
use super::survey::{Showing, Survey, Yardstick, site_names};
use super::{kept, log, paper, rubric, say, screen};
use crate::cli::KeptOptions;
use crate::model::{Comparison, Lang, Plan, Text};
use crate::report;
use crate::rubric::Rubric;
use crate::store::State;
use jiff::Timestamp;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// Host names that the program serves itself, with where.
pub(super) type Names = HashMap<String, SocketAddr>;

/// Audits the sites of `plan`; `names` are looked up before the network's own names.
pub(super) fn run(runtime: &Runtime, plan: Plan, names: Names, options: &KeptOptions) -> Ending {
    audit(runtime, plan, names, options).unwrap_or_else(|ending| ending)
}

fn audit(runtime: &Runtime, mut plan: Plan, names: Names, chosen: &KeptOptions) -> Result<Ending, Ending> {
    let options = &chosen.audit;
    let lang = options.language.lang.into();
    options.apply(&mut plan.crawl);
    let rubric_files = rubric::files(options.rubric.as_deref(), lang)?;
    let rubric = rubric::parse(rubric_files.clone(), lang)?;
    let output = Output::prepare(&options.output).map_err(failed(lang))?;
    let (stop, stopped) = watch::channel(false);
    let Session { ledger, rubric, info } = session::open(&plan, chosen, (rubric, rubric_files), stop.clone())?;
    let mode = Mode::choose(options.quiet, log::start());
    let progress = Arc::new(Progress::new(site_names(&plan), mode, lang));
    let heard = Arc::clone(&progress);
    runtime.block_on(async { interrupt::listen(stop, move |text| heard.note(text)) });
    let yardstick = Yardstick { rubric: &rubric, today: info.audited_on };
    let survey = Survey {
        plan: &plan,
        names,
        yardstick,
        stop: stopped,
        ledger: Arc::clone(&ledger),
        showing: Showing::by(options.render),
    };
    let (organisation, schools) = survey.run(runtime, &progress).map_err(failed(lang))?;
    let comparison = Comparison { run: info, organisation, schools };
    let state = if *survey.stop.borrow() { State::Stopped } else { State::Finished };
    ledger.finish(state, Timestamp::now(), &comparison).map_err(session::failed(lang))?;
    let comparison = kept::reviewed(ledger.shared(), comparison, &rubric, lang)?;
    let files = report::files(&comparison, &rubric, lang);
    output.write(&files).map_err(failed(lang))?;
    if !options.quiet {
        afterwards(state, ledger.unchanged()).iter().for_each(|text| say::line(text, lang));
    }
    show(&comparison, &rubric, &output, lang);
    if !options.paper.no_pdf {
        paper::tell(runtime, &output, &files, lang);
    }
    Ok(threshold(&comparison, options.fail_under, lang))
}

/// The summary on the terminal, and where the report is.
pub(super) fn show(comparison: &Comparison, rubric: &Rubric, output: &Output, lang: Lang) {
    say::result(&report::terminal(comparison, rubric, lang, screen::width(), screen::colour()));
    say::result(where_it_is(&output.path("report.html")).get(lang));
}

pub(super) fn failed(lang: Lang) -> impl Fn(Text) -> Ending {
    move |message| {
        say::line(&message, lang);
        Ending::Failed
    }
}

/// What to know when a run is over.
fn afterwards(state: State, unchanged: usize) -> Vec<Text> {
    let mut texts = Vec::new();
    if unchanged > 0 {
        texts.push(Text::new(
            format!("{unchanged} keer zei een server dat er sinds de vorige audit niets veranderd is; dat is niet opnieuw opgehaald."),
            format!("{unchanged} times a server said that nothing changed since the previous audit; that was not fetched again."),
        ));
    }
    if state == State::Stopped {
        texts.push(Text::new(
            "De rest later lezen? Geef dezelfde opdracht met --resume.",
            "To read the rest later, give the same command with --resume.",
        ));
    }
    texts
}

pub(super) fn where_it_is(report: &Path) -> Text {
    let report = report.display();
    Text::new(
        format!("\nHet rapport: {report}  (dubbelklik om het in de browser te openen)\n"),
        format!("\nThe report: {report}  (double-click to open it in the browser)\n"),
    )
}

/// Schools that were not checked have no score and are not under the threshold.
pub(super) fn threshold(comparison: &Comparison, least: Option<f64>, lang: Lang) -> Ending {
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
