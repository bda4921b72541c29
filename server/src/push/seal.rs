//! Sealing a push message so that only the browser can read it (RFC 8291), and saying who sends it (VAPID, RFC 8292).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::json;

use crate::secret::random_bytes;

/// The size of the one record (RFC 8188, section 2), in bytes.
const RECORD: u32 = 4_096;

/// Every message is padded to this length, so that its size says nothing; in bytes.
const PADDED: usize = 512;

/// How long a statement of who sends is good, in seconds; the standard allows a day.
const SIGNED_FOR: u64 = 12 * 3_600;

/// Seals a message for a browser's keys, as it gave them in base64url. None where they are no keys, or the message is too long.
pub(crate) fn seal(message: &[u8], p256dh: &str, auth: &str) -> Option<Vec<u8>> {
    let theirs = URL_SAFE_NO_PAD.decode(p256dh.trim_end_matches('=')).ok()?;
    let auth = URL_SAFE_NO_PAD.decode(auth.trim_end_matches('=')).ok()?;
    if theirs.len() != 65 || auth.len() != 16 || message.len() >= PADDED {
        return None;
    }
    let random = SystemRandom::new();
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &random).ok()?;
    let own_public = own.compute_public_key().ok()?;
    let salt = random_bytes::<16>();
    let peer = UnparsedPublicKey::new(&ECDH_P256, &theirs);
    let (key, nonce) = agree_ephemeral(own, &peer, |secret| {
        keys(secret, &auth, &theirs, own_public.as_ref(), &salt)
    })
    .ok()??;

    let mut record = message.to_vec();
    // The mark of the last record, then padding (RFC 8188, section 2).
    record.push(2);
    record.resize(PADDED, 0);
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).ok()?);
    key.seal_in_place_append_tag(
        Nonce::assume_unique_for_key(nonce),
        Aad::empty(),
        &mut record,
    )
    .ok()?;

    let mut body = salt.to_vec();
    body.extend(RECORD.to_be_bytes());
    body.push(u8::try_from(own_public.as_ref().len()).ok()?);
    body.extend(own_public.as_ref());
    body.extend(record);
    Some(body)
}

/// The key and the nonce of the content (RFC 8291, section 3.4).
fn keys(
    secret: &[u8],
    auth: &[u8],
    receiver: &[u8],
    sender: &[u8],
    salt: &[u8],
) -> Option<([u8; 16], [u8; 12])> {
    let shared: [u8; 32] = derive(auth, secret, &[b"WebPush: info\0", receiver, sender])?;
    let key = derive(salt, &shared, &[b"Content-Encoding: aes128gcm\0"])?;
    let nonce = derive(salt, &shared, &[b"Content-Encoding: nonce\0"])?;
    Some((key, nonce))
}

/// HKDF with SHA-256 (RFC 5869).
fn derive<const N: usize>(salt: &[u8], material: &[u8], info: &[&[u8]]) -> Option<[u8; N]> {
    let mut derived = [0; N];
    let key = Salt::new(HKDF_SHA256, salt).extract(material);
    key.expand(info, Length(N)).ok()?.fill(&mut derived).ok()?;
    Some(derived)
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// The key by which push services know this server.
pub(crate) struct Vapid {
    pair: EcdsaKeyPair,
    subject: String,
}

/// Without the key.
impl std::fmt::Debug for Vapid {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Vapid").finish_non_exhaustive()
    }
}

impl Vapid {
    /// A new key as it is stored; none where the system has no randomness.
    pub(crate) fn generate() -> Option<String> {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random);
        Some(URL_SAFE_NO_PAD.encode(document.ok()?.as_ref()))
    }

    /// A stored key. `subject` is where the operator can be reached, an address beginning with `https:` or `mailto:`.
    pub(crate) fn from_stored(text: &str, subject: &str) -> Option<Self> {
        let document = URL_SAFE_NO_PAD.decode(text).ok()?;
        let random = SystemRandom::new();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &document, &random).ok()?;
        Some(Self {
            pair,
            subject: subject.to_owned(),
        })
    }

    /// What browsers subscribe with (`applicationServerKey`).
    pub(crate) fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.public_key().as_ref())
    }

    /// The header that says who sends, for a push service at this origin.
    pub(crate) fn authorization(&self, origin: &str, now_seconds: u64) -> Option<String> {
        let head = URL_SAFE_NO_PAD.encode(json!({"typ": "JWT", "alg": "ES256"}).to_string());
        let claims = json!({"aud": origin, "exp": now_seconds + SIGNED_FOR, "sub": self.subject});
        let claims = URL_SAFE_NO_PAD.encode(claims.to_string());
        let signed = format!("{head}.{claims}");
        let signature = self
            .pair
            .sign(&SystemRandom::new(), signed.as_bytes())
            .ok()?;
        let signature = URL_SAFE_NO_PAD.encode(signature.as_ref());
        Some(format!(
            "vapid t={signed}.{signature}, k={}",
            self.public_key()
        ))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use proptest::prelude::*;
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey as Verifying};
    use serde_json::Value;

    use super::*;

    proptest! {
        #[test]
        fn whatever_a_device_gives_as_keys_it_is_sealed_for_or_refused(
            key in proptest::collection::vec(any::<u8>(), 60..70),
            auth in proptest::collection::vec(any::<u8>(), 14..18),
            text in "[ -~]{0,100}",
        ) {
            let sealed = |p256dh: &str, auth: &str| seal(b"due", p256dh, auth);
            prop_assert!(sealed(&text, &text).is_none());
            // Hardly ever a point of the curve: what is none is refused.
            let encoded = URL_SAFE_NO_PAD.encode(&key);
            prop_assert!(sealed(&encoded, &URL_SAFE_NO_PAD.encode(&auth)).is_none());
            let browser = Browser::new();
            let body = sealed(&browser.p256dh, &URL_SAFE_NO_PAD.encode(&auth));
            prop_assert_eq!(body.is_some(), auth.len() == 16);
        }
    }

    /// A browser's side: its keys, and reading what was sealed for them.
    pub(crate) struct Browser {
        private: EphemeralPrivateKey,
        pub(crate) p256dh: String,
        pub(crate) auth: String,
    }

    impl Browser {
        pub(crate) fn new() -> Self {
            let private = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).unwrap();
            let public = private.compute_public_key().unwrap();
            Self {
                private,
                p256dh: URL_SAFE_NO_PAD.encode(public.as_ref()),
                auth: URL_SAFE_NO_PAD.encode(random_bytes::<16>()),
            }
        }

        pub(crate) fn open(self, body: &[u8]) -> Vec<u8> {
            let (salt, rest) = body.split_at(16);
            assert_eq!(rest[..4], RECORD.to_be_bytes());
            let (sender, sealed) = rest[5..].split_at(usize::from(rest[4]));
            let own = URL_SAFE_NO_PAD.decode(&self.p256dh).unwrap();
            let auth = URL_SAFE_NO_PAD.decode(&self.auth).unwrap();
            let peer = UnparsedPublicKey::new(&ECDH_P256, sender);
            let (key, nonce) = agree_ephemeral(self.private, &peer, |secret| {
                keys(secret, &auth, &own, sender, salt).unwrap()
            })
            .unwrap();
            let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
            let mut sealed = sealed.to_vec();
            let nonce = Nonce::assume_unique_for_key(nonce);
            let plain = key.open_in_place(nonce, Aad::empty(), &mut sealed).unwrap();
            let end = plain.iter().rposition(|byte| *byte != 0).unwrap();
            assert_eq!(plain[end], 2, "the mark of the last record");
            plain[..end].to_vec()
        }
    }

    #[test]
    fn a_browser_reads_what_was_sealed_for_it_and_its_size_says_nothing() {
        let (one, other) = (Browser::new(), Browser::new());
        let short = seal(b"hello", &one.p256dh, &one.auth).unwrap();
        let long = seal(&[b'x'; 400], &other.p256dh, &other.auth).unwrap();
        assert_eq!(short.len(), long.len());
        assert_eq!(one.open(&short), b"hello");
        assert_eq!(other.open(&long), [b'x'; 400]);
    }

    #[test]
    fn the_derivation_is_that_of_the_standard() {
        // RFC 8291, section 5 and appendix A.
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        let secret = decode("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
        let auth = decode("BTBZMqHH6r4Tts7J_aSIgg");
        let receiver = decode(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        );
        let sender = decode(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
        );
        let salt = decode("DGv6ra1nlYgDCS1FRnbzlw");
        let (key, nonce) = keys(&secret, &auth, &receiver, &sender, &salt).unwrap();
        assert_eq!(key.to_vec(), decode("oIhVW04MRdy2XN9CiKLxTg"));
        assert_eq!(nonce.to_vec(), decode("4h_95klXJ5E_qnoN"));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let browser = Browser::new();
        assert!(seal(b"x", "abc", &browser.auth).is_none());
        assert!(seal(b"x", &browser.p256dh, "abc").is_none());
        assert!(seal(&[0; 600], &browser.p256dh, &browser.auth).is_none());
    }

    #[test]
    fn a_push_service_can_tell_who_sends() {
        let stored = Vapid::generate().unwrap();
        let vapid = Vapid::from_stored(&stored, "mailto:a@example.org").unwrap();
        let header = vapid.authorization("https://push.example", 1_000).unwrap();
        let (token, key) = header
            .strip_prefix("vapid t=")
            .unwrap()
            .split_once(", k=")
            .unwrap();
        assert_eq!(key, vapid.public_key());
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        Verifying::new(&ECDSA_P256_SHA256_FIXED, decode(key))
            .verify(signed.as_bytes(), &decode(signature))
            .unwrap();
        let claims: Value =
            serde_json::from_slice(&decode(signed.split('.').nth(1).unwrap())).unwrap();
        assert_eq!(claims["aud"], "https://push.example");
        assert_eq!(claims["exp"], 1_000 + 12 * 3_600);
        assert!(!format!("{vapid:?}").contains(&stored));
    }
}
