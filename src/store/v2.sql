-- What was sent with a request: a body of headers (JSON, pairs), which most requests of a run share.
ALTER TABLE exchange ADD COLUMN asked INTEGER REFERENCES body;
CREATE INDEX exchange_asked ON exchange (asked);
