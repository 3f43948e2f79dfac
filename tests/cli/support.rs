//! One builder for all black-box tests: a temporary folder, the real program in it, what it said.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use tempfile::TempDir;

/// A test that needs what this machine lacks: says so, or fails where nothing may be skipped.
pub fn skip(why: &str) {
    assert!(std::env::var_os("CI").is_none(), "skipped: {why}");
    // Nobody may listen any more.
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// A run that is being set up.
pub struct Run {
    folder: Rc<TempDir>,
    variables: Vec<(String, String)>,
    pdf: bool,
}

/// A run under way.
pub struct Running {
    folder: Rc<TempDir>,
    /// The program.
    pub child: Child,
}

/// A run that is over.
pub struct Done {
    folder: Rc<TempDir>,
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    fn within(folder: Rc<TempDir>) -> Self {
        Self { folder, variables: Vec::new(), pdf: false }
    }

    /// A run in an empty folder.
    pub fn new() -> Self {
        Self::within(Rc::new(tempfile::tempdir().unwrap()))
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

    /// Sets an environment variable.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Another run in the folder of one that is over, which stays at hand.
    pub fn again_in(done: &Done) -> Self {
        Self::within(Rc::clone(&done.folder))
    }

    /// Runs another program in the folder. Gives its exit code, when there is such a program.
    pub fn with(self, program: &str, arguments: &[&str]) -> (Done, Option<i32>) {
        let output = Command::new(program).args(arguments).current_dir(self.folder.path()).output();
        let code = output.as_ref().ok().and_then(|output| output.status.code());
        let err = output.map(|output| String::from_utf8_lossy(&output.stderr).into_owned()).unwrap_or_default();
        (Done { folder: self.folder, code: code.unwrap_or(-1), out: String::new(), err }, code)
    }

    /// Runs the program with these arguments, parted by spaces.
    pub fn args(self, arguments: &str) -> Done {
        self.start(arguments).finish()
    }

    /// Starts the program with these arguments, parted by spaces.
    pub fn start(self, arguments: &str) -> Running {
        let mut command = command(self.folder.path());
        command.envs(self.variables);
        command.args(arguments.split_whitespace()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if audits(arguments) && !self.pdf {
            command.arg("--no-pdf");
        }
        Running { child: command.spawn().unwrap(), folder: self.folder }
    }
}

impl Running {
    /// Ends the program at once, as a power cut would.
    pub fn kill(mut self) -> Run {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        Run::within(self.folder)
    }

    /// What another program says in the same folder at the same time: exit code and standard error.
    pub fn beside(&self, arguments: &str) -> (i32, String) {
        let output = command(self.folder.path()).args(arguments.split_whitespace()).output().unwrap();
        (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr).unwrap())
    }

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
    /// Another run in the same folder.
    pub fn again(self) -> Run {
        Run::within(self.folder)
    }

    /// Every file of the report, by name, in order.
    pub fn report(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for folder in ["output", "output/schools"] {
            for entry in std::fs::read_dir(self.path(folder)).unwrap().map(Result::unwrap) {
                let name = entry.file_name().into_string().unwrap();
                if entry.path().is_file() && !name.contains(".sqlite") && !name.ends_with(".gz") {
                    files.push((name, std::fs::read(entry.path()).unwrap()));
                }
            }
        }
        files.sort();
        files
    }

    /// A path inside the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Whether a command, or a file in its place, leads to a report.
fn writing(first: &str) -> bool {
    ["demo", "check", "report", "rescore", "review"].contains(&first)
        || [".toml", ".xlsx"].iter().any(|end| first.ends_with(end))
}

/// Whether this command line writes a report.
fn audits(arguments: &str) -> bool {
    let first = arguments.split_whitespace().next().unwrap_or_default();
    !arguments.contains("--help") && writing(first)
}

/// The program, to run in `folder`, apart from the settings of whoever runs the tests.
fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_audit"));
    command.current_dir(folder).stdin(Stdio::null());
    for variable in ["AUDIT_LOG", "AUDIT_LANG", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "TERM"] {
        command.env_remove(variable);
    }
    command
}
