//! What a person found on one indicator of one school, beside what the program found.

use super::finding::Outcome;
use super::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Longest note and longest name of a person that are kept, in characters.
pub const LONGEST_NOTE: usize = 2_000;

/// The word of a person. It is about a school and an indicator, not about one run: it also holds for later ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// School id.
    pub school: String,
    /// Indicator id.
    pub indicator: String,
    /// What the person decided, never [`Outcome::NeedsReview`]; `None`: there is a note only.
    pub outcome: Option<Outcome>,
    /// What the person adds; may be empty.
    pub note: String,
    /// Who; may be empty.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// What the person saw.
    pub seen: Seen,
}

/// What the program showed to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The program's own outcome.
    pub outcome: Outcome,
    /// Fingerprint of the quotes with their addresses, hexadecimal.
    pub evidence: String,
}

/// A verdict on a finding, with what the program finds without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The person's word.
    pub verdict: Verdict,
    /// The program's outcome.
    pub program: Outcome,
    /// Why the program gives it.
    pub why: Text,
    /// What is other than when the person looked.
    pub changed: Option<Changed>,
}

/// What is other than when a person looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Changed {
    /// The program gives another outcome.
    Outcome,
    /// The outcome is the same, what the site says is not.
    Evidence,
}
