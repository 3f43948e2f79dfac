//! What can be typed behind `audit`: clap types only. Help is Dutch, for people who seldom see a terminal.

mod first;
mod rubric;
mod runs;

pub use first::{CheckArgs, CompletionsArgs, InitArgs, ManArgs, Manners};
pub use rubric::{AgreeArgs, RubricAction, RubricArgs, RubricFile, TrainArgs};
pub use runs::{DiffArgs, ExportArgs, Folder, ForgetArgs, ReportArgs, RescoreArgs, ReviewArgs, RunsArgs};

use crate::model::{CrawlSettings, Lang};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Our own template: clap's headings are English.
const HELP: &str = "{about}\n\nGebruik: {usage}\n\n{all-args}{after-help}\n";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "audit",
    version,
    disable_version_flag = true,
    disable_help_flag = true,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true,
    help_template = HELP,
    override_usage = "audit [OPTIES] [BESTAND]\n         audit <OPDRACHT>",
    subcommand_help_heading = "Opdrachten",
    about = "Leest de websites van scholen en vertelt wat ouders daar zien over ouderbetrokkenheid.",
    after_help = "Voorbeelden:\n  audit demo                  het voorbeeld bekijken, zonder internet\n  \
                  audit check https://www.deschool.nl   één school\n  \
                  audit init https://www.deschool.nl https://www.deandereschool.nl   een lijst maken\n  \
                  audit schools.toml          de scholen in uw eigen bestand\n  \
                  audit scholen.xlsx --output rapport-mei\n\nHulp bij één opdracht: audit demo --help"
)]
pub struct Cli {
    /// What to do; without it the file is audited.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Bestand met de scholen: schools.toml, of een werkblad (xlsx, csv) [zonder: schools.toml in deze map]
    #[arg(value_name = "BESTAND", help_heading = "Gegevens")]
    pub file: Option<PathBuf>,

    /// How to audit.
    #[command(flatten)]
    pub options: KeptOptions,

    /// Vertel alleen wat er gelezen zou worden, en hoe lang dat duurt; vraag niets op
    #[arg(long, help_heading = "Opties")]
    pub plan: bool,

    /// Toon deze hulp
    #[arg(short, long, action = clap::ArgAction::Help, help_heading = "Opties")]
    help: Option<bool>,

    /// Toon de versie van het programma
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "Opties")]
    version: Option<bool>,
}

/// Commands beside the default one.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bekijk het voorbeeld: een verzonnen stichting met zeven scholen, zonder internet
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit demo [OPTIES]",
        after_help = "Voorbeeld:\n  audit demo --output voorbeeld\n\nDe dag van de audit staat in het voorbeeld vast op 23 november 2026. Kies een andere dag met --today."
    )]
    Demo(DemoArgs),

    /// Bekijk één school: wat kan er beter op deze website?
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit check [OPTIES] <ADRES>",
        after_help = "Voorbeeld:\n  audit check https://www.deregenboog.nl\n\nNa een aanpassing: geef dezelfde opdracht nog een keer. Dan ziet u ook wat er beter is geworden."
    )]
    Check(CheckArgs),

    /// Maak een bestand schools.toml
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit init [OPTIES] <ADRES>...\n         audit init --organisation <ADRES>\n         audit init --duo <BESTAND> --bestuur <NUMMER>",
        after_help = "Voorbeelden:\n  audit init https://www.deschool.nl https://www.deandereschool.nl\n  audit init --organisation https://www.destichting.nl\n  audit init --duo vestigingen.csv --bestuur 12345\n  audit init --duo vestigingen.csv --gemeente Opsterland\n\nHet bestand van DUO heet ‘Alle schoolvestigingen in het basisonderwijs’ en staat op duo.nl bij Open onderwijsdata, Adressen."
    )]
    Init(InitArgs),

    /// Toon welke audits bewaard zijn
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit runs [OPTIES]",
        after_help = "Voorbeeld:\n  audit runs --output rapport-mei"
    )]
    Runs(RunsArgs),

    /// Maak het rapport van een bewaarde audit opnieuw, zonder internet
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit report [OPTIES] [AUDIT]",
        after_help = "Voorbeeld:\n  audit report --lang en"
    )]
    Report(ReportArgs),

    /// Bekijk de niveaus zelf: bevestig ze, kies een ander niveau, schrijf een opmerking
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit review [OPTIES] [AUDIT]",
        after_help = "Voorbeeld:\n  audit review\n\nEr gaat een bladzijde open in uw browser, alleen op deze computer. Wat u kiest, wordt meteen bewaard en komt in het rapport."
    )]
    Review(ReviewArgs),

    /// Beoordeel een bewaarde audit opnieuw met een andere meetlat, zonder internet
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit rescore [OPTIES] [AUDIT]",
        after_help = "Voorbeeld:\n  audit rescore --rubric mijn-meetlat/"
    )]
    Rescore(RescoreArgs),

    /// Vergelijk twee bewaarde audits: wat is er veranderd, en waardoor
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit diff [OPTIES] [OUD] [NIEUW]",
        after_help = "Voorbeeld:\n  audit diff"
    )]
    Diff(DiffArgs),

    /// Zet alles wat gelezen is in een archief
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit export --warc [OPTIES] [AUDIT]",
        after_help = "Voorbeeld:\n  audit export --warc --output bewijs-mei.warc.gz"
    )]
    Export(ExportArgs),

    /// Verwijder een bewaarde audit, met alles wat ervoor gelezen is
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit forget [OPTIES] <AUDIT>",
        after_help = "Voorbeeld:\n  audit forget 20261123T140211032Z"
    )]
    Forget(ForgetArgs),

    /// Bekijk of controleer de meetlat (rubric)
    #[command(
        disable_help_flag = true,
        disable_help_subcommand = true,
        help_template = HELP,
        override_usage = "audit rubric <OPDRACHT>",
        subcommand_help_heading = "Opdrachten",
        after_help = "Voorbeelden:\n  audit rubric show\n  audit rubric check mijn-meetlat/"
    )]
    Rubric(RubricArgs),

    /// Toon het JSON-schema van results.json
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit schema",
        after_help = "Voorbeeld:\n  audit schema > results.schema.json"
    )]
    Schema(HelpOnly),

    /// Toon een bestand dat opdrachten aanvult in uw terminal
    #[command(
        hide = true,
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit completions <TERMINAL>",
        after_help = "Voorbeeld:\n  audit completions bash > ~/.local/share/bash-completion/completions/audit"
    )]
    Completions(CompletionsArgs),

    /// Toon de handleiding in de vorm van een man-pagina
    #[command(
        hide = true,
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit man [OPDRACHT]",
        after_help = "Voorbeeld:\n  audit man > audit.1\n  audit man check > audit-check.1"
    )]
    Man(ManArgs),
}

/// `audit demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// How to audit.
    #[command(flatten)]
    pub options: KeptOptions,

    #[command(flatten)]
    help: HelpOnly,
}

/// Options of an audit that is kept.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Opties")]
pub struct KeptOptions {
    /// Options of every audit.
    #[command(flatten)]
    pub audit: AuditOptions,

    /// Ga verder met een audit van deze scholen die is onderbroken
    #[arg(long, help_heading = "Opties")]
    pub resume: bool,
}

/// Options of every auditing command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Opties")]
pub struct AuditOptions {
    /// Map voor het rapport [zonder: output]
    #[arg(long, value_name = "MAP", default_value = "output", hide_default_value = true)]
    pub output: PathBuf,

    /// Bestand of map met een eigen meetlat [zonder: de standaard-meetlat]
    #[arg(long, value_name = "MEETLAT")]
    pub rubric: Option<PathBuf>,

    /// Language of everything.
    #[command(flatten)]
    pub language: Language,

    /// Dag van de audit, voor alles wat over ‘actueel’ gaat [zonder: vandaag]
    #[arg(long, value_name = "JJJJ-MM-DD", value_parser = day)]
    pub today: Option<Date>,

    /// Lees hoogstens zoveel bladzijden per school [zonder: wat in het bestand staat, of 200]
    #[arg(long, value_name = "AANTAL", value_parser = pages)]
    pub max_pages: Option<usize>,

    /// Lees ook wat waarschijnlijk niets toevoegt (oud nieuws, foto's, agenda), tot het maximum
    #[arg(long)]
    pub thorough: bool,

    /// Toon pagina's in de browser op deze computer voordat ze gelezen worden: auto (als scripts de tekst maken), always of never [zonder: auto]
    #[arg(
        long,
        value_name = "WANNEER",
        value_enum,
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub render: Render,

    /// Eindig met code 3 als een school lager scoort dan dit cijfer van 0 tot 100
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub fail_under: Option<f64>,

    /// What is made for paper.
    #[command(flatten)]
    pub paper: Paper,

    /// Toon geen voortgang
    #[arg(long)]
    pub quiet: bool,

    /// How to behave at the sites.
    #[command(flatten)]
    pub manners: Manners,
}

impl AuditOptions {
    /// What is asked for here goes before what a file says.
    pub fn apply(&self, crawl: &mut CrawlSettings) {
        crawl.max_pages = self.max_pages.unwrap_or(crawl.max_pages);
        crawl.thorough |= self.thorough;
        self.manners.apply(crawl);
    }
}

/// What is made for paper.
#[derive(Debug, Clone, Copy, Args)]
pub struct Paper {
    /// Maak geen PDF-bestanden (dat doet anders de browser op deze computer)
    #[arg(long, help_heading = "Opties")]
    pub no_pdf: bool,
}

/// When pages are shown in the user's browser before they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Render {
    /// Those whose text is made by scripts.
    Auto,
    /// All.
    Always,
    /// None.
    Never,
}

/// The language option.
#[derive(Debug, Clone, Copy, Args)]
pub struct Language {
    /// Taal: nl (Nederlands) of en (English) [zonder: nl]
    #[arg(
        long,
        value_name = "TAAL",
        value_enum,
        default_value_t = LangName::usual(),
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "Opties"
    )]
    pub lang: LangName,
}

/// Languages by their code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangName {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl LangName {
    /// The language when none is asked for: Dutch, unless `AUDIT_LANG` says `en`. The language of the computer (`LANG`)
    /// does not count: many Dutch computers speak English, and the report is for parents and a council who read Dutch.
    pub fn usual() -> Self {
        match std::env::var("AUDIT_LANG") {
            Ok(name) if name.eq_ignore_ascii_case("en") => Self::En,
            _ => Self::Nl,
        }
    }
}

impl From<LangName> for Lang {
    fn from(name: LangName) -> Self {
        match name {
            LangName::Nl => Self::Nl,
            LangName::En => Self::En,
        }
    }
}

/// A help flag with a Dutch text.
#[derive(Debug, Clone, Copy, Args)]
pub struct HelpOnly {
    /// Toon deze hulp
    #[arg(short, long, action = clap::ArgAction::Help, help_heading = "Opties")]
    help: Option<bool>,
}

fn day(text: &str) -> Result<Date, String> {
    let written = text.len() == 10 && text.is_ascii();
    let date = text.parse().ok().filter(|_| written);
    date.ok_or_else(|| "schrijf jaar-maand-dag, zoals 2026-11-23".to_owned())
}

fn pages(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|n| (1..=100_000).contains(n));
    number.ok_or_else(|| "kies een heel getal van 1 tot en met 100000".to_owned())
}

fn score(text: &str) -> Result<f64, String> {
    let number = text.replace(',', ".").parse().ok().filter(|n| (0.0..=100.0).contains(n));
    number.ok_or_else(|| "kies een getal van 0 tot en met 100".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn values_are_checked() {
        assert!(day("2026-11-23").is_ok() && day("2026-02-30").is_err() && day("20261123").is_err());
        assert!(pages("1").is_ok() && pages("0").is_err() && pages("1.5").is_err());
        assert_eq!(score("55,5"), Ok(55.5));
        assert!(score("NaN").is_err() && score("101").is_err());
    }
}
