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
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, USER_AGENT};
use reqwest::{Client, ClientBuilder, Response, redirect};
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
    always: HeaderMap,
    names: Arc<Names>,
    owners: Owners,
    patience: fn(Want) -> Duration,
}

impl Fetcher {
    /// A fetcher that keeps to the settings and to the guard.
    pub(super) fn new(settings: &CrawlSettings, guard: Guard) -> Result<Self, reqwest::Error> {
        let names = Arc::new(Names::new(guard));
        let always = always(settings);
        let builder = || client(settings, &always, &names);
        let client = builder().build().or_else(|error| {
            // A machine without any certificate store can still read http sites; https will be refused as unproven.
            tracing::warn!(%error, "no certificates to check https with");
            builder().tls_certs_only([]).build()
        })?;
        let owners = Owners::new(settings.delay, settings.concurrency_per_host);
        Ok(Self { client, always, names, owners, patience: Want::patience })
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
        let exchange = Exchange { sent: false, asked: Vec::new(), received: 0, outcome: Err(trouble.clone().miss()) };
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
                let exchange = Exchange { sent: false, asked: Vec::new(), received: 0, outcome: Err(trouble.miss()) };
                return (errand.party.notes.record(asked, exchange).await, None);
            }
        };
        let conditions = only_if_changed(earlier.as_ref());
        let sent = self.head(errand.url, &conditions);
        let lease = self.owners.enter(errand.url.host_str().unwrap_or_default(), machine).await;
        errand.party.tally.request(asked, lease.queued);
        let received = AtomicU64::new(0);
        let patience = (self.patience)(errand.want);
        let late = || Err(Trouble::new(FailureKind::Timeout, format!("no complete answer in {patience:?}")));
        let outcome = tokio::time::timeout(patience, self.once(errand, (earlier, conditions), &received)).await;
        let outcome = outcome.unwrap_or_else(|_| late()).map_err(Trouble::miss);
        let exchange = Exchange { sent: true, asked: sent, received: received.into_inner(), outcome };
        errand.party.tally.answered(&exchange);
        (errand.party.notes.record(asked, exchange).await, Some(lease))
    }

    /// The headers of a request, as the client sends them.
    fn head(&self, url: &Url, conditions: &HeaderMap) -> Vec<(String, String)> {
        let host = url.host_str().unwrap_or_default();
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let own = [("accept-encoding".to_owned(), "gzip".to_owned()), ("host".to_owned(), host)];
        headers(&self.always).into_iter().chain(headers(conditions)).chain(own).collect()
    }

    async fn once(
        &self,
        errand: Errand<'_>,
        (known, conditions): (Option<Earlier>, HeaderMap),
        received: &AtomicU64,
    ) -> Result<Reply, Trouble> {
        let request = self.client.get(errand.url.clone()).headers(conditions);
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

/// Conditions on which a page is sent again. What a server sent that cannot be sent back is left out.
fn only_if_changed(known: Option<&Earlier>) -> HeaderMap {
    let Some(known) = known else { return HeaderMap::new() };
    let told = [(IF_NONE_MATCH, &known.etag), (IF_MODIFIED_SINCE, &known.last_modified)];
    let value = |told: &Option<String>| HeaderValue::from_str(told.as_deref()?).ok();
    told.into_iter().filter_map(|(name, told)| Some((name, value(told)?))).collect()
}

/// Headers of every request.
fn always(settings: &CrawlSettings) -> HeaderMap {
    let accept = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5";
    // Only characters that a header may hold are left in it.
    let agent = HeaderValue::from_str(&user_agent(settings.contact.as_deref()));
    HeaderMap::from_iter([
        (USER_AGENT, agent.unwrap_or(HeaderValue::from_static("audit"))),
        (ACCEPT, HeaderValue::from_static(accept)),
        (ACCEPT_LANGUAGE, HeaderValue::from_static("nl,fy;q=0.9,en;q=0.5")),
    ])
}

fn client(settings: &CrawlSettings, always: &HeaderMap, names: &Arc<Names>) -> ClientBuilder {
    Client::builder()
        .default_headers(always.clone())
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
#[path = "fetch_tests.rs"]
mod tests;
