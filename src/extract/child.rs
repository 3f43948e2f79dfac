//! The child process that reads one document (PDF, Word, OpenDocument): limits, pipes, and the end of it.

use super::paper::{PaperText, Refusal};
use super::sniff::{Kind, sniff};
use super::{office, pdf};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The hidden argument that makes our program such a child.
pub const ARGUMENT: &str = "__read-document";
/// Time the child may take on the clock.
const WALL: Duration = Duration::from_secs(20);
/// Most bytes of its answer.
const ANSWER: u64 = 64 << 20;

/// Reads a document in a child process: runs `exe __read-document`, at most 20 seconds, with 1 GB of memory and 15 seconds of
/// processor time (on unix).
///
/// # Errors
/// What its reader says, or that the child could not be run, took too long or broke.
pub fn isolate(bytes: &[u8], exe: &Path) -> Result<PaperText, Refusal> {
    let mut child = Command::new(exe)
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("the document reader could not be started: {error}"))?;
    let answer = converse(&mut child, bytes, WALL);
    // Ends a child that is still at work; one that has ended already makes this fail, which is fine.
    let _ended = child.kill();
    let status = child.wait().map_err(|error| Refusal::Broken(error.to_string()))?;
    let answer = answer.ok_or_else(|| Refusal::Broken(format!("gave no answer within {} seconds", WALL.as_secs())))?;
    serde_json::from_slice(&answer)
        .unwrap_or_else(|_| Err(Refusal::Broken(format!("broken or hostile: its reader ended with {status}"))))
}

/// Feeds the child and reads its answer; `None` when the time is up.
fn converse(child: &mut Child, bytes: &[u8], wall: Duration) -> Option<Vec<u8>> {
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    let (sender, receiver) = mpsc::channel();
    // A child that ends early breaks the pipe; its answer tells why, or that there is none.
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let _broken_pipe = input.write_all(bytes);
        });
        let reader = scope.spawn(move || {
            let mut answer = Vec::new();
            let _complete = output.take(ANSWER).read_to_end(&mut answer);
            let _waiting = sender.send(answer);
        });
        let answer = receiver.recv_timeout(wall).ok();
        if answer.is_none() {
            let _ended = child.kill();
        }
        drop(reader);
        answer
    })
}

/// The child's main function: reads a document from standard input, prints the result as JSON to standard output.
pub fn child_main() -> ExitCode {
    limit();
    // A panic is one lost page, told in the result; its message would go nowhere.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    let result = match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => read_here(&bytes),
        Err(error) => Err(Refusal::Broken(error.to_string())),
    };
    let json = serde_json::to_vec(&result).unwrap_or_default();
    match std::io::stdout().lock().write_all(&json) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Reads a document in this process. Only a child may do so with foreign bytes: some overflow the stack or exhaust memory.
///
/// # Errors
/// What its reader says, or that no reader knows this kind of file.
pub fn read_here(bytes: &[u8]) -> Result<PaperText, Refusal> {
    match sniff(bytes, None) {
        Kind::Pdf => pdf::read_in_process(bytes),
        Kind::Office(format) => office::read(bytes, format),
        Kind::Html | Kind::Text | Kind::Old | Kind::Other(_) => Err(Refusal::Broken("no document".to_owned())),
    }
}

#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::As, 1 << 30), (Resource::Cpu, 15), (Resource::Core, 0)] {
        // A system that knows no such limit leaves the wall clock as the only one.
        let _unlimited = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(not(unix))]
fn limit() {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_reader_is_an_error_and_not_a_crash() {
        let error = isolate(b"%PDF-1.4", Path::new("/bin/cat")).expect_err("cat is no reader");
        assert!(error.to_string().contains("ended with"), "{error}");
        assert!(isolate(b"", Path::new("/nowhere/audit")).is_err());
    }

    #[test]
    fn a_child_that_hangs_is_ended() {
        let mut child = Command::new("/bin/sh")
            .args(["-c", "exec sleep 30"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        assert_eq!(converse(&mut child, b"x", Duration::from_millis(20)), None);
        assert!(!child.wait().expect("status").success());
    }
}
