//! A run's answers as a WARC 1.1 file, the form that web archives use: one gzip member per record.
//!
//! Bodies were unpacked when they came in, so headers that tell of packing are kept under another name, as other
//! archivers do, and the length is that of the body in the file. The same run gives the same bytes.

use super::{Kept, Run, Store, StoreError};
use crate::text::hex;
use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::StatusCode;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Write};

const CONFORMS: &str = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/";

/// How a record tells that the server said that nothing changed.
const NOT_MODIFIED: &str = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

/// Why an archive could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WarcError {
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The archive cannot be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Writes an archive of a run, one answer after the other. Gives the number of answers.
///
/// # Errors
/// When the store cannot be read or the archive cannot be written.
pub fn write(store: &Store, run: &Run, out: &mut impl Write) -> Result<usize, WarcError> {
    let about = identity(&run.id, 0);
    member(out, &opening(run, &about))?;
    let mut records = 0;
    for number in store.answers(run.number)? {
        if let Some(kept) = store.kept(number)? {
            records += 1;
            for record in records_of(&kept, &run.id, number, &about) {
                member(out, &record)?;
            }
        }
    }
    Ok(records)
}

fn member(out: &mut impl Write, record: &[u8]) -> io::Result<()> {
    let mut packed = GzEncoder::new(out, Compression::default());
    packed.write_all(record)?;
    packed.finish().map(|_| ())
}

/// An identifier made from the run and the number of the answer, so that the same run gives the same archive.
fn identity(run: &str, number: i64) -> String {
    let hash = Sha256::digest(format!("{run} {number}"));
    let hex = hex(&hash[..16]);
    // Version 8: made in a way of one's own.
    format!("<urn:uuid:{}-{}-8{}-8{}-{}>", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}

fn opening(run: &Run, identity: &str) -> Vec<u8> {
    let block = format!(
        "software: {}\r\nformat: WARC File Format 1.1\r\nconformsTo: {CONFORMS}\r\nisPartOf: {}\r\nrobots: classic\r\n",
        run.program, run.id
    );
    let date = run.started;
    let head = format!("WARC-Type: warcinfo\r\nWARC-Record-ID: {identity}\r\nWARC-Date: {date}\r\n");
    record(&head, "application/warc-fields", block.as_bytes())
}

/// An answer, or that it still held with the answer that did, and the request that went before it.
fn records_of(kept: &Kept, run: &str, number: i64, about: &str) -> Vec<Vec<u8>> {
    let id = |what: &str| identity(&format!("{run}{what}"), number);
    let answer = id("");
    let mut records = vec![response(kept, &answer, about)];
    let mut latest = answer.clone();
    if kept.reply.unchanged {
        latest = id(" revisit");
        records.push(revisit(kept, &latest, &answer, about));
    }
    if !kept.asked.is_empty() {
        records.push(request(kept, &id(" request"), &latest, about));
    }
    records
}

/// The request, as far as it is known: it was written by the HTTP client.
fn request(kept: &Kept, identity: &str, answer: &str, about: &str) -> Vec<u8> {
    let Kept { url, at, asked, .. } = kept;
    let mut block = format!("GET {} HTTP/1.1\r\n", &url[url::Position::BeforePath..url::Position::AfterQuery]);
    asked.iter().for_each(|(name, value)| header(&mut block, name, value));
    block += "\r\n";
    let head = format!(
        "WARC-Type: request\r\nWARC-Record-ID: {identity}\r\nWARC-Warcinfo-ID: {about}\r\nWARC-Date: {at}\r\n\
         WARC-Target-URI: {url}\r\nWARC-Concurrent-To: {answer}\r\n"
    );
    record(&head, "application/http;msgtype=request", block.as_bytes())
}

/// The server said that an earlier answer still held. That answer is in the archive too, so that it stands by itself.
fn revisit(kept: &Kept, identity: &str, answer: &str, about: &str) -> Vec<u8> {
    let Kept { url, at, captured, reply, .. } = kept;
    let mut block = "HTTP/1.1 304 Not Modified\r\n".to_owned();
    for (name, value) in
        reply.headers.iter().filter(|(name, _)| ["date", "etag", "last-modified"].contains(&name.as_str()))
    {
        header(&mut block, name, value);
    }
    block += "\r\n";
    let head = format!(
        "WARC-Type: revisit\r\nWARC-Record-ID: {identity}\r\nWARC-Warcinfo-ID: {about}\r\nWARC-Date: {at}\r\n\
         WARC-Target-URI: {url}\r\nWARC-Profile: {NOT_MODIFIED}\r\nWARC-Refers-To: {answer}\r\n\
         WARC-Refers-To-Target-URI: {url}\r\nWARC-Refers-To-Date: {captured}\r\n"
    );
    record(&head, "application/http;msgtype=response", block.as_bytes())
}

/// A line of a head. A line break inside a value would begin another header.
fn header(block: &mut String, name: &str, value: &str) {
    let value: String = value.chars().filter(|letter| !letter.is_control()).collect();
    let _ = write!(block, "{name}: {value}\r\n");
}

fn response(kept: &Kept, identity: &str, about: &str) -> Vec<u8> {
    let Kept { url, captured, reply, .. } = kept;
    let mut block = http_head(kept).into_bytes();
    let body_digest = digest(&reply.body);
    block.extend_from_slice(&reply.body);
    let mut head = format!(
        "WARC-Type: response\r\nWARC-Record-ID: {identity}\r\nWARC-Warcinfo-ID: {about}\r\nWARC-Date: {captured}\r\n\
         WARC-Target-URI: {url}\r\nWARC-Payload-Digest: {body_digest}\r\n"
    );
    if reply.truncated {
        head += "WARC-Truncated: length\r\n";
    } else if reply.status != 200 && reply.header("content-length").is_some_and(|length| length != "0") {
        // Bodies of redirects and error pages are not kept.
        head += "WARC-Truncated: unspecified\r\n";
    }
    record(&head, "application/http;msgtype=response", &block)
}

fn record(head: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let (length, block_digest) = (block.len(), digest(block));
    let head = format!(
        "WARC/1.1\r\n{head}WARC-Block-Digest: {block_digest}\r\nContent-Type: {content_type}\r\n\
         Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// The head of the answer as HTTP.
fn http_head(kept: &Kept) -> String {
    let reply = &kept.reply;
    let reason = StatusCode::from_u16(reply.status).ok().and_then(|status| status.canonical_reason());
    let mut head = format!("HTTP/1.1 {} {}\r\n", reply.status, reason.unwrap_or("Unknown"));
    for (name, value) in &reply.headers {
        let about_packing = ["content-length", "content-encoding", "transfer-encoding"].contains(&name.as_str());
        let prefix = if about_packing { "X-Archive-Orig-" } else { "" };
        header(&mut head, &format!("{prefix}{name}"), value);
    }
    let _ = write!(head, "Content-Length: {}\r\n\r\n", reply.body.len());
    head
}

fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", base32(&Sha256::digest(bytes)))
}

/// Base 32 after RFC 4648, with padding: how digests are written in archives.
fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    for group in bytes.chunks(5) {
        let mut padded = [0; 8];
        padded[3..3 + group.len()].copy_from_slice(group);
        let bits = u64::from_be_bytes(padded);
        let letters = (group.len() * 8).div_ceil(5);
        for place in 0..8 {
            let letter = LETTERS[(bits >> (35 - 5 * place) & 31) as usize];
            text.push(if place < letters { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_as_in_the_rfc() {
        let cases = [
            ("", ""),
            ("f", "MY======"),
            ("fo", "MZXQ===="),
            ("foo", "MZXW6==="),
            ("foob", "MZXW6YQ="),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI======"),
        ];
        for (plain, text) in cases {
            assert_eq!(base32(plain.as_bytes()), text);
        }
    }

    #[test]
    fn identities_differ_and_stay() {
        let one = identity("20261123T140211032Z", 1);
        assert_eq!(one, identity("20261123T140211032Z", 1));
        assert_ne!(one, identity("20261123T140211032Z", 2));
        assert_eq!(one.len(), "<urn:uuid:00000000-0000-0000-0000-000000000000>".len());
    }
}
