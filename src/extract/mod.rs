//! From fetched bytes to a [`crate::model::Document`] of located text blocks. Pure: no network, no files, no clock.

mod abbreviations;
mod clean;
mod date_words;
pub mod charset;
pub mod dates;
pub mod sentences;
pub mod style;
