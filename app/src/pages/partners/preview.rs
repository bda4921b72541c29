//! What a partner sees, drawn from the very page they get; and that page as a file or on paper.

use domain::exchange::web_page::{Style, partner_page, partner_preview};
use domain::planning::partner_view::PartnerView;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::live::live;
use crate::components::print::PrintButton;
use crate::session::Session;

/// The page as it is now.
fn view_of(session: Session, id: RecordId) -> PartnerView {
    let now = session.now();
    session.read(|journal| {
        let share = journal.shares().get(id).cloned().unwrap_or_default();
        PartnerView::of(journal, &share, now)
    })
}

/// What they see, as HTML: that of the page itself, in which all text is escaped.
pub(super) fn html_of(session: Session, id: RecordId) -> Memo<String> {
    Memo::new(move |_| partner_preview(&view_of(session, id)))
}

/// Exactly what they see.
pub(super) fn preview(shown: Memo<String>) -> AnyView {
    view! {
        <section class="stack" aria-labelledby="preview">
            <h2 id="preview">"Exactly what they see"</h2>
            <p class="field__hint">
                "Names of people and companies you track are left out. Check that nothing else gives too much away."
            </p>
            {live(move || view! { <div class="card stack partner-preview" inner_html=shown.get()></div> })}
        </section>
    }
    .into_any()
}

/// The same page to send or to print, which needs no account.
pub(super) fn by_hand(session: Session, id: RecordId) -> AnyView {
    let save = move |_| {
        let page = untrack(|| partner_page(Style::Embedded, &view_of(session, id), None));
        session.with_platform(|platform| platform.download("my-search.html", "text/html", &page));
    };
    view! {
        <section class="stack" aria-labelledby="by-hand">
            <h2 id="by-hand">"As a file or on paper"</h2>
            <p>"The same page as it is today, to send or print. It opens in any browser and needs no account."</p>
            <p class="cluster">
                <button type="button" class="btn btn--small" on:click=save>
                    <Icon name="download" />
                    "Save as a file"
                </button>
                <PrintButton />
            </p>
        </section>
    }
    .into_any()
}

/// What only a printer sees; a direct child of the element of the class `page--paper`.
pub(super) fn paper(shown: Memo<String>) -> AnyView {
    let paper = move || view! { <article class="paper" inner_html=shown.get()></article> };
    live(paper)
}
