//! The files inside a zipped document, unpacked within limits.

use crate::extract::paper::Refusal;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most bytes unpacked of one part.
const PART: u64 = 32 << 20;
/// Most bytes unpacked of a whole document.
const WHOLE: u64 = 64 << 20;

/// A zipped document.
pub(super) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Parts<'a> {
    /// Reads the table of contents.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        Ok(Self { archive, left: WHOLE })
    }

    /// The text of a part, and whether it was cut or breaks off; `None` when there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<(String, bool)>, Refusal> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(detail)) if detail == ZipError::PASSWORD_REQUIRED => {
                return Err(Refusal::Locked);
            }
            Err(error) => return Err(broken(&error)),
        };
        let most = PART.min(self.left);
        let mut bytes = Vec::new();
        // What came before an error is read.
        let whole = file.take(most).read_to_end(&mut bytes).is_ok();
        self.left -= bytes.len() as u64;
        let cut = !whole || bytes.len() as u64 == most;
        Ok(Some((String::from_utf8_lossy(&bytes).into_owned(), cut)))
    }
}

fn broken(error: &ZipError) -> Refusal {
    Refusal::Broken(format!("broken document: {error}"))
}
