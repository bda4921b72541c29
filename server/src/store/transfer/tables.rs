//! Every table with its columns, for what copies and checks whole databases.

/// A table.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
}

/// A column: its name, and whether it is a number.
pub(super) type Column = (&'static str, Kind);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    TextOrNull,
    Number,
}
use Kind::{Number, Text, TextOrNull};

/// Every table there is, each after those it refers to. A story makes sure that none is missing.
pub(super) const TABLES: [Table; 13] = [
    Table {
        name: "facts",
        columns: &[("name", Text), ("value", Text)],
    },
    Table {
        name: "accounts",
        columns: &[
            ("id", Text),
            ("name", Text),
            ("folded_name", Text),
            ("password_hash", TextOrNull),
            ("created", Number),
            ("seq", Number),
            ("size", Number),
            ("records", Number),
        ],
    },
    Table {
        name: "cells",
        columns: &[
            ("account", Text),
            ("record", Text),
            ("field", Text),
            ("value", Text),
            ("stamp", Text),
            ("seq", Number),
        ],
    },
    Table {
        name: "versions",
        columns: &[
            ("account", Text),
            ("record", Text),
            ("field", Text),
            ("stamp", Text),
            ("value", Text),
            ("replaced", Number),
        ],
    },
    Table {
        name: "sessions",
        columns: &[
            ("id", Text),
            ("account", Text),
            ("token_hash", Text),
            ("label", Text),
            ("created", Number),
            ("last_used", Number),
            ("confirmed", Number),
        ],
    },
    Table {
        name: "passkeys",
        columns: &[
            ("id", Text),
            ("account", Text),
            ("label", Text),
            ("credential", Text),
            ("created", Number),
            ("last_used", Number),
        ],
    },
    Table {
        name: "recovery_codes",
        columns: &[("account", Text), ("code_hash", Text), ("created", Number)],
    },
    Table {
        name: "mail_addresses",
        columns: &[("account", Text), ("address", Text), ("confirmed", Number)],
    },
    Table {
        name: "mail_tokens",
        columns: &[
            ("token_hash", Text),
            ("account", Text),
            ("purpose", Text),
            ("address", Text),
            ("expires", Number),
        ],
    },
    Table {
        name: "calendar_feeds",
        columns: &[("account", Text), ("token_hash", Text), ("created", Number)],
    },
    Table {
        name: "links",
        columns: &[
            ("id", Text),
            ("account", Text),
            ("token_hash", Text),
            ("kind", Text),
            ("record", Text),
            ("made", Number),
            ("ends", Number),
            ("seen", Number),
            ("answers", Number),
        ],
    },
    Table {
        name: "push_devices",
        columns: &[
            ("session", Text),
            ("account", Text),
            ("endpoint", Text),
            ("p256dh", Text),
            ("auth", Text),
            ("zone", Text),
            ("minute", Number),
            ("quiet_from", Number),
            ("quiet_to", Number),
            ("next_at", Number),
            ("failures", Number),
        ],
    },
    Table {
        name: "ceremonies",
        columns: &[
            ("id_hash", Text),
            ("purpose", Text),
            ("account", Text),
            ("state", Text),
            ("expires", Number),
        ],
    },
];

/// Every column that is copied: its table, its name, whether it is a number, whether it may be
/// null.
#[cfg(test)]
pub(in crate::store) fn columns() -> Vec<(String, String, bool, bool)> {
    let columns = TABLES.iter().flat_map(|table| {
        let columns = table.columns.iter();
        columns.map(|(name, kind)| {
            let (is_number, may_be_null) = (*kind == Number, *kind == TextOrNull);
            (table.name.into(), (*name).into(), is_number, may_be_null)
        })
    });
    columns.collect()
}
