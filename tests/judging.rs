//! What the rule language says, one small rubric and one sentence a case.

use audit::extract::text;
use audit::model::{Document, Outcome};
use audit::rubric::{Rubric, load};
use audit::score::Judger;
use jiff::civil::Date;
use url::Url;

const RUBRIC: &str = r##"
[rubric]
id = "proef"
version = "1"
title = { nl = "Proef", en = "Trial" }
indicators = ["gesprek"]

[[dimension]]
id = "communication"
name = { nl = "Communicatie", en = "Communication" }

[lists]
praten = ["*gesprek", "*gesprekken", "schuif* .. aan"]

[[cue]]
id = "denial"
terms = ["niet", "geen"]
except = ["niet alleen"]
scope = "clause"

[[cue]]
id = "plan"
terms = ["volgend jaar"]

[[cue]]
id = "other"
terms = ["bso"]
scope = "context"

[[page_type]]
id = "vacancy"
barred = true
title = ["vacature*"]

[[indicator]]
id = "gesprek"
dimension = "communication"
weight = 1
source = "V"
name = { nl = "Gesprek", en = "Talk" }
question = { nl = "Is er een gesprek?", en = "Is there a talk?" }
motive = { nl = "Daarom.", en = "Because." }
level = [
  { text = { nl = "nul", en = "zero" }, advice = { nl = "a", en = "a" } },
  { text = { nl = "een", en = "one" }, advice = { nl = "a", en = "a" } },
  { text = { nl = "twee", en = "two" }, advice = { nl = "a", en = "a" } },
  { text = { nl = "drie", en = "three" }, advice = { nl = "a", en = "a" } },
]
signal = [
  { id = "talk", level = 1, all = ["@praten"] },
  { id = "child", all = ["kind"], near = ["@praten"] },
  { id = "item", level = 2, all = ["mee", "@praten"], none = ["thuis"] },
  { id = "all-groups", all = ["alle groepen"] },
  { id = "without", all = ["zonder kind"] },
  { id = "recent", level = 2, all = ["#verse-datum", "verslag"] },
]
rule = [
  { level = 2, needs = ["talk", "child"], within = "near" },
  { level = 3, needs = ["child", "all-groups"], unless = ["recent"] },
]
cap = [{ level = 1, when = ["without"], within = "page" }]
"##;

fn rubric() -> Rubric {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("proef.toml");
    std::fs::write(&file, RUBRIC).unwrap();
    load::path(&file).unwrap()
}

fn level(title: &str, passage: &str) -> u8 {
    let rubric = rubric();
    let url = Url::parse("https://school.example/").unwrap();
    let document = Document { clicks: Some(0), ..text::passage(&url, title, passage) };
    let judger = Judger::new(&rubric, Date::constant(2026, 11, 23), None);
    let finding = judger.one("gesprek", &[document]).unwrap();
    let Outcome::Scored(level) = finding.outcome else { panic!("{:?}", finding.outcome) };
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for evidence in &finding.evidence {
        assert!(fold(passage).contains(&evidence.quote), "a quote is literal: {}", evidence.quote);
    }
    assert_eq!(level > 0, !finding.evidence.is_empty(), "no quote, no level");
    level
}

#[test]
fn words_may_be_compounds_with_hyphens_and_split_verbs() {
    assert_eq!(level("", "In maart is er een Rapport-Gesprek."), 1);
    assert_eq!(level("", "Uw dochter schuift in groep 8 zelf aan."), 1);
    assert_eq!(level("", "De gespreksleider is ziek."), 0);
}

#[test]
fn a_denial_reaches_its_clause_and_not_the_next() {
    assert_eq!(level("", "Een rapportgesprek is er niet."), 0);
    assert_eq!(level("", "Cijfers geven wij niet, een gesprek is er wel."), 1);
    assert_eq!(level("", "Niet alleen in maart is er een gesprek."), 1);
}

#[test]
fn a_plan_reaches_the_sentence_and_a_heading_what_stands_under_it() {
    assert_eq!(level("", "Volgend jaar, zo hopen wij, is er een gesprek."), 0);
    assert_eq!(level("", "# De bso\nIn maart is er een gesprek."), 0);
    assert_eq!(level("Vacature leerkracht", "U voert elk gesprek met ouders."), 0);
}

#[test]
fn signals_must_stand_together_as_the_rule_says() {
    assert_eq!(level("", "In maart is er een gesprek. Uw kind is erbij."), 2);
    assert_eq!(level("", "In maart is er een gesprek. Dat duurt kort. Daarna is er koffie. Uw kind is vrij."), 1);
    assert_eq!(level("", "In maart is er een gesprek. Uw kind is erbij. Dat geldt voor alle groepen."), 3);
    assert_eq!(level("", "Er is een gesprek. Uw kind is erbij.\n# Nieuws\nHet geldt voor alle groepen."), 2);
}

#[test]
fn a_cap_lowers_all_that_stands_in_its_reach() {
    assert_eq!(level("", "In maart is er een gesprek. Uw kind is erbij. In juni spreken wij u zonder kind."), 1);
}

#[test]
fn list_items_inherit_their_lead_in_and_none_takes_away() {
    assert_eq!(level("", "Bij elk gesprek neemt u mee:\n- een vraag, neem die mee\n- uw agenda"), 2);
    assert_eq!(level("", "Elk gesprek is thuis, neem iets mee."), 1);
}

#[test]
fn dates_are_fresh_by_the_audit_day() {
    assert_eq!(level("", "Het verslag van 19 november 2026 staat hieronder."), 2);
    assert_eq!(level("", "Het verslag van 19 maart 2026 staat hieronder."), 0);
}
