//! A sheet over the page: a modal dialog with a heading. The platform shows it and holds the focus
//! in it.

use leptos::prelude::*;

use crate::session::session;

/// A modal dialog with a heading, opened and closed by its id.
#[component]
pub fn Sheet(
    /// The id of the dialog.
    #[prop(into)]
    id: String,
    /// The id of the heading, where `<id>-title` is taken.
    #[prop(optional)]
    title_id: Option<&'static str>,
    /// The heading.
    #[prop(into)]
    title: String,
    /// Whether its head has a button that closes it.
    #[prop(default = true)]
    has_close: bool,
    /// The classes of that button.
    #[prop(default = "btn btn--small btn--quiet")]
    close_class: &'static str,
    /// The classes of its body.
    #[prop(default = "sheet__body stack")]
    class: &'static str,
    /// Called once it is closed, however that came about.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let session = session();
    let title_id = title_id.map_or_else(|| format!("{id}-title"), ToOwned::to_owned);
    let labelled_by = title_id.clone();
    let own_id = id.clone();
    let close = has_close.then(|| {
        view! {
            <button
                type="button"
                class=close_class
                on:click=move |_| session.with_platform(|platform| platform.show_dialog(&own_id, false))
            >
                "Close"
            </button>
        }
    });
    let closed = move |_| {
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    view! {
        <dialog class="sheet" id=id aria-labelledby=labelled_by on:close=closed>
            <div class="sheet__head">
                <h2 id=title_id dir="auto">{title}</h2>
                {close}
            </div>
            <div class=class>{children()}</div>
        </dialog>
    }
    .into_any()
}
