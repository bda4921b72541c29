//! Actions on a planned touch: done, later, another day, left out. And the words it is shown by.

use domain::journal::Journal;
use domain::method::Occasion;
use domain::model::touch::Touch;
use domain::planning::plan::{Because, Planned, Thanks};
use domain::state::edit::Edit;
use domain::state::record::{RecordKey, RecordKind};
use domain::values::date::Date;
use domain::values::id::RecordId;

use super::Moment;

/// The thing to do, in a few words: “Thank Ann after a round”.
#[must_use]
pub fn what(occasion: Occasion, name: &str) -> String {
    match occasion {
        Occasion::ReplyToNo => format!("Reply to {name}"),
        Occasion::ThankAfterNo => format!("Thank {name} again, after the no"),
        Occasion::AskForReasons => format!("Ask {name} why"),
        Occasion::SomethingUseful => format!("Send {name} something worth reading"),
        Occasion::Congratulate => format!("Congratulate {name}"),
        Occasion::ProjectPitch => format!("Offer {name} a project"),
        Occasion::CheckIn => format!("Say hello to {name}"),
        Occasion::ThankYouAfterRound => format!("Thank {name} after the round"),
        Occasion::SeasonsGreetings => format!("Send {name} season’s greetings"),
        Occasion::AskForFeedback => format!("Ask {name} for feedback"),
        Occasion::ThankForFeedback => format!("Thank {name} for the feedback"),
        Occasion::TellWhatChanged => format!("Tell {name} what you changed"),
        Occasion::AskWhatWorked => format!("Ask {name} what worked for them"),
        Occasion::ThankAfterYes => format!("Thank {name} after your yes"),
        Occasion::ShareYes => format!("Tell {name} the good news"),
        Occasion::Withdraw => format!("Let {name} know that you withdraw"),
        Occasion::FollowUp => format!("Follow up with {name}"),
    }
}

/// A planned touch in a few words, which say more than its occasion where its reason does.
#[must_use]
pub fn title_of(planned: &Planned, name: &str) -> String {
    match &planned.because {
        Because::Promise(_) => format!("Send {name} what you promised"),
        Because::Holiday { name: holiday, .. } => format!("Send {name} {holiday} greetings"),
        _ => what(planned.occasion, name),
    }
}

/// The name of a person, however little is known.
#[must_use]
pub fn name_of_person(journal: &Journal, id: RecordId) -> String {
    journal
        .people()
        .get(id)
        .map(|person| person.name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "Someone".into())
}

/// An edit that changes the record of a planned touch, or makes it, also where that was taken back
/// before.
#[must_use]
pub fn change(
    journal: &Journal,
    planned: &Planned,
    label: String,
    change: impl FnOnce(&mut Touch),
) -> Edit {
    let shown = journal.touches().get(planned.id).cloned();
    let mut after = Touch {
        person: Some(planned.person),
        opportunity: planned.opportunity,
        occasion: Some(planned.occasion),
        ..shown.unwrap_or_default()
    };
    change(&mut after);
    let held = journal.record(&RecordKey::new(RecordKind::Touch, planned.id));
    Edit::new(label).put(held, planned.id, &after)
}

/// It was done, today.
#[must_use]
pub fn finish(journal: &Journal, moment: &Moment<'_>, planned: &Planned) -> Edit {
    let name = name_of_person(journal, planned.person);
    let label = format!("Done: {}", title_of(planned, &name));
    change(journal, planned, label, |touch| {
        touch.done_on = Some(moment.today());
    })
}

/// Another day.
#[must_use]
pub fn move_to(journal: &Journal, moment: &Moment<'_>, planned: &Planned, day: Date) -> Edit {
    let label = format!("Planned for {}", day.short(moment.today()));
    change(journal, planned, label, |touch| touch.due = Some(day))
}

/// Not today: tomorrow.
#[must_use]
pub fn put_off(journal: &Journal, moment: &Moment<'_>, planned: &Planned) -> Edit {
    move_to(journal, moment, planned, moment.today().plus_days(1))
}

/// It is skipped, with a reason or without.
#[must_use]
pub fn skip(journal: &Journal, moment: &Moment<'_>, planned: &Planned, why: &str) -> Edit {
    let name = name_of_person(journal, planned.person);
    let label = format!("Skipped: {}", title_of(planned, &name));
    change(journal, planned, label, |touch| {
        touch.skipped_on = Some(moment.today());
        why.clone_into(&mut touch.skipped_why);
    })
}

/// Plans a touch of one's own.
#[must_use]
pub fn plan_own(moment: &mut Moment<'_>, touch: &Touch) -> Edit {
    let today = moment.today();
    let day = touch.due.unwrap_or(today);
    Edit::new(format!("Planned for {}", day.short(today))).create(moment.new_id(), touch)
}

/// Plans a follow-up with somebody: a touch on a day, with the reason, which its draft speaks of. It
/// is added to the plan and takes nothing out of it. One that is planned already is not planned
/// again. Its id follows from who it is to and why, so that two devices plan one.
pub fn plan_follow_up(
    journal: &Journal,
    moment: &mut Moment<'_>,
    person: RecordId,
    opportunity: Option<RecordId>,
    due: Date,
    reason: &str,
    occasion: Occasion,
) -> Edit {
    let touch = Touch {
        person: Some(person),
        opportunity,
        occasion: Some(occasion),
        due: Some(due),
        text: reason.trim().to_owned(),
        ..Touch::default()
    };
    let is_planned = journal.touches().of(person).any(|(id, other)| {
        !id.is_derived()
            && !other.is_settled()
            && (other.opportunity, &other.text) == (touch.opportunity, &touch.text)
    });
    if is_planned {
        return Edit::default();
    }
    let name = name_of_person(journal, person);
    let day = due.short(moment.today());
    let id = follow_up_id(journal, moment, &touch);
    let held = journal.record(&RecordKey::new(RecordKind::Touch, id));
    Edit::new(format!("A message to {name} is planned for {day}")).put(held, id, &touch)
}

/// The id of a follow-up: the first that no settled one has.
fn follow_up_id(journal: &Journal, moment: &mut Moment<'_>, touch: &Touch) -> RecordId {
    let word = format!("follow-up {}", touch.text);
    let ids: Vec<RecordId> = touch.person.into_iter().chain(touch.opportunity).collect();
    let is_free = |id: &RecordId| {
        let there = journal.touches().get(*id);
        !there.is_some_and(Touch::is_settled)
    };
    let mut numbered = (0..1_000).map(|number| RecordId::derived_by_hand(&word, &ids, number));
    numbered.find(is_free).unwrap_or_else(|| moment.new_id())
}

/// Marks a thank-you of the review as given today, or takes that mark back. It is the touch of the
/// plan, so that the same thanks is asked for nowhere else.
#[must_use]
pub fn tick_thanks(
    journal: &Journal,
    moment: &Moment<'_>,
    opportunity: RecordId,
    thanks: &Thanks,
    is_given: bool,
) -> Edit {
    let name = name_of_person(journal, thanks.person);
    let what = what(thanks.occasion(), &name);
    let label = if is_given {
        format!("Done: {what}")
    } else {
        format!("Not done yet: {what}")
    };
    let shown = journal.touches().get(thanks.id).cloned();
    let after = Touch {
        person: Some(thanks.person),
        opportunity: Some(opportunity),
        occasion: Some(thanks.occasion()),
        done_on: is_given.then(|| moment.today()),
        skipped_on: None,
        ..shown.unwrap_or_default()
    };
    let held = journal.record(&RecordKey::new(RecordKind::Touch, thanks.id));
    Edit::new(label).put(held, thanks.id, &after)
}

#[cfg(test)]
mod tests {
    use domain::model::event::Event;
    use domain::model::opportunity::Opportunity;
    use domain::model::person::Person;
    use domain::model::stage::APPLIED;
    use domain::planning::plan::{ThanksState, plan_with, thanks_of};

    use super::*;
    use crate::actions::testing::{NOON, apply, at_noon, journal_after, record};

    const ANN: RecordId = RecordId::fixed(1);
    const HELLO: RecordId = RecordId::fixed(2);

    fn people() -> Journal {
        let ann = Person {
            name: "Ann".into(),
            ..Person::default()
        };
        journal_after(&[record(ANN, &ann)])
    }

    /// A touch that is planned for today, and stored only once someone acts on it.
    fn hello() -> Planned {
        Planned {
            id: HELLO,
            person: ANN,
            opportunity: None,
            occasion: Occasion::CheckIn,
            due: at_noon(|moment| moment.today()),
            because: Because::Own(String::new()),
            is_moved: false,
            until: None,
        }
    }

    fn touch_after(journal: &Journal, edit: &Edit) -> Touch {
        let after = apply(journal, edit);
        after.touches().get(HELLO).cloned().unwrap_or_default()
    }

    #[test]
    fn what_is_done_is_stored_under_its_own_id() {
        let journal = people();
        let edit = at_noon(|moment| finish(&journal, moment, &hello()));
        assert_eq!(edit.label, "Done: Say hello to Ann");
        let touch = touch_after(&journal, &edit);
        assert_eq!(touch.done_on, Some(hello().due));
        assert_eq!(touch.person, Some(ANN));
        assert_eq!(touch.occasion, Some(Occasion::CheckIn));
    }

    #[test]
    fn a_touch_put_off_is_due_tomorrow() {
        let journal = people();
        let edit = at_noon(|moment| put_off(&journal, moment, &hello()));
        assert_eq!(edit.label, "Planned for 19 Mar");
        let touch = touch_after(&journal, &edit);
        assert_eq!(touch.due, Some(hello().due.plus_days(1)));
        assert_eq!(touch.done_on, None);
    }

    #[test]
    fn a_touch_left_out_keeps_its_reason() {
        let journal = people();
        let edit = at_noon(|moment| skip(&journal, moment, &hello(), "Not the time"));
        assert_eq!(edit.label, "Skipped: Say hello to Ann");
        let touch = touch_after(&journal, &edit);
        assert_eq!(touch.skipped_on, Some(hello().due));
        assert_eq!(touch.skipped_why, "Not the time");
    }

    #[test]
    fn what_was_taken_back_is_brought_back() {
        let journal = people();
        let edit = at_noon(|moment| finish(&journal, moment, &hello()));
        let journal = apply(&journal, &edit);
        let taken_back = Edit::new("").remove(RecordKind::Touch, HELLO);
        let journal = apply(&journal, &taken_back);
        assert!(journal.touches().get(HELLO).is_none());
        let edit = at_noon(|moment| put_off(&journal, moment, &hello()));
        let touch = touch_after(&journal, &edit);
        assert_eq!(
            (touch.due, touch.done_on),
            (Some(hello().due.plus_days(1)), None)
        );
    }

    #[test]
    fn a_touch_of_ones_own_is_planned_for_its_day() {
        let journal = people();
        let own = Touch {
            person: Some(ANN),
            due: Some(hello().due.plus_days(7)),
            ..Touch::default()
        };
        let edit = at_noon(|moment| plan_own(moment, &own));
        assert_eq!(edit.label, "Planned for 25 Mar");
        let after = apply(&journal, &edit);
        assert_eq!(after.touches().get(RecordId::fixed(1_000)), Some(&own));
    }

    #[test]
    fn a_follow_up_is_planned_once_with_its_day_and_reason() {
        let journal = people();
        let due = hello().due.plus_days(30);
        let plan = |journal: &Journal| {
            at_noon(|moment| {
                let reason = " Their pilot starts ";
                plan_follow_up(journal, moment, ANN, None, due, reason, Occasion::CheckIn)
            })
        };
        let edit = plan(&journal);
        assert_eq!(edit.label, "A message to Ann is planned for 17 Apr");
        let after = apply(&journal, &edit);
        let [planned] = &plan_with(&after, ANN, NOON)[..] else {
            panic!("one touch expected");
        };
        assert_eq!(planned.due, due);
        assert_eq!(planned.because, Because::Own("Their pilot starts".into()));
        assert!(plan(&after).is_empty());
    }

    #[test]
    fn a_follow_up_planned_on_two_devices_is_one_and_once_it_is_settled_another_can_be() {
        let journal = people();
        let due = hello().due.plus_days(30);
        let plan = |journal: &Journal, used: usize| {
            at_noon(|moment| {
                // The other device has made other records before.
                for _ in 0..used {
                    let _ = moment.new_id();
                }
                plan_follow_up(
                    journal,
                    moment,
                    ANN,
                    None,
                    due,
                    "Their pilot",
                    Occasion::CheckIn,
                )
            })
        };
        let (here, there) = (plan(&journal, 0), plan(&journal, 7));
        let both = apply(&apply(&journal, &here), &there);
        let [planned] = &plan_with(&both, ANN, NOON)[..] else {
            panic!("one touch expected");
        };
        let done = apply(&both, &at_noon(|moment| finish(&both, moment, planned)));
        assert!(plan_with(&done, ANN, NOON).is_empty());
        let again = apply(&done, &plan(&done, 0));
        assert_eq!(plan_with(&again, ANN, NOON).len(), 1);
        assert_eq!(again.touches().of(ANN).count(), 2);
    }

    #[test]
    fn a_thank_you_is_ticked_where_the_plan_has_it() {
        let acme = RecordId::fixed(5);
        let ann = Person {
            opportunity: Some(acme),
            ..people().people().get(ANN).cloned().unwrap_or_default()
        };
        let round = Event {
            with: vec![ANN],
            ..Event::round(acme, "Call", NOON.today(), None)
        };
        let journal = journal_after(&[
            record(acme, &Opportunity::default()),
            record(ANN, &ann),
            record(
                RecordId::fixed(6),
                &Event::stage(acme, APPLIED, NOON.today()),
            ),
            record(RecordId::fixed(7), &round),
        ]);
        let [thanks] = &thanks_of(&journal, acme, NOON)[..] else {
            panic!("one thank-you expected");
        };
        assert!(matches!(thanks.state, ThanksState::Planned(_)));
        let tick = |journal: &Journal, is_given| {
            at_noon(|moment| tick_thanks(journal, moment, acme, thanks, is_given))
        };
        let given = apply(&journal, &tick(&journal, true));
        let state = |journal: &Journal| thanks_of(journal, acme, NOON).remove(0).state;
        assert_eq!(state(&given), ThanksState::Done(NOON.today()));
        assert!(plan_with(&given, ANN, NOON).is_empty());
        let open = apply(&given, &tick(&given, false));
        assert!(matches!(state(&open), ThanksState::Planned(_)));
    }
}
