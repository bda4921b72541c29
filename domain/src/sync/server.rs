//! The decisions of a server: which cells of a push it may take (`judge`), which of them win and
//! which texts become earlier versions (`merge`), what goes for good (`retention`), and what follows
//! from its own clock having been ahead (`clock`).

mod clock;
mod judge;
mod merge;
mod retention;

pub use clock::{ClockJump, ClockLead, Lifted, ServerClock, lift};
pub use judge::judge;
pub use merge::{
    Account, CELL_BYTES, HeldCell, Holdings, Loser, Merged, NAMES_STORED, Verdict, Winner,
    cell_bytes, decide, is_long_text, merge,
};
pub use retention::{REMOVED_KEPT_MS, emptied};
