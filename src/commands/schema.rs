//! `audit schema`: the JSON Schema of `results.json`.

use std::io::{self, Write};

/// Writes the schema to `out`.
///
/// # Errors
/// When `out` cannot be written to.
pub fn run(out: &mut impl Write) -> io::Result<()> {
    out.write_all(crate::report::schema().as_bytes())
}
