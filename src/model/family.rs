//! What the sites of one organisation have in common: facts for people to look at, beside the levels.

use super::page::FailureKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

/// All sites of an organisation side by side.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Family {
    /// The schools in the order of the file, then the organisation's own site when it has one.
    pub sites: Vec<FamilySite>,
    /// Every two sites that were read, the lower place first.
    pub likenesses: Vec<Likeness>,
    /// The organisation's core values, with where they come back.
    pub values: Vec<CoreValue>,
    /// Links between the sites that are dead or lead elsewhere.
    pub links: Vec<FamilyLink>,
    /// Schools that the organisation seems to list and the file does not have.
    pub not_in_file: Vec<Listed>,
    /// Places of schools in the file that the organisation's site does not link to, when that was read.
    pub not_listed: Vec<usize>,
    /// How parents do everyday things at each school.
    pub routes: Vec<Route>,
}

/// One site.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FamilySite {
    /// Name.
    pub name: String,
    /// Home page.
    #[schemars(with = "Option<String>", extend("format" = "uri"))]
    pub url: Option<Url>,
    /// Whether it was read.
    pub read: bool,
    /// Whether this is the organisation's own site.
    pub organisation: bool,
    /// Where the organisation's logo is.
    pub logo: LogoPlace,
    /// Small copies of the pictures that stand for the site, the organisation's logo as this site shows it first, as
    /// `data:` addresses; at most two. Left out of `results.json`.
    #[serde(default)]
    pub pictures: Vec<String>,
    /// Main colours as `#rrggbb`, at most six.
    pub colours: Vec<String>,
    /// Fonts, at most four.
    pub fonts: Vec<String>,
    /// What the site is made with, as far as it tells.
    pub platform: Option<String>,
    /// Labels of the menu, at most twelve.
    pub menu: Vec<String>,
}

/// Where a site shows the organisation's logo.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LogoPlace {
    /// Nowhere that was read.
    #[default]
    None,
    /// On some page.
    Somewhere,
    /// On the home page.
    Home,
    /// On every page.
    EveryPage,
}

/// How much two sites are alike, each part 0-1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Likeness {
    /// Place of the one site.
    pub one: usize,
    /// Place of the other.
    pub other: usize,
    /// Shared colours.
    pub colours: f64,
    /// Shared fonts.
    pub fonts: f64,
    /// The same platform: generator, hosts, class names.
    pub platform: f64,
    /// Shared labels of the menu.
    pub menu: f64,
    /// Shared words in the foot of the page.
    pub footer: f64,
    /// Weighed together; from 0.5 on the two share a style.
    pub whole: f64,
}

/// A passage with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// Literal text, white space folded.
    pub text: String,
    /// Page it stands on.
    #[schemars(with = "String", extend("format" = "uri"))]
    pub url: Url,
    /// Title of that page.
    pub title: String,
}

/// A core value of the organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoreValue {
    /// The word, as the organisation writes it.
    pub word: String,
    /// Where the organisation names it.
    pub named: Quote,
    /// Where it comes back: place of the school, passage.
    pub back: Vec<(usize, Quote)>,
}

/// A link from one site to another that does not arrive where it should.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FamilyLink {
    /// Place of the site that links.
    pub from: usize,
    /// Place of the site that is linked to.
    pub to: usize,
    /// The link: its text and the page it stands on.
    pub quote: Quote,
    /// Address it leads to.
    #[schemars(with = "String", extend("format" = "uri"))]
    pub target: Url,
    /// Where it ends up, when it leads on to another address.
    #[schemars(with = "Option<String>", extend("format" = "uri"))]
    pub moved: Option<Url>,
    /// Why it does not work, when it does not.
    pub dead: Option<FailureKind>,
}

/// A school that the organisation's site lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Listed {
    /// Text of the link.
    pub name: String,
    /// Its address.
    #[schemars(with = "String", extend("format" = "uri"))]
    pub url: Url,
    /// Page that lists it.
    #[schemars(with = "String", extend("format" = "uri"))]
    pub page: Url,
}

/// Everyday things that parents do the same way at each school, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// The app or portal between school and parents.
    App,
    /// Reporting that a child is ill.
    Absence,
    /// Asking for leave.
    Leave,
    /// A complaint.
    Complaints,
    /// Holidays and the calendar of the year.
    Calendar,
}

/// How it is done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Through an app or portal of this name.
    App(String),
    /// By telephone.
    Phone,
    /// By e-mail.
    Mail,
    /// With a form.
    Form,
    /// With the teacher.
    Teacher,
    /// With the head.
    Head,
    /// With the contact person or confidant.
    Confidant,
    /// With the organisation.
    Board,
    /// With the national committee.
    Committee,
    /// A holiday with its first day, as `herfstvakantie 17-10-2026`.
    Holiday(String),
    /// A calendar, to look at or to download.
    Calendar,
}

/// How one school does one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Route {
    /// Place of the school.
    pub site: usize,
    /// What is done.
    pub topic: Topic,
    /// How, without repeats.
    pub ways: Vec<Way>,
    /// Where that stands.
    pub quote: Quote,
}
