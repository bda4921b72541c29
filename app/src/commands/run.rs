//! Commands carried out, from wherever they were given.

use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::table::CommandAction;
use crate::session::Session;

/// The id of the palette.
pub(super) const PALETTE: &str = "palette";

/// The id of the sheet that lists the shortcuts.
pub(super) const HELP: &str = "shortcut-help";

/// Carries out a command.
pub(super) fn run(session: Session, action: CommandAction, go: &impl Fn(&str)) {
    let open = |dialog| session.with_platform(|platform| platform.show_dialog(dialog, true));
    match action {
        CommandAction::Go(address) => go(address),
        CommandAction::Undo => session.undo(),
        CommandAction::OpenPalette => open(PALETTE),
        CommandAction::OpenHelp => open(HELP),
    }
}

/// Goes to an address of the app.
pub(super) fn navigator() -> impl Fn(&str) + Clone + 'static {
    let navigate = use_navigate();
    move |address: &str| navigate(address, NavigateOptions::default())
}
