#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use proptest::prelude::*;

use super::*;

fn journey(number: u128, source: &str, reached: &[usize], ending: Option<Ending>) -> Journey {
    Journey {
        id: RecordId::fixed(number),
        source: source.to_owned(),
        began: None,
        sent_on: None,
        answered_on: None,
        reached: reached.to_vec(),
        stays: Vec::new(),
        ending,
        is_answered: false,
    }
}

#[test]
fn each_way_has_where_it_began_how_far_it_went_and_how_it_ended() {
    let journeys = [
        journey(1, "Meetup", &[1, 3], Some(Ending::No)),
        journey(2, "meetup", &[1], None),
        journey(3, "", &[], Some(Ending::Withdrawn)),
    ];
    let flow = flow(&journeys, &Stages::default());
    assert_eq!(
        flow.labels,
        [
            "Meetup",
            "No source noted",
            "Applied",
            "Interviewing",
            "Open",
            "Not selected",
            "Withdrawn",
        ]
    );
    assert_eq!(flow.count(0), 2);
    assert_eq!(flow.whole(), 3);
    let band = flow.bands.iter().find(|band| band.from == 3).unwrap();
    assert_eq!(flow.labels[band.to], "Not selected");
    assert_eq!(band.ids, [RecordId::fixed(1)]);
}

#[test]
fn small_sources_are_taken_together() {
    let sources = ["a", "a", "b", "b", "c", "c", "d", "d", "e", "f"];
    let journeys: Vec<Journey> = (1..)
        .zip(sources)
        .map(|(number, source)| journey(number, source, &[1], None))
        .collect();
    let flow = flow(&journeys, &Stages::default());
    assert_eq!(flow.labels[..5], ["a", "b", "c", "d", "Other sources"]);
    assert_eq!(flow.count(4), 2);
}

/// Journeys of any kind.
pub(crate) fn any_journeys() -> impl Strategy<Value = Vec<Journey>> {
    let reached = proptest::collection::btree_set(1..6_usize, 0..5);
    let ending = proptest::option::of(0..ENDINGS.len());
    let one = (0..7_u8, reached, ending);
    proptest::collection::vec(one, 0..40).prop_map(|all| {
        let numbered = (1..).zip(all);
        let journeys = numbered.map(|(number, (source, reached, ending))| {
            let reached: Vec<usize> = reached.into_iter().collect();
            let ending = ending.map(|place| ENDINGS[place]);
            journey(number, &format!("source {source}"), &reached, ending)
        });
        journeys.collect()
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_or_counted_twice(journeys in any_journeys()) {
        let flow = flow(&journeys, &Stages::default());
        prop_assert_eq!(flow.whole(), journeys.len());
        for (node, name) in flow.nodes.iter().enumerate() {
            let sum = |is: fn(&Band, usize) -> bool| -> usize {
                let bands = flow.bands.iter().filter(|band| is(band, node));
                bands.map(|band| band.ids.len()).sum()
            };
            let (into, out) = (sum(|band, node| band.to == node), sum(|band, node| band.from == node));
            let count = flow.count(node);
            match name {
                Node::Source(_) | Node::OtherSources => prop_assert_eq!(out, count),
                Node::Stage(_) => prop_assert_eq!((into, out), (count, count)),
                Node::Open | Node::NotSent | Node::Ended(_) => prop_assert_eq!(into, count),
            }
        }
    }
}
