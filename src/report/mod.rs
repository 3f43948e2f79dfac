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
mod since;
mod steps;
mod terminal;
mod todo;
pub mod words;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod schema_check;

pub use build::results;
pub use csv::csv;
pub use html::{html, school_html};
pub use results::{
    EvidenceResult, IndicatorResult, IndicatorStatus, NotRead, OrganisationResult, PageRead, Results, RubricRef, Run,
    SchoolResult, json, schema,
};
pub use since::{Since, since};
pub use terminal::{paragraph, terminal};
pub use todo::{Beside, todo};

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
    files.extend(results.schools.iter().map(|school| {
        (format!("schools/{}.html", school.id), school_html(&results, school, rubric, lang).into_bytes())
    }));
    files
}
