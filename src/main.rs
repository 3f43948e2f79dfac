//! From the command line to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(audit::commands::run(std::env::args_os()).code())
}
