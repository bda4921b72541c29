//! The index of all practices in reading order; each phase keeps its texts in a file of its own.

mod forward;
mod grow;
mod pause;
mod people;
mod reconnect;
mod review;
mod understand;

use super::practice::Practice;

/// Every practice of the method, phase by phase.
pub static PRACTICES: &[Practice] = &[
    pause::PAUSE,
    pause::COMPOSURE,
    pause::SELF_CARE,
    pause::COMPANY_KEPT,
    pause::STEP_AWAY,
    understand::ONE_YES,
    understand::BEYOND_CONTROL,
    understand::FEEDBACK,
    review::REVIEW,
    review::PRESENT,
    review::THANKS,
    reconnect::REPLY,
    reconnect::IN_TOUCH,
    reconnect::ARTICLE,
    reconnect::GOOD_NEWS,
    people::HOLIDAYS,
    people::NETWORK,
    people::LANDED,
    people::BRAND,
    grow::CURRENT,
    grow::EXPLORE,
    grow::CONSULT,
    grow::CREATIVE,
    forward::LET_GO,
    forward::PERSIST,
    forward::GOALS_PARTNER,
    forward::POSITIVE,
    forward::PAY_FORWARD,
];
