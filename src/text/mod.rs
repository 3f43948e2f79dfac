//! Pure helpers on Dutch text, shared by extraction and scoring.

mod abbreviations;
mod fold;
pub mod sentences;

pub use fold::{collapse, fold, fold_char};
