-- Bytes, compressed with zstd, each once.
CREATE TABLE body (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE, -- SHA-256 of the bytes
    length INTEGER NOT NULL,   -- of the bytes
    packed BLOB NOT NULL
);

CREATE TABLE run (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,       -- open, stopped, finished
    started TEXT NOT NULL,     -- as all times: RFC 3339, UTC
    ended TEXT,
    program TEXT NOT NULL,
    audited_on TEXT NOT NULL,
    plan TEXT NOT NULL,        -- JSON
    plan_hash BLOB NOT NULL,
    rubric_hash TEXT NOT NULL,
    rubric_name TEXT NOT NULL, -- id and version
    results INTEGER REFERENCES body
);

CREATE TABLE rubric_file (
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    name TEXT NOT NULL,
    body INTEGER NOT NULL REFERENCES body,
    PRIMARY KEY (run, name)
) WITHOUT ROWID;
CREATE INDEX rubric_body ON rubric_file (body);

CREATE TABLE visit (
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    start TEXT NOT NULL,       -- address of the start page
    ending TEXT NOT NULL,      -- JSON
    PRIMARY KEY (run, start)
) WITHOUT ROWID;

CREATE TABLE exchange (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    start TEXT NOT NULL,       -- of the visit
    url TEXT NOT NULL,
    purpose TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    at TEXT NOT NULL,          -- when the answer was there
    captured TEXT NOT NULL,    -- when the body was read; earlier than `at` when the server said that nothing changed
    sent INTEGER NOT NULL,
    received INTEGER NOT NULL, -- bytes
    status INTEGER,            -- null: no answer
    headers TEXT,              -- JSON, pairs
    body INTEGER REFERENCES body,
    truncated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    miss TEXT                  -- JSON: why there is no answer
);
CREATE UNIQUE INDEX asked ON exchange (run, url, purpose, start, attempt);
CREATE INDEX exchange_body ON exchange (body);
CREATE INDEX run_results ON run (results);
