//! Starting over: the one thing that cannot be undone, and so the one that asks first.

use leptos::prelude::*;

use crate::components::backup::{download_backup, has_private, private_choice};
use crate::components::card::Card;
use crate::components::live::live;
use crate::components::sheet::Sheet;
use crate::components::sync_state::only_here;
use crate::session::{Session, session};

/// The card that deletes everything.
#[component]
pub(super) fn Erase() -> impl IntoView {
    let session = session();
    let show = move |open| session.with_platform(|platform| platform.show_dialog("erase", open));
    let with_private = RwSignal::new(false);
    let erase = move |_| session.with_platform(|platform| platform.erase_everything());
    view! {
        <Card name="erase" title="Start over" anchor="erase-all">
            <p>"Deletes your whole search and your private page from this device. This is the one thing that can’t be undone."</p>
            <p>
                <button type="button" class="btn btn--danger" on:click=move |_| show(true)>
                    "Delete everything"
                </button>
            </p>
            <Sheet id="erase" title_id="erase-question" title="Delete everything on this device?" has_close=false>
                {warnings(session)}
                <p>"Download a backup first if you might want it back."</p>
                {private_choice(session, with_private)}
                <p class="cluster">
                    <button type="button" class="btn btn--primary" on:click=move |_| download_backup(session, with_private)>
                        "Download backup first"
                    </button>
                    <button type="button" class="btn" on:click=move |_| show(false)>
                        "Keep everything"
                    </button>
                    <button type="button" class="btn btn--danger" on:click=erase>
                        "Yes, delete it all"
                    </button>
                </p>
            </Sheet>
        </Card>
    }
    .into_any()
}

/// A warning that the private page is nowhere else, where there is one.
fn only_copy(session: Session) -> AnyView {
    let has_private = has_private(session);
    view! {
        <p class="notice notice--warn" hidden=move || !has_private.get()>
            "Your private page is on this device only. It would be deleted too."
        </p>
    }
    .into_any()
}

/// The losses it would bring: what the server does not have, and the sign-in of this device.
fn warnings(session: Session) -> impl IntoView {
    let unsent = move || {
        only_here(&session.sync()).map(|words| {
            view! {
                <div class="notice notice--warn">
                    <p>{words} " It would be gone for good."</p>
                </div>
            }
            .into_any()
        })
    };
    let sign_out = move || {
        session.sync().account.map(|_| {
            view! { <p>"This also signs the device out. The account keeps what it has."</p> }
                .into_any()
        })
    };
    (live(unsent), live(sign_out), only_copy(session))
}
