//! From fetched bytes to a [`crate::model::Document`] of located text blocks. Pure: no network, no files, no clock.

mod abbreviations;
pub mod charset;
mod clean;
mod date_words;
pub mod dates;
pub mod html;
mod outline;
mod page_dates;
pub mod pdf;
pub mod sentences;
pub mod style;
pub mod text;
