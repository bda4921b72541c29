//! “I just heard no”: two kind sentences, then which one it was. One tap on a known opportunity is enough.

use domain::method::COMPOSURE;
use domain::model::comeback::Depth;
use domain::model::event::{Ending, Event};
use domain::model::opportunity::Opportunity;
use domain::model::stage::{APPLIED, INTERVIEWING, SCREENING};
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use domain::values::sort::sort_by;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::actions::opportunities::{comeback_for, end_with};
use crate::components::field::TextField;
use crate::components::live::live;
use crate::components::stage_badge::standing_words;
use crate::session::{Session, session};

/// How many open opportunities are offered; the others are found in Search.
const OFFERED: usize = 12;

/// The page at `/comeback/new`.
#[component]
pub fn HeardNo() -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let go = move |comeback: RecordId| {
        navigate(&format!("/comeback/{comeback}"), NavigateOptions::default());
    };
    let open = Memo::new(move |_| open_opportunities(session));
    let choose = go.clone();
    let known = move || {
        let choose = choose.clone();
        let buttons = open
            .get()
            .into_iter()
            .map(|(id, title, words)| {
                let choose = choose.clone();
                view! {
                    <li>
                        <button
                            type="button"
                            class="choice choice--button"
                            on:click=move |_| {
                                if let Some(comeback) = session.perform_and_tell(|journal, moment| end_with(journal, moment, &[id], Ending::No)) {
                                    choose(comeback);
                                }
                            }
                        >
                            <strong dir="auto">{title}</strong>
                            <span class="choice__hint">{words}</span>
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect_view();
        (!open.with(Vec::is_empty)).then(|| {
            view! {
                <h2>"Which one was it?"</h2>
                <ul class="choices choices--list">{buttons}</ul>
            }
        })
    };
    view! {
        <div class="page page--narrow letter">
            <h1 id="heading" tabindex="-1">"That hurts, and it is allowed to"</h1>
            <p class="lede">
                "One company decided about one role. Nothing has to happen today."
            </p>
            <Composure />
            {live(known)}
            <OtherOne go=go />
        </div>
    }
    .into_any()
}

/// The card to open before or during the call, readable in ten seconds.
#[component]
pub(crate) fn Composure() -> impl IntoView {
    let lines = COMPOSURE
        .lines
        .iter()
        .map(|line| view! { <li>{*line}</li> })
        .collect_view();
    let aloud = COMPOSURE
        .aloud
        .iter()
        .map(|sentence| view! { <blockquote>{*sentence}</blockquote> })
        .collect_view();
    view! {
        <details class="composure-card">
            <summary>"Still on the call, or about to be? Ten seconds of calm"</summary>
            <div class="composure">
                <h2>{COMPOSURE.title}</h2>
                <ol>{lines}</ol>
                <p class="vh">"Two sentences you can say"</p>
                {aloud}
            </div>
        </details>
    }
    .into_any()
}

/// A no from somewhere that is not in the search yet.
#[component]
fn OtherOne(go: impl Fn(RecordId) + Clone + 'static) -> impl IntoView {
    let session = session();
    let company = RwSignal::new(String::new());
    let role = RwSignal::new(String::new());
    let depth = RwSignal::new(Depth::Letter);
    let depths = Depth::ALL
        .into_iter()
        .map(|choice| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="depth"
                        value=choice.id()
                        checked=choice == Depth::Letter
                        on:change=move |_| depth.set(choice)
                    />
                    <span>{choice.label()}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let comeback = add_with_no(
            session,
            company.get_untracked().trim(),
            role.get_untracked().trim(),
            depth.get_untracked(),
        );
        go(comeback);
    };
    view! {
        <form class="stack" on:submit=begin>
            <h2>
                {live(move || {
                    let has_others = session.read(|journal| !journal.opportunities().is_empty());
                    if has_others { "Or another one" } else { "Where was it?" }
                })}
            </h2>
            <TextField id="no-company" label="Company" value=company hint="You can leave this empty." />
            <TextField id="no-role" label="Role" value=role />
            <fieldset class="choices">
                <legend>"How far did it go?"</legend>
                {depths}
            </fieldset>
            <button type="submit" class="btn btn--primary">
                "Continue"
            </button>
        </form>
    }
    .into_any()
}

fn add_with_no(session: Session, company: &str, role: &str, depth: Depth) -> RecordId {
    let now = session.exact_now();
    let today = now.today();
    let id = session.new_id();
    let opportunity = Opportunity {
        company: company.to_owned(),
        role: role.to_owned(),
        ..Opportunity::default()
    };
    let stage = match depth {
        Depth::Letter => APPLIED,
        Depth::Call => SCREENING,
        Depth::Interviews => INTERVIEWING,
    };
    let ending = session.new_id();
    let mut comeback = session.peek(|journal| comeback_for(journal, id, now));
    if depth != Depth::Letter {
        comeback.window_hours = None;
    }
    session.commit(
        Edit::new(format!("A no noted for {}", opportunity.title()))
            .create(id, &opportunity)
            .create(session.new_id(), &Event::stage(id, stage, today))
            .create(ending, &Event::ending(id, Ending::No, today))
            .create(ending, &comeback),
    );
    ending
}

fn open_opportunities(session: Session) -> Vec<(RecordId, String, String)> {
    session.read(|journal| {
        let mut open: Vec<_> = journal
            .standings()
            .filter(|(_, standing)| standing.is_active())
            .map(|(id, standing)| {
                let rank = journal.stages().rank(&standing.stage);
                (std::cmp::Reverse((rank, standing.last_on)), id)
            })
            .collect();
        sort_by(&mut open, Ord::cmp);
        open.into_iter()
            .take(OFFERED)
            .filter_map(|(_, id)| {
                let title = journal.opportunities().get(id)?.title();
                let words = standing_words(journal, &journal.standing(id));
                Some((id, title, words))
            })
            .collect()
    })
}
