//! What can be wrong with the file, and what to do about it.

use crate::model::Text;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why the store cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another program has the file.
    #[error("{0} is in use")]
    Busy(PathBuf),
    /// The disk is full.
    #[error("the disk of {0} is full")]
    Full(PathBuf),
    /// The file is damaged.
    #[error("{0} is damaged")]
    Damaged(PathBuf),
    /// The file was made by a newer program.
    #[error("{0} was made by a newer program")]
    Newer(PathBuf),
    /// The file is not one of this program.
    #[error("{0} is not a store of this program")]
    Foreign(PathBuf),
    /// The file cannot be written.
    #[error("{0} cannot be written")]
    ReadOnly(PathBuf),
    /// Something else, in the words of SQLite.
    #[error("{0}: {1}")]
    Other(PathBuf, String),
}

impl StoreError {
    /// What SQLite's error means.
    pub(super) fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
                Self::Busy(path)
            }
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(path),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnly(path),
            _ => Self::Other(path, error.to_string()),
        }
    }

    /// For the user: what is wrong, that nothing is lost, and what to do.
    pub fn text(&self) -> Text {
        match self {
            Self::Busy(path) => told(
                path,
                "is in gebruik. Er loopt al een audit of ‘audit review’ in deze map. Wacht tot die klaar is, of kies een andere map: --output MAP",
                "is in use. An audit or ‘audit review’ is running in this folder. Wait until it is done, or choose another folder: --output FOLDER",
            ),
            Self::Full(path) => told(
                path,
                "kan niet groeien: de schijf is vol. Wat al gelezen is, blijft bewaard. Maak ruimte (audit runs toont wat \
                 bewaard is, audit forget verwijdert) en ga verder met --resume",
                "cannot grow: the disk is full. What was read so far is kept. Make room (audit runs shows what is kept, \
                 audit forget deletes) and go on with --resume",
            ),
            Self::Damaged(path) => told(
                path,
                "is beschadigd. Er is niets aan veranderd. Zet een reservekopie terug, of geef het bestand een andere naam: \
                 dan begint de volgende audit een nieuw bestand",
                "is damaged. Nothing in it was changed. Put back a copy, or rename the file: then the next audit starts a \
                 new one",
            ),
            Self::Newer(path) => told(
                path,
                "is gemaakt met een nieuwere versie van dit programma. Er is niets aan veranderd. Gebruik die nieuwere \
                 versie, of kies een andere map: --output MAP",
                "was made with a newer version of this program. Nothing in it was changed. Use that newer version, or \
                 choose another folder: --output FOLDER",
            ),
            Self::Foreign(path) => told(
                path,
                "is van een ander programma. Er is niets aan veranderd. Kies een andere map: --output MAP",
                "belongs to another program. Nothing in it was changed. Choose another folder: --output FOLDER",
            ),
            Self::ReadOnly(path) => told(
                path,
                "kan niet worden geschreven. Mag u in deze map schrijven? Kies anders een andere map: --output MAP",
                "cannot be written. Are you allowed to write to this folder? If not, choose another: --output FOLDER",
            ),
            Self::Other(path, detail) => told(
                path,
                &format!(
                    "kan niet worden gebruikt ({detail}). Wat al bewaard is, staat er nog. Probeer het opnieuw, of \
                          kies een andere map: --output MAP"
                ),
                &format!(
                    "cannot be used ({detail}). What was kept is still there. Try again, or choose another folder: \
                          --output FOLDER"
                ),
            ),
        }
    }
}

fn told(path: &Path, nl: &str, en: &str) -> Text {
    let path = path.display();
    Text::new(format!("De bewaarde audits: {path} {nl}."), format!("The kept audits: {path} {en}."))
}
