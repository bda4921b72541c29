//! One more line: what, and by one tap each the day and the part of the day. Everything else can be
//! said, and need not.

use domain::values::date::Date;
use leptos::prelude::*;

use super::model::minute_of;
use super::page::Page;
use crate::actions::plan::{NewLine, PARTS, add_line, free_day_in, part_of};
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::live;

/// The fields of the form; cheap to copy.
#[derive(Clone, Copy)]
struct Fields {
    text: RwSignal<String>,
    day: RwSignal<String>,
    part: RwSignal<String>,
    time: RwSignal<String>,
    place: RwSignal<String>,
    if_this: RwSignal<String>,
    then_that: RwSignal<String>,
}

impl Fields {
    fn new(page: Page) -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            text: empty(),
            day: RwSignal::new(offered_day(page)),
            part: empty(),
            time: empty(),
            place: empty(),
            if_this: empty(),
            then_that: empty(),
        }
    }

    fn draft(self, page: Page) -> FormDraft {
        FormDraft::new(
            format!("plan-line:{}", page.monday),
            vec![
                ("text", self.text.into()),
                ("day", self.day.into()),
                ("part", self.part.into()),
                ("time", self.time.into()),
                ("place", self.place.into()),
                ("if", self.if_this.into()),
                ("then", self.then_that.into()),
            ],
        )
    }

    fn line(self) -> NewLine {
        NewLine {
            text: self.text.get_untracked(),
            on: Date::parse(&self.day.get_untracked()).ok(),
            at: minute_of(&self.time.get_untracked()),
            part: part_of(&self.part.get_untracked()),
            place: self.place.get_untracked(),
            if_this: self.if_this.get_untracked(),
            then_that: self.then_that.get_untracked(),
        }
    }

    /// Ready for the next line, on the next free day.
    fn clear(self, page: Page) {
        for field in [
            self.text,
            self.part,
            self.time,
            self.place,
            self.if_this,
            self.then_that,
        ] {
            field.set(String::new());
        }
        self.day.set(offered_day(page));
    }
}

/// A day that is free in the week, as of the moment shown.
fn offered_day(page: Page) -> String {
    let now = untrack(|| page.session.now());
    let day = page
        .session
        .peek(|journal| free_day_in(journal, now, page.monday));
    day.to_string()
}

pub(super) fn add(page: Page) -> AnyView {
    let session = page.session;
    let fields = Fields::new(page);
    let draft = fields.draft(page);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let edit = session.edit_of(|_, moment| add_line(moment, page.monday, &fields.line()));
        if edit.is_empty() {
            return session.announce("Write what you’d like to do first.");
        }
        session.commit(edit);
        fields.clear(page);
        draft.done();
    };
    view! {
        <section aria-labelledby="add-title">
            <h2 id="add-title">"Add a line"</h2>
            <form class="stack" on:submit=submit>
                {draft.line()}
                <TextField id="line-text" label="What" value=fields.text hint="Small enough to finish in one go." />
                <div class="cluster" role="group" aria-label="Day">
                    {live(move || days(page, fields.day))}
                </div>
                <div class="cluster" role="group" aria-label="Part of the day">
                    {PARTS.map(|(_, word, name)| chip(name.to_owned(), word.to_owned(), fields.part, true)).into_iter().collect_view()}
                </div>
                {details(fields, draft)}
                <p>
                    <button type="submit" class="btn btn--primary">
                        <Icon name="add" />
                        "Add to my plan"
                    </button>
                </p>
            </form>
        </section>
    }
    .into_any()
}

/// What need not be said.
fn details(fields: Fields, draft: FormDraft) -> AnyView {
    view! {
        <details class="disclosure" open=move || draft.was_filled()>
            <summary>"Time, place, and what if something gets in the way"</summary>
            <div class="stack">
                <div class="field-row">
                    <TextField id="line-time" label="Time" kind="time" value=fields.time />
                    <TextField id="line-place" label="Where" value=fields.place />
                </div>
                <div class="field-row">
                    <TextField id="line-if" label="If this gets in the way …" value=fields.if_this />
                    <TextField id="line-then" label="… then I will" value=fields.then_that />
                </div>
            </div>
        </details>
    }
    .into_any()
}

/// The days of the week that are not over, and any of them.
fn days(page: Page, chosen: RwSignal<String>) -> AnyView {
    let today = page.session.today();
    let days = (0..7).map(|days| page.monday.plus_days(days));
    let chips = days.filter(|day| *day >= today).map(|day| {
        let name = if day == today {
            "Today".to_owned()
        } else {
            let (_, _, number) = day.year_month_day();
            format!("{} {number}", &day.weekday_name()[..3])
        };
        chip(name, day.to_string(), chosen, false)
    });
    let chips: Vec<AnyView> = chips.collect();
    view! {
        {chips}
        {chip("Any day".to_owned(), String::new(), chosen, false)}
    }
    .into_any()
}

/// One choice of a row, by one tap; a second one takes it back where nothing has to be chosen.
fn chip(name: String, word: String, chosen: RwSignal<String>, can_be_none: bool) -> AnyView {
    let own = word.clone();
    let is_chosen = move || (chosen.get() == own).to_string();
    let choose = move |_| {
        let takes_back = can_be_none && chosen.with_untracked(|chosen| *chosen == word);
        chosen.set(if takes_back {
            String::new()
        } else {
            word.clone()
        });
    };
    view! {
        <button type="button" class="chip" aria-pressed=is_chosen on:click=choose>
            {name}
        </button>
    }
    .into_any()
}
