//! No room: on the disk, or in the account.

use domain::state::record::REMOVED;
use domain::sync::tab::names;
use serde_json::json;

use crate::checks::key_of;
use crate::orders::{TWO_DAYS_MS, quiet, title};
use crate::people::edit_of;
use crate::world::World;

/// Counts the requests of ten seconds in which nobody does anything.
fn requests_in_ten_seconds(world: &mut World) -> usize {
    let before = world.requests;
    world.pass(10_000);
    world.requests - before
}

/// There is no room for an edit, or for a file that is merged in any tab: each is sent, and that is
/// all.
pub(crate) fn full_and_quiet() {
    let mut world = quiet(2);
    for number in 0..20 {
        let title = json!(format!("title {number}"));
        world.write(0, 0, &edit_of(&key_of(number), vec![("title", title)]));
    }
    let file = world.devices[0].disk.records(false);
    world.devices[1].open_tab(50).unwrap();
    world.pass(10_000);
    for tab in [0, 1] {
        world.devices[1].disk.lift_limit();
        world.devices[1].disk.fill_up(0);
        let edit = edit_of(&key_of(30), vec![("title", json!("no room"))]);
        world.write(1, tab, &edit);
        world.pass(10_000);
        assert!(requests_in_ten_seconds(&mut world) <= 2);
        for room in [0, 150, 300, 600] {
            world.devices[1].disk.fill_up(room);
            let mut file = file.clone();
            for (number, record) in file.values_mut().enumerate() {
                let edit = edit_of(&key_of(40), vec![("role", json!(number))]);
                let (written, _) = world.devices[0].commit(0, &edit, world.now_ms);
                for cells in written.into_values() {
                    record.merge(cells);
                }
            }
            let now_ms = world.now_ms;
            world.devices[1].import(tab, file, now_ms).unwrap();
            world.pass(10_000);
            assert!(requests_in_ten_seconds(&mut world) <= 2, "room for {room}");
        }
    }
    world.heal();
    world.check(|_| true);
}

/// A damaged record can be quarantined only in part: everything is fetched once, not for ever.
pub(crate) fn damaged_without_room() {
    for room in [0, 60, 100, 150, 200] {
        let mut world = quiet(1);
        for number in 0..20 {
            let title = json!(format!("title {number}"));
            world.write(0, 0, &edit_of(&key_of(number), vec![("title", title)]));
        }
        world.pass(10_000);
        world.devices[0]
            .disk
            .damage(&names::record(&key_of(3)), "{damaged");
        world.devices[0].disk.fill_up(room);
        world.restart(0);
        world.pass(20_000);
        assert!(requests_in_ten_seconds(&mut world) <= 2, "room for {room}");
        world.heal();
        world.reload();
        world.check(|_| true);
    }
}

/// A record is damaged while a page is open, and its replacement finds no room: it is quarantined
/// once, and everything is fetched once.
pub(crate) fn damaged_and_to_be_written() {
    for room in [0, 60, 120, 180, 240] {
        let mut world = quiet(2);
        world.write(0, 0, &edit_of(&key_of(3), vec![("title", json!("short"))]));
        world.pass(5_000);
        let disk = world.devices[1].disk.clone();
        disk.damage(&names::record(&key_of(3)), "{damaged");
        disk.fill_up(room);
        let long = json!("long ".repeat(500));
        world.write(0, 0, &edit_of(&key_of(3), vec![("title", long)]));
        world.pass(20_000);
        assert!(world.devices[1].is_waiting());
        assert!(requests_in_ten_seconds(&mut world) <= 2, "room for {room}");
        world.heal();
        world.check(|_| true);
    }
}

/// Cells of a wrong clock get new stamps while there is no room for anything.
pub(crate) fn restamped_without_room() {
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

/// A guest whose storage is full shortens a text: that finds room, whatever else waits.
pub(crate) fn shortened_to_make_room() {
    let mut world = quiet(1);
    world.sign_out(0, 0);
    let long = edit_of(&key_of(9), vec![("title", json!("x".repeat(3_000)))]);
    world.write(0, 0, &long);
    world.devices[0].disk.fill_up(0);
    let other = edit_of(&key_of(1), vec![("title", json!("waits"))]);
    world.write(0, 0, &other);
    assert_eq!(title(&world, 0, &key_of(1)), None);
    let short = edit_of(&key_of(9), vec![("title", json!("short"))]);
    world.write(0, 0, &short);
    assert_eq!(title(&world, 0, &key_of(9)).as_deref(), Some("short"));
    assert_eq!(title(&world, 0, &key_of(1)).as_deref(), Some("waits"));
}
/// A guest's record finds room only after someone has signed in on another tab, which sends all it
/// knows.
pub(crate) fn room_after_signing_in() {
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

/// A full account takes the removal of a record, and nothing else that makes it larger.
pub(crate) fn removed_in_a_full_account() {
    let mut world = quiet(2);
    world.write(0, 0, &edit_of(&key_of(1), vec![("title", json!("held"))]));
    world.pass(5_000);
    world.server.is_full = true;
    world.write(
        0,
        0,
        &edit_of(&key_of(2), vec![("title", json!("no room"))]),
    );
    world.write(0, 0, &edit_of(&key_of(1), vec![(REMOVED, json!(true))]));
    world.pass(5_000);
    let rejected = world.devices[0].client().unwrap().rejections();
    assert!(rejected.keys().eq([&(key_of(2), "title".to_owned())]));
    assert!(world.devices[1].disk.records(false)[&key_of(1)].is_removed());
}
