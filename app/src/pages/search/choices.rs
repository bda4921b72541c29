//! How the tracker is looked at: view, filters and order. The device keeps them over a reload, and
//! the address has them, so that a link leads to the same look.

use domain::model::opportunity::Kind;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use super::found::SortBy;
use super::state::SearchState;
use crate::session::Session;

/// The address of the tracker.
const HERE: &str = "/search";

/// The names in the address.
const VIEW: &str = "view";
const ACTIVE: &str = "active";
const STAGE: &str = "stage";
const KIND: &str = "kind";
const SORT: &str = "sort";
const ORDER: &str = "order";
const NAMES: [&str; 6] = [VIEW, ACTIVE, STAGE, KIND, SORT, ORDER];

const SORTS: [(SortBy, &str); 5] = [
    (SortBy::Company, "company"),
    (SortBy::Role, "role"),
    (SortBy::Stage, "stage"),
    (SortBy::Since, "since"),
    (SortBy::Place, "place"),
];

/// What was chosen; words to find are not among it, for they are of the moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    pub(super) as_list: bool,
    pub(super) active_only: bool,
    pub(super) stage: String,
    pub(super) kind: String,
    pub(super) sort_by: SortBy,
    pub(super) is_ascending: bool,
}

impl Choices {
    /// Reads choices by their names; `None` where there is none. What is not named is as at first.
    pub(super) fn read(value: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let is = |name: &str, word: &str| value(name).as_deref() == Some(word);
        let kind = value(KIND).filter(|word| Kind::ALL.iter().any(|kind| kind.id() == word));
        let sort_by = SORTS.iter().find(|(_, word)| is(SORT, word));
        let choices = Self {
            as_list: is(VIEW, "list"),
            active_only: is(ACTIVE, "1"),
            stage: value(STAGE).unwrap_or_default(),
            kind: kind.unwrap_or_default(),
            sort_by: sort_by.map(|(sort_by, _)| *sort_by).unwrap_or_default(),
            is_ascending: is(ORDER, "up"),
        };
        (choices != Self::default()).then_some(choices)
    }

    /// Reads what [`Self::to_query`] wrote.
    pub(super) fn parse(query: &str) -> Self {
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs
                .find(|(own, _)| *own == name)
                .map(|(_, value)| value.to_owned())
        };
        Self::read(value).unwrap_or_default()
    }

    /// “view=list&stage=applied”: what is not as at first.
    pub(super) fn to_query(&self) -> String {
        let sort_by = SORTS.iter().find(|(sort_by, _)| *sort_by == self.sort_by);
        let pairs = [
            (VIEW, self.as_list.then_some("list")),
            (ACTIVE, self.active_only.then_some("1")),
            (STAGE, Some(&*self.stage)),
            (KIND, Some(&*self.kind)),
            (
                SORT,
                sort_by
                    .filter(|(sort_by, _)| *sort_by != SortBy::default())
                    .map(|(_, word)| *word),
            ),
            (ORDER, self.is_ascending.then_some("up")),
        ];
        let pairs = pairs.into_iter().filter_map(|(name, value)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some(format!("{name}={value}"))
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// Has state, device and address agree: the address goes first, then what the device kept; each
/// change is kept on the device and put into the address in place of what is there.
pub(super) fn follow_choices(session: Session, state: SearchState) {
    let query = use_query_map();
    let path = use_location().pathname;
    let navigate = use_navigate();
    let is_here = move || path.with(|path| path.trim_end_matches('/') == HERE);
    let asked = move || {
        let choices = query.with(|query| Choices::read(|name| query.get(name)));
        choices.filter(|_| is_here())
    };
    // At once: the server draws what the address asks for.
    if let Some(choices) = untrack(asked) {
        state.set_choices(choices);
    }
    Effect::new(move |_| {
        if let Some(choices) = asked() {
            state.set_choices(choices);
        } else if !state.has_read_device.get_value() {
            let kept = session.with_platform(|platform| platform.tracker_choices());
            state.set_choices(Choices::parse(&kept.unwrap_or_default()));
        }
        state.has_read_device.set_value(true);
    });
    Effect::new(move |_| {
        let choices = state.choices();
        // Of another page once the person leaves.
        if !is_here() {
            return;
        }
        let words = choices.to_query();
        session.with_platform(|platform| platform.keep_tracker_choices(&words));
        let has_figures = query.with(|query| query.get_str(VIEW) == Some("figures"));
        if !has_figures && asked().unwrap_or_default() != choices {
            let mut rest = query.get_untracked();
            for name in NAMES {
                rest.remove(name);
            }
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&address(&words, &rest.to_query_string()), options);
        }
    });
}

/// The address of choices, with what else is in it: “?find=”, or nothing.
fn address(choices: &str, rest: &str) -> String {
    match (choices, rest.trim_start_matches('?')) {
        ("", "") => HERE.to_owned(),
        ("", rest) => format!("{HERE}?{rest}"),
        (choices, "") => format!("{HERE}?{choices}"),
        (choices, rest) => format!("{HERE}?{choices}&{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_is_read_as_it_was_written() {
        let choices = Choices {
            as_list: true,
            active_only: true,
            stage: "applied".into(),
            kind: Kind::Project.id().into(),
            sort_by: SortBy::Company,
            is_ascending: true,
        };
        let query = choices.to_query();
        assert_eq!(
            query,
            "view=list&active=1&stage=applied&kind=project&sort=company&order=up"
        );
        assert_eq!(Choices::parse(&query), choices);
        assert_eq!(Choices::default().to_query(), "");
        assert_eq!(Choices::parse(""), Choices::default());
    }

    #[test]
    fn what_is_not_known_is_as_at_first() {
        assert_eq!(
            Choices::parse("view=figures&kind=circus&sort=luck&order=&what"),
            Choices::default()
        );
        assert_eq!(
            Choices::read(|name| (name == "find").then(String::new)),
            None
        );
    }

    #[test]
    fn the_rest_of_an_address_stays() {
        assert_eq!(address("", ""), "/search");
        assert_eq!(address("view=list", ""), "/search?view=list");
        assert_eq!(address("", "?find="), "/search?find=");
        assert_eq!(address("view=list", "?find="), "/search?view=list&find=");
    }
}
