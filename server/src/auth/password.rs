//! Hashing passwords with argon2id.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::secret;

/// Memory in KiB, passes and lanes: the second choice of OWASP's password storage cheat sheet, 25
/// ms of one core.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// A hash made of random bytes, which no password has: checking it makes an unknown name cost as
/// much as a known one.
const OF_NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$BNPWWvzfJ+82ieSME9vmWw$OWRBckfisEsN7Psn6PnZpYNYUOTFnL6pwR3p9jyAz0Y";

/// The machine could not compute a hash just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HashingFailed;

/// Hashes passwords, only as many at once as there are cores: each takes 19 MiB.
#[derive(Debug)]
pub(crate) struct PasswordHasher {
    permits: Arc<Semaphore>,
    /// Memory of finished hashes, reused by the next ones. An allocator would keep such a piece for
    /// every thread that ever needed one.
    memory: Arc<Mutex<Vec<Memory>>>,
}

/// Memory for hashes, one after the other.
#[derive(Debug, Default)]
struct Memory {
    blocks: Vec<Block>,
    /// The blocks and passes of every hash made in it, so that tests see the work done.
    #[cfg(test)]
    worked: Vec<(usize, u32)>,
}

impl PasswordHasher {
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
        Self {
            permits: Arc::new(Semaphore::new(cores)),
            memory: Arc::default(),
        }
    }

    /// The text to store for a password.
    pub(crate) async fn hash(&self, password: String) -> Result<String, HashingFailed> {
        let hashed = self
            .with_permit(move |memory| hash(&normalized(&password), memory))
            .await?;
        hashed.ok_or(HashingFailed)
    }

    /// Whether a password is the one stored. Without one it takes as long, and is not.
    pub(crate) async fn verify(
        &self,
        password: String,
        stored: Option<String>,
    ) -> Result<bool, HashingFailed> {
        let is_known = stored.is_some();
        let stored = stored.unwrap_or_else(|| OF_NOBODY.to_owned());
        let is_match = move |memory: &mut Memory| {
            let normalized = normalized(&password);
            is_hash_of(&stored, &normalized, memory)
                // Earlier releases hashed what was typed, as it was.
                || (normalized != password && is_hash_of(&stored, &password, memory))
        };
        Ok(self.with_permit(is_match).await? && is_known)
    }

    /// The blocks and passes of every hash there was since the last time.
    #[cfg(test)]
    pub(crate) fn worked(&self) -> Vec<(usize, u32)> {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory
            .iter_mut()
            .flat_map(|memory| std::mem::take(&mut memory.worked))
            .collect()
    }

    /// Works once a permit is free. It is released with the work: whoever asked may be gone by
    /// then.
    async fn with_permit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, HashingFailed> {
        let permit = self.permits.clone().acquire_owned().await;
        let permit = permit.map_err(|_| HashingFailed)?;
        let kept = self.memory.clone();
        let work = move || {
            let lock = || kept.lock().unwrap_or_else(PoisonError::into_inner);
            let mut memory = lock().pop().unwrap_or_default();
            let done = work(&mut memory);
            lock().push(memory);
            drop(permit);
            done
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| HashingFailed)
    }
}

/// A password as every keyboard would give it: RFC 8265, 4.2 (the `OpaqueString` profile). Other
/// spaces become ASCII ones, and letters are composed.
fn normalized(password: &str) -> String {
    let is_space = |letter: char| letter.is_whitespace() && !letter.is_control();
    let letters = password.chars();
    let spaced = letters.map(|letter| if is_space(letter) { ' ' } else { letter });
    spaced.nfc().collect()
}

/// The text to store (the PHC string format): algorithm, cost, salt and hash.
fn hash(password: &str, memory: &mut Memory) -> Option<String> {
    let (memory_kib, passes, lanes) = COST;
    let params = Params::new(memory_kib, passes, lanes, None).ok()?;
    let salt = secret::random_bytes::<16>();
    let mut hash = [0; 32];
    fill(password, &salt, params, &mut hash, memory)?;
    let (salt, hash) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash));
    Some(format!(
        "$argon2id$v=19$m={memory_kib},t={passes},p={lanes}${salt}${hash}"
    ))
}

/// Whether a stored text was made of this password, at the cost it was made with.
fn is_hash_of(stored: &str, password: &str, memory: &mut Memory) -> bool {
    let mut compare = || {
        let stored = PasswordHash::new(stored).ok()?;
        let expected = stored.hash?;
        let params = Params::try_from(&stored).ok()?;
        let mut hash = vec![0; expected.len()];
        fill(password, stored.salt?.as_ref(), params, &mut hash, memory)?;
        // Outputs are compared in constant time.
        Some(Output::new(&hash).ok()? == expected)
    };
    compare().unwrap_or(false)
}

fn fill(
    password: &str,
    salt: &[u8],
    params: Params,
    hash: &mut [u8],
    memory: &mut Memory,
) -> Option<()> {
    #[cfg(test)]
    memory.worked.push((params.block_count(), params.t_cost()));
    let blocks = &mut memory.blocks;
    blocks.resize(params.block_count(), Block::default());
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password.as_bytes(), salt, hash, blocks)
        .ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;

    #[tokio::test]
    async fn a_password_is_recognised_and_an_unknown_account_is_not() {
        let hasher = PasswordHasher::new();
        let stored = hasher.hash("a quiet lighthouse".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let known = Some(stored);
        assert!(
            hasher
                .verify("a quiet lighthouse".into(), known.clone())
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify("a loud lighthouse".into(), known)
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify("a quiet lighthouse".into(), None)
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn a_password_is_the_same_on_every_keyboard_and_as_it_was_stored_before() {
        let hasher = PasswordHasher::new();
        let (apart, composed) = ("drei la\u{308}rchen am\u{a0}see", "drei lärchen am see");
        let stored = hasher.hash(apart.into()).await.unwrap();
        let is_right = async |typed: &str, stored: &str| {
            let verified = hasher.verify(typed.into(), Some(stored.into())).await;
            verified.unwrap()
        };
        assert!(is_right(apart, &stored).await && is_right(composed, &stored).await);
        assert!(!is_right("drei larchen am see", &stored).await);
        let before = hash(apart, &mut Memory::default()).unwrap();
        assert!(is_right(apart, &before).await);
        assert_eq!(normalized("ﬁnn 1²"), "ﬁnn 1²", "nothing else is changed");
    }
}
