//! `audit rubric` from outside.

use crate::support::{Done, Run};

const INDICATOR: &str = r#"
[rubric]
id = "proef"
version = "1"
title = { nl = "Proef", en = "Trial" }
indicators = ["gesprek"]

[[dimension]]
id = "communication"
name = { nl = "Communicatie", en = "Communication" }

[lists]
praten = ["*gesprek", "*gesprekken"]

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
  { id = "praat", level = 1, all = ["@praten"], yes = ["Er is een rapportgesprek."], no = ["Er is een rapport."] },
  { id = "samen", level = 2, all = ["samen", "@praten"], yes = ["Samen voeren we het gesprek."] },
  { id = "altijd", level = 3, all = ["altijd", "@praten"], yes = ["Wij voeren altijd een gesprek."] },
]
example = [{ text = "Na het rapport is er een rapportgesprek.", level = 1 }]
"#;

fn with(rubric: &str, arguments: &str) -> Done {
    Run::new().file("proef.toml", rubric.as_bytes()).args(arguments)
}

#[test]
fn the_standard_rubric_is_in_order_and_does_what_its_examples_say() {
    let check = Run::new().args("rubric check");
    assert_eq!(check.code, 0, "{}", check.err);
    let test = Run::new().args("rubric test");
    assert_eq!(test.code, 0, "{}", test.out);
}

#[test]
fn a_rubric_of_ones_own() {
    assert_eq!(with(INDICATOR, "rubric check proef.toml").code, 0);
    assert_eq!(with(INDICATOR, "rubric test proef.toml").code, 0);
    let show = with(INDICATOR, "rubric show proef.toml");
    assert!(show.out.contains("Is er een gesprek?") && show.out.contains("3  drie"), "{}", show.out);
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let wrong = INDICATOR
        .replace("\"samen\", \"@praten\"", "\"samen\", \"@parten\"")
        .replace("dimension = \"communication\"\nweight", "dimension = \"comunicatie\"\nweight");
    let run = with(&wrong, "rubric check proef.toml");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("proef.toml, regel") && run.err.contains("bedoelt u '@praten'"), "{}", run.err);
    assert!(run.err.contains("dimensie 'comunicatie' bestaat niet"), "{}", run.err);
    let unknown = with(&INDICATOR.replace("source = \"V\"", "sorce = \"V\""), "rubric check proef.toml");
    assert!(unknown.code == 2 && unknown.err.contains("sorce"), "{}", unknown.err);
}

#[test]
fn an_unreachable_level_and_a_signal_without_example_are_mistakes() {
    let unreachable = with(&INDICATOR.replace("level = 3, all", "level = 2, all"), "rubric check proef.toml");
    assert!(unreachable.code == 2 && unreachable.err.contains("niveau 3"), "{}", unreachable.err);
    let bare = with(&INDICATOR.replace(", yes = [\"Wij voeren altijd een gesprek.\"]", ""), "rubric check proef.toml");
    assert!(bare.code == 2 && bare.err.contains("gesprek: altijd"), "{}", bare.err);
}

#[test]
fn an_example_that_comes_out_otherwise_fails_the_test() {
    let wrong = INDICATOR.replace("rapportgesprek.\", level = 1 }]", "rapportgesprek.\", level = 2 }]");
    let run = with(&wrong, "rubric test proef.toml");
    assert_eq!(run.code, 2);
    assert!(run.out.contains("moet niveau 2 krijgen, kreeg niveau 1"), "{}", run.out);
}

#[test]
fn agreement_with_a_reader_is_counted() {
    let sheet = "{\"id\":\"a\",\"indicator\":\"gesprek\",\"level\":1,\"text\":\"Er is een rapportgesprek.\"}\n\
                 {\"id\":\"b\",\"indicator\":\"gesprek\",\"level\":0,\"text\":\"Er is altijd een gesprek.\"}\n";
    let run = Run::new().file("proef.toml", INDICATOR.as_bytes()).file("lezer.jsonl", sheet.as_bytes());
    let run = run.args("rubric agree lezer.jsonl --rubric proef.toml --wrong --today 2026-11-23");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("b gesprek: lezer 0") && !run.out.contains("a gesprek: lezer"), "{}", run.out);
    let broken = Run::new().file("lezer.jsonl", b"{").args("rubric agree lezer.jsonl");
    assert!(broken.code == 2 && broken.err.contains("regel 1"), "{}", broken.err);
}
