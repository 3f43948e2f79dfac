//! What the crawl hands over: bytes of one address, or why there are none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use url::Url;

/// One answer with a body, as it came from the server. Not yet parsed.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// Address after redirects, without fragment.
    pub url: Url,
    /// Raw `Content-Type` header.
    pub content_type: Option<String>,
    /// Raw `Last-Modified` header.
    pub last_modified: Option<String>,
    /// Raw `X-Robots-Tag` header.
    pub robots_tag: Option<String>,
    /// The server reserves the rights for text and data mining (`tdm-reservation: 1`).
    pub reserved: bool,
    /// Body after content decoding, at most the size cap.
    pub body: Vec<u8>,
    /// Whether the body was cut at the size cap.
    pub truncated: bool,
    /// Clicks from the home page: 0 is the home page; `None` when only the sitemap names it.
    pub clicks: Option<u32>,
}

impl Fetched {
    /// An answer with `body` and nothing told about it.
    pub fn bare(url: Url, body: Vec<u8>) -> Self {
        Self {
            url,
            content_type: None,
            last_modified: None,
            robots_tag: None,
            reserved: false,
            body,
            truncated: false,
            clicks: None,
        }
    }
}

/// An address that gave no document, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The address asked for.
    pub url: Url,
    /// What went wrong.
    pub kind: FailureKind,
    /// Technical detail for the log, English.
    pub detail: String,
}

/// How one link turned out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkCheck {
    /// The address asked for.
    pub url: Url,
    /// The address that answered, after redirects, or why none did.
    pub outcome: Result<Url, FailureKind>,
}

/// Why an address gave no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum FailureKind {
    /// robots.txt asks not to fetch it.
    Robots,
    /// The server answered with this status (not 2xx, not a redirect).
    Status(u16),
    /// No complete answer within the time limit.
    Timeout,
    /// The name does not resolve.
    Dns,
    /// No connection, or it broke.
    Connect,
    /// The certificate or the TLS handshake was refused.
    Tls,
    /// The address, or a redirect, leads to a private, loopback or unlisted address or to another scheme.
    Forbidden,
    /// Redirects without end, or to nowhere.
    Redirect,
    /// Redirects to another site.
    Elsewhere,
    /// Leads to a login page.
    Login,
    /// Larger than the cap, or unpacks to more than the cap.
    TooLarge,
    /// Bytes that no reader understands (broken document, unknown type).
    Unreadable,
    /// A document that needs a password.
    Locked,
    /// A document of images only.
    Scan,
    /// An old Word file, or another kind of document that is not read.
    OldFormat,
    /// Shown inside a page from elsewhere, so not asked for.
    Embedded(Embed),
}

/// What is shown inside a page from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Embed {
    /// A calendar.
    Calendar,
    /// Messages of a social medium or another site.
    Feed,
    /// A viewer of documents.
    Viewer,
    /// A form.
    Form,
}
