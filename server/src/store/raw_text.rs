//! Texts whose bytes may be damaged, read so that one flipped bit does not fail a whole statement.

use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{Row as _, ValueRef as _};

/// The bytes of a text that was selected by
/// [`Backend::bytes_of`](super::backend::Backend::bytes_of).
pub(super) fn bytes(row: &AnyRow, name: &str) -> Result<Option<Vec<u8>>, sqlx::Error> {
    if row.try_get_raw(name)?.type_info().kind() == AnyTypeInfoKind::Blob {
        return row.try_get(name);
    }
    let text: Option<String> = row.try_get(name)?;
    Ok(text.map(String::into_bytes))
}

/// The text, with a replacement character for each damaged one.
pub(super) fn mended(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Bytes in hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
