//! Days that differ by zone: a history noted all over the world, each time on the day it is there.

use domain::journal::Journal;
use domain::model::event::{Ending, Event};
use domain::model::opportunity::Opportunity;
use domain::model::stage::{APPLIED, FINAL, INTERVIEWING, OFFER, SCREENING};
use domain::state::edit::Edit;
use domain::state::stamp::Clock;
use domain::values::date::Date;
use domain::values::id::RecordId;

use crate::Dice;
use crate::orders::quiet;
use crate::world::World;

const OPPORTUNITY: RecordId = RecordId::fixed(1);

/// What clocks differ from UTC by, in minutes: from Pago Pago to Kiritimati.
const ZONES: [i64; 7] = [-11 * 60, -5 * 60, 0, 60, 5 * 60 + 30, 9 * 60, 14 * 60];

const MINUTE_MS: i64 = 60_000;
const DAY_MS: u64 = 86_400_000;

/// Devices and tabs in different zones, of people who travel, note stages and endings as they
/// happen. The last is where the opportunity stands, on every device, whatever day it was there.
pub(crate) fn noted_around_the_world() {
    for seed in 1..40 {
        let mut world = quiet(3);
        let opportunity = Opportunity::default();
        let added = Edit::new("").create(OPPORTUNITY, &opportunity);
        world.write(0, 0, &added);
        world.pass(5_000);
        world.dice = Dice(seed);
        world.is_bad_network = true;
        for number in 0..25 {
            let device = world.dice.below(3) as usize;
            let tab = world.dice.below(world.devices[device].tabs.len() as u64) as usize;
            match world.dice.below(10) {
                0 => world.go(device),
                1 => world.open_tab(device),
                _ => {}
            }
            let event = happens(&mut world);
            let id = RecordId::fixed(100 + number);
            world.write(device, tab, &Edit::new("").create(id, &event));
            stands_at(&world, device, id, &event);
            world.now_ms += 1 + world.dice.below(DAY_MS / 4);
            world.network();
            if number == 24 {
                world.heal();
                world.check(|_| true);
                for device in 0..3 {
                    stands_at(&world, device, id, &event);
                }
            }
        }
    }
}

/// Something that happens now, on the day that it is somewhere.
fn happens(world: &mut World) -> Event {
    let zone_ms = ZONES[world.dice.below(7) as usize] * MINUTE_MS;
    let local_ms = world.now_ms.saturating_add_signed(zone_ms);
    let today = Date::of_local_ms(local_ms.cast_signed());
    let stages = [APPLIED, SCREENING, INTERVIEWING, FINAL, OFFER];
    match stages.get(world.dice.below(6) as usize) {
        Some(stage) => Event::stage(OPPORTUNITY, stage, today),
        None => Event::ending(OPPORTUNITY, Ending::No, today),
    }
}

/// Expects a device to show an event as the last of the history.
fn stands_at(world: &World, device: usize, id: RecordId, event: &Event) {
    let mut journal = Journal::default();
    for (key, record) in world.devices[device].disk.records(true) {
        journal.merge_record(key, record, &mut Clock::new(0));
    }
    let standing = journal.standing(OPPORTUNITY);
    let what = format!("device {device}, {event:?}: {standing:?}");
    assert_eq!(standing.since, event.on, "{what}");
    match event.ending {
        Some(_) => assert_eq!(standing.ended_by, Some(id), "{what}"),
        None => assert_eq!(
            (&standing.stage, standing.ending),
            (&event.stage, None),
            "{what}"
        ),
    }
}
