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
