//! The state and how it is read.

use std::sync::Arc;

use domain::journal::Journal;
use domain::model::settings::Settings;
use domain::state::edit::Edit;
use domain::state::stamp::Clock;
use domain::values::date::{Date, Now};
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::part_states::PartStates;
use crate::platform::Platform;
use crate::sync::{StorageState, SyncStatus};

/// An edit that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Undoable {
    /// The sentence shown for it.
    pub(super) label: String,
    /// The edit that takes it back.
    pub(super) inverse: Edit,
}

/// A short message with a way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The sentence shown.
    pub text: String,
    /// Whether “Undo” is offered.
    pub can_undo: bool,
    /// Rises with every toast, to distinguish equal texts.
    pub number: u32,
}

/// The state of the app and the ways to change it; cheap to copy into closures.
#[derive(Clone, Copy)]
pub struct Session {
    pub(super) platform: StoredValue<Arc<dyn Platform>>,
    pub(super) clock: StoredValue<Clock>,
    pub(super) clock_offset_ms: StoredValue<i64>,
    pub(super) journal: RwSignal<Journal>,
    pub(super) now: RwSignal<Now>,
    pub(super) loaded: RwSignal<bool>,
    pub(super) parts: PartStates,
    pub(super) undoable: RwSignal<Vec<Undoable>>,
    pub(super) toast: RwSignal<Option<Toast>>,
    pub(super) announcement: RwSignal<String>,
    pub(super) by_hand: RwSignal<String>,
    pub(super) restore_note: RwSignal<Option<String>>,
    pub(super) restored_here: StoredValue<bool>,
    pub(super) storage: RwSignal<StorageState>,
    pub(super) unreadable: RwSignal<usize>,
    pub(super) new_version: RwSignal<bool>,
    pub(super) sync: RwSignal<SyncStatus>,
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
            parts: PartStates::all_here(),
            undoable: RwSignal::new(Vec::new()),
            toast: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            by_hand: RwSignal::new(String::new()),
            restore_note: RwSignal::new(None),
            restored_here: StoredValue::new(false),
            storage: RwSignal::new(StorageState::Kept),
            unreadable: RwSignal::new(0),
            new_version: RwSignal::new(false),
            sync: RwSignal::new(SyncStatus::default()),
        }
    }

    /// Reads the journal and follows it: effects and memos that call this run again after every
    /// change.
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

    /// Whether the storage of this device has been read. Until then pages show what the server
    /// showed.
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

    /// The local day at this instant, not followed: the date of a new event.
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

    /// Whether written values stay, followed.
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

    /// Where the search is kept besides this device, followed.
    #[must_use]
    pub fn sync(&self) -> SyncStatus {
        SyncStatus {
            storage: self.storage(),
            ..self.sync.get()
        }
    }

    /// How many minutes the device's clock is ahead of UTC at a moment, in milliseconds since 1970;
    /// `None` where the platform does not know.
    #[must_use]
    pub fn offset_at(&self, ms: u64) -> Option<i32> {
        self.with_platform(|platform| platform.zone_offset(&platform.zone(), ms))
    }

    /// Asks the platform for something.
    pub fn with_platform<T>(&self, ask: impl FnOnce(&dyn Platform) -> T) -> T {
        self.platform.with_value(|platform| ask(platform.as_ref()))
    }

    /// The time edits are stamped with: the server's, as far as it is known.
    pub(super) fn stamping_ms(&self) -> u64 {
        let offset_ms = self.clock_offset_ms.get_value();
        self.exact_now().ms.saturating_add_signed(offset_ms)
    }
}
