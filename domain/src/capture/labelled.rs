//! Labelled lines of postings: “Location: Berlin”, “Gehalt” with the amount below, “📍 Leeds”.

use super::captured::Capture;
use super::label::{Field, label_of};
use super::limits::{LONGEST_TITLE, is_short};
use super::parts::{split_parts, without_gender_notes};
use super::words::{without_workplace, workplace_in};

/// Takes the values of all labelled lines; a label alone belongs to the next line.
pub(super) fn read_labels(capture: &mut Capture, lines: &[&str]) {
    for (number, line) in lines.iter().enumerate() {
        if !read_label(capture, line)
            && let Some((field, "")) = label_of(line)
            && let Some(value) = lines.get(number + 1)
        {
            set(capture, field, value);
        }
    }
}

/// Takes the value of a labelled line, if it is one and its field is still empty.
pub(super) fn read_label(capture: &mut Capture, line: &str) -> bool {
    label_of(line).is_some_and(|(field, value)| !value.is_empty() && set(capture, field, value))
}

fn set(capture: &mut Capture, field: Field, value: &str) -> bool {
    let target = match field {
        Field::Company => &mut capture.company,
        Field::Role => &mut capture.role,
        Field::Place => &mut capture.place,
        Field::Pay => &mut capture.pay,
    };
    let fits = target.is_empty() && is_short(value, LONGEST_TITLE) && !value.is_empty();
    if fits {
        without_gender_notes(value).trim().clone_into(target);
    }
    if fits && matches!(field, Field::Place) {
        read_workplace_of_place(capture);
    }
    fits
}

/// “Ghent (hybrid)” is Ghent, and hybrid.
fn read_workplace_of_place(capture: &mut Capture) {
    let Some(workplace) = workplace_in(&capture.place) else {
        return;
    };
    let parts = split_parts(&capture.place.replace(['(', ')'], "|"));
    let places: Vec<String> = parts
        .iter()
        .map(|part| {
            if workplace_in(part).is_some() {
                without_workplace(part)
            } else {
                part.clone()
            }
        })
        .filter(|part| !part.is_empty())
        .collect();
    capture.place = places.join(", ");
    capture.workplace = capture.workplace.or(Some(workplace));
}
