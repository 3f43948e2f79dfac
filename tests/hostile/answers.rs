//! Answers that are too large, too short, or no HTTP at all.

use crate::server::{Reply, Site};
use crate::world::{Named, school, world};
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use std::io::Write;

const MIB: usize = 1 << 20;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("in memory")
}

/// Some kilobytes that unpack to 64 MB of a page.
fn bomb() -> Vec<u8> {
    let mut page = b"<!doctype html><title>Bom</title><p>Welkom</p>".to_vec();
    page.resize(64 * MIB, b' ');
    gzip(&page)
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("in memory")
}

fn chunked(body: &[u8]) -> Reply {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
    Reply::Raw([head.as_slice(), body].concat())
}

/// A page without end, as far as anybody listens.
fn endless() -> Reply {
    let text = "<p>Ouders zijn welkom op onze school. ".repeat(1700);
    let chunk = format!("{:x}\r\n{text}\r\n", text.len());
    chunked(chunk.repeat(200).as_bytes())
}

fn stated(length: usize, body: &str) -> Reply {
    Reply::Raw(
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes(),
    )
}

pub fn sites() -> Vec<Named> {
    let coded = |coding: &str, body: Vec<u8>| Reply::html("").header("Content-Encoding", coding).body(body);
    let large = school("groot", &["/groot", "/bom", "/deflate", "/dubbel", "/koppen"])
        .reply("/groot", endless())
        .reply("/bom", coded("gzip", bomb()))
        .reply("/deflate", coded("deflate", zlib(&vec![b' '; 20 * MIB])))
        .reply("/dubbel", coded("gzip, gzip", gzip(&bomb())))
        .reply(
            "/koppen",
            (0..10_000).fold(Reply::html("x"), |reply, n| reply.header(&format!("X-Kop-{n}"), &"a".repeat(200))),
        );
    let smuggled = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 24\r\n\r\n<p>INGESMOKKELD</p>     ";
    let short = "<title>Kort</title><p>Deze bladzijde is kort.</p>";
    let lengths = school("lengtes", &["/kort", "/lang", "/reus"])
        .reply("/kort", stated(50_000, short))
        .reply("/lang", stated(short.len(), &format!("{short}{smuggled}")))
        .reply("/reus", stated(10_000_000_000_000, short));
    let chunks = school("brokken", &["/c1", "/c2", "/c3"])
        .reply("/c1", chunked(b"zz\r\nhallo\r\n0\r\n\r\n"))
        .reply("/c2", chunked(b"ffffffffffffffff\r\nhallo"))
        .reply("/c3", chunked(b"5\r\nhallo\r\n"));
    let noise = school("ruis", &["/nul9", "/ssh", "/ruis"])
        .reply("/nul9", Reply::Raw(b"<html><p>zonder kop</p></html>".to_vec()))
        .reply("/ssh", Reply::Raw(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()))
        .reply("/ruis", Reply::Raw((0..=255).cycle().take(10_000).collect()));
    let statuses = [999, 204, 206, 300, 418, 451];
    let paths: Vec<String> =
        statuses.iter().map(|status| format!("/s/{status}")).chain(["/s/leeg".to_owned()]).collect();
    let mut odd = school("standen", &paths.iter().map(String::as_str).collect::<Vec<_>>());
    for status in statuses {
        let body = if status == 204 { "" } else { "<p>De ouderraad van een foutpagina vergadert.</p>" };
        odd = odd.reply(&format!("/s/{status}"), Reply::status(status).header("Content-Type", "text/html").body(body));
    }
    vec![
        ("te-groot", "/", large),
        ("lengtes", "/", lengths),
        ("kapotte-brokken", "/", chunks),
        ("geen-http", "/", noise),
        ("vreemde-statussen", "/", odd.reply("/s/leeg", Reply::html(""))),
        ("http-1-0", "/", old()),
    ]
}

/// HTTP/1.0: no length, and the connection closes after each answer.
fn old() -> Site {
    let modern = school("oud", &[]);
    Site::new().handler(move |request| {
        let Reply::Regular { status: 200, body, .. } = modern.answer(request) else {
            return Some(Reply::Raw(b"HTTP/1.0 404 Not Found\r\nContent-Type: text/html\r\n\r\nweg".to_vec()));
        };
        Some(Reply::Raw(
            [b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".as_slice(), &body].concat(),
        ))
    })
}

#[test]
fn bodies_are_read_up_to_a_cap_and_bombs_do_not_go_off() {
    let site = world().site("te-groot");
    site.is_read();
    assert!(site.read().contains(&"/groot".to_owned()), "{:?}", site.read());
    site.is_told_as_cut("/groot");
    // Two pages of at most 10 MiB each, and the ordinary ones.
    let bytes = site.school["crawl"]["bytes"].as_u64().unwrap();
    assert!(bytes < 21 * MIB as u64, "{bytes}");
    for path in ["/deflate", "/dubbel", "/koppen"] {
        assert!(site.reason(path).is_some(), "{path}: {:?}", site.read());
    }
}

#[test]
fn lengths_that_lie() {
    let site = world().site("lengtes");
    site.is_read();
    assert!(!world().file("results.json").contains("INGESMOKKELD"));
    site.is_told_as_cut("/kort");
    assert!(["/kort", "/lang", "/reus"].iter().all(|path| site.server.count(path) <= 2));
}

#[test]
fn what_is_no_http_fails_for_itself() {
    for (id, paths) in [("kapotte-brokken", ["/c1", "/c2", "/c3"]), ("geen-http", ["/nul9", "/ssh", "/ruis"])] {
        let site = world().site(id);
        site.is_read();
        for path in paths {
            assert!(site.reason(path).is_some(), "{path}: {:?}", site.read());
            assert!(site.server.count(path) <= 2, "{path}");
        }
    }
}

#[test]
fn other_statuses_are_no_pages() {
    let site = world().site("vreemde-statussen");
    site.is_read();
    assert_eq!(site.read().len(), 4, "{:?}", site.read());
    assert!(!site.quotes().iter().any(|quote| quote.contains("foutpagina")));
}

#[test]
fn a_server_of_the_old_days_is_read() {
    world().site("http-1-0").is_read();
}
