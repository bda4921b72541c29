//! The lines of the palette for what was typed: commands, and opportunities.

use domain::journal::Journal;
use domain::values::text::{Query, fold};

use super::table::{COMMANDS, CommandAction};

/// How many opportunities the palette lists at once.
const MOST_FOUND: usize = 8;

/// A line of the palette: its words and its target.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PaletteItem {
    pub(super) label: String,
    pub(super) keys: &'static str,
    pub(super) target: Target,
}

/// The effect of choosing a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    Command(CommandAction),
    Opportunity(String),
}

/// The commands whose names match a query; all of them for an empty one.
pub(super) fn commands(query: &Query) -> Vec<PaletteItem> {
    let fits = |text: &str| query.is_empty() || query.matches(&fold(text));
    COMMANDS
        .iter()
        .filter(|command| command.action != CommandAction::OpenPalette && fits(command.label))
        .map(|command| PaletteItem {
            label: command.label.to_owned(),
            keys: command.keys,
            target: Target::Command(command.action),
        })
        .collect()
}

/// The first opportunities that match a query.
pub(super) fn opportunities(journal: &Journal, query: &Query) -> Vec<PaletteItem> {
    journal
        .opportunities()
        .iter()
        .filter(|(id, _)| query.matches(journal.haystack(*id)))
        .take(MOST_FOUND)
        .map(|(id, opportunity)| PaletteItem {
            label: opportunity.title(),
            keys: "",
            target: Target::Opportunity(format!("/search/{id}")),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::state::edit::Edit;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::journal_after;

    #[test]
    fn nothing_typed_lists_every_command_but_the_one_that_opened_the_palette() {
        let all = commands(&Query::parse(""));
        assert_eq!(all.len(), COMMANDS.len() - 1);
        let opens = Target::Command(CommandAction::OpenPalette);
        assert!(all.iter().all(|item| item.target != opens));
    }

    #[test]
    fn a_part_of_a_name_finds_commands_and_opportunities() {
        let labels: Vec<String> = commands(&Query::parse("backup"))
            .into_iter()
            .map(|item| item.label)
            .collect();
        assert_eq!(labels, ["Download or restore a backup"]);
        let added = |id: u128| {
            let opportunity = Opportunity {
                company: "Acme".into(),
                ..Opportunity::default()
            };
            Edit::new("").create(RecordId::fixed(id), &opportunity)
        };
        let edits: Vec<Edit> = (1..=10).map(added).collect();
        let found = opportunities(&journal_after(&edits), &Query::parse("acm"));
        assert_eq!(found.len(), MOST_FOUND);
        assert!(opportunities(&journal_after(&edits), &Query::parse("halden")).is_empty());
    }
}
