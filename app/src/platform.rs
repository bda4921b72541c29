//! The platform a page runs on: what only a browser, or a server, can give. One trait a subject,
//! each with defaults that do nothing, so that a platform implements only what it has.

mod device;
mod files;
mod notices;
mod page;
mod server;
mod store;

pub use device::Device;
pub use files::{Encoding, FileRead, Files};
pub use notices::{NoticeBoard, Notices};
pub use page::{Page, Theme};
pub use server::Server;
pub use store::{StorageUse, Store};

/// Everything pages ask a platform for. `frontend` implements the parts over the browser, `server`
/// only the time.
pub trait Platform:
    Device + Store + Files + Page + NoticeBoard + Server + Send + Sync + 'static
{
}

impl<P> Platform for P where
    P: Device + Store + Files + Page + NoticeBoard + Server + Send + Sync + 'static
{
}
