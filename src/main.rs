//! From the command line to an exit code.

use audit::{commands, extract::child};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os();
    // The child side of reading one document; no command of the user's.
    if arguments.nth(1).is_some_and(|first| first == child::ARGUMENT) {
        return child::child_main();
    }
    ExitCode::from(commands::run(std::env::args_os()).code())
}
