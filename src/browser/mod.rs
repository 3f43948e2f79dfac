//! The user's own Chromium, Chrome or Edge.

mod find;
mod print;

pub use find::find;
pub use print::print;
