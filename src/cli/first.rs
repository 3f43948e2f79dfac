//! `audit check`, `audit init` and what else a newcomer meets first.

use super::{AuditOptions, HelpOnly, Language};
use crate::config;
use crate::model::{CrawlSettings, SchoolType};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::time::Duration;

/// `audit check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Adres van de website van de school
    #[arg(value_name = "ADRES", help_heading = "Gegevens")]
    pub url: String,

    /// Naam van de school [zonder: wat de website zelf zegt]
    #[arg(long, value_name = "NAAM", help_heading = "Gegevens")]
    pub name: Option<String>,

    /// Soort school: po (basisschool), sbo of vo [zonder: po]
    #[arg(
        long = "type",
        value_name = "SOORT",
        value_enum,
        default_value = "po",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "Gegevens"
    )]
    pub kind: KindName,

    /// Naam van de organisatie (stichting, bestuur) [zonder: wat de website zelf zegt]
    #[arg(long, value_name = "NAAM", help_heading = "Gegevens")]
    pub organisation: Option<String>,

    /// Website van die organisatie
    #[arg(long, value_name = "ADRES", help_heading = "Gegevens")]
    pub organisation_url: Option<String>,

    /// How to audit.
    #[command(flatten)]
    pub options: AuditOptions,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Adressen van de websites van de scholen
    #[arg(value_name = "ADRES", help_heading = "Gegevens")]
    pub urls: Vec<String>,

    /// Website van de organisatie (stichting, bestuur): de scholen worden daar opgezocht
    #[arg(long, value_name = "ADRES", conflicts_with_all = ["urls", "duo"], help_heading = "Gegevens")]
    pub organisation: Option<String>,

    /// Bestand van DUO met alle schoolvestigingen
    #[arg(long, value_name = "BESTAND", conflicts_with = "urls", help_heading = "Gegevens")]
    pub duo: Option<PathBuf>,

    /// Neem uit het bestand van DUO de scholen van dit bestuur
    #[arg(long, value_name = "NUMMER", requires = "duo", conflicts_with = "gemeente", help_heading = "Gegevens")]
    pub bestuur: Option<String>,

    /// Neem uit het bestand van DUO de scholen in deze gemeente
    #[arg(long, value_name = "NAAM", requires = "duo", help_heading = "Gegevens")]
    pub gemeente: Option<String>,

    /// Bestand dat wordt geschreven [zonder: schools.toml]
    #[arg(
        long,
        value_name = "BESTAND",
        default_value = "schools.toml",
        hide_default_value = true,
        help_heading = "Opties"
    )]
    pub file: PathBuf,

    /// Overschrijf het bestand als het al bestaat
    #[arg(long, help_heading = "Opties")]
    pub force: bool,

    /// Toon geen voortgang
    #[arg(long, help_heading = "Opties")]
    pub quiet: bool,

    /// Language of everything.
    #[command(flatten)]
    pub language: Language,

    /// How to behave at the sites.
    #[command(flatten)]
    pub manners: Manners,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// Soort terminal: bash, zsh, fish, powershell of elvish
    #[arg(value_name = "TERMINAL", value_enum, hide_possible_values = true, help_heading = "Gegevens")]
    pub shell: clap_complete::Shell,

    #[command(flatten)]
    help: HelpOnly,
}

/// `audit man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Opdracht waarover de handleiding gaat [zonder: het hele programma]
    #[arg(value_name = "OPDRACHT", help_heading = "Gegevens")]
    pub command: Option<String>,

    #[command(flatten)]
    help: HelpOnly,
}

/// Kinds of school by their abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindName {
    /// Primary.
    Po,
    /// Special primary.
    Sbo,
    /// Secondary.
    Vo,
}

impl From<KindName> for SchoolType {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Po => Self::Primary,
            KindName::Sbo => Self::SpecialPrimary,
            KindName::Vo => Self::Secondary,
        }
    }
}

/// How to behave at the sites, when no file tells or instead of what it tells.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Netheid")]
pub struct Manners {
    /// Mailadres of webadres waarop een webmaster u kan bereiken
    #[arg(long, value_name = "ADRES", value_parser = contact)]
    pub contact: Option<String>,

    /// Minste wachttijd tussen twee verzoeken aan een website, in duizendsten van een seconde [zonder: 1000]
    #[arg(long, value_name = "AANTAL", value_parser = delay)]
    pub delay_ms: Option<u64>,

    /// Lees ook een website op deze computer of in het eigen netwerk
    #[arg(long)]
    pub allow_private_hosts: bool,
}

impl Manners {
    /// Puts what was asked for in the place of what `settings` say.
    pub fn apply(&self, settings: &mut CrawlSettings) {
        if self.contact.is_some() {
            settings.contact.clone_from(&self.contact);
        }
        settings.delay = self.delay_ms.map_or(settings.delay, Duration::from_millis);
        settings.allow_private_hosts |= self.allow_private_hosts;
    }
}

fn contact(text: &str) -> Result<String, String> {
    let text = text.trim();
    let fits = config::is_contact(text).then(|| text.to_owned());
    fits.ok_or_else(|| "vul een mailadres of webadres in, zoals naam@deschool.nl".to_owned())
}

fn delay(text: &str) -> Result<u64, String> {
    let number = text.parse().ok().filter(|n| *n <= 600_000);
    number.ok_or_else(|| "kies een heel getal van 0 tot en met 600000".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_goes_before_what_the_file_says() {
        let mut settings = CrawlSettings { contact: Some("a@b.example".into()), ..CrawlSettings::default() };
        Manners::default().apply(&mut settings);
        assert_eq!(settings.contact.as_deref(), Some("a@b.example"));
        let manners = Manners { contact: contact("c@d.example").ok(), delay_ms: Some(5), allow_private_hosts: true };
        manners.apply(&mut settings);
        assert_eq!((settings.contact.as_deref(), settings.delay.as_millis()), (Some("c@d.example"), 5));
        assert!(settings.allow_private_hosts && contact("naam").is_err() && delay("-1").is_err());
    }
}
