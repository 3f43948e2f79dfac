//! Short visits: a few pages of many sites, to learn what they are.

use super::audit::failed;
use super::ending::Ending;
use super::interrupt;
use super::progress::{Mode, Progress};
use super::survey::{SITES_AT_ONCE, reader};
use super::{log, promise};
use crate::crawl::{Crawler, Event, Hosts, Promise};
use crate::extract;
use crate::model::{CrawlSettings, Document, Failure, Fetched, Lang, Link, Region, Text, Visit};
use crate::report::words;
use crate::{score, scout};
use futures_util::StreamExt;
use std::sync::Arc;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use url::Url;

/// Most pages of an organisation's site: its schools stand near the top.
const ORGANISATION_PAGES: usize = 40;

/// What leads to the list of schools.
const TO_SCHOOLS: &[(&str, i32)] = &[
    ("onze scholen", 60),
    ("scholen", 50),
    ("locaties", 40),
    ("vestigingen", 40),
    ("school", 30),
    ("kindcentra", 40),
    ("kaart", 20),
    ("over ons", 10),
    ("nieuws", -30),
    ("vacature", -40),
    ("werken", -30),
    ("privacy", -30),
    ("cookie", -40),
];

/// Makes short visits for one command.
pub(super) struct Scouting<'a> {
    runtime: &'a Runtime,
    settings: CrawlSettings,
    mode: Mode,
    lang: Lang,
    stop: watch::Receiver<bool>,
}

impl<'a> Scouting<'a> {
    /// Short visits with these manners.
    pub(super) fn new(runtime: &'a Runtime, settings: CrawlSettings, quiet: bool, lang: Lang) -> Self {
        let mode = Mode::choose(quiet, log::start());
        let (stop, stopped) = watch::channel(false);
        runtime.block_on(async { interrupt::listen(stop, move |text| super::say::line(text, lang)) });
        Self { runtime, settings, mode, lang, stop: stopped }
    }

    /// The home page of each site, in their order.
    ///
    /// # Errors
    /// When the machine gives no HTTP client.
    pub(super) fn homes(&self, sites: &[(String, Url)]) -> Result<Vec<Visit>, Ending> {
        self.visits(sites, 1, Arc::new(|_, _| 0))
    }

    /// The upper pages of an organisation's site.
    ///
    /// # Errors
    /// When the machine gives no HTTP client.
    pub(super) fn organisation(&self, name: &str, url: &Url) -> Result<Visit, Ending> {
        let words: Vec<(String, i32)> = TO_SCHOOLS.iter().map(|(word, weight)| ((*word).to_owned(), *weight)).collect();
        let sites = [(name.to_owned(), url.clone())];
        let visits = self.visits(&sites, ORGANISATION_PAGES, Arc::new(promise::by(&words)))?;
        Ok(visits.into_iter().next().unwrap_or_default())
    }

    fn visits(&self, sites: &[(String, Url)], pages: usize, promise: Promise) -> Result<Vec<Visit>, Ending> {
        let settings = CrawlSettings { max_pages: pages, ..self.settings.clone() };
        let hosts = Hosts::of(sites.iter().map(|(_, url)| url));
        let no_style = Arc::new(|_: &[u8], _: &mut _| ());
        let crawler = Crawler::new(&settings, hosts, mapping(), promise, no_style, self.stop.clone());
        let crawler = crawler.map_err(|error| failed(self.lang)(no_client(&error.to_string())))?;
        let names = sites.iter().map(|(name, _)| name.clone()).collect();
        let progress = Progress::new(names, self.mode, self.lang);
        let visits = self.runtime.block_on(side_by_side(&crawler, sites, &progress));
        progress.close();
        Ok(visits)
    }
}

async fn side_by_side(crawler: &Crawler, sites: &[(String, Url)], progress: &Progress) -> Vec<Visit> {
    let visits = sites.iter().enumerate().map(async |(at, (_, url))| {
        let report = |event| match event {
            Event::Started => progress.started(at),
            Event::Read { read, .. } => progress.read(at, read, 0),
            Event::Done => {}
        };
        let visit = crawler.visit(url, &report).await;
        let (status, obstacle) = score::coverage(&visit);
        progress.done(at, status, obstacle.as_ref().map(words::obstacle).as_ref());
        visit
    });
    futures_util::stream::iter(visits).buffered(SITES_AT_ONCE).collect().await
}

/// Reads pages as an audit does, and adds what stands on their maps as links.
fn mapping() -> Arc<dyn Fn(Fetched) -> Result<Document, Failure> + Send + Sync> {
    let plain = reader();
    Arc::new(move |fetched| {
        let mapped = extract::source(&fetched).map(|source| scout::mapped(&source)).unwrap_or_default();
        let mut document = plain(fetched)?;
        document.links.extend(mapped.into_iter().map(|(text, url)| Link {
            url,
            text,
            region: Region::Main,
            nofollow: false,
            block: None,
        }));
        Ok(document)
    })
}

fn no_client(error: &str) -> Text {
    Text::new(
        format!("Het programma kan op deze computer geen websites opvragen ({error})."),
        format!("The program cannot fetch websites on this computer ({error})."),
    )
}
