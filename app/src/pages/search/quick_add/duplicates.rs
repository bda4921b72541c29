//! Opportunities that are the same as, or close to, a new one.

use domain::capture::JobAddress;
use domain::journal::Journal;
use domain::model::opportunity::Opportunity;
use domain::values::id::RecordId;
use domain::values::text::{same_company, similar_role};

use crate::components::stage_badge::standing_words;

/// How many duplicates are pointed out at once.
const MOST_SHOWN: usize = 3;

/// An opportunity that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Duplicate {
    pub(super) id: RecordId,
    /// Its title and where it stands: “Data engineer at Acme (Applied)”.
    pub(super) words: String,
}

/// Opportunities whose link leads to the same job, or of the same company with a role that is alike or not known.
pub(super) fn duplicates(journal: &Journal, new: &Opportunity) -> Vec<Duplicate> {
    if new.company.trim().is_empty() && new.link.is_empty() {
        return Vec::new();
    }
    let job = JobAddress::of(&new.link);
    journal
        .opportunities()
        .iter()
        .filter(|(_, known)| is_alike(new, job.as_ref(), known))
        .take(MOST_SHOWN)
        .map(|(id, known)| {
            let words = standing_words(journal, &journal.standing(id));
            Duplicate {
                id,
                words: format!("{} ({words})", known.title()),
            }
        })
        .collect()
}

fn is_alike(new: &Opportunity, job: Option<&JobAddress>, known: &Opportunity) -> bool {
    let is_same_link = job.is_some_and(|job| job.is_at(&known.link));
    // The company is compared first: the cheaper test rules out nearly all of ten thousand.
    is_same_link
        || (same_company(&new.company, &known.company)
            && (new.role.is_empty()
                || known.role.is_empty()
                || similar_role(&new.role, &known.role)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::testing::{journal_after, record};

    const ACME: RecordId = RecordId::fixed(1);

    fn of(company: &str, role: &str, link: &str) -> Opportunity {
        Opportunity {
            company: company.into(),
            role: role.into(),
            link: link.into(),
            ..Opportunity::default()
        }
    }

    fn search() -> Journal {
        let link = "https://acme.example/jobs/1";
        journal_after(&[record(ACME, &of("Acme", "Data engineer", link))])
    }

    fn found(new: &Opportunity) -> Vec<RecordId> {
        let duplicates = duplicates(&search(), new).into_iter();
        duplicates.map(|duplicate| duplicate.id).collect()
    }

    #[test]
    fn the_same_company_with_a_role_alike_is_pointed_out() {
        let words = duplicates(&search(), &of("acme", "Data Engineer", ""));
        let words: Vec<_> = words.iter().map(|known| known.words.as_str()).collect();
        assert_eq!(words, ["Data engineer at Acme (Saved)"]);
        assert_eq!(found(&of("Acme", "", "")), [ACME]);
        assert!(found(&of("Acme", "Head of kitchen", "")).is_empty());
        assert!(found(&of("Boreal", "Data engineer", "")).is_empty());
    }

    #[test]
    fn the_same_link_is_enough() {
        assert_eq!(found(&of("", "", "https://acme.example/jobs/1")), [ACME]);
        let wrapped =
            "https://www.google.com/url?q=https%3A%2F%2Facme.example%2Fjobs%2F1%3Futm_source%3Dx";
        assert_eq!(found(&of("", "", wrapped)), [ACME]);
        assert!(found(&of("", "", "https://acme.example/jobs/2")).is_empty());
        assert!(found(&of("", "", "")).is_empty(), "nothing is known yet");
    }

    #[test]
    fn no_more_than_three_are_shown() {
        let edits: Vec<_> = (1..=5)
            .map(|id| record(RecordId::fixed(id), &of("Acme", "", "")))
            .collect();
        let shown = duplicates(&journal_after(&edits), &of("Acme", "", ""));
        assert_eq!(shown.len(), MOST_SHOWN);
    }
}
