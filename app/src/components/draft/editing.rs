//! A message while it is edited: its words, its addressee, and every change of it.

use domain::journal::Journal;
use domain::method::{Draft, Occasion, Style, draft};
use domain::model::message::Message;
use domain::state::edit::Edit;
use domain::tone::Addressee;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::begun::{begin, begun};
use crate::actions::messages::{self, Purpose};
use crate::actions::settings::sign_as;
use crate::session::Session;

/// The gap that drafts leave for the signature.
const NAME_GAP: &str = "[your name]";

/// A message being edited; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    /// The session.
    pub(super) session: Session,
    /// The id of the message, kept or not yet.
    pub(super) id: RecordId,
    /// The occasion.
    pub(super) occasion: Occasion,
    /// The addressee.
    pub(super) to: StoredValue<Addressee>,
    /// The subject as it stands in the field.
    pub(super) subject: RwSignal<String>,
    /// The text as it stands in the field.
    pub(super) body: RwSignal<String>,
    /// The length and the register chosen for the next draft.
    pub(super) style: RwSignal<Style>,
    /// The day it was sent.
    pub(super) sent_on: Memo<Option<Date>>,
    purpose: StoredValue<Purpose>,
}

impl Editing {
    /// Takes up the message begun before, or begins one.
    pub(super) fn new(session: Session, purpose: Purpose) -> Self {
        let occasion = purpose.occasion;
        let to = session.peek(|journal| addressee(journal, &purpose));
        let mine = to.facts.mine.trim().to_owned();
        let begun = session.peek(|journal| begun(journal, &purpose));
        // One begun before a name was known.
        let begun = begun.map(|(id, message)| {
            let body = match message.sent_on {
                None if !mine.is_empty() => message.body.replace(NAME_GAP, &mine),
                _ => message.body.clone(),
            };
            (id, Message { body, ..message })
        });
        let (id, message) = begun.unwrap_or_else(|| {
            let words = draft(occasion, &to.facts, Style::default());
            begin(&purpose, words, || session.new_id())
        });
        let subject = RwSignal::new(message.subject);
        let body = RwSignal::new(message.body);
        follow(session, id, subject, body);
        let sent_on = Memo::new(move |_| {
            session.read(|journal| journal.messages().get(id).and_then(|kept| kept.sent_on))
        });
        Self {
            session,
            id,
            occasion,
            to: StoredValue::new(to),
            subject,
            body,
            style: RwSignal::new(Style::default()),
            sent_on,
            purpose: StoredValue::new(purpose),
        }
    }

    /// The words as they stand in the fields, not followed.
    pub(super) fn words(self) -> Draft {
        Draft {
            subject: self.subject.get_untracked(),
            body: self.body.get_untracked(),
        }
    }

    /// Keeps the words.
    pub(super) fn keep(self) {
        let edit = self.edit_of(messages::keep);
        self.session.commit_quietly(edit);
    }

    /// Signs the message, and remembers the name for every message to come.
    pub(super) fn sign(self, name: &str) {
        if name.is_empty() {
            return;
        }
        self.to
            .update_value(|to| name.clone_into(&mut to.facts.mine));
        self.session
            .perform_quietly(|journal, _| sign_as(journal, name));
        self.body
            .update(|body| *body = body.replace(NAME_GAP, name));
        self.keep();
    }

    /// Puts other words in the place of the ones in the fields.
    pub(super) fn take(self, words: Draft) {
        self.subject.set(words.subject);
        self.body.set(words.body);
        self.session.commit(self.edit_of(messages::draft_again));
    }

    /// Drafts the message again in the chosen style.
    pub(super) fn draft_again(self) {
        let style = self.style.get_untracked();
        self.take(
            self.to
                .with_value(|to| draft(self.occasion, &to.facts, style)),
        );
    }

    /// Marks it as sent today, or takes that back.
    pub(super) fn toggle_sent(self) {
        if self.sent_on.get_untracked().is_some() {
            let edit = self.edit_of(messages::mark_unsent);
            return self.session.commit_quietly(edit);
        }
        self.session.perform(|journal, moment| {
            self.purpose.with_value(|purpose| {
                messages::mark_sent(journal, moment, self.id, purpose, self.words())
            })
        });
    }

    fn edit_of(self, action: fn(&Journal, RecordId, &Purpose, Draft) -> Edit) -> Edit {
        self.session.peek(|journal| {
            self.purpose
                .with_value(|purpose| action(journal, self.id, purpose, self.words()))
        })
    }
}

fn addressee(journal: &Journal, purpose: &Purpose) -> Addressee {
    let touch = purpose.touch.as_ref().map(|touch| touch.id);
    let to = Addressee::of(
        journal,
        purpose.occasion,
        purpose.person,
        purpose.opportunity,
        touch,
    );
    match purpose.feedback {
        Some(about) => to.about_feedback(journal, about),
        None => to,
    }
}

/// Shows what an undo, another tab or another device made of the message; what is being typed
/// stays. A message whose beginning was taken back is as it was shown first.
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
