//! Foreign bytes of every kind: documents in their child process, hostile files, inputs that are changed at random, and
//! whether a text counts the same wherever it stands.

mod fuzz;
mod hostile;
mod levels;
mod make;
mod targets;

use std::io::Write;

/// For whoever reads along; a test need not be heard.
fn tell(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
