//! What was found for one indicator at one school.

use super::text::Text;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

/// The judgement on one indicator. "Not found" (level 0), "not checked", "not applicable" and "a person should look"
/// are different outcomes everywhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Indicator id, as `survey-results`.
    pub indicator: String,
    /// The judgement.
    pub outcome: Outcome,
    /// One sentence: why this outcome.
    pub why: Text,
    /// Best first, no duplicates, at most five. Empty for level 0 and when nothing was judged.
    pub evidence: Vec<Evidence>,
}

/// Kinds of judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Level 0-3.
    Scored(u8),
    /// Level 0-3 is proposed; signals conflict, a person should look.
    NeedsReview(u8),
    /// Could not be read; says nothing about the school.
    NotChecked,
    /// Does not hold for this kind of school.
    NotApplicable,
}

impl Outcome {
    /// The level, given or proposed.
    pub fn level(self) -> Option<u8> {
        match self {
            Self::Scored(level) | Self::NeedsReview(level) => Some(level),
            Self::NotChecked | Self::NotApplicable => None,
        }
    }
}

/// What carries the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Text of a web page.
    Page,
    /// Text of a document (PDF and the like).
    Document,
    /// A link; the quote is its text.
    Link,
    /// An image; the quote is its alternative text or address.
    Image,
    /// A date.
    Date,
}

/// A literal passage with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Literal text, white space folded.
    pub quote: String,
    /// Page it stands on.
    pub url: Url,
    /// Title of that page.
    pub title: String,
    /// Heading it stands under, when there is one.
    pub heading: Option<String>,
    /// Clicks from the home page; `None` when only the sitemap names the page.
    pub clicks: Option<u32>,
    /// Page number in a document.
    pub page: Option<u32>,
    /// What carries it.
    pub source: Source,
    /// Level that this passage gives.
    pub level: u8,
    /// Id of the rubric's signal that fired.
    pub signal: String,
    /// Date of the statement, where one was read.
    pub date: Option<Date>,
}
