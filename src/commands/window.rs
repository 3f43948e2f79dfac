//! A program that is started by a double click on Windows has a window of its own, which closes when it ends.

use super::{say, screen};
use crate::cli::LangName;
use crate::model::Text;
use std::io::BufRead;

/// Waits for Enter, so that what was said can be read. On other systems a terminal stays open by itself.
pub(super) fn keep_open() {
    if cfg!(windows) && screen::somebody() {
        let text = Text::new("\nDruk op Enter om dit venster te sluiten.", "\nPress Enter to close this window.");
        say::line(&text, LangName::usual().into());
        // Whatever comes, it is the end.
        let _ = std::io::stdin().lock().read_line(&mut String::new());
    }
}
