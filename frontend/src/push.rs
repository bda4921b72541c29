//! The subscription by which the server reaches this device while the app is closed.

use domain::sync::protocol::account::PushWish;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{PushManager, PushSubscription, PushSubscriptionOptionsInit};

use crate::support::is_named;
use crate::{worker, zone};

/// Subscribes at the browser's push service. `None` if there is none, or it cannot be reached.
pub(crate) async fn subscribe(key: &str) -> Option<PushWish> {
    let manager = manager().await?;
    let subscription = match subscribe_with(&manager, key).await {
        Ok(subscription) => subscription,
        // The server has another key than the one this browser subscribed with before.
        Err(error) if is_named(&error, "InvalidStateError") => {
            unsubscribe().await;
            subscribe_with(&manager, key).await.ok()?
        }
        Err(_) => return None,
    };
    let json = subscription.to_json().ok()?;
    let keys = json.get_keys()?;
    Some(PushWish {
        endpoint: json.get_endpoint().unwrap_or_default(),
        p256dh: keys.get_p256dh().unwrap_or_default(),
        auth: keys.get_auth().unwrap_or_default(),
        zone: zone::name(),
        ..PushWish::default()
    })
}

/// Ends the subscription, if there is one.
pub(crate) async fn unsubscribe() {
    let end = async {
        let finding = manager().await?.get_subscription().ok()?;
        let found = JsFuture::from(finding).await.ok()?;
        let found: PushSubscription = found.is_truthy().then(|| found.unchecked_into())?;
        JsFuture::from(found.unsubscribe().ok()?).await.ok()
    };
    let _ = end.await;
}

async fn subscribe_with(manager: &PushManager, key: &str) -> Result<PushSubscription, JsValue> {
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key_opt_str(Some(key));
    let subscribing = manager.subscribe_with_options(&options)?;
    let subscription = JsFuture::from(subscribing).await?;
    Ok(subscription.unchecked_into())
}

async fn manager() -> Option<PushManager> {
    worker::registration().await?.push_manager().ok()
}
