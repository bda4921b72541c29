//! Settings: backup, example search, looks, pause length, stages, storage, and deleting everything.

pub(crate) mod backup;
mod bin;
mod refused;
mod stages;

use domain::demo::demo_search;
use domain::model::settings::{QUIET_DAYS, RECOVERY_HOURS, Settings};
use domain::state::edit::Edit;
use domain::state::record::RecordKind;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::field::{Select, TextField};
use crate::components::live::live;
use crate::components::sync_state::only_here;
use crate::platform::Theme;
use crate::session::{Session, session};

/// The page at `/settings`.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <div class="page page--settings">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Settings"</h1>
            </div>
            <refused::RefusedList />
            <backup::Backup />
            <bin::Bin />
            <Demo />
            <Looks />
            <NoticesHere />
            <Habits />
            <stages::OwnStages />
            <Storage />
            <Erase />
        </div>
    }
    .into_any()
}

/// Notices of this device while the app is open, and the way to the method on a phone, whose bar has no room for it.
#[component]
fn NoticesHere() -> impl IntoView {
    let session = session();
    let is_on = RwSignal::new(false);
    let refused = RwSignal::new(false);
    Effect::new(move |_| {
        if session.is_loaded() {
            is_on.set(session.with_platform(|platform| platform.shows_notices()));
        }
    });
    let choose = move |input: leptos::ev::Event| {
        let wants = event_target_checked(&input);
        session.with_platform(|platform| {
            let then = move |is_allowed: bool| {
                session.with_platform(|platform| platform.set_shows_notices(wants && is_allowed));
                is_on.set(wants && is_allowed);
                refused.set(wants && !is_allowed);
            };
            if wants {
                platform.ask_for_notices(Box::new(then));
            } else {
                then(false);
            }
        });
    };
    view! {
        <section class="card stack" aria-labelledby="notices-title">
            <h2 id="notices-title">"Notices"</h2>
            <label class="choice">
                <input type="checkbox" prop:checked=move || is_on.get() on:change=choose />
                <span>
                    "Tell me while One Yes is open"
                    <span class="choice__hint">
                        "In the morning what is due, and a quarter of an hour before a round. Only on this device."
                    </span>
                </span>
            </label>
            <p class="field__error" role="alert">
                {live(move || {
                    refused
                        .get()
                        .then_some("Your browser does not allow notices from here. Its settings for this site can change that.")
                })}
            </p>
            <p class="quiet-line">
                "With an account, a closed app can tell you, too: see “Reminders” on the account page."
            </p>
        </section>
        <p class="only-phone">
            <a href="/method">"The method, page by page"</a>
        </p>
    }
    .into_any()
}

/// Changes the settings without a toast.
fn change(session: Session, change: impl FnOnce(&mut Settings)) {
    let before = session.peek(|journal| journal.settings().clone());
    let mut after = before.clone();
    change(&mut after);
    let edit = Edit::new("Settings changed").change(RecordId::ONLY, &before, &after);
    session.commit_quietly(edit);
}

#[component]
fn Demo() -> impl IntoView {
    let session = session();
    let has_demo = Memo::new(move |_| session.read(domain::journal::Journal::has_demo));
    let load = move |_| {
        let now = session.exact_now();
        let mut new_id = || session.new_id();
        session.commit(demo_search(now.today(), now.ms, &mut new_id));
    };
    let remove = move |_| {
        let edit = session.peek(|journal| journal.removal_of_demo("Demo search removed"));
        session.commit(edit);
    };
    view! {
        <section class="card" id="demo" aria-labelledby="demo-title">
            <h2 id="demo-title">"Example search"</h2>
            <p>
                "Sixty made-up opportunities with their histories, to look around in. They are marked as an example and leave in one step."
            </p>
            <p class="cluster">
                <button type="button" class="btn" disabled=move || has_demo.get() on:click=load>
                    "Load demo search"
                </button>
                <button type="button" class="btn btn--quiet" disabled=move || !has_demo.get() on:click=remove>
                    "Remove demo search"
                </button>
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn Looks() -> impl IntoView {
    let session = session();
    let theme = RwSignal::new(Theme::System);
    // The server does not know this device's theme; it is filled in once the page is alive.
    Effect::new(move |_| theme.set(session.with_platform(|platform| platform.theme())));
    let choices = Theme::ALL
        .into_iter()
        .map(|choice| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="theme"
                        value=choice.id()
                        prop:checked=move || theme.get() == choice
                        on:change=move |_| {
                            theme.set(choice);
                            session.with_platform(|platform| platform.set_theme(choice));
                        }
                    />
                    <span>{choice.label()}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="looks-title">
            <h2 id="looks-title">"Looks"</h2>
            <fieldset class="choices">
                <legend>"Theme on this device"</legend>
                {choices}
            </fieldset>
        </section>
    }
    .into_any()
}

#[component]
fn Habits() -> impl IntoView {
    let session = session();
    let settings = session.peek(|journal| journal.settings().clone());
    let hours = RwSignal::new(settings.recovery_hours.to_string());
    let quiet = RwSignal::new(settings.quiet_days.to_string());
    let name = RwSignal::new(settings.name);
    let is_filled = RwSignal::new(false);
    // What this device keeps is read after the first picture; fill the fields then, and write only after that.
    Effect::new(move |_| {
        let settings = session.settings();
        if session.is_loaded() && !is_filled.get_untracked() {
            hours.set(settings.recovery_hours.to_string());
            quiet.set(settings.quiet_days.to_string());
            name.set(settings.name);
            is_filled.set(true);
        }
    });
    Effect::new(move |_| {
        let (hours, quiet) = (hours.get(), quiet.get());
        if is_filled.get() {
            change(session, |settings| {
                settings.recovery_hours = hours.parse().unwrap_or(settings.recovery_hours);
                settings.quiet_days = quiet.parse().unwrap_or(settings.quiet_days);
            });
        }
    });
    let hour_options = RECOVERY_HOURS.map(|hours| {
        let words = if hours == 0 {
            "No pause".to_owned()
        } else {
            format!("{hours} hours")
        };
        (hours.to_string(), words)
    });
    let quiet_options = QUIET_DAYS.map(|days| (days.to_string(), format!("{days} days")));
    view! {
        <section class="card" aria-labelledby="habits-title">
            <h2 id="habits-title">"Your pace"</h2>
            <div class="field-row">
                <Select
                    id="recovery-hours"
                    label="Pause offered first after a no"
                    value=hours
                    options=Signal::derive(move || hour_options.to_vec())
                />
                <Select
                    id="quiet-days"
                    label="Silence that may mean no answer"
                    value=quiet
                    options=Signal::derive(move || quiet_options.to_vec())
                />
            </div>
            <form
                on:submit=|event| event.prevent_default()
                on:change=move |_| change(session, |settings| settings.name = name.get_untracked().trim().to_owned())
            >
                <TextField id="own-name" label="How you sign messages" value=name />
            </form>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || session.settings().single_key_shortcuts
                    on:change=move |input| {
                        let is_on = event_target_checked(&input);
                        change(session, |settings| settings.single_key_shortcuts = is_on);
                    }
                />
                <span>"Single-key shortcuts"</span>
            </label>
        </section>
    }
    .into_any()
}

#[component]
fn Storage() -> impl IntoView {
    let session = session();
    let taken = Memo::new(move |_| {
        // Follows every change of the journal.
        session.read(|_| ());
        let room = if session.is_loaded() {
            session.with_platform(|platform| platform.storage_use())
        } else {
            crate::platform::StorageUse::default()
        };
        (room.used, room.limit.max(1))
    });
    let words = move || {
        let (used, limit) = taken.get();
        format!(
            "{} of {} thousand characters",
            used.div_ceil(1_000),
            limit / 1_000
        )
    };
    view! {
        <section class="card" aria-labelledby="storage-title">
            <h2 id="storage-title">"Storage on this device"</h2>
            <meter
                class="storage"
                min="0"
                max=move || taken.get().1
                high=move || taken.get().1 * 6 / 10
                value=move || taken.get().0
                aria-labelledby="storage-title"
            ></meter>
            <p>{live(words)}</p>
            <p class="field__hint">
                {live(move || {
                    if session.sync().account.is_some() {
                        "Your account keeps what is saved everywhere. Should this browser clear it, signing in brings that back."
                    } else {
                        "Everything stays in this browser. Some browsers clear sites that were not opened for a week: install the app, or keep a backup."
                    }
                })}
            </p>
            {live(move || {
                (session.unreadable() > 0)
                    .then(|| {
                        format!("{} kept values could not be read. They are set aside, not deleted.", session.unreadable())
                    })
            })}
        </section>
    }
    .into_any()
}

/// The one thing that cannot be undone, and so the one that asks first.
#[component]
fn Erase() -> impl IntoView {
    let session = session();
    let show = move |open| session.with_platform(|platform| platform.show_dialog("erase", open));
    view! {
        <section class="card" aria-labelledby="erase-title">
            <h2 id="erase-title">"Start anew"</h2>
            <p>"Deletes your whole search from this device. This is the one thing that cannot be undone."</p>
            <p>
                <button type="button" class="btn btn--danger" on:click=move |_| show(true)>
                    "Delete everything"
                </button>
            </p>
            <dialog class="sheet" id="erase" aria-labelledby="erase-question">
                <div class="sheet__head">
                    <h2 id="erase-question">"Delete everything on this device?"</h2>
                </div>
                <div class="sheet__body stack">
                    {live(move || {
                        only_here(&session.sync())
                            .map(|words| {
                                view! {
                                    <div class="notice notice--warn">
                                        <p>{words} " It would be gone for good."</p>
                                    </div>
                                }
                                    .into_any()
                            })
                    })}
                    {live(move || {
                        session
                            .sync()
                            .account
                            .map(|_| view! { <p>"It signs this device out, too. The account keeps what it has."</p> }.into_any())
                    })}
                    <p>"A backup first keeps a way back."</p>
                    <p class="cluster">
                        <button type="button" class="btn btn--primary" on:click=move |_| backup::download(session)>
                            "Download backup first"
                        </button>
                        <button type="button" class="btn" on:click=move |_| show(false)>
                            "Keep everything"
                        </button>
                        <button
                            type="button"
                            class="btn btn--danger"
                            on:click=move |_| session.with_platform(|platform| platform.erase_everything())
                        >
                            "Yes, delete it all"
                        </button>
                    </p>
                </div>
            </dialog>
        </section>
    }
    .into_any()
}

/// Removes a stage of the person's own; opportunities that reached it keep their history.
fn remove_stage(session: Session, id: RecordId, label: &str) {
    session.commit(Edit::new(format!("{label} removed")).remove(RecordKind::Stage, id));
}
