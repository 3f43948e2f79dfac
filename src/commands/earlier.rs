//! What an output folder still knows of a school from an earlier run.

use crate::config::same_site;
use crate::report::{Results, Run, SchoolResult};
use std::path::{Path, PathBuf};
use url::Url;

/// A school as it was found before.
#[derive(Debug, Clone)]
pub(super) struct Earlier {
    /// What was found.
    pub school: SchoolResult,
    /// In which run.
    pub run: Run,
}

/// Where the results of one school are kept from check to check, inside the output folder.
pub(super) fn file(id: &str) -> String {
    format!("schools/{id}.json")
}

/// Where the report of one school goes: the output folder, or a folder in it when the report of several schools lies
/// there, which took an hour to make and must not be lost to a check of one.
pub(super) fn folder(output: &Path, id: &str) -> PathBuf {
    let several = results(&output.join("results.json")).is_some_and(|results| results.schools.len() > 1);
    if several { output.join(id) } else { output.to_owned() }
}

/// The latest earlier results of the school at `url` in the folders, first folder first.
pub(super) fn find(folders: &[&Path], id: &str, url: &Url) -> Option<Earlier> {
    let files = folders.iter().flat_map(|folder| [folder.join("results.json"), folder.join(file(id))]);
    let found = files.filter_map(|file| {
        let Results { run, schools, .. } = results(&file)?;
        let school = schools.into_iter().find(|school| same_site(&school.url, url))?;
        Some(Earlier { school, run })
    });
    // Run ids begin with the moment of the run, so that the later one sorts last.
    found.max_by(|a, b| a.run.id.cmp(&b.run.id))
}

/// Results in a file; none when it is not there or is something else.
fn results(file: &Path) -> Option<Results> {
    let bytes = std::fs::read(file).ok()?;
    serde_json::from_slice(&bytes).inspect_err(|error| tracing::debug!(?file, %error, "no earlier results")).ok()
}
