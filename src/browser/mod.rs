//! The user's own Chromium, Chrome or Edge: it shows pages that are built by scripts, and prints pages of the report.
//!
//! Printing takes a short process of its own per page. For showing, one browser serves a run. It is started when the first
//! page needs it, with an empty profile in a temporary folder, and ended with the run. It never reaches the network: its
//! proxy is a closed port, and every request of a page is held up
//! (`Fetch` domain of the DevTools protocol) and answered by whoever asked for the page, who decides what may be fetched
//! and how fast. Images, media, fonts, frames, downloads and everything but GET are refused here.
//!
//! ```text
//! Browser ── process (start, profile, end) ── wire (one websocket: calls and events)
//!    └── page: navigate, answer requests (request), wait until quiet, unfold, read
//! ```

mod find;
mod memory;
mod page;
mod print;
mod process;
mod profile;
mod request;
mod wire;

pub use find::find;
pub use print::print;
pub use request::{Ask, Part, Supplied, Supply};

use process::Process;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, Semaphore};
use url::Url;
use wire::Wire;

/// Most pages open at one time.
const PAGES: usize = 2;
/// Longest time for one page, waiting for its turn at the server included.
const PATIENCE: Duration = Duration::from_secs(90);
/// How often a browser that broke is started again.
const STARTS: usize = 3;

/// A page after its scripts ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Where it ended up, without fragment.
    pub url: Url,
    /// Its elements as markup, shadow trees included.
    pub html: String,
}

/// A browser that is started when it is needed.
#[derive(Debug)]
pub struct Browser {
    program: PathBuf,
    state: Mutex<State>,
    pages: Semaphore,
}

#[derive(Debug, Default)]
struct State {
    running: Option<Arc<Running>>,
    starts: usize,
}

#[derive(Debug)]
struct Running {
    wire: Wire,
    // Ends the process when dropped, so it goes last.
    _process: Process,
}

impl Browser {
    /// A browser by its program, see [`find`]. Nothing is started yet.
    pub fn new(program: PathBuf) -> Self {
        Self { program, state: Mutex::default(), pages: Semaphore::new(PAGES) }
    }

    /// Shows a page, opens what is folded away, and reads it. `first` is the page as the server sent it; all else that
    /// it asks for comes from `supply`.
    ///
    /// # Errors
    /// A sentence in English: the browser did not start, the page broke it or took too long.
    pub async fn render(&self, url: &Url, first: Supplied, supply: Arc<Supply>) -> Result<Rendered, String> {
        let _turn = self.pages.acquire().await.map_err(|error| error.to_string())?;
        let running = self.running().await?;
        let shown = tokio::time::timeout(PATIENCE, page::show(&running.wire, url, first, supply)).await;
        shown.unwrap_or_else(|_| Err(format!("not shown within {} seconds", PATIENCE.as_secs())))
    }

    async fn running(&self) -> Result<Arc<Running>, String> {
        let mut state = self.state.lock().await;
        if let Some(running) = state.running.as_ref().filter(|running| !running.wire.is_closed()) {
            return Ok(Arc::clone(running));
        }
        state.running = None;
        if state.starts == STARTS {
            return Err("the browser broke too often".to_owned());
        }
        state.starts += 1;
        let (process, address) = Process::start(&self.program).await?;
        let running = Arc::new(Running { wire: Wire::connect(&address).await?, _process: process });
        state.running = Some(Arc::clone(&running));
        Ok(running)
    }
}
