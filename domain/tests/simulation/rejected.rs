//! A rejected text, and a backup file that takes its place at any moment.

use domain::state::record::LARGEST_VALUE;
use serde_json::json;

use crate::checks::key_of;
use crate::orders::{quiet, title};
use crate::people::edit_of;
use crate::world::World;

/// When the server refuses a text, and a backup file takes its place in a tab that does not lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RejectedWhen {
    Before,
    /// And the tab that leads has heard of the file before that.
    After,
    /// And the tab that leads has not heard of the file yet.
    Unheard,
}

/// after so many writes, with no room, with a tab gone. The text is with its rejection.
pub(crate) fn merged_over_a_rejected_text() {
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
