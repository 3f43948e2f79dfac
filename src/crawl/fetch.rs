//! One request at a time: in turn, guarded, within limits of time and size. Redirects are answers here.

use super::guard::Guard;
use super::host::Owners;
use super::names::{Names, Pinned};
use super::retry::{self, Next};
use super::tally::Tally;
use super::trouble::{Trouble, ended_early};
use super::want::{Cap, Want};
use crate::model::{CrawlSettings, FailureKind, Fetched};
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderMap, HeaderValue};
use reqwest::{Client, ClientBuilder, Response, redirect};
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Longest wait for a connection, TLS included.
const CONNECT: Duration = Duration::from_secs(10);

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
    /// What the reader gets.
    pub(super) fn fetched(self, clicks: Option<u32>) -> Fetched {
        Fetched {
            url: self.url,
            content_type: self.content_type,
            last_modified: self.last_modified,
            robots_tag: self.robots_tag,
            body: self.body,
            truncated: self.truncated,
            clicks,
        }
    }

    fn of_head(response: &Response) -> Self {
        let headers = response.headers();
        Self {
            url: response.url().clone(),
            status: response.status().as_u16(),
            content_type: header(headers, "content-type"),
            last_modified: header(headers, "last-modified"),
            robots_tag: all(headers, "x-robots-tag"),
            location: header(headers, "location"),
            retry_after: header(headers, "retry-after"),
            date: header(headers, "date"),
            body: Vec::new(),
            truncated: false,
        }
    }
}

fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(text)
}

fn all(headers: &HeaderMap, name: &str) -> Option<String> {
    let values: Vec<String> = headers.get_all(name).iter().map(text).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// The run's only way out.
#[derive(Debug)]
pub(super) struct Fetcher {
    client: Client,
    names: Arc<Names>,
    owners: Owners,
}

impl Fetcher {
    /// A fetcher that keeps to the settings and to the guard.
    pub(super) fn new(settings: &CrawlSettings, guard: Guard) -> Result<Self, reqwest::Error> {
        let names = Arc::new(Names::new(guard));
        let builder = || client(settings, &names);
        let client = builder().build().or_else(|error| {
            // A machine without any certificate store can still read http sites; https will be refused as unproven.
            tracing::warn!(%error, "no certificates to check https with");
            builder().tls_certs_only([]).build()
        })?;
        Ok(Self { client, names, owners: Owners::new(settings.delay, settings.concurrency_per_host) })
    }

    /// Who owns which host.
    pub(super) fn owners(&self) -> &Owners {
        &self.owners
    }

    /// Whether an address may be asked at all, its name looked up.
    pub(super) async fn check(&self, url: &Url) -> Result<(), Trouble> {
        self.names.machine(url).await.map(|_| ())
    }

    /// Whether an address may be asked as far as its text tells.
    pub(super) fn admits(&self, url: &Url) -> bool {
        self.names.admits(url)
    }

    /// Asks for one address, again where that may help.
    pub(super) async fn get(&self, url: &Url, want: Want, tally: &Tally) -> Result<Answer, Trouble> {
        let machine = self.names.machine(url).await?;
        let host = url.host_str().unwrap_or_default();
        let mut repeats = 0;
        loop {
            let lease = self.owners.enter(host, machine).await;
            tally.request(lease.queued);
            let late =
                || Err(Trouble::new(FailureKind::Timeout, format!("no complete answer in {:?}", want.patience())));
            let outcome = tokio::time::timeout(want.patience(), self.once(url, want, tally)).await;
            let outcome = outcome.unwrap_or_else(|_| late());
            tally.answered();
            match retry::next(&outcome, repeats) {
                Next::Accept => {
                    if outcome.as_ref().is_ok_and(|answer| answer.status < 500) {
                        lease.went_well();
                    }
                    return outcome;
                }
                Next::GiveUp(wait) => {
                    lease.too_much(wait);
                    return outcome;
                }
                Next::Leave(status) => return Err(Trouble::SentAway(status)),
                Next::Wait(wait) => lease.too_much(wait),
                Next::Again => drop(lease),
            }
            repeats += 1;
        }
    }

    async fn once(&self, url: &Url, want: Want, tally: &Tally) -> Result<Answer, Trouble> {
        let request = self.client.get(url.clone()).send();
        let mut response = request.await.map_err(|error| Trouble::of_client(&error))?;
        let mut answer = Answer::of_head(&response);
        if answer.status == 200 {
            refuse_coding(&response)?;
            let cap = want.cap(answer.content_type.as_deref())?;
            (answer.body, answer.truncated) = body(&mut response, cap, tally).await?;
        } else if response.content_length().is_some_and(|length| length <= Cap::ASIDE.bytes as u64) {
            // Read and dropped: the connection can be used again. That it breaks is no matter.
            let _ = body(&mut response, Cap::ASIDE, tally).await;
        }
        Ok(answer)
    }
}

fn client(settings: &CrawlSettings, names: &Arc<Names>) -> ClientBuilder {
    let mut headers = HeaderMap::new();
    let accept = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5";
    headers.insert(ACCEPT, HeaderValue::from_static(accept));
    headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("nl,fy;q=0.9,en;q=0.5"));
    Client::builder()
        .user_agent(user_agent(settings.contact.as_deref()))
        .default_headers(headers)
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .gzip(true)
        .connect_timeout(CONNECT)
        .pool_max_idle_per_host(settings.concurrency_per_host.max(1))
        .pool_idle_timeout(Duration::from_secs(30))
        .dns_resolver(Arc::new(Pinned(Arc::clone(names))))
}

/// Who asks and why, with an address for the webmaster. Only characters that a header may hold.
fn user_agent(contact: Option<&str>) -> String {
    let purpose = "school website review on parent engagement";
    let contact: String = contact.unwrap_or_default().chars().filter(|letter| (' '..='~').contains(letter)).collect();
    match contact.trim() {
        "" => format!("audit/{} ({purpose})", env!("CARGO_PKG_VERSION")),
        contact => format!("audit/{} (+{contact}; {purpose})", env!("CARGO_PKG_VERSION")),
    }
}

/// The client takes off one layer of gzip and then drops the header. What is left was not asked for.
fn refuse_coding(response: &Response) -> Result<(), Trouble> {
    match header(response.headers(), "content-encoding") {
        Some(coding) if !coding.trim().is_empty() && !coding.eq_ignore_ascii_case("identity") => {
            Err(Trouble::new(FailureKind::Unreadable, format!("content encoding {coding}")))
        }
        _ => Ok(()),
    }
}

/// Reads the body as it comes and stops at the cap, so that neither a bomb nor a false length costs memory.
async fn body(response: &mut Response, cap: Cap, tally: &Tally) -> Result<(Vec<u8>, bool), Trouble> {
    let stated = response.content_length();
    if !cap.cut && stated.is_some_and(|length| length > cap.bytes as u64) {
        return Err(too_large(cap));
    }
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                let taken = chunk.len().min(cap.bytes - body.len());
                tally.received(taken);
                body.extend_from_slice(&chunk[..taken]);
                if taken < chunk.len() {
                    return if cap.cut { Ok((body, true)) } else { Err(too_large(cap)) };
                }
            }
            Ok(None) => return Ok((body, false)),
            Err(error) if stated.is_some() && !body.is_empty() && ended_early(&error) => return Ok((body, true)),
            Err(error) => return Err(Trouble::of_client(&error)),
        }
    }
}

fn too_large(cap: Cap) -> Trouble {
    Trouble::new(FailureKind::TooLarge, format!("more than {} bytes", cap.bytes))
}

#[cfg(test)]
impl Answer {
    /// An answer without headers and body.
    pub(super) fn empty(status: u16) -> Self {
        Self {
            url: Url::parse("https://school.example/").expect("an address"),
            status,
            content_type: None,
            last_modified: None,
            robots_tag: None,
            location: None,
            retry_after: None,
            date: None,
            body: Vec::new(),
            truncated: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::user_agent;

    #[test]
    fn the_user_agent_tells_who_and_why() {
        let start = concat!("audit/", env!("CARGO_PKG_VERSION"), " (");
        let with = user_agent(Some("naam@voorbeeld.example\r\nX: y"));
        assert!(with.starts_with(start) && with.contains("+naam@voorbeeld.exampleX: y; school website review"));
        assert!(!user_agent(None).contains('+'));
        assert!(!user_agent(Some("é")).contains('+'));
    }
}
