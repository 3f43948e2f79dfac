//! robots.txt after RFC 9309: what its answer means, and whom it keeps out.

use super::answer::Answer;
use super::trouble::Trouble;
use crate::model::{FailureKind, Obstacle};
use robotxt::Robots;
use std::time::Duration;
use url::Url;

/// The name under which robots.txt addresses this program.
const AGENT: &str = "audit";

/// What one host's robots.txt asks for.
#[derive(Debug)]
pub(super) struct Policy {
    rules: Robots,
    unavailable: Option<Trouble>,
}

impl Policy {
    /// The policy that the answer for robots.txt stands for. 4xx and endless redirects allow everything; 429, 5xx and
    /// no answer close the host (RFC 9309, 2.3.1). So does a redirect to another site, whose rules are not ours.
    pub(super) fn of(outcome: Result<Answer, Trouble>) -> Self {
        match outcome {
            Ok(answer) if answer.status == 200 => Self::open(rules(&answer)),
            Ok(answer) if matches!(answer.status, 400..=428 | 430..=499) => Self::open(Robots::allow_all()),
            Ok(answer) => Self::closed(Trouble::new(FailureKind::Status(answer.status), "robots.txt")),
            Err(Trouble::Failed(FailureKind::Redirect, _)) => Self::open(Robots::allow_all()),
            Err(trouble) => Self::closed(trouble),
        }
    }

    fn open(rules: Robots) -> Self {
        Self { rules, unavailable: None }
    }

    fn closed(trouble: Trouble) -> Self {
        Self { rules: Robots::disallow_all(), unavailable: Some(trouble) }
    }

    /// Whether the address may be asked for.
    pub(super) fn allows(&self, url: &Url) -> bool {
        self.rules.is_url_allowed(url)
    }

    /// Least time between two requests that the file asks for.
    pub(super) fn crawl_delay(&self) -> Option<Duration> {
        self.rules.crawl_delay()
    }

    /// Sitemaps that the file names.
    pub(super) fn sitemaps(&self) -> &[Url] {
        self.rules.sitemaps()
    }

    /// What keeps a visit from starting, when something does.
    pub(super) fn obstacle(&self) -> Option<Obstacle> {
        match &self.unavailable {
            Some(trouble) => Some(unavailable(trouble)),
            None => (self.rules.always() == Some(false)).then_some(Obstacle::RobotsClosed),
        }
    }

    /// Where the file has moved to, when that is another site.
    pub(super) fn moved(&self) -> bool {
        matches!(self.unavailable, Some(Trouble::Elsewhere(_)))
    }
}

/// A host that cannot be reached at all is told as such; robots.txt is only where that showed.
fn unavailable(trouble: &Trouble) -> Obstacle {
    use FailureKind::{Connect, Dns, Forbidden, Status, Timeout, Tls};
    match trouble {
        Trouble::Failed(Dns | Connect | Tls, _) => trouble.obstacle(),
        Trouble::Failed(Timeout, detail) => Obstacle::RobotsUnavailable(detail.clone()),
        Trouble::Failed(Status(status), _) | Trouble::SentAway(status) => {
            Obstacle::RobotsUnavailable(format!("status {status}"))
        }
        Trouble::Failed(Forbidden, detail) => Obstacle::RobotsUnavailable(detail.clone()),
        Trouble::Failed(kind, detail) => Obstacle::RobotsUnavailable(format!("{kind:?}: {detail}")),
        Trouble::Elsewhere(to) => Obstacle::RobotsUnavailable(format!("leads to {to}")),
        Trouble::Astray(to) => Obstacle::RobotsUnavailable(format!("leads to {to}")),
    }
}

fn rules(answer: &Answer) -> Robots {
    if is_html(answer) { Robots::allow_all() } else { Robots::parse(&answer.body, AGENT) }
}

/// Many servers answer every unknown address with a page and status 200.
fn is_html(answer: &Answer) -> bool {
    let typed = answer.content_type.as_deref().is_some_and(|value| value.to_ascii_lowercase().starts_with("text/html"));
    let head = answer.body.get(..512).unwrap_or(&answer.body).to_ascii_lowercase();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    let looks = head.starts_with(b"<!doctype") || head.starts_with(b"<html") || head.starts_with(b"<head");
    looks || (typed && head.starts_with(b"<"))
}
