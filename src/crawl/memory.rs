//! What a run remembers of its requests, so that nothing is asked for twice: within a visit, after an interruption, or
//! when a run is judged again without network.

use crate::model::{Exchange, Reply};
use std::sync::Arc;
use tokio::task::spawn_blocking;
use url::Url;

/// One request of one visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Start page of the visit.
    pub visit: Url,
    /// The address asked for.
    pub url: Url,
    /// What for: `page`, `robots`, `sitemap`, `style`, `picture`, `check` (of a link to a sister site), `part`
    /// (a script or data for a page in a browser), `shown` (a page as its scripts made it) or, before any request, the
    /// look-up of the start page's `name`.
    pub purpose: &'static str,
    /// 0 at first, higher when the same request is made again because the server was busy or the connection broke.
    pub attempt: usize,
}

/// What is remembered of a request.
#[derive(Debug)]
pub enum Recall {
    /// It was made, and this came of it.
    Known(Exchange),
    /// It was not made: make it.
    Unknown,
    /// It was not made, and no request may go out any more. The visit ends here.
    Closed,
}

/// What an earlier run knows of an address, to ask for it only if it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// By what the memory finds the answer back.
    pub key: i64,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// Remembers requests. Calls may wait for a disk and are made on blocking threads. What goes wrong is the memory's
/// own concern: it tells whoever made it, and answers [`Recall::Closed`] from then on.
pub trait Memory: Send + Sync {
    /// What came of a request.
    fn recall(&self, asked: &Asked) -> Recall;

    /// Keeps what came of a request. It is on disk when this returns.
    fn record(&self, asked: &Asked, exchange: &Exchange);

    /// What an earlier run knows of an address.
    fn earlier(&self, asked: &Asked) -> Option<Earlier>;

    /// The answer of that earlier run.
    fn again(&self, earlier: &Earlier) -> Option<Reply>;

    /// The way that a visit went, when it can only be repeated; `None` while the network may be asked.
    fn route(&self, visit: &Url) -> Option<Route> {
        let _ = visit;
        None
    }
}

/// The way that a visit went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Route {
    /// Addresses of pages and documents in the order in which they were asked for. Others may stand between them.
    pub pages: Vec<Url>,
    /// Whether the visit came to its end.
    pub is_whole: bool,
}

/// The run's memory, when it has one, for asynchronous use.
#[derive(Clone, Default)]
pub(super) struct Notes(pub(super) Option<Arc<dyn Memory>>);

impl Notes {
    /// What came of a request, and what an earlier run knows of its address when it was not made yet. Without a memory
    /// nothing is known.
    pub(super) async fn recall(&self, asked: &Asked) -> (Recall, Option<Earlier>) {
        let asked = asked.clone();
        let look = move |memory: &dyn Memory| match memory.recall(&asked) {
            Recall::Unknown => (Recall::Unknown, memory.earlier(&asked)),
            known => (known, None),
        };
        self.ask(look).await.unwrap_or((Recall::Unknown, None))
    }

    /// Keeps what came of a request, and gives it back. Goes on when nobody waits for it any more.
    pub(super) async fn record(&self, asked: &Asked, exchange: Exchange) -> Exchange {
        let Some(memory) = self.0.clone() else { return exchange };
        let asked = asked.clone();
        let kept = spawn_blocking(move || {
            memory.record(&asked, &exchange);
            exchange
        });
        // A panic in the memory is a mistake in this program.
        kept.await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
    }

    /// The answer of that earlier run.
    pub(super) async fn again(&self, earlier: Earlier) -> Option<Reply> {
        self.ask(move |memory| memory.again(&earlier)).await.flatten()
    }

    /// The way that a visit went, when it can only be repeated.
    pub(super) async fn route(&self, visit: &Url) -> Option<Route> {
        let visit = visit.clone();
        self.ask(move |memory| memory.route(&visit)).await.flatten()
    }

    async fn ask<T: Send + 'static>(&self, work: impl FnOnce(&dyn Memory) -> T + Send + 'static) -> Option<T> {
        let memory = self.0.clone()?;
        let done = spawn_blocking(move || work(memory.as_ref())).await;
        Some(done.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic())))
    }
}
