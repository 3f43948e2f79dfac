//! Commands on runs that are kept: `audit runs`, `report`, `review`, `rescore`, `diff`, `export` and `forget`.

use super::{HelpOnly, Language, Paper};
use clap::Args;
use std::path::PathBuf;

/// Where runs are kept.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Opties")]
pub struct Folder {
    /// Map waarin de audit bewaard is; ook het rapport komt daar [zonder: output]
    #[arg(long, value_name = "MAP", default_value = "output", hide_default_value = true)]
    pub output: PathBuf,
}

/// `audit runs`.
#[derive(Debug, Args)]
pub struct RunsArgs {
    /// Where.
    #[command(flatten)]
    pub folder: Folder,

    /// Language of messages.
    #[command(flatten)]
    pub language: Language,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Welke audit, zoals `audit runs` die noemt [zonder: de nieuwste]
    #[arg(value_name = "AUDIT", help_heading = "Gegevens")]
    pub run: Option<String>,

    /// Where.
    #[command(flatten)]
    pub folder: Folder,

    /// Bestand of map met een meetlat, voor andere teksten; de niveaus blijven [zonder: de meetlat van toen]
    #[arg(long, value_name = "MEETLAT", help_heading = "Opties")]
    pub rubric: Option<PathBuf>,

    /// Language of the report.
    #[command(flatten)]
    pub language: Language,

    /// What is made for paper.
    #[command(flatten)]
    pub paper: Paper,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// Welke audit, zoals `audit runs` die noemt [zonder: de nieuwste]
    #[arg(value_name = "AUDIT", help_heading = "Gegevens")]
    pub run: Option<String>,

    /// Where.
    #[command(flatten)]
    pub folder: Folder,

    /// Language of the page and the report.
    #[command(flatten)]
    pub language: Language,

    /// What is made for paper.
    #[command(flatten)]
    pub paper: Paper,

    /// Open de bladzijde niet vanzelf in de browser; toon alleen het adres
    #[arg(long, help_heading = "Opties")]
    pub no_open: bool,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit rescore`.
#[derive(Debug, Args)]
pub struct RescoreArgs {
    /// Welke audit, zoals `audit runs` die noemt [zonder: de nieuwste]
    #[arg(value_name = "AUDIT", help_heading = "Gegevens")]
    pub run: Option<String>,

    /// Where.
    #[command(flatten)]
    pub folder: Folder,

    /// Bestand of map met de meetlat [zonder: de standaard-meetlat]
    #[arg(long, value_name = "MEETLAT", help_heading = "Opties")]
    pub rubric: Option<PathBuf>,

    /// Language of the report.
    #[command(flatten)]
    pub language: Language,

    /// What is made for paper.
    #[command(flatten)]
    pub paper: Paper,

    /// Toon geen voortgang
    #[arg(long, help_heading = "Opties")]
    pub quiet: bool,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// De oude audit [zonder: de een na nieuwste]
    #[arg(value_name = "OUD", help_heading = "Gegevens")]
    pub old: Option<String>,

    /// De nieuwe audit [zonder: de nieuwste]
    #[arg(value_name = "NIEUW", help_heading = "Gegevens")]
    pub new: Option<String>,

    /// Where.
    #[command(flatten)]
    pub folder: Folder,

    /// Language of the result.
    #[command(flatten)]
    pub language: Language,

    /// Toon geen voortgang
    #[arg(long, help_heading = "Opties")]
    pub quiet: bool,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Welke audit, zoals `audit runs` die noemt [zonder: de nieuwste]
    #[arg(value_name = "AUDIT", help_heading = "Gegevens")]
    pub run: Option<String>,

    /// Als webarchief (WARC), dat archiefprogramma's kunnen lezen
    #[arg(long, required = true, help_heading = "Opties")]
    pub warc: bool,

    /// Naam van het archief, of de map van de audit waarin het moet komen [zonder: output/AUDIT.warc.gz]
    #[arg(long, value_name = "BESTAND", help_heading = "Opties")]
    pub output: Option<PathBuf>,

    /// Map waarin de audit bewaard is [zonder: output]
    #[arg(long, value_name = "MAP", help_heading = "Opties")]
    pub from: Option<PathBuf>,

    /// Language of messages.
    #[command(flatten)]
    pub language: Language,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit forget`.
#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// Welke audit, zoals `audit runs` die noemt
    #[arg(value_name = "AUDIT", help_heading = "Gegevens")]
    pub run: String,

    /// Where.
    #[command(flatten)]
    pub folder: Folder,

    /// Language of messages.
    #[command(flatten)]
    pub language: Language,

    #[command(flatten)]
    help: HelpOnly,
}
