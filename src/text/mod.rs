//! Pure helpers on text, shared by the stages.

mod abbreviations;
mod base64;
mod entity;
mod fold;
mod hex;
pub mod sentences;

pub use base64::base64;
pub use entity::predefined_entity;
pub use fold::{collapse, fold, fold_char, fold_into, squeeze};
pub use hex::hex;
