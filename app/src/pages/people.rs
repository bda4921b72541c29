//! People: everyone met on the way, who has gone quiet longest, and whom to write to next.

mod add;
mod cards;
mod everyone;
mod filters;
mod greet;
mod model;
mod person;
mod planned;
mod row;

use leptos::prelude::*;

use crate::session::session;

use add::AddPerson;
use cards::Cards;
use everyone::Everyone;
use greet::Greet;
use planned::{DailyList, plan_shown};

pub(crate) use add::{add_person, add_person_with_mail};
pub use person::PersonPage;

/// The page at `/people`.
#[component]
pub fn People() -> impl IntoView {
    let session = session();
    let planned = Memo::new(move |_| {
        let now = session.now();
        session.read(|journal| plan_shown(journal, now))
    });
    view! {
        <div class="page page--people">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"People"</h1>
                <p class="page__sub">"Everyone you’ve met, and when you were last in touch."</p>
            </div>
            <Greet />
            <DailyList />
            <AddPerson />
            <Cards />
            <Everyone planned=planned />
        </div>
    }
    .into_any()
}
