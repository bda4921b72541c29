//! The records of a device, as syncing sees them.

use std::collections::BTreeMap;

use crate::state::record::{Record, RecordKey};
use crate::state::stamp::Clock;

/// All records of a device, removed ones among them.
pub type Records = BTreeMap<RecordKey, Record>;

/// Moves a restarted clock past every stamp up to a limit.
pub fn observe_up_to(records: &Records, limit_ms: u64, clock: &mut Clock) {
    let stamps = records
        .values()
        .flat_map(|record| record.cells().map(|(_, cell)| cell.stamp));
    if let Some(latest) = stamps.filter(|stamp| stamp.ms <= limit_ms).max() {
        clock.observe(latest);
    }
}
