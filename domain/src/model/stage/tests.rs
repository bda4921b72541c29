//! The order of stages, whatever settings say.
use super::*;

fn own(label: &str, rank: u32) -> StageSetting {
    StageSetting {
        label: label.into(),
        rank,
        ..StageSetting::default()
    }
}

#[test]
fn own_stages_stand_between_applied_and_offer_wherever_they_ask_to_be() {
    let settings = [own("Homework", 2_500), own("First", 0), own("Last", 9_999)];
    let with_ids = settings
        .iter()
        .enumerate()
        .map(|(number, setting)| (RecordId::fixed(number as u128 + 1), setting));
    let stages = Stages::new(with_ids);
    let labels: Vec<&str> = stages
        .all()
        .iter()
        .map(|stage| stage.label.as_str())
        .collect();
    assert_eq!(
        labels,
        [
            "Saved",
            "Applied",
            "First",
            "Screening",
            "Homework",
            "Interviewing",
            "Final round",
            "Last",
            "Offer"
        ]
    );
}

#[test]
fn a_built_in_stage_can_be_renamed_but_keeps_its_id() {
    let rename = StageSetting {
        renames: SCREENING.into(),
        label: "Phone call".into(),
        rank: 0,
    };
    let stages = Stages::new(std::iter::once((RecordId::fixed(1), &rename)));
    assert_eq!(stages.label(SCREENING), "Phone call");
    assert_eq!(stages.all().len(), 6);
}

#[test]
fn a_flood_of_stages_is_cut() {
    let setting = own("Another", 2_000);
    let many = (0..500_u128).map(|number| (RecordId::fixed(number), &setting));
    assert_eq!(Stages::new(many).all().len(), MOST_STAGES);
}

#[test]
fn a_project_has_stages_of_its_own_and_a_column_that_fits() {
    let stages = Stages::default();
    let of_projects = stages.of(Kind::Project).iter();
    let columns: Vec<_> = of_projects
        .map(|stage| (stage.label.as_str(), stages.column(&stage.id)))
        .collect();
    assert_eq!(
        columns,
        [
            ("Idea", SAVED),
            ("Pitched", APPLIED),
            ("Agreed", OFFER),
            ("Running", OFFER),
            ("Done", OFFER),
        ]
    );
    assert_eq!(stages.all().len(), 6);
    // A stage that was removed since, or that a newer build made.
    assert_eq!(stages.column("review"), APPLIED);
}

#[test]
fn a_project_with_stages_of_a_job_goes_on_from_the_one_that_fits() {
    let stages = Stages::default();
    let next = |kind, id| {
        let neighbour = stages.neighbour(kind, id, true);
        neighbour.map(|stage| stage.id.as_str())
    };
    assert_eq!(next(Kind::Project, SAVED), Some(PROJECT_PITCHED));
    assert_eq!(next(Kind::Project, INTERVIEWING), Some(PROJECT_AGREED));
    assert_eq!(next(Kind::Project, PROJECT_DONE), None);
    assert_eq!(next(Kind::Job, PROJECT_IDEA), Some(APPLIED));
    assert_eq!(next(Kind::Job, OFFER), None);
    assert!(stages.neighbour(Kind::Job, SAVED, false).is_none());
}

#[test]
fn only_who_was_asked_is_waited_for() {
    for waited_for in [APPLIED, OFFER, PROJECT_PITCHED] {
        assert!(awaits_answer(waited_for), "{waited_for}");
    }
    for not in [SAVED, PROJECT_IDEA, PROJECT_AGREED, PROJECT_RUNNING] {
        assert!(!awaits_answer(not), "{not}");
    }
}
