//! Tokens that were just renewed. Requests of other tabs that are under way with the old one are known for a moment longer, and may do
//! nothing dangerous.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How long an old token is still known, in milliseconds: half a minute.
const KNOWN_FOR_MS: u64 = 30_000;

/// Hashes of old tokens, each with that of the new one and its end. They are this process's alone: at another one, a request under way has
/// to be sent again.
#[derive(Debug, Default)]
pub(super) struct Renewed(Mutex<HashMap<String, (String, u64)>>);

impl Renewed {
    /// Notes that a token took the place of another.
    pub(super) fn add(&self, old: String, new: String, now_ms: u64) {
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
    pub(super) fn newer(&self, old: &str, now_ms: u64) -> Option<String> {
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
        let renewed = Renewed::default();
        renewed.add("a".into(), "b".into(), 1_000);
        renewed.add("b".into(), "c".into(), 2_000);
        assert_eq!(renewed.newer("a", 30_999).as_deref(), Some("c"));
        assert_eq!(renewed.newer("a", 31_000), None);
        assert_eq!(renewed.newer("c", 2_000), None);
    }
}
