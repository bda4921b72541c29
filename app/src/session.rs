//! The session: the state every page reads and the one way to change it. Pages get it with [`session`].

use std::sync::Arc;

use domain::journal::{Applied, Journal};
use domain::model::settings::Settings;
use domain::state::edit::Edit;
use domain::state::record::{Record, RecordKey};
use domain::state::stamp::Clock;
use domain::sync::client::observe_up_to;
use domain::sync::protocol::{Changes, FirstVisit};
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::Moment;
use crate::platform::{FileRead, Platform};
use crate::sync::{Method, ServerAnswer, SyncStatus};

/// How many edits can be taken back.
const UNDO_DEPTH: usize = 100;

/// Whether what is written also stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StorageState {
    /// Written through.
    #[default]
    Kept,
    /// More than six tenths of the room is taken.
    FillingUp,
    /// The browser has no room left; new changes live in memory only.
    Full,
    /// The browser refuses storage; everything lives in memory only.
    Blocked,
}

/// An edit that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoable {
    /// What happened.
    pub label: String,
    /// The edit that takes it back.
    inverse: Edit,
}

/// A short message with a way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// Whether “Undo” is offered.
    pub can_undo: bool,
    /// Rises with every toast, so that equal texts are told apart.
    pub number: u32,
}

/// The state of the app and the ways to change it; cheap to copy into closures.
#[derive(Clone, Copy)]
pub struct Session {
    platform: StoredValue<Arc<dyn Platform>>,
    clock: StoredValue<Clock>,
    clock_offset_ms: StoredValue<i64>,
    journal: RwSignal<Journal>,
    now: RwSignal<Now>,
    loaded: RwSignal<bool>,
    undoable: RwSignal<Vec<Undoable>>,
    toast: RwSignal<Option<Toast>>,
    announcement: RwSignal<String>,
    storage: RwSignal<StorageState>,
    unreadable: RwSignal<usize>,
    new_version: RwSignal<bool>,
    sync: RwSignal<SyncStatus>,
}

/// The session of this page.
#[must_use]
pub fn session() -> Session {
    expect_context::<Session>()
}

impl Session {
    /// A session with nothing in it yet. `node` is random and tells this tab's writes apart.
    #[must_use]
    pub fn new(platform: Arc<dyn Platform>, node: u64) -> Self {
        let now = platform.now();
        Self {
            platform: StoredValue::new(platform),
            clock: StoredValue::new(Clock::new(node)),
            clock_offset_ms: StoredValue::new(0),
            journal: RwSignal::new(Journal::default()),
            now: RwSignal::new(now),
            loaded: RwSignal::new(false),
            undoable: RwSignal::new(Vec::new()),
            toast: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            storage: RwSignal::new(StorageState::Kept),
            unreadable: RwSignal::new(0),
            new_version: RwSignal::new(false),
            sync: RwSignal::new(SyncStatus::default()),
        }
    }

    /// Reads the journal; what reads it runs again after every change.
    pub fn read<T>(&self, read: impl FnOnce(&Journal) -> T) -> T {
        self.journal.with(read)
    }

    /// Reads the journal once, without following it.
    pub fn peek<T>(&self, read: impl FnOnce(&Journal) -> T) -> T {
        self.journal.with_untracked(read)
    }

    /// The settings, followed.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.read(|journal| journal.settings().clone())
    }

    /// Whether what this device keeps has been read. Until then pages show what the server showed.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.loaded.get()
    }

    /// The present, followed; it moves on every minute.
    #[must_use]
    pub fn now(&self) -> Now {
        self.now.get()
    }

    /// The local day, followed.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().today()
    }

    /// The local day at this instant, not followed: what a new event is dated.
    #[must_use]
    pub fn day_of_writing(&self) -> Date {
        self.exact_now().today()
    }

    /// This very instant, not followed.
    #[must_use]
    pub fn exact_now(&self) -> Now {
        self.with_platform(|platform| platform.now())
    }

    /// An id for a new record.
    #[must_use]
    pub fn new_id(&self) -> RecordId {
        self.with_platform(|platform| RecordId::new(platform.now().ms, platform.random()))
    }

    /// Does what a person does: makes the edit of an action and offers to take it back.
    pub fn perform(&self, action: impl FnOnce(&Journal, &mut Moment<'_>) -> Edit) {
        self.commit(self.edit_of(action));
    }

    /// Does what a person does without a toast, as [`Self::commit_quietly`].
    pub fn perform_quietly(&self, action: impl FnOnce(&Journal, &mut Moment<'_>) -> Edit) {
        self.commit_quietly(self.edit_of(action));
    }

    /// As [`Self::perform`], for an action that also says what it made.
    pub fn perform_and_tell<T>(
        &self,
        action: impl FnOnce(&Journal, &mut Moment<'_>) -> (Edit, T),
    ) -> T {
        let (edit, told) = self.edit_of(action);
        self.commit(edit);
        told
    }

    /// What an action yields from the journal as it is, at this instant, without making it.
    pub fn edit_of<T>(&self, action: impl FnOnce(&Journal, &mut Moment<'_>) -> T) -> T {
        let mut new_id = || self.new_id();
        let mut moment = Moment::new(self.exact_now(), &mut new_id);
        self.peek(|journal| action(journal, &mut moment))
    }

    /// Makes an edit, keeps it, and offers to take it back in a toast. An edit that writes nothing does nothing.
    pub fn commit(&self, edit: Edit) {
        let label = edit.label.clone();
        if self.apply(edit) && !label.is_empty() {
            self.toast(label, true);
        }
    }

    /// Makes an edit without a toast, for what the person sees happening anyway, such as typing. It can be undone all the same.
    pub fn commit_quietly(&self, edit: Edit) {
        self.apply(edit);
    }

    /// Takes the last edit back.
    pub fn undo(&self) {
        let Some(last) = self.undoable.try_update(Vec::pop).flatten() else {
            self.toast("There is nothing to undo.".into(), false);
            return;
        };
        let applied = self.write(&last.inverse);
        self.keep_edit(&applied);
        self.toast(format!("Undone: {}", last.label), false);
    }

    /// The edits that can be taken back, oldest first, followed.
    #[must_use]
    pub fn undoable(&self) -> Vec<String> {
        self.undoable
            .with(|edits| edits.iter().map(|edit| edit.label.clone()).collect())
    }

    /// Merges records that come from storage, another tab or a backup; gives the keys of those that changed.
    pub fn merge(&self, records: Vec<(RecordKey, Record)>) -> Vec<RecordKey> {
        let mut changed = Vec::new();
        self.clock.update_value(|clock| {
            changed = self
                .journal
                .try_update(|journal| journal.merge_all(records, clock))
                .unwrap_or_default();
        });
        changed
    }

    /// Merges records of a backup, keeps the outcome on this device, and has it sent.
    pub fn import(&self, records: Vec<(RecordKey, Record)>) {
        let mut merged = Changes::new();
        for (key, record) in records {
            merged.entry(key).or_default().merge(record);
        }
        self.with_platform(|platform| platform.import(merged));
    }

    /// For the driver: takes cells in place of the ones held, whatever their stamps.
    pub fn replace(&self, cells: Changes) {
        self.journal.update(|journal| journal.replace(cells));
    }

    /// For the driver: forgets cells stamped ahead of a limit, in milliseconds, and starts the clock anew. Another tab has stamped
    /// them again.
    pub fn forget_ahead(&self, limit_ms: u64) {
        self.journal
            .update(|journal| journal.forget_ahead(limit_ms));
        let now_ms = self.stamping_ms();
        self.clock.update_value(|clock| {
            clock.start_anew(now_ms);
            self.peek(|journal| observe_up_to(journal.all(), limit_ms, clock));
        });
    }

    /// For the driver: the server's clock minus this device's, in milliseconds.
    pub fn set_clock_offset(&self, offset_ms: i64) {
        self.clock_offset_ms.set_value(offset_ms);
    }

    /// For the driver: the clock that stamps edits.
    pub fn with_clock<T>(&self, change: impl FnOnce(&mut Clock) -> T) -> Option<T> {
        self.clock.try_update_value(change)
    }

    /// Shows a short message, spoken by screen readers as well.
    pub fn toast(&self, text: String, can_undo: bool) {
        self.announce(&text);
        self.toast.update(|toast| {
            let number = toast.as_ref().map_or(0, |shown| shown.number) + 1;
            *toast = Some(Toast {
                text,
                can_undo,
                number,
            });
        });
    }

    /// The message shown now.
    #[must_use]
    pub const fn shown_toast(&self) -> RwSignal<Option<Toast>> {
        self.toast
    }

    /// Has a screen reader say something.
    pub fn announce(&self, text: &str) {
        self.announcement.set(text.to_owned());
    }

    /// What a screen reader is to say.
    #[must_use]
    pub const fn announcement(&self) -> RwSignal<String> {
        self.announcement
    }

    /// Whether what is written stays, followed.
    #[must_use]
    pub fn storage(&self) -> StorageState {
        self.storage.get()
    }

    /// How many kept values could not be read and were set aside, followed.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.unreadable.get()
    }

    /// Whether a new version waits, followed.
    #[must_use]
    pub fn has_new_version(&self) -> bool {
        self.new_version.get()
    }

    /// Copies text and says so.
    pub fn copy(&self, text: &str, what: &str) {
        self.with_platform(|platform| platform.copy(text));
        self.toast(format!("{what} copied."), false);
    }

    /// Reads the file chosen in an input.
    pub fn read_file(&self, input_id: &str, largest: usize, then: impl FnOnce(FileRead) + 'static) {
        self.with_platform(|platform| platform.read_file(input_id, largest, Box::new(then)));
    }

    /// Where the search is kept besides this device, followed.
    #[must_use]
    pub fn sync(&self) -> SyncStatus {
        SyncStatus {
            storage: self.storage(),
            ..self.sync.get()
        }
    }

    /// Asks the server; `path` comes after `/api/v1`.
    pub fn ask_server(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
        then: impl FnOnce(ServerAnswer) + 'static,
    ) {
        self.with_platform(|platform| platform.ask_server(method, path, body, Box::new(then)));
    }

    /// Asks the platform for something.
    pub fn with_platform<T>(&self, ask: impl FnOnce(&dyn Platform) -> T) -> T {
        self.platform.with_value(|platform| ask(platform.as_ref()))
    }

    /// For the driver and the server: begins with what an account holds, as of a moment, so that both draw the same first picture.
    pub fn begin_as(&self, visit: &FirstVisit) {
        self.now.set(Now {
            ms: visit.now,
            offset_minutes: 0,
        });
        self.merge(visit.page.changes.clone().into_iter().collect());
    }

    /// For the driver: what this device keeps has been read, with so many values set aside as unreadable.
    pub fn finish_loading(&self, unreadable: usize) {
        self.unreadable.set(unreadable);
        self.loaded.set(true);
    }

    /// For the driver: storage works, fills up, is full or blocked.
    pub fn storage_changed(&self, state: StorageState) {
        if self.storage.get_untracked() != state {
            self.storage.set(state);
        }
    }

    /// For the driver: something changed between this device and the server.
    pub fn sync_changed(&self, status: SyncStatus) {
        if self.sync.with_untracked(|shown| *shown != status) {
            self.sync.set(status);
        }
    }

    /// For the driver: a minute has passed, or the page was shown again.
    pub fn refresh_now(&self) {
        let now = self.exact_now();
        self.now.set(now);
    }

    /// For the driver: a new version waits.
    pub fn new_version_waits(&self) {
        self.new_version.set(true);
    }

    fn apply(&self, edit: Edit) -> bool {
        let applied = self.write(&edit);
        if applied.written.is_empty() {
            return false;
        }
        self.keep_edit(&applied);
        self.undoable.update(|edits| {
            if edits.len() == UNDO_DEPTH {
                edits.remove(0);
            }
            edits.push(Undoable {
                label: edit.label,
                inverse: applied.inverse,
            });
        });
        true
    }

    fn write(&self, edit: &Edit) -> Applied {
        let now_ms = self.stamping_ms();
        let mut applied = Applied::default();
        self.clock.update_value(|clock| {
            applied = self
                .journal
                .try_update(|journal| journal.apply(edit, clock, now_ms))
                .unwrap_or_default();
        });
        applied
    }

    /// The time edits are stamped with: the server's, as far as it is known.
    fn stamping_ms(&self) -> u64 {
        let offset_ms = self.clock_offset_ms.get_value();
        self.exact_now().ms.saturating_add_signed(offset_ms)
    }

    fn keep_edit(&self, applied: &Applied) {
        self.with_platform(|platform| platform.keep_edit(&applied.written));
    }
}
