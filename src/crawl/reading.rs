//! From an address to a document with what it gives: fetched, parsed, shown in a browser where it must be, looked through.

use super::frontier::Target;
use super::guest::Guest;
use super::trouble::Trouble;
use super::twins::{Prints, body_hash};
use super::{Reader, Tools};
use crate::model::{Document, FailureKind, Fetched, Region};
use std::sync::Arc;

/// A page or document, just read.
#[derive(Debug)]
pub(super) struct Reading {
    /// The document.
    pub(super) document: Document,
    /// What tells it from others.
    pub(super) prints: Prints,
    /// The level it gives each aim, where that is more than was known.
    pub(super) levels: Vec<u8>,
}

/// Reads what lies at an address. `known` is what is known of each aim; empty when nothing is to be looked for.
pub(super) async fn read(
    guest: &Arc<Guest>,
    tools: &Tools,
    target: &Target,
    known: Vec<u8>,
) -> Result<Reading, Trouble> {
    let fetched = guest.page(&target.url).await?.fetched(target.clicks);
    let reading = shown(guest, tools, fetched).await?;
    look_through(tools, reading, known).await
}

async fn shown(guest: &Arc<Guest>, tools: &Tools, fetched: Fetched) -> Result<Reading, Trouble> {
    let Some(rendering) = &tools.rendering else { return parse(&tools.reader, fetched).await };
    let plain = parse(&tools.reader, fetched.clone()).await?;
    if !rendering.wants(&plain.document) {
        return Ok(plain);
    }
    let Some(shown) = rendering.render(guest, &fetched).await else { return Ok(plain) };
    let mut reading = parse(&tools.reader, shown).await?;
    // Little text is all there is now; none is still a page that could not be read.
    reading.document.script_shell &= reading.document.blocks.iter().all(|block| block.region != Region::Main);
    Ok(reading)
}

async fn parse(reader: &Reader, fetched: Fetched) -> Result<Reading, Trouble> {
    let reader = Arc::clone(reader);
    let work = tokio::task::spawn_blocking(move || {
        let body = body_hash(&fetched.body);
        let document: Document = reader(fetched).map_err(|failure| Trouble::new(failure.kind, failure.detail))?;
        Ok(Reading { prints: Prints::of(body, &document), document, levels: Vec::new() })
    });
    work.await.unwrap_or_else(|error| Err(Trouble::new(FailureKind::Unreadable, error.to_string())))
}

/// Looks for what is lacking, on a blocking thread.
async fn look_through(tools: &Tools, reading: Reading, known: Vec<u8>) -> Result<Reading, Trouble> {
    let Some(guide) = tools.guide.clone().filter(|_| !known.is_empty()) else { return Ok(reading) };
    let work = tokio::task::spawn_blocking(move || {
        let levels = guide.levels(&reading.document, &known);
        Reading { levels, ..reading }
    });
    work.await.map_err(|error| Trouble::new(FailureKind::Unreadable, error.to_string()))
}
