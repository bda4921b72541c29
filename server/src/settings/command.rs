//! The commands of the program: everything it does besides serving.

use std::path::PathBuf;

use clap::Subcommand;

/// A command for whoever runs the server.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Write a backup file while the server runs or rests; restoring works into either kind of
    /// database
    Backup {
        /// The file to write; it must not be there yet
        file: PathBuf,
    },
    /// Put a backup in place of everything in the database; stop the server first
    Restore {
        /// The backup file
        file: PathBuf,
        /// Go on although the database has accounts, which are lost, or is damaged; a damaged file
        /// is kept under another name
        #[arg(long)]
        replace: bool,
    },
    /// Look for damage: the file itself, every cell and earlier text, every count, rows that belong
    /// to nothing
    Check,
    /// Copy everything into another, empty database and compare row for row; stop the server first.
    /// Devices sync everything once after it
    Move {
        /// Where to: sqlite:<file> or postgres://<user>@<host>/<name>
        #[arg(long)]
        to: String,
    },
    /// Sign devices out, while the server runs or rests. Nothing on them is lost: they say that
    /// they were signed out, and go on once signed in
    #[command(group = clap::ArgGroup::new("whose").required(true))]
    EndSessions {
        /// Those of the account of this name
        #[arg(long, group = "whose", value_name = "NAME")]
        account: Option<String>,
        /// Those of all accounts
        #[arg(long, group = "whose")]
        all: bool,
    },
    /// Make another key for push messages; restart the servers after it. Devices subscribe with it
    /// by themselves when One Yes is next opened there
    RenewPushKey,
}
