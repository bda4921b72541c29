//! The short closing of what ended without a no after interviews: thanks stay in the plan, people
//! can go on in a light rhythm, and a role that was closed offers a pause.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::model::comeback::Move;
use domain::model::event::Ending;
use domain::planning::plan::plan_with;
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::comeback_ref::ComebackRef;
use super::steps::pause::choices;
use crate::actions::decision;
use crate::components::draft::DraftEditor;
use crate::components::live::{Show, live};
use crate::components::ring::Ring;
use crate::session::Session;

/// A person who was met there.
#[derive(Clone, Debug, PartialEq)]
struct Met {
    id: RecordId,
    name: String,
    /// The day a thank-you is planned for.
    thanks_on: Option<Date>,
}

/// The heading and the line below it. A decision of the person's own is said as one.
const fn words(ending: Option<Ending>) -> (&'static str, &'static str) {
    match ending {
        Some(Ending::RoleClosed) => (
            "The role is gone",
            "It closed for everyone, not only for you. It’s fine to be disappointed.",
        ),
        Some(Ending::Withdrawn) => (
            "You chose to withdraw",
            "A short thank-you keeps the door open.",
        ),
        Some(Ending::Declined) => (
            "You turned this one down",
            "That was your decision. A short thank-you keeps the door open.",
        ),
        _ => (
            "It went quiet",
            "You gave it time, and no answer came. That isn’t a no.",
        ),
    }
}

pub(super) fn farewell(session: Session, here: ComebackRef, is_closed: bool) -> AnyView {
    let ending = session.peek(|journal| journal.standing(here.opportunity).ending);
    let (title, lead) = words(ending);
    let title = if is_closed {
        "This chapter is closed"
    } else {
        title
    };
    let (label, step) = if is_closed {
        ("Open it again", Move::Reopen)
    } else {
        ("Close this chapter", Move::Close)
    };
    let pause = (ending == Some(Ending::RoleClosed) && !is_closed).then(|| {
        view! {
            <h2>"A pause first, if you’d like one"</h2>
            {choices(session, here)}
        }
    });
    view! {
        <article class="letter">
            <Ring percent=100 size="l" />
            <p class="letter__about" dir="auto">{live(move || here.company(session))}</p>
            <h1 id="heading" tabindex="-1">{title}</h1>
            <p class="lede">{lead}</p>
            {pause}
            {withdrawal(here, ending)}
            {people(session, here)}
            <div class="letter__actions">
                <button
                    type="button"
                    class=if is_closed { "btn btn--quiet" } else { "btn btn--primary" }
                    on:click=move |_| here.go(session, step)
                >
                    {label}
                </button>
                <a class="btn" href="/">
                    "Go to Today"
                </a>
            </div>
        </article>
    }
    .into_any()
}

/// A message that says a decision of the person's own, with thanks.
fn withdrawal(here: ComebackRef, ending: Option<Ending>) -> AnyView {
    let is_own = matches!(ending, Some(Ending::Withdrawn | Ending::Declined));
    let draft = is_own.then(|| {
        view! {
            <details class="why">
                <summary>"Write to them"</summary>
                <DraftEditor opportunity=Some(here.opportunity) occasion=Occasion::Withdraw />
            </details>
        }
    });
    draft.into_any()
}

/// The people met there, with their thanks, and the offer to stay in touch with them.
fn people(session: Session, here: ComebackRef) -> AnyView {
    let met = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| met_at(journal, here.opportunity, now))
    });
    let rows = move || {
        let today = session.today();
        met.get()
            .into_iter()
            .map(|met| row(met, today))
            .collect_view()
    };
    let open = Memo::new(move |_| {
        session.read(|journal| decision::without_a_rhythm(journal, here.opportunity))
    });
    let stay = move |_| {
        let people = open.get_untracked();
        session.perform(|journal, _| decision::stay_in_touch(journal, &people));
    };
    view! {
        <Show when=move || !met.with(Vec::is_empty)>
            <h2>"The people you met"</h2>
            <ul class="learning-list">{live(rows)}</ul>
        </Show>
        <Show when=move || !open.with(Vec::is_empty)>
            <p>
                <button type="button" class="btn" on:click=stay>
                    "Stay in touch, lightly"
                </button>
                <span class="choice__hint">
                    {format!(
                        " A hello every {} days. Open a name to change it.",
                        decision::LIGHT_RHYTHM_DAYS,
                    )}
                </span>
            </p>
        </Show>
    }
    .into_any()
}

fn met_at(journal: &Journal, opportunity: RecordId, now: Now) -> Vec<Met> {
    let people = journal.people_of(opportunity).into_iter();
    let is_thanks = |occasion| {
        matches!(
            occasion,
            Occasion::ThankYouAfterRound | Occasion::ThankAfterNo
        )
    };
    people
        .map(|(id, person)| Met {
            id,
            name: person.name.clone(),
            thanks_on: plan_with(journal, id, now)
                .into_iter()
                .find(|planned| {
                    is_thanks(planned.occasion) && planned.opportunity == Some(opportunity)
                })
                .map(|planned| planned.due),
        })
        .collect()
}

fn row(met: Met, today: Date) -> AnyView {
    let thanks = met.thanks_on.map(|on| {
        let words = format!("A thank-you, {}", on.max(today).relative(today));
        view! { <span class="tag">{words}</span> }
    });
    view! {
        <li class="learning">
            <a href=format!("/people/{}", met.id) dir="auto">
                {met.name}
            </a>
            {thanks}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_own_decision_is_said_as_one_and_silence_is_no_no() {
        let endings = Ending::ALL.into_iter().filter(|end| end.is_without_a_no());
        for ending in endings {
            let (title, lead) = words(Some(ending));
            let is_own = matches!(ending, Ending::Withdrawn | Ending::Declined);
            assert_eq!(title.starts_with("You"), is_own, "{title}");
            for word in ["rejected", "not selected", "hurts", "sorry"] {
                assert!(!lead.to_lowercase().contains(word), "{lead}");
            }
        }
    }
}
