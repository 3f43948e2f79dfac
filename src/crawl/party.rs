//! One visit, as the way out sees it: who asks, what it costs, what is remembered, and whether it may go on.

use super::memory::{Notes, Route};
use super::tally::Tally;
use tokio::sync::Notify;
use url::Url;

/// On whose account something is asked for.
pub(super) struct Party {
    /// Start page of the visit.
    pub(super) start: Url,
    /// What it costs.
    pub(super) tally: Tally,
    /// What is known already.
    pub(super) notes: Notes,
    end: Notify,
}

impl Party {
    /// The party of a visit that begins at `start`.
    pub(super) fn new(start: &Url, notes: Notes) -> Self {
        Self { start: start.clone(), tally: Tally::default(), notes, end: Notify::new() }
    }

    /// The way that the visit went, when it can only be repeated.
    pub(super) async fn route(&self) -> Option<Route> {
        self.notes.route(&self.start).await
    }

    /// Ends when no request of the visit may go out any more.
    pub(super) async fn ended(&self) {
        self.end.notified().await;
    }

    /// Ends the visit: whoever waits here is dropped with it.
    pub(super) async fn wait_for_the_end<T>(&self) -> T {
        self.end.notify_one();
        std::future::pending().await
    }
}
