//! Session tokens that were just rotated. A request that another tab sent with the old token is
//! still recognised for a moment, and may do nothing dangerous.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How long an old token is still known, in milliseconds: half a minute.
const KNOWN_FOR_MS: u64 = 30_000;

/// Hashes of old tokens, each with the new token's hash and the moment it is forgotten. Each
/// process has its own: a request that arrives at another one has to be sent again.
#[derive(Debug, Default)]
pub(crate) struct RotatedTokens(Mutex<HashMap<String, (String, u64)>>);

impl RotatedTokens {
    /// Notes that a token took the place of another.
    pub(crate) fn add(&self, old: String, new: String, now_ms: u64) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (_, end)| *end > now_ms);
        for (newest, _) in known.values_mut() {
            if *newest == old {
                newest.clone_from(&new);
            }
        }
        known.insert(old, (new, now_ms + KNOWN_FOR_MS));
    }

    /// The token that took the place of another a moment ago.
    pub(crate) fn newer(&self, old: &str, now_ms: u64) -> Option<String> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (new, end) = known.get(old)?;
        (*end > now_ms).then(|| new.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_token_leads_to_the_newest_for_half_a_minute() {
        let rotated = RotatedTokens::default();
        rotated.add("a".into(), "b".into(), 1_000);
        rotated.add("b".into(), "c".into(), 2_000);
        assert_eq!(rotated.newer("a", 30_999).as_deref(), Some("c"));
        assert_eq!(rotated.newer("a", 31_000), None);
        assert_eq!(rotated.newer("c", 2_000), None);
    }
}
