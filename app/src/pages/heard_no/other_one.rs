//! A no from somewhere that is not in the search yet: where it was, and how far it went.

use domain::model::comeback::Depth;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::choices::choices;
use super::model::{is_known, matching};
use crate::actions::comebacks::add_with_no;
use crate::components::choice::Choice;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::live::live;
use crate::session::{Session, session};

/// The form for it.
#[component]
pub(super) fn OtherOne(
    /// Goes to a comeback.
    go: Callback<RecordId>,
    /// Notes the no of an opportunity of the search.
    choose: Callback<RecordId>,
) -> impl IntoView {
    let session = session();
    let company = RwSignal::new(String::new());
    let role = RwSignal::new(String::new());
    let depth = RwSignal::new(Depth::Letter.id().to_owned());
    let draft = FormDraft::new(
        "heard-no",
        vec![
            ("company", company.into()),
            ("role", role.into()),
            ("depth", depth.into()),
        ],
    );
    // After what was half-written, for this is what was asked for last.
    fill_from_address(company);
    let choose = and_done(draft, choose);
    // The company that was asked about: whether it is one of those that are here.
    let asked = RwSignal::new(None::<String>);
    let is_asked = move || asked.with(|asked| asked.as_ref() == Some(&company.get()));
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = company.get_untracked();
        let was_asked = asked.with_untracked(|asked| asked.as_ref() == Some(&typed));
        if !was_asked && session.peek(|journal| is_known(journal, &typed)) {
            asked.set(Some(typed));
            return;
        }
        let (company, role) = (company.get_untracked(), role.get_untracked());
        let depth = depth.get_untracked();
        let depth = Depth::ALL.into_iter().find(|choice| choice.id() == depth);
        let comeback = session.perform_and_tell(|_, moment| {
            add_with_no(
                moment,
                company.trim(),
                role.trim(),
                depth.unwrap_or(Depth::Letter),
            )
        });
        draft.done();
        go.run(comeback);
    };
    view! {
        <form class="stack" on:submit=begin>
            <h2>
                {live(move || {
                    let has_others = session.read(|journal| !journal.opportunities().is_empty());
                    if has_others { "Or was it another one?" } else { "Where was it?" }
                })}
            </h2>
            {draft.line()}
            <TextField id="no-company" label="Company" value=company hint="You can leave this empty." />
            <div role="status">{this_one(session, company, choose)}</div>
            <TextField id="no-role" label="Role" value=role />
            <fieldset class="choices">
                <legend>"How far did it go?"</legend>
                {depth_choices(depth)}
            </fieldset>
            <button type="submit" class="btn btn--primary">
                {live(move || if is_asked() { "It’s another one" } else { "Continue" })}
            </button>
        </form>
    }
    .into_any()
}

/// Takes over the company in the address, where there is one.
fn fill_from_address(company: RwSignal<String>) {
    let query = use_query_map();
    Effect::new(move |_| {
        if let Some(name) = query.with(|query| query.get("company")) {
            company.set(name);
        }
    });
}

/// Chooses one of the search, and needs the form no more.
fn and_done(draft: FormDraft, choose: Callback<RecordId>) -> Callback<RecordId> {
    Callback::new(move |id| {
        draft.done();
        choose.run(id);
    })
}

/// Those of the search that may be meant by the company that is typed.
fn this_one(session: Session, company: RwSignal<String>, choose: Callback<RecordId>) -> AnyView {
    let found = Memo::new(move |_| {
        let typed = company.get();
        session.read(|journal| matching(journal, &typed))
    });
    live(move || {
        (!found.with(Vec::is_empty)).then(|| {
            view! {
                <p>"This one?"</p>
                {choices(found.get(), choose)}
            }
        })
    })
}

/// How far it went, by the word of a depth.
fn depth_choices(depth: RwSignal<String>) -> Vec<AnyView> {
    Depth::ALL
        .into_iter()
        .map(|choice| {
            view! {
                <Choice
                    name="depth"
                    value=choice.id()
                    label=choice.label()
                    checked=Signal::derive(move || depth.with(|depth| depth == choice.id()))
                    on_change=Callback::new(move |_| depth.set(choice.id().to_owned()))
                />
            }
            .into_any()
        })
        .collect()
}
