//! Bytes, compressed, each once for all runs.

use super::Store;
use super::error::StoreError;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

/// How hard to compress; more takes longer and hardly saves.
const LEVEL: i32 = 3;

/// Keeps bytes unless they are there already. Gives their number.
pub(super) fn put(connection: &Connection, bytes: &[u8]) -> rusqlite::Result<i64> {
    let hash = Sha256::digest(bytes);
    let known = connection.query_row("SELECT id FROM body WHERE hash = ?1", [hash.as_slice()], |row| row.get(0));
    if let Some(id) = known.optional()? {
        return Ok(id);
    }
    let packed =
        zstd::bulk::compress(bytes, LEVEL).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    connection.execute(
        "INSERT INTO body (hash, length, packed) VALUES (?1, ?2, ?3)",
        params![hash.as_slice(), length, packed],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Deletes what no run refers to any more.
pub(super) fn sweep(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM body WHERE NOT EXISTS (SELECT 1 FROM exchange WHERE body = body.id)
           AND NOT EXISTS (SELECT 1 FROM exchange WHERE asked = body.id)
           AND NOT EXISTS (SELECT 1 FROM rubric_file WHERE body = body.id)
           AND NOT EXISTS (SELECT 1 FROM run WHERE results = body.id)",
        [],
    )?;
    Ok(())
}

impl Store {
    /// The bytes with this number.
    pub(super) fn body(&self, id: i64) -> Result<Vec<u8>, StoreError> {
        let row = self.connection.query_row("SELECT length, packed FROM body WHERE id = ?1", [id], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))
        });
        let (length, packed) = row.map_err(|error| self.failed(&error))?;
        let length = usize::try_from(length).map_err(|_| self.garbled())?;
        zstd::bulk::decompress(&packed, length).map_err(|_| self.garbled())
    }

    /// What SQLite's error means.
    pub(super) fn failed(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::of(&self.path, error)
    }
}
