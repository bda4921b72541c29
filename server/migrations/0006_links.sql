-- Links for people without an account: the form of a request for feedback, or what is shared with a partner. `kind` is `feedback` or
-- `share`, `record` the id of the request or share, of which one link works at a time. `token_hash` is the SHA-256 of what stands in the
-- link. `seen` is 0 until its page is opened; `answers` counts what came by it.
CREATE TABLE links (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    made BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    seen BIGINT NOT NULL DEFAULT 0,
    answers BIGINT NOT NULL DEFAULT 0,
    UNIQUE (account, kind, record)
);
CREATE INDEX links_ending ON links (ends);
