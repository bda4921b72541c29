//! A device of the simulation: a storage that its tabs share, and the tabs. What they do is what they do in a browser
//! ([`domain::sync::tab`]); here are only the storage and the page. A storage event comes late at times, but in order, and what a tab wrote
//! before it died is still told.

use std::cell::Cell;
use std::rc::Rc;

use domain::journal::Journal;
use domain::state::edit::Edit;
use domain::state::record::{Record, RecordKey};
use domain::state::stamp::Clock;
use domain::sync::client::{Checkpoint, Client, Records, observe_up_to};
use domain::sync::protocol::{Changes, FirstVisit};
use domain::sync::tab::{self, TabRequest};

use crate::disk::{Disk, TabDisk};

/// The account all devices share.
pub(crate) const ACCOUNT: &str = "ada";

/// The power was cut, or the tab was killed: nothing more of what was under way has come to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut;

/// What a tab holds in memory.
#[derive(Clone, Debug)]
pub(crate) struct SimulatedView {
    pub(crate) records: Records,
    clock: Clock,
    offset_ms: i64,
    /// What the device's clock says.
    now_ms: u64,
    numbers: Rc<Cell<u32>>,
}

impl SimulatedView {
    fn stamping_ms(&self) -> u64 {
        self.now_ms.saturating_add_signed(self.offset_ms)
    }

    /// The journal decides what an edit writes and how it is taken back; of the records, only those it touches.
    fn apply(&mut self, edit: &Edit) -> (Changes, Edit) {
        let mut journal = Journal::default();
        for write in &edit.writes {
            if let Some(record) = self.records.get(&write.key) {
                journal.merge_record(write.key.clone(), record.clone(), &mut Clock::new(0));
            }
        }
        let now_ms = self.stamping_ms();
        let applied = journal.apply(edit, &mut self.clock, now_ms);
        let written = applied.written.clone();
        tab::TabView::absorb(self, written.into_iter().collect());
        (applied.written, applied.inverse)
    }
}

impl tab::TabView for SimulatedView {
    fn read<T>(&self, read: impl FnOnce(&Records) -> T) -> T {
        read(&self.records)
    }

    fn absorb(&mut self, records: Vec<(RecordKey, Record)>) -> Vec<RecordKey> {
        let mut changed = Vec::new();
        for (key, record) in records {
            if let Some(stamp) = record.latest_stamp() {
                self.clock.observe(stamp);
            }
            let held = self.records.entry(key.clone()).or_default();
            if held.merge(record) {
                changed.push(key);
            }
        }
        changed
    }

    fn replace(&mut self, cells: Changes) {
        for (key, cells) in cells {
            self.records.entry(key).or_default().replace(cells);
        }
    }

    fn forget_ahead(&mut self, limit_ms: u64) {
        for record in self.records.values_mut() {
            record.forget_ahead(limit_ms);
        }
        let now_ms = self.stamping_ms();
        self.clock.restart(now_ms);
        observe_up_to(&self.records, limit_ms, &mut self.clock);
    }

    fn with_clock<T: Default>(&mut self, with: impl FnOnce(&Records, &mut Clock) -> T) -> T {
        with(&self.records, &mut self.clock)
    }

    fn set_clock_offset(&mut self, offset_ms: i64) {
        self.offset_ms = offset_ms;
    }

    fn random(&mut self) -> u32 {
        self.numbers.set(self.numbers.get() + 1);
        self.numbers.get()
    }
}

/// One tab.
#[derive(Clone, Debug)]
pub(crate) struct Tab {
    /// Which one it is, whatever others are opened and closed.
    pub(crate) id: u64,
    pub(crate) it: tab::Tab<TabDisk, SimulatedView>,
    undoable: Vec<Edit>,
}

impl Tab {
    pub(crate) fn records(&self) -> &Records {
        &self.it.view().records
    }
}

/// One browser: the first tab leads.
#[derive(Debug)]
pub(crate) struct Device {
    pub(crate) disk: Disk,
    pub(crate) tabs: Vec<Tab>,
    /// What the device's clock is off by, in milliseconds.
    pub(crate) clock_error_ms: i64,
    pub(crate) is_online: bool,
    ids: u64,
    numbers: Rc<Cell<u32>>,
}

impl Device {
    pub(crate) fn new(node: u64) -> Self {
        let mut device = Self::of_a_guest(node);
        device.sign_in(0).unwrap();
        device
    }

    /// A browser that knows of no account.
    pub(crate) fn of_a_guest(node: u64) -> Self {
        let mut device = Self {
            disk: Disk::default(),
            tabs: Vec::new(),
            clock_error_ms: 0,
            is_online: true,
            ids: 0,
            numbers: Rc::default(),
        };
        device.open_tab(node).unwrap();
        device
    }

    /// The client of the tab that leads; none for a guest.
    pub(crate) fn client(&self) -> Option<&Client> {
        self.tabs[0].it.client()
    }

    pub(crate) fn checkpoint(&self) -> Option<Checkpoint> {
        self.tabs[0].it.checkpoint()
    }

    /// Loads a tab from the disk, entries included, as after a crash.
    pub(crate) fn open_tab(&mut self, node: u64) -> Result<(), Cut> {
        let page = self.empty_page(node);
        self.open_with(page, None)
    }

    /// The browser is closed, and opened on a page that the server has rendered from the account.
    pub(crate) fn open_rendered(&mut self, node: u64, visit: FirstVisit) -> Result<(), Cut> {
        for tab in self.tabs.drain(..) {
            self.disk.close(tab.id);
        }
        let mut page = self.empty_page(node);
        tab::TabView::absorb(&mut page, visit.page.changes.clone().into_iter().collect());
        self.open_with(page, Some(visit))
    }

    fn empty_page(&self, node: u64) -> SimulatedView {
        SimulatedView {
            records: Records::new(),
            clock: Clock::new(node),
            offset_ms: 0,
            now_ms: 0,
            numbers: self.numbers.clone(),
        }
    }

    /// Opens a tab that has the clock of another, with its node, and the memory of one that does not lead.
    pub(crate) fn clone_tab(&mut self) -> Result<(), Cut> {
        if self.tabs.len() == 1 {
            let mut page = self.tabs[0].it.view().clone();
            page.records.clear();
            return self.open_with(page, None);
        }
        let mut clone = self.tabs[1].clone();
        self.ids += 1;
        clone.id = self.ids;
        self.disk.open_like(clone.id, self.tabs[1].id);
        clone.it.disk().tab.set(clone.id);
        self.tabs.push(clone);
        Ok(())
    }

    fn open_with(&mut self, page: SimulatedView, visit: Option<FirstVisit>) -> Result<(), Cut> {
        self.ids += 1;
        let disk = self.disk.open(self.ids);
        let mut it = tab::Tab::new(disk, page);
        if let Some(visit) = visit {
            it.adopt(visit);
        }
        it.load();
        if let Some(checkpoint) = it.checkpoint() {
            tab::TabView::set_clock_offset(it.view_mut(), checkpoint.offset_ms);
        }
        if self.tabs.is_empty() {
            it.lead();
        }
        self.tabs.push(Tab {
            id: self.ids,
            it,
            undoable: Vec::new(),
        });
        self.outcome(())
    }

    /// The browser is closed and opened: everything but the disk is gone.
    pub(crate) fn restart(&mut self, node: u64) {
        self.disk.set_power(None);
        for tab in self.tabs.drain(..) {
            self.disk.close(tab.id);
        }
        self.open_tab(node).unwrap();
    }

    /// A tab is gone, with all that only it knew. Whoever is next leads.
    pub(crate) fn close_tab(&mut self, tab: usize, node: u64) {
        self.disk.close(self.tabs.remove(tab).id);
        if self.tabs.is_empty() {
            self.restart(node);
        } else if tab == 0 {
            self.tabs[0].it.lead();
            if self.outcome(()).is_err() {
                self.fall(0, node);
            }
        }
    }

    /// After a cut: either the power was cut, or this tab was killed.
    pub(crate) fn fall(&mut self, tab: usize, node: u64) {
        if self.disk.is_without_power() {
            self.restart(node);
        } else {
            self.close_tab(tab, node);
        }
    }

    /// The server says how far it is, which the tabs hear that sync.
    pub(crate) fn poked(&mut self, seq: u64) {
        for client in self.tabs.iter_mut().filter_map(|tab| tab.it.client_mut()) {
            client.poked(seq);
        }
    }

    /// The network is back, which the browser tells every tab.
    pub(crate) fn back_online(&mut self) {
        for tab in &mut self.tabs {
            if let Some(client) = tab.it.client_mut() {
                client.back_online();
            }
        }
    }

    /// Whether anything is in memory that the disk could not take.
    pub(crate) fn is_waiting(&self) -> bool {
        self.tabs.iter().any(|tab| !tab.it.has_room())
    }

    /// A tab, at a moment.
    pub(crate) fn at(&mut self, tab: usize, true_ms: u64) -> &mut tab::Tab<TabDisk, SimulatedView> {
        let it = &mut self.tabs[tab].it;
        it.view_mut().now_ms = true_ms.saturating_add_signed(self.clock_error_ms);
        it
    }

    /// What the device's clock says.
    pub(crate) fn now(&self, true_ms: u64) -> u64 {
        true_ms.saturating_add_signed(self.clock_error_ms)
    }

    /// What came of something a tab did.
    pub(crate) fn outcome<T>(&self, value: T) -> Result<T, Cut> {
        if self.disk.take_cut() {
            Err(Cut)
        } else {
            Ok(value)
        }
    }

    /// An edit in a tab. Gives the cells it wrote, and whether they are on the disk.
    pub(crate) fn commit(
        &mut self,
        tab: usize,
        edit: &Edit,
        true_ms: u64,
    ) -> (Changes, Result<bool, Cut>) {
        let it = self.at(tab, true_ms);
        let (written, inverse) = it.view_mut().apply(edit);
        let is_kept = it.record_edit(&written);
        if !written.is_empty() {
            self.tabs[tab].undoable.push(inverse);
        }
        (written, self.outcome(is_kept))
    }

    /// Takes the last edit of a tab back, by the edit that turns it around.
    pub(crate) fn undo(&mut self, tab: usize, true_ms: u64) -> (Changes, Result<bool, Cut>) {
        let Some(inverse) = self.tabs[tab].undoable.pop() else {
            return (Changes::new(), Ok(true));
        };
        let it = self.at(tab, true_ms);
        let (written, _) = it.view_mut().apply(&inverse);
        let is_kept = it.record_edit(&written);
        (written, self.outcome(is_kept))
    }

    /// Records of a backup file are merged.
    pub(crate) fn import(
        &mut self,
        tab: usize,
        records: Records,
        true_ms: u64,
    ) -> Result<bool, Cut> {
        let is_kept = self.at(tab, true_ms).record_import(records);
        self.outcome(is_kept)
    }

    /// Whether it is a guest's, or what is stored of its account is damaged.
    pub(crate) fn is_of_nobody(&self) -> bool {
        self.checkpoint()
            .is_none_or(|checkpoint| checkpoint.account != ACCOUNT)
    }

    /// Someone signs in on a tab: again, or a guest whose search and the account's become one.
    pub(crate) fn sign_in(&mut self, tab: usize) -> Result<(), Cut> {
        self.tabs[tab].it.sign_in(ACCOUNT, ACCOUNT, false);
        self.outcome(())
    }

    /// Someone signs out on a tab; the search stays, as a guest's.
    pub(crate) fn sign_out(&mut self, tab: usize) -> Result<(), Cut> {
        self.tabs[tab].it.sign_out();
        self.outcome(())
    }

    pub(crate) fn ask(&mut self, tab: usize, asked: &TabRequest) -> Result<(), Cut> {
        self.tabs[tab].it.ask_leader(asked);
        self.outcome(())
    }

    /// A tab hears of the first thing that another has written and it was not told yet. Says whether there was any.
    pub(crate) fn deliver_storage_event(&mut self, tab: usize, true_ms: u64) -> Result<bool, Cut> {
        let Some((name, text)) = self.disk.take_storage_event(self.tabs[tab].id) else {
            return Ok(false);
        };
        self.at(tab, true_ms)
            .on_storage_event(&name, text.as_deref());
        self.outcome(true)
    }
}
