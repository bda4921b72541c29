//! The person's pace: the pause after a no, the silence that counts, the name under messages, the
//! shortcuts.

use domain::model::settings::{QUIET_DAYS, RECOVERY_HOURS, Settings};
use leptos::prelude::*;

use crate::actions::settings;
use crate::components::card::Card;
use crate::components::choice::Choice;
use crate::components::field::{Select, TextField, follow_text};
use crate::session::session;

/// The card of the person's pace.
#[component]
pub(super) fn Habits() -> impl IntoView {
    let session = session();
    let hours = follow_text(move || session.settings().recovery_hours.to_string());
    let quiet = follow_text(move || session.settings().quiet_days.to_string());
    let name = follow_text(move || session.settings().name);
    let change = move |change: &dyn Fn(&mut Settings)| {
        session.perform_quietly(|journal, _| settings::change(journal, change));
    };
    let choose_hours = move |word: String| {
        if let Ok(hours) = word.parse() {
            change(&|settings| settings.recovery_hours = hours);
        }
    };
    let choose_quiet = move |word: String| {
        if let Ok(days) = word.parse() {
            change(&|settings| settings.quiet_days = days);
        }
    };
    let keep_name = move |_| {
        change(&|settings| name.get_untracked().trim().clone_into(&mut settings.name));
    };
    let choose_shortcuts = move |is_on| change(&|settings| settings.single_key_shortcuts = is_on);
    view! {
        <Card name="habits" title="Your pace">
            <div class="field-row">
                <Select
                    id="recovery-hours"
                    label="Pause offered first after a no"
                    value=hours
                    options=Signal::stored(hour_options())
                    on_change=choose_hours
                />
                <Select
                    id="quiet-days"
                    label="When silence may mean no answer"
                    value=quiet
                    options=Signal::stored(quiet_options())
                    on_change=choose_quiet
                />
            </div>
            <form on:submit=|event| event.prevent_default() on:change=keep_name>
                <TextField id="own-name" label="How you sign messages" value=name />
            </form>
            <Choice
                label="Single-key shortcuts"
                checked=Signal::derive(move || session.settings().single_key_shortcuts)
                on_change=Callback::new(choose_shortcuts)
            />
        </Card>
    }
    .into_any()
}

fn hour_options() -> Vec<(String, String)> {
    RECOVERY_HOURS
        .iter()
        .map(|hours| match hours {
            0 => ("0".to_owned(), "No pause".to_owned()),
            hours => (hours.to_string(), format!("{hours} hours")),
        })
        .collect()
}

fn quiet_options() -> Vec<(String, String)> {
    QUIET_DAYS
        .iter()
        .map(|days| (days.to_string(), format!("{days} days")))
        .collect()
}
