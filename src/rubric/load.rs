//! Reads a rubric: the one inside the program, a folder of TOML files, or a single file.

use super::Rubric;
use super::compile;
use super::raw::File;
use crate::learn::Model;
use crate::text::hex;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::Path;

static STANDARD: Dir = include_dir!("$CARGO_MANIFEST_DIR/rubrics/ouderbetrokkenheid");

/// Name of the file with what was learned.
pub const MODEL: &str = "model.bin";

/// One mistake in a rubric, in words for the person who edits it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// File name.
    pub file: String,
    /// Line, from 1, when known.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, regel {line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

/// A TOML file of a rubric with its name.
#[derive(Debug)]
pub(super) struct Source {
    pub name: String,
    pub text: String,
}

impl Source {
    /// Line of the first place where `needle` stands.
    pub(super) fn line_of(&self, needle: &str) -> Option<usize> {
        self.text.find(needle).map(|at| line_at(&self.text, at))
    }
}

fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// A file of a rubric: name and bytes.
pub type RubricFile = (String, Vec<u8>);

/// The standard rubric inside the program.
///
/// # Panics
/// Never in a released program: a test loads it.
pub fn embedded() -> Rubric {
    match files(embedded_files()) {
        Ok(rubric) => rubric,
        Err(mistakes) => panic!("the standard rubric is not valid: {}", mistakes[0]),
    }
}

/// The files of the standard rubric.
pub fn embedded_files() -> Vec<RubricFile> {
    let named = STANDARD.files().map(|f| (f.path().display().to_string(), f.contents().to_vec()));
    named.filter(|(name, _)| belongs(Path::new(name))).collect()
}

/// Reads the rubric at `path`: a folder of TOML files or a single TOML file.
///
/// # Errors
/// Every mistake at once, or the one that kept the files from being read.
pub fn path(path: &Path) -> Result<Rubric, Vec<Mistake>> {
    files(path_files(path)?)
}

/// The files of the rubric at `path`.
///
/// # Errors
/// What kept them from being read.
pub fn path_files(path: &Path) -> Result<Vec<RubricFile>, Vec<Mistake>> {
    read(path).map_err(|e| {
        let message = format!("dit bestand of deze map kan niet worden gelezen ({e}). Controleer het pad.");
        vec![Mistake { file: path.display().to_string(), line: None, message }]
    })
}

/// The rubric that these files hold.
///
/// # Errors
/// Every mistake at once.
pub fn files(files: Vec<RubricFile>) -> Result<Rubric, Vec<Mistake>> {
    let (models, texts): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| name == MODEL);
    let mut sources = Vec::new();
    let mut mistakes = Vec::new();
    for (name, bytes) in texts {
        match String::from_utf8(bytes) {
            Ok(text) => sources.push(Source { name, text }),
            Err(_) => mistakes.push(Mistake { file: name, line: None, message: NOT_TEXT.to_owned() }),
        }
    }
    if mistakes.is_empty() {
        from_sources(sources, models.into_iter().next().map(|(_, bytes)| bytes))
    } else {
        Err(mistakes)
    }
}

const NOT_TEXT: &str = "dit bestand is geen tekst in UTF-8. Sla het opnieuw op als UTF-8.";

fn belongs(file: &Path) -> bool {
    file.extension().is_some_and(|e| e == "toml") || file.file_name().is_some_and(|name| name == MODEL)
}

fn read(path: &Path) -> std::io::Result<Vec<RubricFile>> {
    let files = if path.is_dir() {
        let entries = std::fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        entries.into_iter().map(|e| e.path()).filter(|p| belongs(p)).collect()
    } else {
        vec![path.to_owned()]
    };
    files
        .iter()
        .map(|p| {
            let name = p.file_name().map_or_else(|| p.display().to_string(), |n| n.to_string_lossy().into_owned());
            Ok((name, std::fs::read(p)?))
        })
        .collect()
}

fn from_sources(mut sources: Vec<Source>, model: Option<Vec<u8>>) -> Result<Rubric, Vec<Mistake>> {
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    let mut hash = Sha256::new();
    let mut files = Vec::new();
    let mut mistakes = Vec::new();
    for source in sources {
        hash.update(source.name.as_bytes());
        hash.update(source.text.as_bytes());
        match toml::from_str::<File>(&source.text) {
            Ok(file) => files.push((source, file)),
            Err(e) => mistakes.push(Mistake {
                line: e.span().map(|s| line_at(&source.text, s.start)),
                file: source.name,
                message: e.message().to_owned(),
            }),
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let learned = model
        .as_deref()
        .map(Model::from_bytes)
        .transpose()
        .map_err(|e| vec![Mistake { file: MODEL.into(), line: None, message: e.to_string() }])?;
    hash.update(model.unwrap_or_default());
    let sha256 = hex(&hash.finalize());
    Ok(Rubric { model: learned, ..compile::compile(files, sha256)? })
}
