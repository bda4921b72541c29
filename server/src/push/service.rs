//! The sender of push messages: its key, its connections and the seal on each message.

use std::time::Duration;

use tokio::sync::Mutex;

use super::deliver::{Deliverer, Delivery};
use super::seal::{Vapid, seal};
use crate::settings::Settings;
use crate::store::Store;
use crate::store::push::PushRow;
use crate::zones::Zones;

/// How long a push service may stay silent before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// The name of the key that servers on a database share, among its facts.
const KEY: &str = "vapid";

/// Makes another key for push messages. Running servers use the previous one until they are
/// restarted.
///
/// # Errors
/// Says in a sentence why there is none.
pub(crate) async fn renew_key(store: &Store) -> Result<(), String> {
    let made = Vapid::generate().ok_or("The system gave no randomness for another key.")?;
    let kept = store.put_fact(KEY, made).await;
    kept.map_err(|error| error.to_string())
}

/// Everything that sending needs.
#[derive(Debug)]
pub(crate) struct PushService {
    pub(super) store: Store,
    vapid: Vapid,
    deliverer: Deliverer,
    pub(super) zones: Zones,
    /// Held while a search is read: one at a time is in memory, however many devices are being
    /// notified.
    pub(super) reading: Mutex<()>,
}

impl PushService {
    /// The sender of this server, with the key that all servers on the database share.
    ///
    /// # Errors
    /// Says in a sentence why the key could not be read.
    pub(crate) async fn new(store: &Store, settings: &Settings) -> Result<Self, String> {
        let make = || Vapid::generate().unwrap_or_default();
        let stored = store.fact(KEY, make).await;
        let stored = stored.map_err(|error| error.to_string())?;
        let subject = if settings.origin.starts_with("https:") {
            &settings.origin
        } else {
            "mailto:one-yes@localhost"
        };
        let vapid = Vapid::from_stored(&stored, subject)
            .ok_or("The key for push messages in the database cannot be read.")?;
        Ok(Self {
            store: store.clone(),
            vapid,
            deliverer: Deliverer::new(settings.push_loopback, PATIENCE),
            zones: Zones::default(),
            reading: Mutex::default(),
        })
    }

    /// The key that browsers subscribe with.
    pub(crate) fn public_key(&self) -> String {
        self.vapid.public_key()
    }

    /// Whether a device may be notified at this address, judging by its text.
    pub(crate) fn allows(&self, endpoint: &str) -> bool {
        self.deliverer.allows(endpoint)
    }

    /// Seals a message for a device and hands it over.
    pub(super) async fn hand_over(&self, device: &PushRow, message: &str, now_ms: u64) -> Delivery {
        let sealed = seal(message.as_bytes(), &device.p256dh, &device.auth);
        let origin = self.deliverer.origin(&device.endpoint);
        let signed = origin.and_then(|origin| self.vapid.authorization(&origin, now_ms / 1_000));
        let (Some(sealed), Some(signed)) = (sealed, signed) else {
            return Delivery::Gone;
        };
        let endpoint = device.endpoint.clone();
        self.deliverer.deliver(endpoint, sealed, signed).await
    }
}

/// Whether these are the keys of a browser, in base64url.
pub(crate) fn are_keys(p256dh: &str, auth: &str) -> bool {
    seal(b"", p256dh, auth).is_some()
}
