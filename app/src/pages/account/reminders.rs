//! Reminders on this device: one message a day at a time of the person's choosing, never in quiet hours. Off until turned on.

use domain::sync::protocol::account::{Offers, PushWish};
use domain::sync::protocol::paths;
use domain::values::date::clock_time;
use leptos::prelude::*;

use super::{Desk, to_json};
use crate::components::field::Select;
use crate::components::live::live;
use crate::platform::Notices;
use crate::sync::Method;

/// The card of reminders.
#[component]
pub(super) fn Reminders(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let is_on = RwSignal::new(false);
    let minute = RwSignal::new("540".to_owned());
    let quiet_from = RwSignal::new("1260".to_owned());
    let quiet_to = RwSignal::new("420".to_owned());
    Effect::new(move |_| {
        session.ask_server(Method::Get, paths::ACCOUNT_PUSH, None, move |answer| {
            if let crate::sync::ServerAnswer::Done(body) = answer {
                let wish = serde_json::from_str::<PushWish>(&body).unwrap_or_default();
                if !wish.endpoint.is_empty() {
                    is_on.set(true);
                    minute.set(wish.minute.to_string());
                    quiet_from.set(wish.quiet_from.to_string());
                    quiet_to.set(wish.quiet_to.to_string());
                }
            }
        });
    });
    let subscribe = move |key: String| {
        session.with_platform(|platform| {
            let then = move |subscribed: Option<PushWish>| {
                let Some(mut wish) = subscribed else {
                    desk.problem.set(Some(
                        "This browser could not reach its push service. Try again later. The calendar link shows the days in your own calendar, but it does not ring.".into(),
                    ));
                    return;
                };
                let number = |signal: RwSignal<String>| signal.get_untracked().parse().unwrap_or(0);
                wish.minute = number(minute);
                wish.quiet_from = number(quiet_from);
                wish.quiet_to = number(quiet_to);
                desk.ask(Method::Put, paths::ACCOUNT_PUSH, to_json(&wish), move |_| {
                    is_on.set(true);
                    session.toast("This device is told once a day, if anything is due.".into(), false);
                });
            };
            platform.subscribe(&key, Box::new(then));
        });
    };
    let turn_on = move |_| {
        session.with_platform(|platform| {
            if platform.notices() == Notices::Missing {
                desk.problem.set(Some("This browser has no notices. The calendar link shows the days in your own calendar, but it does not ring.".into()));
                return;
            }
            platform.ask_for_notices(Box::new(move |is_allowed| {
                if !is_allowed {
                    desk.problem.set(Some("Your browser does not allow notices from here. Its settings for this site can change that.".into()));
                    return;
                }
                desk.ask(Method::Get, paths::SERVER, None, move |body| {
                    if let Some(offers) = desk.read::<Offers>(&body) {
                        subscribe(offers.push_key);
                    }
                });
            }));
        });
    };
    let turn_off = move |_| {
        desk.ask(Method::Delete, paths::ACCOUNT_PUSH, None, move |_| {
            is_on.set(false);
            session.with_platform(|platform| platform.unsubscribe());
            session.toast("This device is told nothing more.".into(), false);
        });
    };
    let hours = || {
        (0..24_u32)
            .map(|hour| ((hour * 60).to_string(), clock_time(hour * 60)))
            .collect::<Vec<_>>()
    };
    let half_hours = || {
        (0..48_u32)
            .map(|half| ((half * 30).to_string(), clock_time(half * 30)))
            .collect::<Vec<_>>()
    };
    view! {
        <section class="card stack" aria-labelledby="reminders-title">
            <h2 id="reminders-title">"Reminders on this device"</h2>
            <p>"One message a day, only if something is due, and without a name in it. While you pause after a no, it is never about that."</p>
            <div class="field-row field-row--short">
                <Select id="reminder-minute" label="At" options=Signal::derive(half_hours) value=minute />
                <Select id="quiet-from" label="Quiet from" options=Signal::derive(hours) value=quiet_from />
                <Select id="quiet-to" label="Quiet until" options=Signal::derive(hours) value=quiet_to />
            </div>
            <p class="cluster">
                <button type="button" class="btn" on:click=turn_on>
                    {live(move || if is_on.get() { "Keep these times" } else { "Turn on" })}
                </button>
                <button type="button" class="btn btn--quiet" hidden=move || !is_on.get() on:click=turn_off>
                    "Turn off"
                </button>
            </p>
        </section>
    }
    .into_any()
}
