//! What a tab makes of what the other tabs of its browser write.

use serde::{Deserialize, Serialize};

use super::names::{self, ASK, Named};
use super::{AHEAD, Client, Disk, Page, Place, SAVED, Tab};
use crate::state::record::{Record, RecordKey};
use crate::sync::client::{EntryName, Records};
use crate::sync::protocol::Changes;

/// What a tab asks of the one that leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asked {
    /// The page was shown, or the person asked: try now.
    Wake,
    /// The network is back.
    Online,
    /// The person has signed in again.
    SignedIn,
    /// An entry is to be taken off the list of what the server refused.
    Dismiss {
        /// The record.
        key: RecordKey,
        /// The field.
        field: String,
    },
}

impl<D: Disk, P: Page> Tab<D, P> {
    /// Asks the tab that leads, which may be this one.
    pub fn ask(&mut self, asked: &Asked) {
        if self.is_leader || self.is_fleeting() {
            self.do_asked(asked);
        } else {
            let number = self.page.random();
            self.write_json(ASK, &(asked, number));
        }
    }

    /// Another tab has written a value, or deleted it.
    pub fn told(&mut self, name: &str, value: Option<&str>) {
        match names::parse(name) {
            Named::Record(Some(key)) => self.hear_record(&key, value),
            Named::Unsent(Some(entry)) => self.hear_entry(entry, value),
            Named::Other(ASK) => {
                // Of another build, perhaps: what is not understood is left to the next attempt.
                if let Ok((asked, _)) =
                    serde_json::from_str::<(Asked, f64)>(value.unwrap_or_default())
                {
                    self.do_asked(&asked);
                }
            }
            Named::Other(AHEAD) => {
                let limit = value.and_then(|word| word.split(' ').next()?.parse().ok());
                if let Some(limit) = limit {
                    self.forget_ahead(limit);
                }
            }
            Named::Other(SAVED) => self.hear_saved(value),
            _ => {}
        }
    }

    fn do_asked(&mut self, asked: &Asked) {
        let Some(client) = &mut self.client else {
            if let Asked::Dismiss { key, field } = asked
                && !self.has_account()
            {
                // Kept since someone has signed out.
                let mut refused = self.refused();
                refused.remove(&(key.clone(), field.clone()));
                self.store_refused(&refused);
            }
            return;
        };
        match asked {
            Asked::Wake => client.wake(),
            Asked::Online => client.back_online(),
            Asked::SignedIn => client.signed_in_again(),
            Asked::Dismiss { key, field } => {
                client.dismiss(key, field);
                self.write_refused();
            }
        }
    }

    fn hear_record(&mut self, key: &RecordKey, value: Option<&str>) {
        let Some(text) = value else {
            // Put aside as damaged, and not deleted with everything else: where this tab still holds it, nothing is lost.
            let aside = names::aside(&names::record(key));
            if self.disk.get(&aside).is_some() {
                self.keep([key.clone()]);
            }
            return;
        };
        let Ok(record) = Record::from_text(text) else {
            return;
        };
        self.keep_refused(&Changes::from([(key.clone(), record.clone())]));
        let known = self.page.read(|records| records.get(key).cloned());
        self.page.merge(vec![(key.clone(), record.clone())]);
        if self.client.is_some() {
            // An entry is heard of before its record, so what is new here mostly has none.
            self.send_orphans(key, &record, &known.unwrap_or_default());
        }
        if self.page.read(|records| records.get(key) != Some(&record)) {
            // The other tab wrote without having seen our cells: write the merged record, which it will then see.
            self.keep([key.clone()]);
        }
    }

    fn hear_entry(&mut self, entry: EntryName, value: Option<&str>) {
        let Some(text) = value else {
            self.entries.remove(&entry);
            if let Some(client) = &mut self.client {
                client.supersede(&entry);
            }
            return;
        };
        self.entries.insert(entry.clone());
        // Damaged on its way: it is set aside when it is read from the disk.
        let Ok(cells) = Record::from_text(text) else {
            return;
        };
        // Should everything have to be sent once more, the leader sends what it has in memory.
        self.page.merge(vec![(entry.key.clone(), cells.clone())]);
        if self.client.is_some() {
            // What is sent from here is confirmed here: the other tab may die before it writes its record.
            self.keep([entry.key.clone()]);
        }
        self.note(entry, cells);
    }

    fn hear_saved(&mut self, value: Option<&str>) {
        let fleeting = value.and_then(|_| self.fleeting.take());
        let stored = self.saved();
        let now_of = stored.as_ref().map(|saved| &saved.account);
        let known = self.client.as_ref().map(|client| &client.saved().account);
        if now_of != known || fleeting.is_some() {
            // Where the state has found room, the tab that leads syncs for this one, too.
            self.open_client();
            let epoch = stored.and_then(|saved| saved.epoch);
            if fleeting.is_some_and(|fleeting| fleeting.epoch != epoch) {
                self.send_once_more();
            }
        } else if stored.is_some_and(|saved| saved.sweep == Some(Place::default())) {
            // Another tab has signed in to this very account: what it found here is to be sent, too.
            self.sweep();
        }
        if let Some(saved) = self.saved() {
            if let Some(client) = &mut self.client {
                client.set_shared(saved.is_shared);
            }
            self.page.set_clock_offset(saved.offset_ms);
        }
    }

    /// What this tab has sent while it synced for itself went to another database than the one of the state that is stored.
    fn send_once_more(&mut self) {
        if self.client.is_some() {
            self.sweep();
            return;
        }
        // What waits gets entries, and the tab that leads sends all else.
        for is_confirmed in self.waiting.values_mut() {
            *is_confirmed = false;
        }
        self.vouched.clear();
        if let Some(mut stored) = self.saved() {
            stored.sweep = Some(Place::default());
            self.keep_saved(&stored);
        }
    }

    /// Another tab has stamped anew what was stamped after a limit: the disk has it. What only this tab has stays as it is.
    fn forget_ahead(&mut self, limit_ms: u64) {
        let entries = self.waiting_entries.iter();
        let mut own: Vec<(RecordKey, Record)> = entries
            .map(|(name, cells)| (name.key.clone(), cells.clone()))
            .collect();
        for key in self.waiting.keys() {
            own.push((key.clone(), self.ahead_without_entry(key, limit_ms)));
        }
        self.page.forget_ahead(limit_ms);
        self.load();
        self.page.merge(own);
    }

    /// What a record that waits has after a limit and no tab has kept anywhere, so that it cannot have been stamped anew.
    fn ahead_without_entry(&self, key: &RecordKey, limit_ms: u64) -> Record {
        let mut own = Record::default();
        self.page.read(|records| {
            for (field, cell) in records.get(key).iter().flat_map(|record| record.cells()) {
                let name = EntryName {
                    stamp: cell.stamp,
                    key: key.clone(),
                };
                if cell.stamp.ms > limit_ms && !self.entries.contains(&name) {
                    own.merge_cell(field, cell.clone());
                }
            }
        });
        own
    }

    /// Keeps with its refusal what these cells are about to overwrite, where the server did not take it. Says whether there was any.
    pub(super) fn keep_refused(&mut self, arriving: &Changes) -> bool {
        let Some(client) = &mut self.client else {
            return false;
        };
        let keep = |records: &Records| client.keep_refused(records, arriving);
        let has_kept = self.page.read(keep);
        if has_kept {
            self.write_refused();
        }
        has_kept
    }

    /// Takes note of an entry that waits to be sent.
    pub(super) fn note(&mut self, name: EntryName, cells: Record) {
        let note = |client: &mut Client| client.note(name, cells);
        if self.client.as_mut().is_some_and(note) {
            self.write_refused();
        }
    }
}
