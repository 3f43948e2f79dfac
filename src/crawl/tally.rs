//! Counts what one visit costs.

use super::memory::Asked;
use crate::model::Exchange;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Counters of one visit, shared by its requests.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: Mutex<Counts>,
    seen: Mutex<HashSet<u64>>,
    hash: RandomState,
}

/// What was counted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// Requests made.
    pub(super) requests: usize,
    /// Bytes received, after content decoding.
    pub(super) bytes: u64,
    /// Answers that nothing changed since an earlier run.
    pub(super) unchanged: usize,
    /// Time spent waiting for other sites on the same machine.
    pub(super) queued: Duration,
    first: Option<Instant>,
    last: Option<Instant>,
}

impl Counts {
    /// Seconds from the first request to the last answer.
    pub(super) fn seconds(&self) -> f64 {
        match (self.first, self.last) {
            (Some(first), Some(last)) => last.duration_since(first).as_secs_f64(),
            _ => 0.0,
        }
    }
}

impl Tally {
    /// A request starts, after waiting for sister sites.
    pub(super) fn request(&self, asked: &Asked, queued: Duration) {
        self.is_new(asked);
        let mut counts = self.lock();
        counts.requests += 1;
        counts.queued += queued;
        counts.first.get_or_insert_with(Instant::now);
    }

    /// A request ended.
    pub(super) fn answered(&self, exchange: &Exchange) {
        let mut counts = self.lock();
        counts.bytes += exchange.received;
        counts.unchanged += usize::from(exchange.outcome.as_ref().is_ok_and(|reply| reply.unchanged));
        counts.last = Some(Instant::now());
    }

    /// A request was remembered. It counts as it did when it was made, and once.
    pub(super) fn recalled(&self, asked: &Asked, exchange: &Exchange) {
        if exchange.sent && self.is_new(asked) {
            self.request(asked, Duration::ZERO);
            self.answered(exchange);
        }
    }

    /// The counts so far.
    pub(super) fn counts(&self) -> Counts {
        *self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_new(&self, asked: &Asked) -> bool {
        let request = self.hash.hash_one((asked.url.as_str(), asked.purpose, asked.attempt));
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(request)
    }
}
