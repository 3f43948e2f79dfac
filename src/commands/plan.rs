//! The plan of a run: the file that holds it, and what to say when there is none or it has mistakes.

use super::ending::Ending;
use super::say;
use crate::config::{self, Mistake};
use crate::model::{Lang, Plan, Text};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The file that is audited when none is named.
const DEFAULT: &str = "schools.toml";

/// Largest file that is taken for a list of schools, in bytes.
const LARGEST: u64 = 1 << 20;

/// Names that are commands when they come first.
const COMMANDS: &[&str] = &["demo", "runs", "report", "rescore", "diff", "export", "forget", "rubric", "schema"];

/// The file to audit: the one named, or `schools.toml` in the current folder.
///
/// # Errors
/// Prints what to do when there is neither.
pub(super) fn file(named: Option<PathBuf>, lang: Lang) -> Result<PathBuf, Ending> {
    if let Some(named) = named {
        return Ok(named);
    }
    let default = PathBuf::from(DEFAULT);
    if default.is_file() {
        return Ok(default);
    }
    say::line(&first_steps(), lang);
    Err(Ending::Invalid)
}

/// Reads and checks the plan in `file`.
///
/// # Errors
/// Prints every mistake.
pub(super) fn read(file: &Path, lang: Lang) -> Result<Plan, Ending> {
    let bytes = contents(file).map_err(|message| {
        say::line(&message, lang);
        Ending::Invalid
    })?;
    parse(&bytes, &file.display().to_string(), lang)
}

/// Checks the plan in `bytes`, which are called `name` in messages.
///
/// # Errors
/// Prints every mistake.
pub(super) fn parse(bytes: &[u8], name: &str, lang: Lang) -> Result<Plan, Ending> {
    let plan = config::decode(bytes).map_err(|one| vec![one]).and_then(|text| config::parse(&text));
    plan.map_err(|mistakes| {
        say::line(&heading(name, mistakes.len()), lang);
        for mistake in &mistakes {
            say::line(&told(name, mistake), lang);
        }
        Ending::Invalid
    })
}

fn contents(file: &Path) -> Result<Vec<u8>, Text> {
    let name = file.display();
    let mut bytes = Vec::new();
    let read = std::fs::File::open(file).and_then(|f| f.take(LARGEST + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() as u64 > LARGEST => Err(Text::new(
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
    if COMMANDS.contains(&name) {
        return Text::new(
            format!("Zet ‘{name}’ vooraan en de opties erachter. Voorbeeld: audit {name} --lang nl"),
            format!("Put ‘{name}’ first and the options after it. Example: audit {name} --lang en"),
        );
    }
    let near = COMMANDS.iter().find(|c| strsim::damerau_levenshtein(name, c) <= 2);
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

fn first_steps() -> Text {
    Text::new(
        "Er staat geen schools.toml in deze map. Zo begint u:\n\
         1. Bekijk het voorbeeld:            audit demo\n\
         2. Maak een bestand schools.toml met voor elke school:\n   \
            [[school]]  name = \"De Regenboog\"  url = \"https://www.deregenboog.nl\"  (elk op een eigen regel)\n\
         3. Start de audit:                  audit schools.toml     (alle opties: audit --help)",
        "There is no schools.toml in this folder. How to start:\n\
         1. Look at the example:             audit demo --lang en\n\
         2. Make a file schools.toml with for every school:\n   \
            [[school]]  name = \"De Regenboog\"  url = \"https://www.deregenboog.nl\"  (each on its own line)\n\
         3. Start the audit:                 audit schools.toml     (all options: audit --help)",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_command_is_recognised() {
        assert!(missing("demmo").nl.contains("audit demo?"));
        assert!(missing("demo").nl.contains("vooraan"));
        assert!(!missing("scholen.toml").nl.contains("Bedoelde"));
    }

    #[test]
    fn first_steps_are_five_lines() {
        assert_eq!(first_steps().nl.lines().count(), 5);
    }
}
