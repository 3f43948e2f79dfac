//! `audit rubric check|test|show`: is a rubric valid, does it do what its examples say, what does it hold.

use super::{Ending, agree, say, train};
use crate::cli::{AgreeArgs, RubricAction, TrainArgs};
use crate::extract::text;
use crate::learn::agreement::{Pair, quadratic_weighted_kappa};
use crate::model::{Document, Image, Lang, Link, Organisation, Region, Text};
use crate::rubric::load::{Mistake, RubricFile};
use crate::rubric::{self, Indicator, Judge, Rubric, Signal};
use crate::score::Judger;
use jiff::ZonedDateTime;
use jiff::civil::Date;
use regex::Regex;
use std::fmt::Write as _;
use std::path::Path;
use url::Url;

/// Does what `action` asks.
pub(super) fn run(action: RubricAction) -> Ending {
    let ending = match action {
        RubricAction::Check(file) => load(file.rubric.as_deref(), file.language.lang.into())
            .map(|rubric| check(&rubric, file.language.lang.into())),
        RubricAction::Test(file) => load(file.rubric.as_deref(), file.language.lang.into())
            .map(|rubric| test(&rubric, file.language.lang.into())),
        RubricAction::Show(file) => load(file.rubric.as_deref(), file.language.lang.into()).map(|rubric| {
            say::result(&show(&rubric, file.language.lang.into()));
            Ending::Done
        }),
        RubricAction::Agree(args) => compare(&args),
        RubricAction::Train(args) => learn(&args),
    };
    ending.unwrap_or_else(|ending| ending)
}

/// The rubric at `path`, or the standard one. Mistakes are told.
pub(super) fn load(path: Option<&Path>, lang: Lang) -> Result<Rubric, Ending> {
    files(path, lang).and_then(|files| parse(files, lang))
}

/// The files of the rubric at `path`, or of the standard one. What keeps them from being read is told.
pub(super) fn files(path: Option<&Path>, lang: Lang) -> Result<Vec<RubricFile>, Ending> {
    path.map_or_else(|| Ok(rubric::load::embedded_files()), rubric::load::path_files).map_err(tell(lang))
}

/// The rubric in these files. Mistakes are told.
pub(super) fn parse(files: Vec<RubricFile>, lang: Lang) -> Result<Rubric, Ending> {
    rubric::load::files(files).map_err(tell(lang))
}

fn tell(lang: Lang) -> impl Fn(Vec<Mistake>) -> Ending {
    move |mistakes| {
        mistakes.iter().for_each(|mistake| say::line(&Text::new(mistake.to_string(), mistake.to_string()), lang));
        Ending::Invalid
    }
}

fn check(rubric: &Rubric, lang: Lang) -> Ending {
    let bare = signals(rubric).filter(|(_, s)| s.yes.is_empty());
    let bare: Vec<String> = bare.map(|(i, s)| format!("{}: {}", i.id, s.id)).collect();
    if bare.is_empty() {
        let (indicators, signals) = (rubric.indicators.len(), signals(rubric).count());
        say::result(
            Text::new(
                format!("In orde: {indicators} indicatoren, {signals} signalen, elk met een voorbeeld.\n"),
                format!("Fine: {indicators} indicators, {signals} signals, each with an example.\n"),
            )
            .get(lang),
        );
        return Ending::Done;
    }
    let list = bare.join("\n  ");
    say::line(
        &Text::new(
            format!("Deze signalen hebben geen voorbeeld (yes) waarop ze moeten aanslaan; voeg er een toe:\n  {list}"),
            format!("These signals have no example (yes) on which they must fire; add one:\n  {list}"),
        ),
        lang,
    );
    Ending::Invalid
}

fn learn(args: &TrainArgs) -> Result<Ending, Ending> {
    let lang = args.language.lang.into();
    // The model that is there may be of an older form: it is about to be replaced.
    let mut files = files(Some(&args.rubric), lang)?;
    files.retain(|(name, _)| name != rubric::load::MODEL);
    let rubric = parse(files, lang)?;
    let told = |line: String| {
        say::line(&Text::new(line.clone(), line), lang);
        Ending::Failed
    };
    let train::Learned { model, unseen } = train::train(&rubric, &args.passages, args.today).map_err(told)?;
    let file = args.rubric.join(rubric::load::MODEL);
    std::fs::write(&file, model.to_bytes()).map_err(|e| told(format!("{}: {e}", file.display())))?;
    let text = Text::new(
        format!("Geleerd: {} indicatoren. Het model staat in {}.\n", model.graders.len(), file.display()),
        format!("Learned: {} indicators. The model is in {}.\n", model.graders.len(), file.display()),
    );
    say::result(text.get(lang));
    let row = |name: &str, pairs: &[Pair]| {
        let kappa = quadratic_weighted_kappa(pairs).map_or("-".to_owned(), |k| format!("{k:.2}"));
        say::result(&format!("{name:26} {:5} {kappa:>6}\n", pairs.len()));
    };
    unseen.iter().for_each(|(name, pairs)| row(name, pairs));
    row("QWK", &unseen.into_values().flatten().collect::<Vec<_>>());
    Ok(Ending::Done)
}

fn signals(rubric: &Rubric) -> impl Iterator<Item = (&Indicator, &Signal)> {
    rubric.indicators.iter().flat_map(|indicator| match &indicator.judge {
        Judge::Signals { signals, .. } => signals.iter().map(|s| (indicator, s)).collect::<Vec<_>>(),
        Judge::Measure { .. } => Vec::new(),
    })
}

fn test(rubric: &Rubric, lang: Lang) -> Ending {
    let trial = trial(rubric, ZonedDateTime::now().date());
    let Trial { tried, signals, exercised, failures } = &trial;
    say::result(
        Text::new(
            format!(
                "{tried} voorbeelden geprobeerd, {exercised} van {signals} signalen geraakt, {} niet zoals bedoeld.\n",
                failures.len()
            ),
            format!(
                "{tried} examples tried, {exercised} of {signals} signals exercised, {} not as meant.\n",
                failures.len()
            ),
        )
        .get(lang),
    );
    say::result(&failures.iter().map(|f| format!("  {f}\n")).collect::<String>());
    if failures.is_empty() { Ending::Done } else { Ending::Invalid }
}

fn compare(args: &AgreeArgs) -> Result<Ending, Ending> {
    let lang = args.language.lang.into();
    let rubric = load(args.rubric.as_deref(), lang)?;
    let told = |file: &Path, message: String| {
        let line = format!("{}: {message}", file.display());
        say::line(&Text::new(line.clone(), line), lang);
        Ending::Invalid
    };
    let gold = std::fs::read_to_string(&args.readings).map_err(|e| told(&args.readings, e.to_string()))?;
    let today = args.today.unwrap_or_else(|| ZonedDateTime::now().date());
    let table =
        agree::agree(&rubric, &gold, today, args.only.as_deref(), args.wrong).map_err(|e| told(&args.readings, e))?;
    say::result(&table);
    Ok(Ending::Done)
}

/// What the examples of a rubric came to.
#[derive(Debug, Default)]
pub(super) struct Trial {
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
pub(super) fn trial(rubric: &Rubric, today: Date) -> Trial {
    let judger = Judger::new(rubric, today, Some(&sample_organisation()));
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
                trial.failures.push(format!(
                    "{}: voorbeeld moet niveau {} krijgen, kreeg {said}: {}",
                    indicator.id, example.level, example.text
                ));
            }
        }
    }
    trial
}

fn signal_examples(judger: &Judger, indicator: &Indicator, signal: &Signal, trial: &mut Trial) {
    trial.signals += 1;
    trial.exercised += usize::from(!signal.yes.is_empty());
    if signal.yes.is_empty() {
        trial.failures.push(format!(
            "{}: signaal '{}' heeft geen voorbeeld (yes) waarop het moet aanslaan",
            indicator.id, signal.id
        ));
    }
    for (text, must) in signal.yes.iter().map(|t| (t, true)).chain(signal.no.iter().map(|t| (t, false))) {
        trial.tried += 1;
        if judger.fires(signal, &document("", text)) != must {
            let verb = if must { "moet aanslaan" } else { "mag niet aanslaan" };
            trial.failures.push(format!("{}: signaal '{}' {verb} op: {text}", indicator.id, signal.id));
        }
    }
}

/// The organisation that examples speak of.
fn sample_organisation() -> Organisation {
    let url = Url::parse("https://www.dewaldsang.example/").ok();
    Organisation { name: "Stichting De Wâldsang".into(), url, aliases: vec!["De Wâldsang".into()] }
}

/// An example as a page. `[text](address)` in it is a link, `![text](address)` an image.
fn document(title: &str, text: &str) -> Document {
    let url = Url::parse("https://school.example/").expect("fixed address");
    let pattern = Regex::new(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)").expect("fixed pattern");
    let plain = pattern.replace_all(text, "$2");
    let mut document = Document { clicks: Some(0), ..text::passage(&url, title, &plain) };
    for found in pattern.captures_iter(text) {
        let target = url.join(&found[3]).ok();
        if &found[1] == "!" {
            document.images.push(Image { url: target, alt: found[2].into(), region: Region::Main, link: None });
        } else if let Some(url) = target {
            let link = Link { url, text: found[2].into(), region: Region::Main, nofollow: false, block: None };
            document.links.push(link);
        }
    }
    document
}

/// The rubric in words: dimensions, indicators, levels, number of signals.
pub(super) fn show(rubric: &Rubric, lang: Lang) -> String {
    let mut out = format!("{} ({} {})\n", rubric.title.get(lang), rubric.id, rubric.version);
    for dimension in &rubric.dimensions {
        let _ = writeln!(out, "\n{}", dimension.name.get(lang).to_uppercase());
        for indicator in rubric.indicators.iter().filter(|i| i.dimension == dimension.id) {
            let _ = writeln!(
                out,
                "\n{} [{}, {} {}]",
                indicator.name.get(lang),
                indicator.id,
                weight(lang),
                indicator.weight
            );
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
