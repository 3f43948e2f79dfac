//! Wrong usage, told in the user's language: clap's own messages are English.

use super::ending::Ending;
use super::say;
use crate::cli::{Cli, LangName};
use crate::model::{Lang, Text};
use crate::rubric::load::embedded;
use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use std::ffi::OsString;

/// Prints what clap says: help and version as results, mistakes in the user's language.
pub(super) fn tell(error: &Error, arguments: &[OsString]) -> Ending {
    match error.kind() {
        ErrorKind::DisplayHelp => say::result(&error.render().to_string()),
        ErrorKind::DisplayVersion => say::result(version().get(language(arguments))),
        _ => {
            say::line(&message(error, arguments), language(arguments));
            return Ending::Invalid;
        }
    }
    Ending::Done
}
/// The program with the rubric inside it: together they decide the levels.
fn version() -> Text {
    let (program, rubric) = (env!("CARGO_PKG_VERSION"), embedded());
    Text::new(
        format!("audit {program}\nmeetlat {} {}\n", rubric.id, rubric.version),
        format!("audit {program}\nyardstick {} {}\n", rubric.id, rubric.version),
    )
}

/// The message for a usage error, with where the command's own help and example are.
fn message(error: &Error, arguments: &[OsString]) -> Text {
    let Text { nl, en } = what(error);
    let typed = arguments.get(1).and_then(|first| first.to_str()).unwrap_or_default();
    let known = Cli::command().find_subcommand(typed).is_some();
    let command = if known { format!("audit {typed} --help") } else { "audit --help".to_owned() };
    Text::new(format!("{nl}\nVoorbeelden en uitleg: {command}"), format!("{en}\nExamples and explanation: {command}"))
}

fn what(error: &Error) -> Text {
    let arg = part(error, ContextKind::InvalidArg);
    let value = part(error, ContextKind::InvalidValue);
    let prior = part(error, ContextKind::PriorArg);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let (nl, en) = suggestion(part(error, ContextKind::SuggestedArg));
            Text::new(format!("‘{arg}’ is niet bekend.{nl}"), format!("‘{arg}’ is not known.{en}"))
        }
        ErrorKind::InvalidSubcommand => {
            let given = part(error, ContextKind::InvalidSubcommand);
            let (nl, en) = suggestion(part(error, ContextKind::SuggestedSubcommand));
            Text::new(format!("‘{given}’ is niet bekend.{nl}"), format!("‘{given}’ is not known.{en}"))
        }
        ErrorKind::ValueValidation => value_refused(error, &arg, &value),
        ErrorKind::InvalidValue if value.is_empty() => {
            Text::new(format!("Achter ‘{arg}’ ontbreekt de waarde."), format!("The value after ‘{arg}’ is missing."))
        }
        ErrorKind::InvalidValue => {
            let valid = part(error, ContextKind::ValidValue);
            Text::new(
                format!("‘{value}’ past niet bij ‘{arg}’. Kies uit: {valid}."),
                format!("‘{value}’ does not fit ‘{arg}’. Choose from: {valid}."),
            )
        }
        ErrorKind::MissingRequiredArgument => {
            Text::new(format!("Vul ook dit in: {arg}."), format!("Fill in this too: {arg}."))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Text::new("Er ontbreekt een opdracht.", "A command is missing.")
        }
        ErrorKind::ArgumentConflict if exclusive(&arg, &prior) => Text::new(
            format!("‘{arg}’ en ‘{prior}’ gaan niet samen. Kies er één."),
            format!("‘{arg}’ and ‘{prior}’ do not go together. Choose one."),
        ),
        ErrorKind::ArgumentConflict => Text::new(
            "Zet de opties achter de opdracht, en gebruik elke optie één keer. Voorbeeld: audit demo --quiet",
            "Put options behind the command, and use each option once. Example: audit demo --quiet",
        ),
        _ => Text::new("Deze opdracht is niet goed geschreven.", "This command is not written well."),
    }
}

/// Whether two different options exclude each other; otherwise one option stands there twice, or before the command.
fn exclusive(arg: &str, prior: &str) -> bool {
    arg.starts_with("--") && !prior.is_empty() && arg != prior
}

fn value_refused(error: &Error, arg: &str, value: &str) -> Text {
    let remedy = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    Text::new(format!("‘{value}’ past niet bij ‘{arg}’: {remedy}."), format!("‘{value}’ does not fit ‘{arg}’."))
}

fn suggestion(meant: String) -> (String, String) {
    if meant.is_empty() {
        return (String::new(), String::new());
    }
    (format!(" Bedoelde u ‘{meant}’?"), format!(" Did you mean ‘{meant}’?"))
}

/// A part of what clap knows about the error, as plain text.
fn part(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        _ => String::new(),
    }
}

/// The language asked for, also when the rest of the command line is wrong.
fn language(arguments: &[OsString]) -> Lang {
    let asks = |lang: &'static str| move |pair: &[OsString]| pair[0] == "--lang" && pair[1] == lang;
    for (name, lang) in [("en", Lang::En), ("nl", Lang::Nl)] {
        let joined = format!("--lang={name}");
        if arguments.iter().any(|a| *a == *joined) || arguments.windows(2).any(asks(name)) {
            return lang;
        }
    }
    LangName::usual().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn nl(line: &str) -> String {
        what(&Cli::try_parse_from(line.split(' ')).unwrap_err()).nl
    }

    #[test]
    fn usage_errors_are_dutch() {
        assert_eq!(nl("audit --quit"), "‘--quit’ is niet bekend. Bedoelde u ‘--quiet’?");
        assert_eq!(nl("audit --lang fy"), "‘fy’ past niet bij ‘--lang <TAAL>’. Kies uit: nl, en.");
        assert!(nl("audit --today morgen").contains("zoals 2026-11-23"));
        assert!(nl("audit --output").contains("ontbreekt de waarde"));
        assert!(nl("audit --quiet --quiet").contains("één keer"));
        assert!(nl("audit init --duo a --bestuur 1 --gemeente b").contains("gaan niet samen"));
        assert!(nl("audit rubric agree").contains("<LEZER>"));
        assert!(nl("audit rubric").contains("ontbreekt een opdracht"));
        assert!(nl("audit rubric chek").contains("Bedoelde u ‘check’?"));
    }

    #[test]
    fn language_is_known_before_parsing() {
        let arguments = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(language(&arguments("audit --x --lang en")), Lang::En);
        assert_eq!(language(&arguments("audit --lang=en")), Lang::En);
        assert_eq!(language(&arguments("audit --lang nl")), Lang::Nl);
    }
}
