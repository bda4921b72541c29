//! The backup as a file: made in Settings, and offered wherever a search could be lost.

use domain::exchange::backup;

use crate::session::Session;

/// Hands the backup to the person as a file named after the day.
pub(crate) fn download_backup(session: Session) {
    let now = session.exact_now();
    let text = session.peek(|journal| backup::export(journal, now));
    let name = format!("one-yes-{}.json", now.today());
    session.with_platform(|platform| platform.download(&name, "application/json", &text));
    session.toast("Backup made.".into(), false);
}
