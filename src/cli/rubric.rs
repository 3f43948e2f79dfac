//! `audit rubric check|test|show|agree`.

use super::{HELP, HelpOnly, Language, day};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

/// `audit rubric`.
#[derive(Debug, Args)]
pub struct RubricArgs {
    /// What to do with the rubric.
    #[command(subcommand)]
    pub action: RubricAction,

    #[command(flatten)]
    help: HelpOnly,
}

/// Commands on a rubric.
#[derive(Debug, Subcommand)]
pub enum RubricAction {
    /// Controleer een meetlat: alle fouten in één keer
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit rubric check [MEETLAT]",
        after_help = "Voorbeeld:\n  audit rubric check mijn-meetlat/"
    )]
    Check(RubricFile),
    /// Probeer de voorbeelden in een meetlat uit
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit rubric test [MEETLAT]",
        after_help = "Voorbeeld:\n  audit rubric test mijn-meetlat/"
    )]
    Test(RubricFile),
    /// Toon een meetlat in gewone taal
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit rubric show [MEETLAT]",
        after_help = "Voorbeeld:\n  audit rubric show"
    )]
    Show(RubricFile),
    /// Vergelijk de meetlat met de niveaus die een lezer gaf
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit rubric agree [OPTIES] <LEZER>",
        after_help = "Voorbeeld:\n  audit rubric agree lezer.jsonl --rubric mijn-meetlat/"
    )]
    Agree(AgreeArgs),
    /// Leer uit passages met niveaus hoe zwaar de signalen en woorden wegen
    #[command(
        disable_help_flag = true,
        help_template = HELP,
        override_usage = "audit rubric train <MEETLAT> <PASSAGES>",
        after_help = "Voorbeeld:\n  audit rubric train mijn-meetlat/ mijn-passages/"
    )]
    Train(TrainArgs),
}

/// A rubric to look at.
#[derive(Debug, Args)]
pub struct RubricFile {
    /// Bestand of map met de meetlat [zonder: de standaard-meetlat]
    #[arg(value_name = "MEETLAT", help_heading = "Gegevens")]
    pub rubric: Option<PathBuf>,

    /// Language of messages.
    #[command(flatten)]
    pub language: Language,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit rubric agree`.
#[derive(Debug, Args)]
pub struct AgreeArgs {
    /// Bestand met passages en de niveaus van een lezer (JSON Lines)
    #[arg(value_name = "LEZER", help_heading = "Gegevens")]
    pub readings: PathBuf,

    /// Bestand of map met een eigen meetlat
    #[arg(long, value_name = "MEETLAT", help_heading = "Opties")]
    pub rubric: Option<PathBuf>,

    /// Vergelijk alleen deze vraag (indicator)
    #[arg(long, value_name = "ID", help_heading = "Opties")]
    pub only: Option<String>,

    /// Toon elke passage die een ander niveau kreeg
    #[arg(long, help_heading = "Opties")]
    pub wrong: bool,

    /// Dag waarop de passages gelezen zijn [zonder: vandaag]
    #[arg(long, value_name = "JJJJ-MM-DD", value_parser = day, help_heading = "Opties")]
    pub today: Option<Date>,

    /// Language of messages.
    #[command(flatten)]
    pub language: Language,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit rubric train`.
#[derive(Debug, Args)]
pub struct TrainArgs {
    /// Map met de meetlat; het model komt erin te staan
    #[arg(value_name = "MEETLAT", help_heading = "Gegevens")]
    pub rubric: PathBuf,

    /// Map met passages en niveaus (JSON Lines)
    #[arg(value_name = "PASSAGES", help_heading = "Gegevens")]
    pub passages: PathBuf,

    /// Dag waarop de passages gelden
    #[arg(long, value_name = "JJJJ-MM-DD", value_parser = day, default_value = "2026-11-23", help_heading = "Opties")]
    pub today: Date,

    /// Language of messages.
    #[command(flatten)]
    pub language: Language,

    #[command(flatten)]
    help: HelpOnly,
}
