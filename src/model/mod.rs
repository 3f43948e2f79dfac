//! The nouns that travel from stage to stage. This module imports no other.

mod document;
mod exchange;
mod family;
mod finding;
mod page;
mod picture;
mod plan;
mod scorecard;
mod text;
mod verdict;

pub use document::{
    Background, Block, BlockKind, DateSource, Document, DocumentKind, FoundDate, Image, Link, Look, Region,
    is_logo_word,
};
pub use exchange::{Exchange, Miss, Reply};
pub use family::{CoreValue, Family, FamilyLink, FamilySite, Likeness, Listed, LogoPlace, Quote, Route, Topic, Way};
pub use finding::{Evidence, Finding, Outcome, Source};
pub use page::{Embed, Failure, FailureKind, Fetched, LinkCheck};
pub use picture::{Picture, Print};
pub use plan::{CrawlSettings, Habits, Organisation, Plan, School, SchoolType};
pub use scorecard::{Comparison, CrawlStats, Obstacle, OrganisationCard, RunInfo, Scorecard, Status, Stopped, Visit};
pub use text::{Lang, Text};
pub use verdict::{Changed, LONGEST_NOTE, Review, Seen, Verdict};
