//! The reasons of a no: several may apply at once, whoever's hands they were in.

use super::record::Comeback;
use crate::method::{Cause, Reason, reason};

impl Comeback {
    /// The causes chosen, in the order they are offered.
    ///
    /// Builds before December 2026 wrote one cause only. Where the one they wrote is not among the
    /// several, it was written later, and holds.
    #[must_use]
    pub fn causes(&self) -> Vec<Cause> {
        let is_chosen = |cause: &Cause| match self.cause {
            Some(only) if !self.all_causes.contains(&only) => only == *cause,
            Some(_) => self.all_causes.contains(cause),
            None => false,
        };
        Cause::ALL.into_iter().filter(is_chosen).collect()
    }

    /// Chooses a cause, or takes that back together with its reasons.
    pub fn choose_cause(&mut self, cause: Cause, is_chosen: bool) {
        let mut causes = self.causes();
        causes.retain(|other| *other != cause);
        if is_chosen {
            causes.push(cause);
        } else {
            self.reasons
                .retain(|id| reason(id).is_none_or(|reason| reason.cause != cause));
        }
        // An older build asks what to do only where it is theirs.
        let mine = causes.iter().find(|cause| **cause == Cause::Mine);
        self.cause = mine.or(causes.first()).copied();
        self.all_causes = causes;
    }

    /// Chooses a reason, or takes that back.
    pub fn choose_reason(&mut self, id: &str, is_chosen: bool) {
        self.reasons.retain(|other| other != id);
        if is_chosen {
            self.reasons.push(id.to_owned());
        }
    }

    /// The reasons chosen that go with a cause chosen: an older build left the others behind when
    /// another cause was chosen.
    #[must_use]
    pub fn known_reasons(&self) -> Vec<&'static Reason> {
        let causes = self.causes();
        self.reasons
            .iter()
            .filter_map(|id| reason(id))
            .filter(|reason| causes.contains(&reason.cause))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
    use serde_json::json;

    use super::*;

    fn ids(comeback: &Comeback) -> Vec<&'static str> {
        let reasons = comeback.known_reasons().into_iter();
        reasons.map(|reason| reason.id).collect()
    }

    #[test]
    fn several_causes_hold_at_once_and_one_taken_back_takes_its_reasons_along() {
        let mut comeback = Comeback::default();
        comeback.choose_cause(Cause::Mine, true);
        comeback.choose_cause(Cause::NotMine, true);
        comeback.choose_reason("on-hold", true);
        comeback.choose_reason("skill-gap", true);
        assert_eq!(comeback.causes(), [Cause::NotMine, Cause::Mine]);
        assert_eq!(ids(&comeback), ["on-hold", "skill-gap"]);
        assert_eq!(
            comeback.cause,
            Some(Cause::Mine),
            "what an older build reads"
        );
        comeback.choose_cause(Cause::Mine, false);
        assert_eq!(comeback.causes(), [Cause::NotMine]);
        assert_eq!(ids(&comeback), ["on-hold"]);
        comeback.choose_cause(Cause::NotMine, false);
        assert!(comeback.causes().is_empty());
    }

    #[test]
    fn a_record_of_november_2026_keeps_its_meaning() {
        let stored = json!({
            "cause": "not-mine",
            "reasons": ["no-numbers", "internal-candidate", "of-another-build"],
            "reason_note": "They said so.",
        });
        let comeback: Comeback = serde_json::from_value(stored).unwrap();
        assert_eq!(comeback.causes(), [Cause::NotMine]);
        assert_eq!(ids(&comeback), ["internal-candidate"]);
    }

    #[test]
    fn what_an_older_build_chooses_later_holds() {
        let mut comeback = Comeback::default();
        comeback.choose_cause(Cause::NotMine, true);
        comeback.cause = Some(Cause::Unknown);
        assert_eq!(comeback.causes(), [Cause::Unknown]);
    }

    #[test]
    fn the_stored_words_are_frozen() {
        let mut comeback = Comeback::default();
        comeback.choose_cause(Cause::Mine, true);
        comeback.choose_cause(Cause::NotMine, true);
        let stored = serde_json::to_value(&comeback).unwrap();
        assert_eq!(stored["cause"], "mine");
        assert_eq!(stored["causes"], json!(["mine", "not-mine"]));
        assert_eq!(stored["their_reasons"], "");
    }
}
