//! What persons found. It belongs to no run: it holds until a person says something else.

use super::Store;
use super::error::StoreError;
use super::exchanges::json;
use crate::model::Verdict;
use rusqlite::params;

impl Store {
    /// All verdicts, by school and indicator.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn verdicts(&self) -> Result<Vec<Verdict>, StoreError> {
        let query = "SELECT word FROM verdict ORDER BY school, indicator";
        let mut rows = self.connection.prepare(query).map_err(|error| self.failed(&error))?;
        let words = rows.query_map([], |row| row.get(0)).and_then(Iterator::collect::<Result<Vec<String>, _>>);
        words.map_err(|error| self.failed(&error))?.iter().map(|word| self.parsed(word)).collect()
    }

    /// Keeps a verdict in the place of an earlier one on the same.
    ///
    /// # Errors
    /// When it cannot be written; then the earlier one is still there.
    pub fn keep_verdict(&self, verdict: &Verdict) -> Result<(), StoreError> {
        let row = params![verdict.school, verdict.indicator, json(verdict)];
        let kept = self.connection.execute("INSERT OR REPLACE INTO verdict VALUES (?1, ?2, ?3)", row);
        kept.map(|_| ()).map_err(|error| self.failed(&error))
    }

    /// Takes a verdict back.
    ///
    /// # Errors
    /// When it cannot be written; then it is still there.
    pub fn drop_verdict(&self, school: &str, indicator: &str) -> Result<(), StoreError> {
        let gone =
            self.connection.execute("DELETE FROM verdict WHERE school = ?1 AND indicator = ?2", [school, indicator]);
        gone.map(|_| ()).map_err(|error| self.failed(&error))
    }
}
