//! Compose the stages; they alone print, read the clock and choose exit codes.

pub mod schema;
