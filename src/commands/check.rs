//! `audit check ADDRESS`: one school, without a file.

use super::ask::{self, Answer};
use super::audit::{Names, failed, threshold, where_it_is};
use super::compass::Compass;
use super::earlier::{self, Earlier};
use super::ending::Ending;
use super::interrupt;
use super::output::Output;
use super::progress::{Mode, Progress};
use super::survey::{Showing, crawler};
use super::{log, paper, rubric, say, screen, session};
use crate::cli::{AuditOptions, CheckArgs};
use crate::config;
use crate::crawl::Event;
use crate::model::{
    Comparison, CrawlSettings, Lang, Obstacle, Organisation, OrganisationCard, Plan, RunInfo, School, Scorecard,
    Status, Text, Visit,
};
use crate::report::{self, Beside, words};
use crate::rubric::Rubric;
use crate::score::{self, Judger};
use crate::scout::{self, Told};
use crate::store::run_id;
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::Arc;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use url::Url;

/// Checks the school that `args` name.
pub(super) fn run(runtime: &Runtime, args: &CheckArgs) -> Ending {
    check(runtime, args).unwrap_or_else(|ending| ending)
}

fn check(runtime: &Runtime, args: &CheckArgs) -> Result<Ending, Ending> {
    let options = &args.options;
    let lang = options.language.lang.into();
    let start = address(&args.url, lang)?;
    let given = given_organisation(args, lang)?;
    let rubric = rubric::load(options.rubric.as_deref(), lang)?;
    let id = site_id(&start);
    let folder = earlier::folder(&options.output, &id);
    let output = Output::prepare(&folder).map_err(failed(lang))?;
    let before = earlier::find(&[&folder, &options.output], &id, &start);
    let run = info(options);
    let (school, visit) = visit(runtime, args, &rubric, school(args, start, id), given.as_ref())?;
    let (organisation, belongs) = match given {
        Some(given) => (Some(given), None),
        None => organisation(&school.url, &visit, options.quiet, lang),
    };
    let card = judge(&rubric, run.audited_on, organisation.as_ref(), &school, visit);
    let comparison = Comparison { run, organisation: organisation.map(unread), schools: vec![card] };
    let files = files(&comparison, &rubric, lang);
    output.write(&files).map_err(failed(lang))?;
    tell(&comparison, &rubric, before.as_ref(), belongs.as_deref(), lang);
    say::result(where_it_is(&output.path("report.html")).get(lang));
    if !options.paper.no_pdf {
        paper::tell(runtime, &output, &files, lang);
    }
    Ok(threshold(&comparison, options.fail_under, lang))
}

/// Which run this is. It is not kept in the store: what the site says of its organisation counts too, and a run that is
/// judged again by its list of schools would not know that.
fn info(options: &AuditOptions) -> RunInfo {
    RunInfo { id: run_id(Timestamp::now()), audited_on: session::today(options), program: session::program() }
}

fn address(text: &str, lang: Lang) -> Result<Url, Ending> {
    let read =
        config::loose(text).and_then(|url| url.ok_or_else(|| Text::new("Het adres is leeg.", "The address is empty.")));
    read.map_err(|Text { nl, en }| refused(&Text::new(format!("‘{text}’: {nl}"), format!("‘{text}’: {en}")), lang))
}

/// The organisation that was named on the command line.
fn given_organisation(args: &CheckArgs, lang: Lang) -> Result<Option<Organisation>, Ending> {
    let url = args.organisation_url.as_deref().map(|text| address(text, lang)).transpose()?;
    let name = args.organisation.as_deref().map(str::trim).filter(|name| !name.is_empty());
    match name {
        Some(name) if name.contains("://") || name.starts_with("www.") => Err(refused(&address_as_name(name), lang)),
        Some(name) => Ok(Some(Organisation { name: name.to_owned(), url, aliases: scout::aliases(name) })),
        None if url.is_some() => Err(refused(&no_name(), lang)),
        None => Ok(None),
    }
}

fn refused(text: &Text, lang: Lang) -> Ending {
    say::line(text, lang);
    Ending::Invalid
}

fn address_as_name(text: &str) -> Text {
    Text::new(
        format!("‘{text}’ is een adres. Zo wel: --organisation \"Stichting De Regenboog\" --organisation-url {text}"),
        format!("‘{text}’ is an address. Write: --organisation \"Stichting De Regenboog\" --organisation-url {text}"),
    )
}

fn no_name() -> Text {
    Text::new(
        "Noem bij --organisation-url ook de naam: --organisation \"Stichting De Regenboog\"",
        "With --organisation-url give the name too: --organisation \"Stichting De Regenboog\"",
    )
}

/// The same for every check of one address, whatever the school's name.
fn site_id(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let own = host.strip_prefix("www.").unwrap_or(host);
    let own = own.rsplit_once('.').filter(|_| url.domain().is_some()).map_or(own, |(name, _)| name);
    let port = url.port().map(|port| format!(" {port}")).unwrap_or_default();
    config::id(&format!("{}{port} {}", own.replace('.', " "), url.path().replace('/', " ")))
}

/// The school as far as it is known before its site is read.
fn school(args: &CheckArgs, url: Url, id: String) -> School {
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned();
    let name = args.name.clone().filter(|name| !name.trim().is_empty()).unwrap_or(host);
    School { id, name, url, place: None, brin: None, kind: args.kind.into() }
}

/// Reads the site, over http when nobody said https and that does not work. Gives the school with the name it has.
fn visit(
    runtime: &Runtime,
    args: &CheckArgs,
    rubric: &Rubric,
    mut school: School,
    organisation: Option<&Organisation>,
) -> Result<(School, Visit), Ending> {
    let options = &args.options;
    let lang = options.language.lang.into();
    let mode = Mode::choose(options.quiet, log::start());
    let progress = Arc::new(Progress::new(vec![school.name.clone()], mode, lang));
    let heard = Arc::clone(&progress);
    let (stop, stopped) = watch::channel(false);
    runtime.block_on(async { interrupt::listen(stop, move |text| heard.note(text)) });
    let read = |school: &School| {
        let plan = plan(args, school);
        let crawler = crawler(&plan, Names::new(), rubric, Showing::by(options.render), stopped.clone())
            .map_err(failed(lang))?
            .guided(Arc::new(compass(args, rubric, &plan, organisation)));
        let report = |event| match event {
            Event::Started => progress.started(0),
            Event::Read { read, waiting } => {
                progress.read(0, read, waiting.min(plan.crawl.max_pages.saturating_sub(read)));
            }
            Event::Done => {}
        };
        Ok(runtime.block_on(crawler.visit(&school.url, &report)))
    };
    let mut visit = read(&school)?;
    let guessed = !args.url.contains("://");
    if guessed && matches!(visit.obstacle, Some(Obstacle::Insecure | Obstacle::Unreachable(_))) {
        let mut plain = school.clone();
        if plain.url.set_scheme("http").is_ok() {
            (visit, school) = (read(&plain)?, plain);
        }
    }
    let (status, obstacle) = score::coverage(&visit);
    progress.done(0, status, obstacle.as_ref().map(words::obstacle).as_ref());
    progress.close();
    if let (None, Some(home)) = (&args.name, visit.documents.first()) {
        school.name = scout::name(home, &school.url).map_or(school.name, |name| name.text);
    }
    Ok((school, visit))
}

/// The organisation is looked for too: which it is, is often known only when the site is read.
fn compass(args: &CheckArgs, rubric: &Rubric, plan: &Plan, organisation: Option<&Organisation>) -> Compass {
    let judger = Judger::new(rubric, session::today(&args.options), organisation).into_owned();
    Compass::new(rubric, Arc::new(judger), plan, true)
}

fn plan(args: &CheckArgs, school: &School) -> Plan {
    let mut crawl = CrawlSettings::default();
    args.options.apply(&mut crawl);
    Plan { organisation: None, schools: vec![school.clone()], crawl }
}

/// The organisation that the site names, with where it does; when that is unclear, the one that the person at the
/// keyboard names.
fn organisation(home: &Url, visit: &Visit, quiet: bool, lang: Lang) -> (Option<Organisation>, Option<String>) {
    let choices = match scout::board(home, &visit.documents) {
        Told::Clear(board) => {
            let quote = board.quote.clone();
            return (Some(named(board)), Some(quote));
        }
        Told::Unclear(choices) => choices,
        Told::Nothing => Vec::new(),
    };
    if quiet || visit.documents.is_empty() || !screen::somebody() {
        return (None, None);
    }
    let chosen = match ask::organisation(&choices, lang) {
        Answer::Choice(at) => choices.into_iter().nth(at).map(named),
        Answer::Typed(name) => Some(Organisation { aliases: scout::aliases(&name), name, url: None }),
        Answer::Skipped => None,
    };
    (chosen, None)
}

fn named(board: scout::Board) -> Organisation {
    Organisation { aliases: board.aliases(), name: board.name, url: board.url }
}

fn judge(
    rubric: &Rubric,
    today: Date,
    organisation: Option<&Organisation>,
    school: &School,
    visit: Visit,
) -> Scorecard {
    let judger = Judger::new(rubric, today, organisation);
    let (mut card, _) = judger.school(school, visit);
    score::alone(&judger, &mut card);
    card
}

/// The organisation's own site is not read for one school.
fn unread(organisation: Organisation) -> OrganisationCard {
    OrganisationCard { organisation, status: Status::NotChecked, obstacle: None, findings: Vec::new(), family: None }
}

/// The files of a report, of which `report.html` is the page of the school: there is nothing to compare.
fn files(comparison: &Comparison, rubric: &Rubric, lang: Lang) -> Vec<(String, Vec<u8>)> {
    let mut files = report::files(comparison, rubric, lang);
    let Some(id) = comparison.schools.first().map(|card| card.school.id.clone()) else { return files };
    let bytes = |name: &str| files.iter().find(|(file, _)| file == name).map(|(_, bytes)| bytes.clone());
    let (page, results) = (bytes(&format!("schools/{id}.html")), bytes("results.json"));
    if let (Some(page), Some((_, report))) = (page, files.iter_mut().find(|(file, _)| file == "report.html")) {
        *report = page;
    }
    files.extend(results.map(|results| (earlier::file(&id), results)));
    files
}

fn tell(comparison: &Comparison, rubric: &Rubric, before: Option<&Earlier>, belongs: Option<&str>, lang: Lang) {
    let results = report::results(comparison, rubric, lang);
    let since = before.zip(results.schools.first()).map(|(before, now)| {
        let same_rubric = before.run.rubric.sha256 == results.run.rubric.sha256;
        report::since(&before.school, now, before.run.audited_on, same_rubric)
    });
    let list = report::todo(
        &results,
        rubric,
        Beside { since: since.as_ref(), belongs },
        lang,
        (screen::width(), screen::colour()),
    );
    say::result(&list);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_id_per_address() {
        let id = |address: &str| site_id(&Url::parse(address).unwrap());
        assert_eq!(id("https://www.it-klaverbled.example/"), "it-klaverbled");
        assert_eq!(id("http://it-klaverbled.example"), "it-klaverbled");
        assert_eq!(id("https://linde.stichting.example/po/"), "linde-stichting-po");
        assert_eq!(id("http://127.0.0.1:8080/"), "127-0-0-1-8080");
    }
}
