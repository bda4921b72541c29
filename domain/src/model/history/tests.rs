//! Histories of every shape, written in any two time zones, and the standings they lead to.
#![allow(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
use proptest::prelude::*;

use super::*;
use crate::journal::Journal;
use crate::model::event::Event;
use crate::model::opportunity::Opportunity;
use crate::model::stage::{APPLIED, FINAL, INTERVIEWING, OFFER, SCREENING};
use crate::state::edit::Edit;
use crate::state::record::RecordKind;
use crate::state::stamp::Clock;
use crate::values::date::Now;

const ACME: RecordId = RecordId::ONLY;
const HOUR_MS: u64 = 3_600_000;
/// 18 March 2026, 00:00 UTC.
const BEGIN_MS: u64 = 1_773_792_000_000;

const TOKYO: i32 = 9 * 60;
const LOS_ANGELES: i32 = -7 * 60;
const KIRITIMATI: i32 = 14 * 60;
const NIUE: i32 = -11 * 60;

/// A search with one opportunity, and the devices it is written on.
#[derive(Clone)]
struct Search {
    journal: Journal,
    clock: Clock,
    now: Now,
    made: u128,
    taken_back: Edit,
}

impl Search {
    /// Acme is added, which notes that it is saved.
    fn new() -> Self {
        Self::at(Now {
            ms: BEGIN_MS + 12 * HOUR_MS,
            offset_minutes: 0,
        })
    }

    fn at(now: Now) -> Self {
        let mut search = Self {
            journal: Journal::default(),
            clock: Clock::new(1),
            now,
            made: 0,
            taken_back: Edit::default(),
        };
        let saved = Event::stage(ACME, SAVED, search.now.today());
        let id = search.new_id();
        search.apply(
            &Edit::new("")
                .create(ACME, &Opportunity::default())
                .create(id, &saved),
        );
        search.taken_back = Edit::default();
        search
    }

    fn new_id(&mut self) -> RecordId {
        self.made += 1;
        RecordId::new(self.now.ms, self.made)
    }

    fn apply(&mut self, edit: &Edit) {
        let applied = self.journal.apply(edit, &mut self.clock, self.now.ms);
        self.taken_back = applied.inverse;
    }

    fn undo(&mut self) {
        let inverse = std::mem::take(&mut self.taken_back);
        self.apply(&inverse);
    }

    /// Some hours pass.
    fn wait(&mut self, hours: u64) {
        self.now.ms += hours * HOUR_MS;
    }

    fn note(&mut self, event: &Event) -> RecordId {
        self.wait(1);
        let id = self.new_id();
        self.apply(&Edit::new("").create(id, event));
        id
    }

    fn moved(&mut self, stage: &str) -> RecordId {
        self.note(&Event::stage(ACME, stage, self.now.today()))
    }

    fn ended(&mut self, ending: Ending) -> RecordId {
        self.note(&Event::ending(ACME, ending, self.now.today()))
    }

    /// Corrects the day of an event to some days before today.
    fn dated(&mut self, id: RecordId, days_ago: i32) {
        self.wait(1);
        let before = self.journal.events().get(id).unwrap().clone();
        let after = Event {
            on: Some(self.now.today().plus_days(-days_ago)),
            ..before.clone()
        };
        self.apply(&Edit::new("").change(id, &before, &after));
    }

    fn removed(&mut self, id: RecordId) {
        self.apply(&Edit::new("").remove(RecordKind::Event, id));
    }

    fn standing(&self) -> Standing {
        self.journal.standing(ACME)
    }

    /// The stage, and the ending if there is one.
    fn stands(&self) -> (String, Option<Ending>) {
        let standing = self.standing();
        (standing.stage, standing.ending)
    }

    fn ids(&self) -> Vec<RecordId> {
        let history = self.journal.history(ACME).into_iter();
        history.map(|(id, _)| id).collect()
    }
}

fn open(stage: &str) -> (String, Option<Ending>) {
    (stage.to_owned(), None)
}

#[test]
fn a_no_keeps_how_far_it_went() {
    let mut search = Search::new();
    let applied = search.moved(APPLIED);
    for stage in [SCREENING, FINAL, INTERVIEWING] {
        search.moved(stage);
    }
    search.ended(Ending::No);
    search.dated(applied, 11);
    let standing = search.standing();
    assert_eq!(standing.ending, Some(Ending::No));
    assert_eq!(standing.stage, INTERVIEWING);
    assert_eq!(standing.furthest, FINAL);
    let today = search.now.today();
    assert_eq!(standing.applied_on, Some(today.plus_days(-11)));
    assert_eq!(standing.days_quiet(today.plus_days(3)), 3);
}

#[test]
fn an_empty_history_is_saved_and_not_quiet() {
    let standing = standing(&[], &Stages::default());
    assert_eq!(standing, Standing::default());
    assert_eq!(standing.days_quiet(Date::default()), 0);
    assert!(!standing.awaits_answer());
}

#[test]
fn the_day_of_applying_corrected_to_last_week_leaves_it_applied() {
    let mut search = Search::new();
    let applied = search.moved(APPLIED);
    search.dated(applied, 7);
    assert_eq!(search.stands(), open(APPLIED));
    search.undo();
    assert_eq!(search.stands(), open(APPLIED));
}

#[test]
fn corrected_days_of_interviews_offers_and_endings_turn_nothing_back() {
    for (stage, ending) in [
        (INTERVIEWING, None),
        (OFFER, None),
        (APPLIED, Some(Ending::No)),
        (OFFER, Some(Ending::Yes)),
        (SAVED, Some(Ending::RoleClosed)),
    ] {
        let mut search = Search::new();
        search.moved(APPLIED);
        let mut last = search.moved(stage);
        if let Some(ending) = ending {
            last = search.ended(ending);
        }
        for days_ago in [1, 3, 40] {
            search.dated(last, days_ago);
            assert_eq!(search.stands(), (stage.to_owned(), ending), "{days_ago}");
        }
    }
}

#[test]
fn every_day_corrected_from_the_last_back_to_the_first_changes_nothing() {
    let mut search = Search::new();
    let stages = [APPLIED, SCREENING, INTERVIEWING];
    let mut ids = stages.map(|stage| search.moved(stage)).to_vec();
    ids.push(search.ended(Ending::No));
    for (id, days_ago) in ids.iter().rev().zip([2, 9, 16, 30]) {
        search.dated(*id, days_ago);
        assert_eq!(
            search.stands(),
            (INTERVIEWING.to_owned(), Some(Ending::No)),
            "{days_ago}"
        );
    }
    assert_eq!(search.ids()[1..], ids);
}

#[test]
fn a_second_door_opens_it_again_on_the_day_of_the_no() {
    let mut search = Search::new();
    search.moved(APPLIED);
    search.ended(Ending::No);
    search.moved(SCREENING);
    let standing = search.standing();
    assert!(standing.is_active());
    assert_eq!((&*standing.stage, standing.ended_by), (SCREENING, None));
}

#[test]
fn an_event_noted_late_takes_its_place_by_its_day() {
    let mut search = Search::new();
    search.ended(Ending::NoAnswer);
    let applied = search.moved(APPLIED);
    search.dated(applied, 28);
    let standing = search.standing();
    assert_eq!(standing.ending, Some(Ending::NoAnswer));
    assert_eq!(standing.furthest, APPLIED);
}

#[test]
fn days_that_the_person_gave_decide_between_each_other() {
    let mut search = Search::new();
    let interview = search.moved(INTERVIEWING);
    let applied = search.moved(APPLIED);
    search.dated(applied, 20);
    search.dated(interview, 5);
    assert_eq!(search.stands(), open(INTERVIEWING));
    search.dated(applied, 3);
    assert_eq!(search.stands(), open(APPLIED));
}

#[test]
fn a_move_back_and_a_move_to_saved_take_effect() {
    let mut search = Search::new();
    for stage in [INTERVIEWING, APPLIED, SAVED, SCREENING, SAVED] {
        search.moved(stage);
        assert_eq!(search.stands(), open(stage));
    }
}

#[test]
fn what_is_removed_gives_way_to_what_was_before() {
    let mut search = Search::new();
    let applied = search.moved(APPLIED);
    let interview = search.moved(INTERVIEWING);
    search.dated(applied, 7);
    search.removed(interview);
    assert_eq!(search.stands(), open(APPLIED));
    search.undo();
    assert_eq!(search.stands(), open(INTERVIEWING));
    search.removed(search.ids()[0]);
    assert_eq!(search.stands(), open(INTERVIEWING));
}

#[test]
fn a_deed_after_a_flight_west_takes_effect() {
    let tokyo = Now {
        ms: BEGIN_MS + 16 * HOUR_MS,
        offset_minutes: TOKYO,
    };
    let mut search = Search::at(tokyo);
    let applied = search.moved(APPLIED);
    let talk = search.note(&Event {
        what: EventKind::Contact,
        ..Event::note(ACME, "They called", "", search.now.today())
    });
    search.now.offset_minutes = LOS_ANGELES;
    assert!(search.now.today() < tokyo.today());
    let interview = search.moved(INTERVIEWING);
    assert_eq!(search.stands(), open(INTERVIEWING));
    let no = search.ended(Ending::No);
    assert_eq!(search.stands().1, Some(Ending::No));
    assert_eq!(search.ids()[1..], [applied, talk, interview, no]);
    // A correction that is taken back leaves everything where it was.
    search.dated(applied, 7);
    search.undo();
    assert_eq!(search.ids()[1..], [applied, talk, interview, no]);
}

#[test]
fn a_device_whose_clock_is_days_off_does_what_it_does() {
    for days in [-3, 3] {
        let mut search = Search::new();
        search.moved(APPLIED);
        // Its clock is known to be wrong: stamps are set right, its day and ids are not.
        let there = Now {
            ms: search
                .now
                .ms
                .saturating_add_signed(days * 24 * HOUR_MS.cast_signed()),
            ..search.now
        };
        let id = RecordId::new(there.ms, 99);
        let far = Event::stage(ACME, INTERVIEWING, there.today());
        search.apply(&Edit::new("").create(id, &far));
        assert_eq!(search.stands(), open(INTERVIEWING), "{days}");
        search.moved(APPLIED);
        assert_eq!(search.stands(), open(APPLIED), "{days}");
        search.ended(Ending::No);
        assert_eq!(search.stands().1, Some(Ending::No), "{days}");
    }
}

#[test]
fn rounds_have_their_place_by_the_moment_they_begin() {
    let mut search = Search::new();
    let today = search.now.today();
    let round = |hour: u32| Event {
        zone: "Europe/Berlin".into(),
        utc_offset: Some(60),
        ..Event::round(ACME, "Call", today, Some(hour * 60))
    };
    // It is 13:00 in UTC, 14:00 in Berlin.
    let over = search.note(&round(9));
    let ahead = search.note(&round(20));
    let planned = search.note(&Event::round(ACME, "Panel", today.plus_days(3), None));
    let saved = search.ids()[1];
    let moved = search.moved(INTERVIEWING);
    assert_eq!(search.ids(), [over, saved, moved, ahead, planned]);
}

#[test]
fn one_edit_that_notes_a_stage_and_a_no_ends_in_the_no() {
    let mut search = Search::new();
    let (no, stage) = (search.new_id(), search.new_id());
    let today = search.now.today();
    search.apply(
        &Edit::new("")
            .create(no, &Event::ending(ACME, Ending::No, today))
            .create(stage, &Event::stage(ACME, INTERVIEWING, today)),
    );
    let ended = (INTERVIEWING.to_owned(), Some(Ending::No));
    assert_eq!(search.stands(), ended);
    search.dated(no, 7);
    assert_eq!(search.stands(), ended);
}

#[test]
fn what_is_added_with_a_day_of_its_own_was_saved_before() {
    for days_ago in [1, 2, 30] {
        let mut search = Search::new();
        let other = RecordId::fixed(1);
        let (applied, saved) = (search.new_id(), search.new_id());
        let today = search.now.today();
        search.apply(
            &Edit::new("")
                .create(other, &Opportunity::default())
                .create(
                    applied,
                    &Event::stage(other, APPLIED, today.plus_days(-days_ago)),
                )
                .create(saved, &Event::stage(other, SAVED, today)),
        );
        assert_eq!(search.journal.standing(other).stage, APPLIED, "{days_ago}");
    }
}

/// All records of a search written anew under one stamp, as a restored backup has them.
fn restored(search: &Search) -> Journal {
    let mut edit = Edit::new("");
    for (key, record) in search.journal.records() {
        for (field, cell) in record.cells() {
            edit = edit.set(key.kind.clone(), key.id, field, cell.value.clone());
        }
    }
    let mut journal = Journal::default();
    let later_ms = search.now.ms + 1_000 * HOUR_MS;
    journal.apply(&edit, &mut Clock::new(9), later_ms);
    journal
}

#[test]
fn a_restored_backup_stands_where_it_stood() {
    let mut search = Search::at(Now {
        ms: BEGIN_MS + 16 * HOUR_MS,
        offset_minutes: TOKYO,
    });
    let applied = search.moved(APPLIED);
    search.now.offset_minutes = LOS_ANGELES;
    search.moved(FINAL);
    let interview = search.moved(INTERVIEWING);
    assert_eq!(restored(&search).standing(ACME), search.standing());
    search.dated(applied, 9);
    assert_eq!(restored(&search).standing(ACME), search.standing());
    search.wait(100);
    search.ended(Ending::No);
    search.dated(interview, 8);
    assert_eq!(restored(&search).standing(ACME), search.standing());
}

/// Something a person does, on a device in some zone.
#[derive(Clone, Debug)]
enum Deed {
    Fly(i32),
    Wait(u64),
    Move(usize),
    End(usize),
    Date(usize, i32),
    Remove(usize),
    Undo,
    Note,
}

const STAGES: [&str; 6] = [SAVED, APPLIED, SCREENING, INTERVIEWING, FINAL, OFFER];

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        prop::sample::select(vec![TOKYO, LOS_ANGELES, KIRITIMATI, NIUE, 0]).prop_map(Deed::Fly),
        (0..80_u64).prop_map(Deed::Wait),
        (0..6_usize).prop_map(Deed::Move),
        (0..6_usize).prop_map(Deed::Move),
        (0..6_usize).prop_map(Deed::End),
        (0..9_usize, 0..20_i32).prop_map(|(at, days)| Deed::Date(at, days)),
        (0..9_usize).prop_map(Deed::Remove),
        Just(Deed::Undo),
        Just(Deed::Note),
    ]
}

fn search_after(deeds: &[Deed]) -> Search {
    let mut search = Search::new();
    for deed in deeds {
        let events = search.ids();
        let event = |at: usize| events.get(at % events.len().max(1)).copied();
        match *deed {
            Deed::Fly(offset_minutes) => search.now.offset_minutes = offset_minutes,
            Deed::Wait(hours) => search.wait(hours),
            Deed::Move(stage) => _ = search.moved(STAGES[stage]),
            Deed::End(how) => _ = search.ended(Ending::ALL[how]),
            Deed::Date(at, days_ago) => {
                if let Some(id) = event(at) {
                    search.dated(id, days_ago);
                }
            }
            Deed::Remove(at) => {
                if let Some(id) = event(at) {
                    search.removed(id);
                }
            }
            Deed::Undo => search.undo(),
            Deed::Note => {
                let note = Event::note(ACME, "", "", search.now.today());
                search.note(&note);
            }
        }
    }
    search
}

/// The search as a device has it that heard of the records in another order.
fn heard_backwards(search: &Search) -> Journal {
    let records = search.journal.records();
    let mut records: Vec<_> = records
        .map(|(key, record)| (key.clone(), record.clone()))
        .collect();
    records.reverse();
    let mut journal = Journal::default();
    for (key, record) in records {
        journal.merge_record(key, record, &mut Clock::new(2));
    }
    journal
}

proptest! {
    #[test]
    fn a_deed_of_now_takes_effect_whatever_was_noted_before_and_where(
        deeds in proptest::collection::vec(deed(), 0..24),
        zone in prop::sample::select(vec![TOKYO, LOS_ANGELES, KIRITIMATI, NIUE]),
        stage in 0..6_usize,
    ) {
        let mut search = search_after(&deeds);
        search.now.offset_minutes = zone;
        let moved = search.moved(STAGES[stage]);
        prop_assert_eq!(search.stands(), open(STAGES[stage]));
        let no = search.ended(Ending::No);
        prop_assert_eq!(search.standing().ended_by, Some(no));
        let ids = search.ids();
        prop_assert_eq!(&ids[ids.len() - 2..], &[moved, no]);
        let again = search.moved(STAGES[stage]);
        prop_assert_eq!(search.stands(), open(STAGES[stage]));
        prop_assert_eq!(search.ids().last().copied(), Some(again));
    }

    #[test]
    fn devices_agree_whatever_they_heard_first(deeds in proptest::collection::vec(deed(), 0..24)) {
        let search = search_after(&deeds);
        let other = heard_backwards(&search);
        prop_assert_eq!(search.standing(), other.standing(ACME));
        let ids: Vec<RecordId> = other.history(ACME).into_iter().map(|(id, _)| id).collect();
        prop_assert_eq!(search.ids(), ids);
    }

    #[test]
    fn a_day_corrected_backwards_never_takes_the_last_step_back(
        deeds in proptest::collection::vec(deed(), 0..12),
        stage in 1..6_usize,
        is_no in any::<bool>(),
        days_ago in 0..400_i32,
    ) {
        // Whatever was noted went no further than this, and no other day was corrected.
        let reached = |deed: &Deed| match *deed {
            Deed::Move(other) => Deed::Move(other % (stage + 1)),
            Deed::End(_) | Deed::Date(..) => Deed::Note,
            ref other => other.clone(),
        };
        let deeds: Vec<Deed> = deeds.iter().map(reached).collect();
        let mut search = search_after(&deeds);
        let mut last = search.moved(STAGES[stage]);
        if is_no {
            last = search.ended(Ending::No);
        }
        let before = search.stands();
        search.dated(last, days_ago);
        prop_assert_eq!(search.stands(), before.clone());
        search.undo();
        prop_assert_eq!(search.stands(), before);
    }

    #[test]
    fn what_was_saved_first_never_outranks_what_the_person_says(
        days_ago in 0..400_i32,
        zones in proptest::collection::vec(prop::sample::select(vec![TOKYO, LOS_ANGELES, KIRITIMATI, NIUE]), 3),
        stage in 1..6_usize,
    ) {
        let mut search = Search::at(Now { ms: BEGIN_MS, offset_minutes: zones[0] });
        search.now.offset_minutes = zones[1];
        let moved = search.moved(STAGES[stage]);
        search.now.offset_minutes = zones[2];
        search.dated(moved, days_ago);
        prop_assert_eq!(search.stands(), open(STAGES[stage]));
    }

    #[test]
    fn any_records_have_one_order(
        events in proptest::collection::vec((0..8_usize, 0..40_i32, 0..40_u64, 0..60_u64), 1..14),
        turn in 0..14_usize,
    ) {
        let events: Vec<(Event, Noting)> = events.into_iter().map(|(kind, day, made, later)| {
            let on = Date::of_local_ms(BEGIN_MS.cast_signed()).plus_days(day);
            let event = match STAGES.get(kind) {
                Some(stage) => Event::stage(ACME, stage, on),
                None if kind == 6 => Event::ending(ACME, Ending::No, on),
                None => Event::note(ACME, "", "", on),
            };
            let stamp = |hours: u64| Clock::new(1).tick(BEGIN_MS + hours * 12 * HOUR_MS);
            let made = stamp(made);
            (event, Noting { made, dated: stamp(later).max(made), ms: made.ms })
        }).collect();
        let mut noted: Vec<Noted<'_>> = events.iter().enumerate().map(|(number, (event, noting))| Noted {
            id: RecordId::fixed(number as u128),
            event,
            noting: *noting,
        }).collect();
        let stages = Stages::default();
        let ids = |noted: &[Noted<'_>]| {
            let ordered = in_order(noted, &stages).into_iter();
            ordered.map(|(id, _)| id).collect::<Vec<_>>()
        };
        let (first, standing_first) = (ids(&noted), standing(&noted, &stages));
        let count = noted.len();
        noted.rotate_left(turn % count);
        noted.reverse();
        prop_assert_eq!(&ids(&noted), &first);
        prop_assert_eq!(standing(&noted, &stages), standing_first);
        prop_assert_eq!(first.len(), events.len());
    }
}
