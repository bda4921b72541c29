//! Recovery codes: ten texts for the drawer, each good for one way in when password and passkey are
//! lost.

use crate::secret;

/// How many codes there are at a time.
const CODES: usize = 10;

/// How many letters a code has. Each is worth five bits; 120 bits cannot be guessed from a stolen
/// database (ASVS 5.0, 6.5.2, asks for 112). Codes of earlier versions had 16, and go on working.
const LETTERS: usize = 24;

/// Letters and digits that are not taken for each other. There are 32, so every byte gives five
/// bits evenly.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Makes the codes of an account.
pub(crate) fn new_codes() -> Vec<String> {
    (0..CODES).map(|_| new_code()).collect()
}

/// A code in groups of four.
fn new_code() -> String {
    let letters: Vec<char> = secret::random_bytes::<LETTERS>()
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// Hashes a code to store it or to look it up. Spaces, hyphens and case do not matter.
pub(crate) fn hash(code: &str) -> String {
    let folded: String = code
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    // 120 random bits need neither a slow hash nor a salt.
    secret::hash(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_recognised_however_it_is_typed() {
        let code = new_code();
        assert_eq!(code.len(), 29);
        let letters = code.chars().filter(char::is_ascii_alphanumeric).count();
        let bits = letters as u32 * ALPHABET.len().ilog2();
        assert!(bits >= 112, "{bits} bits");
        assert_eq!(hash(&code), hash(&code.to_uppercase().replace('-', " ")));
        assert_ne!(hash(&code), hash(&new_code()));
    }
}
