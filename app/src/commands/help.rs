//! The sheet that lists the keyboard shortcuts.

use leptos::prelude::*;

use super::run::HELP;
use super::table::COMMANDS;
use crate::components::sheet::Sheet;

/// The sheet that lists the keyboard shortcuts.
#[component]
pub fn ShortcutHelp() -> impl IntoView {
    let rows = COMMANDS
        .iter()
        .filter(|command| !command.keys.is_empty())
        .map(|command| {
            let keys = command
                .keys
                .split(' ')
                .map(|key| view! { <kbd>{key}</kbd> })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{command.label}</th>
                    <td>{keys}</td>
                </tr>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <Sheet id=HELP title="Keyboard shortcuts" close_class="btn btn--small" class="sheet__body">
            <table class="table">
                <thead class="vh">
                    <tr>
                        <th scope="col">"Command"</th>
                        <th scope="col">"Keys"</th>
                    </tr>
                </thead>
                <tbody>
                    {rows}
                    <tr>
                        <th scope="row">"Move a card to the next or previous stage"</th>
                        <td>
                            <kbd>"Alt"</kbd>
                            <kbd>"→"</kbd>
                            <kbd>"←"</kbd>
                        </td>
                    </tr>
                </tbody>
            </table>
            <p class="field__hint">"Single-key shortcuts can be turned off in Settings."</p>
        </Sheet>
    }
    .into_any()
}
