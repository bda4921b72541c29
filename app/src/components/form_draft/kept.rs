//! What is kept of one form: what each tab has typed into it, as JSON under one name.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The most tabs whose text is kept for one form; the oldest make room.
const MOST_TABS: usize = 5;

/// Begins the name of what was written before something else came into the form: it belongs to no
/// tab any more, so the next one that opens the form is offered it.
const SET_ASIDE: &str = "aside";

/// The half-written texts of one form, by the tab that wrote them. Each tab writes only its own, so
/// that two of them do not fight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct KeptForms(BTreeMap<String, KeptForm>);

/// The fields that differ from how the form began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct KeptForm {
    /// When it was written, in milliseconds.
    pub(super) at: u64,
    /// The texts, by the name of their field.
    pub(super) fields: BTreeMap<String, String>,
}

impl KeptForms {
    /// Reads them; what cannot be read is nothing.
    pub(super) fn parse(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    /// Their text. `None` if nothing is kept.
    pub(super) fn to_text(&self) -> Option<String> {
        let is_empty = self.0.is_empty();
        (!is_empty).then(|| serde_json::to_string(&self.0).unwrap_or_default())
    }

    /// What a tab is offered: what it wrote itself, else the latest of any other.
    pub(super) fn offered_to(&self, tab: &str) -> Option<(&str, &KeptForm)> {
        let own = self.0.get_key_value(tab);
        let latest = || self.0.iter().max_by_key(|(_, kept)| kept.at);
        let (tab, kept) = own.or_else(latest)?;
        Some((tab, kept))
    }

    /// What a tab has written.
    pub(super) fn of(&self, tab: &str) -> Option<&KeptForm> {
        self.0.get(tab)
    }

    /// Keeps what a tab has written.
    pub(super) fn keep(&mut self, tab: &str, kept: KeptForm) {
        self.0.insert(tab.to_owned(), kept);
        while self.0.len() > MOST_TABS {
            let others = self.0.iter().filter(|(other, _)| *other != tab);
            let oldest = others.min_by_key(|(_, kept)| kept.at);
            let Some(oldest) = oldest.map(|(other, _)| other.clone()) else {
                return;
            };
            self.0.remove(&oldest);
        }
    }

    /// Sets aside what a tab has written, so that it can write something else.
    pub(super) fn set_aside(&mut self, tab: &str) {
        if let Some(kept) = self.0.remove(tab) {
            // Named by its time, so that the next one set aside does not replace it.
            self.keep(&format!("{SET_ASIDE}:{}", kept.at), kept);
        }
    }

    /// Forgets what a tab has written, unless that has changed since a moment.
    pub(super) fn forget(&mut self, tab: &str, at: Option<u64>) {
        if at.is_none_or(|at| self.0.get(tab).is_some_and(|kept| kept.at == at)) {
            self.0.remove(tab);
        }
    }
}

/// When a form was last written to, in milliseconds, from its stored text; the oldest make room.
#[must_use]
pub fn written_at(text: &str) -> u64 {
    let kept = KeptForms::parse(Some(text));
    kept.0.values().map(|kept| kept.at).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(at: u64, text: &str) -> KeptForm {
        KeptForm {
            at,
            fields: BTreeMap::from([("notes".to_owned(), text.to_owned())]),
        }
    }

    #[test]
    fn the_stored_text_is_frozen_and_what_cannot_be_read_is_nothing() {
        let mut kept = KeptForms::default();
        assert_eq!(kept.to_text(), None);
        kept.keep("tab", written(7, "half"));
        let text = kept.to_text();
        insta::assert_snapshot!(text.as_deref().unwrap_or_default(), @r#"{"tab":{"at":7,"fields":{"notes":"half"}}}"#);
        assert_eq!(KeptForms::parse(text.as_deref()), kept);
        assert_eq!(text.as_deref().map(written_at), Some(7));
        for damaged in [None, Some(""), Some("[]"), Some(r#"{"tab":3}"#)] {
            assert_eq!(KeptForms::parse(damaged), KeptForms::default());
        }
    }

    #[test]
    fn a_tab_gets_its_own_text_back_and_a_new_one_the_latest() {
        let mut kept = KeptForms::default();
        kept.keep("one", written(1, "first"));
        kept.keep("two", written(2, "second"));
        let offered = |tab| kept.offered_to(tab).map(|(from, kept)| (from, kept.at));
        assert_eq!(offered("one"), Some(("one", 1)));
        assert_eq!(offered("three"), Some(("two", 2)));
    }

    #[test]
    fn what_was_saved_here_does_not_take_along_what_another_tab_wrote_since() {
        let mut kept = KeptForms::default();
        kept.keep("one", written(1, "as this tab took it up"));
        kept.keep("one", written(2, "and as it went on there"));
        kept.forget("one", Some(1));
        assert!(kept.of("one").is_some());
        kept.forget("one", Some(2));
        assert!(kept.of("one").is_none());
    }

    #[test]
    fn what_is_set_aside_is_offered_once_the_tab_is_done() {
        let mut kept = KeptForms::default();
        kept.keep("one", written(1, "half"));
        kept.set_aside("one");
        kept.keep("one", written(2, "shared"));
        kept.forget("one", None);
        let offered = kept.offered_to("one").map(|(_, kept)| kept.clone());
        assert_eq!(offered, Some(written(1, "half")));
    }

    #[test]
    fn the_oldest_tab_makes_room_and_never_the_one_that_writes() {
        let mut kept = KeptForms::default();
        for number in 0..10 {
            kept.keep(&format!("tab {number}"), written(100 - number, ""));
        }
        assert_eq!(kept.0.len(), MOST_TABS);
        assert!(kept.of("tab 9").is_some());
        assert!(kept.of("tab 0").is_some(), "written last");
    }
}
