//! A draft: subject and text to edit, in several lengths and registers, looked over while it is typed, copied, opened in the mail program,
//! shared, and marked as sent. The app never sends anything by itself.

use domain::date::Date;
use domain::edit::Edit;
use domain::id::RecordId;
use domain::journal::Journal;
use domain::link::mailto;
use domain::method::{Draft, DraftFacts, Length, Occasion, Register, Style, draft};
use domain::notebook::Message;
use domain::record::{RecordKey, RecordKind};
use domain::template::Template;
use domain::tone::{Addressee, check};
use domain::touch::Planned;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::versions::EarlierVersions;
use crate::session::{Session, session};
use crate::touches;

/// What a message is for, and to whom.
#[derive(Clone, Debug, PartialEq)]
struct Purpose {
    opportunity: Option<RecordId>,
    occasion: Occasion,
    person: Option<RecordId>,
    touch: Option<Planned>,
}

/// Words to draft from, owned, so that they outlive a look into the journal.
#[derive(Clone, Debug, Default, PartialEq)]
struct Facts {
    company: String,
    role: String,
    person: String,
    mine: String,
    cares: String,
    landed: String,
    learned: String,
    mail: String,
    notes: String,
}

impl Facts {
    fn borrowed(&self) -> DraftFacts<'_> {
        DraftFacts {
            company: &self.company,
            role: &self.role,
            person: &self.person,
            mine: &self.mine,
            cares: &self.cares,
            landed: &self.landed,
            learned: &self.learned,
        }
    }
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
) -> impl IntoView {
    let session = session();
    let purpose = StoredValue::new(Purpose {
        opportunity,
        occasion,
        person,
        touch,
    });
    let facts =
        StoredValue::new(session.peek(|journal| purpose.with_value(|it| facts(journal, it))));
    let (id, message) = begun(session, purpose, facts);
    let subject = RwSignal::new(message.subject);
    let body = RwSignal::new(message.body);
    let style = RwSignal::new(Style::default());
    let sent = Memo::new(move |_| {
        session.read(|journal| {
            journal
                .messages()
                .get(id)
                .and_then(|message| message.sent_on)
        })
    });
    let keep = move |sent_on| {
        let words = Draft {
            subject: subject.get_untracked(),
            body: body.get_untracked(),
        };
        purpose.with_value(|purpose| keep(session, id, purpose, words, sent_on));
    };
    let take = move |words: Draft| {
        subject.set(words.subject);
        body.set(words.body);
        keep(None);
        session.announce("The draft is another one now. Undo brings yours back.");
    };
    let draft_anew = move || {
        take(facts.with_value(|facts| draft(occasion, &facts.borrowed(), style.get_untracked())));
    };
    let field_id = format!("draft-{}", occasion.id());
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
                    on:change=move |_| keep(None)
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
                    on:change=move |_| keep(None)
                ></textarea>
            </div>
            <Hints purpose=purpose facts=facts body=body id=hints_id />
            <EarlierVersions record=RecordKey::new(RecordKind::Message, id) field="body" shown=body />
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
                    href=move || facts.with_value(|facts| mailto(&facts.mail, &subject.get(), &body.get()))
                    on:click=move |_| keep(None)
                >
                    <Icon name="mail" />
                    "Open in mail"
                </a>
                <Show when=move || session.is_loaded() && session.with_platform(|platform| platform.can_share())>
                    <button
                        type="button"
                        class="btn btn--small"
                        on:click=move |_| {
                            keep(None);
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
                        keep(Some(sent.get_untracked().is_none().then_some(today)));
                    }
                >
                    <Icon name="check" />
                    {live(move || if sent.get().is_some() { "Sent" } else { "I sent it" })}
                </button>
            </div>
            <Styles occasion=occasion style=style on_choose=Callback::new(move |()| draft_anew()) />
            <Templates purpose=purpose facts=facts subject=subject body=body on_take=Callback::new(take) />
        </div>
    }
    .into_any()
}

/// What is worth a look, in words; it hinders nothing.
#[component]
fn Hints(
    purpose: StoredValue<Purpose>,
    facts: StoredValue<Facts>,
    body: RwSignal<String>,
    id: String,
) -> impl IntoView {
    let session = session();
    let others =
        StoredValue::new(session.peek(|journal| purpose.with_value(|it| others(journal, it))));
    let hints = Memo::new(move |_| {
        let text = body.get();
        facts.with_value(|facts| {
            others.with_value(|(names, companies)| {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let companies: Vec<&str> = companies.iter().map(String::as_str).collect();
                let known = [&facts.notes, &facts.cares, &facts.landed, &facts.learned];
                let known: Vec<&str> = known.into_iter().map(String::as_str).collect();
                let to = Addressee {
                    name: &facts.person,
                    company: &facts.company,
                    known: &known,
                    other_names: &names,
                    other_companies: &companies,
                };
                let occasion = purpose.with_value(|purpose| purpose.occasion);
                check(occasion, &text, &to)
            })
        })
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
fn Styles(occasion: Occasion, style: RwSignal<Style>, on_choose: Callback<()>) -> impl IntoView {
    let lengths = Length::ALL
        .into_iter()
        .map(|(length, word)| {
            let choose = move || {
                style.update(|style| style.length = length);
                on_choose.run(());
            };
            let group = format!("length-{}", occasion.id());
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
            let group = format!("register-{}", occasion.id());
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
    purpose: StoredValue<Purpose>,
    facts: StoredValue<Facts>,
    subject: RwSignal<String>,
    body: RwSignal<String>,
    on_take: Callback<Draft>,
) -> impl IntoView {
    let session = session();
    let name = RwSignal::new(String::new());
    let occasion = purpose.with_value(|purpose| purpose.occasion);
    let own = Memo::new(move |_| {
        session.read(|journal| {
            let templates = journal.templates().iter();
            templates
                .filter(|(_, template)| template.occasion == Some(occasion))
                .map(|(id, template)| (id, template.clone()))
                .collect::<Vec<_>>()
        })
    });
    let rows = move || {
        own.get()
            .into_iter()
            .map(|(id, template)| {
                let words = facts.with_value(|facts| template.fill(&facts.borrowed()));
                let removed = format!("Template “{}” removed", template.name);
                let label = format!("Remove the template {}", template.name);
                view! {
                    <li class="cluster">
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
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let called = name.get_untracked().trim().to_owned();
        let called = if called.is_empty() {
            "My own".to_owned()
        } else {
            called
        };
        let template = facts.with_value(|facts| {
            let (subject, body) = (subject.get_untracked(), body.get_untracked());
            Template::of_message(occasion, &called, &subject, &body, &facts.borrowed())
        });
        let id = Template::id(occasion, &called);
        let before = session.peek(|journal| journal.templates().get(id).cloned());
        let label = format!("Template “{called}” kept");
        session.commit(match before {
            Some(before) => Edit::new(label).change(id, &before, &template),
            None => Edit::new(label).create(id, &template).set(
                RecordKind::Template,
                id,
                domain::record::REMOVED,
                false.into(),
            ),
        });
        name.set(String::new());
    };
    let field = format!("template-{}", occasion.id());
    view! {
        <details class="why">
            <summary>"My templates"</summary>
            <div class="stack">
                <ul class="learning-list">{live(rows)}</ul>
                <form class="cluster" on:submit=keep>
                    <label class="vh" for=field.clone()>
                        "Name of the template"
                    </label>
                    <input
                        id=field
                        type="text"
                        placeholder="Name of the template"
                        prop:value=move || name.get()
                        on:input=move |input| name.set(event_target_value(&input))
                    />
                    <button type="submit" class="btn btn--small">
                        "Keep this text as a template"
                    </button>
                </form>
                <p class="field__hint">"The name, the company, the role and your own name become fields, so that it fits the next person."</p>
            </div>
        </details>
    }
    .into_any()
}

/// The message to edit: the one of this touch, else the latest for the occasion, else a new draft.
fn begun(
    session: Session,
    purpose: StoredValue<Purpose>,
    facts: StoredValue<Facts>,
) -> (RecordId, Message) {
    let known = session.peek(|journal| purpose.with_value(|purpose| known(journal, purpose)));
    known.unwrap_or_else(|| {
        let purpose = purpose.get_value();
        let words =
            facts.with_value(|facts| draft(purpose.occasion, &facts.borrowed(), Style::default()));
        let message = Message {
            opportunity: purpose.opportunity,
            person: purpose.person,
            occasion: Some(purpose.occasion),
            touch: purpose.touch.map(|touch| touch.id),
            subject: words.subject,
            body: words.body,
            ..Message::default()
        };
        (session.new_id(), message)
    })
}

fn known(journal: &Journal, purpose: &Purpose) -> Option<(RecordId, Message)> {
    let is_for_this = |message: &Message| {
        let is_for = message.occasion == Some(purpose.occasion)
            && message.person == purpose.person
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
    let found: Option<(RecordId, &Message)> = match (purpose.person, purpose.opportunity) {
        (Some(person), _) => journal
            .messages_to(person)
            .filter(|(_, message)| is_for_this(message))
            .max_by_key(|(id, _)| *id),
        (None, Some(opportunity)) => journal
            .messages()
            .of(opportunity)
            .filter(|(_, message)| is_for_this(message))
            .max_by_key(|(id, _)| *id),
        (None, None) => None,
    };
    found.map(|(id, message)| (id, message.clone()))
}

/// What is known that a message could speak of.
fn facts(journal: &Journal, purpose: &Purpose) -> Facts {
    let mut facts = Facts {
        mine: journal.settings().name.clone(),
        ..Facts::default()
    };
    let addressee =
        purpose.person.or_else(
            || match journal.people_of(purpose.opportunity?).as_slice() {
                [(only, _)] => Some(*only),
                _ => None,
            },
        );
    let mut opportunity = purpose.opportunity;
    if let Some((id, person)) = addressee.and_then(|id| Some((id, journal.people().get(id)?))) {
        person.first_name().clone_into(&mut facts.person);
        person.company.clone_into(&mut facts.company);
        person.mail.clone_into(&mut facts.mail);
        person.notes.clone_into(&mut facts.notes);
        opportunity = opportunity.or_else(|| journal.opportunities_of(id).last().copied());
        let noted = journal
            .rounds_with(id)
            .filter(|(_, round)| !round.cares.is_empty() || !round.landed.is_empty())
            .max_by_key(|(id, round)| (round.on, *id));
        if let Some((_, round)) = noted {
            round.cares.clone_into(&mut facts.cares);
            round.landed.clone_into(&mut facts.landed);
        }
    }
    if let Some(about) = opportunity.and_then(|id| journal.opportunities().get(id)) {
        about.company.clone_into(&mut facts.company);
        about.role.clone_into(&mut facts.role);
        let comeback = opportunity.and_then(|id| journal.comeback_of(id));
        if let Some((_, comeback)) = comeback
            && purpose.occasion == Occasion::ReplyToNo
        {
            comeback.learned.clone_into(&mut facts.learned);
        }
    }
    if let Some(planned) = &purpose.touch
        && let Some(touch) = journal.touches().get(planned.id)
    {
        let parts: Vec<&str> = [touch.text.as_str(), touch.link.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        facts.learned = parts.join(" ");
    }
    if purpose.occasion == Occasion::SeasonsGreetings
        && let Some(person) = purpose.person.and_then(|id| journal.people().get(id))
        && let Some(holiday) = domain::holiday::Holiday::of(&person.holiday)
    {
        facts.learned = format!("{} to you and yours.", holiday.greeting);
    }
    facts
}

/// First names and companies of others in the search, which a message to this person would hardly name.
fn others(journal: &Journal, purpose: &Purpose) -> (Vec<String>, Vec<String>) {
    let names = journal
        .people()
        .iter()
        .filter(|(id, _)| Some(*id) != purpose.person)
        .map(|(_, person)| person.first_name().to_owned());
    let own: Vec<RecordId> = match purpose.person {
        Some(person) => journal.opportunities_of(person),
        None => purpose.opportunity.into_iter().collect(),
    };
    let companies = journal
        .opportunities()
        .iter()
        .filter(|(id, _)| !own.contains(id))
        .map(|(_, about)| about.company.clone());
    (names.collect(), companies.collect())
}

/// Writes the message. `sent_on` changes the mark only where it is given; it also settles the touch, or opens it again.
fn keep(
    session: Session,
    id: RecordId,
    purpose: &Purpose,
    words: Draft,
    sent_on: Option<Option<Date>>,
) {
    let before = session.peek(|journal| journal.messages().get(id).cloned());
    let held_mark = before.as_ref().and_then(|before| before.sent_on);
    let message = Message {
        opportunity: purpose.opportunity,
        person: purpose.person,
        occasion: Some(purpose.occasion),
        touch: purpose.touch.as_ref().map(|touch| touch.id),
        subject: words.subject,
        body: words.body,
        sent_on: sent_on.unwrap_or(held_mark),
    };
    let mut edit = match before {
        Some(before) => Edit::new("Message kept").change(id, &before, &message),
        None => Edit::new("Message kept").create(id, &message),
    };
    if let (Some(done_on), Some(planned)) = (sent_on, &purpose.touch) {
        let settles = session.peek(|journal| {
            touches::change(journal, planned, String::new(), |touch| {
                touch.done_on = done_on
            })
        });
        edit = edit.and(settles);
    }
    if matches!(sent_on, Some(Some(_))) {
        session.commit(Edit {
            label: "Marked as sent".into(),
            ..edit
        });
    } else {
        session.commit_quietly(edit);
    }
}
