//! Today: what is due, what rests, and the one next thing. On a first visit, two doors.

use domain::journal::Journal;
use domain::method::{HUMAN_HELP, kind_line, step_words};
use domain::model::comeback::{Depth, Move};
use domain::model::event::{Ending, Event};
use domain::planning::agenda::{Agenda, Item, ItemKind, Pause, agenda};
use domain::planning::plan::{Plan, Planned};
use domain::state::edit::Edit;
use domain::values::date::{Date, Now, clock_time};
use leptos::prelude::*;

use crate::actions::opportunities::{end_with, name_of};
use crate::actions::touches;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::ring::Ring;
use crate::session::{Session, session};

/// One line of the agenda, ready to show.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    item: Item,
    /// For a touch: what is planned.
    planned: Option<Planned>,
    what: String,
    why: String,
    about: String,
    when: String,
    address: String,
}

/// A running window, ready to show.
#[derive(Clone, Debug, PartialEq)]
struct Rest {
    pause: Pause,
    company: String,
    until: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Day {
    is_first_visit: bool,
    due: Vec<Line>,
    soon: Vec<Line>,
    rests: Vec<Rest>,
    active: usize,
    /// What the badge of the app counts.
    reminders: usize,
}

/// The page at `/`.
#[component]
pub fn Today() -> impl IntoView {
    let session = session();
    let day = Memo::new(move |_| day(session));
    Effect::new(move |_| {
        let count = day.with(|day| day.reminders);
        session.with_platform(|platform| platform.set_badge(count));
    });
    view! {
        <div class="page page--today">
            <Show
                when=move || !day.with(|day| day.is_first_visit)
                fallback=|| view! { <FirstVisit /> }
            >
                <TodayContent day=day />
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn FirstVisit() -> impl IntoView {
    view! {
        <div class="page__head">
            <h1 id="heading" tabindex="-1">"One yes is enough"</h1>
        </div>
        <p class="lede">
            "Keep your whole job search in one calm place. And when the answer is no, find your way from there to the next step."
        </p>
        <div class="doors">
            <a class="door door--no" href="/comeback/new">
                <Icon name="rest" />
                <strong>"I just heard no"</strong>
                <span>"Two kind sentences first. Nothing else has to happen today."</span>
            </a>
            <a class="door door--start" href="/search?add=">
                <Icon name="door" />
                <strong>"Start tracking"</strong>
                <span>"Add the first opportunity in one line. It takes ten seconds."</span>
            </a>
        </div>
        <p class="quiet-line">
            "No account, no waiting. What you write stays on this device, and it works without a network. "
            <a href="/method">"Read the method"</a>
            ", or "
            <a href="/settings#demo">"look around with an example search"</a>
            "."
        </p>
    }
    .into_any()
}

#[component]
fn TodayContent(day: Memo<Day>) -> impl IntoView {
    let session = session();
    let heading = move || session.today().long();
    view! {
        <div class="page__head">
            <h1 id="heading" tabindex="-1">"Today"</h1>
            <p class="page__sub">{live(heading)}</p>
        </div>
        {live(move || rests(day.with(|day| day.rests.clone())))}
        {live(move || next(session, &day.get()))}
        {live(move || {
            let others = day.with(|day| day.due.iter().skip(1).cloned().collect::<Vec<_>>());
            lines(session, "Also due", others)
        })}
        {live(move || lines(session, "In the next days", day.with(|day| day.soon.clone())))}
        <p class="cluster">
            <a class="btn" href="/search?add=">
                <Icon name="add" />
                "Add an opportunity"
            </a>
            <a class="btn btn--quiet" href="/comeback/new">
                "I just heard no"
            </a>
        </p>
    }
    .into_any()
}

fn rests(rests: Vec<Rest>) -> AnyView {
    if rests.is_empty() {
        return ().into_any();
    }
    let help = (rests.len() > 1).then_some(HUMAN_HELP);
    let cards = rests
        .into_iter()
        .map(|rest| {
            let address = format!("/comeback/{}", rest.pause.comeback);
            let line = if rest.pause.reply_offered {
                "When you like, a warm reply is ready to look at."
            } else {
                "Nothing to do here until then. Rest counts."
            };
            view! {
                <article class="pause">
                    <Ring percent=rest.pause.percent />
                    <div>
                        <h3>{rest.company}" can wait"</h3>
                        <p>"Your pause lasts until " {rest.until} ". " {line}</p>
                        <a href=address>"Open it anyway"</a>
                    </div>
                </article>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section class="pauses" aria-labelledby="pauses-title">
            <h2 id="pauses-title" class="vh">"Resting"</h2>
            {cards}
            {help.map(|help| view! { <p class="quiet-line">{help}</p> })}
        </section>
    }
    .into_any()
}

fn next(session: Session, day: &Day) -> AnyView {
    let Some(line) = day.due.first().cloned() else {
        let sentence = if day.active == 0 {
            "Nothing is open right now. When you are ready, add what you would be glad to hear from."
        } else {
            "Nothing is due today. A day without tasks is part of a search, too."
        };
        return view! {
            <div class="empty">
                <Ring percent=100 size="l" />
                <p>{sentence}</p>
            </div>
        }
        .into_any();
    };
    let buttons = buttons(session, &line.item, line.planned.as_ref(), true);
    view! {
        <section class="next" aria-labelledby="next-title">
            <p class="next__label">"The one next thing"</p>
            <h2 id="next-title">
                <a href=line.address>{line.what}</a>
            </h2>
            <p class="due__about">{line.about}</p>
            <p class="due__why">{line.why}</p>
            <p class="due__when">{line.when}</p>
            <div class="cluster">{buttons}</div>
        </section>
    }
    .into_any()
}

fn lines(session: Session, title: &'static str, lines: Vec<Line>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines
        .into_iter()
        .map(|line| {
            let buttons = buttons(session, &line.item, line.planned.as_ref(), false);
            view! {
                <li class="due">
                    <div class="due__text">
                        <a class="due__what" href=line.address>
                            {line.what}
                        </a>
                        <span class="due__about">{line.about}</span>
                    </div>
                    <span class="due__when">{line.when}</span>
                    <div class="due__actions">{buttons}</div>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <section>
            <h2>{title}</h2>
            <ul class="due-list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// What can be done with a line right here.
fn buttons(session: Session, item: &Item, planned: Option<&Planned>, is_first: bool) -> AnyView {
    let id = item.id;
    let class = if is_first {
        "btn btn--primary"
    } else {
        "btn btn--small"
    };
    let later_class = if is_first {
        "btn"
    } else {
        "btn btn--small btn--quiet"
    };
    match item.what {
        ItemKind::Action => view! {
            <button type="button" class=class on:click=move |_| finish_action(session, id)>
                <Icon name="check" />
                "Done"
            </button>
            <button type="button" class=later_class on:click=move |_| put_action_off(session, id)>
                "Later"
            </button>
        }
        .into_any(),
        ItemKind::Comeback(_) => view! {
            <a class=class href=format!("/comeback/{id}")>
                "Continue"
            </a>
            <button type="button" class=later_class on:click=move |_| put_comeback_off(session, id)>
                "Later"
            </button>
        }
        .into_any(),
        ItemKind::Quiet { .. } => view! {
            <button type="button" class=later_class on:click=move |_| close_quiet(session, id)>
                "Close as no answer"
            </button>
            <button type="button" class=later_class on:click=move |_| wait_longer(session, id)>
                "Wait longer"
            </button>
        }
        .into_any(),
        ItemKind::Touch => {
            let Some(planned) = planned.cloned() else {
                return ().into_any();
            };
            let address = format!("/people/{}", planned.person);
            let (done, later) = (planned.clone(), planned);
            view! {
                <a class=class href=address>
                    "Write"
                </a>
                <button type="button" class=later_class on:click=move |_| session.perform(|journal, moment| touches::finish(journal, moment, &done))>
                    <Icon name="check" />
                    "Done"
                </button>
                <button type="button" class=later_class on:click=move |_| session.perform(|journal, moment| touches::put_off(journal, moment, &later))>
                    "Later"
                </button>
            }
            .into_any()
        }
        ItemKind::Debrief => {
            let address = item.opportunity.map_or_else(String::new, |opportunity| {
                format!("/search/{opportunity}?note={id}")
            });
            view! {
                <a class=class href=address>
                    <Icon name="note" />
                    "Note it"
                </a>
                <button type="button" class=later_class on:click=move |_| nothing_to_note(session, id)>
                    "Nothing to note"
                </button>
            }
            .into_any()
        }
        ItemKind::Round => {
            let address = item
                .opportunity
                .map_or_else(String::new, |opportunity| format!("/search/{opportunity}"));
            view! {
                <a class=class href=address>
                    "Prepare"
                </a>
            }
            .into_any()
        }
    }
}

fn finish_action(session: Session, id: domain::values::id::RecordId) {
    let today = session.day_of_writing();
    let edit = session.peek(|journal| {
        let action = journal.actions().get(id)?;
        let mut done = action.clone();
        done.done_on = Some(today);
        Some(Edit::new(format!("Done: {}", action.text)).change(id, action, &done))
    });
    session.commit(edit.unwrap_or_default());
}

fn put_action_off(session: Session, id: domain::values::id::RecordId) {
    let tomorrow = session.day_of_writing().plus_days(1);
    let edit = session.peek(|journal| {
        let action = journal.actions().get(id)?;
        let mut later = action.clone();
        later.due = Some(
            later
                .due
                .map_or(tomorrow, |due| due.plus_days(1))
                .max(tomorrow),
        );
        Some(Edit::new("Put off until tomorrow").change(id, action, &later))
    });
    session.commit(edit.unwrap_or_default());
}

fn put_comeback_off(session: Session, id: domain::values::id::RecordId) {
    let now = session.exact_now();
    let edit = session.peek(|journal| {
        let comeback = journal.comebacks().get(id)?;
        let later = comeback.after(
            Move::Later(now.today().plus_days(1)),
            Depth::Interviews,
            now,
        );
        Some(Edit::new("Put off until tomorrow").change(id, comeback, &later))
    });
    session.commit(edit.unwrap_or_default());
}

fn nothing_to_note(session: Session, id: domain::values::id::RecordId) {
    let edit = session.peek(|journal| {
        let event = journal.events().get(id)?;
        let settled = Event {
            is_debriefed: true,
            ..event.clone()
        };
        Some(Edit::new("Nothing to note").change(id, event, &settled))
    });
    session.commit(edit.unwrap_or_default());
}

fn close_quiet(session: Session, id: domain::values::id::RecordId) {
    session.perform_and_tell(|journal, moment| end_with(journal, moment, &[id], Ending::NoAnswer));
}

fn wait_longer(session: Session, id: domain::values::id::RecordId) {
    let until = session.day_of_writing().plus_days(14);
    let edit = session.peek(|journal| {
        let opportunity = journal.opportunities().get(id)?;
        let mut waiting = opportunity.clone();
        waiting.quiet_until = Some(until);
        let label = format!("Waiting two more weeks for {}", opportunity.short_name());
        Some(Edit::new(label).change(id, opportunity, &waiting))
    });
    session.commit(edit.unwrap_or_default());
}

fn day(session: Session) -> Day {
    let now = session.now();
    session.read(|journal| {
        let agenda = agenda(journal, now);
        let reminders = agenda.reminders();
        let Agenda {
            due,
            soon,
            pauses,
            plan,
            ..
        } = agenda;
        let show = |items: Vec<Item>| {
            items
                .into_iter()
                .map(|item| line(session, journal, &plan, item))
                .collect()
        };
        Day {
            is_first_visit: journal.is_empty(),
            due: show(due),
            soon: show(soon),
            rests: pauses
                .into_iter()
                .map(|pause| Rest {
                    company: name_of(journal, pause.opportunity),
                    until: now.say(pause.until_ms),
                    pause,
                })
                .collect(),
            active: journal
                .standings()
                .filter(|(_, standing)| standing.is_active())
                .count(),
            reminders,
        }
    })
}

fn line(session: Session, journal: &Journal, plan: &Plan, item: Item) -> Line {
    let now = session.now();
    let planned = (item.what == ItemKind::Touch)
        .then(|| {
            plan.touches
                .iter()
                .find(|touch| touch.id == item.id)
                .cloned()
        })
        .flatten();
    let about = item
        .opportunity
        .and_then(|id| journal.opportunities().get(id))
        .map_or_else(String::new, domain::model::opportunity::Opportunity::title);
    let opportunity_address = item
        .opportunity
        .map_or_else(|| "/".to_owned(), |id| format!("/search/{id}"));
    let day = item.on.relative(now.today());
    let when = match item.at {
        Some(_) if item.what == ItemKind::Round => when_of_round(session, journal, &item),
        Some(minute) => format!("{day}, {}", clock_time(minute)),
        None if item.on < now.today() => format!("since {}", item.on.short(now.today())),
        None => day,
    };
    let (what, why, address) = match item.what {
        ItemKind::Action => {
            let action = journal.actions().get(item.id);
            (
                action.map_or_else(String::new, |action| action.text.clone()),
                action.map_or_else(String::new, |action| action.why.clone()),
                opportunity_address,
            )
        }
        ItemKind::Touch => match &planned {
            Some(planned) => (
                touches::what(
                    planned.occasion,
                    &touches::name_of_person(journal, planned.person),
                ),
                planned.because.sentence(now.today()),
                format!("/people/{}", planned.person),
            ),
            None => (String::new(), String::new(), "/people".into()),
        },
        ItemKind::Comeback(step) => (
            step_words(step.id())
                .map_or("The next step", |words| words.title)
                .to_owned(),
            kind_line(usize::try_from(now.ms / 86_400_000).unwrap_or(0)).to_owned(),
            format!("/comeback/{}", item.id),
        ),
        ItemKind::Quiet { days } => (
            format!("No word for {days} days"),
            "Write once more, wait, or close it as no answer. That is not the same as a no."
                .to_owned(),
            opportunity_address,
        ),
        ItemKind::Round => (
            title_of_round(journal, item.id),
            "What you learned so far stands on its page.".to_owned(),
            opportunity_address,
        ),
        ItemKind::Debrief => (
            format!("What you take from: {}", title_of_round(journal, item.id)),
            "Three lines while it is fresh: what they care about, what landed, what to send."
                .to_owned(),
            format!("{opportunity_address}?note={}", item.id),
        ),
    };
    Line {
        item,
        planned,
        what,
        why,
        about,
        when,
        address,
    }
}

fn title_of_round(journal: &Journal, id: domain::values::id::RecordId) -> String {
    journal
        .events()
        .get(id)
        .map(|event| event.title.clone())
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| "Interview".into())
}

/// When a round is, on the person's own clock; where it has a zone of its own, also what the clock shows there.
fn when_of_round(session: Session, journal: &Journal, item: &Item) -> String {
    let now = session.now();
    let said = |(on, at): (Date, Option<u32>)| {
        let at = at.map_or_else(String::new, |at| format!(", {}", clock_time(at)));
        format!("{}{at}", on.relative(now.today()))
    };
    let here = said((item.on, item.at));
    let Some(event) = journal.events().get(item.id) else {
        return here;
    };
    let place = event.zone.rsplit('/').next().unwrap_or_default();
    let (Some(at), false) = (event.at, place.is_empty()) else {
        return here;
    };
    let there = format!("{} in {}", clock_time(at), place.replace('_', " "));
    let Some(begins_ms) = event.begins_ms().and_then(|ms| u64::try_from(ms).ok()) else {
        return format!("{}, {there}", item.on.relative(now.today()));
    };
    // The clock may be changed between now and then.
    let offset = session
        .with_platform(|platform| platform.zone_offset(&platform.zone(), begins_ms))
        .unwrap_or(now.offset_minutes);
    let then = Now {
        ms: begins_ms,
        offset_minutes: offset,
    };
    let (on, minute) = then.local(begins_ms);
    if offset == event.utc_offset.unwrap_or(offset) {
        return said((on, Some(minute)));
    }
    format!("{} ({there})", said((on, Some(minute))))
}
