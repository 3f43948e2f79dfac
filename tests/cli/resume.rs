//! A run that is cut off, and taken up again with `--resume`.

use crate::school::{At, Schools};
use crate::support::{Done, Run};
use serde_json::Value;
use std::collections::HashMap;
use std::time::Duration;

/// Kills in an ordinary test run; `AUDIT_KILLS` asks for more.
const KILLS: usize = 6;

/// Longest wait for a request before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

const ARGUMENTS: &str = "schools.toml --today 2026-11-23";

fn results(run: &Done) -> Value {
    let mut results: Value = serde_json::from_slice(&std::fs::read(run.path("output/results.json")).unwrap()).unwrap();
    results["run"]["id"].take();
    for school in results["schools"].as_array_mut().unwrap() {
        school["crawl"]["seconds"].take();
    }
    results
}

fn begin(schools: &Schools) -> Run {
    Run::new().file("schools.toml", schools.plan().as_bytes())
}

/// What was answered in a run that nothing disturbed, and what it found.
fn undisturbed(schools: &Schools) -> (HashMap<String, usize>, Value) {
    schools.arm(None);
    let run = begin(schools).args(ARGUMENTS);
    assert_eq!(run.code, 0, "{}", run.err);
    (schools.answered(), results(&run))
}

/// The first numbers of a fixed random row, each from 1 to `most`.
fn points(count: usize, most: usize) -> Vec<usize> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % most as u64).unwrap() + 1
    };
    (0..count).map(|_| next()).collect()
}

/// The first line in which two results differ, when they do.
fn difference(one: &Value, other: &Value) -> Option<String> {
    let lines = |value| serde_json::to_string_pretty(value).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (lines(one), lines(other));
    let found = one.iter().zip(&other).find(|(one, other)| one != other);
    found.map(|(one, other)| format!("{one} / {other}")).or_else(|| (one.len() != other.len()).then(String::new))
}

/// Kills a run at one request, takes it up again and compares it with one that nothing disturbed.
fn kill_and_resume(schools: &Schools, at: At, (answered, found): &(HashMap<String, usize>, Value)) {
    let told = schools.arm(Some(at));
    let running = begin(schools).start(ARGUMENTS);
    told.recv_timeout(PATIENCE).expect("a request");
    let run = running.kill();
    schools.keep_on();
    let run = run.args(&format!("{ARGUMENTS} --resume"));
    assert_eq!(run.code, 0, "{at:?}: {}", run.err);
    assert!(run.err.contains("gaat verder"), "{at:?}: {}", run.err);
    assert_eq!(difference(&results(&run), found), None, "{at:?}");
    let all = schools.answered();
    let again: usize = all.iter().map(|(path, times)| times - answered[path]).sum();
    // An answer on its way at the kill may be lost; nothing that had come in.
    assert!(again <= usize::from(matches!(at, At::Told(_))), "{at:?}: {again} again: {all:?}");
}

#[test]
fn no_page_is_fetched_twice_and_the_results_are_the_same() {
    let schools = Schools::start();
    let kills = std::env::var("AUDIT_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    // A request that is never answered, with a server that is busy now and then.
    schools.busy(true);
    let calm = undisturbed(&schools);
    let total: usize = calm.0.values().sum();
    assert!(total > 30 && calm.0["wilg/p5"] == 2, "{:?}", calm.0);
    for point in points(kills / 2, total) {
        kill_and_resume(&schools, At::Silence(point), &calm);
    }
    // The program is killed while it takes in an answer.
    schools.busy(false);
    let calm = undisturbed(&schools);
    for point in points(kills - kills / 2, total - 2) {
        kill_and_resume(&schools, At::Told(point), &calm);
    }
}

#[test]
fn a_run_that_was_cut_off_is_offered_and_a_finished_one_is_not() {
    let schools = Schools::start();
    let told = schools.arm(Some(At::Silence(9)));
    let running = begin(&schools).start(ARGUMENTS);
    told.recv_timeout(PATIENCE).expect("a request");
    let run = running.kill();
    schools.arm(None);
    let run = run.args(&format!("{ARGUMENTS} --max-pages 100"));
    assert!(!run.err.contains("--resume"), "another plan: {}", run.err);
    let run = run.again().args(ARGUMENTS);
    assert!(run.err.contains("is onderbroken") && run.err.contains("--resume"), "{}", run.err);
    let run = run.again().args(ARGUMENTS);
    assert!(!run.err.contains("--resume"), "{}", run.err);
    let run = run.again().args(&format!("{ARGUMENTS} --resume --lang en"));
    assert!(run.err.contains("A new one begins"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn what_was_stopped_by_hand_goes_on_too() {
    use rustix::process::{Pid, Signal, kill_process};
    let schools = Schools::start();
    let (answered, found) = undisturbed(&schools);
    let told = schools.arm(Some(At::Silence(20)));
    let running = begin(&schools).start(ARGUMENTS);
    told.recv_timeout(PATIENCE).expect("a request");
    kill_process(Pid::from_child(&running.child), Signal::INT).unwrap();
    let run = running.finish();
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("dezelfde opdracht met --resume"), "{}", run.err);
    schools.keep_on();
    let run = run.again().args(&format!("{ARGUMENTS} --resume"));
    assert_eq!(difference(&results(&run), &found), None, "{}", run.err);
    assert_eq!(schools.answered(), answered);
}
