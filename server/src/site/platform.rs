//! The platform while a page is rendered on the server: the time, and no device.

use app::platform::{Device, Files, NoticeBoard, Page, Server, Store};
use domain::values::date::Now;

use crate::store::now_ms;

/// Knows the time and nothing of any device.
pub(super) struct ServerSide;

impl Device for ServerSide {
    fn now(&self) -> Now {
        Now {
            ms: now_ms(),
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
