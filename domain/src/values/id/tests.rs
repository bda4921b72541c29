//! Ids sort by time, and text and back is the same id.
use proptest::prelude::*;

use super::*;

#[test]
fn later_ids_sort_after_earlier_ones_whatever_the_random_part() {
    assert!(RecordId::new(1, u128::MAX) < RecordId::new(2, 0));
}

#[test]
fn version_and_variant_are_those_of_the_standard() {
    let text = RecordId::new(0x0123_4567_89ab, u128::MAX).to_string();
    assert_eq!(text, "01234567-89ab-7fff-bfff-ffffffffffff");
}

proptest! {
    #[test]
    fn text_and_back_is_the_same_id(ms in any::<u64>(), random in any::<u128>()) {
        let id = RecordId::new(ms, random);
        prop_assert_eq!(RecordId::parse(&id.to_string()), Some(id));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let _ = RecordId::parse(&text);
    }
}
