//! The state of syncing as pages see it, and the types in which they speak with the server. The
//! driver is in `frontend`.

mod server;
mod status;

pub use server::{AccountChange, Method, PasskeyAnswer, PasskeyUse, ServerAnswer};
pub use status::{RejectedCell, StorageState, SyncState, SyncStatus};
