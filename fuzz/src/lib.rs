//! The targets, shared with the tests of the program itself.

#[path = "../../tests/documents/targets.rs"]
pub mod targets;
