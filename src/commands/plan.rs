//! The plan of a run: the file that holds it, and what to say when there is none or it has mistakes.

use super::ending::Ending;
use super::{say, screen};
use crate::cli::Cli;
use crate::config::{self, Mistake};
use crate::model::{Lang, Plan, Text};
use crate::table::{self, Table};
use clap::CommandFactory;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The files that are audited when none is named: the first that is there.
const DEFAULTS: &[&str] = &[DEFAULT, "schools.toml.txt", "schools.xlsx", "schools.csv", "scholen.xlsx", "scholen.csv"];

/// The usual file.
const DEFAULT: &str = "schools.toml";

/// Largest file that is taken for a list of schools, in bytes.
const LARGEST: u64 = 1 << 20;

/// Largest spreadsheet or register, in bytes.
const LARGEST_TABLE: u64 = 50 << 20;

/// The file to audit: the one named, or `schools.toml` in the current folder.
///
/// # Errors
/// Prints what to do when there is neither.
pub(super) fn file(named: Option<PathBuf>, lang: Lang) -> Result<PathBuf, Ending> {
    if let Some(named) = named {
        return Ok(named);
    }
    if let Some(default) = DEFAULTS.iter().map(PathBuf::from).find(|file| file.is_file()) {
        return Ok(default);
    }
    say::line(&first_steps(screen::speaks_english()), lang);
    Err(Ending::Invalid)
}

/// Reads and checks the plan in `file`.
///
/// # Errors
/// Prints every mistake.
pub(super) fn read(file: &Path, lang: Lang) -> Result<Plan, Ending> {
    let name = file.display().to_string();
    if !table::is_spreadsheet(&name) {
        return parse(&contents(file, LARGEST, lang)?, &name, lang);
    }
    config::sheet(&self::table(file, lang)?).map_err(|mistakes| tell(&name, &mistakes, lang))
}

/// Reads a spreadsheet or register.
///
/// # Errors
/// Prints what keeps it from being read.
pub(super) fn table(file: &Path, lang: Lang) -> Result<Table, Ending> {
    let bytes = contents(file, LARGEST_TABLE, lang)?;
    table::read(&bytes).map_err(|Text { nl, en }| {
        let name = file.display();
        say::line(&Text::new(format!("{name}: {nl}"), format!("{name}: {en}")), lang);
        Ending::Invalid
    })
}

/// Checks the plan in `bytes`, which are called `name` in messages.
///
/// # Errors
/// Prints every mistake.
pub(super) fn parse(bytes: &[u8], name: &str, lang: Lang) -> Result<Plan, Ending> {
    let plan = config::decode(bytes).map_err(|one| vec![one]).and_then(|text| config::parse(&text));
    plan.map_err(|mistakes| tell(name, &mistakes, lang))
}

fn tell(name: &str, mistakes: &[Mistake], lang: Lang) -> Ending {
    say::line(&heading(name, mistakes.len()), lang);
    for mistake in mistakes {
        say::line(&told(name, mistake), lang);
    }
    Ending::Invalid
}

/// The bytes of a file of at most `largest` bytes.
fn contents(file: &Path, largest: u64, lang: Lang) -> Result<Vec<u8>, Ending> {
    read_up_to(file, largest).map_err(|message| {
        say::line(&message, lang);
        Ending::Invalid
    })
}

fn read_up_to(file: &Path, largest: u64) -> Result<Vec<u8>, Text> {
    let name = file.display();
    let mut bytes = Vec::new();
    let read = std::fs::File::open(file).and_then(|f| f.take(largest + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() as u64 > largest => Err(Text::new(
            format!("{name} is te groot voor een lijst met scholen. Kiest u het goede bestand?"),
            format!("{name} is too large for a list of schools. Is it the right file?"),
        )),
        Ok(_) => Ok(bytes),
        Err(error) => Err(unreadable(file, &error)),
    }
}

fn unreadable(file: &Path, error: &std::io::Error) -> Text {
    let name = file.display();
    if error.kind() == ErrorKind::NotFound {
        return missing(&name.to_string());
    }
    if file.is_dir() {
        return Text::new(
            format!("{name} is een map. Noem het bestand met de scholen: audit {name}/{DEFAULT}"),
            format!("{name} is a folder. Name the file with the schools: audit {name}/{DEFAULT}"),
        );
    }
    Text::new(
        format!("{name} kan niet worden gelezen: {error}. Mag u dit bestand openen?"),
        format!("{name} cannot be read: {error}. Are you allowed to open this file?"),
    )
}

fn missing(name: &str) -> Text {
    let commands: Vec<String> = Cli::command().get_subcommands().map(|c| c.get_name().to_owned()).collect();
    if commands.iter().any(|command| command == name) {
        return Text::new(
            format!("Zet ‘{name}’ vooraan en de opties erachter. Voorbeeld: audit {name} --lang nl"),
            format!("Put ‘{name}’ first and the options after it. Example: audit {name} --lang en"),
        );
    }
    let near = commands.iter().find(|c| strsim::damerau_levenshtein(name, c) <= 2);
    let (nl, en) = near.map_or_else(Default::default, |c| {
        (format!(" Bedoelde u de opdracht: audit {c}?"), format!(" Did you mean the command: audit {c}?"))
    });
    Text::new(
        format!("Het bestand {name} bestaat niet. Controleer de naam en de map.{nl}"),
        format!("The file {name} does not exist. Check its name and folder.{en}"),
    )
}

fn heading(name: &str, count: usize) -> Text {
    let (nl, en) = match count {
        1 => ("Er staat een fout".to_owned(), "There is a mistake".to_owned()),
        n => (format!("Er staan {n} fouten"), format!("There are {n} mistakes")),
    };
    Text::new(
        format!("{nl} in {name}. Er is nog niets gelezen of geschreven.\n"),
        format!("{en} in {name}. Nothing was read or written yet.\n"),
    )
}

fn told(name: &str, mistake: &Mistake) -> Text {
    let Mistake { line, found, message } = mistake;
    let Some(line) = line else {
        return Text::new(format!("{name}: {}\n", message.nl), format!("{name}: {}\n", message.en));
    };
    Text::new(
        format!("{name}, regel {line}: {found}\n    {}\n", message.nl),
        format!("{name}, line {line}: {found}\n    {}\n", message.en),
    )
}

/// What to do in a folder without a list of schools; `english`: the computer speaks English.
fn first_steps(english: bool) -> Text {
    let hint = if english { "   (English: --lang en)" } else { "" };
    Text::new(
        format!(
            "Er staat geen schools.toml in deze map. Zo begint u:{hint}\n  \
             audit demo                             bekijk het voorbeeld, zonder internet\n  \
             audit check https://www.uwschool.nl    bekijk één school\n  \
             audit init https://… https://…         maak schools.toml (of: --organisation ADRES, --duo BESTAND)\n  \
             audit schools.toml                     bekijk die scholen; een werkblad mag ook. Hulp: audit --help"
        ),
        "There is no schools.toml in this folder. How to start:\n  \
         audit demo --lang en                   look at the example, without internet\n  \
         audit check https://www.theschool.nl   look at one school\n  \
         audit init https://… https://…         make schools.toml (or: --organisation ADDRESS, --duo FILE)\n  \
         audit schools.toml                     look at those schools; a spreadsheet will do. Help: audit --help",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_command_is_recognised() {
        assert!(missing("demmo").nl.contains("audit demo?"));
        assert!(missing("demo").nl.contains("vooraan") && missing("chek").nl.contains("audit check?"));
        assert!(!missing("scholen.toml").nl.contains("Bedoelde"));
    }

    #[test]
    fn first_steps_are_five_lines() {
        assert_eq!(first_steps(true).nl.lines().count(), 5);
        assert_eq!(first_steps(false).en.lines().count(), 5);
    }
}
