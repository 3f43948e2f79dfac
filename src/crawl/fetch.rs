//! One request at a time: in turn, guarded, within limits of time and size. Redirects are answers here.

use super::answer::{Answer, headers, still};
use super::guard::Guard;
use super::host::{Lease, Owners};
use super::memory::{Asked, Earlier, Recall};
use super::names::{Names, Pinned};
use super::party::Party;
use super::retry::{self, Next};
use super::trouble::{Trouble, ended_early};
use super::want::{Cap, Want};
use crate::model::{CrawlSettings, Exchange, FailureKind, Reply};
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, redirect};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use url::Url;

/// Longest wait for a connection, TLS included.
const CONNECT: Duration = Duration::from_secs(10);

/// One thing to ask for, and on whose account.
#[derive(Clone, Copy)]
pub(super) struct Errand<'a> {
    /// The visit that asks.
    pub(super) party: &'a Party,
    /// The address.
    pub(super) url: &'a Url,
    /// What for.
    pub(super) want: Want,
}

impl Errand<'_> {
    fn asked(&self, attempt: usize) -> Asked {
        Asked { visit: self.party.start.clone(), url: self.url.clone(), purpose: self.want.name(), attempt }
    }
}

/// The run's only way out.
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

    /// Whether the start page of a visit may be asked at all, its name looked up.
    pub(super) async fn check(&self, party: &Party) -> Result<(), Trouble> {
        let url = &party.start;
        let asked = Asked { visit: url.clone(), url: url.clone(), purpose: "name", attempt: 0 };
        match party.notes.recall(&asked).await.0 {
            Recall::Known(Exchange { outcome: Err(miss), .. }) => return Err(miss.into()),
            // Only names that failed are noted.
            Recall::Known(_) | Recall::Closed => return Ok(()),
            Recall::Unknown => {}
        }
        let Err(trouble) = self.names.machine(url).await else { return Ok(()) };
        let exchange = Exchange { sent: false, received: 0, outcome: Err(trouble.clone().miss()) };
        party.notes.record(&asked, exchange).await;
        Err(trouble)
    }

    /// Whether an address may be asked as far as its text tells.
    pub(super) fn admits(&self, url: &Url) -> bool {
        self.names.admits(url)
    }

    /// Asks for one address, again where that may help. What is noted already is not asked for.
    pub(super) async fn get(&self, errand: Errand<'_>) -> Result<Answer, Trouble> {
        let mut repeats = 0;
        loop {
            let asked = errand.asked(repeats);
            let (recalled, earlier) = errand.party.notes.recall(&asked).await;
            let (exchange, lease) = match recalled {
                Recall::Known(exchange) => {
                    errand.party.tally.recalled(&asked, &exchange);
                    (exchange, None)
                }
                Recall::Unknown => self.ask(errand, &asked, earlier).await,
                Recall::Closed => errand.party.wait_for_the_end().await,
            };
            let answer = |reply| Answer::of(errand.url, reply);
            let outcome = exchange.outcome.map(answer).map_err(Trouble::from);
            let next = retry::next(&outcome, repeats);
            if let Some(lease) = lease {
                settle(lease, &next, &outcome);
            }
            match next {
                Next::Accept | Next::GiveUp(_) => return outcome,
                Next::Leave(status) => return Err(Trouble::SentAway(status)),
                Next::Wait(_) | Next::Again => repeats += 1,
            }
        }
    }

    /// Makes a request in turn and notes what came of it.
    async fn ask(&self, errand: Errand<'_>, asked: &Asked, earlier: Option<Earlier>) -> (Exchange, Option<Lease>) {
        let machine = match self.names.machine(errand.url).await {
            Ok(machine) => machine,
            Err(trouble) => {
                let exchange = Exchange { sent: false, received: 0, outcome: Err(trouble.miss()) };
                return (errand.party.notes.record(asked, exchange).await, None);
            }
        };
        let lease = self.owners.enter(errand.url.host_str().unwrap_or_default(), machine).await;
        errand.party.tally.request(asked, lease.queued);
        let received = AtomicU64::new(0);
        let patience = errand.want.patience();
        let late = || Err(Trouble::new(FailureKind::Timeout, format!("no complete answer in {patience:?}")));
        let outcome = tokio::time::timeout(patience, self.once(errand, earlier, &received)).await;
        let outcome = outcome.unwrap_or_else(|_| late()).map_err(Trouble::miss);
        let exchange = Exchange { sent: true, received: received.into_inner(), outcome };
        errand.party.tally.answered(&exchange);
        (errand.party.notes.record(asked, exchange).await, Some(lease))
    }

    async fn once(&self, errand: Errand<'_>, known: Option<Earlier>, received: &AtomicU64) -> Result<Reply, Trouble> {
        let request = only_if_changed(self.client.get(errand.url.clone()), known.as_ref());
        let mut response = request.send().await.map_err(|error| Trouble::of_client(&error))?;
        let (status, headers) = (response.status().as_u16(), headers(response.headers()));
        let mut reply = Reply { status, headers, body: Vec::new(), truncated: false, unchanged: false };
        if status == 200 {
            refuse_coding(&reply)?;
            let cap = errand.want.cap(reply.header("content-type"))?;
            (reply.body, reply.truncated) = body(&mut response, cap, received).await?;
        } else if let (304, Some(known)) = (status, known)
            && let Some(earlier) = errand.party.notes.again(known).await
        {
            reply = still(earlier, &reply);
        } else if response.content_length().is_some_and(|length| length <= Cap::ASIDE.bytes as u64) {
            // Read and dropped: the connection can be used again. That it breaks is no matter.
            let _ = body(&mut response, Cap::ASIDE, received).await;
        }
        Ok(reply)
    }
}

/// Gives the turn back, and tells how it went.
fn settle(lease: Lease, next: &Next, outcome: &Result<Answer, Trouble>) {
    match next {
        Next::Wait(wait) | Next::GiveUp(wait) => lease.too_much(*wait),
        Next::Accept if outcome.as_ref().is_ok_and(|answer| answer.status < 500) => lease.went_well(),
        Next::Accept | Next::Again | Next::Leave(_) => drop(lease),
    }
}

fn only_if_changed(request: RequestBuilder, known: Option<&Earlier>) -> RequestBuilder {
    let Some(known) = known else { return request };
    let conditions = [(IF_NONE_MATCH, &known.etag), (IF_MODIFIED_SINCE, &known.last_modified)];
    conditions.into_iter().fold(request, |request, (name, value)| {
        // What a server sent that cannot be sent back is left out.
        match value.as_deref().map(HeaderValue::from_str) {
            Some(Ok(value)) => request.header(name, value),
            _ => request,
        }
    })
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
fn refuse_coding(reply: &Reply) -> Result<(), Trouble> {
    match reply.header("content-encoding") {
        Some(coding) if !coding.trim().is_empty() && !coding.eq_ignore_ascii_case("identity") => {
            Err(Trouble::new(FailureKind::Unreadable, format!("content encoding {coding}")))
        }
        _ => Ok(()),
    }
}

/// Reads the body as it comes and stops at the cap, so that neither a bomb nor a false length costs memory.
async fn body(response: &mut Response, cap: Cap, received: &AtomicU64) -> Result<(Vec<u8>, bool), Trouble> {
    let stated = response.content_length();
    if !cap.cut && stated.is_some_and(|length| length > cap.bytes as u64) {
        return Err(too_large(cap));
    }
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                let taken = chunk.len().min(cap.bytes - body.len());
                received.fetch_add(taken as u64, Ordering::Relaxed);
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
