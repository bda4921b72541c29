//! Where an opportunity goes from here: the next stage, a no, another ending.

use domain::journal::Journal;
use domain::model::comeback::Depth;
use domain::model::event::Ending;
use domain::model::opportunity::Kind;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::actions::opportunities::{end_with, move_to_stage};
use crate::actions::yes::page_after;
use crate::components::live::live;
use crate::components::stage_options::{Destination, MoveTo};
use crate::session::{Session, session};

/// The button beside the select.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MainButton {
    /// “They said no”.
    SayNo,
    /// Leads to the comeback that followed a no.
    Comeback(RecordId),
    /// Leads to the page of the yes.
    Yes,
}

impl MainButton {
    /// The button of an opportunity; none after an end without a comeback.
    fn of(journal: &Journal, id: RecordId) -> Option<Self> {
        match journal.comeback_of(id) {
            Some((comeback, _)) => Some(Self::Comeback(comeback)),
            None => match journal.standing(id).ending {
                None => Some(Self::SayNo),
                Some(Ending::Yes) => Some(Self::Yes),
                Some(_) => None,
            },
        }
    }
}

/// The actions of the page's head.
#[component]
pub(super) fn OpportunityMenu(id: RecordId) -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let go = Callback::new(move |address: String| navigate(&address, NavigateOptions::default()));
    let move_on = Callback::new(move |destination| match destination {
        Destination::Stage(stage) => {
            session.perform(|journal, moment| move_to_stage(journal, moment, &[id], &stage));
        }
        Destination::Ending(ending) => end_and_go(session, id, ending, go),
    });
    let stage = Memo::new(move |_| {
        session.read(|journal| {
            let standing = journal.standing(id);
            standing.is_active().then_some(standing.stage)
        })
    });
    let kind = Memo::new(move |_| {
        session.read(|journal| {
            let about = journal.opportunities().get(id);
            about.map_or(Kind::Job, |about| about.kind)
        })
    });
    let main = Memo::new(move |_| session.read(|journal| MainButton::of(journal, id)));
    view! {
        <div class="page__actions">
            {live(move || pitch_link(id, kind.get()))}
            <MoveTo id="move-to" label="Move to another stage" word="Move to" here=stage kind=kind on_choose=move_on />
            {live(move || match main.get() {
                Some(MainButton::Comeback(comeback)) => {
                    let depth = session.read(|journal| journal.depth(id));
                    let words = if depth == Depth::Farewell {
                        "Go to the closing page"
                    } else {
                        "Go to the comeback"
                    };
                    way_on(format!("/comeback/{comeback}"), words)
                }
                Some(MainButton::Yes) => way_on(format!("/yes/{id}"), "Go to the yes"),
                Some(MainButton::SayNo) => {
                    view! {
                        <button
                            type="button"
                            class="btn"
                            on:click=move |_| end_and_go(session, id, Ending::No, go)
                        >
                            "They said no"
                        </button>
                    }
                        .into_any()
                }
                None => ().into_any(),
            })}
        </div>
    }
    .into_any()
}

/// The link to the page that an ending has opened.
fn way_on(address: String, words: &'static str) -> AnyView {
    view! {
        <a class="btn btn--primary" href=address>
            {words}
        </a>
    }
    .into_any()
}

/// The link to the pitch of a project.
fn pitch_link(id: RecordId, kind: Kind) -> Option<AnyView> {
    let link = view! {
        <a class="btn" href=format!("/search/{id}/project")>
            "The pitch"
        </a>
    };
    (kind == Kind::Project).then(|| link.into_any())
}

/// Ends the opportunity; a no leads on to its comeback, a yes to its page, and another end after
/// interviews to its closing.
fn end_and_go(session: Session, id: RecordId, ending: Ending, go: Callback<String>) {
    let comeback =
        session.perform_and_tell(|journal, moment| end_with(journal, moment, &[id], ending));
    if let Some(address) = page_after(&[id], ending, comeback) {
        go.run(address);
    }
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;

    use super::*;
    use crate::actions::testing::{apply, at_noon, journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);

    fn button_after(ending: Ending) -> Option<MainButton> {
        let journal = journal_after(&[record(ACME, &Opportunity::default())]);
        assert_eq!(MainButton::of(&journal, ACME), Some(MainButton::SayNo));
        let (edit, _) = at_noon(|moment| end_with(&journal, moment, &[ACME], ending));
        MainButton::of(&apply(&journal, &edit), ACME)
    }

    #[test]
    fn a_no_can_be_said_once_and_then_leads_to_its_comeback_as_a_yes_to_its_page() {
        let comeback = RecordId::fixed(1_000);
        assert_eq!(
            button_after(Ending::No),
            Some(MainButton::Comeback(comeback))
        );
        assert_eq!(button_after(Ending::Withdrawn), None);
        assert_eq!(button_after(Ending::Yes), Some(MainButton::Yes));
    }
}
