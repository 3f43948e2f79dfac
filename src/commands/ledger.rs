//! The run's memory: the store as the crawl knows it, for a run that may ask the network and for one that may not.

use crate::crawl::{Asked, Earlier, Memory, Recall, Route};
use crate::model::{Comparison, Exchange, Obstacle, Reply, Visit};
use crate::store::{Request, State, Store, StoreError, VisitEnd};
use jiff::Timestamp;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;
use url::Url;

/// Gives the time of day.
pub(super) type Clock = fn() -> Timestamp;

/// A store that several hands reach for.
pub(super) type Shared = Arc<Mutex<Store>>;

/// The store, for one hand at a time.
pub(super) fn lock(store: &Shared) -> MutexGuard<'_, Store> {
    store.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One run in the store.
pub(super) struct Ledger {
    store: Shared,
    run: i64,
    network: Option<Network>,
    trouble: Mutex<Option<StoreError>>,
    stop: watch::Sender<bool>,
}

/// What a run needs that may ask for what it does not remember.
pub(super) struct Network {
    /// Number of the run whose answers may still hold.
    pub earlier: Option<i64>,
    /// When an answer came.
    pub clock: Clock,
    unchanged: AtomicUsize,
}

impl Network {
    /// A run that asks for what changed since the run `earlier`.
    pub(super) fn new(earlier: Option<i64>, clock: Clock) -> Self {
        Self { earlier, clock, unchanged: AtomicUsize::new(0) }
    }
}

impl Ledger {
    /// The ledger of a run. Without a network only what is remembered is known. When the store fails, `stop` becomes
    /// true.
    pub(super) fn new(store: Shared, run: i64, network: Option<Network>, stop: watch::Sender<bool>) -> Self {
        Self { store, run, network, trouble: Mutex::new(None), stop }
    }

    /// Answers that the server said had not changed, in this session.
    pub(super) fn unchanged(&self) -> usize {
        self.network.as_ref().map_or(0, |network| network.unchanged.load(Ordering::Relaxed))
    }

    /// Whether what is not remembered may be asked for.
    pub(super) fn may_ask(&self) -> bool {
        self.network.is_some()
    }

    /// A visit is over: keeps how it ended. Without a network: puts right what only the visit itself could know.
    pub(super) fn settle(&self, start: &Url, visit: &mut Visit) {
        if self.network.is_some() {
            let route = std::mem::take(&mut visit.route);
            let end = VisitEnd { stats: visit.stats.clone(), obstacle: visit.obstacle.clone(), route };
            self.tried(|store| store.end_visit(self.run, start, &end));
        } else if let Some(Some(end)) = self.tried(|store| store.visit_end(self.run, start)) {
            visit.stats.seconds = end.stats.seconds;
            visit.stats.left = end.stats.left;
            visit.stats.stopped = end.stats.stopped;
            if matches!(visit.obstacle, None | Some(Obstacle::Interrupted)) {
                visit.obstacle = end.obstacle;
            }
        }
    }

    /// The store that the run is kept in.
    pub(super) fn shared(&self) -> &Shared {
        &self.store
    }

    /// Ends the run with what was found.
    ///
    /// # Errors
    /// When the store failed, now or before.
    pub(super) fn finish(&self, state: State, ended: Timestamp, found: &Comparison) -> Result<(), StoreError> {
        self.check()?;
        self.store().finish(self.run, state, ended, found)
    }

    /// Whether the store did what was asked so far.
    ///
    /// # Errors
    /// The first thing that went wrong.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        self.trouble().clone().map_or(Ok(()), Err)
    }

    fn tried<T>(&self, work: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Option<T> {
        if self.trouble().is_some() {
            return None;
        }
        work(&mut self.store()).map_err(|error| self.fail(error)).ok()
    }

    fn fail(&self, error: StoreError) {
        tracing::warn!(%error, "the store failed");
        self.trouble().get_or_insert(error);
        // Nobody may be left to hear it.
        let _ = self.stop.send(true);
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }

    fn trouble(&self) -> MutexGuard<'_, Option<StoreError>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn request(asked: &Asked) -> Request<'_> {
    Request { visit: &asked.visit, url: &asked.url, purpose: asked.purpose, attempt: asked.attempt }
}

impl Memory for Ledger {
    fn recall(&self, asked: &Asked) -> Recall {
        match self.tried(|store| store.recall(self.run, request(asked))) {
            Some(Some(exchange)) => Recall::Known(exchange),
            Some(None) if self.network.is_some() => Recall::Unknown,
            Some(None) | None => Recall::Closed,
        }
    }

    fn record(&self, asked: &Asked, exchange: &Exchange) {
        let Some(network) = &self.network else { return };
        if exchange.outcome.as_ref().is_ok_and(|reply| reply.unchanged) {
            network.unchanged.fetch_add(1, Ordering::Relaxed);
        }
        let at = (network.clock)();
        self.tried(|store| store.record(self.run, request(asked), exchange, at));
    }

    fn earlier(&self, asked: &Asked) -> Option<Earlier> {
        let run = self.network.as_ref()?.earlier?;
        let known = self.tried(|store| store.validators(run, &asked.url, asked.purpose))??;
        let (key, etag, last_modified) = known;
        Some(Earlier { key, etag, last_modified })
    }

    fn again(&self, earlier: &Earlier) -> Option<Reply> {
        self.tried(|store| store.reply(earlier.key))?
    }

    /// As it was kept when the visit ended; else, for a visit that was cut off or made by an earlier version, by what came in.
    fn route(&self, visit: &Url) -> Option<Route> {
        if self.network.is_some() {
            return None;
        }
        let end = self.tried(|store| store.visit_end(self.run, visit)).flatten();
        let (kept, is_whole) = (end.as_ref().map(|end| end.route.clone()).unwrap_or_default(), end.is_some());
        let pages = if kept.is_empty() {
            self.tried(|store| store.pages_asked(self.run, visit)).unwrap_or_default()
        } else {
            kept
        };
        Some(Route { pages, is_whole })
    }
}
