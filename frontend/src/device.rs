//! What only some devices have: a sheet to share with, contacts to pick from, the names of time zones. Everything is looked for before use.

use domain::model::person::Person;
use js_sys::{Array, Date, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Most contacts taken at once.
const MOST_CONTACTS: u32 = 500;

/// Whether there is a sheet to share with (Web Share API).
pub(crate) fn can_share() -> bool {
    member(&window().navigator(), "share").is_some()
}

/// Opens the sheet. The person may close it; there is nothing to undo.
pub(crate) fn share(title: &str, text: &str) {
    let data = Object::new();
    set(&data, "title", title);
    set(&data, "text", text);
    if let Some(promise) = call(&window().navigator(), "share", &data) {
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

/// Whether contacts can be picked (Contact Picker API).
pub(crate) fn can_pick_contacts() -> bool {
    member(&window().navigator(), "contacts").is_some()
}

/// Has the person pick from the device's contacts; nobody where they close the picker.
pub(crate) async fn pick_contacts() -> Vec<Person> {
    let picked = async {
        let contacts = member(&window().navigator(), "contacts")?;
        let select: Function = member(&contacts, "select")?.dyn_into().ok()?;
        let fields = Array::of3(&"name".into(), &"email".into(), &"tel".into());
        let options = Object::new();
        Reflect::set(&options, &"multiple".into(), &JsValue::TRUE).ok()?;
        let promise: Promise = select
            .call2(&contacts, &fields, &options)
            .ok()?
            .dyn_into()
            .ok()?;
        let picked = JsFuture::from(promise).await.ok()?;
        Some(Array::from(&picked))
    };
    let picked = picked.await.unwrap_or_default();
    (0..picked.length().min(MOST_CONTACTS))
        .map(|at| {
            let contact = picked.get(at);
            let fields = ["name", "email", "tel"].map(|field| first(&contact, field));
            // Without a name they go by what there is.
            let name = fields.iter().find(|text| !text.is_empty()).cloned();
            let [_, mail, phone] = fields;
            Person {
                name: name.unwrap_or_default(),
                mail,
                phone,
                ..Person::default()
            }
        })
        .collect()
}

/// The name of the device's time zone.
pub(crate) fn zone() -> String {
    let format = js_sys::Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let options = format.resolved_options();
    member(&options, "timeZone")
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}

/// How many minutes a zone is ahead of UTC at a moment: the difference between its clock, read as UTC, and the moment.
pub(crate) fn zone_offset(zone: &str, ms: u64) -> Option<i32> {
    let options = Object::new();
    set(&options, "timeZone", zone);
    set(&options, "hourCycle", "h23");
    for field in ["year", "month", "day", "hour", "minute"] {
        set(&options, field, "numeric");
    }
    // An unknown zone is thrown as an error, which only a call by reflection survives.
    let class: Function = member(&js_sys::global(), "Intl")
        .and_then(|intl| member(&intl, "DateTimeFormat"))?
        .dyn_into()
        .ok()?;
    let arguments = Array::of2(&"en-GB".into(), &options);
    let format = Reflect::construct(&class, &arguments).ok()?;
    let to_parts: Function = member(&format, "formatToParts")?.dyn_into().ok()?;
    #[expect(clippy::cast_precision_loss, reason = "a clock in milliseconds fits")]
    let moment = Date::new(&JsValue::from_f64(ms as f64));
    let parts = Array::from(&to_parts.call1(&format, &moment).ok()?);
    let number = |name: &str| {
        parts
            .iter()
            .find(|part| {
                member(part, "type")
                    .and_then(|kind| kind.as_string())
                    .as_deref()
                    == Some(name)
            })
            .and_then(|part| member(&part, "value")?.as_string()?.parse::<i32>().ok())
    };
    let (year, month, day) = (number("year")?, number("month")?, number("day")?);
    let day =
        domain::values::date::Date::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
            .ok()?;
    let days = domain::values::date::Date::of_local_ms(0).days_until(day);
    let minutes = i64::from(days) * 1_440 + i64::from(number("hour")? * 60 + number("minute")?);
    i32::try_from(minutes - i64::try_from(ms / 60_000).ok()?).ok()
}

/// The first text of a member that is a list.
fn first(owner: &JsValue, name: &str) -> String {
    member(owner, name)
        .map(|list| Array::from(&list))
        .and_then(|list| list.iter().find_map(|text| text.as_string()))
        .map(|text| text.trim().to_owned())
        .unwrap_or_default()
}

fn member(owner: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(owner, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

fn set(owner: &Object, name: &str, text: &str) {
    // Setting a member of a plain object made here cannot fail.
    let _ = Reflect::set(owner, &JsValue::from_str(name), &JsValue::from_str(text));
}

fn call(owner: &JsValue, name: &str, argument: &JsValue) -> Option<Promise> {
    let function: Function = member(owner, name)?.dyn_into().ok()?;
    function.call1(owner, argument).ok()?.dyn_into().ok()
}
