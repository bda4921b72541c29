//! Orders of things that went wrong once, each by itself.

use domain::state::record::RecordKey;
use domain::sync::protocol::{FirstVisit, Pull};
use domain::sync::tab::names;
use serde_json::json;

use crate::Dice;
use crate::checks::key_of;
use crate::device::{ACCOUNT, Device};
use crate::people::edit_of;
use crate::world::World;

pub(crate) const TWO_DAYS_MS: i64 = 172_800_000;

/// This many devices of one account, that have met, and a network without faults.
pub(crate) fn quiet(devices: usize) -> World {
    let mut world = World::new(Dice(1), false);
    world.devices.truncate(devices);
    world.is_bad_network = false;
    world.has_older = false;
    world.pass(5_000);
    world
}

pub(crate) fn title(world: &World, device: usize, key: &RecordKey) -> Option<String> {
    let records = world.devices[device].disk.records(false);
    let cell = records.get(key)?.cell("title")?;
    cell.value.as_str().map(str::to_owned)
}

/// A value on the disk is damaged while a page has it, and another page quarantines it.
pub(crate) fn put_aside_and_brought_back() {
    let mut world = quiet(1);
    let edit = edit_of(&key_of(1), vec![("title", json!("held"))]);
    world.write(0, 0, &edit);
    world.pass(5_000);
    world.devices[0].is_online = false;
    world.devices[0]
        .disk
        .damage(&names::record(&key_of(1)), "{damaged");
    world.devices[0].open_tab(50).unwrap();
    assert_eq!(title(&world, 0, &key_of(1)), None, "it is quarantined");
    world.deliver_storage_events(0);
    assert_eq!(title(&world, 0, &key_of(1)).as_deref(), Some("held"));
    world.heal();
    world.check(|_| true);
}

/// A tab writes cells of a wrong clock after they got new stamps, and before it has heard of that.
pub(crate) fn written_before_it_was_heard() {
    let mut world = quiet(2);
    world.devices[1].open_tab(50).unwrap();
    world.devices[1].clock_error_ms = TWO_DAYS_MS;
    let edit = edit_of(&key_of(1), vec![("title", json!("ahead"))]);
    world.write(1, 1, &edit);
    world.devices[1].clock_error_ms = 0;
    let place = world.devices[1].disk.get(names::AHEAD_NOTICE);
    for _ in 0..600 {
        if world.devices[1].disk.get(names::AHEAD_NOTICE) == place {
            world.pass(100);
        }
    }
    let edit = edit_of(&key_of(1), vec![("role", json!("written"))]);
    world.write(1, 1, &edit);
    world.pass(60_000);
    world.check(|_| true);
    assert_eq!(title(&world, 0, &key_of(1)).as_deref(), Some("ahead"));
}

/// A backup file is merged into a tab that does not lead, and reaches the other device.
pub(crate) fn merged_file() {
    let mut world = quiet(2);
    let mut elsewhere = quiet(1);
    elsewhere.write(
        0,
        0,
        &edit_of(&key_of(1), vec![("title", json!("of a file"))]),
    );
    let file = elsewhere.devices[0].disk.records(false);
    world.devices[1].open_tab(50).unwrap();
    let now_ms = world.now_ms;
    assert_eq!(world.devices[1].import(1, file, now_ms), Ok(true));
    world.pass(30_000);
    assert_eq!(title(&world, 0, &key_of(1)).as_deref(), Some("of a file"));
    world.check(|_| true);
}

/// A browser that knows of no account, with a guest's search or without, opens a page that the server has rendered from one: with no room, or with
/// the power cut after so many writes, and the same page opened once more.
pub(crate) fn rendered_by_the_server() {
    let (theirs, own) = (key_of(1), key_of(2));
    let opens = |has_own: bool, room: Option<usize>, power: Option<u32>| {
        let what = format!("has its own: {has_own}, room for {room:?}, {power:?} writes");
        let mut world = quiet(2);
        world.sign_out(1, 0);
        world.devices[1] = Device::of_a_guest(70);
        for number in 1..9 {
            let edit = edit_of(&theirs, vec![(&format!("field {number}"), json!(number))]);
            world.write(0, 0, &edit);
        }
        let edit = edit_of(&theirs, vec![("title", json!("of the account"))]);
        world.write(0, 0, &edit);
        if has_own {
            let edit = edit_of(&own, vec![("title", json!("of a guest"))]);
            world.write(1, 0, &edit);
        }
        world.pass(5_000);
        let visit = FirstVisit {
            account: ACCOUNT.into(),
            name: ACCOUNT.into(),
            now: world.now_ms,
            page: world.server.pull(&Pull::default(), 1_000, world.now_ms),
        };
        let seq = world.server.seq();
        if let Some(room) = room {
            world.devices[1].disk.fill_up(room);
        }
        world.devices[1].disk.set_power(power);
        if world.devices[1].open_rendered(71, visit.clone()).is_err() {
            world.devices[1].disk.set_power(None);
            world.devices[1].open_rendered(72, visit).unwrap();
        }
        world.devices[1].disk.set_power(None);
        world.check_disk(1);
        let shown = &world.devices[1].tabs[0].records()[&theirs];
        assert_eq!(shown.cell("title").unwrap().value, "of the account");
        world.pass(30_000);
        if power.is_none() && !has_own {
            assert_eq!(world.server.seq(), seq, "nothing is sent back: {what}");
            assert_eq!(world.devices[1].client().unwrap().waiting(), 0, "{what}");
        }
        world.heal();
        world.check(|_| true);
        world.reload();
        world.check(|_| true);
        for device in 0..2 {
            assert_eq!(title(&world, device, &theirs).unwrap(), "of the account");
            let expected = has_own.then(|| "of a guest".to_owned());
            assert_eq!(title(&world, device, &own), expected, "{what}");
        }
    };
    for has_own in [false, true] {
        for room in [None, Some(0), Some(200), Some(600), Some(1_200)] {
            opens(has_own, room, None);
        }
        for power in 0..6 {
            opens(has_own, None, Some(power));
        }
    }
}

/// Two tabs sync for themselves, as there is no room for the state, and the server is restored: one has sent its search to the database from before,
/// and takes over the state that the other one has of the new database.
pub(crate) fn taken_over_from_another_database() {
    let edit = edit_of(&key_of(1), vec![("title", json!("sent"))]);
    let apart = |one: usize, other: usize| {
        let mut world = quiet(2);
        let backup = world.server.clone();
        world.sign_out(1, 0);
        world.devices[1].open_tab(50).unwrap();
        world.devices[1].disk.fill_up(0);
        world.sign_in(1, one);
        world.write(1, one, &edit);
        world.pass(5_000);
        assert!(world.server.rows.keys().any(|(key, _)| *key == key_of(1)));
        world.server = backup;
        world.server.epoch += 1;
        world.sign_in(1, other);
        world.network();
        world
    };
    let answer = |world: &mut World, other: usize| {
        for _ in 0..2 {
            world.now_ms += 100;
            world.deliver();
        }
        let it = &world.devices[1].tabs[other].it;
        assert!(!it.is_ephemeral(), "its state found room");
    };
    let has_arrived = |mut world: World| {
        world.pass(30_000);
        world.check(|_| true);
        assert_eq!(title(&world, 0, &key_of(1)).as_deref(), Some("sent"));
    };
    for (one, other) in [(0, 1), (1, 0)] {
        for (is_written, hears) in [(false, false), (false, true), (true, false), (true, true)] {
            let mut world = apart(one, other);
            world.devices[1].disk.lift_limit();
            if is_written {
                // And the other one dies before it hears of it.
                assert!(world.devices[1].tabs[one].it.store([key_of(1)]));
            }
            answer(&mut world, other);
            let now_ms = world.now_ms;
            while hears && world.devices[1].deliver_storage_event(one, now_ms).unwrap() {}
            world.devices[1].close_tab(other, 60);
            has_arrived(world);
        }
    }
    // The state finds room, and the record only once everything was sent again.
    let mut world = apart(1, 0);
    world.devices[1].disk.fill_up(160);
    answer(&mut world, 0);
    world.pass(5_000);
    assert!(world.devices[1].is_waiting());
    world.devices[1].disk.lift_limit();
    let now_ms = world.now_ms;
    world.devices[1].at(1, now_ms).next(now_ms);
    assert!(!world.devices[1].is_waiting());
    world.devices[1].restart(60);
    has_arrived(world);
}

/// The server starts anew, and what one device writes in these seconds reaches the other without being asked for once a minute.
pub(crate) fn written_while_the_server_starts() {
    for seed in 0..20 {
        let mut world = quiet(2);
        world.dice = Dice(seed);
        world.write(
            0,
            0,
            &edit_of(&key_of(1), vec![("title", json!("under way"))]),
        );
        world.network();
        world.restart_server();
        world.write(0, 0, &edit_of(&key_of(2), vec![("title", json!("after"))]));
        world.pass(15_000);
        for (number, words) in [(1, "under way"), (2, "after")] {
            assert_eq!(title(&world, 1, &key_of(number)).as_deref(), Some(words));
        }
        world.check(|_| true);
    }
}
