//! From a [`Comparison`] to everything a user reads. Pure: no I/O, no clock.
//!
//! ```text
//! Comparison ─ build ─▶ Results ─┬─ json, csv, xlsx, markdown, terminal
//!   (masked, in one language)    ├─ docx (one school)
//!                                └─ tally ─▶ overview, advice, questions, cloud, steps ─▶ html
//! ```
//!
//! The pages' frame, style and script lie in `templates/`; every fixed text lies in [`words`].
//!
//! Scores come from the scorecards as they are; the formats only round, name and order them. Quotes are masked once,
//! in [`results()`], so no format can show personal data that another hides.

mod advice;
mod build;
mod children;
mod cloud;
mod csv;
mod docx;
mod example;
mod footing;
mod html;
mod link;
mod markdown;
mod marks;
pub mod mask;
mod number;
mod overview;
pub mod pick;
mod questions;
mod results;
mod since;
mod steps;
mod strip;
mod tally;
mod terminal;
mod todo;
mod unread;
pub mod words;
mod xlsx;

#[cfg(test)]
mod big;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod schema_check;

pub use build::results;
pub use csv::csv;
pub use docx::docx;
pub use html::{
    Desk, handout_html, html, organisation_html, review_ended_html, review_html, review_policy, review_saved,
    school_html,
};
pub use markdown::markdown;
pub use results::{
    EvidenceResult, Footing, IndicatorResult, IndicatorStatus, NotRead, OrganisationResult, PageRead, Results,
    ReviewResult, RubricRef, Run, SchoolResult, WordCount, json, schema,
};
pub use since::{Since, since};
pub use terminal::{paragraph, terminal};
pub use todo::{Beside, todo};
pub use xlsx::xlsx;

use crate::model::{Comparison, Lang};
use crate::rubric::Rubric;

/// Every file of a report: path relative to the output folder (with `/`), and its bytes.
pub fn files(comparison: &Comparison, rubric: &Rubric, lang: Lang) -> Vec<(String, Vec<u8>)> {
    let results = results(comparison, rubric, lang);
    let whole: [(&str, Vec<u8>); 6] = [
        ("results.json", json(&results).into_bytes()),
        ("results.csv", csv(&results, rubric, lang).into_bytes()),
        ("results.xlsx", xlsx(&results, rubric, lang)),
        ("results.md", markdown(&results, rubric, lang).into_bytes()),
        ("report.html", html(&results, rubric, lang).into_bytes()),
        ("handout.html", handout_html(&results, rubric, lang).into_bytes()),
    ];
    let of_school = |school: &SchoolResult| {
        let page = school_html(&results, school, rubric, lang).into_bytes();
        let word = docx(&results, school, rubric, lang);
        [(format!("schools/{}.html", school.id), page), (format!("schools/{}.docx", school.id), word)]
    };
    let whole = whole.into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
    let organisation = organisation_html(&results, rubric, lang);
    let organisation = organisation.map(|page| ("organisation.html".to_owned(), page.into_bytes()));
    whole.chain(organisation).chain(results.schools.iter().flat_map(of_school)).collect()
}
