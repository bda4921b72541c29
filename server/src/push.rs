//! Web push: devices that want a daily reminder of what is due. Off until a person turns it on,
//! device by device.

mod deliver;
mod due;
mod endpoint;
mod resolver;
mod schedule;
mod seal;
mod service;

pub(crate) use due::{LOOK_EVERY, send_due};
pub(crate) use schedule::next_time;
pub(crate) use service::{PushService, are_keys, renew_key};
