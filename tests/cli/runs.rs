//! Kept runs: listed, reported and judged again without network, compared, forgotten, and asked for what changed.

use crate::school::{At, Schools};
use crate::support::{Done, Run};
use serde_json::Value;
use std::path::Path;

const AUDIT: &str = "schools.toml --today 2026-11-23 --quiet";

/// A sentence with a level of its own.
const COMPLAINT: &str = "Bent u het ergens niet mee eens? Bespreek uw klacht eerst met de leerkracht, daarna met de \
     directeur. U kunt ook naar onze vertrouwenspersoon, of naar de landelijke klachtencommissie.";

fn begin(schools: &Schools) -> Run {
    Run::new().file("schools.toml", schools.plan().as_bytes())
}

fn ok(run: Done) -> Done {
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

fn json(run: &Done) -> Value {
    serde_json::from_slice(&std::fs::read(run.path("output/results.json")).unwrap()).unwrap()
}

/// Names of the kept runs, newest first.
fn names(run: Done) -> (Done, Vec<String>) {
    let run = ok(run.again().args("runs"));
    let lines = run.out.lines().filter(|line| line.starts_with("20"));
    let names = lines.filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    (run, names)
}

/// The standard rubric without what was learned, in `folder`.
fn rubric_without_model(folder: &Path) {
    let standard = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/ouderbetrokkenheid");
    std::fs::create_dir(folder).unwrap();
    for file in std::fs::read_dir(standard).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_some_and(|extension| extension == "toml") {
            std::fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
        }
    }
}

/// Names of the files that differ.
fn differing(one: &[(String, Vec<u8>)], other: &[(String, Vec<u8>)]) -> Vec<String> {
    assert_eq!(one.len(), other.len());
    let pairs = one.iter().zip(other).filter(|(one, other)| one != other);
    pairs.map(|((name, _), _)| name.clone()).collect()
}

#[test]
fn a_kept_run_is_reported_and_judged_again_byte_for_byte_without_network() {
    let schools = Schools::start();
    let run = ok(begin(&schools).args(AUDIT));
    let original = run.report();
    let asked = schools.answered();
    for command in ["report", "rescore --quiet"] {
        let run = ok(Run::again_in(&run).args(&format!("{command} --lang en")));
        assert!(!differing(&original, &run.report()).is_empty(), "another language");
        let run = ok(Run::again_in(&run).args(command));
        assert_eq!(differing(&original, &run.report()), Vec::<String>::new(), "{command}");
    }
    assert_eq!(schools.answered(), asked, "nothing was asked");
}

#[test]
fn a_run_on_a_dying_server_is_kept_as_far_as_it_came() {
    let schools = Schools::start();
    drop(schools.arm(Some(At::Dead(25))));
    let run = ok(begin(&schools).args(AUDIT));
    assert_eq!(json(&run)["schools"][0]["status"], "partly", "{}", run.err);
    let original = run.report();
    let run = ok(run.again().args("rescore --quiet"));
    assert_eq!(differing(&original, &run.report()), Vec::<String>::new());
    assert!(run.out.contains("Geen enkel niveau is veranderd"), "{}", run.out);
}

#[test]
fn what_changed_is_told_with_what_changed_it() {
    let schools = Schools::start();
    let run = ok(begin(&schools).args(AUDIT));
    rubric_without_model(&run.path("eigen"));
    schools.write(COMPLAINT);
    let run = ok(run.again().args(AUDIT));
    let run = ok(run.again().args("diff"));
    let (wilg, linde) = run.out.split_once("De Linde").expect("both schools");
    assert!(wilg.contains("De Wilg") && wilg.contains("→") && wilg.contains("(de site)"), "{}", run.out);
    assert!(!wilg.contains("de meetlat") && linde.contains("geen verschil"), "{}", run.out);
    let run = ok(run.again().args(&format!("{AUDIT} --rubric eigen")));
    let run = ok(run.again().args("diff --quiet"));
    assert!(run.out.contains("(de meetlat)") && !run.out.contains("(de site)"), "{}", run.out);
    // Over both changes: the pages of then, judged by the rubric of now, tell them apart.
    let (run, names) = names(run);
    let run = ok(run.again().args(&format!("diff {} --quiet --lang en", names[2])));
    let (wilg, linde) = run.out.split_once("De Linde").expect("both schools");
    assert!(wilg.contains("(the site)") && linde.contains("(the rubric)"), "{}", run.out);
    assert!(!linde.contains("the site"), "{}", run.out);
}

#[test]
fn judging_by_another_rubric_tells_what_that_changes() {
    let schools = Schools::start();
    let run = ok(begin(&schools).args(AUDIT));
    rubric_without_model(&run.path("eigen"));
    let id = json(&run)["run"]["id"].clone();
    let run = ok(run.again().args("rescore --rubric eigen --quiet"));
    let (_, told) = run.out.split_once("Anders dan in de bewaarde audit").expect("what changed");
    assert!(told.contains("De Wilg") && told.contains("→"), "{}", run.out);
    assert_eq!(json(&run)["run"]["id"], id);
    // The kept audit stays as it was.
    let run = ok(run.again().args("rescore --quiet"));
    assert!(run.out.contains("Geen enkel niveau is veranderd"), "{}", run.out);
}

#[test]
fn the_second_time_only_what_changed_is_fetched() {
    let schools = Schools::start();
    schools.tag();
    let run = ok(begin(&schools).args(AUDIT));
    let first = json(&run);
    schools.write(COMPLAINT);
    let run = ok(run.again().args("schools.toml --today 2026-11-23"));
    assert!(run.err.contains("29 keer zei een server"), "{}", run.err);
    let second = json(&run);
    let unchanged = |school: usize| second["schools"][school]["crawl"]["unchanged"].as_u64().unwrap();
    assert_eq!((unchanged(0), unchanged(1)), (14, 15));
    assert_eq!(first["schools"][1]["indicators"], second["schools"][1]["indicators"]);
    assert_ne!(first["schools"][0]["indicators"], second["schools"][0]["indicators"]);
    // What was not fetched again is kept with this run as well.
    let original = run.report();
    let (run, names) = names(run);
    let run = ok(run.again().args(&format!("forget {}", names[1])));
    let run = ok(run.again().args("rescore --quiet"));
    assert_eq!(differing(&original, &run.report()), Vec::<String>::new());
}

#[test]
fn runs_are_listed_and_a_wrong_name_gets_a_hint() {
    let schools = Schools::start();
    let run = begin(&schools).args("runs");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("geen audit bewaard"), "{}", run.err);
    let (run, names) = names(ok(run.again().args(AUDIT)));
    assert!(run.out.contains("scholen: 2, pagina's: 30") && run.out.contains("klaar"), "{}", run.out);
    let mistyped = names[0].replace('Z', "X");
    let run = run.again().args(&format!("report {mistyped}"));
    assert_eq!(run.code, 2);
    assert!(run.err.contains(&format!("Bedoelde u {}?", names[0])), "{}", run.err);
    let run = run.again().args("diff");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("geen twee audits"), "{}", run.err);
    let run = ok(run.again().args(&format!("report {} --lang en", &names[0][..10])));
    assert_eq!(json(&run)["language"], "en");
}

#[test]
fn a_rubric_with_mistakes_leaves_nothing_behind() {
    let run = Run::new().file("kapot.toml", b"[meetlat").args("demo --quiet --rubric kapot.toml");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(!run.path("output").exists());
}

#[test]
fn a_forgotten_run_is_gone_from_the_file() {
    let schools = Schools::start();
    let (run, names) = names(ok(begin(&schools).args(AUDIT)));
    let size = std::fs::metadata(run.path("output/audit.sqlite")).unwrap().len();
    let run = ok(run.again().args(&format!("forget {}", names[0])));
    assert!(run.err.contains("Verwijderd") && run.err.contains("rapporten"), "{}", run.err);
    let bytes = std::fs::read(run.path("output/audit.sqlite")).unwrap();
    assert!(bytes.len() as u64 * 4 < size, "{} of {size}", bytes.len());
    assert!(!bytes.windows(9).any(|part| part == b"127.0.0.1"), "addresses are still in the file");
    let run = ok(run.again().args("runs"));
    assert!(run.out.contains("geen audit bewaard"), "{}", run.out);
}
