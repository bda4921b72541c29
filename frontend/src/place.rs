//! The place in a page: how far it, its board, columns and lists are scrolled, and which link or
//! field has the focus. On the way back, and after a reload, it is found again; a page that is new
//! starts at its top.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use leptos::ev;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, PerformanceNavigation, ScrollRestoration};

use crate::{dom, storage};

/// Where the places of this tab are kept over a reload.
pub(crate) const PLACES: &str = "one-yes:places:1";

/// How many addresses are remembered.
const MOST_PLACES: usize = 40;

/// For so many frames a page may grow until its place is there.
const MOST_FRAMES: u32 = 120;

/// So many frames in a row have to find the place where it was: cards are as high as they are only
/// once they are drawn.
const STILL_FRAMES: u32 = 4;

/// What makes the page stop looking for its place: from then on the person moves it.
const TAKEN_OVER: [&str; 4] = ["wheel", "touchstart", "pointerdown", "keydown"];

/// The place in one page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Place {
    down: i32,
    /// The selector of what has the focus.
    focus: Option<String>,
    /// How far the parts that scroll by themselves are scrolled, across and down, by their selector.
    parts: BTreeMap<String, (i32, i32)>,
}

thread_local! {
    /// The places by address.
    static PLACES_HERE: RefCell<BTreeMap<String, Place>> = RefCell::default();

    /// The number of the search for a place that goes on, if one does.
    static SEARCH: Cell<Option<u32>> = const { Cell::new(None) };

    /// How many searches there were.
    static SEARCHES: Cell<u32> = const { Cell::new(0) };
}

/// Remembers places for as long as the app runs, and finds that of this page where it was loaded
/// again.
pub(crate) fn keep() {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    let stored = storage::get_in_tab(PLACES).and_then(|text| serde_json::from_str(&text).ok());
    PLACES_HERE.set(stored.unwrap_or_default());
    listen("scroll", |event| note_scroll(&event));
    listen("focusin", |event| note_focus(&event));
    listen("click", |event| note_focus(&event));
    for name in TAKEN_OVER {
        listen(name, |_| SEARCH.set(None));
    }
    // Before the router hears of it and the page is another. A fragment only leads on within it.
    listen("popstate", |_| {
        let hash = window().location().hash().unwrap_or_default();
        if hash.is_empty() {
            find(true);
        }
    });
    let left = window_event_listener(ev::pagehide, |_| store());
    on_cleanup(move || left.remove());
    if was_loaded_again() {
        find(false);
    }
}

/// A new page is here: it starts at its heading, unless the person came back to it.
pub(crate) fn arrive() {
    request_animation_frame(|| {
        if SEARCH.get().is_none() {
            PLACES_HERE.with_borrow_mut(|places| places.remove(&address()));
            // A fragment leads to its element, which the router scrolls to.
            if window().location().hash().unwrap_or_default().is_empty() {
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
            focus_heading();
        }
    });
}

/// Listens in the capturing phase: scrolling does not bubble, and the router comes later.
fn listen(event: &str, hear: impl Fn(web_sys::Event) + 'static) {
    let listener = Closure::<dyn Fn(web_sys::Event)>::new(hear);
    let _ = window().add_event_listener_with_callback_and_bool(
        event,
        listener.as_ref().unchecked_ref(),
        true,
    );
    // For as long as the page is there.
    listener.forget();
}

/// The address a place belongs to.
fn address() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    path + &location.search().unwrap_or_default()
}

/// Changes the place of this page, unless it is being looked for.
fn note(change: impl FnOnce(&mut Place)) {
    if SEARCH.get().is_some() {
        return;
    }
    PLACES_HERE.with_borrow_mut(|places| {
        let here = address();
        if places.len() >= MOST_PLACES && !places.contains_key(&here) {
            // Which one goes is of no account: it would only start at its top.
            places.pop_first();
        }
        change(places.entry(here).or_default());
    });
}

fn note_scroll(event: &web_sys::Event) {
    let part = event.target().and_then(dom::cast::<HtmlElement>);
    match part {
        Some(part) => {
            if let Some(selector) = selector_of_part(&part) {
                let scrolled = (part.scroll_left(), part.scroll_top());
                note(|place| {
                    place.parts.insert(selector, scrolled);
                });
            }
        }
        None => note(|place| place.down = scrolled_down()),
    }
}

fn note_focus(event: &web_sys::Event) {
    let target = event.target().and_then(dom::cast::<Element>);
    let target = target.and_then(|target| target.closest("main a[href], main [id]").ok()?);
    let selector = target.as_ref().and_then(selector_of_target);
    note(|place| place.focus = selector);
}

/// How a part that scrolls is found again: by its id, as the column of a stage, or by its class.
fn selector_of_part(part: &HtmlElement) -> Option<String> {
    if let Some(stage) = part.get_attribute("data-stage") {
        return Some(format!(".column[data-stage=\"{stage}\"]"));
    }
    if !part.id().is_empty() {
        return Some(format!("[id=\"{}\"]", part.id()));
    }
    let class = part.class_list().item(0)?;
    Some(format!("main .{class}"))
}

/// How a link or a field is found again. The heading is where a page starts anyway.
fn selector_of_target(target: &Element) -> Option<String> {
    let id = target.id();
    if !id.is_empty() {
        return (target.has_attribute("href")
            || target.matches("button, input, select, textarea").ok()?)
        .then(|| format!("[id=\"{id}\"]"));
    }
    let address = target.get_attribute("href")?;
    (!address.contains('"')).then(|| format!("main a[href=\"{address}\"]"))
}

/// Whether this page was loaded again, or come back to from another site.
fn was_loaded_again() -> bool {
    let kind = window()
        .performance()
        .map(|performance| performance.navigation().type_());
    matches!(
        kind,
        Some(PerformanceNavigation::TYPE_RELOAD | PerformanceNavigation::TYPE_BACK_FORWARD)
    )
}

/// Stores the places for a reload.
fn store() {
    if storage::is_erased() {
        storage::set_in_tab(PLACES, None);
        return;
    }
    let text = PLACES_HERE.with_borrow(serde_json::to_string);
    storage::set_in_tab(PLACES, text.ok().as_deref());
}

/// Looks for the place of this page while it is drawn, and in the end gives the focus back, unless
/// the browser begins the page.
fn find(gives_focus: bool) {
    let place = PLACES_HERE.with_borrow(|places| places.get(&address()).cloned());
    let mut place = place.unwrap_or_default();
    if !gives_focus {
        place.focus = None;
    }
    let search = SEARCHES.get().wrapping_add(1);
    SEARCHES.set(search);
    SEARCH.set(Some(search));
    look(place, gives_focus, 0, 0);
}

fn look(place: Place, gives_focus: bool, frame: u32, still: u32) {
    let search = SEARCHES.get();
    request_animation_frame(move || {
        if SEARCH.get() != Some(search) {
            return;
        }
        let still = if is_found(&place) { still + 1 } else { 0 };
        if still < STILL_FRAMES && frame < MOST_FRAMES {
            look(place, gives_focus, frame + 1, still);
            return;
        }
        if gives_focus {
            give_focus(&place);
        }
        // What this scrolls is heard of in the next frame, and is where the place is now.
        SEARCH.set(None);
    });
}

/// Scrolls to the place; says whether it was there already.
fn is_found(place: &Place) -> bool {
    let is_near = |is: i32, was: i32| (is - was).abs() <= 1;
    let is_down = is_near(scrolled_down(), place.down);
    if !is_down {
        window().scroll_to_with_x_and_y(0.0, f64::from(place.down));
    }
    let mut is_there = true;
    for (selector, (across, down)) in &place.parts {
        let Some(part) = target(selector) else {
            is_there = false;
            continue;
        };
        if !is_near(part.scroll_left(), *across) || !is_near(part.scroll_top(), *down) {
            is_there = false;
            part.set_scroll_left(*across);
            part.set_scroll_top(*down);
        }
    }
    let focus = place.focus.as_deref().map(target);
    is_down && is_there && focus.is_none_or(|focus| focus.is_some())
}

fn target(selector: &str) -> Option<HtmlElement> {
    let found = document().query_selector(selector).ok().flatten()?;
    found.dyn_into().ok()
}

/// Gives the focus back; to the heading where what had it is gone.
fn give_focus(place: &Place) {
    let Some(element) = place.focus.as_deref().and_then(target) else {
        focus_heading();
        return;
    };
    dom::focus_in_place(&element);
    let seen = element.get_bounding_client_rect();
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    if seen.bottom() < 0.0 || seen.top() > height.unwrap_or(f64::MAX) {
        element.scroll_into_view();
    }
}

fn focus_heading() {
    if let Some(heading) = dom::element::<HtmlElement>("heading") {
        dom::focus_in_place(&heading);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "no page is that high")]
fn scrolled_down() -> i32 {
    window().scroll_y().unwrap_or_default().round() as i32
}
