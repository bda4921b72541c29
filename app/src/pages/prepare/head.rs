//! The head of the page: which round, when on one's own clock, where, and the way in.

use domain::method::kind_line;
use domain::model::event::{Event, RoundForm};
use domain::values::link::SafeLink;
use leptos::prelude::*;

use super::page::Page;
use crate::actions::events::title_of;
use crate::actions::rounds;
use crate::components::icon::Icon;
use crate::components::live::live;

pub(super) fn head(page: Page) -> AnyView {
    let Page { session, here, .. } = page;
    let title = move || {
        let event = here.event(session);
        session.read(|journal| format!("Prepare: {}", title_of(journal, &event)))
    };
    // Another line each day.
    let line = move || kind_line(usize::try_from(session.now().ms / 86_400_000).unwrap_or(0));
    view! {
        <h1 id="heading" tabindex="-1" dir="auto">
            {live(title)}
        </h1>
        <p class="lede" dir="auto">
            {live(move || when_and_where(page))}
        </p>
        {live(move || main_link(page))}
        <p class="quiet-line">{live(line)}</p>
    }
    .into_any()
}

/// “tomorrow, 09:00 (10:00 in Berlin) · Video · 45 minutes”.
fn when_and_where(page: Page) -> String {
    let Page { session, here, .. } = page;
    let (event, now) = (here.event(session), session.now());
    // The server knows no zone, and both must draw the same first picture.
    let is_loaded = session.is_loaded();
    let offset_at = |ms: u64| {
        session.with_platform(|platform| {
            let offset = is_loaded.then(|| platform.zone_offset(&platform.zone(), ms));
            offset.flatten()
        })
    };
    let local = event.local(now);
    let when = local.map(|local| rounds::when(&event, local, now, &offset_at));
    let place = session.read(|journal| {
        let about = journal.opportunities().get(here.opportunity);
        about.map(|about| about.place.clone()).unwrap_or_default()
    });
    let minutes = event.minutes.map(|minutes| format!("{minutes} minutes"));
    let parts = [when, held(&event, &place), minutes];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// How it is held, and where, if that is a place to go to.
fn held(event: &Event, place: &str) -> Option<String> {
    let form = event.form?;
    Some(match form {
        RoundForm::OnSite | RoundForm::Panel if !place.is_empty() => {
            format!("{}, {place}", form.label())
        }
        _ => form.label().to_owned(),
    })
}

/// The way into the round; once it is over, to its three lines.
fn main_link(page: Page) -> AnyView {
    let Page { session, here, .. } = page;
    let (event, now) = (here.event(session), session.now());
    if event.is_over(now) {
        let address = format!("/search/{}/after/{}", here.opportunity, here.round);
        return view! {
            <p>
                <a class="btn btn--primary" href=address>
                    "It’s over: three lines while it’s fresh"
                </a>
            </p>
        }
        .into_any();
    }
    let Ok(link) = SafeLink::parse(&event.link) else {
        return ().into_any();
    };
    let word = match event.form {
        Some(RoundForm::Task | RoundForm::OnSite) => "Open",
        _ => "Join",
    };
    view! {
        <p>
            <a
                class="btn btn--primary"
                href=link.as_str().to_owned()
                target="_blank"
                rel="noopener noreferrer"
            >
                <Icon name="external" />
                {format!("{word}: {}", link.host())}
            </a>
        </p>
    }
    .into_any()
}
