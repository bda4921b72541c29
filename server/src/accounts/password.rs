//! Passwords: which are good enough, and hashing them with argon2id.
//!
//! `common-passwords.txt` comes from the password frequency list of zxcvbn 4.4.2 (MIT, © 2012–2016 Dan Wheeler and Dropbox, Inc.): its
//! commonest entries of eight and more characters, and its commonest words of four to seven letters, which people lengthen with digits.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use domain::protocol::account::{LONGEST_PASSWORD, SHORTEST_PASSWORD};
use tokio::sync::Semaphore;

use crate::problem::ApiError;

/// Memory in KiB, passes and lanes: the second choice of OWASP's password storage cheat sheet, 25 ms of one core.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// A hash made of random bytes, which no password has: checking it makes an unknown name cost what a known one does.
const OF_NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$BNPWWvzfJ+82ieSME9vmWw$OWRBckfisEsN7Psn6PnZpYNYUOTFnL6pwR3p9jyAz0Y";

static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common-passwords.txt").lines().collect());

/// A shorter name stands in many passwords by chance, and tells nothing about them.
const SHORTEST_TELLING_NAME: usize = 4;

/// Words that come to mind here (ASVS 5.0, 6.2.11). A password of nothing else is guessed early.
const OUR_WORDS: [&str; 12] = [
    "one",
    "yes",
    "no",
    "job",
    "jobs",
    "search",
    "account",
    "comeback",
    "opportunity",
    "interview",
    "offer",
    "password",
];

/// Hashes passwords, only as many at once as there are cores: each takes 19 MiB.
#[derive(Debug)]
pub(super) struct Hashing {
    turns: Arc<Semaphore>,
    /// The memory of hashes that are done, for the next ones. An allocator keeps such pieces for every thread that ever needed one.
    memory: Arc<Mutex<Vec<Memory>>>,
}

type Memory = Vec<Block>;

impl Hashing {
    pub(super) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
        Self {
            turns: Arc::new(Semaphore::new(cores)),
            memory: Arc::default(),
        }
    }

    /// The text to store for a password.
    pub(super) async fn hash(&self, password: String) -> Result<String, ApiError> {
        let hashed = self.in_turn(move |memory| hash(&password, memory)).await?;
        hashed.ok_or_else(failed)
    }

    /// Whether a password is the one stored. Without one it takes as long, and is not.
    pub(super) async fn is_right(
        &self,
        password: String,
        stored: Option<String>,
    ) -> Result<bool, ApiError> {
        let is_known = stored.is_some();
        let stored = stored.unwrap_or_else(|| OF_NOBODY.to_owned());
        let verify = move |memory: &mut Memory| is_hash_of(&stored, &password, memory);
        Ok(self.in_turn(verify).await? && is_known)
    }

    /// Works when it is its turn. The turn ends with the work, not with whoever asked for it and may have gone.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let turn = self.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|_| failed())?;
        let kept = self.memory.clone();
        let work = move || {
            let lock = || kept.lock().unwrap_or_else(PoisonError::into_inner);
            let mut memory = lock().pop().unwrap_or_default();
            let done = work(&mut memory);
            lock().push(memory);
            drop(turn);
            done
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| failed())
    }
}

/// Turns away passwords that are guessed first.
pub(super) fn must_be_good(password: &str, name: &str) -> Result<(), ApiError> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(bad(
            "password-too-short",
            format!(
                "Choose a password of at least {SHORTEST_PASSWORD} characters; a few words work well."
            ),
        ));
    }
    if length > LONGEST_PASSWORD {
        return Err(bad(
            "password-too-long",
            format!("Choose a password of at most {LONGEST_PASSWORD} characters."),
        ));
    }
    let folded = password.to_lowercase();
    let has_name = name.chars().count() >= SHORTEST_TELLING_NAME
        && super::account::fold_name(password).contains(name);
    if has_name || is_common(&folded) || is_pattern(&folded) || is_of_our_words(&folded) {
        return Err(bad(
            "password-common",
            "This password is among the first that are guessed. A few words that only you put together are safer.".into(),
        ));
    }
    Ok(())
}

fn is_common(folded: &str) -> bool {
    let word = folded.trim_end_matches(|letter: char| !letter.is_alphabetic());
    let word = word.trim_start_matches(|letter: char| !letter.is_alphabetic());
    COMMON.contains(folded) || COMMON.contains(word)
}

/// Whether all its letters together are words of the product: “one-yes-2026!”.
fn is_of_our_words(folded: &str) -> bool {
    let letters: String = folded.chars().filter(|one| one.is_alphabetic()).collect();
    !letters.is_empty() && is_made_of(&letters, &OUR_WORDS)
}

fn is_made_of(letters: &str, words: &[&str]) -> bool {
    let mut rests = words.iter().filter_map(|word| letters.strip_prefix(word));
    letters.is_empty() || rests.any(|rest| is_made_of(rest, words))
}

/// Whether a short piece is merely repeated, or letters follow each other as in the alphabet.
fn is_pattern(folded: &str) -> bool {
    let letters: Vec<char> = folded.chars().collect();
    let repeats = |size: usize| {
        letters
            .iter()
            .zip(&letters[size..])
            .all(|(one, other)| one == other)
    };
    let follows = |one: char, next: char| match (one, next) {
        ('9', '0') => true,
        _ => u32::from(one) + 1 == u32::from(next),
    };
    let is_run = letters.windows(2).all(|pair| follows(pair[0], pair[1]));
    let is_run_back = letters.windows(2).all(|pair| follows(pair[1], pair[0]));
    (1..=letters.len() / 2).any(repeats) || is_run || is_run_back
}

/// The text to store (the PHC string format): algorithm, cost, salt and hash.
fn hash(password: &str, memory: &mut Memory) -> Option<String> {
    let (memory_kib, passes, lanes) = COST;
    let params = Params::new(memory_kib, passes, lanes, None).ok()?;
    let salt = crate::secret::random_bytes::<16>();
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
    memory.resize(params.block_count(), Block::default());
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password.as_bytes(), salt, hash, memory)
        .ok()
}

fn bad(code: &'static str, detail: String) -> ApiError {
    ApiError::new(StatusCode::BAD_REQUEST, code, "Another password", detail)
}

fn failed() -> ApiError {
    ApiError::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "unavailable",
        "Not available now",
        "The server could not check passwords just now. Try again shortly.",
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use super::*;

    #[test]
    fn passwords_that_are_guessed_first_are_turned_away() {
        for password in [
            "short",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "123456789012",
            "210987654321",
            "passwordpassword",
            "Password2024!",
            "Monkey123456",
            "dragon2024!!",
            "qwertyuiop12",
            "ada lovelace 1",
        ] {
            assert!(
                must_be_good(password, "ada lovelace").is_err(),
                "{password}"
            );
        }
        for password in [
            "oneyes123456",
            "One Yes, one yes!",
            "jobsearch-2026",
            "yes-yes-no-offer",
        ] {
            assert!(must_be_good(password, "ada").is_err(), "{password}");
        }
        for password in [
            "a quiet lighthouse keeper",
            "vogel-7-laterne-senf",
            "one quiet yes",
            "7304-1985-2261",
        ] {
            assert!(must_be_good(password, "ada lovelace").is_ok(), "{password}");
        }
    }

    #[test]
    fn a_short_name_is_no_reason_to_turn_a_password_away() {
        for name in ["a", "ada", "éve"] {
            let password = format!("sweet b{name}nanas and rice");
            assert!(must_be_good(&password, name).is_ok(), "{name}");
        }
        assert!(must_be_good("bananas for adam", "adam").is_err());
    }

    #[tokio::test]
    async fn a_password_is_recognised_and_an_unknown_account_is_not() {
        let hashing = Hashing::new();
        let stored = hashing.hash("a quiet lighthouse".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let known = Some(stored);
        assert!(
            hashing
                .is_right("a quiet lighthouse".into(), known.clone())
                .await
                .unwrap()
        );
        assert!(
            !hashing
                .is_right("a loud lighthouse".into(), known)
                .await
                .unwrap()
        );
        assert!(
            !hashing
                .is_right("a quiet lighthouse".into(), None)
                .await
                .unwrap()
        );
    }
}
