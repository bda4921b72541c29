//! The decisions of a server: which cells of a push it may take (`judge`), which of them win and
//! which texts become earlier versions (`merge`), and what goes for good (`retention`).

mod judge;
mod merge;
mod retention;

pub use judge::judge;
pub use merge::{
    Account, HeldCell, Holdings, Loser, Merged, Verdict, Winner, decide, is_long_text, merge,
};
pub use retention::{REMOVED_KEPT_MS, emptied};
