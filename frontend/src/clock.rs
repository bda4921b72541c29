//! Time and randomness, and the clock on the screen.

use std::time::Duration;

use app::session::Session;
use domain::values::date::Now;
use js_sys::Promise;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// How often the clock on the screen moves on.
const TICK: Duration = Duration::from_secs(30);

/// The present moment.
pub(crate) fn now() -> Now {
    let date = js_sys::Date::new_0();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a clock in milliseconds fits, and JavaScript counts in floating point"
    )]
    Now {
        ms: date.get_time().max(0.0) as u64,
        offset_minutes: -(date.get_timezone_offset() as i32),
    }
}

/// 128 bits from the browser's cryptographic generator.
pub(crate) fn random() -> u128 {
    let mut bytes = [0_u8; 16];
    match window().crypto() {
        Ok(crypto) if crypto.get_random_values_with_u8_array(&mut bytes).is_ok() => {}
        _ => {
            // Without the generator, ids need only differ, not be secret.
            for byte in &mut bytes {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 to 255 by construction"
                )]
                {
                    *byte = (js_sys::Math::random() * 256.0) as u8;
                }
            }
        }
    }
    u128::from_le_bytes(bytes)
}

/// Goes on in another task, so that a slow device draws and answers in between.
pub(crate) async fn next_task() {
    let soon = Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback(&resolve);
    });
    let _ = JsFuture::from(soon).await;
}

/// Keeps the clock on the screen going, and sets it when the person comes back.
pub(crate) fn follow_time(session: Session) {
    let _ = set_interval_with_handle(move || session.refresh_now(), TICK);
    let listener = window_event_listener(ev::focus, move |_| session.refresh_now());
    on_cleanup(move || listener.remove());
}
