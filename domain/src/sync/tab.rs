//! One tab of a browser: what it writes to the storage that all tabs of the browser share, in which
//! order, and what it makes of what the others write. The storage and the page are traits
//! ([`Disk`], [`TabView`]), so that the browser and the simulation run the same code.
//!
//! Rules that hold whatever fails, and whenever the tab dies:
//!
//! - An entry is on the disk before its record, and leaves it only once the server, or another
//!   entry, has what it had.
//! - Every cell of a stored record is known to the server or held by an outbox entry. A cell with
//!   neither gets an entry before the record is written.
//! - The checkpoint is stored only where everything it stands for is on the disk.
//! - A disk that was cleared under the page gets everything in memory again before anything else.

mod account;
mod checkpoint;
mod cleared;
mod disk;
mod driver;
pub mod names;
mod outbox;
mod records;
mod rejections;
mod requests;
mod state;
mod storage_events;
mod view;

pub use disk::Disk;
pub use requests::TabRequest;
pub use state::Tab;
pub use view::TabView;
