//! Printing: results to standard output, everything else to standard error.

use crate::model::{Lang, Text};
use std::io::Write;

/// One message for the person at the keyboard, on standard error. A closed pipe is no reason to stop.
pub(super) fn line(text: &Text, lang: Lang) {
    let _ = writeln!(std::io::stderr().lock(), "{}", text.get(lang));
}

/// A result, on standard output. A closed pipe is no reason to stop.
pub(super) fn result(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
