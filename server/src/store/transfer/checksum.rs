//! A checksum over the rows of a table, whatever their order.

use sha2::{Digest, Sha256};

/// A value of a row.
#[derive(Clone)]
pub(super) enum Value {
    Text(Option<String>),
    Number(i64),
}

/// The rows of a table as one number that does not depend on their order: databases sort text in
/// their own ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Checksum {
    pub(super) rows: u64,
    hashes: u128,
}

impl Checksum {
    /// Adds a row.
    pub(super) fn add(&mut self, row: &[Value]) {
        let mut half = [0; 16];
        half.copy_from_slice(&hash(row)[..16]);
        self.rows += 1;
        self.hashes = self.hashes.wrapping_add(u128::from_le_bytes(half));
    }
}

fn hash(row: &[Value]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for value in row {
        match value {
            Value::Text(None) => hash.update([0]),
            Value::Text(Some(text)) => {
                hash.update([1]);
                hash.update(text.len().to_le_bytes());
                hash.update(text);
            }
            Value::Number(number) => {
                hash.update([2]);
                hash.update(number.to_le_bytes());
            }
        }
    }
    hash.finalize().into()
}
