//! What standard output can show.

use std::io::IsTerminal;

/// Width for text that goes to a file or another program, in characters.
const ELSEWHERE: usize = 100;

/// Characters on one line of standard output.
pub(super) fn width() -> usize {
    match terminal_size::terminal_size_of(std::io::stdout()) {
        Some((terminal_size::Width(width), _)) => usize::from(width),
        None => ELSEWHERE,
    }
}

/// Whether standard output shows colours and the user did not turn them off.
pub(super) fn colour() -> bool {
    let off = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    std::io::stdout().is_terminal() && !off && !dumb
}

/// Whether the computer is set to English. That alone does not make the program speak it (see `LangName::usual`).
pub(super) fn speaks_english() -> bool {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    set.is_some_and(|value| value.to_lowercase().starts_with("en"))
}

/// Whether both input and messages are a terminal: somebody is there.
pub(super) fn somebody() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}
