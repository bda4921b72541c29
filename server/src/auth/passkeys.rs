//! Passkeys (Web Authentication level 3): discoverable, several for an account, always with user
//! verification.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::sync::protocol::account::Passkey as ShownPasskey;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

use crate::store::{AccountId, Store, StoreError, now_ms};

/// Why a ceremony came to nothing.
#[derive(Debug)]
pub(crate) enum PasskeyError {
    /// The passkey does not fit.
    Rejected,
    /// The ceremony was finished before, or took too long.
    Over,
    /// The account is gone.
    NoAccount,
    Store(StoreError),
}

impl From<StoreError> for PasskeyError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<WebauthnError> for PasskeyError {
    fn from(error: WebauthnError) -> Self {
        tracing::debug!(%error, "a passkey was not accepted");
        Self::Rejected
    }
}

/// The relying party.
#[derive(Debug)]
pub(crate) struct Passkeys(Webauthn);

impl Passkeys {
    /// Passkeys for an origin. Browsers have none for IP addresses; loopback ones are served as
    /// `localhost`, others not at all.
    pub(crate) fn new(origin: &str) -> Result<Option<Self>, String> {
        let unusable = |error| format!("--origin cannot be used for passkeys: {error}");
        let mut url =
            Url::parse(origin).map_err(|error| format!("--origin is no address: {error}"))?;
        let is_loopback = match url.host_str() {
            Some("localhost" | "127.0.0.1" | "[::1]") => true,
            Some(host) if host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok() => {
                return Ok(None);
            }
            _ => false,
        };
        if is_loopback {
            url = Url::parse("http://localhost").map_err(|error| error.to_string())?;
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        WebauthnBuilder::new(&host, &url)
            .map_err(unusable)?
            .rp_name("One Yes")
            // On one's own machine the port is whatever was free.
            .allow_any_port(is_loopback)
            .build()
            .map(|webauthn| Some(Self(webauthn)))
            .map_err(unusable)
    }

    /// Begins making a passkey: the options for the browser, and the state for the second half.
    pub(crate) fn begin_registration(
        &self,
        account: Uuid,
        name: &str,
        known: Option<&[ShownPasskey]>,
    ) -> Result<(Value, PasskeyRegistration), PasskeyError> {
        let known = known.map(|passkeys| {
            let ids = passkeys.iter();
            ids.filter_map(|passkey| URL_SAFE_NO_PAD.decode(&passkey.id).ok())
                .collect()
        });
        let (options, registration) = self
            .0
            .start_passkey_registration(account, name, name, known)?;
        Ok((resident(&options), registration))
    }

    /// Finishes making a passkey: how it is shown, and how it is stored.
    pub(crate) fn finish_registration(
        &self,
        credential: Value,
        registration: &PasskeyRegistration,
        label: String,
    ) -> Result<(ShownPasskey, String), PasskeyError> {
        let credential: RegisterPublicKeyCredential = read(credential)?;
        let passkey = self
            .0
            .finish_passkey_registration(&credential, registration)?;
        let now = now_ms();
        let shown = ShownPasskey {
            id: URL_SAFE_NO_PAD.encode(passkey.cred_id()),
            label,
            created: now,
            last_used: now,
        };
        Ok((shown, to_text(&passkey)?))
    }

    /// Begins using a passkey of whichever account.
    pub(crate) fn begin_use(&self) -> Result<(Value, DiscoverableAuthentication), PasskeyError> {
        let (options, kept) = self.0.start_discoverable_authentication()?;
        Ok((json!(options), kept))
    }

    /// Finishes using a passkey, and says whose it is.
    pub(crate) async fn finish_use(
        &self,
        store: &Store,
        credential: Value,
        kept: DiscoverableAuthentication,
    ) -> Result<AccountId, PasskeyError> {
        let credential: PublicKeyCredential = read(credential)?;
        let (user, credential_id) = self.0.identify_discoverable_authentication(&credential)?;
        let account = AccountId(user.to_string());
        let id = URL_SAFE_NO_PAD.encode(credential_id);
        let text = store.credential(&account, &id).await?;
        let text = text.ok_or(PasskeyError::Rejected)?;
        let mut passkey: Passkey =
            serde_json::from_str(&text).map_err(|_| PasskeyError::Rejected)?;
        let outcome = self
            .0
            .finish_discoverable_authentication_v2(&credential, kept, &passkey)?;
        passkey.update_credential(&outcome);
        let text = to_text(&passkey)?;
        store.passkey_used(&id, text, now_ms()).await?;
        Ok(account)
    }
}

/// Asks for a passkey that can be found without a name, which the library leaves open.
fn resident<T: Serialize>(options: &T) -> Value {
    let mut options = json!(options);
    options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
    options
}

fn to_text(passkey: &Passkey) -> Result<String, PasskeyError> {
    serde_json::to_string(passkey).map_err(|_| PasskeyError::Rejected)
}

fn read<T: DeserializeOwned>(credential: Value) -> Result<T, PasskeyError> {
    serde_json::from_value(credential).map_err(|_| PasskeyError::Rejected)
}
