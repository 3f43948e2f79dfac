//! `audit export --warc`, read back record by record.

use crate::school::Schools;
use crate::server::Request;
use crate::support::{Run, skip};
use flate2::bufread::GzDecoder;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::Read;

struct Record {
    headers: HashMap<String, String>,
    block: Vec<u8>,
}

/// Reads an archive of one gzip member per record.
fn read(mut bytes: &[u8]) -> Vec<Record> {
    let mut records = Vec::new();
    while !bytes.is_empty() {
        let mut member = GzDecoder::new(bytes);
        let mut record = Vec::new();
        member.read_to_end(&mut record).unwrap();
        bytes = member.into_inner();
        records.push(parse(&record));
    }
    records
}

fn parse(record: &[u8]) -> Record {
    let (head, rest) = split(record);
    let mut lines = head.split("\r\n");
    assert_eq!(lines.next(), Some("WARC/1.1"));
    let headers: HashMap<String, String> =
        lines.map(|line| line.split_once(": ").map(|(name, value)| (name.into(), value.into())).unwrap()).collect();
    let length: usize = headers["Content-Length"].parse().unwrap();
    assert_eq!(&rest[length..], b"\r\n\r\n");
    Record { headers, block: rest[..length].to_vec() }
}

fn split(bytes: &[u8]) -> (&str, &[u8]) {
    let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap();
    (std::str::from_utf8(&bytes[..end]).unwrap(), &bytes[end + 4..])
}

/// SHA-256 as archives write it, bit by bit.
fn digest(bytes: &[u8]) -> String {
    let bits: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:08b}")).collect();
    let letters = bits.as_bytes().chunks(5).map(|five| {
        let five = format!("{:0<5}", std::str::from_utf8(five).unwrap());
        char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[usize::from_str_radix(&five, 2).unwrap()])
    });
    format!("sha256:{}====", letters.collect::<String>())
}

#[test]
fn the_archive_holds_every_answer_with_right_lengths_and_digests() {
    let schools = Schools::start();
    schools.busy(true);
    let run = Run::new().file("schools.toml", schools.plan().as_bytes()).args("schools.toml --quiet");
    let run = run.again().args("export --warc --output bewijs.warc.gz");
    assert_eq!(run.code, 0, "{}", run.err);
    let bytes = std::fs::read(run.path("bewijs.warc.gz")).unwrap();
    let records = read(&bytes);
    assert_eq!(records[0].headers["WARC-Type"], "warcinfo");
    assert!(String::from_utf8_lossy(&records[0].block).contains("software: audit "));
    let answers: usize = schools.answered().values().sum();
    let of = |kind: &str| records.iter().filter(|record| record.headers["WARC-Type"] == kind).collect::<Vec<_>>();
    let (responses, requests) = (of("response"), of("request"));
    assert_eq!((responses.len(), requests.len(), records.len()), (answers, answers, 2 * answers + 1));
    let mut ids: Vec<&str> = records.iter().map(|record| record.headers["WARC-Record-ID"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), records.len());
    for record in &records {
        assert_eq!(record.headers["WARC-Block-Digest"], digest(&record.block));
        assert!(record.headers["WARC-Date"].ends_with('Z'));
    }
    for record in &responses {
        assert_eq!(record.headers["Content-Type"], "application/http;msgtype=response");
        let (head, body) = split(&record.block);
        assert!(head.starts_with("HTTP/1.1 "), "{head}");
        assert!(head.ends_with(&format!("\r\nContent-Length: {}", body.len())), "{head}");
        assert_eq!(record.headers["WARC-Payload-Digest"], digest(body));
    }
    let asked = schools.log();
    for (record, response) in requests.iter().zip(&responses) {
        assert_eq!(record.headers["WARC-Concurrent-To"], response.headers["WARC-Record-ID"]);
        assert!(asked.iter().any(|request| same(request, &record.block)), "{}", String::from_utf8_lossy(&record.block));
    }
    let page = |path: &str, status: &str| {
        responses.iter().any(|record| {
            record.headers["WARC-Target-URI"].ends_with(path)
                && String::from_utf8_lossy(&record.block).starts_with(&format!("HTTP/1.1 {status} "))
        })
    };
    assert!(page("/robots.txt", "200") && page("/oud", "302") && page("/weg", "404"));
    assert!(page("/p5", "503") && page("/p5", "200") && page("/kaart.xml", "200"));
    let run = run.again().args("export --warc --output output");
    assert_eq!(run.code, 0, "{}", run.err);
    let name = run.out.split(&['/', '\\']).next_back().unwrap().trim();
    assert_eq!(std::fs::read(run.path("output").join(name)).unwrap(), bytes, "the same run, the same archive");
}

/// Whether a record holds what the server saw: first line and every header, in whatever order.
fn same(request: &Request, block: &[u8]) -> bool {
    let (head, _) = split(block);
    let mut lines = head.split("\r\n");
    let first = lines.next() == Some(&format!("GET {} HTTP/1.1", request.path));
    let told: HashMap<String, String> =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.into(), value.into())).collect();
    first && told == request.headers
}

#[test]
fn what_did_not_change_is_in_the_archive_with_the_answer_that_still_held() {
    let schools = Schools::start();
    schools.tag();
    let first = Run::new().file("schools.toml", schools.plan().as_bytes()).args("schools.toml --quiet");
    let run = first.again().args("schools.toml --quiet").again().args("export --warc --output bewijs.warc.gz");
    let records = read(&std::fs::read(run.path("bewijs.warc.gz")).unwrap());
    let revisits: Vec<&Record> = records.iter().filter(|record| record.headers["WARC-Type"] == "revisit").collect();
    assert!(revisits.len() > 20, "{}", revisits.len());
    for revisit in revisits {
        let named = &revisit.headers["WARC-Refers-To"];
        let answer = records.iter().find(|record| record.headers["WARC-Record-ID"] == *named).expect("the answer");
        assert_eq!(answer.headers["WARC-Target-URI"], revisit.headers["WARC-Target-URI"]);
        assert_eq!(answer.headers["WARC-Date"], revisit.headers["WARC-Refers-To-Date"]);
        assert!(answer.headers["WARC-Date"] < revisit.headers["WARC-Date"]);
        assert!(revisit.block.starts_with(b"HTTP/1.1 304 Not Modified\r\n"));
        let id = &revisit.headers["WARC-Record-ID"];
        let request =
            records.iter().find(|record| record.headers.get("WARC-Concurrent-To") == Some(id)).expect("a request");
        assert!(String::from_utf8_lossy(&request.block).contains("\r\nif-none-match: \""));
    }
}

/// Other programs read the archive as well: warcio, when it is here (`pip install warcio`).
#[test]
fn a_standard_reader_finds_nothing_wrong() {
    let schools = Schools::start();
    schools.tag();
    let first = Run::new().file("schools.toml", schools.plan().as_bytes()).args("schools.toml --quiet");
    let run = first.again().args("schools.toml --quiet").again().args("export --warc --output bewijs.warc.gz");
    let (run, code) = run.again().with("warcio", &["check", "-v", "bewijs.warc.gz"]);
    match code {
        None => skip("warcio is not here (pip install warcio)"),
        code => assert_eq!(code, Some(0), "{}", run.err),
    }
}

#[test]
fn an_archive_needs_a_run_and_a_place() {
    let run = Run::new().folder("output").args("export --warc");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("geen audit bewaard"), "{}", run.err);
    let run = run.again().args("demo --quiet");
    let run = run.again().args("export --warc --output weg/bewijs.warc.gz");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("kan niet worden geschreven"), "{}", run.err);
}
