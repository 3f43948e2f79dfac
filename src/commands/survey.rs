//! Visits all sites at the same time and scores each as soon as it is read.
//!
//! Fetching runs in the async runtime; scoring, which is plain computing, has a thread of its own, so that it never
//! holds up a request. Documents of a site are dropped when it is scored.

use super::audit::Names;
use super::compass::Compass;
use super::ledger::Ledger;
use super::progress::Progress;
use super::promise;
use crate::browser::{self, Browser};
use crate::cli::Render;
use crate::crawl::{Crawler, Event, Eye, Hosts, Rendering};
use crate::extract;
use crate::model::{Document, Failure, Fetched, LinkCheck, OrganisationCard, Plan, Scorecard, Text, Visit};
use crate::report::words;
use crate::rubric::Rubric;
use crate::score::{self, Homes, Judger, SiteProfile};
use futures_util::StreamExt;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::runtime::Runtime;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::watch;
use url::Url;

/// Most sites visited at the same time.
pub(super) const SITES_AT_ONCE: usize = 20;

/// Most read sites that wait for their score. A further one keeps its place among those that are visited, so that memory
/// does not grow with the number of sites when fetching is faster than scoring.
const WAITING: usize = 2;

/// What a survey needs to know.
pub(super) struct Survey<'a> {
    /// Whom to visit and how.
    pub plan: &'a Plan,
    /// Host names that the program serves itself.
    pub names: Names,
    /// What to judge by.
    pub yardstick: Yardstick<'a>,
    /// Becomes true when the user stops the run.
    pub stop: watch::Receiver<bool>,
    /// How pages are shown that scripts make.
    pub showing: Showing,
    /// What the run remembers.
    pub ledger: Arc<Ledger>,
}

/// What sites are judged by.
#[derive(Clone, Copy)]
pub(super) struct Yardstick<'a> {
    /// The rubric.
    pub rubric: &'a Rubric,
    /// The audit day.
    pub today: Date,
}

/// Names of the sites in the order of their places: schools as in the file, then the organisation's own site.
pub(super) fn site_names(plan: &Plan) -> Vec<String> {
    let own = plan.organisation.iter().filter(|o| o.url.is_some()).map(|o| o.name.clone());
    plan.schools.iter().map(|s| s.name.clone()).chain(own).collect()
}

/// What comes in.
enum Arrival {
    /// A read site with its place in the list of sites.
    Site(usize, Box<Visit>),
    /// How links between the sites turned out.
    Links(Vec<LinkCheck>),
}

/// The organisation's card, when the plan has one, and the schools' in the order of the plan.
type Cards = (Option<OrganisationCard>, Vec<Scorecard>);

impl Survey<'_> {
    /// Visits and scores.
    ///
    /// # Errors
    /// When the machine gives no HTTP client.
    pub(super) fn run(&self, runtime: &Runtime, progress: &Progress) -> Result<Cards, Text> {
        let judger = Arc::new(self.judger());
        let mut crawler =
            crawler(self.plan, self.names.clone(), self.yardstick.rubric, self.showing, self.stop.clone())?
                .seeing(eye())
                .remembering(Arc::clone(&self.ledger) as Arc<_>);
        // What is judged again goes the way of then.
        if self.ledger.may_ask() {
            let identity = self.plan.organisation.is_some();
            let compass = Compass::new(self.yardstick.rubric, Arc::clone(&judger), self.plan, identity);
            crawler = crawler.guided(Arc::new(compass));
        }
        let (arrived, arrivals) = channel(WAITING);
        let cards = std::thread::scope(|scope| {
            let scoring = scope.spawn(|| score_all(self, &judger, arrivals, progress));
            runtime.block_on(self.visit_all(&crawler, progress, arrived));
            scoring.join()
        });
        progress.close();
        // A panic in scoring is a mistake in this program; it goes on to where it ends the run.
        Ok(cards.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    }

    fn judger(&self) -> Judger<'static> {
        let Yardstick { rubric, today } = self.yardstick;
        let judger = Judger::new(rubric, today, self.plan.organisation.as_ref());
        judger.among(Homes::new(addresses(self.plan))).into_owned()
    }

    async fn visit_all(&self, crawler: &Crawler, progress: &Progress, arrived: Sender<Arrival>) {
        let budget = self.plan.crawl.max_pages;
        let (homes, known) = (Homes::new(addresses(self.plan)), Mutex::new(Known::default()));
        let (homes, known, to) = (&homes, &known, &arrived);
        let visits = addresses(self.plan).into_iter().enumerate().map(async |(place, address)| {
            let report = |event| match event {
                Event::Started => progress.started(place),
                Event::Read { read, waiting } => progress.read(place, read, waiting.min(budget.saturating_sub(read))),
                Event::Done => {}
            };
            let mut visit = crawler.visit(address, &report).await;
            self.ledger.settle(address, &mut visit);
            if self.plan.organisation.is_some() {
                known.lock().unwrap_or_else(PoisonError::into_inner).note(homes, place, &visit);
            }
            // The receiver only goes when scoring panicked, which the caller tells.
            let _ = to.send(Arrival::Site(place, Box::new(visit))).await;
        });
        futures_util::stream::iter(visits).buffer_unordered(SITES_AT_ONCE).collect::<()>().await;
        // Without an organisation nobody asks how the sites hang together.
        if self.plan.organisation.is_some() {
            let unsure = std::mem::take(&mut *known.lock().unwrap_or_else(PoisonError::into_inner)).unsure();
            let _ = arrived.send(Arrival::Links(crawler.check(unsure).await)).await;
        }
    }
}

/// Links between sites, and what is known of them without asking.
#[derive(Default)]
struct Known {
    links: BTreeSet<Url>,
    met: HashSet<Url>,
}

impl Known {
    fn note(&mut self, homes: &Homes, place: usize, visit: &Visit) {
        self.links.extend(score::crossing(homes, place, visit));
        self.met.extend(visit.documents.iter().map(|d| d.url.clone()));
        self.met.extend(visit.failures.iter().map(|f| f.url.clone()));
    }

    fn unsure(self) -> Vec<Url> {
        self.links.into_iter().filter(|url| !self.met.contains(url)).collect()
    }
}

fn score_all(survey: &Survey, judger: &Judger, mut arrivals: Receiver<Arrival>, progress: &Progress) -> Cards {
    let plan = survey.plan;
    let organisation = plan.organisation.as_ref();
    let mut checks = Vec::new();
    let mut schools: Vec<(usize, Scorecard, SiteProfile)> = Vec::new();
    let mut own = organisation.filter(|o| o.url.is_none()).map(|o| score::organisation(judger, o, Visit::default()));
    while let Some(arrival) = arrivals.blocking_recv() {
        let (place, visit) = match arrival {
            Arrival::Site(place, visit) => (place, *visit),
            Arrival::Links(found) => {
                checks = found;
                continue;
            }
        };
        let (status, obstacle) = match (plan.schools.get(place), organisation) {
            (Some(school), _) => {
                let (card, profile) = judger.school(school, visit);
                let told = (card.status, card.obstacle.clone());
                schools.push((place, card, profile));
                told
            }
            (None, Some(organisation)) => {
                let (card, profile) = score::organisation(judger, organisation, visit);
                let told = (card.status, card.obstacle.clone());
                own = Some((card, profile));
                told
            }
            (None, None) => continue,
        };
        progress.done(place, status, obstacle.as_ref().map(words::obstacle).as_ref());
    }
    schools.sort_by_key(|(place, ..)| *place);
    let (mut cards, mut profiles): (Vec<_>, Vec<_>) =
        schools.into_iter().map(|(_, card, profile)| (card, profile)).unzip();
    let all = profiles.iter_mut().chain(own.iter_mut().map(|(_, profile)| profile));
    all.for_each(|profile| profile.note_checks(&checks));
    let shared = own.as_ref().map(|(card, profile)| (&card.status, profile, card.findings.as_slice()));
    score::together(judger, &mut cards, &profiles, shared);
    let seen = own.as_ref().map(|(card, profile)| (&card.status, profile));
    let family = score::family(judger, &cards, &profiles, seen);
    (own.map(|(card, _)| OrganisationCard { family, ..card }), cards)
}

/// The addresses of the sites, in the order of their places.
fn addresses(plan: &Plan) -> Vec<&Url> {
    let own = plan.organisation.iter().filter_map(|o| o.url.as_ref());
    plan.schools.iter().map(|s| &s.url).chain(own).collect()
}

/// A crawler for the sites of a plan, without memory. `names` are looked up before the network's own, links with
/// words that `rubric` calls promising are followed early, pages are shown as `showing` says, and `stop` ends the visits.
///
/// # Errors
/// When the machine gives no HTTP client.
pub(super) fn crawler(
    plan: &Plan,
    names: Names,
    rubric: &Rubric,
    showing: Showing,
    stop: watch::Receiver<bool>,
) -> Result<Crawler, Text> {
    let hosts = Hosts::of(addresses(plan)).serving(names);
    let promise = promise::by(&rubric.promising);
    let style = Arc::new(extract::style::css);
    let crawler = Crawler::new(&plan.crawl, hosts, reader(), Arc::new(promise), style, stop).map_err(|error| {
        Text::new(
            format!("Het programma kan op deze computer geen websites opvragen ({error})."),
            format!("The program cannot fetch websites on this computer ({error})."),
        )
    })?;
    Ok(match showing.rendering() {
        Some(rendering) => crawler.rendering(rendering),
        None => crawler,
    })
}

/// How pages are shown that scripts make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Showing {
    /// Not at all.
    Never,
    /// In the user's browser: all, or those that need it.
    Browser {
        /// All.
        always: bool,
    },
    /// As they were shown when the run was made.
    AsThen,
}

impl Showing {
    /// What the option asks for.
    pub(super) fn by(render: Render) -> Self {
        match render {
            Render::Never => Self::Never,
            Render::Auto => Self::Browser { always: false },
            Render::Always => Self::Browser { always: true },
        }
    }

    fn rendering(self) -> Option<Rendering> {
        match self {
            Self::Never => None,
            Self::Browser { always } => {
                let browser = browser::find().map(|program| Arc::new(Browser::new(program)));
                Some(Rendering { browser, always })
            }
            Self::AsThen => Some(Rendering { browser: None, always: true }),
        }
    }
}

/// Pictures that cannot be read are left out; why is for the log.
fn eye() -> Eye {
    Arc::new(|url, bytes| {
        let seen = extract::picture::read(url, bytes);
        seen.inspect_err(|error| tracing::debug!(%url, %error, "picture left out")).ok()
    })
}

/// Documents are read in a child process, so that a broken one cannot take the run down.
pub(super) fn reader() -> Arc<dyn Fn(Fetched) -> Result<Document, Failure> + Send + Sync> {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("audit"));
    Arc::new(move |fetched| extract::read(fetched, &|bytes| extract::child::isolate(bytes, &program)))
}
