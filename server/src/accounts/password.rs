//! Passwords: which are good enough, and hashing them with argon2id.
//!
//! `common-passwords.txt` comes from the password frequency list of zxcvbn 4.4.2 (MIT, © 2012–2016 Dan Wheeler and Dropbox, Inc.): its
//! commonest entries of eight and more characters, and its commonest words of four to seven letters, which people lengthen with digits.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock};

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use axum::http::StatusCode;
use domain::protocol::account::{LONGEST_PASSWORD, SHORTEST_PASSWORD};
use tokio::sync::Semaphore;

use crate::problem::ApiError;

/// Memory in KiB, passes and lanes: the second choice of OWASP's password storage cheat sheet, 25 ms of one core.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// A hash made of random bytes, which no password has: checking it makes an unknown name cost what a known one does.
const OF_NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$BNPWWvzfJ+82ieSME9vmWw$OWRBckfisEsN7Psn6PnZpYNYUOTFnL6pwR3p9jyAz0Y";

static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common-passwords.txt").lines().collect());

/// Hashes passwords, only as many at once as there are cores: each takes 19 MiB.
#[derive(Debug)]
pub(super) struct Hashing {
    turns: Arc<Semaphore>,
}

impl Hashing {
    pub(super) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
        Self {
            turns: Arc::new(Semaphore::new(cores)),
        }
    }

    /// The text to store for a password.
    pub(super) async fn hash(&self, password: String) -> Result<String, ApiError> {
        let hashed = self.in_turn(move || hash(&password)).await?;
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
        let verify = move || {
            argon2().is_some_and(|argon2| {
                argon2
                    .verify_password(password.as_bytes(), stored.as_str())
                    .is_ok()
            })
        };
        Ok(self.in_turn(verify).await? && is_known)
    }

    /// Works when it is its turn. The turn ends with the work, not with whoever asked for it and may have gone.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let turn = self
            .turns
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| failed())?;
        let work = move || {
            let done = work();
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
    let has_name = !name.is_empty() && super::account::fold_name(password).contains(name);
    if has_name || is_common(&folded) || is_pattern(&folded) {
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

fn argon2() -> Option<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &str) -> Option<String> {
    let hash = argon2()?.hash_password(password.as_bytes()).ok()?;
    Some(hash.to_string())
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
        for password in ["a quiet lighthouse keeper", "vogel-7-laterne-senf"] {
            assert!(must_be_good(password, "ada lovelace").is_ok(), "{password}");
        }
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
