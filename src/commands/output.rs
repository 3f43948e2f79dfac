//! The folder of the report: writable before the first site is asked for anything, whole or not at all per file.

use crate::model::Text;
use std::fs;
use std::io::{Error, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

/// A folder that was writable at the start of the run.
#[derive(Debug)]
pub(super) struct Output {
    folder: PathBuf,
}

impl Output {
    /// Makes the folder and tries to write in it.
    ///
    /// # Errors
    /// What keeps it from being written, and what to do.
    pub(super) fn prepare(folder: &Path) -> Result<Self, Text> {
        let output = Self { folder: folder.to_owned() };
        let probe = output.hidden("probe");
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&probe, b"audit"))
            .and_then(|()| fs::remove_file(&probe))
            .map_err(|error| refused(folder, &error))?;
        Ok(output)
    }

    /// Writes the files, each named by its path inside the folder with `/` between parts. `results.json` comes last:
    /// where it is, the report is whole.
    ///
    /// # Errors
    /// Which file could not be written, and what to do.
    pub(super) fn write(&self, files: &[(String, Vec<u8>)]) -> Result<(), Text> {
        let (last, first): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name == "results.json");
        for (name, bytes) in first.into_iter().chain(last) {
            let path = self.folder.join(name);
            self.replace(&path, bytes).map_err(|error| refused(&path, &error))?;
        }
        Ok(())
    }

    /// Path of a file in the folder, to show.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Removes a file of an earlier run, when there is one.
    pub(super) fn remove(&self, name: &str) {
        let _gone = fs::remove_file(self.path(name));
    }

    /// A reader never sees half a file: it is written beside its place and moved there.
    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let inside = path.strip_prefix(&self.folder).unwrap_or(path);
        if !inside.components().all(|c| matches!(c, Component::Normal(_))) {
            return Err(Error::from(ErrorKind::InvalidInput));
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let beside = self.hidden("new");
        let written = fs::File::create(&beside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        let moved = written.and_then(|()| fs::rename(&beside, path));
        if moved.is_err() {
            let _ = fs::remove_file(&beside);
        }
        moved
    }

    fn hidden(&self, use_: &str) -> PathBuf {
        self.folder.join(format!(".audit-{}-{use_}", std::process::id()))
    }
}

fn refused(path: &Path, error: &Error) -> Text {
    let name = path.display();
    let (nl, en) = match error.kind() {
        ErrorKind::PermissionDenied => (
            "Sluit het bestand als het nog open is, of kies een map waarin u mag schrijven",
            "Close the file if it is still open, or choose a folder that you may write to",
        ),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => (
            "Er staat al een bestand met die naam. Kies een andere map",
            "There is already a file with that name. Choose another folder",
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            "De schijf is vol. Maak ruimte, of kies een map op een andere schijf",
            "The disk is full. Make room, or choose a folder on another disk",
        ),
        ErrorKind::ReadOnlyFilesystem => (
            "Op deze schijf kan niet worden geschreven. Kies een andere map",
            "This disk cannot be written to. Choose another folder",
        ),
        _ => ("Kies een andere map", "Choose another folder"),
    };
    Text::new(
        format!("Het rapport kan niet worden geschreven: {name} ({error}).\n{nl}: --output MAP"),
        format!("The report cannot be written: {name} ({error}).\n{en}: --output FOLDER"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> (String, Vec<u8>) {
        (name.to_owned(), text.as_bytes().to_vec())
    }

    #[test]
    fn writes_whole_files_and_leaves_nothing_else() {
        let temp = tempfile::tempdir().unwrap();
        let output = Output::prepare(&temp.path().join("a/b")).unwrap();
        output.write(&[file("results.json", "{}"), file("schools/x.html", "x")]).unwrap();
        output.write(&[file("results.json", "{1}")]).unwrap();
        assert_eq!(fs::read_to_string(output.path("results.json")).unwrap(), "{1}");
        assert_eq!(fs::read_to_string(output.path("schools/x.html")).unwrap(), "x");
        assert_eq!(fs::read_dir(temp.path().join("a/b")).unwrap().count(), 2);
    }

    #[test]
    fn results_come_last() {
        let temp = tempfile::tempdir().unwrap();
        let output = Output::prepare(temp.path()).unwrap();
        fs::create_dir(output.path("results.csv")).unwrap();
        assert!(output.write(&[file("results.json", "{}"), file("results.csv", "x")]).is_err());
        assert!(!output.path("results.json").exists());
        assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1);
    }

    #[test]
    fn never_leaves_the_folder() {
        let temp = tempfile::tempdir().unwrap();
        let output = Output::prepare(&temp.path().join("in")).unwrap();
        for name in ["../out.txt", "/out.txt", ""] {
            assert!(output.write(&[file(name, "x")]).is_err(), "{name}");
        }
        assert!(!temp.path().join("out.txt").exists());
    }

    #[test]
    fn a_file_in_the_way_is_told() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("output");
        fs::write(&path, "x").unwrap();
        assert!(Output::prepare(&path).unwrap_err().nl.contains("bestand met die naam"));
        assert!(Output::prepare(&path.join("deeper")).unwrap_err().nl.contains("bestand met die naam"));
    }
}
