//! Stops asking a server that keeps failing or refusing.

use super::trouble::Trouble;
use crate::model::FailureKind;

/// Failures in a row after which a server is left alone.
const FAILURES: usize = 5;

/// Refusals in a row after which a server is left alone. Some pages of a site may rightly be closed.
const REFUSALS: usize = 10;

/// Counts what went wrong in a row at one host.
#[derive(Debug, Default)]
pub(super) struct Circuit {
    failures: usize,
    refusals: usize,
}

impl Circuit {
    /// Takes note of one answer. Any answer that is neither a failure nor a refusal of the server closes the count.
    pub(super) fn note(&mut self, outcome: Result<(), &Trouble>) {
        match outcome {
            Err(Trouble::SentAway(_)) => self.failures = FAILURES,
            Err(trouble) if is_server_failure(trouble) => self.failures += 1,
            Err(Trouble::Failed(FailureKind::Status(401 | 403), _)) => self.refusals += 1,
            Err(Trouble::Failed(FailureKind::Robots, _)) => {}
            _ => *self = Self::default(),
        }
    }

    /// Whether the server should be left alone.
    pub(super) fn is_open(&self) -> bool {
        self.failures >= FAILURES || self.refusals >= REFUSALS
    }
}

fn is_server_failure(trouble: &Trouble) -> bool {
    use FailureKind::{Connect, Dns, Status, Timeout, Tls};
    matches!(trouble, Trouble::Failed(Timeout | Connect | Dns | Tls | Status(429 | 500..=599), _))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(kind: FailureKind) -> Trouble {
        Trouble::Failed(kind, String::new())
    }

    #[test]
    fn five_failures_in_a_row_open_it() {
        let mut circuit = Circuit::default();
        for _ in 0..4 {
            circuit.note(Err(&failed(FailureKind::Status(500))));
        }
        circuit.note(Ok(()));
        for _ in 0..4 {
            circuit.note(Err(&failed(FailureKind::Timeout)));
        }
        assert!(!circuit.is_open());
        circuit.note(Err(&failed(FailureKind::Connect)));
        assert!(circuit.is_open());
    }

    #[test]
    fn being_sent_away_opens_it_at_once() {
        let mut circuit = Circuit::default();
        circuit.note(Err(&Trouble::SentAway(429)));
        assert!(circuit.is_open());
    }

    #[test]
    fn missing_pages_never_open_it_and_refusals_late() {
        let mut circuit = Circuit::default();
        for _ in 0..50 {
            circuit.note(Err(&failed(FailureKind::Status(404))));
        }
        for _ in 0..9 {
            circuit.note(Err(&failed(FailureKind::Status(403))));
        }
        assert!(!circuit.is_open());
        circuit.note(Err(&failed(FailureKind::Status(403))));
        assert!(circuit.is_open());
    }
}
