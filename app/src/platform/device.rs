//! The device: its clock, its time zone, its source of randomness.

use domain::values::date::Now;

/// Time, place and randomness.
pub trait Device {
    /// The present moment on this device.
    fn now(&self) -> Now;

    /// 128 random bits for a new id.
    fn random(&self) -> u128;

    /// The address of this site, without a path; empty where there is none.
    fn origin(&self) -> String {
        String::new()
    }

    /// The time zone of the device, by its name in the IANA database; empty if unknown.
    fn zone(&self) -> String {
        String::new()
    }

    /// How many minutes a zone is ahead of UTC at a moment. `None` for a zone the device does not
    /// know.
    fn zone_offset(&self, _zone: &str, _ms: u64) -> Option<i32> {
        None
    }
}
