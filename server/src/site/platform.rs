//! The platform while a page is rendered on the server: the time, and no device.

use std::time::{SystemTime, UNIX_EPOCH};

use app::platform::{Device, Files, NoticeBoard, Page, Server, Store};
use domain::values::date::Now;

/// Knows the time and nothing of any device.
pub(super) struct ServerSide;

impl Device for ServerSide {
    fn now(&self) -> Now {
        let since_1970 = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Now {
            ms: u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX),
            offset_minutes: 0,
        }
    }

    fn random(&self) -> u128 {
        0
    }
}

impl Store for ServerSide {}
impl Files for ServerSide {}
impl Page for ServerSide {}
impl NoticeBoard for ServerSide {}
impl Server for ServerSide {}
