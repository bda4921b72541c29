//! What is noted while they speak: kept as it is typed, and carried into the comeback that follows.

use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::decision;
use crate::components::field::{TextArea, TextField};
use crate::components::form_draft::FormDraft;
use crate::session::Session;

/// The two fields below the card; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct CallNotes {
    said: RwSignal<String>,
    teller: RwSignal<String>,
    draft: FormDraft,
}

impl CallNotes {
    pub(super) fn new() -> Self {
        let said = RwSignal::new(String::new());
        let teller = RwSignal::new(String::new());
        let draft = FormDraft::new(
            "the-call",
            vec![("said", said.into()), ("teller", teller.into())],
        );
        Self {
            said,
            teller,
            draft,
        }
    }

    pub(super) fn fields(self) -> AnyView {
        view! {
            <div class="stack">
                {self.draft.line()}
                <TextArea
                    id="call-said"
                    label="What they’re saying, in their words"
                    value=self.said
                    hint="A few words are plenty. Choose the company below once the call is over."
                />
                <TextField id="call-teller" label="Who is calling?" value=self.teller />
            </div>
        }
        .into_any()
    }

    /// Hands what was noted to a comeback, and begins empty again.
    pub(super) fn carry_into(self, session: Session, comeback: RecordId) {
        let (said, teller) = (self.said.get_untracked(), self.teller.get_untracked());
        session.perform_quietly(|journal, moment| {
            decision::carry(journal, moment, comeback, &said, &teller)
        });
        self.said.set(String::new());
        self.teller.set(String::new());
        self.draft.done();
    }
}
