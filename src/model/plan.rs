//! What to audit: the valid form of `schools.toml`.

use serde::{Deserialize, Serialize};
use std::time::Duration;
use url::Url;

/// Everything one run needs to know about whom to visit and how. Valid by construction, see `config`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The foundation the schools belong to; without it the identity indicators are "not checked".
    pub organisation: Option<Organisation>,
    /// At least one school; ids and addresses are unique.
    pub schools: Vec<School>,
    /// Politeness and budgets.
    pub crawl: CrawlSettings,
}

/// The foundation (bestuur) that the schools belong to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// Name as a reader would write it.
    pub name: String,
    /// Its own website, when it has one.
    pub url: Option<Url>,
    /// Other spellings that count as naming it.
    pub aliases: Vec<String>,
}

/// One school whose site is audited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct School {
    /// Short name for file names and links: lower-case letters, digits and hyphens.
    pub id: String,
    /// Name as a reader would write it.
    pub name: String,
    /// Address of the home page, http or https.
    pub url: Url,
    /// Village or town.
    pub place: Option<String>,
    /// BRIN number, the ministry's id of a school (four or six characters).
    pub brin: Option<String>,
    /// What kind of school it is: some indicators hold for primary schools only.
    pub kind: SchoolType,
}

/// Kind of school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum SchoolType {
    /// Primary school (po).
    #[default]
    Primary,
    /// Secondary school (vo).
    Secondary,
    /// Special primary school (sbo).
    SpecialPrimary,
}

/// `[crawl]` of `schools.toml`, with defaults filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CrawlSettings {
    /// Most pages and documents read of one site.
    pub max_pages: usize,
    /// Least time between the starts of two requests to one host.
    pub delay: Duration,
    /// Most requests under way at one host.
    pub concurrency_per_host: usize,
    /// Address put into the User-Agent so that a webmaster can reach the user.
    pub contact: Option<String>,
    /// Whether the hosts listed in the file may be loopback or private addresses.
    pub allow_private_hosts: bool,
    /// Whether a site is read to its end or the budget, however little is to be expected of the rest. Left out where it is
    /// not so: plans of runs made before this choice existed stay the same plans.
    #[serde(default, skip_serializing_if = "is_false")]
    pub thorough: bool,
}

fn is_false(choice: &bool) -> bool {
    !choice
}

/// How a site is read: what a link is worth by its place, and when enough was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    /// What an ordinary page is worth.
    pub page: i32,
    /// What one click from the home page adds; such pages are read before a site is settled.
    pub near: i32,
    /// What one of the newest items of a list (news, albums) is worth.
    pub item: i32,
    /// What a next page of a list is worth; it fades as such pages bring nothing.
    pub turn: i32,
    /// What a document adds.
    pub document: i32,
    /// How many items of a list count as the newest.
    pub newest: u32,
    /// From so many pages on that are not one click from the home page, a folder is a list.
    pub list: u32,
    /// What is worth less is not expected to change a level.
    pub least: i32,
    /// Pages of little worth read in a row without a change before a site is settled.
    pub patience: u32,
}

impl Default for Habits {
    fn default() -> Self {
        Self { page: 5, near: 3, item: 4, turn: 3, document: 1, newest: 10, list: 20, least: 1, patience: 8 }
    }
}

impl Default for CrawlSettings {
    fn default() -> Self {
        Self {
            max_pages: 200,
            delay: Duration::from_millis(1000),
            concurrency_per_host: 1,
            contact: None,
            allow_private_hosts: false,
            thorough: false,
        }
    }
}
