use proptest::prelude::*;

use super::*;
use crate::figures::flow::flow;
use crate::figures::flow::tests::any_journeys;
use crate::model::stage::Stages;

const SIZE: Size = Size {
    along: 900.0,
    across: 400.0,
    thickness: 12.0,
    gap: 8.0,
    most_unit: 28.0,
};

#[test]
fn an_empty_search_draws_nothing() {
    let flow = flow(&[], &Stages::default());
    assert_eq!(layout(&flow, SIZE), Layout::default());
}

proptest! {
    #[test]
    fn everything_lies_within_the_picture(journeys in any_journeys()) {
        let flow = flow(&journeys, &Stages::default());
        let drawn = layout(&flow, SIZE);
        for node in &drawn.nodes {
            prop_assert!(node.along >= 0.0 && node.along + SIZE.thickness <= SIZE.along + 1e-6);
            prop_assert!(node.across >= 0.0 && node.across + node.width <= SIZE.across + 1e-6);
        }
        for (along, across) in drawn.bands.iter().flat_map(|band| &band.points) {
            prop_assert!((0.0..=SIZE.along + 1e-6).contains(along));
            prop_assert!((0.0..=SIZE.across + 1e-6).contains(across));
        }
    }

    #[test]
    fn places_of_one_layer_never_overlap(journeys in any_journeys()) {
        let drawn = layout(&flow(&journeys, &Stages::default()), SIZE);
        for one in &drawn.nodes {
            for other in drawn.nodes.iter().filter(|other| other.node > one.node) {
                let same_layer = (one.along - other.along).abs() < 1e-6;
                let apart = one.across + one.width <= other.across + 1e-6
                    || other.across + other.width <= one.across + 1e-6;
                prop_assert!(!same_layer || apart);
            }
        }
    }

    #[test]
    fn bands_leave_and_meet_places_within_their_sides(journeys in any_journeys()) {
        let flow = flow(&journeys, &Stages::default());
        let drawn = layout(&flow, SIZE);
        for placed in &drawn.bands {
            let band = &flow.bands[placed.band];
            for (node, at) in [(band.from, placed.points.first()), (band.to, placed.points.last())] {
                let (_, middle) = at.copied().unwrap_or_default();
                let node = drawn.nodes[node];
                prop_assert!(middle - placed.width / 2.0 >= node.across - 1e-6);
                prop_assert!(middle + placed.width / 2.0 <= node.across + node.width + 1e-6);
            }
        }
    }
}
