//! Requests and what came of them.

use super::error::StoreError;
use super::{Store, bodies};
use crate::model::{Exchange, FailureKind, Miss, Reply};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use url::Url;

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Start page of the visit.
    pub visit: &'a Url,
    /// The address.
    pub url: &'a Url,
    /// What for.
    pub purpose: &'a str,
    /// How often it was asked for before.
    pub attempt: usize,
}

/// One kept answer, for an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The address asked for.
    pub url: Url,
    /// When the answer was there.
    pub at: Timestamp,
    /// When its body was read; earlier than `at` when the server said that nothing changed.
    pub captured: Timestamp,
    /// Headers of the request; empty when an older program made it.
    pub asked: Vec<(String, String)>,
    /// The answer.
    pub reply: Reply,
}

/// What an earlier run knows of an address: number of the answer, `ETag`, `Last-Modified`.
pub type Validators = (i64, Option<String>, Option<String>);

#[derive(Serialize, Deserialize)]
struct MissRow {
    kind: FailureKind,
    detail: String,
}

/// A row before its body is fetched.
struct ExchangeRow {
    sent: bool,
    received: i64,
    status: Option<u16>,
    headers: Option<String>,
    body: Option<i64>,
    truncated: bool,
    unchanged: bool,
    miss: Option<String>,
    asked: Option<i64>,
}

const COLUMNS: &str = "sent, received, status, headers, body, truncated, unchanged, miss, asked";

impl ExchangeRow {
    fn of(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            sent: row.get(0)?,
            received: row.get(1)?,
            status: row.get(2)?,
            headers: row.get(3)?,
            body: row.get(4)?,
            truncated: row.get(5)?,
            unchanged: row.get(6)?,
            miss: row.get(7)?,
            asked: row.get(8)?,
        })
    }
}

impl Store {
    /// Keeps what came of a request, at this moment. On disk when this returns.
    ///
    /// # Errors
    /// When it could not be written; then nothing of it is there.
    pub fn record(
        &mut self,
        run: i64,
        request: Request<'_>,
        exchange: &Exchange,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.insert(run, request, exchange, at).map_err(|error| self.failed(&error))
    }

    fn insert(&mut self, run: i64, request: Request<'_>, exchange: &Exchange, at: Timestamp) -> rusqlite::Result<()> {
        let reply = exchange.outcome.as_ref().ok();
        let headers = reply.map(|reply| json(&reply.headers));
        let miss = exchange.outcome.as_ref().err();
        let miss = miss.map(|miss| json(&MissRow { kind: miss.kind, detail: miss.detail.clone() }));
        let change = self.connection.transaction()?;
        let body = match reply.filter(|reply| reply.status == 200) {
            Some(reply) => Some(bodies::put(&change, &reply.body)?),
            None => None,
        };
        let asked = match exchange.asked.as_slice() {
            [] => None,
            headers => Some(bodies::put(&change, json(&headers).as_bytes())?),
        };
        let (at, url) = (at.to_string(), request.url.as_str());
        let unchanged = reply.is_some_and(|reply| reply.unchanged);
        let captured: Option<String> = if unchanged {
            let first = "SELECT min(captured) FROM exchange WHERE url = ?1 AND body = ?2";
            change.query_row(first, params![url, body], |row| row.get(0))?
        } else {
            None
        };
        // The same request twice at the same time: the first answer holds.
        change.execute(
            "INSERT OR IGNORE INTO exchange (run, start, url, purpose, attempt, at, captured, sent, received, status,
             headers, body, truncated, unchanged, miss, asked)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16)",
            params![
                run,
                request.visit.as_str(),
                url,
                request.purpose,
                i64::try_from(request.attempt).unwrap_or(i64::MAX),
                at,
                captured.as_ref().unwrap_or(&at),
                exchange.sent,
                i64::try_from(exchange.received).unwrap_or(i64::MAX),
                reply.map(|reply| reply.status),
                headers,
                body,
                reply.is_some_and(|reply| reply.truncated),
                unchanged,
                miss,
                asked
            ],
        )?;
        change.commit()
    }

    /// What came of a request of a run.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recall(&self, run: i64, request: Request<'_>) -> Result<Option<Exchange>, StoreError> {
        let attempt = i64::try_from(request.attempt).unwrap_or(i64::MAX);
        let query = format!(
            "SELECT {COLUMNS} FROM exchange WHERE run = ?1 AND url = ?2 AND purpose = ?3 AND start = ?4 AND attempt = ?5"
        );
        let key = params![run, request.url.as_str(), request.purpose, request.visit.as_str(), attempt];
        let row = self.connection.query_row(&query, key, ExchangeRow::of).optional();
        row.map_err(|error| self.failed(&error))?.map(|row| self.exchange(row)).transpose()
    }

    /// What a run knows of an address, when its answer was whole and can be asked for again on a condition.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn validators(&self, run: i64, url: &Url, purpose: &str) -> Result<Option<Validators>, StoreError> {
        let row = self.connection.query_row(
            "SELECT id, headers FROM exchange WHERE run = ?1 AND url = ?2 AND purpose = ?3 AND status = 200
             AND truncated = 0 ORDER BY id DESC LIMIT 1",
            params![run, url.as_str(), purpose],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
        );
        let Some((id, headers)) = row.optional().map_err(|error| self.failed(&error))? else { return Ok(None) };
        let headers: Vec<(String, String)> = self.parsed(&headers)?;
        let header = |name: &str| headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
        let (etag, last_modified) = (header("etag"), header("last-modified"));
        Ok((etag.is_some() || last_modified.is_some()).then_some((id, etag, last_modified)))
    }

    /// The answer with this number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reply(&self, id: i64) -> Result<Option<Reply>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM exchange WHERE id = ?1");
        let row = self.connection.query_row(&query, [id], ExchangeRow::of).optional();
        let exchange = row.map_err(|error| self.failed(&error))?.map(|row| self.exchange(row)).transpose()?;
        Ok(exchange.and_then(|exchange| exchange.outcome.ok()))
    }

    /// The numbers of all answers of a run that came from a server, in the order in which they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn answers(&self, run: i64) -> Result<Vec<i64>, StoreError> {
        let query = "SELECT id FROM exchange WHERE run = ?1 AND status IS NOT NULL AND sent ORDER BY id";
        let mut rows = self.connection.prepare(query).map_err(|error| self.failed(&error))?;
        let ids = rows.query_map([run], |row| row.get(0)).and_then(Iterator::collect);
        ids.map_err(|error| self.failed(&error))
    }

    /// One answer with its address and moment.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn kept(&self, id: i64) -> Result<Option<Kept>, StoreError> {
        let query = format!("SELECT {COLUMNS}, url, at, captured FROM exchange WHERE id = ?1");
        type Texts = (String, String, String);
        let texts = |row: &Row| -> rusqlite::Result<Texts> { Ok((row.get(9)?, row.get(10)?, row.get(11)?)) };
        let row = self.connection.query_row(&query, [id], |row| Ok((ExchangeRow::of(row)?, texts(row)?)));
        let Some((row, (url, at, captured))) = row.optional().map_err(|error| self.failed(&error))? else {
            return Ok(None);
        };
        let time = |text: String| text.parse::<Timestamp>().map_err(|_| self.garbled());
        let (at, captured) = (time(at)?, time(captured)?);
        let url = Url::parse(&url).map_err(|_| self.garbled())?;
        let Exchange { asked, outcome, .. } = self.exchange(row)?;
        Ok(outcome.ok().map(|reply| Kept { url, at, captured, asked, reply }))
    }

    /// Fingerprints of the pages and documents of one visit by address.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pages(&self, run: i64, visit: &Url) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let query = "SELECT url, hash FROM exchange JOIN body ON body = body.id
                     WHERE run = ?1 AND start = ?2 AND purpose = 'page' ORDER BY url";
        let mut rows = self.connection.prepare(query).map_err(|error| self.failed(&error))?;
        let pages = rows.query_map(params![run, visit.as_str()], |row| Ok((row.get(0)?, row.get(1)?)));
        pages.and_then(Iterator::collect).map_err(|error| self.failed(&error))
    }

    /// The pages and documents that a visit asked for, redirects included, in the order in which the answers came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pages_asked(&self, run: i64, visit: &Url) -> Result<Vec<Url>, StoreError> {
        let query = "SELECT url FROM exchange WHERE run = ?1 AND start = ?2 AND purpose = 'page' AND attempt = 0
                     ORDER BY id";
        let mut rows = self.connection.prepare(query).map_err(|error| self.failed(&error))?;
        let urls = rows.query_map(params![run, visit.as_str()], |row| row.get::<_, String>(0));
        let urls: Vec<String> = urls.and_then(Iterator::collect).map_err(|error| self.failed(&error))?;
        urls.iter().map(|url| Url::parse(url).map_err(|_| self.garbled())).collect()
    }

    fn exchange(&self, row: ExchangeRow) -> Result<Exchange, StoreError> {
        let outcome = match (row.status, row.miss) {
            (Some(status), _) => Ok(Reply {
                status,
                headers: self.parsed(row.headers.as_deref().unwrap_or("[]"))?,
                body: row.body.map(|id| self.body(id)).transpose()?.unwrap_or_default(),
                truncated: row.truncated,
                unchanged: row.unchanged,
            }),
            (None, Some(miss)) => {
                let MissRow { kind, detail } = self.parsed(&miss)?;
                Err(Miss { kind, detail })
            }
            (None, None) => return Err(self.garbled()),
        };
        let asked = row.asked.map(|id| self.body(id)).transpose()?;
        let asked = asked.map(|json| self.parsed(&String::from_utf8_lossy(&json))).transpose()?.unwrap_or_default();
        Ok(Exchange { sent: row.sent, asked, received: row.received.unsigned_abs(), outcome })
    }

    /// A value kept as JSON.
    pub(super) fn parsed<T: for<'a> Deserialize<'a>>(&self, json: &str) -> Result<T, StoreError> {
        serde_json::from_str(json).map_err(|_| self.garbled())
    }

    /// A row that does not hold what this program writes.
    pub(super) fn garbled(&self) -> StoreError {
        StoreError::Damaged(self.path.clone())
    }
}

/// A value as JSON. Fails only for maps with other keys than text, which are not kept here.
pub(super) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
