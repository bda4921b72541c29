//! What the person wrote before the last round for the case of a no, shown in the pause.

use domain::planning::preparation::if_no_of;
use leptos::prelude::*;

use super::comeback_ref::ComebackRef;
use crate::components::live::live;
use crate::session::Session;

/// Their own words, or nothing where none are written.
pub(super) fn own_plan(session: Session, here: ComebackRef) -> AnyView {
    let words = Memo::new(move |_| session.read(|journal| if_no_of(journal, here.opportunity)));
    live(move || {
        words.get().map(|words| {
            view! {
                <div class="own-plan">
                    <p class="field__hint">"You wrote this before: if they say no, I will …"</p>
                    <blockquote class="pre" dir="auto">
                        {words}
                    </blockquote>
                </div>
            }
        })
    })
}
