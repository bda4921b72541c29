//! A rejected text, and a backup file that takes its place at any moment.

use domain::state::record::{LARGEST_VALUE, RecordKey};
use domain::sync::client::Records;
use serde_json::json;

use crate::checks::key_of;
use crate::orders::{quiet, title};
use crate::people::edit_of;
use crate::world::World;

/// The moment at which the server rejects the text and the file takes its place, in a tab that does
/// not lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RejectedWhen {
    Before,
    /// And the tab that leads has heard of the file before that.
    After,
    /// And the tab that leads has not heard of the file yet.
    Unheard,
}

/// A text, and a file that has another one in its place.
struct Texts {
    key: RecordKey,
    text: String,
    file: Records,
}

/// A backup file takes the place of a text that the server rejects, in a tab that does not lead,
/// and at any moment since: with the power cut after some writes, with no room, with a tab gone.
/// The text is with its rejection.
pub(crate) fn merged_over_a_rejected_text() {
    let key = key_of(1);
    let mut elsewhere = quiet(1);
    elsewhere.pass(60_000);
    let edit = edit_of(&key, vec![("title", json!("of a file"))]);
    elsewhere.write(0, 0, &edit);
    let texts = Texts {
        key,
        text: "x".repeat(LARGEST_VALUE),
        file: elsewhere.devices[0].disk.records(false),
    };
    for when in [
        RejectedWhen::Before,
        RejectedWhen::After,
        RejectedWhen::Unheard,
    ] {
        // Some have room for the text once more, but not for its replacement.
        let more = [150, 250, 350, 500].map(|more| Some(LARGEST_VALUE + more));
        let less = [None, Some(0), Some(200), Some(400), Some(LARGEST_VALUE / 2)];
        for room in less.into_iter().chain(more) {
            texts.merged_with_room(when, room);
        }
        for power in 0..8 {
            texts.merged_with_power(when, power);
        }
    }
}

impl Texts {
    fn merged_with_room(&self, when: RejectedWhen, room: Option<usize>) {
        let has_kept = |then: &str, go_on: &dyn Fn(&mut World)| {
            let mut world = self.merge(when, room, &|_| ());
            go_on(&mut world);
            self.must_be_kept(world, &format!("{when:?}, room for {room:?}{then}"));
        };
        has_kept("", &|_| ());
        has_kept(", later", &|world| world.pass(5_000));
        has_kept(", later, led anew", &|world| {
            world.devices[1].close_tab(0, 60);
            world.devices[1].open_tab(61).unwrap();
            world.pass(5_000);
            world.devices[1].close_tab(1, 62);
        });
        has_kept(", told", &|world| world.deliver_storage_events(1));
        has_kept(", led anew", &|world| world.devices[1].close_tab(0, 60));
        has_kept(", the other is gone", &|world| {
            world.devices[1].close_tab(1, 60);
        });
        has_kept(", cut off", &|world| world.devices[1].restart(60));
    }

    fn merged_with_power(&self, when: RejectedWhen, power: u32) {
        let what = format!("{when:?}, after {power} writes");
        let cut = |world: &mut World| world.devices[1].disk.set_power(Some(power));
        let mut world = self.merge(when, None, &cut);
        world.devices[1].disk.set_power(Some(0));
        world.deliver_storage_events(1);
        self.must_be_kept(world, &format!("{what}, cut off"));
        let kill = |world: &mut World| {
            let tab = world.devices[1].tabs[1].id;
            world.devices[1].disk.set_power_of(tab, Some(power));
        };
        let world = self.merge(when, None, &kill);
        self.must_be_kept(world, &format!("{what}, killed"));
        let mut world = self.merge(when, None, &kill);
        world.devices[1].close_tab(0, 61);
        self.must_be_kept(world, &format!("{what}, both are gone"));
    }

    /// Writes the text, and merges the file in the tab that does not lead.
    fn merge(&self, when: RejectedWhen, room: Option<usize>, limit: &dyn Fn(&mut World)) -> World {
        let mut world = quiet(2);
        world.devices[1].open_tab(50).unwrap();
        let edit = edit_of(&self.key, vec![("title", json!(self.text))]);
        world.write(1, 0, &edit);
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
        let file = self.file.clone();
        if world.devices[1].import(1, file, now_ms).is_err() {
            world.devices[1].fall(1, 60);
        }
        if when == RejectedWhen::Unheard {
            for _ in 0..2 {
                world.now_ms += 100;
                world.deliver();
            }
        }
        world
    }

    fn must_be_kept(&self, mut world: World, what: &str) {
        world.heal();
        world.reload();
        let place = (self.key.clone(), "title".to_owned());
        let rejections = world.devices[1].client().unwrap().rejections();
        let is_with_it = rejections.get(&place).is_some_and(|it| it.value.is_some());
        let is_in_place = title(&world, 1, &self.key).is_some_and(|it| it.len() == LARGEST_VALUE);
        assert!(is_with_it || is_in_place, "the text is nowhere: {what}");
        world.check(|_| true);
    }
}
