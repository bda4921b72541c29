//! The theme of this device.

use leptos::prelude::*;

use crate::components::card::Card;
use crate::components::choice::Choice;
use crate::platform::Theme;
use crate::session::session;

/// The card of looks.
#[component]
pub(super) fn Looks() -> impl IntoView {
    let session = session();
    let theme = RwSignal::new(Theme::System);
    // The server does not know this device's theme; it is filled in once the page is alive.
    Effect::new(move |_| theme.set(session.with_platform(|platform| platform.theme())));
    let choose = move |chosen| {
        theme.set(chosen);
        session.with_platform(|platform| platform.set_theme(chosen));
    };
    let choices = Theme::ALL
        .map(|choice| {
            view! {
                <Choice
                    name="theme"
                    value=choice.id()
                    label=choice.label()
                    checked=Signal::derive(move || theme.get() == choice)
                    on_change=Callback::new(move |_| choose(choice))
                />
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <Card name="looks" title="Appearance">
            <fieldset class="choices">
                <legend>"Theme on this device"</legend>
                {choices}
            </fieldset>
        </Card>
    }
    .into_any()
}
