//! Pages that are built by scripts: shown in a browser, which gets everything it needs by way of the guest, so that robots
//! rules, scope of pages, address guard, pace and size limits hold for it as for any other request.

use super::guest::Guest;
use super::memory::{Asked, Recall};
use super::skip::is_useless;
use super::want::Want;
use crate::browser::{Ask, Browser, Part, Supplied};
use crate::model::{Document, DocumentKind, Exchange, FailureKind, Fetched, Miss, Reply};
use futures_util::future::BoxFuture;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use url::Url;

/// When pages are shown in a browser before they are read.
#[derive(Debug, Clone)]
pub struct Rendering {
    /// The browser of the run; without one only pages that were shown before are as they were then.
    pub browser: Option<Arc<Browser>>,
    /// Every page, not only those that need it.
    pub always: bool,
}

/// Most bytes of scripts and data of one site that are kept for its next page.
const KEPT: usize = 48 << 20;

/// What pages of one site were given before: their scripts are the same on every page.
#[derive(Debug, Default)]
pub(super) struct Pantry(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    parts: HashMap<Url, Option<Supplied>>,
    bytes: usize,
    /// Pages in a row that could not be shown.
    broken: usize,
}

/// After so many pages in a row that could not be shown, the rest of a site is read as it comes.
const MOST_BROKEN: usize = 3;

impl Pantry {
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, url: &Url) -> Option<Option<Supplied>> {
        self.shelf().parts.get(url).cloned()
    }

    fn note(&self, shown: bool) {
        let mut shelf = self.shelf();
        shelf.broken = if shown { 0 } else { shelf.broken + 1 };
    }

    fn keep(&self, url: Url, part: &Option<Supplied>) {
        let mut shelf = self.shelf();
        let bytes = part.as_ref().map_or(0, |part| part.body.len());
        if shelf.bytes + bytes <= KEPT {
            shelf.bytes += bytes;
            shelf.parts.insert(url, part.clone());
        }
    }
}

impl Rendering {
    /// Whether a page should be shown before it is read.
    pub(super) fn wants(&self, document: &Document) -> bool {
        document.kind == DocumentKind::Page && (self.always || document.script_shell)
    }

    /// The page as its scripts make it; `None` when it could not be shown. What was shown is kept with the run, and is not
    /// shown again when the run is taken up or judged again.
    pub(super) async fn render(&self, guest: &Arc<Guest>, page: &Fetched) -> Option<Fetched> {
        let asked = Asked { visit: guest.party.start.clone(), url: page.url.clone(), purpose: "shown", attempt: 0 };
        let exchange = match guest.party.notes.recall(&asked).await.0 {
            Recall::Known(exchange) => {
                // Its parts cost now what they cost then.
                for ask in exchange.outcome.iter().filter_map(|reply| reply.header(PARTS)).flat_map(read_parts) {
                    supply(guest, ask).await;
                }
                exchange
            }
            Recall::Closed => return None,
            Recall::Unknown => {
                let browser = self.browser.as_ref().filter(|_| guest.pantry.shelf().broken < MOST_BROKEN)?;
                let exchange = show(browser, guest, page).await;
                guest.pantry.note(exchange.outcome.is_ok());
                guest.party.notes.record(&asked, exchange).await
            }
        };
        let reply = exchange.outcome.ok()?;
        let url = Url::parse(reply.header(ADDRESS)?).ok()?;
        if !guest.site.contains(&url) {
            tracing::debug!(url = %page.url, to = %url, "its scripts lead to another site");
            return None;
        }
        let content_type = Some("text/html; charset=utf-8".to_owned());
        Some(Fetched { url, content_type, body: reply.body, ..page.clone() })
    }
}

/// Where a page ended up, among the headers that it is kept with.
const ADDRESS: &str = "audit-address";
/// What it was given, likewise.
const PARTS: &str = "audit-parts";

/// Shows a page in the browser; what comes of it looks like an answer, for the run's memory.
async fn show(browser: &Browser, guest: &Arc<Guest>, page: &Fetched) -> Exchange {
    let given: Arc<Mutex<Vec<Ask>>> = Arc::default();
    let (supplier, list) = (Arc::clone(guest), Arc::clone(&given));
    let supply = move |ask: Ask| {
        let guest = Arc::clone(&supplier);
        list.lock().unwrap_or_else(PoisonError::into_inner).push(ask.clone());
        Box::pin(async move { supply(&guest, ask).await }) as BoxFuture<'static, _>
    };
    let first = Supplied { content_type: page.content_type.clone(), body: page.body.clone() };
    let shown = browser.render(&page.url, first, Arc::new(supply)).await;
    let parts = write_parts(&given.lock().unwrap_or_else(PoisonError::into_inner));
    let outcome = match shown {
        Ok(shown) => Ok(Reply {
            status: 200,
            headers: vec![(ADDRESS.to_owned(), shown.url.into()), (PARTS.to_owned(), parts)],
            body: shown.html.into_bytes(),
            truncated: false,
            unchanged: false,
        }),
        Err(detail) => {
            tracing::debug!(url = %page.url, detail, "not shown");
            Err(Miss { kind: FailureKind::Unreadable, detail })
        }
    };
    Exchange { sent: false, asked: Vec::new(), received: 0, outcome }
}

/// One letter for the kind, then the address; parted by spaces.
fn write_parts(asks: &[Ask]) -> String {
    let letter = |part| match part {
        Part::Page => 'p',
        Part::Script => 's',
        Part::Data => 'd',
    };
    asks.iter().map(|ask| format!("{}{}", letter(ask.part), ask.url)).collect::<Vec<_>>().join(" ")
}

fn read_parts(written: &str) -> Vec<Ask> {
    let ask = |word: &str| {
        let part = match word.chars().next()? {
            'p' => Part::Page,
            's' => Part::Script,
            'd' => Part::Data,
            _ => return None,
        };
        Some(Ask { url: Url::parse(word.get(1..)?).ok()?, part })
    };
    written.split(' ').filter_map(ask).collect()
}

async fn supply(guest: &Guest, ask: Ask) -> Option<Supplied> {
    if let Some(known) = guest.pantry.find(&ask.url) {
        return known;
    }
    let answer = match ask.part {
        Part::Page if !guest.site.contains(&ask.url) || is_useless(&ask.url) => None,
        Part::Page => guest.file(&ask.url, Want::Page).await.ok(),
        Part::Script | Part::Data => guest.part(&ask.url).await.ok(),
    };
    let part = answer.map(|answer| Supplied { content_type: answer.content_type, body: answer.body });
    guest.pantry.keep(ask.url, &part);
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_written_and_read() {
        let ask = |part, url: &str| Ask { part, url: Url::parse(url).expect("an address") };
        let asks = [ask(Part::Script, "https://s.example/a%20b.js"), ask(Part::Data, "https://s.example/?a=1")];
        assert_eq!(read_parts(&write_parts(&asks)), asks);
        assert!(read_parts("").is_empty() && read_parts("x p d:").is_empty());
    }
}
