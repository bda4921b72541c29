//! The commands for whoever runs the server. Each ends with a sentence for the person at the
//! terminal.

mod access;
mod backup;
mod database;
mod move_to;
mod restore;

use crate::settings::{Command, Settings};

/// Runs a command; gives the sentence to show.
///
/// # Errors
/// Says in a sentence what went wrong and what was left as it was.
pub async fn run(command: &Command, settings: &Settings) -> Result<String, String> {
    match command {
        Command::Backup { file } => backup::back_up(file, settings).await,
        Command::Restore { file, replace } => restore::restore(file, *replace, settings).await,
        Command::Check => backup::check(settings).await,
        Command::Move { to } => move_to::move_to(to, settings).await,
        Command::EndSessions { account, .. } => {
            access::end_sessions(account.as_deref(), settings).await
        }
        Command::RenewPushKey => access::renew_push_key(settings).await,
    }
}
