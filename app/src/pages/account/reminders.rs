//! Reminders on this device: one message a day at a time of the person's choosing, never in quiet hours. Off until turned on.

use domain::sync::protocol::account::{Offers, PushWish};
use domain::sync::protocol::paths;
use domain::values::date::clock_time;
use leptos::prelude::*;

use super::form::{AccountForm, to_json};
use crate::components::card::Card;
use crate::components::field::Select;
use crate::components::live::live;
use crate::platform::Notices;
use crate::sync::{Method, ServerAnswer};

/// The card of reminders.
#[component]
pub(super) fn Reminders(form: AccountForm) -> impl IntoView {
    let reminding = Reminding {
        form,
        is_on: RwSignal::new(false),
        minute: RwSignal::new("540".to_owned()),
        quiet_from: RwSignal::new("1260".to_owned()),
        quiet_to: RwSignal::new("420".to_owned()),
    };
    Effect::new(move |_| reminding.fetch());
    let Reminding {
        is_on,
        minute,
        quiet_from,
        quiet_to,
        ..
    } = reminding;
    let half_hours = Signal::stored(times(30));
    let hours = Signal::stored(times(60));
    view! {
        <Card name="reminders" title="Reminders on this device" class="card stack">
            <p>"One message a day, only if something is due, and without any names. During a pause after a no, it leaves that one out."</p>
            <div class="field-row field-row--short">
                <Select id="reminder-minute" label="At" options=half_hours value=minute />
                <Select id="quiet-from" label="Quiet from" options=hours value=quiet_from />
                <Select id="quiet-to" label="Quiet until" options=hours value=quiet_to />
            </div>
            <p class="cluster">
                <button type="button" class="btn" on:click=move |_| reminding.turn_on()>
                    {live(move || if is_on.get() { "Save these times" } else { "Turn on" })}
                </button>
                <button
                    type="button"
                    class="btn btn--quiet"
                    hidden=move || !is_on.get()
                    on:click=move |_| reminding.turn_off()
                >
                    "Turn off"
                </button>
            </p>
        </Card>
    }
    .into_any()
}

/// The times of a day at this interval: stored word and shown word.
fn times(minutes_apart: u32) -> Vec<(String, String)> {
    (0..24 * 60 / minutes_apart)
        .map(|step| step * minutes_apart)
        .map(|minute| (minute.to_string(), clock_time(minute)))
        .collect()
}

/// The reminders of this device; cheap to copy. The times are minutes of the day, as text for their
/// selects.
#[derive(Clone, Copy)]
struct Reminding {
    form: AccountForm,
    is_on: RwSignal<bool>,
    minute: RwSignal<String>,
    quiet_from: RwSignal<String>,
    quiet_to: RwSignal<String>,
}

impl Reminding {
    /// Fetches the times the server has for this device.
    fn fetch(self) {
        let show = move |answer| {
            let ServerAnswer::Done(body) = answer else {
                return;
            };
            let wish = serde_json::from_str::<PushWish>(&body).unwrap_or_default();
            if !wish.endpoint.is_empty() {
                self.is_on.set(true);
                self.minute.set(wish.minute.to_string());
                self.quiet_from.set(wish.quiet_from.to_string());
                self.quiet_to.set(wish.quiet_to.to_string());
            }
        };
        self.form
            .session
            .ask_server(Method::Get, paths::ACCOUNT_PUSH, None, show);
    }

    /// Turns them on with the chosen times, if the person lets the browser show notices.
    fn turn_on(self) {
        let form = self.form;
        let asked = move |is_allowed: bool| {
            if !is_allowed {
                let words = "Your browser is blocking notifications from One Yes. You can change that in its settings for this site.";
                return form.problem.set(Some(words.into()));
            }
            form.ask(Method::Get, paths::SERVER, None, move |body| {
                if let Some(offers) = form.read::<Offers>(&body) {
                    self.subscribe(&offers.push_key);
                }
            });
        };
        form.session.with_platform(|platform| {
            if platform.notices() == Notices::Missing {
                let words = "This browser can’t show notifications. The calendar link puts the dates in your own calendar, but without an alert.";
                return form.problem.set(Some(words.into()));
            }
            platform.ask_for_notices(Box::new(asked));
        });
    }

    fn subscribe(self, key: &str) {
        let form = self.form;
        let then = move |subscribed: Option<PushWish>| {
            let Some(mut wish) = subscribed else {
                let words = "This browser couldn’t reach its push service. Try again later. The calendar link puts the dates in your own calendar, but without an alert.";
                return form.problem.set(Some(words.into()));
            };
            let number = |signal: RwSignal<String>| signal.get_untracked().parse().unwrap_or(0);
            wish.minute = number(self.minute);
            wish.quiet_from = number(self.quiet_from);
            wish.quiet_to = number(self.quiet_to);
            form.ask(
                Method::Put,
                paths::ACCOUNT_PUSH,
                to_json(&wish),
                move |_| {
                    self.is_on.set(true);
                    form.session.toast(
                        "You’ll get one reminder a day on this device, if anything is due.".into(),
                        false,
                    );
                },
            );
        };
        form.session
            .with_platform(|platform| platform.subscribe(key, Box::new(then)));
    }

    fn turn_off(self) {
        let form = self.form;
        form.ask(Method::Delete, paths::ACCOUNT_PUSH, None, move |_| {
            self.is_on.set(false);
            form.session
                .with_platform(|platform| platform.unsubscribe());
            form.session
                .toast("Reminders are off on this device.".into(), false);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_times_of_a_day_are_whole_and_half_hours() {
        assert_eq!(times(60).len(), 24);
        let half_hours = times(30);
        assert_eq!(half_hours.len(), 48);
        assert_eq!(half_hours[19], ("570".to_owned(), clock_time(570)));
    }
}
