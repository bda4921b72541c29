//! Orders of things that went wrong once, each by itself.

use domain::record::RecordKey;
use domain::sync::tab::names;
use serde_json::json;

use crate::Dice;
use crate::checks::key_of;
use crate::world::{World, edit_of};

const TWO_DAYS_MS: i64 = 172_800_000;

/// So many devices of one account, that have met, and a network without faults.
fn quiet(devices: usize) -> World {
    let mut world = World::new(Dice(1), false);
    world.devices.truncate(devices);
    world.is_bad_network = false;
    world.has_older = false;
    world.pass(5_000);
    world
}

fn title(world: &World, device: usize, key: &RecordKey) -> Option<String> {
    let records = world.devices[device].disk.records(false);
    let cell = records.get(key)?.cell("title")?;
    cell.value.as_str().map(str::to_owned)
}

/// A guest's record finds room only after someone has signed in on another tab, which sends all it knows.
pub fn room_after_signing_in() {
    let mut world = quiet(2);
    world.sign_out(1, 0);
    world.devices[1].open_tab(50).unwrap();
    world.devices[1].disk.fill_up(0);
    world.write(1, 1, &edit_of(&key_of(1), vec![("title", json!("waited"))]));
    assert!(world.devices[1].is_waiting(), "it found no room");
    world.devices[1].disk.lift_limit();
    world.sign_in(1, 0);
    world.pass(30_000);
    assert_eq!(title(&world, 0, &key_of(1)).as_deref(), Some("waited"));
    world.check(|_| true);
}

/// A value on the disk is damaged while a page has it, and another page puts it aside.
pub fn put_aside_and_brought_back() {
    let mut world = quiet(1);
    let edit = edit_of(&key_of(1), vec![("title", json!("held"))]);
    world.write(0, 0, &edit);
    world.pass(5_000);
    world.devices[0].is_online = false;
    world.devices[0].disk.damage(&names::record(&key_of(1)));
    world.devices[0].open_tab(50).unwrap();
    assert_eq!(title(&world, 0, &key_of(1)), None, "it is put aside");
    world.hear_all(0);
    assert_eq!(title(&world, 0, &key_of(1)).as_deref(), Some("held"));
    world.heal();
    world.check(|_| true);
}

/// What a wrong clock has stamped is stamped anew while there is no room for anything.
pub fn stamped_anew_without_room() {
    let mut world = quiet(2);
    world.devices[1].clock_error_ms = TWO_DAYS_MS;
    world.devices[1].is_online = false;
    for number in 0..3 {
        let title = json!(format!("title {number}"));
        world.write(1, 0, &edit_of(&key_of(number), vec![("title", title)]));
    }
    world.devices[1].clock_error_ms = 0;
    world.devices[1].is_online = true;
    world.devices[1].disk.fill_up(0);
    world.pass(30_000);
    let of_device = world.devices[1].disk.records(true);
    for number in 0..3 {
        assert!(
            of_device.contains_key(&key_of(number)),
            "the disk keeps what it had"
        );
        let words = format!("title {number}");
        assert_eq!(title(&world, 0, &key_of(number)), Some(words));
    }
    world.devices[1].disk.lift_limit();
    world.pass(60_000);
    world.check(|_| true);
    world.reload();
    world.check(|_| true);
}

/// A tab writes what a wrong clock has stamped after it was stamped anew, and before it has heard of that.
pub fn written_before_it_was_heard() {
    let mut world = quiet(2);
    world.devices[1].open_tab(50).unwrap();
    world.devices[1].clock_error_ms = TWO_DAYS_MS;
    let edit = edit_of(&key_of(1), vec![("title", json!("ahead"))]);
    world.write(1, 1, &edit);
    world.devices[1].clock_error_ms = 0;
    let place = world.devices[1].disk.get(names::AHEAD);
    while world.devices[1].disk.get(names::AHEAD) == place {
        world.pass(100);
    }
    let edit = edit_of(&key_of(1), vec![("role", json!("written"))]);
    world.write(1, 1, &edit);
    world.pass(60_000);
    world.check(|_| true);
    assert_eq!(title(&world, 0, &key_of(1)).as_deref(), Some("ahead"));
}

/// A backup file is merged into a tab that does not lead, and reaches the other device.
pub fn merged_file() {
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
