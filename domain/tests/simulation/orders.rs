//! Orders of things that went wrong once, each by itself.

use domain::state::record::LARGEST_VALUE;
use domain::state::record::RecordKey;
use domain::sync::protocol::{FirstVisit, Pull};
use domain::sync::tab::names;
use serde_json::json;

use crate::Dice;
use crate::checks::key_of;
use crate::device::{ACCOUNT, Device};
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
    world.devices[0]
        .disk
        .damage(&names::record(&key_of(1)), "{damaged");
    world.devices[0].open_tab(50).unwrap();
    assert_eq!(title(&world, 0, &key_of(1)), None, "it is put aside");
    world.deliver_storage_events(0);
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

/// A browser that knows of no account, with a guest's search or without, opens a page that the server has rendered from one: with no room, or with
/// the power cut after so many writes, and the same page opened once more.
pub fn rendered_by_the_server() {
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

/// When the server refuses a text, and a backup file takes its place in a tab that does not lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RejectedWhen {
    Before,
    /// And the tab that leads has heard of the file before that.
    After,
    /// And the tab that leads has not heard of the file yet.
    Unheard,
}

/// A backup file takes the place of a text that the server refuses, in a tab that does not lead, and at any moment since: with the power cut
/// after so many writes, with no room, with a tab gone. The text is with its rejection.
pub fn merged_over_a_rejected_text() {
    let key = key_of(1);
    let mut elsewhere = quiet(1);
    elsewhere.pass(60_000);
    let edit = edit_of(&key, vec![("title", json!("of a file"))]);
    elsewhere.write(0, 0, &edit);
    let file = elsewhere.devices[0].disk.records(false);
    let text = "x".repeat(LARGEST_VALUE);
    let merges = |when: RejectedWhen, room: Option<usize>, limit: &dyn Fn(&mut World)| {
        let mut world = quiet(2);
        world.devices[1].open_tab(50).unwrap();
        world.write(1, 0, &edit_of(&key, vec![("title", json!(text))]));
        if when == RejectedWhen::Before {
            world.pass(5_000);
        } else {
            // It sets out.
            world.network();
        }
        if let Some(room) = room {
            world.devices[1].disk.fill_up(room);
        }
        limit(&mut world);
        let now_ms = world.now_ms;
        if world.devices[1].import(1, file.clone(), now_ms).is_err() {
            world.devices[1].fall(1, 60);
        }
        if when == RejectedWhen::Unheard {
            for _ in 0..2 {
                world.now_ms += 100;
                world.deliver();
            }
        }
        world
    };
    let has_kept = |mut world: World, what: &str| {
        world.heal();
        world.reload();
        let place = (key.clone(), "title".to_owned());
        let rejections = world.devices[1].client().unwrap().rejections();
        let is_with_it = rejections.get(&place).is_some_and(|it| it.value.is_some());
        let is_in_place = title(&world, 1, &key).is_some_and(|it| it.len() == LARGEST_VALUE);
        assert!(is_with_it || is_in_place, "the text is nowhere: {what}");
        world.check(|_| true);
    };
    for when in [
        RejectedWhen::Before,
        RejectedWhen::After,
        RejectedWhen::Unheard,
    ] {
        // Some have room for the text once more, and not for what takes its place.
        let more = [150, 250, 350, 500].map(|more| Some(text.len() + more));
        let less = [None, Some(0), Some(200), Some(400), Some(LARGEST_VALUE / 2)];
        for room in less.into_iter().chain(more) {
            let what = format!("{when:?}, room for {room:?}");
            has_kept(merges(when, room, &|_| ()), &what);
            let mut world = merges(when, room, &|_| ());
            world.pass(5_000);
            has_kept(world, &format!("{what}, later"));
            let mut world = merges(when, room, &|_| ());
            world.devices[1].close_tab(0, 60);
            world.devices[1].open_tab(61).unwrap();
            world.pass(5_000);
            world.devices[1].close_tab(1, 62);
            has_kept(world, &format!("{what}, later, led anew"));
            let mut world = merges(when, room, &|_| ());
            world.deliver_storage_events(1);
            has_kept(world, &format!("{what}, told"));
            let mut world = merges(when, room, &|_| ());
            world.devices[1].close_tab(0, 60);
            has_kept(world, &format!("{what}, led anew"));
            let mut world = merges(when, room, &|_| ());
            world.devices[1].close_tab(1, 60);
            has_kept(world, &format!("{what}, the other is gone"));
            let mut world = merges(when, room, &|_| ());
            world.devices[1].restart(60);
            has_kept(world, &format!("{what}, cut off"));
        }
        for power in 0..8 {
            let what = format!("{when:?}, after {power} writes");
            let cut = |world: &mut World| world.devices[1].disk.set_power(Some(power));
            let mut world = merges(when, None, &cut);
            world.devices[1].disk.set_power(Some(0));
            world.deliver_storage_events(1);
            has_kept(world, &format!("{what}, cut off"));
            let kill = |world: &mut World| {
                let tab = world.devices[1].tabs[1].id;
                world.devices[1].disk.set_power_of(tab, Some(power));
            };
            has_kept(merges(when, None, &kill), &format!("{what}, killed"));
            let mut world = merges(when, None, &kill);
            world.devices[1].close_tab(0, 61);
            has_kept(world, &format!("{what}, both are gone"));
        }
    }
}

/// Two tabs sync for themselves, as there is no room for the state, and the server is restored: one has sent its search to the database from before,
/// and takes over the state that the other one has of the new database.
pub fn taken_over_from_another_database() {
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

/// Asks what is asked in ten seconds in which nobody does anything.
fn requests_in_ten_seconds(world: &mut World) -> usize {
    let before = world.requests;
    world.pass(10_000);
    world.requests - before
}

/// There is no room for an edit, or for a file that is merged in any tab: each is sent, and that is all.
pub fn full_and_quiet() {
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
pub fn damaged_without_room() {
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

/// A record is damaged while a page is open, and what is to take its place finds no room: it is quarantined once, and everything is fetched once.
pub fn damaged_and_to_be_written() {
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

/// The server starts anew, and what one device writes in these seconds reaches the other without being asked for once a minute.
pub fn written_while_the_server_starts() {
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

/// A guest whose storage is full shortens a text: that finds room, whatever else waits.
pub fn shortened_to_make_room() {
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
