use super::*;
use crate::model::{
    Comparison, CrawlSettings, CrawlStats, Exchange, FailureKind, Miss, Obstacle, Outcome, Plan, Reply, RunInfo,
    School, SchoolType, Seen, Verdict,
};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use url::Url;

fn url(path: &str) -> Url {
    Url::parse("https://www.school.example/").and_then(|start| start.join(path)).unwrap()
}

fn plan() -> Plan {
    let school = School {
        id: "school".into(),
        name: "De School".into(),
        url: url("/"),
        place: None,
        brin: None,
        kind: SchoolType::Primary,
    };
    Plan { organisation: None, schools: vec![school], crawl: CrawlSettings::default() }
}

fn moment() -> Timestamp {
    "2026-11-23T10:00:00.250Z".parse().unwrap()
}

fn begin(store: &mut Store, started: Timestamp) -> Run {
    let beginning = Beginning {
        started,
        program: "audit 0.1.0",
        audited_on: date(2026, 11, 23),
        plan: &plan(),
        rubric_hash: "abc",
        rubric_name: "meetlat 1.0.0",
        rubric_files: &[("rubric.toml".into(), b"id = 1".to_vec()), ("model.bin".into(), vec![0, 255])],
    };
    store.begin(&beginning).unwrap()
}

fn comparison(id: &str) -> Comparison {
    let run = RunInfo { id: id.into(), audited_on: date(2026, 11, 23), program: "audit 0.1.0".into() };
    Comparison { run, organisation: None, schools: Vec::new() }
}

fn page(body: &str) -> Exchange {
    let headers = vec![("content-type".into(), "text/html".into()), ("etag".into(), "\"1\"".into())];
    let reply = Reply { status: 200, headers, body: body.into(), truncated: false, unchanged: false };
    Exchange { sent: true, asked: Vec::new(), received: 9, outcome: Ok(reply) }
}

struct Bench {
    folder: TempDir,
    store: Store,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        Self { folder, store }
    }

    fn again(self) -> Self {
        let Self { folder, store } = self;
        drop(store);
        Self { store: Store::open(folder.path()).unwrap(), folder }
    }
}

fn asked<'a>(visit: &'a Url, url: &'a Url) -> Request<'a> {
    Request { visit, url, purpose: "page", attempt: 0 }
}

#[test]
fn answers_and_failures_come_back_as_they_were() {
    let mut bench = Bench::new();
    let run = begin(&mut bench.store, moment()).number;
    let (start, other) = (url("/"), url("/weg"));
    let failed = Exchange {
        asked: Vec::new(),
        sent: false,
        received: 0,
        outcome: Err(Miss { kind: FailureKind::Status(418), detail: "thee".into() }),
    };
    bench.store.record(run, asked(&start, &start), &page("Dag"), moment()).unwrap();
    bench.store.record(run, asked(&start, &other), &failed, moment()).unwrap();
    let mut bench = bench.again();
    assert_eq!(bench.store.recall(run, asked(&start, &start)), Ok(Some(page("Dag"))));
    assert_eq!(bench.store.recall(run, asked(&start, &other)), Ok(Some(failed)));
    let busy = Request { attempt: 1, ..asked(&start, &start) };
    assert_eq!(bench.store.recall(run, busy), Ok(None));
    assert_eq!(bench.store.recall(run, asked(&other, &start)), Ok(None), "another visit");
    // The first answer holds.
    bench.store.record(run, asked(&start, &start), &page("Anders"), moment()).unwrap();
    assert_eq!(bench.store.recall(run, asked(&start, &start)), Ok(Some(page("Dag"))));
}

#[test]
fn a_run_comes_back_with_its_rubric_and_what_it_found() {
    let mut bench = Bench::new();
    let run = begin(&mut bench.store, moment());
    assert_eq!(run.id, "20261123T100000250Z");
    assert_eq!(bench.store.unfinished(&plan()), Ok(Some(run.clone())));
    let end = VisitEnd {
        stats: CrawlStats { pages: 3, ..CrawlStats::default() },
        obstacle: Some(Obstacle::Empty),
        route: vec![url("/ouders")],
    };
    bench.store.end_visit(run.number, &url("/"), &end).unwrap();
    bench.store.finish(run.number, State::Finished, moment(), &comparison(&run.id)).unwrap();
    let bench = bench.again();
    assert_eq!(
        (bench.store.unfinished(&plan()), bench.store.visit_end(run.number, &url("/"))),
        (Ok(None), Ok(Some(end)))
    );
    assert_eq!(bench.store.results(run.number), Ok(Some(comparison(&run.id))));
    let kept = bench.store.newest_finished().unwrap().unwrap();
    assert_eq!(kept, Run { state: State::Finished, ..run });
    let names: Vec<_> = bench.store.rubric_files(kept.number).unwrap();
    assert_eq!(names, [("model.bin".into(), vec![0, 255]), ("rubric.toml".into(), b"id = 1".to_vec())]);
}

#[cfg(unix)]
#[test]
fn only_the_user_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let mut bench = Bench::new();
    begin(&mut bench.store, moment());
    for entry in std::fs::read_dir(bench.folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", entry.path());
    }
}

#[test]
fn a_clock_that_is_set_back_changes_neither_ids_nor_order() {
    let mut bench = Bench::new();
    let first = begin(&mut bench.store, moment());
    let second = begin(&mut bench.store, moment());
    let earlier = begin(&mut bench.store, moment() - SignedDuration::from_hours(30));
    assert_eq!(second.id, "20261123T100000251Z");
    let order: Vec<String> = bench.store.runs().unwrap().into_iter().map(|run| run.id).collect();
    assert_eq!(order, [earlier.id, second.id, first.id]);
}

#[test]
fn equal_bodies_are_kept_once_and_forgotten_with_the_last_run() {
    let mut bench = Bench::new();
    let runs = [begin(&mut bench.store, moment()).number, begin(&mut bench.store, moment()).number];
    let (start, own) = (url("/"), url("/klassenlijst-groep-zes"));
    for run in runs {
        bench.store.record(run, asked(&start, &start), &page("Samen"), moment()).unwrap();
    }
    bench.store.record(runs[0], asked(&start, &own), &page("Alleen hier"), moment()).unwrap();
    let bodies = |store: &Store| -> i64 {
        store.connection.query_row("SELECT count(*) FROM body", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(bodies(&bench.store), 4);
    bench.store.forget(runs[0]).unwrap();
    assert_eq!(bodies(&bench.store), 3);
    assert_eq!(bench.store.recall(runs[1], asked(&start, &start)), Ok(Some(page("Samen"))));
    let bytes = std::fs::read(bench.store.path()).unwrap();
    assert!(!bytes.windows(8).any(|bytes| bytes == b"klassenl"), "still in the file");
    bench.store.forget(runs[1]).unwrap();
    assert_eq!((bodies(&bench.store), bench.store.runs()), (0, Ok(Vec::new())));
    let files = std::fs::read_dir(bench.folder.path()).unwrap().count();
    drop(bench.store);
    assert!(files <= 2, "no copies beside the file and its log");
}

#[test]
fn what_an_earlier_run_read_can_be_asked_for_on_a_condition() {
    let mut bench = Bench::new();
    let [old, new] = [begin(&mut bench.store, moment()).number, begin(&mut bench.store, moment()).number];
    let (start, cut) = (url("/"), url("/lang"));
    bench.store.record(old, asked(&start, &start), &page("Dag"), moment()).unwrap();
    let mut half = page("Half");
    half.outcome.as_mut().unwrap().truncated = true;
    bench.store.record(old, asked(&start, &cut), &half, moment()).unwrap();
    let (number, etag, modified) = bench.store.validators(old, &start, "page").unwrap().unwrap();
    assert_eq!((etag.as_deref(), modified), (Some("\"1\""), None));
    assert_eq!(bench.store.validators(old, &cut, "page"), Ok(None), "half an answer is no answer");
    assert_eq!(bench.store.validators(old, &start, "robots"), Ok(None));
    let reply = bench.store.reply(number).unwrap().unwrap();
    let same = Exchange { sent: true, asked: Vec::new(), received: 0, outcome: Ok(Reply { unchanged: true, ..reply }) };
    let later = moment() + SignedDuration::from_hours(24);
    bench.store.record(new, asked(&start, &start), &same, later).unwrap();
    let kept = bench.store.answers(new).unwrap();
    let kept = bench.store.kept(kept[0]).unwrap().unwrap();
    assert_eq!((kept.captured, kept.reply.body.as_slice()), (moment(), b"Dag".as_slice()), "when it was read");
}

#[test]
fn the_newest_word_of_a_person_is_kept_without_any_run() {
    let mut bench = Bench::new();
    let run = begin(&mut bench.store, moment());
    let seen = Seen { outcome: Outcome::Scored(1), evidence: "ab".into() };
    let word = |outcome, note: &str| Verdict {
        school: "school".into(),
        indicator: "complaints".into(),
        outcome,
        note: note.into(),
        by: "Anna".into(),
        on: date(2026, 11, 24),
        seen: seen.clone(),
    };
    bench.store.keep_verdict(&word(None, "eerst")).unwrap();
    bench.store.keep_verdict(&word(Some(Outcome::Scored(2)), "daarna")).unwrap();
    bench.store.forget(run.number).unwrap();
    let bench = bench.again();
    assert_eq!(bench.store.verdicts().unwrap(), [word(Some(Outcome::Scored(2)), "daarna")]);
    bench.store.drop_verdict("school", "complaints").unwrap();
    assert_eq!(bench.store.verdicts().unwrap(), []);
}

#[test]
fn a_full_disk_loses_nothing_that_was_kept() {
    let mut bench = Bench::new();
    let run = begin(&mut bench.store, moment()).number;
    let (start, large) = (url("/"), url("/groot"));
    bench.store.record(run, asked(&start, &start), &page("Dag"), moment()).unwrap();
    bench.store.fill_up(2);
    // Nothing that can be pressed together.
    let noise: String = (0..2000).map(|n: u32| format!("{:x}", Sha256::digest(n.to_be_bytes()))).collect();
    let error = bench.store.record(run, asked(&start, &large), &page(&noise), moment()).unwrap_err();
    assert!(matches!(error, StoreError::Full(_)), "{error}");
    assert!(error.text().nl.contains("schijf is vol") && error.text().en.contains("--resume"));
    let mut bench = bench.again();
    assert_eq!(bench.store.recall(run, asked(&start, &start)), Ok(Some(page("Dag"))));
    assert_eq!(bench.store.recall(run, asked(&start, &large)), Ok(None));
    bench.store.record(run, asked(&start, &large), &page(&noise), moment()).unwrap();
}

#[test]
fn a_second_program_is_told_that_the_store_is_in_use() {
    let bench = Bench::new();
    assert!(matches!(Store::open(bench.folder.path()), Err(StoreError::Busy(_))));
    let bench = bench.again();
    assert!(Store::existing(&bench.folder.path().join("elders")).is_ok_and(|store| store.is_none()));
}

#[test]
fn files_that_are_no_store_are_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    std::fs::write(&path, "dit is geen database, maar een brief aan de ouders van groep zes".repeat(99)).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Store::open(folder.path()), Err(StoreError::Damaged(_))));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn damaged_pages_are_told_and_never_a_panic(at in 0usize..40_000, garbage in proptest::collection::vec(any::<u8>(), 1..200)) {
        let bench = Bench::new();
        let Bench { folder, mut store } = bench;
        let run = begin(&mut store, moment()).number;
        let start = url("/");
        for number in 0..20 {
            let address = url(&format!("/{number}"));
            store.record(run, asked(&start, &address), &page(&format!("Dag {number}")), moment()).unwrap();
        }
        drop(store);
        let path = folder.path().join(FILE);
        let mut bytes = std::fs::read(&path).unwrap();
        let at = at % bytes.len();
        let end = (at + garbage.len()).min(bytes.len());
        bytes[at..end].copy_from_slice(&garbage[..end - at]);
        std::fs::write(&path, &bytes).unwrap();
        if let Ok(mut store) = Store::open(folder.path()) {
            let _ = store.runs();
            let _ = store.rubric_files(run);
            for number in 0..20 {
                let _ = store.recall(run, asked(&start, &url(&format!("/{number}"))));
            }
            let _ = store.record(run, asked(&start, &start), &page("Nieuw"), moment());
        }
    }
}
