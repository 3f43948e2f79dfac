//! `audit demo` from outside: the whole line from bytes to report, without network.

use crate::support::{Done, Run};
use serde_json::Value;

fn results(run: &Done) -> Value {
    serde_json::from_slice(&std::fs::read(run.path("output/results.json")).unwrap()).unwrap()
}

/// Everything but what differs from run to run: the run's id and timings.
fn lasting(mut results: Value) -> Value {
    results["run"]["id"].take();
    for school in results["schools"].as_array_mut().unwrap() {
        school["crawl"]["seconds"].take();
    }
    results
}

#[test]
fn every_school_is_audited_or_says_why_not() {
    let run = Run::new().args("demo");
    assert_eq!(run.code, 0, "{}", run.err);
    let results = results(&run);
    let schools = results["schools"].as_array().unwrap();
    assert_eq!(schools.len(), 7);
    for school in schools {
        let id = school["id"].as_str().unwrap();
        let unread = ["de-stille-wei", "it-ticht-stek"].contains(&id);
        assert_eq!(school["status"], if unread { "not-checked" } else { "audited" }, "{id}: {}", school["reason"]);
        assert_eq!(school["reason"].is_string(), unread, "{id}");
        assert_eq!(school["score"].is_number(), !unread, "{id}");
        assert!(run.out.contains(school["name"].as_str().unwrap().split(' ').next().unwrap()), "{id}");
        assert!(run.path(&format!("output/schools/{id}.html")).is_file(), "{id}");
    }
    assert_eq!(results["run"]["audited_on"], "2026-11-23");
    assert!(run.path("output/report.html").is_file() && run.path("output/results.csv").is_file());
    assert!(run.out.contains("output/report.html") || run.out.contains("output\\report.html"), "{}", run.out);
    assert!(run.err.contains("OBS De Stille Wei: niet gekeken"), "{}", run.err);
}

#[test]
fn every_file_is_there_and_the_terminal_tells_of_paper() {
    let run = Run::new().pdf().args("demo --quiet");
    assert_eq!(run.code, 0, "{}", run.err);
    for name in ["report.html", "handout.html", "results.csv", "results.xlsx", "results.md", "schools/de-wjukken.docx"]
    {
        assert!(run.path(&format!("output/{name}")).is_file(), "{name}");
    }
    let (made, told) = (run.path("output/handout.pdf").is_file(), run.out.contains("PDF om af te drukken"));
    assert_eq!(made, told, "{}", run.out);
    assert!(made || run.out.contains("Geen PDF gemaakt"), "{}", run.out);
    assert!(made || std::env::var_os("CI").is_none(), "no browser on this machine");
    assert_eq!(run.path("output/schools/de-wjukken.pdf").is_file(), made);
    let files = std::fs::read_dir(run.path("output")).unwrap();
    assert!(files.flatten().all(|file| !file.file_name().to_string_lossy().starts_with(".audit")));
}

#[test]
fn two_runs_give_the_same_results() {
    let (one, two) = (Run::new().args("demo --quiet"), Run::new().args("demo --quiet"));
    assert_eq!(lasting(results(&one)), lasting(results(&two)));
}

#[test]
fn the_example_s_own_file_is_read_in_full() {
    let run = Run::new().args("demo --quiet");
    let results = results(&run);
    let sikkema = results["schools"].as_array().unwrap().iter().find(|s| s["id"] == "meester-sikkema").unwrap();
    assert_eq!(sikkema["crawl"]["pages"], 14, "an old site in windows-1252 without charset");
    assert_eq!(results["organisation"]["name"], "Stichting De Wâldsang");
}

#[test]
fn quiet_tells_only_what_could_not_be_read() {
    let run = Run::new().args("demo --quiet --lang en");
    assert_eq!(run.err.lines().count(), 2, "{}", run.err);
    assert!(run.err.lines().all(|line| line.contains("not checked")), "{}", run.err);
}

#[test]
fn a_score_under_the_threshold_is_code_3_and_the_report_is_there() {
    let run = Run::new().args("demo --quiet --fail-under 100");
    assert_eq!(run.code, 3);
    assert!(run.err.contains("Lager dan 100") && !run.err.contains("Lager dan 100: OBS De Stille Wei"), "{}", run.err);
    assert!(run.path("output/results.json").is_file());
    assert_eq!(Run::new().args("demo --quiet --fail-under 0").code, 0);
}

#[test]
fn fewer_pages_when_asked() {
    let run = Run::new().args("demo --quiet --max-pages 3");
    for school in results(&run)["schools"].as_array().unwrap() {
        let read = school["crawl"]["pages"].as_u64().unwrap() + school["crawl"]["documents"].as_u64().unwrap();
        assert!(read <= 3, "{}", school["id"]);
    }
}

#[test]
fn the_levels_of_the_example_are_as_they_were() {
    let run = Run::new().args("demo --quiet");
    let mut lines = String::new();
    for school in results(&run)["schools"].as_array().unwrap() {
        lines += &format!("{} {}\n", school["id"].as_str().unwrap(), school["status"].as_str().unwrap());
        for indicator in school["indicators"].as_array().unwrap() {
            let level = indicator["level"].as_u64().map_or("-".to_owned(), |level| level.to_string());
            let quote = indicator["evidence"][0]["quote"].as_str().unwrap_or("");
            lines += &format!("  {} {level} {quote}\n", indicator["id"].as_str().unwrap());
        }
    }
    insta::assert_snapshot!(lines);
}
