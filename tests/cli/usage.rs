//! The program from outside: usage, help, mistakes in the file, the folder of the report. No site is asked anything.

use crate::support::Run;
use std::fs;

const GOOD: &str = "[[school]]\nname = \"De Wei\"\nurl = \"http://127.0.0.1:9/\"\n";

#[test]
fn help_shows_an_example_everywhere() {
    for command in [
        "",
        "demo",
        "rubric",
        "rubric check",
        "rubric test",
        "rubric show",
        "rubric agree",
        "schema",
        "check",
        "init",
        "completions",
        "man",
    ] {
        let run = Run::new().args(&format!("{command} --help"));
        assert_eq!(run.code, 0, "{command}");
        assert!(run.out.contains("Gebruik: audit") && run.out.contains("Voorbeeld"), "{command}: {}", run.out);
        assert!(!run.out.contains("Usage") && !run.out.contains("default"), "{command}: {}", run.out);
        assert!(run.err.is_empty());
    }
}

#[test]
fn wrong_usage_is_code_2_and_names_the_remedy() {
    for (arguments, remedy) in [
        ("--quit", "--quiet"),
        ("--today 2026-13-01", "2026-11-23"),
        ("--lang de", "nl, en"),
        ("--max-pages 0", "van 1"),
        ("--fail-under 101", "van 0 tot en met 100"),
        ("--output", "ontbreekt"),
        ("demo extra", "extra"),
        ("rubric", "opdracht"),
        ("demmo", "audit demo"),
        ("--quiet demo", "audit demo"),
    ] {
        let run = Run::new().args(arguments);
        assert_eq!(run.code, 2, "{arguments}: {}", run.err);
        assert!(run.err.contains(remedy), "{arguments}: {}", run.err);
        assert!(run.out.is_empty(), "{arguments}");
    }
    assert!(Run::new().args("--quit --lang en").err.contains("Did you mean"));
}

#[test]
fn without_a_file_the_first_steps_are_told() {
    let run = Run::new().args("");
    assert_eq!(run.code, 2);
    assert_eq!(run.err.trim_end().lines().count(), 5, "{}", run.err);
    assert!(run.err.contains("audit demo") && run.err.contains("schools.toml"));
}

#[test]
fn schools_toml_in_this_folder_is_taken_without_naming_it() {
    let run = Run::new().file("schools.toml", b"[[school]]\n").args("");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("schools.toml, regel 1"), "{}", run.err);
}

#[test]
fn every_mistake_is_told_at_once_with_its_line_and_remedy() {
    let text = "[organisatie]\nname = \"De Stichting\"\n[[school]]\nname = De Wei\nurl = \"www.dewei.example\"\n[crawl]\ndelay_ms = -5\n";
    let dutch = Run::new().file("scholen.toml", text.as_bytes()).args("scholen.toml");
    assert_eq!(dutch.code, 2);
    for part in [
        "4 fouten in scholen.toml",
        "scholen.toml, regel 1: [organisatie]",
        "Bedoelde u ‘organisation’?",
        "scholen.toml, regel 4: name = De Wei",
        "name = \"De Wei\"",
        "\"https://www.dewei.example\"",
        "scholen.toml, regel 7: delay_ms = -5",
    ] {
        assert!(dutch.err.contains(part), "{part}: {}", dutch.err);
    }
    let english = Run::new().file("scholen.toml", text.as_bytes()).args("scholen.toml --lang en");
    assert!(english.err.contains("There are 4 mistakes") && english.err.contains("line 7"), "{}", english.err);
}

#[test]
fn files_that_are_no_list_of_schools() {
    let large = vec![b'#'; (1 << 20) + 1];
    for (name, bytes, word) in [
        ("leeg.toml", b"".as_slice(), "leeg"),
        ("groot.toml", &large, "te groot"),
        ("plaatje.toml", b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
        ("steek.toml", b"name = \"\x1b[31mrood\"", "steek.toml, regel 1"),
    ] {
        let run = Run::new().file(name, bytes).args(name);
        assert_eq!(run.code, 2, "{name}");
        assert!(run.err.contains(word), "{name}: {}", run.err);
        assert!(!run.err.contains('\u{1b}'), "{name}");
    }
    let missing = Run::new().args("scholen.toml");
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("scholen.toml bestaat niet"));
    assert!(Run::new().folder("map").args("map").err.contains("is een map"));
}

#[test]
fn a_mistake_leaves_no_folder_behind() {
    let run = Run::new().file("schools.toml", b"[[school]]\n").args("schools.toml --output rapport");
    assert!(!run.path("rapport").exists());
}

#[test]
fn a_report_folder_that_cannot_be_written_is_told_before_the_crawl() {
    let run = Run::new().file("schools.toml", GOOD.as_bytes()).file("rapport", b"x");
    let run = run.args("schools.toml --output rapport");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("rapport") && run.err.contains("--output MAP"), "{}", run.err);
    assert_eq!(fs::read(run.path("rapport")).unwrap(), b"x");
    let demo = Run::new().file("rapport", b"x").args("demo --output rapport --lang en");
    assert_eq!(demo.code, 1);
    assert!(demo.err.contains("cannot be written"), "{}", demo.err);
}
