//! Judging: documents + rubric + audit day → findings → scorecard. Pure: no I/O, no clock, no async.

mod alone;
mod around;
mod bits;
mod coverage;
mod currency;
mod evidence;
mod family;
mod glance;
mod grade;
mod heard;
mod homes;
mod identity;
mod judge;
mod levels;
mod likeness;
mod links;
mod looks;
mod matcher;
mod numbers;
mod profile;
mod readability;
mod routes;
mod safely;
mod shown;
mod signals;
mod site;
mod tokens;
mod tongue;
mod typos;
mod values;
mod vision;
mod weigh;
mod windows;

pub use alone::alone;
pub use coverage::judge as coverage;
pub use homes::Homes;
pub use identity::{family, organisation, together};
pub use links::crossing;
pub use profile::SiteProfile;
pub use weigh::reweigh;

use crate::learn::Sparse;
use crate::model::{CrawlStats, Finding, Obstacle, Organisation, Outcome, School, Scorecard, Status, Text, Visit};
use crate::rubric::{Indicator, Judge, Measure, Rubric};
use grade::Tallies;
use jiff::civil::Date;
use matcher::{Matcher, Scanner};
use std::borrow::Cow;
use std::collections::BTreeMap;
use windows::Window;

/// What training sees of a passage.
#[derive(Debug, Clone, Default)]
pub struct Observation {
    /// Raw counts of title, headings and text of its last page.
    pub whole: Sparse,
    /// Literal text and raw counts of each of its sentences.
    pub sentences: Vec<(String, Sparse)>,
    /// Per indicator id: what fired, by name.
    pub fired: BTreeMap<String, Vec<String>>,
}

/// What one site gives by itself.
struct Looked {
    coverage: (Status, Option<Obstacle>),
    profile: SiteProfile,
    findings: Vec<Finding>,
    /// Pages in languages that are not judged.
    languages: BTreeMap<String, usize>,
}

impl Looked {
    /// Of a site of which nothing could be judged.
    fn nothing(rubric: &Rubric, obstacle: Option<Obstacle>) -> Self {
        let findings = rubric.indicators.iter().map(|i| not_checked(i, unread())).collect();
        let (profile, languages) = (SiteProfile::default(), BTreeMap::new());
        Self { coverage: (Status::NotChecked, obstacle), profile, findings, languages }
    }
}

/// Judges sites by one rubric on one day. Made once per run, shared by all sites.
#[derive(Debug)]
pub struct Judger<'r> {
    rubric: Cow<'r, Rubric>,
    today: Date,
    matcher: Matcher,
    organisation: Option<Organisation>,
    /// The feature of each class of the rubric.
    classes: Vec<u32>,
}

impl<'r> Judger<'r> {
    /// Compiles the rubric's terms; `today` is the audit day.
    pub fn new(rubric: &'r Rubric, today: Date, organisation: Option<&Organisation>) -> Self {
        let matcher = Matcher::new(&rubric.classes, today, organisation);
        let classes = grade::class_features(&rubric.classes);
        Self { rubric: Cow::Borrowed(rubric), today, matcher, organisation: organisation.cloned(), classes }
    }

    /// The same judger with a rubric of its own, which can go to other threads.
    pub fn into_owned(self) -> Judger<'static> {
        let Self { rubric, today, matcher, organisation, classes } = self;
        Judger { rubric: Cow::Owned(rubric.into_owned()), today, matcher, organisation, classes }
    }

    /// The same judger, which knows the start pages of all sites that are looked at together: schools in the order of
    /// the plan, then the organisation. Sites that share a host are told apart by them.
    #[must_use]
    pub fn among(mut self, homes: Homes) -> Self {
        self.matcher.homes = homes;
        self
    }

    /// The scorecard of one school, identity left open, and what identity needs of the site later. What makes this
    /// panic is left out of it.
    pub fn school(&self, school: &School, mut visit: Visit) -> (Scorecard, SiteProfile) {
        let looked = safely::judged(&mut visit, |visit| self.look(school, visit));
        let Looked { coverage: (status, obstacle), profile, findings, languages } =
            looked.unwrap_or_else(|| Looked::nothing(&self.rubric, visit.obstacle.clone()));
        let card = Scorecard {
            school: school.clone(),
            status,
            obstacle,
            crawl: CrawlStats { foreign: languages.values().sum(), languages, ..visit.stats },
            findings,
            reviews: Vec::new(),
            score: None,
            dimensions: Default::default(),
            scored_share: 0.0,
            read: visit.documents.iter().map(|d| (d.url.clone(), d.title.clone())).collect(),
            cut: visit.documents.iter().filter(|d| d.partial).map(|d| d.url.clone()).collect(),
            parent_words: around::words(&visit.documents),
            failures: visit.failures,
        };
        (card, profile)
    }

    fn look(&self, school: &School, visit: &Visit) -> Looked {
        let (status, obstacle) = coverage::judge(visit);
        let profile = profile::profile(self.organisation.as_ref(), &self.matcher.homes, &school.url, visit);
        if status == Status::NotChecked {
            return Looked { profile, ..Looked::nothing(&self.rubric, obstacle) };
        }
        let (findings, languages) = self.findings(school, visit);
        let findings = coverage::doubt(findings, obstacle.as_ref());
        Looked { coverage: (status, obstacle), profile, findings, languages }
    }

    /// The finding for one indicator on `documents` as one site; `None` when the rubric has no such indicator.
    pub fn one(&self, indicator: &str, documents: &[crate::model::Document]) -> Option<Finding> {
        let indicator = self.rubric.indicators.iter().find(|i| i.id == indicator)?;
        let mut scanner = Scanner::new(&self.matcher);
        let site = site::index(&self.rubric, &mut scanner, documents, self.today);
        Some(self.finding(indicator, &site, self.graded(&site).as_ref()))
    }

    /// What a passage of one site holds, for training: its last page as one window.
    pub fn observe(&self, documents: &[crate::model::Document]) -> Observation {
        let mut scanner = Scanner::new(&self.matcher);
        let site = site::index(&self.rubric, &mut scanner, documents, self.today);
        let Some((window, parts)) = windows::whole(&site, documents.len() - 1) else { return Observation::default() };
        let mut fired = BTreeMap::new();
        let barred = grade::barred(&site, &window, &self.rubric.page_types);
        let windows = [window];
        for indicator in self.rubric.indicators.iter().filter(|_| !barred) {
            if let Judge::Signals { signals, rules, caps } = &indicator.judge {
                let all = signals::fire(&self.rubric, signals, &site);
                let found = grade::fires(&site, (signals, rules, caps), &all, &windows);
                fired
                    .insert(indicator.id.clone(), found.into_iter().flat_map(|f| f.names).map(str::to_owned).collect());
            }
        }
        let [window] = windows;
        let (whole, sentences) = grade::raw(&site, &window, &parts, &self.classes, &mut Tallies::default());
        let page = &site.pages[window.page];
        let texts = page.main[window.sentences].iter().map(|s| s.text(page.document).to_owned());
        Observation { whole, sentences: texts.zip(sentences).collect(), fired }
    }

    /// Whether `signal` fires anywhere in `document`; for trying a rubric's examples.
    pub fn fires(&self, signal: &crate::rubric::Signal, document: &crate::model::Document) -> bool {
        let mut scanner = Scanner::new(&self.matcher);
        let site = site::index(&self.rubric, &mut scanner, std::slice::from_ref(document), self.today);
        !signals::fire(&self.rubric, std::slice::from_ref(signal), &site).is_empty()
    }

    /// What was found, and how many pages are in which language that is not judged.
    fn findings(&self, school: &School, visit: &Visit) -> (Vec<Finding>, BTreeMap<String, usize>) {
        let mut scanner = Scanner::new(&self.matcher);
        let site = site::index(&self.rubric, &mut scanner, &visit.documents, self.today);
        let graded = self.graded(&site);
        let one = |indicator: &Indicator| {
            if !indicator.applies.is_empty() && !indicator.applies.contains(&school.kind) {
                let why = Text::new("Geldt niet voor dit soort school.", "Does not hold for this kind of school.");
                return Finding {
                    indicator: indicator.id.clone(),
                    outcome: Outcome::NotApplicable,
                    why,
                    evidence: Vec::new(),
                };
            }
            evidence::tell_documents(self.finding(indicator, &site, graded.as_ref()))
        };
        let foreign = graded.as_ref().map(|graded| windows::foreign(&site, &graded.windows)).unwrap_or_default();
        (self.rubric.indicators.iter().map(one).collect(), foreign)
    }

    fn graded(&self, site: &site::Site) -> Option<judge::Graded<'_>> {
        let model = self.rubric.model.as_ref()?;
        let windows = windows::windows(site);
        // What is not read is not weighed either: on a large site in another language that would be most of the work.
        let mut tallies = Tallies::default();
        let passage = |w: &Window| match w.readable {
            true => grade::passage(model, site, w, &self.classes, &mut tallies),
            false => crate::learn::Passage::default(),
        };
        let passages = windows.iter().map(passage).collect();
        Some(judge::Graded { model, windows, passages })
    }

    fn finding(&self, indicator: &Indicator, site: &site::Site, graded: Option<&judge::Graded>) -> Finding {
        match &indicator.judge {
            Judge::Signals { signals, rules, caps } => {
                judge::by_signals(&self.rubric, indicator, (signals, rules, caps), site, graded)
            }
            Judge::Measure { name: Measure::Readability, numbers, terms } => {
                readability::readability(indicator, numbers, terms, site)
            }
            Judge::Measure { name: Measure::Currency, numbers, terms } => {
                currency::currency(indicator, numbers, terms, site, self.today)
            }
            Judge::Measure { name: Measure::OrganisationNamed, terms, .. } => {
                let organisation = self.organisation.as_ref().map(|o| (o, &self.matcher.homes));
                identity::named(&self.rubric, indicator, terms, site, organisation)
            }
            Judge::Measure { name: Measure::Connected, terms, .. } => identity::presented(indicator, terms, site),
            Judge::Measure { name: Measure::SharedLook, .. } => not_checked(indicator, identity::needs_all()),
        }
    }

    /// What the organisation's own site says about parents.
    fn own_vision(&self, visit: &Visit) -> Vec<Finding> {
        let mut scanner = Scanner::new(&self.matcher);
        let site = site::index(&self.rubric, &mut scanner, &visit.documents, self.today);
        let own = |i: &&Indicator| i.id == vision::VISION;
        self.rubric.indicators.iter().filter(own).map(|i| self.finding(i, &site, None)).collect()
    }
}

fn not_checked(indicator: &Indicator, why: Text) -> Finding {
    Finding { indicator: indicator.id.clone(), outcome: Outcome::NotChecked, why, evidence: Vec::new() }
}

fn unread() -> Text {
    Text::new("De site kon niet worden gelezen.", "The site could not be read.")
}
