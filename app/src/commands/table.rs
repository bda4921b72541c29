//! Every command in one table: the palette, the keyboard and the help sheet read it.

/// The effect of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommandAction {
    Go(&'static str),
    Undo,
    OpenPalette,
    OpenHelp,
}

/// A command: its name, its keys, what it does.
pub(super) struct Command {
    pub(super) label: &'static str,
    pub(super) keys: &'static str,
    pub(super) action: CommandAction,
}

/// All commands, in the order of the palette.
pub(super) const COMMANDS: [Command; 20] = [
    Command {
        label: "Find or add anything",
        keys: "Ctrl K",
        action: CommandAction::OpenPalette,
    },
    Command {
        label: "Add an opportunity",
        keys: "a",
        action: CommandAction::Go("/search?add="),
    },
    Command {
        label: "Find",
        keys: "/",
        action: CommandAction::Go("/search?find="),
    },
    Command {
        label: "I just heard no",
        keys: "n",
        action: CommandAction::Go("/comeback/new"),
    },
    Command {
        label: "Undo the last change",
        keys: "Ctrl Z",
        action: CommandAction::Undo,
    },
    Command {
        label: "Go to Today",
        keys: "g t",
        action: CommandAction::Go("/"),
    },
    Command {
        label: "Go to Tracker",
        keys: "g s",
        action: CommandAction::Go("/search"),
    },
    Command {
        label: "Go to People",
        keys: "g p",
        action: CommandAction::Go("/people"),
    },
    Command {
        label: "Go to Learned",
        keys: "g l",
        action: CommandAction::Go("/learned"),
    },
    Command {
        label: "Go to Stories",
        keys: "",
        action: CommandAction::Go("/stories"),
    },
    Command {
        label: "Go to Plan",
        keys: "g w",
        action: CommandAction::Go("/plan"),
    },
    Command {
        label: "Go to Feedback",
        keys: "g f",
        action: CommandAction::Go("/feedback"),
    },
    Command {
        label: "Go to Partners",
        keys: "",
        action: CommandAction::Go("/partners"),
    },
    Command {
        label: "Go to Care",
        keys: "g c",
        action: CommandAction::Go("/care"),
    },
    Command {
        label: "Write on the private page",
        keys: "",
        action: CommandAction::Go("/private"),
    },
    Command {
        label: "Go to Method",
        keys: "g m",
        action: CommandAction::Go("/method"),
    },
    Command {
        label: "Go to Settings",
        keys: "g e",
        action: CommandAction::Go("/settings"),
    },
    Command {
        label: "Account and devices",
        keys: "",
        action: CommandAction::Go("/account"),
    },
    Command {
        label: "Download or restore a backup",
        keys: "",
        action: CommandAction::Go("/settings#backup"),
    },
    Command {
        label: "Show keyboard shortcuts",
        keys: "?",
        action: CommandAction::OpenHelp,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::head;

    #[test]
    fn every_command_leads_to_a_page_and_no_two_share_their_keys() {
        for (place, command) in COMMANDS.iter().enumerate() {
            if let CommandAction::Go(address) = command.action {
                let path = address.split(['?', '#']).next().unwrap_or_default();
                assert!(head(path).is_some(), "{address}");
            }
            let later = &COMMANDS[place + 1..];
            let is_shared = later.iter().any(|other| other.keys == command.keys);
            assert!(command.keys.is_empty() || !is_shared, "{}", command.keys);
        }
    }
}
