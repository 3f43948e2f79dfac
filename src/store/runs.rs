//! Runs: begun, ended, listed, forgotten.

use super::error::StoreError;
use super::exchanges::json;
use super::{Store, bodies};
use crate::model::{Comparison, CrawlStats, Obstacle, Plan};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

/// The id of a run that begins at `moment`: UTC, to the millisecond.
pub fn run_id(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%S%3fZ").to_string()
}

/// How far a run came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It runs, or was cut off.
    Open,
    /// The user stopped it, and it was reported as far as it came.
    Stopped,
    /// It came to its end.
    Finished,
}

/// A kept run.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Place in the order of all runs.
    pub number: i64,
    /// Its id in the report.
    pub id: String,
    /// How far it came.
    pub state: State,
    /// When it began.
    pub started: Timestamp,
    /// Program name and version.
    pub program: String,
    /// The audit day.
    pub audited_on: Date,
    /// Whom it visited and how.
    pub plan: Plan,
    /// Fingerprint of the rubric, hexadecimal.
    pub rubric_hash: String,
    /// Id and version of the rubric.
    pub rubric_name: String,
}

/// A run that begins.
#[derive(Debug, Clone, Copy)]
pub struct Beginning<'a> {
    /// When.
    pub started: Timestamp,
    /// Program name and version.
    pub program: &'a str,
    /// The audit day.
    pub audited_on: Date,
    /// Whom it visits and how.
    pub plan: &'a Plan,
    /// Fingerprint of the rubric, hexadecimal.
    pub rubric_hash: &'a str,
    /// Id and version of the rubric.
    pub rubric_name: &'a str,
    /// The rubric's files: name and bytes.
    pub rubric_files: &'a [(String, Vec<u8>)],
}

/// How the visit of a site ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitEnd {
    /// What it cost.
    pub stats: CrawlStats,
    /// What kept it from reading all.
    pub obstacle: Option<Obstacle>,
    /// Addresses of pages and documents in the order in which they were asked for, the home page left out.
    #[serde(default)]
    pub route: Vec<Url>,
}

/// What a run takes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Answers with a body for a page or document.
    pub pages: i64,
    /// Bytes in the file, compressed. What several runs share is counted with each.
    pub bytes: i64,
}

const COLUMNS: &str = "number, id, state, started, program, audited_on, plan, rubric_hash, rubric_name";

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Stopped => "stopped",
            Self::Finished => "finished",
        }
    }

    fn of(name: &str) -> Option<Self> {
        [Self::Open, Self::Stopped, Self::Finished].into_iter().find(|state| state.name() == name)
    }
}

/// Fingerprint of a plan: the same schools, read in the same way.
fn fingerprint(plan: &Plan) -> Vec<u8> {
    Sha256::digest(json(plan)).to_vec()
}

impl Store {
    /// Begins a run under a new id.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(&mut self, beginning: &Beginning<'_>) -> Result<Run, StoreError> {
        let id = self.free_id(beginning.started).and_then(|id| self.insert_run(&id, beginning).map(|()| id));
        let id = id.map_err(|error| self.failed(&error))?;
        self.find(&id)?.ok_or_else(|| self.garbled())
    }

    /// The moment as an id; a later millisecond when a clock that was set back gives one that is taken.
    fn free_id(&self, started: Timestamp) -> rusqlite::Result<String> {
        let mut moment = started;
        loop {
            let id = run_id(moment);
            let taken: bool =
                self.connection
                    .query_row("SELECT EXISTS (SELECT 1 FROM run WHERE id = ?1)", [&id], |row| row.get(0))?;
            if !taken {
                return Ok(id);
            }
            moment += jiff::SignedDuration::from_millis(1);
        }
    }

    fn insert_run(&mut self, id: &str, beginning: &Beginning<'_>) -> rusqlite::Result<()> {
        let change = self.connection.transaction()?;
        change.execute(
            "INSERT INTO run (id, state, started, program, audited_on, plan, plan_hash, rubric_hash, rubric_name)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)",
            params![
                id,
                State::Open.name(),
                beginning.started.to_string(),
                beginning.program,
                beginning.audited_on.to_string(),
                json(beginning.plan),
                fingerprint(beginning.plan),
                beginning.rubric_hash,
                beginning.rubric_name,
            ],
        )?;
        let run = change.last_insert_rowid();
        for (name, bytes) in beginning.rubric_files {
            let body = bodies::put(&change, bytes)?;
            change.execute("INSERT INTO rubric_file VALUES (?1, ?2, ?3)", params![run, name, body])?;
        }
        change.commit()
    }

    /// All runs, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn runs(&self) -> Result<Vec<Run>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM run ORDER BY number DESC");
        let mut rows = self.connection.prepare(&query).map_err(|error| self.failed(&error))?;
        let fields = rows.query_map([], fields).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let fields = fields.map_err(|error| self.failed(&error))?;
        fields.into_iter().map(|fields| self.run(fields)).collect()
    }

    /// The run with this id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find(&self, id: &str) -> Result<Option<Run>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM run WHERE id = ?1");
        let row = self.connection.query_row(&query, [id], fields).optional();
        row.map_err(|error| self.failed(&error))?.map(|fields| self.run(fields)).transpose()
    }

    /// The newest run that came to its end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest_finished(&self) -> Result<Option<Run>, StoreError> {
        Ok(self.runs()?.into_iter().find(|run| run.state == State::Finished))
    }

    /// The newest run of this plan, when it did not come to its end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unfinished(&self, plan: &Plan) -> Result<Option<Run>, StoreError> {
        let query = format!("SELECT {COLUMNS} FROM run WHERE plan_hash = ?1 ORDER BY number DESC LIMIT 1");
        let row = self.connection.query_row(&query, [fingerprint(plan)], fields).optional();
        let run = row.map_err(|error| self.failed(&error))?.map(|fields| self.run(fields)).transpose()?;
        Ok(run.filter(|run| run.state != State::Finished))
    }

    /// The rubric's files of a run: name and bytes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn rubric_files(&self, run: i64) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let query = "SELECT name, body FROM rubric_file WHERE run = ?1 ORDER BY name";
        let mut rows = self.connection.prepare(query).map_err(|error| self.failed(&error))?;
        let files = rows.query_map([run], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)));
        let files: Vec<(String, i64)> = files.and_then(Iterator::collect).map_err(|error| self.failed(&error))?;
        files.into_iter().map(|(name, body)| Ok((name, self.body(body)?))).collect()
    }

    /// Keeps how the visit of a site ended.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end_visit(&self, run: i64, start: &Url, end: &VisitEnd) -> Result<(), StoreError> {
        let row = params![run, start.as_str(), json(end)];
        let kept = self.connection.execute("INSERT OR REPLACE INTO visit VALUES (?1, ?2, ?3)", row);
        kept.map(|_| ()).map_err(|error| self.failed(&error))
    }

    /// How the visit of a site ended.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn visit_end(&self, run: i64, start: &Url) -> Result<Option<VisitEnd>, StoreError> {
        let query = "SELECT ending FROM visit WHERE run = ?1 AND start = ?2";
        let row = self.connection.query_row(query, params![run, start.as_str()], |row| row.get::<_, String>(0));
        row.optional().map_err(|error| self.failed(&error))?.map(|end| self.parsed(&end)).transpose()
    }

    /// Ends a run with what was found.
    ///
    /// # Errors
    /// When it cannot be written; then the run stays as it was.
    pub fn finish(&mut self, run: i64, state: State, ended: Timestamp, found: &Comparison) -> Result<(), StoreError> {
        let change = self.connection.transaction().and_then(|change| {
            let results = bodies::put(&change, json(found).as_bytes())?;
            change.execute(
                "UPDATE run SET state = ?2, ended = ?3, results = ?4, program = ?5 WHERE number = ?1",
                params![run, state.name(), ended.to_string(), results, found.run.program],
            )?;
            bodies::sweep(&change)?;
            change.commit()
        });
        change.map_err(|error| StoreError::of(&self.path, &error))
    }

    /// What a run found; `None` when it did not end, or another version of the program kept it in another form.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn results(&self, run: i64) -> Result<Option<Comparison>, StoreError> {
        let query = "SELECT results FROM run WHERE number = ?1";
        let body = self.connection.query_row(query, [run], |row| row.get::<_, Option<i64>>(0));
        let Some(body) = body.map_err(|error| self.failed(&error))? else { return Ok(None) };
        Ok(serde_json::from_slice(&self.body(body)?).ok())
    }

    /// What a run takes up.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn size(&self, run: i64) -> Result<Size, StoreError> {
        let query = "SELECT
            (SELECT count(*) FROM exchange WHERE run = ?1 AND purpose = 'page' AND body IS NOT NULL),
            (SELECT coalesce(sum(length(packed)), 0) FROM body WHERE id IN (
                SELECT body FROM exchange WHERE run = ?1 UNION SELECT body FROM rubric_file WHERE run = ?1
                UNION SELECT results FROM run WHERE number = ?1))";
        let row = self.connection.query_row(query, [run], |row| Ok(Size { pages: row.get(0)?, bytes: row.get(1)? }));
        row.map_err(|error| self.failed(&error))
    }

    /// Deletes a run and all that no other run needs. The bytes are overwritten, and the file shrinks.
    ///
    /// # Errors
    /// When it cannot be written; then the run is still there.
    pub fn forget(&mut self, run: i64) -> Result<(), StoreError> {
        let change = self.connection.transaction().and_then(|change| {
            change.execute("DELETE FROM run WHERE number = ?1", [run])?;
            bodies::sweep(&change)?;
            change.commit()
        });
        // The log of changes holds old pages until it is folded into the file.
        let shrink = "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)";
        change.and_then(|()| self.connection.execute_batch(shrink)).map_err(|error| StoreError::of(&self.path, &error))
    }

    fn run(&self, fields: Fields) -> Result<Run, StoreError> {
        let Fields { number, texts: [id, state, started, program, audited_on, plan, rubric_hash, rubric_name] } =
            fields;
        Ok(Run {
            number,
            id,
            state: State::of(&state).ok_or_else(|| self.garbled())?,
            started: started.parse().map_err(|_| self.garbled())?,
            program,
            audited_on: audited_on.parse().map_err(|_| self.garbled())?,
            plan: self.parsed(&plan)?,
            rubric_hash,
            rubric_name,
        })
    }
}

struct Fields {
    number: i64,
    texts: [String; 8],
}

fn fields(row: &Row) -> rusqlite::Result<Fields> {
    let text = |place: usize| row.get(place + 1);
    let texts = [text(0)?, text(1)?, text(2)?, text(3)?, text(4)?, text(5)?, text(6)?, text(7)?];
    Ok(Fields { number: row.get(0)?, texts })
}
