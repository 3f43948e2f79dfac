//! One request and what came of it, as a run remembers it.

use super::page::FailureKind;

/// One request and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Whether a request went out. A name that is unknown or private is a miss without a request.
    pub sent: bool,
    /// Headers that were sent, names in lower case. Empty when no request went out, or when an older program made it.
    pub asked: Vec<(String, String)>,
    /// Bytes received, after content decoding; also of bodies that were not kept.
    pub received: u64,
    /// The answer, or why there is none.
    pub outcome: Result<Reply, Miss>,
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status. What the server said had not changed since an earlier run has status 200, as it had then.
    pub status: u16,
    /// Headers in their order, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body after content decoding, up to the cap. Empty unless the status is 200.
    pub body: Vec<u8>,
    /// Whether the body was longer, or ended before its stated length.
    pub truncated: bool,
    /// Whether the server said that nothing changed, so that headers and body are those of an earlier run.
    pub unchanged: bool,
}

/// Why a request has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// What went wrong.
    pub kind: FailureKind,
    /// Technical detail for the log, English.
    pub detail: String,
}

impl Reply {
    /// The first header of this name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}
