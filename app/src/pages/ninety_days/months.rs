//! The nine texts of the plan, by month.

use domain::model::ninety_days::NinetyDays;

/// The three texts of a month.
pub(super) type Texts = [fn(&mut NinetyDays) -> &mut String; 3];

/// Each month: its last day, its heading, its texts.
pub(super) const MONTHS: [(u32, &str, Texts); 3] = [
    (
        30,
        "By day 30",
        [
            |plan| &mut plan.goal_30,
            |plan| &mut plan.step_30,
            |plan| &mut plan.measure_30,
        ],
    ),
    (
        60,
        "By day 60",
        [
            |plan| &mut plan.goal_60,
            |plan| &mut plan.step_60,
            |plan| &mut plan.measure_60,
        ],
    ),
    (
        90,
        "By day 90",
        [
            |plan| &mut plan.goal_90,
            |plan| &mut plan.step_90,
            |plan| &mut plan.measure_90,
        ],
    ),
];

/// The names of the three texts: the word their fields' ids begin with, and the label.
pub(super) const LINES: [(&str, &str); 3] = [
    ("goal", "Goal"),
    ("step", "First step"),
    ("measure", "Measure"),
];
