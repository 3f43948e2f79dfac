//! Everything a run asked, was answered and found, in one SQLite file in the folder of the report.
//!
//! ```text
//! run ─┬─ rubric_file      the rubric's files as they were
//!      ├─ exchange         every request: address, time, status, headers, or why there is no answer
//!      ├─ visit            how the visit of a site ended
//!      └─ results          what was found
//!            └──▶ body     bytes, compressed, each once for all runs
//! verdict                   what a person found, for all runs
//! ```
//!
//! What was read out of the answers is not kept: pages are read again whenever they are judged, which costs a fraction
//! of fetching them, so a better reader also helps old runs, and text and source can never disagree.
//!
//! Each answer is a transaction of its own, so a run that is killed loses at most the request under way. One program at
//! a time has the file. Times are given by the caller: rows are ordered by number, so a clock that is set back does no
//! harm.

mod bodies;
mod error;
mod exchanges;
mod runs;
mod schema;
#[cfg(test)]
mod tests;
mod verdicts;
pub mod warc;

pub use error::StoreError;
pub use exchanges::{Kept, Request, Validators};
pub use runs::{Beginning, Run, Size, State, VisitEnd, run_id};

use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// Name of the file in the folder of the report.
pub const FILE: &str = "audit.sqlite";

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the store in `folder`, or makes one.
    ///
    /// # Errors
    /// When another program has it, it is damaged, made by a newer program, or cannot be written.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let connection = schema::open(&path)?;
        Ok(Self { connection, path })
    }

    /// Opens the store in `folder` when there is one.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn existing(folder: &Path) -> Result<Option<Self>, StoreError> {
        if !folder.join(FILE).exists() {
            return Ok(None);
        }
        Self::open(folder).map(Some)
    }

    /// Where the file is, to show.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Limits the file to so many pages of 4 KiB more than it has, as a full disk would.
    #[cfg(test)]
    fn fill_up(&self, room: i64) {
        let pages: i64 = self.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        self.connection.pragma_update(None, "max_page_count", pages + room).unwrap();
    }
}
