//! One builder for all black-box tests: a temporary folder, the real program in it, what it said.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A run that is being set up.
pub struct Run {
    folder: TempDir,
    pdf: bool,
}

/// A run under way.
pub struct Running {
    folder: TempDir,
    /// The program.
    pub child: Child,
}

/// A run that is over.
pub struct Done {
    folder: TempDir,
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// A run in an empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), pdf: false }
    }

    /// Puts a file into the folder.
    pub fn file(self, name: &str, bytes: &[u8]) -> Self {
        std::fs::write(self.folder.path().join(name), bytes).unwrap();
        self
    }

    /// Puts a folder into the folder.
    pub fn folder(self, name: &str) -> Self {
        std::fs::create_dir(self.folder.path().join(name)).unwrap();
        self
    }

    /// Lets the program make PDF files, which takes a browser and time.
    pub fn pdf(self) -> Self {
        Self { pdf: true, ..self }
    }

    /// Runs the program with these arguments, parted by spaces.
    pub fn args(self, arguments: &str) -> Done {
        self.start(arguments).finish()
    }

    /// Starts the program with these arguments, parted by spaces.
    pub fn start(self, arguments: &str) -> Running {
        let mut command = command(self.folder.path());
        command.args(arguments.split_whitespace()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if audits(arguments) && !self.pdf {
            command.arg("--no-pdf");
        }
        Running { child: command.spawn().unwrap(), folder: self.folder }
    }
}

impl Running {
    /// Waits for the end.
    pub fn finish(self) -> Done {
        let output = self.child.wait_with_output().unwrap();
        Done {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            folder: self.folder,
        }
    }
}

impl Done {
    /// A path inside the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Whether this command line writes a report.
fn audits(arguments: &str) -> bool {
    let first = arguments.split_whitespace().next().unwrap_or_default();
    !arguments.contains("--help") && (first == "demo" || first.ends_with(".toml"))
}

/// The program, to run in `folder`, apart from the settings of whoever runs the tests.
fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_audit"));
    command.current_dir(folder).stdin(Stdio::null());
    for variable in ["AUDIT_LOG", "NO_COLOR", "TERM"] {
        command.env_remove(variable);
    }
    command
}
