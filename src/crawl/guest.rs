//! One visitor at one site: asks for addresses by way of robots.txt, scope and guard, hop by hop.

use super::answer::Answer;
use super::fetch::{Errand, Fetcher};
use super::party::Party;
use super::render::Pantry;
use super::robots::Policy;
use super::scope::Site;
use super::skip::{is_document, is_login};
use super::trouble::Trouble;
use super::want::Want;
use crate::model::FailureKind;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;
use tokio::time::Instant;
use url::Url;

/// Most redirects followed for one address.
const HOPS: usize = 10;

/// Most redirects followed for robots.txt (RFC 9309: at least five).
const ROBOTS_HOPS: usize = 5;

/// What one visit needs to ask for things.
pub(super) struct Guest {
    /// The way out.
    pub(super) fetcher: Arc<Fetcher>,
    /// Where the visit stays.
    pub(super) site: Site,
    /// On whose account.
    pub(super) party: Party,
    /// What its pages were given while a browser showed them.
    pub(super) pantry: Pantry,
    policies: Mutex<HashMap<String, Arc<OnceCell<Policy>>>>,
}

impl Guest {
    /// A guest of `site`.
    pub(super) fn new(fetcher: Arc<Fetcher>, site: Site, party: Party) -> Self {
        Self { fetcher, site, party, pantry: Pantry::default(), policies: Mutex::default() }
    }

    /// Asks for a page or document and follows its redirects. The answer has status 200. A document may lie on
    /// another host; everything else stays on the site.
    pub(super) async fn page(&self, url: &Url) -> Result<Answer, Trouble> {
        let answer = self.walk(url, Want::Page, is_document(url)).await?;
        if answer.body.is_empty() {
            return Err(Trouble::new(FailureKind::Unreadable, "empty answer"));
        }
        Ok(answer)
    }

    /// Asks for a sitemap or style sheet of the site.
    pub(super) async fn file(&self, url: &Url, want: Want) -> Result<Answer, Trouble> {
        self.walk(url, want, false).await
    }

    /// Asks for a script or data that a page needs in a browser; it may lie on another host.
    pub(super) async fn part(&self, url: &Url) -> Result<Answer, Trouble> {
        if !self.fetcher.admits(url) {
            return Err(Trouble::new(FailureKind::Forbidden, ""));
        }
        self.walk(url, Want::Part, true).await
    }

    /// Asks for a picture, wherever it lies: many sites keep theirs on another host.
    pub(super) async fn picture(&self, url: &Url) -> Result<Answer, Trouble> {
        self.walk(url, Want::Picture, true).await
    }

    /// Asks whether an address answers: where it ends up.
    pub(super) async fn check(&self, url: &Url) -> Result<Url, Trouble> {
        self.walk(url, Want::Check, true).await.map(|answer| answer.url)
    }

    /// Where an address has moved to, when that is another site. For sites whose robots.txt has moved there too.
    pub(super) async fn moved_to(&self, url: &Url) -> Option<Url> {
        let answer = self.get(url, Want::Page).await.ok()?;
        self.next_hop(&answer).ok()?.filter(|next| !self.site.contains(next))
    }

    async fn get(&self, url: &Url, want: Want) -> Result<Answer, Trouble> {
        self.fetcher.get(Errand { party: &self.party, url, want }).await
    }

    async fn walk(&self, url: &Url, want: Want, abroad: bool) -> Result<Answer, Trouble> {
        let mut url = url.clone();
        for _ in 0..=HOPS {
            if !self.policy(&url).await.get().is_some_and(|policy| policy.allows(&url)) {
                return Err(Trouble::new(FailureKind::Robots, "robots.txt asks not to"));
            }
            let answer = self.get(&url, want).await?;
            let Some(next) = self.next_hop(&answer)? else { return whole(answer) };
            let inside = if want == Want::Page { self.site.contains(&next) } else { self.site.serves(&next) };
            if !abroad && !inside {
                return Err(Trouble::Elsewhere(next));
            }
            if is_login(&next) && !is_login(&url) {
                return Err(Trouble::new(FailureKind::Login, format!("leads to {next}")));
            }
            url = next;
        }
        Err(Trouble::new(FailureKind::Redirect, format!("more than {HOPS} redirects")))
    }

    /// Where a redirect leads, when the answer is one and its target may be asked.
    fn next_hop(&self, answer: &Answer) -> Result<Option<Url>, Trouble> {
        let Some(location) =
            answer.location.as_deref().filter(|_| matches!(answer.status, 301 | 302 | 303 | 307 | 308))
        else {
            return Ok(None);
        };
        let nowhere = |_| Trouble::new(FailureKind::Redirect, format!("leads to {location:?}"));
        let mut next = answer.url.join(location).map_err(nowhere)?;
        next.set_fragment(None);
        if next == answer.url {
            return Err(Trouble::new(FailureKind::Redirect, "leads to itself"));
        }
        if !self.fetcher.admits(&next) {
            return Err(Trouble::Astray(next.to_string()));
        }
        Ok(Some(next))
    }

    /// The rules of an address's host, asked for once per visit.
    pub(super) async fn policy(&self, url: &Url) -> Arc<OnceCell<Policy>> {
        let cell = self.cell(url);
        cell.get_or_init(|| self.load(url)).await;
        cell
    }

    /// Whether robots.txt, as far as it was read, keeps the address closed.
    pub(super) fn is_closed(&self, url: &Url) -> bool {
        self.cell(url).get().is_some_and(|policy| !policy.allows(url))
    }

    /// When the next request to the address's host can start.
    pub(super) fn ready(&self, url: &Url) -> Instant {
        self.fetcher.owners().ready(url.host_str().unwrap_or_default())
    }

    fn cell(&self, url: &Url) -> Arc<OnceCell<Policy>> {
        let mut policies = self.policies.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(policies.entry(url.origin().ascii_serialization()).or_default())
    }

    async fn load(&self, url: &Url) -> Policy {
        let policy = Policy::of(self.robots_file(url).await);
        if let Some(delay) = policy.crawl_delay() {
            self.fetcher.owners().ask_delay(url.host_str().unwrap_or_default(), delay);
        }
        policy
    }

    async fn robots_file(&self, url: &Url) -> Result<Answer, Trouble> {
        let nowhere = |_| Trouble::new(FailureKind::Redirect, "no address for robots.txt");
        let mut url = url.join("/robots.txt").map_err(nowhere)?;
        let home = if self.site.contains(&url) { self.site.clone() } else { Site::alone(&url) };
        for _ in 0..=ROBOTS_HOPS {
            let answer = self.get(&url, Want::Robots).await?;
            let Some(next) = self.next_hop(&answer)? else { return Ok(answer) };
            if !home.contains(&next) {
                return Err(Trouble::Elsewhere(next));
            }
            url = next;
        }
        Err(Trouble::new(FailureKind::Redirect, format!("more than {ROBOTS_HOPS} redirects")))
    }
}

fn whole(answer: Answer) -> Result<Answer, Trouble> {
    match answer.status {
        200 => Ok(answer),
        status => Err(Trouble::new(FailureKind::Status(status), "")),
    }
}
