//! Random secrets and their hashes. A secret itself is never stored and never logged.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// 256 random bits as text, for cookies and ceremonies.
pub(crate) fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// 128 random bits as hexadecimal digits, for ids that must differ and need not be secret.
pub(crate) fn random_id() -> String {
    random_bytes::<16>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What of a token is stored: SHA-256 is enough for 256 random bits.
pub(crate) fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}

/// Random bytes of the operating system.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(
        clippy::expect_used,
        reason = "a server whose system has no randomness must not go on"
    )]
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_token_is_256_bits_of_its_own() {
        let tokens: BTreeSet<String> = (0..1_000).map(|_| random_token()).collect();
        assert_eq!(tokens.len(), 1_000);
        for token in tokens {
            assert_eq!(
                URL_SAFE_NO_PAD.decode(token).map(|bytes| bytes.len()),
                Ok(32)
            );
        }
    }
}
