//! Changes: actions and edits made, undone, and imported.

use domain::journal::{Applied, Journal};
use domain::state::edit::Edit;
use domain::state::record::{Record, RecordKey};
use domain::sync::protocol::Changes;
use leptos::prelude::*;

use super::state::{Session, Undoable};
use crate::actions::Moment;

/// How many edits can be taken back.
const UNDO_DEPTH: usize = 100;

impl Session {
    /// Performs an action of a person: makes its edit and offers to take it back.
    pub fn perform(&self, action: impl FnOnce(&Journal, &mut Moment<'_>) -> Edit) {
        self.commit(self.edit_of(action));
    }

    /// Performs an action of a person without a toast, as [`Self::commit_quietly`].
    pub fn perform_quietly(&self, action: impl FnOnce(&Journal, &mut Moment<'_>) -> Edit) {
        self.commit_quietly(self.edit_of(action));
    }

    /// As [`Self::perform`], for an action that also returns something, such as a new id.
    pub fn perform_and_tell<T>(
        &self,
        action: impl FnOnce(&Journal, &mut Moment<'_>) -> (Edit, T),
    ) -> T {
        let (edit, told) = self.edit_of(action);
        self.commit(edit);
        told
    }

    /// The outcome of an action on the journal as it is now, without making its edit.
    pub fn edit_of<T>(&self, action: impl FnOnce(&Journal, &mut Moment<'_>) -> T) -> T {
        let mut new_id = || self.new_id();
        let mut moment = Moment::new(self.exact_now(), &mut new_id);
        self.peek(|journal| action(journal, &mut moment))
    }

    /// Makes an edit, stores it, and offers to take it back in a toast. An edit that writes nothing
    /// does nothing.
    pub fn commit(&self, edit: Edit) {
        let label = edit.label.clone();
        if self.apply(edit) && !label.is_empty() {
            self.toast(label, true);
        }
    }

    /// Makes an edit without a toast, for changes the person sees happening anyway, such as typing.
    /// It can be undone all the same.
    pub fn commit_quietly(&self, edit: Edit) {
        self.apply(edit);
    }

    /// Takes the last edit back.
    pub fn undo(&self) {
        let Some(last) = self.undoable.try_update(Vec::pop).flatten() else {
            self.toast("There’s nothing to undo.".into(), false);
            return;
        };
        let applied = self.write(&last.inverse);
        self.store(&applied);
        self.toast(format!("Undone: {}", last.label), false);
    }

    /// The edits that can be taken back, oldest first, followed.
    #[must_use]
    pub fn undoable(&self) -> Vec<String> {
        self.undoable
            .with(|edits| edits.iter().map(|edit| edit.label.clone()).collect())
    }

    /// Merges records of a backup, stores the outcome on this device, and has it sent.
    pub fn commit_import(&self, records: Vec<(RecordKey, Record)>) {
        let mut merged = Changes::new();
        for (key, record) in records {
            merged.entry(key).or_default().merge(record);
        }
        self.with_platform(|platform| platform.store_import(merged));
    }

    fn apply(&self, edit: Edit) -> bool {
        let applied = self.write(&edit);
        if applied.written.is_empty() {
            return false;
        }
        self.store(&applied);
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

    fn store(&self, applied: &Applied) {
        self.with_platform(|platform| platform.store_edit(&applied.written));
    }
}
