//! The lines of the palette for what was typed: what is tracked, people, practices, places and
//! commands, the likeliest first. `>` lists commands alone; “no from” a name leads to that no.

use domain::capture::read_all;
use domain::journal::Journal;
use domain::method::PRACTICES;
use domain::model::event::Ending;
use domain::values::text::{Query, fold};

use super::table::{COMMANDS, Command, CommandAction};

/// How many lines of each kind but commands are listed at once.
const MOST_FOUND: usize = 8;

/// What somebody types who was turned down, before the name.
const NO_FROM: [&str; 4] = [
    "no from ",
    "heard no from ",
    "i heard no from ",
    "rejected by ",
];

/// A line of the palette: its words and its target.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PaletteItem {
    pub(super) label: String,
    pub(super) kind: &'static str,
    pub(super) keys: &'static str,
    pub(super) target: Target,
}

impl PaletteItem {
    fn page(label: String, kind: &'static str, address: String) -> Self {
        let target = Target::Page(address);
        Self {
            label,
            kind,
            keys: "",
            target,
        }
    }
}

/// The effect of choosing a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    Command(CommandAction),
    Page(String),
    /// Adds what a text is read as.
    Add(String),
}

/// How well a name fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Start,
    StartOfWord,
    Elsewhere,
}

/// All lines for a text, the likeliest first.
pub(super) fn find(journal: &Journal, typed: &str) -> Vec<PaletteItem> {
    let typed = typed.trim();
    if typed.is_empty() || typed.starts_with('>') {
        return commands(typed.trim_start_matches('>').trim());
    }
    if let Some(name) = name_after_no(typed) {
        return noes(journal, name);
    }
    let mut ranked = opportunities(journal, typed);
    ranked.extend(people(journal, typed));
    ranked.extend(ranked_commands(typed));
    ranked.extend(practices(typed));
    // Stable: within a rank, kinds stay in their order.
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut items: Vec<PaletteItem> = ranked.into_iter().map(|(_, item)| item).collect();
    items.extend(addition(typed));
    items
}

/// The commands whose names match; all of them where nothing is typed.
fn commands(typed: &str) -> Vec<PaletteItem> {
    if typed.is_empty() {
        return listed().map(item_of).collect();
    }
    let mut ranked = ranked_commands(typed);
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, item)| item).collect()
}

fn ranked_commands(typed: &str) -> Vec<(Rank, PaletteItem)> {
    let ranked = listed().filter_map(|command| {
        let place = command.label.strip_prefix("Go to ");
        let rank = rank(&[place.unwrap_or(command.label), command.label], typed)?;
        Some((rank, item_of(command)))
    });
    ranked.collect()
}

/// Every command but the one that opened the palette.
fn listed() -> impl Iterator<Item = &'static Command> {
    let opens = CommandAction::OpenPalette;
    COMMANDS
        .iter()
        .filter(move |command| command.action != opens)
}

fn item_of(command: &Command) -> PaletteItem {
    let is_place = command.label.starts_with("Go to ");
    PaletteItem {
        label: command.label.to_owned(),
        kind: if is_place { "Place" } else { "Command" },
        keys: command.keys,
        target: Target::Command(command.action),
    }
}

fn opportunities(journal: &Journal, typed: &str) -> Vec<(Rank, PaletteItem)> {
    let query = Query::parse(typed);
    let all = journal.opportunities().iter();
    // The text to find in is folded already, and rules out nearly all of ten thousand.
    let matching = all.filter(|(id, _)| query.matches(journal.haystack(*id)));
    let mut ranked: Vec<_> = matching
        .map(|(id, about)| {
            let rank = rank(&[&about.company, &about.role], typed);
            let is_ended = !journal.standing(id).is_active();
            (rank.unwrap_or(Rank::Elsewhere), is_ended, id)
        })
        .collect();
    ranked.sort_by_key(|(rank, is_ended, _)| (*rank, *is_ended));
    ranked.truncate(MOST_FOUND);
    let lines = ranked.into_iter().filter_map(|(rank, _, id)| {
        let label = journal.opportunities().get(id)?.title();
        let item = PaletteItem::page(label, "Opportunity", format!("/search/{id}"));
        Some((rank, item))
    });
    lines.collect()
}

fn people(journal: &Journal, typed: &str) -> Vec<(Rank, PaletteItem)> {
    let mut ranked: Vec<_> = journal
        .people()
        .iter()
        .filter_map(|(id, person)| {
            let rank = rank(&[&person.name, &person.company], typed)?;
            Some((rank, id, person))
        })
        .collect();
    ranked.sort_by_key(|(rank, ..)| *rank);
    ranked.truncate(MOST_FOUND);
    let lines = ranked.into_iter().map(|(rank, id, person)| {
        let label = person.name.clone();
        (
            rank,
            PaletteItem::page(label, "Person", format!("/people/{id}")),
        )
    });
    lines.collect()
}

fn practices(typed: &str) -> Vec<(Rank, PaletteItem)> {
    let found = PRACTICES.iter().filter_map(|practice| {
        let rank = rank(&[practice.title], typed)?;
        let address = format!("/method/{}", practice.id);
        let item = PaletteItem::page(practice.title.to_owned(), "Practice", address);
        Some((rank, item))
    });
    found.take(MOST_FOUND).collect()
}

/// The line that adds what is typed, where it can be read.
fn addition(typed: &str) -> Option<PaletteItem> {
    let captures = read_all(typed).ok()?;
    let label = match captures.as_slice() {
        [one] => format!("Add “{}”", one.opportunity().title()),
        several => format!("Add {} opportunities", several.len()),
    };
    Some(PaletteItem {
        label,
        kind: "New",
        keys: "",
        target: Target::Add(typed.to_owned()),
    })
}

/// The name in “no from Windhover”.
fn name_after_no(typed: &str) -> Option<&str> {
    let start = NO_FROM.into_iter().find(|start| {
        typed
            .get(..start.len())
            .is_some_and(|begun| begun.eq_ignore_ascii_case(start))
    })?;
    Some(typed[start.len()..].trim()).filter(|name| !name.is_empty())
}

/// The comebacks of noes from this company, then the page on which one is noted.
fn noes(journal: &Journal, name: &str) -> Vec<PaletteItem> {
    let known = journal.opportunities().iter().filter_map(|(id, about)| {
        rank(&[&about.company], name)?;
        let is_a_no = journal.standing(id).ending == Some(Ending::No);
        let (comeback, _) = journal.comeback_of(id).filter(|_| is_a_no)?;
        let address = format!("/comeback/{comeback}");
        Some(PaletteItem::page(about.title(), "Comeback", address))
    });
    let mut items: Vec<_> = known.take(MOST_FOUND).collect();
    let address = format!("/comeback/new?company={}", percent_encoded(name));
    let label = format!("I heard no from {name}");
    items.push(PaletteItem::page(label, "Command", address));
    items
}

/// A text as a value in an address.
fn percent_encoded(text: &str) -> String {
    let encoded = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}

/// How the best of these names fits: its start, the start of a word in it, or every word somewhere.
fn rank(names: &[&str], typed: &str) -> Option<Rank> {
    let sought = fold(typed);
    let query = Query::parse(typed);
    let fits = names.iter().filter_map(|name| {
        let name = fold(name);
        let starts_word = |(at, _): (usize, &str)| {
            let before = name[..at].chars().next_back();
            before.is_some_and(|letter| !letter.is_alphanumeric())
        };
        if name.starts_with(&sought) {
            Some(Rank::Start)
        } else if name.match_indices(sought.as_str()).any(starts_word) {
            Some(Rank::StartOfWord)
        } else {
            query.matches(&name).then_some(Rank::Elsewhere)
        }
    });
    fits.min()
}

#[cfg(test)]
mod tests;
