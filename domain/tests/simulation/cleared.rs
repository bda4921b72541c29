//! Storage that is cleared under open tabs, by the browser or by the person.

use crate::world::World;

impl World {
    /// All a browser keeps is gone, and no tab is told. Whatever a tab does next, it first writes
    /// down again what it holds, and so nothing is lost as long as one tab is open.
    pub(crate) fn clear_storage(&mut self, device: usize, tab: usize) {
        // What only the disk had, and what a tab is cut off from writing, nobody could save.
        let disk = self.devices[device].disk.clone();
        disk.lift_limit();
        disk.set_power(None);
        for open in &self.devices[device].tabs {
            disk.set_power_of(open.id, None);
        }
        self.deliver_storage_events(device);
        disk.clear();
        self.tell(|| format!("the storage of device {device} is cleared"));
        self.forget_cursor(device);
        self.refetches.insert(device);
        let tabs = self.devices[device].tabs.iter();
        self.has_read_damaged
            .extend(tabs.map(|tab| (device, tab.id)));
        let tab = tab.min(self.devices[device].tabs.len() - 1);
        if self.dice.chance(50) {
            self.edit(device, tab);
        }
        // In a browser, each tab looks now and then.
        for tab in 0..self.devices[device].tabs.len() {
            self.devices[device].at(tab, self.now_ms).restore_cleared();
        }
    }
}
