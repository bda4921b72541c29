//! Help given to others: a line, a day, and to whom, if that is to be said.

use domain::model::care::HelpGiven;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::model::{HelpRow, has_found_a_role, help_rows, people_options};
use crate::actions::care;
use crate::components::card::Card;
use crate::components::field::{Select, TextField, human_help};
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::remove_button::RemoveButton;
use crate::session::Session;

/// How many notes are shown before all are asked for.
const SHOWN_AT_FIRST: usize = 10;

/// The card of help that was given.
pub(super) fn help(session: Session) -> AnyView {
    let has_landed = Memo::new(move |_| session.read(has_found_a_role));
    let words = move || {
        if has_landed.get() {
            "You’ve found your job, so you know how it’s done. Half an hour of your time can help someone who’s still searching."
        } else {
            "A tip, an introduction, half an hour of listening. On a low day, read what you gave."
        }
    };
    view! {
        <Card name="help" title="Help you gave" anchor="help" class="card stack">
            <p>{live(words)}</p>
            {form(session)}
            {list(session)}
        </Card>
    }
    .into_any()
}

fn form(session: Session) -> AnyView {
    let text = RwSignal::new(String::new());
    let person = RwSignal::new(String::new());
    let day = RwSignal::new(session.day_of_writing().to_string());
    let draft = FormDraft::new(
        "help-given",
        vec![
            ("text", text.into()),
            ("person", person.into()),
            ("day", day.into()),
        ],
    );
    let people = Memo::new(move |_| session.read(people_options));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if text.with_untracked(|text| text.trim().is_empty()) {
            return;
        }
        let help = HelpGiven {
            text: text.get_untracked(),
            person: RecordId::parse(&person.get_untracked()),
            on: Date::parse(&day.get_untracked()).ok(),
        };
        session.perform(|_, moment| care::note_help(moment, help));
        text.set(String::new());
        person.set(String::new());
        draft.done();
    };
    view! {
        <form class="stack" on:submit=submit>
            {draft.line()}
            <TextField id="help-text" label="What you did" value=text />
            {human_help(text)}
            <div class="field-row">
                <Select id="help-person" label="For" options=Signal::derive(move || people.get()) value=person />
                <TextField id="help-day" label="When" kind="date" value=day />
            </div>
            <p>
                <button type="submit" class="btn btn--small">
                    <Icon name="add" />
                    "Log it"
                </button>
            </p>
        </form>
    }
    .into_any()
}

fn list(session: Session) -> AnyView {
    let shows_all = RwSignal::new(false);
    let rows = Memo::new(move |_| {
        let today = session.today();
        session.read(|journal| help_rows(journal, today))
    });
    let shown = move || {
        let most = if shows_all.get() {
            usize::MAX
        } else {
            SHOWN_AT_FIRST
        };
        let rows = rows.get().into_iter().take(most);
        rows.map(|help| row(session, help)).collect_view()
    };
    let has_more = move || !shows_all.get() && rows.with(Vec::len) > SHOWN_AT_FIRST;
    view! {
        <ul class="due-list" hidden=move || rows.with(Vec::is_empty)>{live(shown)}</ul>
        <p hidden=move || !has_more()>
            <button
                type="button"
                class="btn btn--small btn--quiet"
                on:click=move |_| shows_all.set(true)
            >
                "Show all"
            </button>
        </p>
    }
    .into_any()
}

fn row(session: Session, help: HelpRow) -> AnyView {
    let id = help.id;
    let label = format!("Remove the note: {}", help.text);
    let person = help.person.map(|(person, name)| {
        view! {
            <a class="due__about" href=format!("/people/{person}") dir="auto">
                {name}
            </a>
        }
    });
    view! {
        <li class="due">
            <div class="due__text">
                <span class="due__what" dir="auto">
                    {help.text}
                </span>
                {person}
            </div>
            <span class="due__when">{help.when}</span>
            <div class="due__actions">
                <RemoveButton
                    label=label
                    on_remove=move || session.perform(|_, _| care::remove_help(id))
                />
            </div>
        </li>
    }
    .into_any()
}
