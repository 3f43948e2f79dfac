//! Counts what one visit costs.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Counters of one visit, shared by its requests.
#[derive(Debug, Default)]
pub(super) struct Tally(Mutex<Counts>);

/// What was counted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// Requests made.
    pub(super) requests: usize,
    /// Bytes received, after content decoding.
    pub(super) bytes: u64,
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
    pub(super) fn request(&self, queued: Duration) {
        let mut counts = self.lock();
        counts.requests += 1;
        counts.queued += queued;
        counts.first.get_or_insert_with(Instant::now);
    }

    /// A request ended.
    pub(super) fn answered(&self) {
        self.lock().last = Some(Instant::now());
    }

    /// Bytes came in.
    pub(super) fn received(&self, bytes: usize) {
        self.lock().bytes += bytes as u64;
    }

    /// The counts so far.
    pub(super) fn counts(&self) -> Counts {
        *self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
