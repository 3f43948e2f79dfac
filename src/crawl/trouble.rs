//! Why a request gave no usable answer, and how that is told from what the HTTP client says.

use crate::model::{Failure, FailureKind, Miss, Obstacle};
use std::error::Error;
use std::io;
use url::Url;

/// Why an address gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// This address failed; the detail is for the log.
    Failed(FailureKind, String),
    /// It redirects to another site.
    Elsewhere(Url),
    /// It redirects to where nobody should go: a private network, or something that is no web address.
    Astray(String),
    /// The server asks to stay away for longer than a visit waits (429 or 503 with a long `Retry-After`).
    SentAway(u16),
}

impl Trouble {
    /// Whether a home page that cannot be had for this reason says that nothing else can. A missing home page does not.
    pub(super) fn ends_visit(&self) -> bool {
        use FailureKind::{Connect, Dns, Forbidden, Status, Timeout, Tls};
        match self {
            Self::Elsewhere(_) | Self::Astray(_) | Self::SentAway(_) => true,
            Self::Failed(kind, _) => {
                matches!(kind, Dns | Connect | Tls | Timeout | Forbidden | Status(401 | 403 | 429 | 500..=599))
            }
        }
    }

    /// A failure with its detail.
    pub(super) fn new(kind: FailureKind, detail: impl Into<String>) -> Self {
        Self::Failed(kind, detail.into())
    }

    /// What the HTTP client's error means.
    pub(super) fn of_client(error: &reqwest::Error) -> Self {
        let detail = chain(error);
        let kind = if error.is_dns() {
            FailureKind::Dns
        } else if speaks_of_tls(&detail) {
            FailureKind::Tls
        } else if error.is_timeout() && !error.is_connect() {
            FailureKind::Timeout
        } else if error.is_decode() && !detail.contains("from connection") {
            // A bad gzip stream. A body that breaks off counts as decoding too, but is the connection's fault.
            FailureKind::Unreadable
        } else {
            FailureKind::Connect
        };
        Self::Failed(kind, detail)
    }

    /// As a run remembers it.
    pub(super) fn miss(self) -> Miss {
        match self {
            Self::Failed(kind, detail) => Miss { kind, detail },
            Self::Elsewhere(to) => Miss { kind: FailureKind::Elsewhere, detail: to.to_string() },
            Self::Astray(to) => Miss { kind: FailureKind::Forbidden, detail: to },
            Self::SentAway(status) => Miss { kind: FailureKind::Status(status), detail: String::new() },
        }
    }

    /// As it is told in the report.
    pub(super) fn failure(self, url: Url) -> Failure {
        match self {
            Self::Failed(kind, detail) => Failure { url, kind, detail },
            Self::Elsewhere(to) => Failure { url, kind: FailureKind::Elsewhere, detail: format!("leads to {to}") },
            Self::Astray(to) => Failure { url, kind: FailureKind::Forbidden, detail: format!("leads to {to}") },
            Self::SentAway(status) => {
                Failure { url, kind: FailureKind::Status(status), detail: "asked to come back much later".to_owned() }
            }
        }
    }

    /// What it means for the site when this is the answer for its first page.
    pub(super) fn obstacle(&self) -> Obstacle {
        match self {
            Self::Elsewhere(to) => Obstacle::Moved(to.clone()),
            Self::Astray(_) => Obstacle::Astray,
            Self::SentAway(status) => Obstacle::Refused(*status),
            Self::Failed(kind, detail) => match kind {
                FailureKind::Status(status @ (401 | 403 | 429)) => Obstacle::Refused(*status),
                FailureKind::Status(status) => Obstacle::ServerError(*status),
                FailureKind::Robots => Obstacle::RobotsClosed,
                FailureKind::Dns => Obstacle::UnknownHost,
                FailureKind::Tls if blames_certificate(detail) => Obstacle::Certificate,
                FailureKind::Tls => Obstacle::Insecure,
                FailureKind::Forbidden => Obstacle::PrivateAddress,
                FailureKind::Login => Obstacle::Login,
                FailureKind::Unreadable
                | FailureKind::Locked
                | FailureKind::Scan
                | FailureKind::OldFormat
                | FailureKind::Embedded(_) => Obstacle::Empty,
                FailureKind::Redirect | FailureKind::Elsewhere => Obstacle::Redirects,
                FailureKind::Timeout | FailureKind::Connect | FailureKind::TooLarge => {
                    Obstacle::Unreachable(detail.clone())
                }
            },
        }
    }
}

impl From<Miss> for Trouble {
    fn from(miss: Miss) -> Self {
        Self::Failed(miss.kind, miss.detail)
    }
}

/// The messages of an error and of all below it. The client's own first line only repeats the address.
fn chain(error: &dyn Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut below = error.source();
    while let Some(error) = below {
        let part = error.to_string();
        if !parts.iter().any(|known| known.contains(&part)) {
            parts.push(part);
        }
        below = error.source();
    }
    if parts.is_empty() { error.to_string() } else { parts.join(": ") }
}

/// rustls reports through `io::Error`, so its words are all there is to go by.
fn speaks_of_tls(detail: &str) -> bool {
    ["certificate", "InvalidContentType", "handshake", "corrupt message", "received fatal alert", "UnknownIssuer"]
        .iter()
        .any(|sign| detail.contains(sign))
}

fn blames_certificate(detail: &str) -> bool {
    detail.contains("certificate") || detail.contains("UnknownIssuer")
}

/// Whether a body ended before its stated length, without the connection being reset.
pub(super) fn ended_early(error: &reqwest::Error) -> bool {
    let mut below = error.source();
    while let Some(error) = below {
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::UnexpectedEof) {
            return true;
        }
        below = error.source();
    }
    false
}
