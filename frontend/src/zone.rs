//! Time zones: the device's own, and how far any of them is ahead of UTC.

use domain::values::date::Date;
use js_sys::Intl::{
    DateTimeFormat, DateTimeFormatOptions, DateTimeFormatPart, DateTimeFormatPartType, DayFormat,
    HourCycle, MonthFormat, NumericFormat, ResolvedDateTimeFormatOptions, YearFormat,
};
use js_sys::{Array, Object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

/// The class `Intl.DateTimeFormat` with its errors, which the stable bindings of `js_sys` do not
/// catch.
mod catching {
    use super::{Array, DateTimeFormatOptions, JsValue, wasm_bindgen};

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = Intl)]
        pub(super) type DateTimeFormat;

        #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
        pub(super) fn new(
            locale: &str,
            options: &DateTimeFormatOptions,
        ) -> Result<DateTimeFormat, JsValue>;

        #[wasm_bindgen(method, catch, js_name = formatToParts)]
        pub(super) fn format_to_parts(
            this: &DateTimeFormat,
            date: &js_sys::Date,
        ) -> Result<Array, JsValue>;
    }
}

/// The name of the device's time zone; empty if unknown.
pub(crate) fn name() -> String {
    let format = DateTimeFormat::new(&Array::new(), &Object::new());
    let options: ResolvedDateTimeFormatOptions = format.resolved_options().unchecked_into();
    options
        .get_time_zone()
        .map(String::from)
        .unwrap_or_default()
}

/// How many minutes a zone is ahead of UTC at a moment: the difference between its clock, read as
/// UTC, and the moment.
pub(crate) fn offset(zone: &str, ms: u64) -> Option<i32> {
    // An unknown zone is thrown as an error.
    let format = catching::DateTimeFormat::new("en-GB", &minute_in(zone)).ok()?;
    #[expect(clippy::cast_precision_loss, reason = "a clock in milliseconds fits")]
    let moment = js_sys::Date::new(&JsValue::from_f64(ms as f64));
    let parts = format.format_to_parts(&moment).ok()?;
    let number = |kind: DateTimeFormatPartType| number_of(&parts, kind);
    let day = Date::new(
        number(DateTimeFormatPartType::Year)?,
        u32::try_from(number(DateTimeFormatPartType::Month)?).ok()?,
        u32::try_from(number(DateTimeFormatPartType::Day)?).ok()?,
    );
    let days = i64::from(Date::of_local_ms(0).days_until(day.ok()?));
    let hour = i64::from(number(DateTimeFormatPartType::Hour)?);
    let minute = i64::from(number(DateTimeFormatPartType::Minute)?);
    let local = days * 1_440 + hour * 60 + minute;
    i32::try_from(local - i64::try_from(ms / 60_000).ok()?).ok()
}

/// The format of a moment down to the minute, in numbers.
fn minute_in(zone: &str) -> DateTimeFormatOptions {
    let options = DateTimeFormatOptions::new();
    options.set_time_zone(zone);
    options.set_hour_cycle(HourCycle::H23);
    options.set_year(YearFormat::Numeric);
    options.set_month(MonthFormat::Numeric);
    options.set_day(DayFormat::Numeric);
    options.set_hour(NumericFormat::Numeric);
    options.set_minute(NumericFormat::Numeric);
    options
}

fn number_of(parts: &Array, kind: DateTimeFormatPartType) -> Option<i32> {
    let part = parts
        .iter()
        .map(JsCast::unchecked_into::<DateTimeFormatPart>)
        .find(|part| part.type_() == kind)?;
    String::from(part.value()).parse().ok()
}
