//! `audit init`: writes a `schools.toml` from addresses, from an organisation's own site, or from DUO's register.

use super::ending::Ending;
use super::scouting::Scouting;
use super::{found, plan, say, with_runtime};
use crate::cli::InitArgs;
use crate::config::{self, Draft, Wanted};
use crate::model::{CrawlSettings, Lang, Text};
use std::io::Write;
use std::path::Path;
use tokio::runtime::Runtime;
use url::Url;

/// Makes the file that `args` ask for.
pub(super) fn run(args: &InitArgs) -> Ending {
    init(args).unwrap_or_else(|ending| ending)
}

fn init(args: &InitArgs) -> Result<Ending, Ending> {
    let lang = args.language.lang.into();
    // Before anybody is asked anything.
    if args.file.exists() && !args.force {
        return Err(told(&exists(&args.file), Ending::Failed, lang));
    }
    let mut draft = draft(args, lang)?;
    draft.contact.clone_from(&args.manners.contact);
    draft.allow_private_hosts = args.manners.allow_private_hosts;
    let counting = draft.schools.iter().filter(|school| school.counts()).count();
    if counting == 0 {
        return Err(told(&nothing(&draft), Ending::Failed, lang));
    }
    write(&args.file, &draft.text(lang), args.force)
        .map_err(|error| told(&unwritten(&args.file, &error), Ending::Failed, lang))?;
    say::result(&summary(&draft, &args.file, lang));
    Ok(Ending::Done)
}

fn draft(args: &InitArgs, lang: Lang) -> Result<Draft, Ending> {
    if let Some(file) = &args.duo {
        return register(file, args, lang);
    }
    let urls =
        args.urls.iter().chain(&args.organisation).map(|text| address(text, lang)).collect::<Result<Vec<_>, _>>()?;
    let Some(first) = urls.first() else { return Err(told(&no_source(), Ending::Invalid, lang)) };
    let mut made = Err(Ending::Failed);
    with_runtime(lang, |runtime| {
        let scouting = scouting(runtime, args, lang);
        made = match &args.organisation {
            Some(_) => found::by_organisation(&scouting, first, lang),
            None => found::by_addresses(&scouting, &urls),
        };
        Ending::Done
    });
    made
}

fn scouting<'r>(runtime: &'r Runtime, args: &InitArgs, lang: Lang) -> Scouting<'r> {
    let mut settings = CrawlSettings::default();
    args.manners.apply(&mut settings);
    Scouting::new(runtime, settings, args.quiet, lang)
}

fn register(file: &Path, args: &InitArgs, lang: Lang) -> Result<Draft, Ending> {
    let wanted = match (&args.bestuur, &args.gemeente) {
        (Some(number), _) => Wanted::Board(number.clone()),
        (None, Some(name)) => Wanted::Municipality(name.clone()),
        (None, None) => return Err(told(&no_choice(), Ending::Invalid, lang)),
    };
    let table = plan::table(file, lang)?;
    let mut draft = config::duo(&table, &wanted).map_err(|message| {
        let name = file.display();
        told(&Text::new(format!("{name}: {}", message.nl), format!("{name}: {}", message.en)), Ending::Invalid, lang)
    })?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    draft.source = Some(Text::new(
        format!(
            "Gemaakt uit het bestand {name} van DUO. Schoolnamen en adressen zijn door scholen zelf aan DUO opgegeven."
        ),
        format!("Made from DUO's file {name}. Names and addresses were given to DUO by the schools themselves."),
    ));
    Ok(draft)
}

fn address(text: &str, lang: Lang) -> Result<Url, Ending> {
    let read =
        config::loose(text).and_then(|url| url.ok_or_else(|| Text::new("Het adres is leeg.", "The address is empty.")));
    read.map_err(|Text { nl, en }| {
        told(&Text::new(format!("‘{text}’: {nl}"), format!("‘{text}’: {en}")), Ending::Invalid, lang)
    })
}

fn write(file: &Path, text: &str, force: bool) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    // Without --force a file that came in the meantime is kept too.
    let options =
        if force { options.write(true).create(true).truncate(true) } else { options.write(true).create_new(true) };
    options.open(file)?.write_all(text.as_bytes())
}

fn told(text: &Text, ending: Ending, lang: Lang) -> Ending {
    say::line(text, lang);
    ending
}

fn exists(file: &Path) -> Text {
    let name = file.display();
    Text::new(
        format!(
            "{name} bestaat al en is niet veranderd. Kies een andere naam (--file scholen-2.toml), of overschrijf het: --force"
        ),
        format!(
            "{name} exists already and was not changed. Choose another name (--file schools-2.toml), or overwrite it: --force"
        ),
    )
}

fn unwritten(file: &Path, error: &std::io::Error) -> Text {
    let name = file.display();
    Text::new(
        format!("{name} kan niet worden geschreven ({error}). Kies een andere plaats: --file BESTAND"),
        format!("{name} cannot be written ({error}). Choose another place: --file FILE"),
    )
}

fn no_source() -> Text {
    Text::new(
        "Waar staan de scholen? Kies één van deze drie:\n  \
         audit init https://www.deschool.nl https://www.deandereschool.nl\n  \
         audit init --organisation https://www.destichting.nl\n  \
         audit init --duo vestigingen.csv --bestuur 12345",
        "Where are the schools? Choose one of these three:\n  \
         audit init https://www.theschool.nl https://www.theotherschool.nl\n  \
         audit init --organisation https://www.thefoundation.nl\n  \
         audit init --duo vestigingen.csv --bestuur 12345",
    )
}

fn no_choice() -> Text {
    Text::new(
        "Welke scholen uit het bestand van DUO? Noem het bestuur (--bestuur 12345) of de gemeente (--gemeente Opsterland).",
        "Which schools of DUO's file? Name the board (--bestuur 12345) or the municipality (--gemeente Opsterland).",
    )
}

fn nothing(draft: &Draft) -> Text {
    let seen: Vec<&str> = draft.schools.iter().map(|school| school.name.as_str()).take(10).collect();
    if seen.is_empty() {
        return Text::new(
            "Er is geen school gevonden; er is niets geschreven. Noem de adressen zelf: audit init https://… https://…",
            "No school was found; nothing was written. Give the addresses yourself: audit init https://… https://…",
        );
    }
    let seen = seen.join(", ");
    Text::new(
        format!("Er is geen school met een bruikbare website gevonden; er is niets geschreven. Gezien: {seen}."),
        format!("No school with a usable website was found; nothing was written. Seen: {seen}."),
    )
}

/// What was written, one line per school, and what comes next.
fn summary(draft: &Draft, file: &Path, lang: Lang) -> String {
    let line = |school: &crate::config::DraftSchool| {
        let mark = if school.counts() { '✓' } else { '?' };
        let url = school.url.as_ref().map_or("–", |url| url.as_str());
        let first = school.remarks.first().map(|text| format!("\n      {}", text.get(lang))).unwrap_or_default();
        format!("  {mark} {}  {url}{first}\n", school.name)
    };
    let list: String = draft.schools.iter().map(line).collect();
    let (counting, name) = (draft.schools.iter().filter(|school| school.counts()).count(), file.display());
    let doubts = draft.schools.len() - counting;
    let organisation = draft.organisation.as_ref().map(|o| o.name.as_str()).filter(|name| !name.is_empty());
    let (owner_nl, owner_en) = organisation
        .map_or_else(Default::default, |name| (format!("Organisatie: {name}\n"), format!("Organisation: {name}\n")));
    let (doubts_nl, doubts_en) = match doubts {
        0 => (String::new(), String::new()),
        n => (
            format!(", en {n} met een vraagteken (doen nog niet mee)"),
            format!(", and {n} with a question mark (not taking part yet)"),
        ),
    };
    let (schools_nl, schools_en) = if counting == 1 { ("school", "school") } else { ("scholen", "schools") };
    Text::new(
        format!(
            "{owner_nl}{list}\nGeschreven: {name}, met {counting} {schools_nl}{doubts_nl}.\n\
             Kijk het na in een kladblok. Daarna:\n  audit {name} --plan    wat er gelezen wordt en hoe lang dat duurt\n  \
             audit {name}           de audit zelf\n"
        ),
        format!(
            "{owner_en}{list}\nWritten: {name}, with {counting} {schools_en}{doubts_en}.\n\
             Look it over in a text editor. Then:\n  audit {name} --plan    what is read and how long that takes\n  \
             audit {name}           the audit itself\n"
        ),
    )
    .get(lang)
    .to_owned()
}
