//! `audit review`: a person looks at levels, on a page of this computer alone.

use crate::support::{Done, Run, Running};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A demo that was audited, and a desk that is open on it.
struct Sitting {
    running: Running,
    host: String,
    secret: String,
}

impl Sitting {
    fn open(run: Run, arguments: &str) -> Self {
        let mut running = run.start(&format!("review --no-open {arguments}"));
        let mut line = String::new();
        BufReader::new(running.child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap_or_else(|| panic!("no address: {line}"));
        let (host, secret) = address.trim_end_matches('/').split_once('/').unwrap();
        Self { host: host.to_owned(), secret: secret.to_owned(), running }
    }

    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }

    fn get(&self, path: &str) -> String {
        self.send(&format!("GET /{}/{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.secret, self.host))
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> String {
        self.post_with(path, fields, &format!("Origin: http://{}\r\n", self.host))
    }

    fn post_with(&self, path: &str, fields: &[(&str, &str)], headers: &str) -> String {
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let (secret, host, length) = (&self.secret, &self.host, form.len());
        self.send(&format!(
            "POST /{secret}/{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}Content-Type: \
             application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        ))
    }

    fn save(&self, school: &str, indicator: &str, verdict: &str, note: &str) -> String {
        let fields = [("school", school), ("indicator", indicator), ("verdict", verdict), ("note", note)];
        self.post("save", &fields)
    }

    fn done(self) -> Done {
        assert!(self.post("done", &[]).contains("U kunt deze bladzijde sluiten"));
        let done = self.running.finish();
        assert_eq!(done.code, 0, "{}", done.err);
        done
    }
}

fn audited() -> Done {
    let run = Run::new().args("demo --quiet");
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

fn read(run: &Done, name: &str) -> String {
    std::fs::read_to_string(run.path(&format!("output/{name}"))).unwrap()
}

fn school(run: &Done, id: &str) -> Value {
    let results: Value = serde_json::from_str(&read(run, "results.json")).unwrap();
    results["schools"].as_array().unwrap().iter().find(|school| school["id"] == id).unwrap().clone()
}

fn judgement(run: &Done, id: &str, indicator: &str) -> Value {
    let school = school(run, id);
    school["indicators"].as_array().unwrap().iter().find(|found| found["id"] == indicator).unwrap().clone()
}

const NOTE: &str = "=1+1 <script>alert('x')</script> Gebeld met de directeur.";

#[test]
fn what_a_person_decides_is_in_every_later_report() {
    let run = audited();
    let before = judgement(&run, "meester-sikkema", "complaints");
    let (score, agreed) =
        (school(&run, "meester-sikkema")["score"].clone(), judgement(&run, "de-treffer", "complaints"));
    let sitting = Sitting::open(run.again(), "");
    let page = sitting.get("?show=all&school=meester-sikkema");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("id=\"meester-sikkema--complaints\""), "{page:.300}");
    assert!(sitting.post("name", &[("by", "Anna")]).starts_with("HTTP/1.1 303"));
    let saved = sitting.save("meester-sikkema", "complaints", "3", NOTE);
    assert!(saved.contains("location: ./?show=look#meester-sikkema--complaints"), "{saved}");
    let script = format!("Origin: http://{}\r\nAccept: application/json\r\n", sitting.host);
    let level = agreed["level"].to_string();
    let fields = [("school", "de-treffer"), ("indicator", "complaints"), ("agree", level.as_str()), ("verdict", "")];
    let saved = sitting.post_with("save", &fields, &script);
    assert!(saved.contains("\"saved\":\"Bewaard.\"") && saved.contains("2 van de 133 oordelen bekeken"), "{saved}");
    sitting.save("de-treffer", "home-learning", "0", "");
    sitting.save("de-treffer", "home-learning", "", "");
    let again = sitting.get("?show=seen");
    assert!(again.contains("&#60;script&#62;alert") && !again.contains("<script>alert"), "{again}");
    let run = sitting.done();

    let now = judgement(&run, "meester-sikkema", "complaints");
    assert_eq!((&now["status"], &now["level"]), (&Value::from("scored"), &Value::from(3)));
    let review = &now["review"];
    assert_eq!((&review["program_level"], &review["by"]), (&before["level"], &Value::from("Anna")));
    assert_eq!((&review["note"], &review["changed"]), (&Value::from(NOTE), &Value::Null));
    assert!(school(&run, "meester-sikkema")["score"].as_f64() > score.as_f64());
    assert_eq!(judgement(&run, "de-treffer", "complaints")["why"], agreed["why"]);
    assert_eq!(judgement(&run, "de-treffer", "home-learning")["review"], Value::Null);
    for name in ["report.html", "schools/meester-sikkema.html"] {
        let page = read(&run, name);
        assert!(page.contains("Door een mens bekeken") && page.contains("Gebeld met de directeur"), "{name}");
        assert!(!page.contains("<script>alert"), "{name}");
    }
    assert!(read(&run, "handout.html").contains("door een mens bekeken"));
    assert!(read(&run, "results.csv").contains(";'=1+1 "));

    // Made again, judged again, and audited again: the word of the person holds.
    let original = run.report();
    for command in ["report", "rescore --quiet"] {
        let run = Run::again_in(&run).args(command);
        assert_eq!(run.code, 0, "{}", run.err);
        let differs: Vec<_> = original.iter().zip(run.report()).filter(|(one, other)| *one != other).collect();
        assert!(differs.is_empty(), "{command}: {:?}", differs.iter().map(|(one, _)| &one.0).collect::<Vec<_>>());
    }
    let run = Run::again_in(&run).args("demo --quiet");
    assert_eq!(judgement(&run, "meester-sikkema", "complaints")["review"], *review);
}

#[test]
fn nobody_else_gets_in() {
    let sitting = Sitting::open(audited().again(), "--lang en");
    let host = sitting.host.clone();
    let ask = |path: &str, host: &str| {
        sitting.send(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    };
    let page = ask(&format!("/{}/", sitting.secret), &host);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Look at levels"), "{page:.300}");
    let head = page.split("\r\n\r\n").next().unwrap();
    for header in ["content-security-policy: default-src 'none'", "frame-ancestors 'none'", "cache-control: no-store"] {
        assert!(head.contains(header), "{head}");
    }
    assert!(ask(&format!("/{}/", sitting.secret), "evil.example").starts_with("HTTP/1.1 421"));
    assert!(ask("/", &host).starts_with("HTTP/1.1 404"));
    let fields = [("school", "de-treffer"), ("indicator", "complaints"), ("verdict", "3")];
    for headers in ["", "Origin: https://evil.example\r\n", "Origin: null\r\n"] {
        assert!(sitting.post_with("save", &fields, headers).starts_with("HTTP/1.1 403"), "{headers}");
    }
    assert!(sitting.save("de-treffer", "complaints", "9", "").starts_with("HTTP/1.1 400"));
    assert!(sitting.save("gone", "complaints", "3", "").starts_with("HTTP/1.1 400"));
    assert!(sitting.post("elders", &[]).starts_with("HTTP/1.1 404"));
    let long = "x".repeat(70_000);
    assert!(sitting.save("de-treffer", "complaints", "3", &long).starts_with("HTTP/1.1 413"));
    assert!(sitting.get("?show=seen").contains("0 items"));
    let page = sitting.post("done", &[]);
    assert!(page.contains("You may close this page"), "{page}");
    let done = sitting.running.finish();
    assert_eq!(done.code, 0, "{}", done.err);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_nothing_is_lost() {
    use rustix::process::{Pid, Signal, kill_process};
    let sitting = Sitting::open(audited().again(), "");
    sitting.save("de-treffer", "complaints", "not-applicable", "");
    kill_process(Pid::from_child(&sitting.running.child), Signal::INT).unwrap();
    let run = sitting.running.finish();
    assert_eq!(run.code, 0, "{}", run.err);
    let found = judgement(&run, "de-treffer", "complaints");
    assert_eq!((&found["status"], &found["level"]), (&Value::from("not-applicable"), &Value::Null));
}

#[test]
fn without_a_kept_audit_there_is_nothing_to_look_at() {
    let run = Run::new().args("review --no-open");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("geen audit bewaard"), "{}", run.err);
}
