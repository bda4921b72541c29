//! A text to copy by hand, where the browser does not let a page write to its clipboard: at plain
//! http addresses, and where the person or a policy denies it.

use leptos::prelude::*;

use crate::components::live::live;
use crate::components::sheet::Sheet;
use crate::session::session;

const DIALOG: &str = "copy-by-hand";
const FIELD: &str = "text-to-copy";

/// Where a browser has tried to copy the text: in the dialog, and beside the button.
const MAYBE: (&str, &str) = (
    "This may not have been copied. It’s selected: press Ctrl+C or ⌘C, or press and hold it and choose Copy.",
    "This may not have been copied. Copy it by hand.",
);

/// Where it has not.
const NOT: (&str, &str) = (
    "This couldn’t be copied for you. It’s selected: press Ctrl+C or ⌘C, or press and hold it and choose Copy.",
    "This couldn’t be copied for you. Copy it by hand.",
);

/// The dialog, which opens by itself and has the text selected.
#[component]
pub fn CopyByHand() -> impl IntoView {
    let session = session();
    let text = session.text_to_copy();
    let words = RwSignal::new("");
    Effect::new(move |_| {
        if text.with(String::is_empty) {
            return;
        }
        // A browser says so when it has tried, which is no proof.
        let has_tried = session.with_platform(|platform| {
            platform.show_dialog(DIALOG, true);
            text.with_untracked(|text| platform.copy_selected(FIELD, text))
        });
        let (whole, short) = if has_tried { MAYBE } else { NOT };
        words.set(whole);
        session.toast(short.into(), false);
    });
    let close = move |()| text.set(String::new());
    view! {
        <Sheet id=DIALOG title="Copy it by hand" on_close=Callback::new(close)>
            <p>{live(move || words.get())}</p>
            <div class="field">
                <label class="vh" for=FIELD>"The text to copy"</label>
                <textarea id=FIELD rows="8" dir="auto" readonly prop:value=move || text.get()></textarea>
            </div>
        </Sheet>
    }
    .into_any()
}
