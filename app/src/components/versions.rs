//! Earlier versions of a long text, looked at and brought back. Only with an account: the server keeps them.

use domain::state::edit::Edit;
use domain::state::record::RecordKey;
use domain::sync::protocol::Version;
use domain::sync::protocol::paths;
use leptos::prelude::*;

use crate::components::live::live;
use crate::session::session;
use crate::sync::{Method, ServerAnswer};

/// The button beside a text, and the dialog it opens.
#[component]
pub fn EarlierVersions(
    /// The record the text is in.
    record: RecordKey,
    /// Its field.
    field: &'static str,
    /// What the text is edited in, where it is.
    #[prop(optional)]
    shown: Option<RwSignal<String>>,
    /// What has the text, where several on one page do.
    #[prop(optional)]
    of: Option<String>,
    /// What tells apart two places for one text on one page.
    #[prop(optional, into)]
    within: String,
) -> impl IntoView {
    let session = session();
    let versions = RwSignal::new(None::<Vec<Version>>);
    let told = RwSignal::new("");
    let id = format!("versions-{field}-{}{within}", record.id);
    let title = match of {
        Some(of) => format!("Earlier versions of {of}"),
        None => "Earlier versions".to_owned(),
    };
    let label = title.clone();
    let dialog = StoredValue::new(id.clone());
    let show = move |open| {
        dialog.with_value(|id| session.with_platform(|platform| platform.show_dialog(id, open)));
    };
    let record = StoredValue::new(record);
    let open = move |_| {
        let key = record.get_value();
        versions.set(None);
        told.set("One moment.");
        show(true);
        let path = paths::record_versions(&key);
        session.ask_server(Method::Get, &path, None, move |answer| match answer {
            ServerAnswer::Done(body) => {
                let all: Vec<Version> = serde_json::from_str(&body).unwrap_or_default();
                let of_field: Vec<Version> = all.into_iter().filter(|version| version.field == field).collect();
                told.set(if of_field.is_empty() { "There is no earlier version of this text yet." } else { "" });
                versions.set(Some(of_field));
            }
            _ => told.set("The server cannot be reached now. Earlier versions are kept there; try again later."),
        });
    };
    let bring_back = move |text: String| {
        let key = record.get_value();
        if let Some(shown) = shown {
            shown.set(text.clone());
        }
        session.commit(Edit::new("Earlier version brought back").set(
            key.kind,
            key.id,
            field,
            text.into(),
        ));
        show(false);
    };
    let list = move || {
        let now = session.now();
        versions.get().unwrap_or_default().into_iter().map(move |version| {
            let text = version.text.clone();
            view! {
                <li class="version">
                    <p class="field__hint">{format!("Written {}", now.say(version.written))}</p>
                    <p class="version__text" dir="auto" tabindex="0">
                        {version.text}
                    </p>
                    <button type="button" class="btn btn--small" on:click=move |_| bring_back(text.clone())>
                        "Bring this back"
                    </button>
                </li>
            }
            .into_any()
        }).collect_view()
    };
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    view! {
        <p hidden=move || session.sync().account.is_none()>
            <button type="button" class="link-button" aria-label=label on:click=open>
                "Earlier versions"
            </button>
        </p>
        <dialog class="sheet" id=id aria-labelledby=labelled_by>
            <div class="sheet__head">
                <h2 id=title_id dir="auto">{title}</h2>
                <button type="button" class="btn btn--small btn--quiet" on:click=move |_| show(false)>
                    "Close"
                </button>
            </div>
            <div class="sheet__body stack">
                <p role="status">{live(move || told.get())}</p>
                <ul class="account-list">{live(list)}</ul>
            </div>
        </dialog>
    }
    .into_any()
}
