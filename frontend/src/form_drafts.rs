//! Half-written forms on this device, one value a form. They belong to the device: never sent, and
//! deleted with everything else of this product.

use std::cell::Cell;

use app::components::form_draft::written_at;
use domain::sync::tab::Disk;
use domain::sync::tab::names::FORM;

use crate::storage::{self, LocalDisk};

/// The longest text of one form, in bytes: several long postings.
const LONGEST: usize = 400_000;

/// The room for all forms, in bytes: a tenth of what a browser gives a site.
const ROOM: usize = 500_000;

/// The most forms; the oldest make room.
const MOST_FORMS: usize = 60;

thread_local! {
    /// Whether this page has looked for old ones. Reading all names takes a while with many records.
    static HAS_TIDIED: Cell<bool> = const { Cell::new(false) };
}

/// Reads what is kept of a form.
pub(crate) fn read(form: &str) -> Option<String> {
    storage::get(&name(form))
}

/// Keeps a text of a form, or forgets it. Returns whether there was room.
pub(crate) fn write(form: &str, text: Option<&str>) -> bool {
    let name = name(form);
    let Some(text) = text else {
        storage::remove(&name);
        return true;
    };
    if !HAS_TIDIED.replace(true) {
        tidy();
    }
    text.len() <= LONGEST && storage::set(&name, text)
}

/// Forgets the oldest beyond the room there is for forms.
fn tidy() {
    let names = LocalDisk.names().unwrap_or_default().into_iter();
    let forms = names.filter(|name| name.starts_with(FORM));
    let mut forms: Vec<(u64, String, usize)> = forms
        .filter_map(|name| {
            let text = storage::get(&name)?;
            Some((written_at(&text), name, text.len()))
        })
        .collect();
    forms.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    let mut taken = 0;
    for (number, (_, name, length)) in forms.into_iter().enumerate() {
        taken += length;
        if taken > ROOM || number >= MOST_FORMS {
            storage::remove(&name);
        }
    }
}

fn name(form: &str) -> String {
    format!("{FORM}{form}")
}
