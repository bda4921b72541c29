-- `accounts.size` counts the names of fields with their values. It counted values alone, and short ones under long names took much more.
UPDATE accounts SET size = COALESCE((SELECT CAST(SUM(OCTET_LENGTH(value) + OCTET_LENGTH(field)) AS BIGINT) FROM cells WHERE account = accounts.id), 0);
