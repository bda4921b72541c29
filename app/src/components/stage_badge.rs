//! The badge that says where an opportunity stands, in words first and colour second.

use domain::journal::Journal;
use domain::model::event::Ending;
use domain::model::history::Standing;
use domain::model::stage::{
    APPLIED, FINAL, INTERVIEWING, OFFER, PROJECT_AGREED, PROJECT_DONE, PROJECT_IDEA,
    PROJECT_PITCHED, PROJECT_RUNNING, SAVED, SCREENING, Stages,
};
use leptos::prelude::*;

/// “Interviewing”, or how it ended and how far it had come, where it had come anywhere: “Not
/// selected after interviews”.
#[must_use]
pub fn standing_words(journal: &Journal, standing: &Standing) -> String {
    let stages = journal.stages();
    let Some(ending) = standing.ending else {
        return stages.label(&standing.stage).to_owned();
    };
    let furthest = standing.furthest.as_str();
    let far = match (ending, furthest) {
        // What was accepted or declined was an offer.
        (Ending::Yes, _) | (Ending::Declined, OFFER) => None,
        (Ending::Withdrawn | Ending::RoleClosed, SAVED) => Some("before applying".to_owned()),
        (Ending::Withdrawn, PROJECT_IDEA) => Some("before the pitch".to_owned()),
        _ => after(stages, furthest),
    };
    match far {
        Some(far) => format!("{} {far}", ending.label()),
        None => ending.label().to_owned(),
    }
}

/// “after the final round”; none for a stage at which nothing had happened yet, or that is gone.
fn after(stages: &Stages, furthest: &str) -> Option<String> {
    let stage = stages.get(furthest)?;
    // In the person's own word, where they have one.
    if !stage.built_in || stage.setting.is_some() {
        return (furthest != SAVED).then(|| format!("after “{}”", stage.label));
    }
    let words = match furthest {
        APPLIED => "after applying",
        SCREENING => "after the screening",
        INTERVIEWING => "after interviews",
        FINAL => "after the final round",
        OFFER => "after an offer",
        PROJECT_PITCHED => "after the pitch",
        PROJECT_AGREED => "after it was agreed",
        PROJECT_RUNNING => "after it had begun",
        PROJECT_DONE => "after it was done",
        _ => return None,
    };
    Some(words.to_owned())
}

/// The badge for words made by [`standing_words`].
pub fn stage_badge(words: String, standing: &Standing) -> AnyView {
    let ending = standing.ending.map(domain::model::event::Ending::id);
    view! {
        <span class="stage-badge" data-stage=standing.stage.clone() data-ending=ending>
            {words}
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::model::event::Event;
    use domain::model::opportunity::Opportunity;
    use domain::model::stage::StageSetting;
    use domain::state::edit::Edit;
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{NOON, journal_after};
    use crate::components::testing::html_of;

    #[test]
    fn the_badge_of_a_no_after_interviews() {
        let acme = RecordId::fixed(1);
        let today = NOON.today();
        let journal = journal_after(&[
            Edit::new("").create(acme, &Opportunity::default()),
            Edit::new("").create(RecordId::fixed(2), &Event::stage(acme, INTERVIEWING, today)),
            Edit::new("").create(RecordId::fixed(3), &Event::ending(acme, Ending::No, today)),
        ]);
        let standing = journal.standing(acme);
        let words = standing_words(&journal, &standing);
        insta::assert_snapshot!(html_of(|| stage_badge(words, &standing)));
    }

    #[test]
    fn an_ending_says_how_far_it_had_come_where_it_had() {
        let homework = RecordId::fixed(9);
        let setting = StageSetting {
            label: "Homework".into(),
            rank: 2_500,
            ..StageSetting::default()
        };
        let journal = journal_after(&[Edit::new("").create(homework, &setting)]);
        let words = |ending, furthest: &str| {
            let standing = Standing {
                furthest: furthest.to_owned(),
                ending: Some(ending),
                ..Standing::default()
            };
            standing_words(&journal, &standing)
        };
        let own = homework.to_string();
        for (ending, furthest, expected) in [
            (Ending::Yes, OFFER, "Accepted"),
            (Ending::No, SAVED, "Not selected"),
            (Ending::No, FINAL, "Not selected after the final round"),
            (Ending::No, &own, "Not selected after “Homework”"),
            (Ending::NoAnswer, APPLIED, "No answer after applying"),
            (Ending::Withdrawn, SAVED, "Withdrawn before applying"),
            (
                Ending::RoleClosed,
                SCREENING,
                "Role closed after the screening",
            ),
            (Ending::Declined, OFFER, "Declined"),
            (Ending::Declined, INTERVIEWING, "Declined after interviews"),
            (Ending::No, PROJECT_PITCHED, "Not selected after the pitch"),
            (Ending::No, "gone", "Not selected"),
        ] {
            assert_eq!(words(ending, furthest), expected);
        }
    }
}
