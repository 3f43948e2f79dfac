//! `audit` reads the websites of the schools of one foundation, scores each on parent engagement, quotes what it
//! found and writes a report that a parent council can use.
//!
//! Data flows one way:
//!
//! ```text
//! schools.toml ─ config ─▶ Plan ─ crawl ─▶ Fetched ─ extract ─▶ Document ─ score ─▶ Finding ─▶ Scorecard ─ report ─▶ files
//!                            rubric (TOML) ─────────────────────────┴──────────────────────────────┘
//! ```
//!
//! * [`model`] holds the nouns that travel along the line; it imports no other module.
//! * [`config`] turns `schools.toml` into a plan that is valid by construction, or tells every mistake at once.
//! * [`table`] reads spreadsheets; [`config`] takes them in the place of `schools.toml` and makes one of a register.
//! * [`scout`] finds on a site which school it is of, to which organisation it belongs, and which schools that lists.
//! * [`crawl`] fetches politely. It knows nothing of the rubric but a function that says how promising a link is.
//! * [`browser`] is the user's own browser: it shows pages that are built by scripts, and prints pages of the report.
//! * [`extract`] makes a [`model::Document`] of located blocks out of bytes. Pure.
//! * [`rubric`] is the yardstick as data. * [`score`] judges documents by it. Pure: no I/O, no clock, no async.
//! * [`review`] puts a person's word in the place of the program's. Pure.
//! * [`report`] turns scorecards into files. No format computes anything.
//! * [`store`] keeps every answer and finding of a run, so that it can be resumed, and judged or reported again.
//! * [`commands`] compose the stages; they alone print, read the clock and choose exit codes.
//!
//! `crawl`, `extract`, `score` and `report` never import each other.

pub mod browser;
pub mod cli;
pub mod commands;
pub mod config;
pub mod crawl;
pub mod extract;
pub mod learn;
pub mod model;
pub mod report;
pub mod review;
pub mod rubric;
pub mod score;
pub mod scout;
pub mod store;
pub mod table;
pub mod text;
