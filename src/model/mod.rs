//! The nouns that travel from stage to stage. This module imports no other.

mod document;
mod exchange;
mod finding;
mod page;
mod plan;
mod scorecard;
mod text;

pub use document::{Block, BlockKind, DateSource, Document, DocumentKind, FoundDate, Image, Link, Look, Region};
pub use exchange::{Exchange, Miss, Reply};
pub use finding::{Evidence, Finding, Outcome, Source};
pub use page::{Embed, Failure, FailureKind, Fetched};
pub use plan::{CrawlSettings, Organisation, Plan, School, SchoolType};
pub use scorecard::{Comparison, CrawlStats, Obstacle, OrganisationCard, RunInfo, Scorecard, Status, Visit};
pub use text::{Lang, Text};
