//! Identity of records: UUIDs of version 7, which sort by the moment they were made.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The id of a record: a UUID (RFC 9562), kept as a number so that it is cheap to copy and compare.
///
/// Ids are not secrets: whoever knows one has no right by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(u128);

/// 2020 in milliseconds since 1970, UTC: no record is older.
pub const YEAR_2020_MS: u64 = 1_577_836_800_000;

impl RecordId {
    /// The id of records that exist once, such as the settings.
    pub const ONLY: Self = Self(0);

    /// Makes a UUIDv7 from a time in milliseconds and random bits (RFC 9562, section 5.7).
    #[must_use]
    pub const fn new(now_ms: u64, random: u128) -> Self {
        let time = ((now_ms as u128) & 0xffff_ffff_ffff) << 80;
        let random_a = (random >> 64) & 0x0fff;
        let random_b = random & 0x3fff_ffff_ffff_ffff;
        Self(time | (7 << 76) | (random_a << 64) | (0b10 << 62) | random_b)
    }

    /// A fixed id for records that every device must agree on without asking.
    #[must_use]
    pub const fn fixed(number: u128) -> Self {
        Self(number)
    }

    /// The id that follows from a word, other ids and a number: the same on every device. A UUID of version 8 (RFC 9562, section 5.8) over
    /// the FNV-1a hash of 128 bits.
    #[must_use]
    pub fn derived(word: &str, ids: &[Self], number: u64) -> Self {
        const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let parts = ids.iter().flat_map(|id| id.0.to_be_bytes());
        let bytes = word.bytes().chain([0]).chain(parts);
        let hash = bytes
            .chain(number.to_be_bytes())
            .fold(OFFSET, |hash, byte| {
                (hash ^ u128::from(byte)).wrapping_mul(PRIME)
            });
        let kept = !((0xf << 76) | (0b11 << 62));
        Self(hash & kept | (8 << 76) | (0b10 << 62))
    }

    /// The id that follows from a cause as that of [`Self::derived`] does, for what a person adds by
    /// hand: of version 7, as if made when nothing was kept yet. Where two devices add the same, it
    /// is one record.
    #[must_use]
    pub fn derived_by_hand(word: &str, ids: &[Self], number: u64) -> Self {
        Self::new(YEAR_2020_MS, Self::derived(word, ids, number).0)
    }

    /// When an id of version 7 was made, in milliseconds since 1970; none for other versions.
    #[must_use]
    pub fn made_ms(self) -> Option<u64> {
        (self.version() == 7).then(|| u64::try_from(self.0 >> 80).unwrap_or_default())
    }

    /// Whether it follows from a cause ([`Self::derived`]).
    #[must_use]
    pub const fn is_derived(self) -> bool {
        self.version() == 8
    }

    const fn version(self) -> u128 {
        (self.0 >> 76) & 0xf
    }

    /// Reads the usual form, 32 hexadecimal digits in five groups; nothing else is an id.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 36 {
            return None;
        }
        let mut number: u128 = 0;
        for (position, byte) in bytes.iter().enumerate() {
            if matches!(position, 8 | 13 | 18 | 23) {
                if *byte != b'-' {
                    return None;
                }
                continue;
            }
            let digit = char::from(*byte).to_digit(16)?;
            number = (number << 4) | u128::from(digit);
        }
        Some(Self(number))
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.0;
        write!(
            formatter,
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            number >> 96,
            (number >> 80) & 0xffff,
            (number >> 64) & 0xffff,
            (number >> 48) & 0xffff,
            number & 0xffff_ffff_ffff
        )
    }
}

impl Serialize for RecordId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a UUID"))
    }
}

#[cfg(test)]
mod tests;
