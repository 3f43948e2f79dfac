//! `audit completions` and `audit man`: what a terminal needs to complete and explain the commands.

use super::ending::Ending;
use super::say;
use crate::cli::{Cli, LangName};
use crate::model::Text;
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

/// Headings of a manual page, English and Dutch.
const HEADINGS: &[(&str, &str)] = &[
    (".SH NAME", ".SH NAAM"),
    (".SH SYNOPSIS", ".SH GEBRUIK"),
    (".SH DESCRIPTION", ".SH BESCHRIJVING"),
    (".SH OPTIONS", ".SH OPTIES"),
    (".SH EXTRA", ".SH VOORBEELDEN"),
    (".SH VERSION", ".SH VERSIE"),
];

/// Prints the completions for `shell`.
pub(super) fn completions(shell: Shell) -> Ending {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "audit", &mut out);
    say::result(&String::from_utf8_lossy(&out));
    Ending::Done
}

/// Prints the manual page of the program, or of one command.
pub(super) fn man(command: Option<&str>) -> Ending {
    let mut whole = Cli::command();
    whole.build();
    let Some(wanted) = command else { return page(whole) };
    match whole.find_subcommand(wanted) {
        Some(found) => page(found.clone()),
        None => {
            let text = Text::new(
                format!("De opdracht {wanted} bestaat niet. Alle opdrachten: audit --help"),
                format!("There is no command {wanted}. All commands: audit --help"),
            );
            say::line(&text, LangName::usual().into());
            Ending::Invalid
        }
    }
}

fn page(command: clap::Command) -> Ending {
    let mut out = Vec::new();
    let source = format!("audit {}", env!("CARGO_PKG_VERSION"));
    // Writing to memory does not fail.
    if Man::new(command).source(source).render(&mut out).is_err() {
        return Ending::Failed;
    }
    let text = String::from_utf8_lossy(&out);
    let lines = text.lines().map(|line| {
        let dutch = HEADINGS.iter().find(|(english, _)| *english == line.trim_end());
        let line = dutch.map_or(line, |(_, dutch)| dutch);
        if line.starts_with(".SH ") { line.to_uppercase() + "\n" } else { format!("{line}\n") }
    });
    say::result(&lines.collect::<String>());
    Ending::Done
}
