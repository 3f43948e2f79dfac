//! What a server answered, as the visit looks at it.

use crate::model::{Fetched, Reply};
use reqwest::header::HeaderMap;
use url::Url;

/// What a server answered.
#[derive(Debug)]
pub(super) struct Answer {
    /// The address asked for.
    pub(super) url: Url,
    /// HTTP status.
    pub(super) status: u16,
    /// `Content-Type`.
    pub(super) content_type: Option<String>,
    /// `Last-Modified`.
    pub(super) last_modified: Option<String>,
    /// `X-Robots-Tag`, all of them.
    pub(super) robots_tag: Option<String>,
    /// `tdm-reservation`.
    pub(super) tdm_reservation: Option<String>,
    /// `Location`.
    pub(super) location: Option<String>,
    /// `Retry-After`.
    pub(super) retry_after: Option<String>,
    /// `Date`.
    pub(super) date: Option<String>,
    /// Decoded body, up to the cap. Empty unless the status is 200.
    pub(super) body: Vec<u8>,
    /// The body was longer, or ended before its stated length.
    pub(super) truncated: bool,
}

impl Answer {
    /// The answer for an address.
    pub(super) fn of(url: &Url, reply: Reply) -> Self {
        let header = |name| reply.header(name).map(str::to_owned);
        Self {
            url: url.clone(),
            status: reply.status,
            content_type: header("content-type"),
            last_modified: header("last-modified"),
            robots_tag: all(&reply, "x-robots-tag"),
            tdm_reservation: header("tdm-reservation"),
            location: header("location"),
            retry_after: header("retry-after"),
            date: header("date"),
            body: reply.body,
            truncated: reply.truncated,
        }
    }

    /// What the reader gets.
    pub(super) fn fetched(self, clicks: Option<u32>) -> Fetched {
        Fetched {
            url: self.url,
            content_type: self.content_type,
            last_modified: self.last_modified,
            robots_tag: self.robots_tag,
            reserved: self.tdm_reservation.is_some_and(|value| value.trim() == "1"),
            body: self.body,
            truncated: self.truncated,
            clicks,
        }
    }
}

fn all(reply: &Reply, name: &str) -> Option<String> {
    let values: Vec<&str> = reply.headers.iter().filter(|(found, _)| found == name).map(|(_, v)| v.as_str()).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// Headers as text, in their order.
pub(super) fn headers(map: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    map.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
}

/// The answer of an earlier run, of which the server now says that it still holds. What it says anew goes first.
pub(super) fn still(earlier: Reply, now: &Reply) -> Reply {
    const RENEWED: &[&str] = &["date", "etag", "last-modified", "x-robots-tag", "expires", "cache-control"];
    let anew: Vec<(String, String)> =
        now.headers.iter().filter(|(name, _)| RENEWED.contains(&name.as_str())).cloned().collect();
    let old = earlier.headers.into_iter().filter(|(name, _)| !anew.iter().any(|(found, _)| found == name));
    let headers = anew.iter().cloned().chain(old).collect();
    Reply { headers, unchanged: true, ..earlier }
}

#[cfg(test)]
impl Answer {
    /// An answer without headers and body.
    pub(super) fn empty(status: u16) -> Self {
        let reply = Reply { status, headers: Vec::new(), body: Vec::new(), truncated: false, unchanged: false };
        Self::of(&Url::parse("https://school.example/").expect("an address"), reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> Reply {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Reply { status, headers, body: body.into(), truncated: false, unchanged: false }
    }

    #[test]
    fn what_did_not_change_keeps_its_type_and_takes_new_rules() {
        let earlier = reply(200, &[("content-type", "text/html"), ("x-robots-tag", "all"), ("date", "toen")], "Dag");
        let now = reply(304, &[("x-robots-tag", "noindex"), ("date", "nu"), ("content-length", "0")], "");
        let still = still(earlier, &now);
        assert_eq!((still.status, still.body.as_slice(), still.unchanged), (200, b"Dag".as_slice(), true));
        assert_eq!(still.header("content-type"), Some("text/html"));
        assert_eq!((still.header("x-robots-tag"), still.header("date")), (Some("noindex"), Some("nu")));
        assert_eq!(still.header("content-length"), None);
    }

    #[test]
    fn all_robots_tags_count() {
        let reply = reply(200, &[("x-robots-tag", "a"), ("etag", "b"), ("x-robots-tag", "c")], "");
        let answer = Answer::of(&Url::parse("https://school.example/").unwrap(), reply);
        assert_eq!(answer.robots_tag.as_deref(), Some("a, c"));
    }
}
