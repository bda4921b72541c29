//! What the server did not take: each with its reason and the way to it. Nothing of it is lost; it is on this device.

use domain::record::{RecordKey, RecordKind};
use leptos::prelude::*;

use crate::components::live::live;
use crate::session::{Session, session};
use crate::sync::Refused;

/// How much of a text is shown.
const SHOWN: usize = 200;

/// The card, only where there is something on the list.
#[component]
pub(super) fn RefusedList() -> impl IntoView {
    let session = session();
    let list = move || {
        let refused = session.sync().refused;
        (!refused.is_empty()).then(|| {
            let rows = refused.into_iter().map(|refused| row(session, refused)).collect_view();
            view! {
                <section class="card stack" id="refused" aria-labelledby="refused-title">
                    <h2 id="refused-title">"Not taken by the server"</h2>
                    <p>"All of this is safe on this device. Once it is changed, it is sent again."</p>
                    <ul class="account-list">{rows}</ul>
                </section>
            }
            .into_any()
        })
    };
    view! { <div>{live(list)}</div> }.into_any()
}

fn row(session: Session, refused: Refused) -> AnyView {
    let Refused {
        record,
        field,
        code,
    } = refused;
    let text = session.peek(|journal| {
        let value = &journal.record(&record)?.cell(&field)?.value;
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), ToOwned::to_owned);
        Some(text.chars().take(SHOWN).collect::<String>())
    });
    let open = place_of(session, &record).map(|address| {
        view! {
            <a class="btn btn--small" href=address>
                "Open"
            </a>
        }
    });
    let dismissed = (record.clone(), field.clone());
    view! {
        <li class="account-row">
            <span>
                <strong>{format!("{}: {field}", record.kind.as_str())}</strong>
                <span class="field__hint">{code.sentence()}</span>
                <span class="version__text">{text}</span>
            </span>
            <span class="cluster">
                {open}
                <button
                    type="button"
                    class="btn btn--small btn--quiet"
                    on:click=move |_| {
                        let (record, field) = &dismissed;
                        session.with_platform(|platform| platform.dismiss_refused(record, field));
                    }
                >
                    "Take off this list"
                </button>
            </span>
        </li>
    }
    .into_any()
}

/// The page on which a record can be changed.
fn place_of(session: Session, record: &RecordKey) -> Option<String> {
    if record.kind == RecordKind::Answer || record.kind == RecordKind::Comeback {
        let comeback = session.peek(|journal| match record.kind {
            RecordKind::Comeback => Some(record.id),
            _ => journal.answers().get(record.id)?.comeback,
        });
        return comeback.map(|id| format!("/comeback/{id}"));
    }
    let opportunity = session.peek(|journal| journal.opportunity_of(record))?;
    Some(format!("/search/{opportunity}"))
}
