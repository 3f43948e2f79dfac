//! `audit review`: a page on this computer on which a person confirms or corrects levels and adds notes.

use super::audit::failed;
use super::desk::{self, Answer, Asked, Gate};
use super::ending::Ending;
use super::ledger::{Shared, lock};
use super::replay::{self, To};
use super::{interrupt, kept, say, screen, session};
use crate::cli::ReviewArgs;
use crate::model::{Comparison, LONGEST_NOTE, Lang, Outcome, Text, Verdict};
use crate::report::{self, Desk, Results, pick::Pick};
use crate::review;
use crate::rubric::Rubric;
use crate::store::StoreError;
use jiff::ZonedDateTime;
use jiff::civil::Date;
use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use url::form_urlencoded;

/// Longest name of a person, in characters.
const LONGEST_NAME: usize = 100;

/// Serves the page until the person is done, then writes the report anew.
pub(super) fn run(runtime: &Runtime, args: &ReviewArgs) -> Ending {
    look(runtime, args).map_or_else(|ending| ending, |()| Ending::Done)
}

fn look(runtime: &Runtime, args: &ReviewArgs) -> Result<(), Ending> {
    let lang = args.language.lang.into();
    let (store, run) = kept::run(&args.folder.output, args.run.as_deref(), lang)?;
    let rubric = replay::rubric_of(&store, &run, lang)?;
    let found = replay::found(runtime, &store, &run, lang)?;
    let (stop, stopped) = watch::channel(false);
    let office = Office::open(store, found, rubric, lang, stop.clone()).map_err(session::failed(lang))?;
    let office = Arc::new(office);
    runtime.block_on(serve(&office, args, (stop, stopped))).map_err(failed(lang))?;
    let Office { store, found, rubric, .. } = &*office;
    let reviewed = kept::reviewed(store, found.clone(), rubric, lang)?;
    let to = To { runtime, folder: &args.folder.output, no_pdf: args.paper.no_pdf };
    to.write(&reviewed, rubric, lang)
}

async fn serve(
    office: &Arc<Office>,
    args: &ReviewArgs,
    (stop, stopped): (watch::Sender<bool>, watch::Receiver<bool>),
) -> Result<(), Text> {
    let lang = office.lang;
    let (listener, address) = desk::listen().await?;
    let gate = Gate::new(address, secret()?, &report::review_policy());
    interrupt::listen(stop, move |_| say::line(&ending(), lang));
    say::line(&opened(), lang);
    say::result(&format!("{}\n", gate.address()));
    if !args.no_open && screen::somebody() {
        open(&gate.address());
    }
    let heard = Arc::clone(office);
    desk::serve(listener, gate, Arc::new(move |asked| heard.answer(asked)), stopped).await;
    Ok(())
}

/// Something that no other page can guess: 128 random bits.
fn secret() -> Result<String, Text> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Text::new(
            format!(
                "Deze computer geeft geen willekeurige getallen ({error}), en zonder die is de bladzijde niet veilig."
            ),
            format!("This computer gives no random numbers ({error}), and without them the page is not safe."),
        )
    })?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

/// Opens the page in the user's browser. When that fails there still is the address.
fn open(address: &str) {
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(error) = command.spawn() {
        tracing::debug!(%error, program, "the browser was not opened");
    }
}

/// What lies on the desk, and what is done with it.
struct Office {
    store: Shared,
    found: Comparison,
    rubric: Rubric,
    lang: Lang,
    /// What the program found, as it is shown.
    shown: Results,
    state: Mutex<State>,
    stop: watch::Sender<bool>,
    today: fn() -> Date,
}

/// What a person changes.
struct State {
    reviewed: Results,
    by: String,
}

impl Office {
    fn open(
        store: Shared,
        found: Comparison,
        rubric: Rubric,
        lang: Lang,
        stop: watch::Sender<bool>,
    ) -> Result<Self, StoreError> {
        let shown = report::results(&found, &rubric, lang);
        let verdicts = lock(&store).verdicts()?;
        // Most often it is the same person who goes on.
        let by = verdicts.iter().max_by_key(|verdict| verdict.on).map(|verdict| verdict.by.clone()).unwrap_or_default();
        let reviewed = with(&verdicts, &found, &rubric, lang);
        let state = Mutex::new(State { reviewed, by });
        Ok(Self { store, found, rubric, lang, shown, state, stop, today: || ZonedDateTime::now().date() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, asked: &Asked) -> Answer {
        let form: HashMap<String, String> = form_urlencoded::parse(&asked.body).into_owned().collect();
        match (asked.post, asked.path.as_str()) {
            (false, "") => {
                let state = self.state();
                Answer::Page(report::review_html(&self.desk(&state), &Pick::parse(&asked.query), &state.by))
            }
            (true, "save") => self.save(&form),
            (true, "name") => {
                self.state().by = short(form.get("by"), LONGEST_NAME);
                self.kept(&form, "")
            }
            (true, "done") => {
                let page = report::review_ended_html(&self.desk(&self.state()));
                // The server is there as long as it answers.
                let _ = self.stop.send(true);
                Answer::Page(page)
            }
            _ => Answer::Missing,
        }
    }

    fn desk<'a>(&'a self, state: &'a State) -> Desk<'a> {
        Desk { found: &self.shown, reviewed: &state.reviewed, rubric: &self.rubric, lang: self.lang }
    }

    fn save(&self, form: &HashMap<String, String>) -> Answer {
        let Some((verdict, place)) = self.verdict(form) else { return Answer::Wrong };
        match self.keep(&verdict) {
            Ok(()) => self.kept(form, &place),
            Err(error) => Answer::Failed(error.text().get(self.lang).to_owned()),
        }
    }

    /// The verdict that a form sends, and its place on the page.
    fn verdict(&self, form: &HashMap<String, String>) -> Option<(Verdict, String)> {
        let (school, indicator) = (form.get("school")?, form.get("indicator")?);
        let card = self.found.schools.iter().find(|card| card.school.id == *school)?;
        let finding = card.findings.iter().find(|finding| finding.indicator == *indicator)?;
        let chosen = form.get("agree").or_else(|| form.get("verdict")).map_or("", String::as_str);
        let verdict = Verdict {
            school: school.clone(),
            indicator: indicator.clone(),
            outcome: outcome(chosen)?,
            note: short(form.get("note"), LONGEST_NOTE),
            by: self.state().by.clone(),
            on: (self.today)(),
            seen: review::seen(finding),
        };
        Some((verdict, format!("{school}--{indicator}")))
    }

    fn keep(&self, verdict: &Verdict) -> Result<(), StoreError> {
        let store = lock(&self.store);
        if verdict.outcome.is_none() && verdict.note.is_empty() {
            store.drop_verdict(&verdict.school, &verdict.indicator)?;
        } else {
            store.keep_verdict(verdict)?;
        }
        self.state().reviewed = with(&store.verdicts()?, &self.found, &self.rubric, self.lang);
        Ok(())
    }

    fn kept(&self, form: &HashMap<String, String>, place: &str) -> Answer {
        let progress = self.desk(&self.state()).progress();
        let json = serde_json::json!({ "saved": report::review_saved(self.lang), "progress": progress }).to_string();
        let query = Pick::parse(form.get("query").map_or("", String::as_str)).query();
        Answer::Done { json, next: format!("./?{query}#{place}") }
    }
}

/// What was found, as it is shown with these verdicts.
fn with(verdicts: &[Verdict], found: &Comparison, rubric: &Rubric, lang: Lang) -> Results {
    report::results(&review::applied(found.clone(), verdicts, rubric), rubric, lang)
}

/// What a form says of the outcome; `Some(None)`: nothing yet.
fn outcome(chosen: &str) -> Option<Option<Outcome>> {
    Some(match chosen {
        "" => None,
        "0" => Some(Outcome::Scored(0)),
        "1" => Some(Outcome::Scored(1)),
        "2" => Some(Outcome::Scored(2)),
        "3" => Some(Outcome::Scored(3)),
        "not-checked" => Some(Outcome::NotChecked),
        "not-applicable" => Some(Outcome::NotApplicable),
        _ => return None,
    })
}

fn short(text: Option<&String>, most: usize) -> String {
    text.map(|text| text.trim().chars().take(most).collect()).unwrap_or_default()
}

fn opened() -> Text {
    Text::new(
        "Bekijk de niveaus op de bladzijde hieronder. Gaat zij niet vanzelf open? Kopieer het adres naar uw browser; het werkt \
         alleen op deze computer.\nAlles wat u kiest, wordt meteen bewaard. Klaar? Kies ‘Klaar’ onderaan de bladzijde, of druk \
         hier op Ctrl-C: dan wordt het rapport opnieuw gemaakt.",
        "Look at the levels on the page below. Does it not open by itself? Copy the address to your browser; it works on this \
         computer only.\nAll you choose is kept at once. Done? Choose ‘Done’ at the bottom of the page, or press Ctrl-C here: \
         then the report is made anew.",
    )
}

fn ending() -> Text {
    Text::new("Klaar. Het rapport wordt opnieuw gemaakt.", "Done. The report is made anew.")
}
