//! `audit rubric check|test|show`: is a rubric valid, does it do what its examples say, what does it hold.

use crate::extract::text;
use crate::model::{Document, Lang};
use crate::rubric::{Indicator, Judge, Rubric, Signal};
use crate::score::Judger;
use jiff::civil::Date;
use std::fmt::Write as _;
use url::Url;

/// What the examples of a rubric came to.
#[derive(Debug, Default)]
pub struct Trial {
    /// Examples tried.
    pub tried: usize,
    /// Signals of the rubric.
    pub signals: usize,
    /// Signals with at least one sentence that must fire.
    pub exercised: usize,
    /// One line per example that came out otherwise, and per signal without an example.
    pub failures: Vec<String>,
}

/// Runs every example of `rubric`: sentences that must (not) fire a signal, passages that must get a level.
pub fn trial(rubric: &Rubric, today: Date) -> Trial {
    let judger = Judger::new(rubric, today, None);
    let mut trial = Trial::default();
    for indicator in &rubric.indicators {
        if let Judge::Signals { signals, .. } = &indicator.judge {
            signals.iter().for_each(|signal| signal_examples(&judger, indicator, signal, &mut trial));
        }
        for example in &indicator.examples {
            trial.tried += 1;
            let found = judger.one(&indicator.id, &[document(&example.title, &example.text)]);
            let level = found.and_then(|f| f.outcome.level());
            if level != Some(example.level) {
                let said = level.map_or("geen niveau".to_owned(), |l| format!("niveau {l}"));
                trial.failures.push(format!("{}: voorbeeld moet niveau {} krijgen, kreeg {said}: {}", indicator.id, example.level, example.text));
            }
        }
    }
    trial
}

fn signal_examples(judger: &Judger, indicator: &Indicator, signal: &Signal, trial: &mut Trial) {
    trial.signals += 1;
    trial.exercised += usize::from(!signal.yes.is_empty());
    if signal.yes.is_empty() {
        trial.failures.push(format!("{}: signaal '{}' heeft geen voorbeeld (yes) waarop het moet aanslaan", indicator.id, signal.id));
    }
    for (text, must) in signal.yes.iter().map(|t| (t, true)).chain(signal.no.iter().map(|t| (t, false))) {
        trial.tried += 1;
        if judger.fires(signal, &document("", text)) != must {
            let verb = if must { "moet aanslaan" } else { "mag niet aanslaan" };
            trial.failures.push(format!("{}: signaal '{}' {verb} op: {text}", indicator.id, signal.id));
        }
    }
}

fn document(title: &str, text: &str) -> Document {
    let url = Url::parse("https://school.example/").expect("fixed address");
    Document { clicks: Some(0), ..text::passage(&url, title, text) }
}

/// The rubric in words: dimensions, indicators, levels, number of signals.
pub fn show(rubric: &Rubric, lang: Lang) -> String {
    let mut out = format!("{} ({} {})\n", rubric.title.get(lang), rubric.id, rubric.version);
    for dimension in &rubric.dimensions {
        let _ = writeln!(out, "\n{}", dimension.name.get(lang).to_uppercase());
        for indicator in rubric.indicators.iter().filter(|i| i.dimension == dimension.id) {
            let _ = writeln!(out, "\n{} [{}, {} {}]", indicator.name.get(lang), indicator.id, weight(lang), indicator.weight);
            let _ = writeln!(out, "  {}", indicator.question.get(lang));
            for (level, words) in indicator.levels.iter().enumerate() {
                let _ = writeln!(out, "  {level}  {}", words.text.get(lang));
            }
        }
    }
    out
}

fn weight(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "gewicht",
        Lang::En => "weight",
    }
}
