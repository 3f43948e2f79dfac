//! What a page asks for while it is shown, and what it gets.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use futures_util::future::BoxFuture;
use serde_json::{Value, json};
use url::Url;

/// Kinds of thing that a page may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Another page in its place: it sent the reader on.
    Page,
    /// A script.
    Script,
    /// Data that a script asks for.
    Data,
}

/// What a page asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Address, http or https.
    pub url: Url,
    /// Kind of thing.
    pub part: Part,
}

/// What it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplied {
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// Body.
    pub body: Vec<u8>,
}

/// Fetches what a page asks for; `None` refuses it.
pub type Supply = dyn Fn(Ask) -> BoxFuture<'static, Option<Supplied>> + Send + Sync;

/// What to do with a request that is held up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Fetch it.
    Ask(Ask),
    /// Answer with nothing, as if it were there: a page may wait for its style sheet, and a script for leave to ask.
    Nothing,
    /// Refuse it.
    Refuse,
}

/// Judges a request by its `Fetch.requestPaused` event; `main` is the id of the page's own frame.
pub(super) fn judge(params: &Value, main: &str) -> Verdict {
    let request = &params["request"];
    let url = request["url"].as_str().and_then(|url| Url::parse(url).ok());
    let Some(mut url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) else { return Verdict::Refuse };
    url.set_fragment(None);
    let part = match (params["resourceType"].as_str().unwrap_or_default(), request["method"].as_str()) {
        (_, Some("OPTIONS")) | ("Stylesheet", Some("GET")) => return Verdict::Nothing,
        ("Document", Some("GET")) if params["frameId"].as_str() == Some(main) => Part::Page,
        ("Script", Some("GET")) if is_tracker(&url) => return Verdict::Nothing,
        ("Script", Some("GET")) => Part::Script,
        ("XHR" | "Fetch", Some("GET")) if !is_tracker(&url) => Part::Data,
        _ => return Verdict::Refuse,
    };
    Verdict::Ask(Ask { url, part })
}

/// Hosts that only count visitors or show advertisements.
fn is_tracker(url: &Url) -> bool {
    const HOSTS: &[&str] = &[
        "googletagmanager.com",
        "google-analytics.com",
        "doubleclick.net",
        "googlesyndication.com",
        "facebook.net",
        "facebook.com",
        "hotjar.com",
        "clarity.ms",
        "matomo.cloud",
        "siteimproveanalytics.com",
        "sentry.io",
        "addthis.com",
        "sharethis.com",
        "gstatic.com",
    ];
    let host = url.host_str().unwrap_or_default();
    HOSTS.iter().any(|known| host == *known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.')))
}

/// Parameters of `Fetch.fulfillRequest`. The page has no cookies and no account, so other origins may be open to it.
pub(super) fn fulfil(params: &Value, supplied: &Supplied) -> Value {
    let headers = params["request"]["headers"].as_object();
    let named = |name: &str| headers.and_then(|all| all.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)));
    let value = |name: &str, other: &str| named(name).and_then(|(_, value)| value.as_str()).unwrap_or(other).to_owned();
    let header = |name: &str, value: String| json!({"name": name, "value": value});
    let mut answer = vec![
        header("Access-Control-Allow-Origin", value("Origin", "*")),
        header("Access-Control-Allow-Credentials", "true".to_owned()),
        header("Access-Control-Allow-Headers", value("Access-Control-Request-Headers", "*")),
    ];
    answer.extend(supplied.content_type.clone().map(|kind| header("Content-Type", kind)));
    json!({
        "requestId": params["requestId"],
        "responseCode": 200,
        "responseHeaders": answer,
        "body": BASE64_STANDARD.encode(&supplied.body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(kind: &str, method: &str, url: &str) -> Verdict {
        judge(&json!({"resourceType": kind, "frameId": "F", "request": {"url": url, "method": method}}), "F")
    }

    #[test]
    fn only_what_makes_text_is_fetched() {
        let ask = |part| Verdict::Ask(Ask { url: Url::parse("https://s.example/a").expect("address"), part });
        assert_eq!(verdict("Script", "GET", "https://s.example/a#b"), ask(Part::Script));
        assert_eq!(verdict("Fetch", "GET", "https://s.example/a"), ask(Part::Data));
        assert_eq!(verdict("Document", "GET", "https://s.example/a"), ask(Part::Page));
        assert_eq!(verdict("Stylesheet", "GET", "https://s.example/a"), Verdict::Nothing);
        assert_eq!(verdict("Fetch", "OPTIONS", "https://s.example/a"), Verdict::Nothing);
        for (kind, method, url) in [
            ("Image", "GET", "https://s.example/a"),
            ("Media", "GET", "https://s.example/a"),
            ("Font", "GET", "https://s.example/a"),
            ("XHR", "POST", "https://s.example/a"),
            ("Document", "POST", "https://s.example/a"),
            ("Script", "GET", "file:///etc/passwd"),
            ("Fetch", "GET", "https://www.google-analytics.com/collect"),
        ] {
            assert_eq!(verdict(kind, method, url), Verdict::Refuse, "{kind} {method} {url}");
        }
        let framed = json!({"resourceType": "Document", "frameId": "G", "request": {"url": "https://s.example/", "method": "GET"}});
        assert_eq!(judge(&framed, "F"), Verdict::Refuse);
    }

    #[test]
    fn an_answer_is_open_to_the_page() {
        let params = json!({"requestId": "1", "request": {"headers": {"origin": "https://s.example"}}});
        let answer = fulfil(&params, &Supplied { content_type: Some("text/plain".into()), body: b"hoi".to_vec() });
        assert_eq!((answer["body"].as_str(), answer["requestId"].as_str()), (Some("aG9p"), Some("1")));
        assert_eq!(answer["responseHeaders"][0]["value"], "https://s.example");
        assert_eq!(answer["responseHeaders"][3]["value"], "text/plain");
    }
}
