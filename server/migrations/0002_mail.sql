-- Where a person may be reached who has lost every other way in. Used for nothing else.
CREATE TABLE mail_addresses (
    account TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    confirmed BIGINT NOT NULL
);

-- Links that were mailed and not used yet; `purpose` is `confirm` or `reset`. The token itself is nowhere but in the mail.
CREATE TABLE mail_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    address TEXT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX mail_tokens_of_account ON mail_tokens (account);
