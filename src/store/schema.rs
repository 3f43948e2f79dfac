//! Opening the file: whose it is, which format it has, and how an older format becomes the current one.

use super::error::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

/// Marks the file as ours: "audt".
const APPLICATION: i64 = 0x6175_6474;

/// Step by step to the current format. A step that was published is never changed; new ones are added at the end.
const MIGRATIONS: &[&str] = &[include_str!("v1.sql"), include_str!("v2.sql"), include_str!("v3.sql")];

/// How long to wait for a program that is just about to end.
const PATIENCE: Duration = Duration::from_millis(300);

/// Opens the file for this program alone and brings it to the current format.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    keep_private(path);
    if is_closed(path) {
        return Err(StoreError::ReadOnly(path.to_owned()));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened =
        Connection::open_with_flags(path, flags).and_then(|connection| prepare(&connection).map(|()| connection));
    let mut connection = opened.map_err(|error| StoreError::of(path, &error))?;
    migrate(&mut connection, MIGRATIONS).map_err(|failure| match failure {
        Unfit::Newer => StoreError::Newer(path.to_owned()),
        Unfit::Foreign => StoreError::Foreign(path.to_owned()),
        Unfit::Failed(error) => StoreError::of(path, &error),
    })?;
    Ok(connection)
}

/// Whether the file is there and may not be written: SQLite finds that out late, and tells of a disk that fails.
fn is_closed(path: &Path) -> bool {
    let opened = std::fs::OpenOptions::new().write(true).open(path);
    opened.is_err_and(|error| matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem))
}

/// Makes a new file one that only the user can read: it can hold personal data. When that fails, opening it tells why.
#[cfg(unix)]
fn keep_private(path: &Path) {
    use std::os::unix::fs::OpenOptionsExt;
    let _ = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
}

/// Elsewhere the folder decides who can read.
#[cfg(not(unix))]
fn keep_private(_path: &Path) {}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    // One program at a time: no shared memory, and a second one is told at once.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    // What is deleted is overwritten: the file can hold personal data.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Before anything is written: a file that is not ours must stay as it is.
    connection.query_row("PRAGMA application_id", [], |_| Ok(()))?;
    Ok(())
}

enum Unfit {
    Newer,
    Foreign,
    Failed(rusqlite::Error),
}

impl From<rusqlite::Error> for Unfit {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error)
    }
}

fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<(), Unfit> {
    let number = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && (application != 0 || version != 0 || tables > 0) {
        return Err(Unfit::Foreign);
    }
    let done = usize::try_from(version).map_err(|_| Unfit::Foreign)?;
    if done > migrations.len() {
        return Err(Unfit::Newer);
    }
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // Survives the end of the program at any moment; after a power cut the last answers may be missing, no more.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    // Also when there is nothing to migrate: this takes the lock.
    let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    for step in &migrations[done..] {
        change.execute_batch(step)?;
    }
    if done < migrations.len() {
        change.pragma_update(None, "application_id", APPLICATION)?;
        change.pragma_update(None, "user_version", i64::try_from(migrations.len()).unwrap_or(i64::MAX))?;
    }
    Ok(change.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(connection: &Connection) -> i64 {
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn an_older_format_is_brought_up_to_date_step_by_step_and_keeps_its_rows() {
        let steps = ["CREATE TABLE a(x); INSERT INTO a VALUES (7)", "ALTER TABLE a ADD COLUMN y DEFAULT 9"];
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(migrate(&mut connection, &steps[..1]).is_ok());
        assert_eq!(version(&connection), 1);
        assert!(migrate(&mut connection, &steps).is_ok() && migrate(&mut connection, &steps).is_ok());
        assert_eq!(version(&connection), 2);
        let row = connection.query_row("SELECT x, y FROM a", [], |row| Ok((row.get(0)?, row.get(1)?)));
        assert_eq!(row, Ok((7, 9)));
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_format() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(migrate(&mut connection, &["CREATE TABLE a(x)"]).is_ok());
        let broken = ["", "ALTER TABLE a ADD COLUMN y", "NONSENSE"];
        assert!(matches!(migrate(&mut connection, &broken), Err(Unfit::Failed(_))));
        assert_eq!(version(&connection), 1);
        assert!(connection.execute("SELECT y FROM a", []).is_err());
    }

    #[test]
    fn newer_and_foreign_files_are_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(migrate(&mut connection, MIGRATIONS).is_ok());
        assert!(matches!(migrate(&mut connection, &[]), Err(Unfit::Newer)));
        let mut other = Connection::open_in_memory().unwrap();
        other.execute_batch("CREATE TABLE theirs(x)").unwrap();
        assert!(matches!(migrate(&mut other, MIGRATIONS), Err(Unfit::Foreign)));
    }
}
