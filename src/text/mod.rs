//! Pure helpers on Dutch text, shared by extraction and scoring.

mod abbreviations;
mod base64;
mod fold;
pub mod sentences;

pub use base64::base64;
pub use fold::{collapse, fold, fold_char};
