//! A part of a whole, said no more exactly than its numbers allow: below ten the count alone, below
//! twenty a range in words, from there on a rough share. Never a percentage.

/// Below this whole, only counts are said.
pub const FEW: usize = 10;

/// Below this whole, a range is said instead of a share.
pub const SOME: usize = 20;

/// How the range is found, in words.
pub const METHOD: &str = "From 10 on, the range is where the true share lies four times out of five if nothing else changes (Wilson’s interval); from 20 on, the nearest simple share is said.";

/// “3 of 7”, “5 of 12: somewhere between a quarter and three fifths”, “9 of 27: about a third”.
#[must_use]
pub fn share(part: usize, whole: usize) -> String {
    let count = format!("{part} of {whole}");
    if whole < FEW {
        return count;
    }
    if whole < SOME {
        let (low, high) = range(part, whole);
        let (low, high) = (fraction(low), fraction(high));
        return if low == high {
            format!("{count}: about {low}")
        } else {
            format!("{count}: somewhere between {low} and {high}")
        };
    }
    match part {
        0 => count,
        _ if part == whole => format!("{count}: all of them"),
        _ => format!("{count}: about {}", fraction(ratio(part, whole))),
    }
}

/// The interval of E. B. Wilson (1927) for a share, at four in five.
#[must_use]
pub fn range(part: usize, whole: usize) -> (f64, f64) {
    /// The quantile of the normal distribution that leaves a tenth on each side.
    const Z: f64 = 1.281_55;
    if whole == 0 {
        return (0.0, 1.0);
    }
    let (share, n) = (ratio(part, whole), ratio(whole, 1));
    let scale = 1.0 + Z * Z / n;
    let middle = (share + Z * Z / (2.0 * n)) / scale;
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt() / scale;
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of a search are far below 2^52"
)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// The simple share that is nearest.
fn fraction(share: f64) -> &'static str {
    const NAMES: [(f64, &str); 13] = [
        (0.0, "none"),
        (0.05, "one in twenty"),
        (0.1, "one in ten"),
        (0.2, "a fifth"),
        (0.25, "a quarter"),
        (1.0 / 3.0, "a third"),
        (0.4, "two fifths"),
        (0.5, "half"),
        (0.6, "three fifths"),
        (2.0 / 3.0, "two thirds"),
        (0.75, "three quarters"),
        (0.9, "nine in ten"),
        (1.0, "all"),
    ];
    let mut nearest = NAMES[0];
    for name in NAMES {
        if (name.0 - share).abs() < (nearest.0 - share).abs() {
            nearest = name;
        }
    }
    nearest.1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_handful_is_only_counted() {
        assert_eq!(share(3, 7), "3 of 7");
        assert_eq!(share(0, 0), "0 of 0");
    }

    #[test]
    fn from_ten_on_a_range_is_said_in_words() {
        assert_eq!(
            share(5, 12),
            "5 of 12: somewhere between a quarter and three fifths"
        );
        assert_eq!(
            share(0, 15),
            "0 of 15: somewhere between none and one in ten"
        );
    }

    #[test]
    fn from_twenty_on_the_nearest_simple_share_is_said() {
        assert_eq!(share(9, 27), "9 of 27: about a third");
        assert_eq!(share(24, 24), "24 of 24: all of them");
        assert_eq!(share(0, 40), "0 of 40");
    }

    proptest! {
        #[test]
        fn the_range_holds_the_share_that_was_seen(part in 0..200_usize, rest in 0..200_usize) {
            let whole = part + rest;
            prop_assume!(whole > 0);
            let (low, high) = range(part, whole);
            prop_assert!(low <= ratio(part, whole) + 1e-9 && ratio(part, whole) <= high + 1e-9);
            prop_assert!((0.0..=1.0).contains(&low) && (0.0..=1.0).contains(&high));
        }

        #[test]
        fn no_share_is_said_as_a_percentage(part in 0..200_usize, rest in 0..200_usize) {
            prop_assert!(!share(part, part + rest).contains('%'));
        }
    }
}
