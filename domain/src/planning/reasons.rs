//! The reasons of all noes, counted: how many were never in the person's hands.

use crate::journal::Journal;
use crate::method::Cause;

/// The reasons of all noes that were sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReasonCounts {
    /// The reasons beyond the person's control.
    pub beyond: usize,
    /// The reasons in their hands.
    pub mine: usize,
    /// The noes that were sorted.
    pub noes: usize,
    /// Of these, the noes whose reasons are not known.
    pub unknown: usize,
}

impl ReasonCounts {
    /// All reasons named.
    #[must_use]
    pub const fn all(self) -> usize {
        self.beyond + self.mine
    }

    /// “7 of 11 reasons were never in your hands.” Nothing where no reason is known.
    #[must_use]
    pub fn sentence(self) -> Option<String> {
        Some(match (self.beyond, self.all()) {
            (_, 0) => return None,
            (0, 1) => "The one reason you noted is something you can change.".into(),
            (0, all) => format!("All {all} reasons you noted are things you can change."),
            (1, 1) => "The one reason you noted was never in your hands.".into(),
            (beyond, all) if beyond == all => {
                format!("None of the {all} reasons you noted were ever in your hands.")
            }
            (1, all) => format!("1 of {all} reasons was never in your hands."),
            (beyond, all) => format!("{beyond} of {all} reasons were never in your hands."),
        })
    }

    /// What was counted, and of how many noes.
    #[must_use]
    pub fn whole(self) -> String {
        let noes = match self.noes {
            1 => "the one no you sorted".to_owned(),
            noes => format!("the {noes} noes you sorted"),
        };
        match self.unknown {
            0 => format!("Counted over {noes}."),
            unknown => format!("Counted over {noes}; for {unknown} you didn’t know."),
        }
    }
}

/// Counts the reasons of all noes. A cause without any of the usual reasons counts as one reason:
/// the person's own.
#[must_use]
pub fn reason_counts(journal: &Journal) -> ReasonCounts {
    let mut counts = ReasonCounts::default();
    for (_, comeback) in journal.comebacks().iter() {
        let causes = comeback.causes();
        if causes.is_empty() {
            continue;
        }
        counts.noes += 1;
        let reasons = comeback.known_reasons();
        let of = |cause| {
            let named = reasons
                .iter()
                .filter(|reason| reason.cause == cause)
                .count();
            named.max(usize::from(causes.contains(&cause)))
        };
        counts.beyond += of(Cause::NotMine);
        counts.mine += of(Cause::Mine);
        counts.unknown += usize::from(causes == [Cause::Unknown]);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comeback::Comeback;
    use crate::state::edit::Edit;
    use crate::state::stamp::Clock;
    use crate::values::id::RecordId;

    fn counted(noes: &[(&[Cause], &[&str])]) -> ReasonCounts {
        let (mut journal, mut clock) = (Journal::default(), Clock::new(1));
        for (number, (causes, reasons)) in (1..).zip(noes) {
            let mut comeback = Comeback {
                opportunity: Some(RecordId::fixed(100 + number)),
                ..Comeback::default()
            };
            causes
                .iter()
                .for_each(|cause| comeback.choose_cause(*cause, true));
            reasons
                .iter()
                .for_each(|id| comeback.choose_reason(id, true));
            let edit = Edit::new("").create(RecordId::fixed(number), &comeback);
            journal.apply(&edit, &mut clock, 1);
        }
        reason_counts(&journal)
    }

    #[test]
    fn reasons_are_counted_over_all_noes_and_a_bare_cause_is_one() {
        let counts = counted(&[
            (
                &[Cause::NotMine, Cause::Mine],
                &["on-hold", "pay-range", "nerves"],
            ),
            (&[Cause::NotMine], &[]),
            (&[Cause::Unknown], &[]),
            (&[], &[]),
        ]);
        let expected = ReasonCounts {
            beyond: 3,
            mine: 1,
            noes: 3,
            unknown: 1,
        };
        assert_eq!(counts, expected);
        assert_eq!(
            counts.sentence().as_deref(),
            Some("3 of 4 reasons were never in your hands.")
        );
        assert_eq!(
            counts.whole(),
            "Counted over the 3 noes you sorted; for 1 you didn’t know."
        );
    }

    #[test]
    fn small_numbers_are_said_as_they_are() {
        let sentence = |beyond, mine| {
            ReasonCounts {
                beyond,
                mine,
                noes: 1,
                unknown: 0,
            }
            .sentence()
        };
        assert_eq!(sentence(0, 0), None);
        let said = [(1, 0), (0, 1), (3, 0), (0, 2), (1, 1)]
            .map(|(beyond, mine)| sentence(beyond, mine).unwrap_or_default());
        assert_eq!(
            said,
            [
                "The one reason you noted was never in your hands.",
                "The one reason you noted is something you can change.",
                "None of the 3 reasons you noted were ever in your hands.",
                "All 2 reasons you noted are things you can change.",
                "1 of 2 reasons was never in your hands.",
            ]
        );
        assert_eq!(counted(&[(&[Cause::Unknown], &[])]).sentence(), None);
    }
}
