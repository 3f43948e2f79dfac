//! The result per school and the comparison of all.

use super::document::Document;
use super::family::Family;
use super::finding::Finding;
use super::page::Failure;
use super::picture::Picture;
use super::plan::{Organisation, School};
use super::verdict::Review;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use url::Url;

/// What the crawl of one site brought back.
#[derive(Debug, Clone, Default)]
pub struct Visit {
    /// Pages and documents read, in the order of the frontier (deterministic). The home page first when it was read.
    pub documents: Vec<Document>,
    /// Addresses without a document.
    pub failures: Vec<Failure>,
    /// Logos and other pictures of the site's frame that were looked at.
    pub pictures: Vec<Picture>,
    /// Numbers for the report.
    pub stats: CrawlStats,
    /// What kept the crawl from reading all or anything.
    pub obstacle: Option<Obstacle>,
    /// Addresses of pages and documents in the order in which they were asked for, the home page left out: the way to
    /// go when the run is judged again.
    pub route: Vec<Url>,
}

/// Why no more of a site was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stopped {
    /// All was read that is known and worth a request.
    Done,
    /// Every indicator has its highest level, or nothing that is left is likely to change one.
    Settled,
    /// The page budget was spent.
    #[default]
    Budget,
    /// Something stood in the way.
    CutOff,
}

/// How much of a site was asked for and read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CrawlStats {
    /// Web pages read.
    pub pages: usize,
    /// Documents (PDF and the like) read.
    pub documents: usize,
    /// HTTP requests made, robots.txt, sitemaps and redirects included.
    pub requests: usize,
    /// Bytes received, after content decoding.
    pub bytes: u64,
    /// Seconds from first to last request.
    pub seconds: f64,
    /// Addresses that robots.txt asks not to fetch.
    pub refused_by_robots: usize,
    /// Addresses that failed.
    pub failed: usize,
    /// Known addresses left unread; why is told by `stopped`.
    #[serde(default)]
    pub left: usize,
    /// Why no more was read.
    #[serde(default)]
    pub stopped: Stopped,
    /// Addresses and pages skipped as another form of one already read.
    #[serde(default)]
    pub duplicates: usize,
    /// Requests that the server answered with "not changed" since an earlier run, so that its answer was used again.
    #[serde(default)]
    pub unchanged: usize,
    /// Pages and documents of which the site reserves the rights for text and data mining (`tdm-reservation`).
    #[serde(default)]
    pub reserved: usize,
    /// Pages and documents in another language than Dutch or Frisian: read, not judged.
    #[serde(default)]
    pub foreign: usize,
    /// Of those, how many in which language: ISO 639-1, `cyrl` for any language in Cyrillic letters, `und` when unsure.
    #[serde(default)]
    pub languages: BTreeMap<String, usize>,
}

/// Why a site could not be read, or only partly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Obstacle {
    /// robots.txt closes the whole site.
    RobotsClosed,
    /// robots.txt could not be fetched (5xx, 429, network), so the site counts as closed (RFC 9309).
    RobotsUnavailable(String),
    /// The host name does not resolve.
    UnknownHost,
    /// No connection or no answer.
    Unreachable(String),
    /// The certificate was refused.
    Certificate,
    /// No secure connection came about, for another reason than the certificate (plain HTTP behind an https address).
    Insecure,
    /// The server answers this status to everything that was asked.
    ServerError(u16),
    /// The server refuses visitors of our kind (401, 403, 429, challenge).
    Refused(u16),
    /// The start page redirects without end, or to nowhere.
    Redirects,
    /// The start page moved to another site.
    Moved(Url),
    /// The address is private or loopback and `allow_private_hosts` is off.
    PrivateAddress,
    /// The start page redirects to a private address, or to something that is no web address.
    Astray,
    /// Only a login page was found.
    Login,
    /// Only a cookie or consent wall was found.
    ConsentWall,
    /// Pages are built by scripts, which were not run.
    Scripts {
        /// How many could not be read.
        unread: usize,
        /// How many pages the site has, as far as known.
        pages: usize,
    },
    /// The program itself failed on pages.
    Faulty {
        /// How many were not judged for it.
        unread: usize,
        /// How many were read.
        pages: usize,
    },
    /// No text was found.
    Empty,
    /// A parked domain.
    Parked,
    /// The crawl was interrupted or ran out of time.
    Interrupted,
    /// The server asks for so long a delay that only part could be read.
    SlowedDown,
}

/// Whether a school was audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Read as far as the budget allowed.
    Audited,
    /// Something kept the crawl from reading all.
    Partly,
    /// Nothing could be read.
    NotChecked,
}

/// Levels and scores of one school.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scorecard {
    /// The school.
    pub school: School,
    /// Whether it was audited.
    pub status: Status,
    /// Why not, or why only partly.
    pub obstacle: Option<Obstacle>,
    /// How much was read.
    pub crawl: CrawlStats,
    /// One finding per indicator, in the rubric's order.
    pub findings: Vec<Finding>,
    /// What a person said of findings; in them the person's word holds.
    #[serde(default)]
    pub reviews: Vec<Review>,
    /// 0-100, or `None` when nothing was scored. Mean of the dimensions that have a score.
    pub score: Option<f64>,
    /// 0-100 per dimension id; `None` when nothing in it was scored.
    pub dimensions: BTreeMap<String, Option<f64>>,
    /// Share of the rubric's weight that was scored, 0-1.
    pub scored_share: f64,
    /// Pages and documents read, in reading order: address, title.
    pub read: Vec<(Url, String)>,
    /// Of those, what was read in part: it is larger than is read, or did not arrive whole.
    #[serde(default)]
    pub cut: Vec<Url>,
    /// Addresses that could not be read.
    pub failures: Vec<Failure>,
    /// Words the site uses in sentences that name parents, with the number of sentences; most frequent first.
    pub parent_words: Vec<(String, usize)>,
}

/// What was found on the organisation's own site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrganisationCard {
    /// The organisation.
    pub organisation: Organisation,
    /// Whether its site was read.
    pub status: Status,
    /// Why not, or why only partly.
    pub obstacle: Option<Obstacle>,
    /// Findings on its own site (those identity indicators that hold for it).
    pub findings: Vec<Finding>,
    /// What its schools' sites have in common; filled in when all were read.
    pub family: Option<Family>,
}

/// Which run this is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunInfo {
    /// Id of the run, unique per output folder.
    pub id: String,
    /// The audit day; every rule on freshness uses it.
    pub audited_on: Date,
    /// Program name and version.
    pub program: String,
}

/// All schools side by side: what every report format is made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The run.
    pub run: RunInfo,
    /// The organisation, when the plan names one.
    pub organisation: Option<OrganisationCard>,
    /// In the order of `schools.toml`.
    pub schools: Vec<Scorecard>,
}
