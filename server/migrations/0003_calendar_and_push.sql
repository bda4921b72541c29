-- The secret link a calendar subscribes to, one an account. `token_hash` is the SHA-256 of what stands in the link.
CREATE TABLE calendar_feeds (
    account TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    created BIGINT NOT NULL
);

-- Devices that are told once a day what is due. A device goes with its session. Minutes are of the day, in the zone; `next_at` is taken
-- by the server that sends, so that no two do.
CREATE TABLE push_devices (
    session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    endpoint TEXT NOT NULL,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    zone TEXT NOT NULL,
    minute BIGINT NOT NULL,
    quiet_from BIGINT NOT NULL,
    quiet_to BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    failures BIGINT NOT NULL
);
CREATE INDEX push_devices_of_account ON push_devices (account);
CREATE INDEX push_devices_due ON push_devices (next_at);
