//! Earlier versions of a long text, looked at and brought back. Only with an account: the server keeps them.

use domain::state::record::RecordKey;
use domain::sync::protocol::Version;
use domain::sync::protocol::paths;
use domain::values::date::Now;
use leptos::prelude::*;

use crate::actions::texts;
use crate::components::live::live;
use crate::components::sheet::Sheet;
use crate::session::{Session, session};
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
    let id = format!("versions-{field}-{}{within}", record.id);
    let title = match of {
        Some(of) => format!("Earlier versions of {of}"),
        None => "Earlier versions".to_owned(),
    };
    let label = title.clone();
    let history = History {
        session,
        dialog: StoredValue::new(id.clone()),
        record: StoredValue::new(record),
        field,
        shown,
        found: RwSignal::new(Vec::new()),
        status: RwSignal::new(""),
    };
    let list = move || {
        let now = session.now();
        let rows = history.found.get().into_iter();
        rows.map(|version| row(history, now, version))
            .collect_view()
    };
    view! {
        <p hidden=move || session.sync().account.is_none()>
            <button type="button" class="link-button" aria-label=label on:click=move |_| history.open()>
                "Earlier versions"
            </button>
        </p>
        <Sheet id=id title=title>
            <p role="status">{live(move || history.status.get())}</p>
            <ul class="account-list">{live(list)}</ul>
        </Sheet>
    }
    .into_any()
}

/// The earlier versions of one text, fetched when they are asked for; cheap to copy.
#[derive(Clone, Copy)]
struct History {
    session: Session,
    /// The id of the dialog that shows them.
    dialog: StoredValue<String>,
    record: StoredValue<RecordKey>,
    field: &'static str,
    /// The text as it is being edited.
    shown: Option<RwSignal<String>>,
    found: RwSignal<Vec<Version>>,
    /// The sentence shown while there is nothing to list.
    status: RwSignal<&'static str>,
}

impl History {
    fn open(self) {
        self.found.set(Vec::new());
        self.status.set("One moment.");
        self.show(true);
        let path = self.record.with_value(paths::record_versions);
        let then = move |answer| self.take(answer);
        self.session.ask_server(Method::Get, &path, None, then);
    }

    fn take(self, answer: ServerAnswer) {
        let ServerAnswer::Done(body) = answer else {
            let words = "The server can’t be reached right now. Earlier versions are stored there; try again later.";
            return self.status.set(words);
        };
        let mut found: Vec<Version> = serde_json::from_str(&body).unwrap_or_default();
        found.retain(|version| version.field == self.field);
        self.status.set(if found.is_empty() {
            "There’s no earlier version of this text yet."
        } else {
            ""
        });
        self.found.set(found);
    }

    fn bring_back(self, text: &str) {
        if let Some(shown) = self.shown {
            shown.set(text.to_owned());
        }
        self.session.perform(|_, _| {
            self.record
                .with_value(|key| texts::bring_back(key, self.field, text.to_owned()))
        });
        self.show(false);
    }

    fn show(self, open: bool) {
        self.dialog.with_value(|id| {
            self.session
                .with_platform(|platform| platform.show_dialog(id, open));
        });
    }
}

fn row(history: History, now: Now, version: Version) -> AnyView {
    let text = version.text.clone();
    view! {
        <li class="version">
            <p class="field__hint">{format!("Written {}", now.say(version.written))}</p>
            <p class="version__text" dir="auto" tabindex="0">
                {version.text}
            </p>
            <button type="button" class="btn btn--small" on:click=move |_| history.bring_back(&text)>
                "Bring this back"
            </button>
        </li>
    }
    .into_any()
}
