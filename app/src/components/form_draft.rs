//! Half-written forms. What is typed into a form is kept on this device until it is saved or
//! discarded: through a reload, Back, a page that the browser drops, a new version. There is one
//! such mechanism, and every form uses it; fields that save by themselves need none. Passwords,
//! codes and names to sign in with are never kept.

mod kept;

use domain::values::id::RecordId;
use leptos::prelude::*;

pub use self::kept::written_at;
use self::kept::{KeptForm, KeptForms};
use crate::components::live::live;
use crate::session::{Session, session};

/// A field of a form, which has a text whatever it holds.
#[derive(Clone, Copy)]
pub enum DraftField {
    /// What is typed, or the stored word that is chosen.
    Text(RwSignal<String>),
    /// The records that are ticked.
    Ids(RwSignal<Vec<RecordId>>),
}

impl DraftField {
    /// Its text, followed.
    fn text(self) -> String {
        match self {
            Self::Text(signal) => signal.get(),
            Self::Ids(signal) => {
                let ids = signal.get().into_iter().map(|id| id.to_string());
                ids.collect::<Vec<_>>().join(" ")
            }
        }
    }

    fn set(self, text: &str) {
        match self {
            Self::Text(signal) => signal.set(text.to_owned()),
            Self::Ids(signal) => {
                let ids = text.split(' ').filter_map(RecordId::parse);
                signal.set(ids.collect());
            }
        }
    }
}

impl From<RwSignal<String>> for DraftField {
    fn from(signal: RwSignal<String>) -> Self {
        Self::Text(signal)
    }
}

impl From<RwSignal<Vec<RecordId>>> for DraftField {
    fn from(signal: RwSignal<Vec<RecordId>>) -> Self {
        Self::Ids(signal)
    }
}

/// The draft of one form; cheap to copy.
#[derive(Clone, Copy)]
pub struct FormDraft {
    session: Session,
    memory: StoredValue<Memory>,
    state: RwSignal<State>,
    /// Whether the form was filled in from a draft, ever. A part that folds opens for it.
    was_filled: RwSignal<bool>,
}

/// What a draft knows of its form.
#[derive(Clone)]
struct Memory {
    /// The name of the form, with what it is about.
    form: String,
    fields: Vec<(&'static str, DraftField)>,
    /// The texts of the fields as the form began, or as they were last saved.
    begun: Vec<String>,
    /// The texts that were last read from the device or written to it.
    stored: Vec<String>,
    /// The tab whose text the form was filled in with, and when that was written.
    source: Option<(String, u64)>,
}

/// What there is to say about a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Nothing,
    /// The form was filled in with what was written at this moment, in milliseconds.
    FilledIn(u64),
    /// There is no room for what is typed.
    NotKept,
}

impl FormDraft {
    /// Keeps what is typed into these fields, and fills them in with what was kept. `form` is one
    /// for each form and what it is about, such as `task:<opportunity>`. The names of the fields
    /// are stored. To be called once the fields are as the form begins.
    pub fn new(form: impl Into<String>, fields: Vec<(&'static str, DraftField)>) -> Self {
        let begun = untrack(|| texts_of(&fields));
        let draft = Self {
            session: session(),
            memory: StoredValue::new(Memory {
                form: form.into(),
                fields,
                stored: begun.clone(),
                begun,
                source: None,
            }),
            state: RwSignal::new(State::Nothing),
            was_filled: RwSignal::new(false),
        };
        // Effects run after hydration, whose first picture knows nothing of this device.
        Effect::new(move |is_open: Option<()>| {
            let texts = draft.texts();
            if is_open.is_some() {
                draft.typed(texts);
            } else {
                draft.open(texts);
            }
        });
        // The present moves on when the page is shown again.
        Effect::new(move |_| {
            let _ = draft.session.now();
            untrack(|| draft.follow_other_tab());
        });
        draft
    }

    /// The draft of a single field.
    pub fn of_text(form: impl Into<String>, text: RwSignal<String>) -> Self {
        Self::new(form, vec![("text", text.into())])
    }

    /// Whether the form was filled in when it was opened, followed. Stays so once it has been.
    #[must_use]
    pub fn was_filled(self) -> bool {
        self.was_filled.get()
    }

    /// Forgets the draft: the form is saved, or its text is given up. The fields begin once more
    /// as they are now.
    pub fn done(self) {
        let texts = untrack(|| self.texts());
        self.memory.update_value(|memory| {
            memory.begun.clone_from(&texts);
            memory.stored = texts;
        });
        self.forget();
    }

    /// The line that says that a form was filled in, with a way to discard that, or that there is
    /// no room for what is typed.
    pub fn line(self) -> AnyView {
        live(move || {
            let words = match self.state.get() {
                State::Nothing => return ().into_any(),
                State::NotKept => {
                    let words = "This device can’t store a draft of this. Finish it before you leave the page.";
                    return view! { <p class="form-draft" role="status">{words}</p> }.into_any();
                }
                State::FilledIn(at) => self.session.now().say_in_sentence(at),
            };
            view! {
                <p class="form-draft" role="status">
                    {format!("You wrote this {words} and haven’t finished it yet. ")}
                    <button type="button" class="link-button" on:click=move |_| self.discard()>
                        "Discard"
                    </button>
                </p>
            }
            .into_any()
        })
    }

    /// Puts the fields back to how the form began, and forgets the draft.
    fn discard(self) {
        self.set_texts(&self.memory.with_value(|memory| memory.begun.clone()));
        self.done();
    }

    /// Fills the form in with what is kept, once it is there.
    fn open(self, texts: Vec<String>) {
        let mut kept = self.read();
        let tab = self.tab();
        let is_as_begun = self.memory.with_value(|memory| memory.begun == texts);
        match kept.offered_to(&tab) {
            Some((from, offered)) if is_as_begun => {
                let (from, offered) = (from.to_owned(), offered.clone());
                self.fill(from, &offered);
            }
            Some(_) => {
                // Something else has come into the form already, from the address for one.
                kept.set_aside(&tab);
                self.write(&kept);
                self.typed(texts);
            }
            None => self.typed(texts),
        }
    }

    fn fill(self, from: String, offered: &KeptForm) {
        let (fields, begun) = self
            .memory
            .with_value(|memory| (memory.fields.clone(), memory.begun.clone()));
        let filled = fields.iter().zip(&begun);
        let filled: Vec<String> = filled
            .map(|((name, _), begun)| offered.fields.get(*name).unwrap_or(begun).clone())
            .collect();
        self.memory.update_value(|memory| {
            memory.source = Some((from, offered.at));
            memory.stored.clone_from(&filled);
        });
        if filled == begun {
            // Saved meanwhile, from elsewhere.
            return self.forget();
        }
        self.set_texts(&filled);
        self.was_filled.set(true);
        self.state.set(State::FilledIn(offered.at));
    }

    /// Keeps what is typed, as far as it differs from how the form began.
    fn typed(self, texts: Vec<String>) {
        if self.memory.with_value(|memory| memory.stored == texts) {
            return;
        }
        let fields = self.memory.with_value(|memory| {
            let named = memory.fields.iter().zip(&texts).zip(&memory.begun);
            let changed = named.filter(|((_, text), begun)| text != begun);
            changed
                .map(|(((name, _), text), _)| ((*name).to_owned(), text.clone()))
                .collect()
        });
        self.memory.update_value(|memory| memory.stored = texts);
        let kept = KeptForm {
            at: self.session.exact_now().ms,
            fields,
        };
        if kept.fields.is_empty() {
            return self.forget();
        }
        let mut all = self.read();
        all.keep(&self.tab(), kept);
        if !self.write(&all) {
            self.state.set(State::NotKept);
        } else if self.state.get_untracked() == State::NotKept {
            self.state.set(State::Nothing);
        }
    }

    /// Where the form shows what another tab wrote, and nothing else was typed since: shows what
    /// that tab made of it.
    fn follow_other_tab(self) {
        let source = self.memory.with_value(|memory| memory.source.clone());
        let (Some((from, at)), State::FilledIn(_)) = (source, self.state.get_untracked()) else {
            return;
        };
        let kept = self.read();
        let tab = self.tab();
        if from == tab || kept.of(&tab).is_some() {
            return;
        }
        match kept.of(&from) {
            Some(offered) if offered.at != at => self.fill(from, offered),
            Some(_) => {}
            None => self.discard(),
        }
    }

    fn forget(self) {
        let mut kept = self.read();
        let before = kept.clone();
        kept.forget(&self.tab(), None);
        if let Some((from, at)) = self.memory.with_value(|memory| memory.source.clone()) {
            kept.forget(&from, Some(at));
        }
        if kept != before {
            self.write(&kept);
        }
        if self.state.get_untracked() != State::Nothing {
            self.state.set(State::Nothing);
        }
    }

    fn texts(self) -> Vec<String> {
        let fields = self.memory.with_value(|memory| memory.fields.clone());
        texts_of(&fields)
    }

    fn set_texts(self, texts: &[String]) {
        let fields = self.memory.with_value(|memory| memory.fields.clone());
        for ((_, field), text) in fields.iter().zip(texts) {
            if untrack(|| field.text()) != *text {
                field.set(text);
            }
        }
    }

    fn tab(self) -> String {
        self.session.with_platform(|platform| platform.tab())
    }

    fn read(self) -> KeptForms {
        self.memory
            .with_value(|memory| read(self.session, &memory.form))
    }

    fn write(self, kept: &KeptForms) -> bool {
        let text = kept.to_text();
        self.memory.with_value(|memory| {
            self.session
                .with_platform(|platform| platform.write_form(&memory.form, text.as_deref()))
        })
    }
}

/// Opens a form that is shown on request, where something half-written is kept of it.
pub fn open_with_draft(form: impl Into<String>, open: RwSignal<bool>) {
    let (session, form) = (session(), form.into());
    Effect::new(move |_| {
        if read(session, &form) != KeptForms::default() {
            open.set(true);
        }
    });
}

fn read(session: Session, form: &str) -> KeptForms {
    let text = session.with_platform(|platform| platform.read_form(form));
    KeptForms::parse(text.as_deref())
}

fn texts_of(fields: &[(&'static str, DraftField)]) -> Vec<String> {
    fields.iter().map(|(_, field)| field.text()).collect()
}
