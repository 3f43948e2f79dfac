-- What a person found, for all runs: the newest word on each indicator of each school.
CREATE TABLE verdict (
    school TEXT NOT NULL,      -- its id
    indicator TEXT NOT NULL,
    word TEXT NOT NULL,        -- JSON
    PRIMARY KEY (school, indicator)
) WITHOUT ROWID;
