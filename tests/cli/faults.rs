//! A store that cannot be used: told with what to do, and nothing lost.

use crate::school::{At, Schools};
use crate::server::{Reply, Site};
use crate::support::{Done, Run, skip};
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn two_programs_on_one_store() {
    let schools = Schools::start();
    let told = schools.arm(Some(At::Silence(7)));
    let running = Run::new().file("schools.toml", schools.plan().as_bytes()).start("schools.toml");
    told.recv_timeout(PATIENCE).expect("a request");
    for command in ["schools.toml", "runs", "demo", "forget 2026"] {
        let (code, err) = running.beside(command);
        assert_eq!(code, 1, "{command}: {err}");
        assert!(err.contains("is in gebruik") && err.contains("--output MAP"), "{command}: {err}");
    }
    schools.keep_on();
    let run = running.kill().args("schools.toml --resume");
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let run = Run::new().args("demo --quiet");
    let store = run.path("output/audit.sqlite");
    Connection::open(&store).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = std::fs::read(&store).unwrap();
    for command in ["demo --lang en", "runs --lang en", "report --lang en"] {
        let run = Run::again_in(&run).args(command);
        assert_eq!(run.code, 1, "{command}");
        assert!(run.err.contains("newer version") && run.err.contains("Use that newer version"), "{}", run.err);
    }
    assert_eq!(std::fs::read(&store).unwrap(), before);
}

#[test]
fn a_damaged_store_is_told_and_left_alone() {
    let run = Run::new().args("demo --quiet");
    let store = run.path("output/audit.sqlite");
    let mut bytes = std::fs::read(&store).unwrap();
    bytes[..64].fill(b'x');
    std::fs::write(&store, &bytes).unwrap();
    for command in ["demo", "runs", "rescore"] {
        let run = Run::again_in(&run).args(command);
        assert_eq!(run.code, 1, "{command}");
        assert!(run.err.contains("is beschadigd") && run.err.contains("andere naam"), "{}", run.err);
    }
    assert_eq!(std::fs::read(&store).unwrap(), bytes);
    std::fs::rename(&store, run.path("oud.sqlite")).unwrap();
    assert_eq!(run.again().args("demo --quiet").code, 0);
}

/// A page of 200 kB that cannot be pressed together.
fn noise(path: &str) -> String {
    use sha2::{Digest, Sha256};
    let words = (0..3200).map(|n| format!("{:x} ", Sha256::digest(format!("{path} {n}"))));
    words.collect()
}

/// A run on a disk of 4 MB in a name space of its own, then room, then the rest of the run.
const FULL_DISK: &str = "mount -t tmpfs -o size=4m none output || exit 77
    \"$0\" schools.toml --quiet 2> full.txt; echo $? > code.txt
    mount -o remount,size=64m none output || exit 77
    \"$0\" schools.toml --quiet --resume && cp output/results.json results.json";

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_the_run_and_with_room_it_goes_on() {
    let server = Site::new()
        .handler(|request| {
            let links: String = (0..30).map(|n| format!("<a href=\"/p{n}\">Bladzijde {n}</a> ")).collect();
            let text = if request.path == "/" { links } else { noise(&request.path) };
            let page = request.path == "/" || request.path.starts_with("/p");
            page.then(|| Reply::html(&format!("<title>{}</title><main><p>{text}</p></main>", request.path)))
        })
        .start();
    let plan = format!(
        "[[school]]\nname = \"De Wei\"\nurl = \"{}\"\n[crawl]\ndelay_ms = 0\nallow_private_hosts = true\n",
        server.url("/")
    );
    let run = Run::new().file("schools.toml", plan.as_bytes()).folder("output");
    let (run, code) = run.with("unshare", &["-rm", "sh", "-c", FULL_DISK, env!("CARGO_BIN_EXE_audit")]);
    if code != Some(0) {
        return skip(&format!("this machine gives no small disk of its own (unshare: {code:?})"));
    }
    let file = |name: &str| std::fs::read_to_string(run.path(name)).unwrap();
    assert_eq!(file("code.txt").trim(), "1");
    assert!(
        file("full.txt").contains("schijf is vol") && file("full.txt").contains("--resume"),
        "{}",
        file("full.txt")
    );
    let results: serde_json::Value = serde_json::from_str(&file("results.json")).unwrap();
    assert_eq!(results["schools"][0]["crawl"]["pages"], 31);
    let pages = server.paths().iter().filter(|path| path.starts_with("/p")).count();
    assert!((30..=31).contains(&pages), "only the page that did not fit was asked for again: {pages}");
}

/// A report folder that became read-only, in a name space of its own.
const READ_ONLY: &str = "mount --bind output output && mount -o remount,bind,ro output || exit 77
    for command in 'demo --quiet' runs report rescore 'forget 2026'; do
        \"$0\" $command 2>> told.txt; echo \"$? $command\" >> code.txt
    done";

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_became_read_only_is_told_and_nothing_is_lost() {
    let run = Run::new().args("demo --quiet");
    let before = std::fs::read(run.path("output/audit.sqlite")).unwrap();
    let (run, code) = run.again().with("unshare", &["-rm", "sh", "-c", READ_ONLY, env!("CARGO_BIN_EXE_audit")]);
    if code == Some(77) || code.is_none() {
        return skip(&format!("this machine gives no read-only folder of its own (unshare: {code:?})"));
    }
    let file = |name: &str| std::fs::read_to_string(run.path(name)).unwrap();
    let codes = file("code.txt");
    assert!(
        codes.lines().count() == 5 && codes.lines().all(|line| line.starts_with("1 ")),
        "{codes}{}",
        file("told.txt")
    );
    assert!(file("told.txt").matches("kan niet worden geschreven").count() >= 4, "{}", file("told.txt"));
    assert_eq!(std::fs::read(run.path("output/audit.sqlite")).unwrap(), before);
    let run = run.again().args("report");
    assert_eq!(run.code, 0, "{}", run.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_where_nobody_can_write_is_told_before_anybody_is_asked() {
    let schools = Schools::start();
    for folder in ["/proc/audit", "/dev/null/audit", "schools.toml/audit"] {
        let run = Run::new().file("schools.toml", schools.plan().as_bytes());
        let run = run.args(&format!("schools.toml --output {folder}"));
        assert_eq!(run.code, 1, "{folder}");
        assert!(run.err.contains("--output MAP"), "{folder}: {}", run.err);
    }
    assert!(schools.log().is_empty());
}

/// Moves every time in a store, as if the clock had been wrong when it was written.
fn shift_clock(store: &Path, years: &str) {
    let store = Connection::open(store).unwrap();
    for (table, column) in [("run", "started"), ("run", "ended"), ("exchange", "at"), ("exchange", "captured")] {
        let shift = format!(
            "UPDATE {table} SET {column} = strftime('%Y-%m-%dT%H:%M:%SZ', {column}, ?1) WHERE {column} IS NOT NULL"
        );
        store.execute(&shift, [years]).unwrap();
    }
}

#[test]
fn a_clock_that_jumps_changes_neither_what_is_found_nor_the_order_of_runs() {
    let schools = Schools::start();
    let plan = schools.plan();
    let begin = || Run::new().file("schools.toml", plan.as_bytes());
    let found = |run: &Done| {
        let mut results: serde_json::Value =
            serde_json::from_slice(&std::fs::read(run.path("output/results.json")).unwrap()).unwrap();
        results["run"]["id"].take();
        results["schools"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .for_each(|school| drop(school["crawl"]["seconds"].take()));
        results
    };
    const AUDIT: &str = "schools.toml --today 2026-11-23 --quiet";
    let calm = begin().args(AUDIT);
    for years in ["+30 years", "-30 years"] {
        let told = schools.arm(Some(At::Silence(12)));
        let running = begin().start(AUDIT);
        told.recv_timeout(PATIENCE).expect("a request");
        let run = running.kill().args("runs");
        shift_clock(&run.path("output/audit.sqlite"), years);
        schools.arm(None);
        let run = run.again().args(&format!("{AUDIT} --resume"));
        assert_eq!((run.code, found(&run)), (0, found(&calm)), "{years}: {}", run.err);
        assert!(schools.answered().len() < 40, "what was read is not asked for again");
        let first = run.again().args("runs");
        let run = first.again().args(AUDIT).again().args("diff");
        assert_eq!(run.code, 0, "{years}: {}", run.err);
        assert!(run.out.contains("geen verschil"), "{years}: {}", run.out);
    }
}
