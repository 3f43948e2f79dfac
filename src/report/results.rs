//! `results.json`: the form that scripts and measurements rely on. Fields are added, never renamed or dropped.

use crate::model::{Changed, CrawlStats, Family, Source, Status};
use jiff::civil::Date;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use url::Url;

/// The results of one run, in one language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Results {
    /// Version of this form: 1.
    pub format: u32,
    /// Language of the texts: `nl` or `en`.
    pub language: String,
    /// Which run this is.
    pub run: Run,
    /// The foundation, when `schools.toml` names one.
    pub organisation: Option<OrganisationResult>,
    /// In the order of `schools.toml`.
    pub schools: Vec<SchoolResult>,
}

/// Which run this is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// Id, unique per output folder.
    pub id: String,
    /// The audit day; every rule on freshness uses it.
    #[schemars(with = "String", extend("format" = "date"))]
    pub audited_on: Date,
    /// The yardstick.
    pub rubric: RubricRef,
    /// Program name and version.
    pub program: String,
}

/// Which rubric gave the levels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RubricRef {
    /// Id, as `ouderbetrokkenheid`.
    pub id: String,
    /// Version of its content.
    pub version: String,
    /// SHA-256 over its files, hexadecimal.
    pub sha256: String,
}

/// What was found on the organisation's own site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrganisationResult {
    /// Name.
    pub name: String,
    /// Its website, when it has one.
    #[schemars(with = "Option<String>", extend("format" = "uri"))]
    pub url: Option<Url>,
    /// Whether its site was read.
    pub status: Status,
    /// Why not, or why only partly.
    pub reason: Option<String>,
    /// Those indicators that hold for the organisation.
    pub indicators: Vec<IndicatorResult>,
    /// What the sites of its schools have in common.
    #[serde(default, serialize_with = "without_pictures")]
    pub family: Option<Family>,
}

/// Pictures are for the report alone; they would be most of the file.
fn without_pictures<S: Serializer>(family: &Option<Family>, to: S) -> Result<S::Ok, S::Error> {
    let mut lean = family.clone();
    lean.iter_mut().flat_map(|family| &mut family.sites).for_each(|site| site.pictures.clear());
    lean.serialize(to)
}

/// Levels, scores and reading of one school.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SchoolResult {
    /// Short name: lower-case letters, digits and hyphens.
    pub id: String,
    /// Name.
    pub name: String,
    /// Home page.
    #[schemars(with = "String", extend("format" = "uri"))]
    pub url: Url,
    /// Village or town.
    pub place: Option<String>,
    /// Whether it was audited.
    pub status: Status,
    /// Why not, or why only partly.
    pub reason: Option<String>,
    /// How much was read.
    pub crawl: CrawlStats,
    /// 0-100, one decimal; null when nothing was scored.
    #[schemars(range(min = 0, max = 100))]
    pub score: Option<f64>,
    /// 0-100 per dimension id, one decimal; null when nothing in it was scored.
    pub dimensions: BTreeMap<String, Option<f64>>,
    /// Share of the rubric's weight that was scored, 0-1, two decimals.
    #[schemars(range(min = 0, max = 1))]
    pub scored_share: f64,
    /// One per indicator of the rubric, in its order.
    pub indicators: Vec<IndicatorResult>,
    /// Pages and documents read, in reading order.
    pub read: Vec<PageRead>,
    /// Addresses that could not be read.
    pub not_read: Vec<NotRead>,
    /// Words in sentences that name parents, most frequent first.
    #[serde(default)]
    pub parent_words: Vec<WordCount>,
}

/// A word with the number of sentences it stands in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WordCount {
    /// The word.
    pub word: String,
    /// Sentences.
    pub count: usize,
}

/// The judgement on one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorResult {
    /// Indicator id, as `survey-results`.
    pub id: String,
    /// Dimension id, as `communication`.
    pub dimension: String,
    /// Kind of judgement.
    pub status: IndicatorStatus,
    /// 0-3 when scored; the proposed level when a person should look; else null.
    #[schemars(range(min = 0, max = 3))]
    pub level: Option<u8>,
    /// Highest level.
    pub max: u8,
    /// What the level rests on; null when there is no level.
    #[serde(default)]
    pub footing: Option<Footing>,
    /// One sentence: why this outcome.
    pub why: String,
    /// Best first, at most five.
    pub evidence: Vec<EvidenceResult>,
    /// What a person said of it; null when nobody looked. The fields above then hold the person's outcome.
    #[serde(default)]
    pub review: Option<ReviewResult>,
}

/// What a person said, and what the program found without it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewResult {
    /// Whether the person gave an outcome; else there is only a note.
    pub decided: bool,
    /// What the person adds; empty when nothing.
    pub note: String,
    /// Who; empty when not told.
    pub by: String,
    /// On which day.
    #[schemars(with = "String", extend("format" = "date"))]
    pub on: Date,
    /// Kind of judgement by the program.
    pub program_status: IndicatorStatus,
    /// Level by the program, or the one it proposes.
    #[schemars(range(min = 0, max = 3))]
    pub program_level: Option<u8>,
    /// Why the program gives it.
    pub program_why: String,
    /// What is other than when the person looked.
    pub changed: Option<Changed>,
}

/// Kind of judgement. Level 0 is `scored`: read, and it is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorStatus {
    /// A level was given.
    Scored,
    /// Could not be read; says nothing about the school.
    NotChecked,
    /// Does not hold for this kind of school.
    NotApplicable,
    /// A level is proposed, a person should look.
    NeedsReview,
}

/// What a level rests on: how sure a reader may be of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Footing {
    /// A count or measure, not a reading of words.
    Measured,
    /// Passages on more than one page give this level.
    SeveralPages,
    /// One page gives this level.
    OnePage,
    /// Only the choice of words speaks for it; no fixed rule fired.
    WordsOnly,
    /// All of the site where it could stand was read, and it is not there.
    NothingFound,
    /// Not found, while a large part of the site was not read.
    PartUnread,
    /// Signals contradict each other.
    Doubt,
    /// A person looked.
    Person,
}

impl Footing {
    /// Whether a reader should look at the quote or the site before using the level.
    pub fn is_thin(self) -> bool {
        matches!(self, Self::WordsOnly | Self::PartUnread | Self::Doubt)
    }
}

/// A literal passage with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceResult {
    /// Literal text, white space folded. Starts or ends with `…` where personal data was left out.
    pub quote: String,
    /// Whether personal data was left out of the quote.
    pub masked: bool,
    /// Page it stands on.
    #[schemars(with = "String", extend("format" = "uri"))]
    pub url: Url,
    /// Title of that page.
    pub title: String,
    /// Heading it stands under.
    pub heading: Option<String>,
    /// Clicks from the home page; null when only the sitemap names the page.
    pub clicks: Option<u32>,
    /// Page number in a document.
    pub page: Option<u32>,
    /// What carries it.
    pub source: Source,
    /// Level that this passage gives.
    #[schemars(range(min = 0, max = 3))]
    pub level: u8,
    /// Rubric signal that fired.
    pub signal: String,
    /// Date of the statement, where one was read.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub date: Option<Date>,
}

/// A page or document that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PageRead {
    /// Address.
    #[schemars(with = "String", extend("format" = "uri"))]
    pub url: Url,
    /// Title; empty when it has none.
    pub title: String,
    /// Only a part was read: it is larger than is read, or did not arrive whole.
    #[serde(default)]
    pub partly: bool,
}

/// An address that could not be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NotRead {
    /// Address.
    #[schemars(with = "String", extend("format" = "uri"))]
    pub url: Url,
    /// Why not.
    pub reason: String,
}

/// `results.json`: pretty, in a fixed order, with a newline at the end.
pub fn json(results: &Results) -> String {
    pretty(results)
}

/// The JSON Schema of `results.json`, made from the types.
pub fn schema() -> String {
    // The form that is written: fields that may be null are always there.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    pretty(&settings.into_generator().into_root_schema_for::<Results>())
}

fn pretty<T: Serialize>(value: &T) -> String {
    // Serialising to memory fails only for maps with non-text keys, which these types do not hold.
    let text = serde_json::to_string_pretty(value).expect("results are plain data");
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::report::{fixture, results};

    #[test]
    fn the_checked_in_schema_is_the_one_of_the_types() {
        assert_eq!(
            schema(),
            include_str!("../../docs/results.schema.json"),
            "write `audit schema` to docs/results.schema.json"
        );
    }

    #[test]
    fn json_reads_back_as_the_same_results() {
        let (comparison, rubric) = fixture::comparison();
        let results = results(&comparison, &rubric, Lang::Nl);
        assert_eq!(serde_json::from_str::<Results>(&json(&results)).ok(), Some(results));
    }

    #[test]
    fn json_snapshot() {
        let (comparison, rubric) = fixture::comparison();
        insta::assert_snapshot!(json(&results(&comparison, &rubric, Lang::Nl)));
    }
}
