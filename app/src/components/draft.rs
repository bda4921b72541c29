//! A draft: subject and text to edit, in several lengths and registers, looked over while it is typed, copied, opened in the mail program,
//! shared, and marked as sent. The app never sends anything by itself.

use domain::journal::Journal;
use domain::method::{Draft, Length, Occasion, Register, Style, draft};
use domain::model::message::Message;
use domain::model::template::Template;
use domain::planning::plan::Planned;
use domain::state::edit::Edit;
use domain::state::entity::Entity;
use domain::state::record::{RecordKey, RecordKind};
use domain::tone::{Addressee, check};
use domain::values::date::Date;
use domain::values::id::RecordId;
use domain::values::link::mailto;
use leptos::prelude::*;

use crate::actions::touches;
use crate::components::field::LineForm;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::versions::EarlierVersions;
use crate::session::{Session, session};

/// What a message is for, and to whom.
#[derive(Clone, Debug, PartialEq)]
struct Purpose {
    opportunity: Option<RecordId>,
    occasion: Occasion,
    person: Option<RecordId>,
    /// Whether the page said who it is to.
    is_person_given: bool,
    touch: Option<Planned>,
}

/// The editor of one message for one occasion. A message begun before is taken up again.
#[component]
pub fn DraftEditor(
    /// What the message is about.
    #[prop(optional_no_strip)]
    opportunity: Option<RecordId>,
    /// What it is for.
    occasion: Occasion,
    /// To whom, where it is one person.
    #[prop(optional_no_strip)]
    person: Option<RecordId>,
    /// The planned touch that is settled when it is sent.
    #[prop(optional_no_strip)]
    touch: Option<Planned>,
    /// The action it is written for, of which several may be open on one page.
    #[prop(optional)]
    action: Option<RecordId>,
) -> impl IntoView {
    let session = session();
    let whom =
        |journal: &Journal| person.or_else(|| Addressee::whom(journal, occasion, opportunity?));
    let purpose = StoredValue::new(Purpose {
        opportunity,
        occasion,
        person: session.peek(whom),
        is_person_given: person.is_some(),
        touch,
    });
    let to = StoredValue::new(session.peek(|journal| {
        purpose.with_value(|it| {
            let touch = it.touch.as_ref().map(|touch| touch.id);
            Addressee::of(journal, occasion, it.person, opportunity, touch)
        })
    }));
    let (id, message) = begun(session, purpose, to);
    let subject = RwSignal::new(message.subject);
    let body = RwSignal::new(message.body);
    follow(session, id, subject, body);
    let style = RwSignal::new(Style::default());
    let sent = Memo::new(move |_| {
        session.read(|journal| {
            journal
                .messages()
                .get(id)
                .and_then(|message| message.sent_on)
        })
    });
    let keep = move |why| {
        let words = Draft {
            subject: subject.get_untracked(),
            body: body.get_untracked(),
        };
        purpose.with_value(|purpose| keep(session, id, purpose, words, why));
    };
    let take = move |words: Draft| {
        subject.set(words.subject);
        body.set(words.body);
        keep(Why::DraftedAnew);
    };
    let draft_anew = move || {
        take(to.with_value(|to| draft(occasion, &to.facts, style.get_untracked())));
    };
    // Several planned words and actions of one occasion can be open on one page.
    let cause = purpose.with_value(|it| it.touch.as_ref().map(|touch| touch.id).or(action));
    let named = match cause {
        Some(cause) => format!("{}-{cause}", occasion.id()),
        None => occasion.id().to_owned(),
    };
    let within = format!("-{named}");
    let field_id = format!("draft-{named}");
    let subject_id = format!("{field_id}-subject");
    let hints_id = format!("{field_id}-hints");
    let described_by = hints_id.clone();
    view! {
        <div class="draft">
            <div class="field">
                <label for=subject_id.clone()>"Subject"</label>
                <input
                    id=subject_id
                    type="text"
                    dir="auto"
                    prop:value=move || subject.get()
                    on:input=move |input| subject.set(event_target_value(&input))
                    on:change=move |_| keep(Why::Typed)
                />
            </div>
            <div class="field">
                <label for=field_id.clone()>{occasion.label()}</label>
                <textarea
                    id=field_id
                    rows="10"
                    dir="auto"
                    aria-describedby=described_by
                    prop:value=move || body.get()
                    on:input=move |input| body.set(event_target_value(&input))
                    on:change=move |_| keep(Why::Typed)
                ></textarea>
            </div>
            <Hints occasion=occasion to=to subject=subject body=body id=hints_id />
            <EarlierVersions record=RecordKey::new(RecordKind::Message, id) field="body" shown=body within=within />
            <div class="draft__actions cluster">
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| session.copy(&format!("{}\n\n{}", subject.get_untracked(), body.get_untracked()), "Message")
                >
                    <Icon name="copy" />
                    "Copy"
                </button>
                <a
                    class="btn btn--small"
                    href=move || to.with_value(|to| mailto(&to.mail, &subject.get(), &body.get()))
                    on:click=move |_| keep(Why::Typed)
                >
                    <Icon name="mail" />
                    "Open in mail"
                </a>
                <Show when=move || session.is_loaded() && session.with_platform(|platform| platform.can_share())>
                    <button
                        type="button"
                        class="btn btn--small"
                        on:click=move |_| {
                            keep(Why::Typed);
                            session.with_platform(|platform| platform.share(&subject.get_untracked(), &body.get_untracked()));
                        }
                    >
                        <Icon name="upload" />
                        "Share"
                    </button>
                </Show>
                <button
                    type="button"
                    class="btn btn--small"
                    aria-pressed=move || sent.get().is_some().to_string()
                    on:click=move |_| {
                        let today = session.day_of_writing();
                        keep(Why::Sent(sent.get_untracked().is_none().then_some(today)));
                    }
                >
                    <Icon name="check" />
                    {live(move || if sent.get().is_some() { "Sent" } else { "I sent it" })}
                </button>
            </div>
            <Styles named=named.clone() style=style on_choose=Callback::new(move |()| draft_anew()) />
            <Templates occasion=occasion named=named to=to subject=subject body=body on_take=Callback::new(take) />
        </div>
    }
    .into_any()
}

/// What is worth a look, in words; it hinders nothing.
#[component]
fn Hints(
    occasion: Occasion,
    to: StoredValue<Addressee>,
    subject: RwSignal<String>,
    body: RwSignal<String>,
    id: String,
) -> impl IntoView {
    let hints = Memo::new(move |_| {
        let (subject, body) = (subject.get(), body.get());
        to.with_value(|to| check(occasion, &subject, &body, to))
    });
    let rows = move || {
        hints
            .get()
            .into_iter()
            .map(|hint| view! { <li>{hint.sentence()}</li> }.into_any())
            .collect_view()
    };
    view! {
        <ul class="hints" id=id aria-label="Worth a look" hidden=move || hints.with(Vec::is_empty)>
            {live(rows)}
        </ul>
    }
    .into_any()
}

/// Lengths and registers to draft anew in.
#[component]
fn Styles(named: String, style: RwSignal<Style>, on_choose: Callback<()>) -> impl IntoView {
    let lengths = Length::ALL
        .into_iter()
        .map(|(length, word)| {
            let choose = move || {
                style.update(|style| style.length = length);
                on_choose.run(());
            };
            let group = format!("length-{named}");
            radio(group, word, move || style.get().length == length, choose)
        })
        .collect_view();
    let registers = Register::ALL
        .into_iter()
        .map(|(register, word)| {
            let choose = move || {
                style.update(|style| style.register = register);
                on_choose.run(());
            };
            let group = format!("register-{named}");
            radio(
                group,
                word,
                move || style.get().register == register,
                choose,
            )
        })
        .collect_view();
    view! {
        <details class="why">
            <summary>"Draft it anew, shorter or longer"</summary>
            <div class="stack">
                <p class="field__hint">"What stands above is replaced. Undo brings it back."</p>
                <fieldset class="segmented" aria-label="Length">
                    {lengths}
                </fieldset>
                <fieldset class="segmented" aria-label="Register">
                    {registers}
                </fieldset>
            </div>
        </details>
    }
    .into_any()
}

fn radio(
    group: String,
    word: &'static str,
    is_chosen: impl Fn() -> bool + Send + Sync + 'static,
    choose: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    view! {
        <label>
            <input type="radio" name=group prop:checked=is_chosen on:change=move |_| choose() />
            <span>{word}</span>
        </label>
    }
    .into_any()
}

/// The person's own templates for the occasion, and keeping this text as one.
#[component]
fn Templates(
    occasion: Occasion,
    named: String,
    to: StoredValue<Addressee>,
    subject: RwSignal<String>,
    body: RwSignal<String>,
    on_take: Callback<Draft>,
) -> impl IntoView {
    let session = session();
    let name = RwSignal::new(String::new());
    let own = Memo::new(move |_| {
        session.read(|journal| {
            let templates = journal.templates().iter();
            templates
                .filter(|(_, template)| template.occasion == Some(occasion))
                .map(|(id, template)| (id, template.clone()))
                .collect::<Vec<_>>()
        })
    });
    let within = format!("-{named}");
    let rows = move || {
        own.get()
            .into_iter()
            .map(|(id, template)| {
                let of = format!("the template “{}”", template.name);
                let within = within.clone();
                let words = to.with_value(|to| template.fill(&to.facts));
                let removed = format!("Template “{}” removed", template.name);
                let label = format!("Remove the template {}", template.name);
                view! {
                    <li class="template">
                        <button type="button" class="btn btn--small" on:click=move |_| on_take.run(words.clone())>
                            {template.name}
                        </button>
                        <button
                            type="button"
                            class="btn btn--icon btn--quiet"
                            aria-label=label
                            on:click=move |_| {
                                session.commit(Edit::new(removed.clone()).remove(RecordKind::Template, id));
                            }
                        >
                            <Icon name="trash" />
                        </button>
                        <EarlierVersions record=RecordKey::new(RecordKind::Template, id) field="body" of=of within=within />
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    let keep = move |called: String| {
        let called = if called.is_empty() {
            "My own".to_owned()
        } else {
            called
        };
        let template = to.with_value(|to| {
            let (subject, body) = (subject.get_untracked(), body.get_untracked());
            Template::of_message(occasion, &called, &subject, &body, &to.facts)
        });
        let id = Template::id(occasion, &called);
        let label = format!("Template “{called}” kept");
        session.commit(session.peek(|journal| write(journal, &label, id, &template)));
        name.set(String::new());
    };
    view! {
        <details class="why">
            <summary>"My templates"</summary>
            <div class="stack">
                <ul class="learning-list">{live(rows)}</ul>
                <LineForm
                    id=format!("template-{named}")
                    label="Name of the template"
                    button="Keep this text as a template"
                    value=name
                    on_submit=Callback::new(keep)
                />
                <p class="field__hint">"Names, company, role and what you noted about them become fields, so that it fits the next person."</p>
            </div>
        </details>
    }
    .into_any()
}

/// The message to edit: the one of this touch, else the latest for the occasion, else a new draft.
fn begun(
    session: Session,
    purpose: StoredValue<Purpose>,
    to: StoredValue<Addressee>,
) -> (RecordId, Message) {
    let known = session.peek(|journal| purpose.with_value(|purpose| known(journal, purpose)));
    known.unwrap_or_else(|| {
        let purpose = purpose.get_value();
        let words = to.with_value(|to| draft(purpose.occasion, &to.facts, Style::default()));
        let message = Message {
            opportunity: purpose.opportunity,
            person: purpose.person,
            occasion: Some(purpose.occasion),
            touch: purpose.touch.map(|touch| touch.id),
            subject: words.subject,
            body: words.body,
            ..Message::default()
        };
        // One touch is one message, also where two devices begin it.
        let id = message.touch.map_or_else(
            || session.new_id(),
            |touch| RecordId::derived("message", &[touch], 0),
        );
        (id, message)
    })
}

fn known(journal: &Journal, purpose: &Purpose) -> Option<(RecordId, Message)> {
    let is_for_this = |message: &Message| {
        // One begun before it was known who it is to is theirs, too.
        let is_to = message.person == purpose.person
            || (message.person.is_none() && !purpose.is_person_given);
        let is_for = message.occasion == Some(purpose.occasion)
            && is_to
            && message.opportunity == purpose.opportunity;
        match &purpose.touch {
            // A sent one belongs to an earlier touch.
            Some(touch) => {
                message.touch == Some(touch.id)
                    || (is_for && message.touch.is_none() && message.sent_on.is_none())
            }
            None => is_for,
        }
    };
    let begun: Vec<(RecordId, &Message)> = match (purpose.opportunity, purpose.person) {
        (Some(opportunity), _) if !purpose.is_person_given => {
            journal.messages().of(opportunity).collect()
        }
        (_, Some(person)) => journal.messages_to(person).collect(),
        (_, None) => Vec::new(),
    };
    begun
        .into_iter()
        .filter(|(_, message)| is_for_this(message))
        .max_by_key(|(id, _)| *id)
        .map(|(id, message)| (id, message.clone()))
}

/// Shows what an undo, another tab or another device made of the message; what is being typed stays. A message whose beginning was taken
/// back is as it was shown first.
fn follow(session: Session, id: RecordId, subject: RwSignal<String>, body: RwSignal<String>) {
    let first = (subject.get_untracked(), body.get_untracked());
    let kept = Memo::new(move |_| {
        session.read(|journal| {
            let message = journal.messages().get(id);
            message.map_or_else(
                || first.clone(),
                |message| (message.subject.clone(), message.body.clone()),
            )
        })
    });
    let show = |shown: RwSignal<String>, before: &str, now: &str| {
        if before != now && shown.with_untracked(|shown| shown == before) {
            shown.set(now.to_owned());
        }
    };
    Effect::new(move |before: Option<(String, String)>| {
        let now = kept.get();
        if let Some(before) = before {
            show(subject, &before.0, &now.0);
            show(body, &before.1, &now.1);
        }
        now
    });
}

/// Why a message is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The person wrote, or takes it elsewhere.
    Typed,
    /// Other words were put in the place of theirs.
    DraftedAnew,
    /// It was sent on that day, or was not after all.
    Sent(Option<Date>),
}

/// Writes the message. Whether it was sent also settles the touch, or opens it again.
fn keep(session: Session, id: RecordId, purpose: &Purpose, words: Draft, why: Why) {
    let before = session.peek(|journal| journal.messages().get(id).cloned());
    let before = before.unwrap_or_default();
    let touch = purpose.touch.as_ref().map(|touch| touch.id);
    let message = Message {
        opportunity: purpose.opportunity,
        person: purpose.person.or(before.person),
        occasion: Some(purpose.occasion),
        touch: touch.or(before.touch),
        subject: words.subject,
        body: words.body,
        sent_on: match why {
            Why::Sent(sent_on) => sent_on,
            _ => before.sent_on,
        },
    };
    let label = match why {
        Why::Typed | Why::Sent(None) => "Message kept",
        Why::DraftedAnew => "Drafted anew",
        Why::Sent(Some(_)) => "Marked as sent",
    };
    let mut edit = session.peek(|journal| write(journal, label, id, &message));
    if let (Why::Sent(done_on), Some(planned)) = (why, &purpose.touch) {
        let settles = session.peek(|journal| {
            touches::change(journal, planned, String::new(), |touch| {
                touch.done_on = done_on
            })
        });
        edit = edit.and(settles);
    }
    match why {
        Why::Typed | Why::Sent(None) => session.commit_quietly(edit),
        Why::DraftedAnew | Why::Sent(Some(_)) => session.commit(edit),
    }
}

/// An edit that writes a whole record, also where it was taken back before.
fn write<T: Entity>(journal: &Journal, label: &str, id: RecordId, after: &T) -> Edit {
    let held = journal.record(&RecordKey::new(T::KIND, id));
    Edit::new(label).put(held, id, after)
}
