//! All practices in reading order, and how to find one; each phase keeps its texts in a file of its
//! own.

mod forward;
mod grow;
mod pause;
mod people;
mod reconnect;
mod review;
mod understand;

use super::practice::{Phase, Practice};

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

/// Id and title of every practice, in reading order. Whoever only names practices needs none of
/// their texts in the WebAssembly.
static TITLES: [(&str, &str); PRACTICES.len()] = {
    let mut titles = [("", ""); PRACTICES.len()];
    let mut index = 0;
    while index < titles.len() {
        titles[index] = (PRACTICES[index].id, PRACTICES[index].title);
        index += 1;
    }
    titles
};

/// The title of the practice with this id.
pub fn practice_title(id: &str) -> Option<&'static str> {
    let (_, title) = TITLES.iter().find(|(other, _)| *other == id)?;
    Some(title)
}

/// The practice with this id.
pub fn practice(id: &str) -> Option<&'static Practice> {
    PRACTICES.iter().find(|practice| practice.id == id)
}

/// The practices of one phase, in reading order.
pub fn in_phase(phase: Phase) -> impl Iterator<Item = &'static Practice> {
    PRACTICES
        .iter()
        .filter(move |practice| practice.phase == phase)
}

/// The practices before and after this one in reading order, for the links at the foot of its page.
pub fn neighbours(id: &str) -> (Option<&'static Practice>, Option<&'static Practice>) {
    let Some(at) = PRACTICES.iter().position(|practice| practice.id == id) else {
        return (None, None);
    };
    let before = at.checked_sub(1).and_then(|index| PRACTICES.get(index));
    (before, PRACTICES.get(at + 1))
}
