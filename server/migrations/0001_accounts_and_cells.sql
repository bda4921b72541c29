-- One text for SQLite and PostgreSQL: columns are TEXT and BIGINT, times are milliseconds since 1970 in UTC, flags are 0 and 1.

-- Facts about this database: `epoch` tells it from every other one.
CREATE TABLE facts (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- `seq` counts the cells ever written, and is taken inside the transaction that writes them; `size` is the length of all values
-- together.
CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    created BIGINT NOT NULL,
    seq BIGINT NOT NULL DEFAULT 0,
    size BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE cells (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    stamp TEXT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (account, record, field)
);
CREATE UNIQUE INDEX cells_in_order ON cells (account, seq);

-- Texts that another text took the place of.
CREATE TABLE versions (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    stamp TEXT NOT NULL,
    value TEXT NOT NULL,
    replaced BIGINT NOT NULL,
    PRIMARY KEY (account, record, field, stamp)
);

-- Signed-in devices. `token_hash` is the SHA-256 of the cookie's token; the token itself is nowhere.
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    created BIGINT NOT NULL,
    last_used BIGINT NOT NULL,
    confirmed BIGINT NOT NULL
);
CREATE INDEX sessions_of_account ON sessions (account);

CREATE TABLE passkeys (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    credential TEXT NOT NULL,
    created BIGINT NOT NULL,
    last_used BIGINT NOT NULL
);
CREATE INDEX passkeys_of_account ON passkeys (account);

CREATE TABLE recovery_codes (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (account, code_hash)
);

-- The first half of a passkey ceremony, until the second half or its end. `account` is empty where nobody is signed in.
CREATE TABLE ceremonies (
    id_hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    account TEXT NOT NULL,
    state TEXT NOT NULL,
    expires BIGINT NOT NULL
);
