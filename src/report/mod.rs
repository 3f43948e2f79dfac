//! From a [`Comparison`] to everything a user reads. Pure: no I/O, no clock.
//!
//! ```text
//! Comparison ─ build ─▶ Results ─┬─ json, csv, terminal
//!   (masked, in one language)    └─ overview, steps ─▶ html
//! ```
//!
//! The pages' frame, style and script lie in `templates/`; every fixed text lies in [`words`].
//!
//! Scores come from the scorecards as they are; the formats only round, name and order them. Quotes are masked once,
//! in [`results()`], so no format can show personal data that another hides.

mod build;
mod csv;
mod html;
mod link;
mod marks;
pub mod mask;
mod number;
mod overview;
mod results;
mod steps;
mod terminal;
pub mod words;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod schema_check;

pub use build::results;
pub use csv::csv;
pub use html::{html, organisation_html, school_html};
pub use results::{
    EvidenceResult, IndicatorResult, IndicatorStatus, NotRead, OrganisationResult, PageRead, Results, RubricRef, Run,
    SchoolResult, json, schema,
};
pub use terminal::terminal;

use crate::model::{Comparison, Lang};
use crate::rubric::Rubric;

/// Every file of a report: path relative to the output folder (with `/`), and its bytes.
pub fn files(comparison: &Comparison, rubric: &Rubric, lang: Lang) -> Vec<(String, Vec<u8>)> {
    let results = results(comparison, rubric, lang);
    let mut files = vec![
        ("results.json".to_owned(), json(&results).into_bytes()),
        ("results.csv".to_owned(), csv(&results, rubric, lang).into_bytes()),
        ("report.html".to_owned(), html(&results, rubric, lang).into_bytes()),
    ];
    let organisation = organisation_html(&results, rubric, lang);
    files.extend(organisation.map(|page| ("organisation.html".to_owned(), page.into_bytes())));
    files.extend(results.schools.iter().map(|school| {
        (format!("schools/{}.html", school.id), school_html(&results, school, rubric, lang).into_bytes())
    }));
    files
}
