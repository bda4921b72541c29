//! The dialog that shows new recovery codes, this once.

use leptos::prelude::*;

use super::form::AccountForm;
use crate::components::live::live;
use crate::components::sheet::Sheet;

/// Shows new recovery codes, this once.
#[component]
pub(super) fn Codes(form: AccountForm) -> impl IntoView {
    let session = form.session;
    let text = move || form.codes.get_untracked().join("\n");
    let list = move || {
        form.codes
            .get()
            .into_iter()
            .map(|code| view! { <li><code>{code}</code></li> }.into_any())
            .collect_view()
    };
    let download = move |_| {
        session.with_platform(|platform| {
            platform.download("one-yes-recovery-codes.txt", "text/plain", &text());
        });
    };
    let close = move |_| {
        form.show("codes", false);
        form.codes.set(Vec::new());
        session.with_platform(|platform| platform.focus("make-codes"));
    };
    view! {
        <Sheet id="codes" title="Your recovery codes" has_close=false>
            <p>"Each one signs you in once, if you lose every other way in. They’re shown only this once, so store them somewhere other than this device. Any earlier codes no longer work."</p>
            <ul class="codes">{live(list)}</ul>
            <p class="cluster">
                <button type="button" class="btn btn--primary" on:click=move |_| session.copy(&text(), "Codes")>
                    "Copy"
                </button>
                <button type="button" class="btn" on:click=download>
                    "Download"
                </button>
                <button type="button" class="btn" on:click=close>
                    "I’ve saved them"
                </button>
            </p>
        </Sheet>
    }
    .into_any()
}
