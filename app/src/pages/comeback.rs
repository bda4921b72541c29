//! The comeback: one step a screen, with where you are and what is left. It reads like a letter and can be left at any point.

mod grow;
mod review;
mod steps;

use domain::method::{REST_LINES, kind_line, step_words};
use domain::model::comeback::{Comeback, Depth, Move, Status, Step};
use domain::model::settings::RECOVERY_HOURS;
use domain::state::edit::Edit;
use domain::values::id::RecordId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use crate::actions::opportunities::name_of;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::ring::Ring;
use crate::pages::heard_no::Composure;
use crate::session::{Session, session};

/// The comeback at hand: what every step needs to read and change it.
#[derive(Clone, Copy, PartialEq)]
struct Here {
    id: RecordId,
    opportunity: RecordId,
    depth: Depth,
}

/// What the page shows.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Missing,
    Pausing(Here),
    Step(Here, Step),
    Closed(Here),
}

impl Here {
    /// The record as it is now, followed.
    fn comeback(self, session: Session) -> Comeback {
        session.read(|journal| {
            journal
                .comebacks()
                .get(self.id)
                .cloned()
                .unwrap_or_default()
        })
    }

    /// The record as it is now, once.
    fn peek(self, session: Session) -> Comeback {
        session.peek(|journal| {
            journal
                .comebacks()
                .get(self.id)
                .cloned()
                .unwrap_or_default()
        })
    }

    /// Changes the record without a toast: the person sees what they write.
    fn change(self, session: Session, change: impl FnOnce(&mut Comeback)) {
        let before = self.peek(session);
        let mut after = before.clone();
        change(&mut after);
        session
            .commit_quietly(Edit::new("A change in a comeback").change(self.id, &before, &after));
    }

    /// Makes a move and shows the next screen from its top.
    fn go(self, session: Session, action: Move) {
        let now = session.exact_now();
        let before = self.peek(session);
        let after = before.after(action, self.depth, now);
        let label = match action {
            Move::Skip(_) => "Step left out",
            Move::Close => "Chapter closed",
            Move::Reopen => "Chapter opened again",
            Move::Later(_) => "Put off until tomorrow",
            _ => "",
        };
        session.commit(Edit::new(label).change(self.id, &before, &after));
        session.refresh_now();
        session.with_platform(|platform| platform.focus("heading"));
    }
}

/// The page at `/comeback/<id>`.
#[component]
pub fn ComebackPage() -> impl IntoView {
    let session = session();
    let params = use_params_map();
    let shown = Memo::new(move |_| {
        let id = params
            .with(|params| params.get("id"))
            .and_then(|id| RecordId::parse(&id));
        id.map_or(Shown::Missing, |id| shown(session, id))
    });
    view! {
        <div class="page page--narrow">
            {live(move || match shown.get() {
                Shown::Missing => missing(session),
                Shown::Pausing(here) => pausing(session, here),
                Shown::Step(here, step) => step_screen(session, here, step),
                Shown::Closed(here) => closed(session, here),
            })}
        </div>
    }
    .into_any()
}

fn shown(session: Session, id: RecordId) -> Shown {
    let now = session.now();
    session.read(|journal| {
        let Some(comeback) = journal.comebacks().get(id) else {
            return Shown::Missing;
        };
        let Some(opportunity) = comeback.opportunity else {
            return Shown::Missing;
        };
        let depth = journal.depth(opportunity);
        let here = Here {
            id,
            opportunity,
            depth,
        };
        match comeback.status(depth, now) {
            Status::Pausing { .. } if comeback.at == Some(Step::Reply) => {
                Shown::Step(here, Step::Reply)
            }
            Status::Pausing { .. } => Shown::Pausing(here),
            Status::Closed(_) => Shown::Closed(here),
            Status::Open(_) | Status::Later(_) => Shown::Step(here, comeback.current_step(depth)),
        }
    })
}

fn missing(session: Session) -> AnyView {
    view! {
        <h1 id="heading" tabindex="-1">
            {live(move || {
                if session.is_loaded() { "This comeback is not on this device" } else { "One moment" }
            })}
        </h1>
        <p class="lede">"It may have been removed, or it is kept on another device."</p>
        <p class="cluster">
            <a class="btn" href="/">
                "Go to Today"
            </a>
            <a class="btn btn--quiet" href="/comeback/new">
                "I just heard no"
            </a>
        </p>
    }
    .into_any()
}

fn company(session: Session, here: Here) -> String {
    session.read(|journal| name_of(journal, here.opportunity))
}

fn pausing(session: Session, here: Here) -> AnyView {
    let status = move || {
        let now = session.now();
        match here.comeback(session).status(here.depth, now) {
            Status::Pausing {
                until_ms,
                percent,
                reply_offered,
            } => (now.say(until_ms), percent, reply_offered),
            _ => (String::new(), 100, false),
        }
    };
    let status = Memo::new(move |_| status());
    let percent = Signal::derive(move || status.get().1);
    let line = REST_LINES[session.exact_now().today().weekday() % REST_LINES.len()];
    view! {
        <article class="letter letter--rest">
            <Ring percent=percent size="l" />
            <h1 id="heading" tabindex="-1">"Rest first"</h1>
            <p class="lede">
                {live(move || company(session, here))} " can wait until " {live(move || status.get().0)} ". Until then this asks for nothing."
            </p>
            <p>{line}</p>
            <div class="letter__actions">
                <a class="btn btn--primary" href="/">
                    "Leave it for now"
                </a>
                <Show when=move || status.get().2>
                    <button
                        type="button"
                        class="btn"
                        on:click=move |_| here.go(session, Move::GoTo(Step::Reply))
                    >
                        "Look at a reply"
                    </button>
                </Show>
                <button type="button" class="btn btn--quiet" on:click=move |_| here.go(session, Move::EndWindow)>
                    "I am ready now"
                </button>
            </div>
            <Composure />
        </article>
    }
    .into_any()
}

fn step_screen(session: Session, here: Here, step: Step) -> AnyView {
    let words = step_words(step.id());
    let (title, lead, why) =
        words.map_or(("", "", ""), |words| (words.title, words.lead, words.why));
    let body = match step {
        Step::Pause => pause_choice(session, here),
        Step::Triage => steps::triage(session, here),
        Step::Reply => steps::reply(session, here),
        Step::Sort => steps::sort(session, here),
        Step::Review => review::review(session, here),
        Step::Learn => grow::learn(session, here),
        Step::InTouch => grow::in_touch(session, here),
        Step::Offer => grow::offer(session, here),
        Step::MoveOn => grow::move_on(session, here),
        Step::Close => steps::close(session, here),
    };
    // Steps with an end of their own bring their own buttons.
    let has_own_buttons = matches!(
        step,
        Step::Pause | Step::Review | Step::MoveOn | Step::Close
    );
    let is_quick_sort = step == Step::Sort && here.depth == Depth::Letter;
    view! {
        <article class="letter">
            {whereabouts(session, here, step)}
            <div class="letter__body">
                <p class="letter__about" dir="auto">{live(move || company(session, here))}</p>
                <h1 id="heading" tabindex="-1">{title}</h1>
                <p class="lede">{lead}</p>
                {body}
                {(!why.is_empty())
                    .then(|| {
                        view! {
                            <details class="why">
                                <summary>"Why this step"</summary>
                                <p>{why}</p>
                            </details>
                        }
                    })}
            </div>
            <div class="letter__actions">
                {(!has_own_buttons && !is_quick_sort)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn btn--primary"
                                on:click=move |_| finish(session, here, step)
                            >
                                "Continue"
                            </button>
                        }
                    })}
                <LaterButton here=here />
                {(step != Step::Close && step != Step::Pause)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn btn--quiet"
                                on:click=move |_| here.go(session, Move::Skip(step))
                            >
                                "Skip this step"
                            </button>
                        }
                    })}
                {(here.depth == Depth::Letter)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn btn--quiet"
                                on:click=move |_| {
                                    let hours = session.peek(|journal| journal.settings().recovery_hours).max(24);
                                    here.go(session, Move::ChooseWindow(hours));
                                }
                            >
                                "Give me a pause first"
                            </button>
                        }
                    })}
            </div>
        </article>
    }
    .into_any()
}

fn finish(session: Session, here: Here, step: Step) {
    if step == Step::Sort {
        steps::keep_own_reasons(session, here);
    }
    here.go(session, Move::Done(step));
}

#[component]
fn LaterButton(here: Here) -> impl IntoView {
    let session = session();
    let navigate = use_navigate();
    let later = move |_| {
        let tomorrow = session.day_of_writing().plus_days(1);
        here.go(session, Move::Later(tomorrow));
        navigate("/", NavigateOptions::default());
    };
    view! {
        <button type="button" class="btn" on:click=later>
            "Later"
        </button>
    }
    .into_any()
}

/// Where you are and what is left; every step can be looked at.
fn whereabouts(session: Session, here: Here, step: Step) -> AnyView {
    let plan = here.depth.plan();
    let number = plan.iter().position(|other| *other == step).unwrap_or(0) + 1;
    let percent = Signal::derive(move || {
        let (behind, all) = here.comeback(session).progress(here.depth);
        u32::try_from(behind * 100 / all.max(1)).unwrap_or(0)
    });
    let items = plan
        .iter()
        .copied()
        .map(|other| {
            let title = step_words(other.id()).map_or("", |words| words.title);
            let state = move || match here.comeback(session).state(other) {
                Some(domain::model::comeback::StepState::Done) => "done",
                Some(domain::model::comeback::StepState::Skipped) => "left out",
                None => "",
            };
            view! {
                <li aria-current=(other == step).then_some("step") data-state=state>
                    <button
                        type="button"
                        class="link-button"
                        on:click=move |_| here.go(session, Move::GoTo(other))
                    >
                        {title}
                    </button>
                    <span class="letter__state">{live(state)}</span>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <details class="letter__where">
            <summary>
                <Ring percent=percent size="s" />
                <span>{format!("Step {number} of {}", plan.len())}</span>
                <Icon name="chevron-down" />
            </summary>
            <ol class="letter__steps">{items}</ol>
        </details>
    }
    .into_any()
}

fn pause_choice(session: Session, here: Here) -> AnyView {
    let preferred = session.peek(|journal| journal.settings().recovery_hours);
    let choices = RECOVERY_HOURS
        .into_iter()
        .map(|hours| {
            let (name, hint) = match hours {
                0 => ("No pause".to_owned(), "Go on right away."),
                24 => ("24 hours".to_owned(), "Until this time tomorrow."),
                36 => ("36 hours".to_owned(), "A night and a whole day."),
                _ => (format!("{hours} hours"), "Two nights."),
            };
            let class = if hours == preferred {
                "choice choice--button choice--first"
            } else {
                "choice choice--button"
            };
            view! {
                <button
                    type="button"
                    class=class
                    on:click=move |_| here.go(session, Move::ChooseWindow(hours))
                >
                    <strong>{name}</strong>
                    <span class="choice__hint">{hint}</span>
                </button>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <div class="choices" role="group" aria-label="How long">
            {choices}
        </div>
    }
    .into_any()
}

fn closed(session: Session, here: Here) -> AnyView {
    let comeback = here.peek(session);
    let seed = usize::try_from(comeback.opened_ms / 3_600_000).unwrap_or(0);
    let actions = move || {
        session.read(|journal| {
            journal
                .actions()
                .iter()
                .filter(|(_, action)| action.comeback == Some(here.id) && action.done_on.is_none())
                .map(|(_, action)| view! { <li dir="auto">{action.text.clone()}</li> }.into_any())
                .collect_view()
        })
    };
    let learned = comeback.learned.clone();
    view! {
        <article class="letter letter--closed">
            <Ring percent=100 size="l" />
            <h1 id="heading" tabindex="-1">"This chapter is closed"</h1>
            <p class="lede">{kind_line(seed)}</p>
            {(!learned.is_empty())
                .then(|| {
                    view! {
                        <h2>"What you take along"</h2>
                        <blockquote dir="auto">{learned}</blockquote>
                    }
                })}
            <h2 class="vh">"What comes next"</h2>
            <ul class="next-actions">{live(actions)}</ul>
            <div class="letter__actions">
                <a class="btn btn--primary" href="/">
                    "Go to Today"
                </a>
                <a class="btn" href="/learned">
                    "See what you learned"
                </a>
                <button type="button" class="btn btn--quiet" on:click=move |_| here.go(session, Move::Reopen)>
                    "Open it again"
                </button>
            </div>
        </article>
    }
    .into_any()
}
