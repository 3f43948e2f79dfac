//! Pages that are built by scripts: shown in a browser, which gets everything it needs by way of the guest, so that robots
//! rules, scope of pages, address guard, pace and size limits hold for it as for any other request.

use super::guest::Guest;
use super::skip::is_useless;
use super::want::Want;
use crate::browser::{Ask, Browser, Part, Supplied};
use crate::model::{Document, DocumentKind, Fetched};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use url::Url;

/// When pages are shown in a browser before they are read.
#[derive(Debug, Clone)]
pub struct Rendering {
    /// The browser of the run.
    pub browser: Arc<Browser>,
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

    /// The page as its scripts make it; `None` when the browser could not.
    pub(super) async fn render(&self, guest: &Arc<Guest>, page: &Fetched) -> Option<Fetched> {
        if guest.pantry.shelf().broken >= MOST_BROKEN {
            return None;
        }
        let supplier = Arc::clone(guest);
        let supply = move |ask: Ask| {
            let guest = Arc::clone(&supplier);
            Box::pin(async move { supply(&guest, ask).await }) as futures_util::future::BoxFuture<'static, _>
        };
        let first = Supplied { content_type: page.content_type.clone(), body: page.body.clone() };
        let shown = self.browser.render(&page.url, first, Arc::new(supply)).await;
        guest.pantry.note(shown.is_ok());
        match shown {
            Ok(shown) if guest.site.contains(&shown.url) => Some(Fetched {
                url: shown.url,
                content_type: Some("text/html; charset=utf-8".to_owned()),
                body: shown.html.into_bytes(),
                ..page.clone()
            }),
            Ok(shown) => {
                tracing::debug!(url = %page.url, to = %shown.url, "its scripts lead to another site");
                None
            }
            Err(error) => {
                tracing::debug!(url = %page.url, error, "not shown");
                None
            }
        }
    }
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
