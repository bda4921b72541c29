//! The facts of a person: who, where, how to reach them, tags, rhythm, holiday.

use domain::method::Occasion;
use domain::model::person::{Person, RHYTHMS};
use domain::model::touch::Touch;
use domain::state::edit::Edit;
use domain::values::date::Date;
use domain::values::holiday::HOLIDAYS;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::offered_tags;
use super::person::change;
use crate::components::field::{LineForm, Select, TextField};
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::session::{Session, session};

/// The longest tag, in characters.
const LONGEST_TAG: usize = 40;

/// The card of facts, to read and to edit.
#[component]
pub(super) fn Facts(id: RecordId, about: Memo<Person>) -> impl IntoView {
    let editing = RwSignal::new(false);
    view! {
        <section class="card stack" aria-labelledby="person-facts-title">
            <div class="split">
                <h2 id="person-facts-title">"Facts"</h2>
                <button
                    type="button"
                    class="btn btn--small"
                    aria-expanded=move || editing.get().to_string()
                    on:click=move |_| editing.update(|editing| *editing = !*editing)
                >
                    <Icon name="edit" />
                    "Edit"
                </button>
            </div>
            {live(move || {
                if editing.get() {
                    view! { <Form id=id before=about.get_untracked() open=editing /> }.into_any()
                } else {
                    view! { <Shown about=about /> }.into_any()
                }
            })}
            <Plan id=id about=about />
            <Tags id=id about=about />
        </section>
    }
    .into_any()
}

#[component]
fn Shown(about: Memo<Person>) -> impl IntoView {
    let session = session();
    let rows = move || {
        let today = session.today();
        about.with(|person| {
            let met = match (person.met_on, person.met.trim()) {
                (Some(on), "") => on.short(today),
                (Some(on), how) => format!("{how}, {}", on.short(today)),
                (None, how) => how.to_owned(),
            };
            [
                ("Role", person.role.clone()),
                ("Company", person.company.clone()),
                ("Mail", person.mail.clone()),
                ("Phone", person.phone.clone()),
                ("Profile", person.profile.clone()),
                ("Met", met),
            ]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| {
                view! {
                    <div>
                        <dt>{name}</dt>
                        <dd dir="auto">{value}</dd>
                    </div>
                }
                .into_any()
            })
            .collect_view()
        })
    };
    view! { <dl class="facts">{live(rows)}</dl> }
}

#[component]
fn Form(id: RecordId, before: Person, open: RwSignal<bool>) -> impl IntoView {
    let session = session();
    let text = |value: &str| RwSignal::new(value.to_owned());
    let (name, role) = (text(&before.name), text(&before.role));
    let (company, mail) = (text(&before.company), text(&before.mail));
    let (phone, profile) = (text(&before.phone), text(&before.profile));
    let (met, met_on) = (
        text(&before.met),
        text(&before.met_on.map(|on| on.to_string()).unwrap_or_default()),
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let value = |signal: RwSignal<String>| signal.get_untracked().trim().to_owned();
        let now_at = value(company);
        let has_moved =
            !before.company.is_empty() && !now_at.is_empty() && before.company != now_at;
        let mut typed = Person {
            name: value(name),
            role: value(role),
            company: value(company),
            mail: value(mail),
            phone: value(phone),
            profile: value(profile),
            met: value(met),
            met_on: Date::parse(&value(met_on)).ok(),
            ..before.clone()
        };
        if typed.name.is_empty() {
            typed.name.clone_from(&before.name);
        }
        // Against what the form began with: what another device changed meanwhile stays.
        session.commit(Edit::new("Facts kept").change(id, &before, &typed));
        open.set(false);
        if has_moved {
            congratulate_on(session, id, &format!("You are with {now_at} now"));
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            <TextField id="person-name-edit" label="Name" value=name />
            <TextField id="person-role-edit" label="Role" value=role />
            <TextField id="person-company-edit" label="Company" value=company />
            <TextField id="person-mail" label="Mail" kind="email" value=mail />
            <TextField id="person-phone" label="Phone" kind="tel" value=phone />
            <TextField id="person-profile" label="Profile" kind="url" value=profile hint="The address of a profile page." />
            <TextField id="person-met" label="How you met" value=met />
            <TextField id="person-met-on" label="Met on" kind="date" value=met_on />
            <div class="cluster">
                <button type="submit" class="btn">
                    "Keep"
                </button>
                <button type="button" class="btn btn--quiet" on:click=move |_| open.set(false)>
                    "Cancel"
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Good news about someone: a word of congratulation is planned for today.
pub(super) fn congratulate_on(session: Session, person: RecordId, news: &str) {
    let touch = Touch {
        person: Some(person),
        occasion: Some(Occasion::Congratulate),
        due: Some(session.day_of_writing()),
        text: news.to_owned(),
        ..Touch::default()
    };
    let edit = Edit::new("Good news noted. A word of congratulation is planned.");
    session.commit(edit.create(session.new_id(), &touch));
}

/// Rhythm, holiday, and rest.
#[component]
fn Plan(id: RecordId, about: Memo<Person>) -> impl IntoView {
    let session = session();
    let words_of = |person: &Person| {
        let rhythm = person.rhythm_days.map(|days| days.to_string());
        (rhythm.unwrap_or_default(), person.holiday.clone())
    };
    let (rhythm_now, holiday_now) = about.with_untracked(words_of);
    let rhythm = RwSignal::new(rhythm_now);
    let holiday = RwSignal::new(holiday_now);
    // What another device or an undo changes is shown.
    Effect::new(move |_| {
        let (rhythm_now, holiday_now) = about.with(words_of);
        rhythm.set(rhythm_now);
        holiday.set(holiday_now);
    });
    // Each choice writes its own field and nothing else; writing what is there already writes nothing.
    Effect::new(move |_| {
        let days = rhythm.get().parse().ok();
        change(session, id, "Plan changed", |person| {
            person.rhythm_days = days
        });
    });
    Effect::new(move |_| {
        let chosen = holiday.get();
        change(session, id, "Plan changed", |person| {
            person.holiday = chosen
        });
    });
    let rhythms = || {
        let words = RHYTHMS.map(|days| (days.to_string(), format!("Every {days} days")));
        [(String::new(), "No rhythm".to_owned())]
            .into_iter()
            .chain(words)
            .collect::<Vec<_>>()
    };
    let holidays = || {
        let words = HOLIDAYS.iter().map(|holiday| {
            (
                holiday.id.to_owned(),
                format!("{} ({})", holiday.name, holiday.kept_by),
            )
        });
        [(String::new(), "None".to_owned())]
            .into_iter()
            .chain(words)
            .collect::<Vec<_>>()
    };
    view! {
        <Select id="person-rhythm" label="Stay in touch" options=Signal::derive(rhythms) value=rhythm />
        <Select id="person-holiday" label="Greet on" options=Signal::derive(holidays) value=holiday />
        <label class="choice">
            <input
                type="checkbox"
                prop:checked=move || about.with(|person| person.at_rest)
                on:change=move |input| {
                    let at_rest = event_target_checked(&input);
                    change(session, id, "Plan changed", |person| person.at_rest = at_rest);
                }
            />
            <span>
                "Plan nothing"
                <span class="choice__hint">"While this is ticked, no word with them comes up."</span>
            </span>
        </label>
    }
    .into_any()
}

#[component]
fn Tags(id: RecordId, about: Memo<Person>) -> impl IntoView {
    let session = session();
    let own = RwSignal::new(String::new());
    let offered = Memo::new(move |_| session.read(offered_tags));
    let toggle = move |tag: &str| {
        change(session, id, "Tags changed", |person| {
            if let Some(at) = person.tags.iter().position(|known| known == tag) {
                person.tags.remove(at);
            } else {
                person.tags.push(tag.to_owned());
            }
        });
    };
    let chips = move || {
        offered
            .get()
            .into_iter()
            .map(|tag| {
                let (shown, is_on) = (tag.clone(), tag.clone());
                view! {
                    <button
                        type="button"
                        class="chip"
                        aria-pressed=move || about.with(|person| person.tags.contains(&is_on)).to_string()
                        on:click=move |_| toggle(&tag)
                    >
                        {shown}
                    </button>
                }
                .into_any()
            })
            .collect_view()
    };
    let add = move |tag: String| {
        let tag: String = tag.to_lowercase().chars().take(LONGEST_TAG).collect();
        if !tag.is_empty() && !about.with_untracked(|person| person.tags.contains(&tag)) {
            toggle(&tag);
        }
        own.set(String::new());
    };
    view! {
        <div class="stack">
            <h3 id="tags-title">"Tags"</h3>
            <div class="cluster" role="group" aria-labelledby="tags-title">
                {live(chips)}
            </div>
            <LineForm id="person-tag" label="Another tag" button="Add tag" value=own on_submit=Callback::new(add) />
        </div>
    }
    .into_any()
}
