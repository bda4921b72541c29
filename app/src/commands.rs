//! The commands of the app, by palette and by keyboard. Start at the table in `commands/table.rs`.

mod find;
mod help;
mod palette;
mod run;
mod shortcuts;
mod table;

pub use self::help::ShortcutHelp;
pub use self::palette::Palette;
pub use self::shortcuts::Shortcuts;
