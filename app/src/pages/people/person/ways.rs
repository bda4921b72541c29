//! How to reach someone: mail, phone, profile.

use domain::model::person::Person;
use domain::values::link::{SafeLink, mailto};
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::live::live;

/// A link for each way there is.
#[component]
pub(super) fn Ways(
    /// Who.
    about: Memo<Person>,
) -> impl IntoView {
    let ways = move || about.with(|person| (mail(person), phone(person), profile(person)));
    view! { <p class="cluster">{live(ways)}</p> }
}

fn mail(person: &Person) -> Option<AnyView> {
    (!person.mail.is_empty()).then(|| {
        view! {
            <a class="btn btn--small" href=mailto(&person.mail, "", "")>
                <Icon name="mail" />
                {person.mail.clone()}
            </a>
        }
        .into_any()
    })
}

fn phone(person: &Person) -> Option<AnyView> {
    let dialled: String = person
        .phone
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect();
    (!dialled.is_empty()).then(|| {
        view! {
            <a class="btn btn--small" href=format!("tel:{dialled}")>
                <Icon name="talk" />
                {person.phone.clone()}
            </a>
        }
        .into_any()
    })
}

fn profile(person: &Person) -> Option<AnyView> {
    let link = SafeLink::parse(&person.profile).ok()?;
    let view = view! {
        <a class="btn btn--small" href=link.as_str().to_owned() target="_blank" rel="noopener noreferrer">
            <Icon name="external" />
            {link.host()}
        </a>
    };
    Some(view.into_any())
}
