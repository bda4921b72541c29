//! Quick add: one line, a link, a whole posting or rows become opportunities; duplicates are pointed
//! out while typing.

mod duplicates;
mod preview;

use domain::capture::{Capture, read_all};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use crate::actions::opportunities;
use crate::components::field::TextField;
use crate::components::form_draft::FormDraft;
use crate::components::icon::Icon;
use crate::components::live::{Show, live};
use crate::components::typing::is_composing;
use crate::session::{Session, session};
use duplicates::duplicates;
use preview::{capture_preview, duplicate_notice};

const HINT: &str = "Company and role in one line, or paste a link, a whole posting or rows from a spreadsheet. Enter adds it.";

/// Parameters of the address in which the share sheet hands texts over (`share_target` of the manifest).
const SHARED: [&str; 3] = ["title", "text", "url"];

/// What a text was read as, or a sentence that says why it was not; `None` while nothing is typed.
type Reading = Option<Result<Vec<Capture>, String>>;

/// The field labelled “Add an opportunity”.
#[component]
pub(super) fn QuickAdd() -> impl IntoView {
    let session = session();
    let typed = RwSignal::new(String::new());
    fill_from_address(session, typed);
    let company = RwSignal::new(String::new());
    let fields = vec![("text", typed.into()), ("company", company.into())];
    let draft = FormDraft::new("quick-add", fields);
    let reading = Memo::new(move |_| typed.with(|text| reading_of(text)));
    let duplicates = Memo::new(
        move |_| match reading.get().and_then(Result::ok).as_deref() {
            Some([one]) => session.read(|journal| duplicates(journal, &one.opportunity())),
            _ => Vec::new(),
        },
    );
    let lacks_company = Memo::new(move |_| reading.with(lacks_company));
    let problem = move || reading.get().and_then(Result::err);
    let add = move || {
        if let Some(Ok(captures)) = reading.get_untracked() {
            let captures = with_company(captures, &company.get_untracked());
            session.perform(|_, moment| opportunities::add_captured(moment, &captures));
            typed.set(String::new());
            company.set(String::new());
        }
    };
    let add_words = move || match reading.get() {
        Some(Ok(captures)) if captures.len() > 1 => format!("Add {}", captures.len()),
        _ => "Add".to_owned(),
    };
    view! {
        <form
            class="quick-add"
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <label class="vh" for="quick-add">"Add an opportunity"</label>
            <div class="quick-add__row">
                {text_area(typed, reading, add)}
                <button type="submit" class="btn">
                    <Icon name="add" />
                    {live(add_words)}
                </button>
            </div>
            {draft.line()}
            <p class="field__hint" id="quick-add-hint">
                {live(move || problem().unwrap_or_else(|| HINT.to_owned()))}
            </p>
            <div aria-live="polite">
                {live(move || capture_preview(reading.get(), session.today()))}
                {live(move || duplicate_notice(duplicates.get()))}
            </div>
            {which_company(lacks_company, company)}
        </form>
    }
    .into_any()
}

/// Asks for the company where the text does not tell it.
fn which_company(is_asked: Memo<bool>, company: RwSignal<String>) -> AnyView {
    view! {
        <Show when=is_asked>
            <TextField
                id="quick-add-company"
                label="Which company?"
                value=company
                autocomplete="organization"
                hint="It isn’t clear from the text. You can also add it later."
            />
        </Show>
    }
    .into_any()
}

/// The field itself. Enter adds; Shift and Enter begin another line.
fn text_area(typed: RwSignal<String>, reading: Memo<Reading>, add: impl Fn() + 'static) -> AnyView {
    view! {
        <textarea
            id="quick-add"
            rows=move || if typed.with(|text| is_long(text)) { 5 } else { 1 }
            dir="auto"
            autocomplete="off"
            // Enter adds, also when it was pressed before the app ran.
            enterkeyhint="done"
            placeholder="Add: Acme, Data engineer"
            aria-describedby="quick-add-hint"
            aria-invalid=move || matches!(reading.get(), Some(Err(_))).then_some("true")
            prop:value=move || typed.get()
            on:input=move |input| typed.set(event_target_value(&input))
            on:keydown=move |press| {
                if press.key() == "Enter" && !press.shift_key() && !is_composing(&press) {
                    press.prevent_default();
                    add();
                }
            }
        ></textarea>
    }
    .into_any()
}

/// Reads a text, or says why it cannot be read; `None` while nothing is typed.
fn reading_of(text: &str) -> Reading {
    let is_typed = !text.trim().is_empty();
    is_typed.then(|| read_all(text).map_err(|problem| problem.to_string()))
}

/// Whether a text gives away no company though it gives away something else: it is asked for then,
/// since a wrong one would be worse than none.
fn lacks_company(reading: &Reading) -> bool {
    matches!(reading, Some(Ok(captures)) if matches!(captures.as_slice(), [one] if one.company.is_empty() && !(one.role.is_empty() && one.link.is_empty())))
}

/// What was read, with the company the person says where the text says none.
fn with_company(mut captures: Vec<Capture>, company: &str) -> Vec<Capture> {
    if let [one] = captures.as_mut_slice()
        && one.company.is_empty()
    {
        company.trim().clone_into(&mut one.company);
    }
    captures
}

/// Whether a text needs more than one line of room.
fn is_long(text: &str) -> bool {
    text.contains('\n') || text.len() > 90
}

/// Takes over texts that the share sheet or a shortcut put into the address, and moves the focus to
/// the field. The address is used up then: a reload or the way back does not do it again.
fn fill_from_address(session: Session, typed: RwSignal<String>) {
    let query = use_query_map();
    let path = use_location().pathname;
    let navigate = use_navigate();
    Effect::new(move |_| {
        let parts = SHARED.map(|name| query.with(|query| query.get(name)).unwrap_or_default());
        let shared: Vec<String> = parts
            .into_iter()
            .filter(|part| !part.trim().is_empty())
            .collect();
        if !shared.is_empty() {
            typed.set(shared.join("\n"));
        }
        if !shared.is_empty() || query.with(|query| query.get("add").is_some()) {
            let rest = query.with_untracked(without_command);
            let address = format!("{}{rest}", path.get_untracked());
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&address, options);
            session.with_platform(|platform| platform.focus("quick-add"));
        }
    });
}

/// A query without what was a command to this field.
fn without_command(query: &ParamsMap) -> String {
    let mut rest = query.clone();
    for name in SHARED {
        rest.remove(name);
    }
    rest.remove("add");
    rest.to_query_string()
}

#[cfg(test)]
mod tests {
    use domain::values::date::Date;

    use super::*;

    #[test]
    fn nothing_typed_is_neither_understood_nor_wrong() {
        assert!(reading_of("  \n").is_none());
        let read = reading_of("Acme, Data engineer").and_then(Result::ok);
        let opportunity = read.map(|captures| captures[0].opportunity());
        let title = opportunity.map(|opportunity| opportunity.title());
        assert_eq!(title.as_deref(), Some("Data engineer at Acme"));
    }

    #[test]
    fn a_company_is_asked_for_where_there_is_none_and_only_then() {
        let asks = |text: &str| lacks_company(&reading_of(text));
        assert!(asks("Engineer"));
        assert!(asks("https://lnkd.in/dAbCdEf"));
        assert!(!asks("Acme, Data engineer"));
        assert!(!asks(""));
        assert!(!asks("Acme\tCook\n\tBaker"));
        let added = |text: &str| {
            let read = reading_of(text).and_then(Result::ok).unwrap_or_default();
            with_company(read, " Umbra ")[0].company.clone()
        };
        assert_eq!(added("Engineer"), "Umbra");
        assert_eq!(added("Acme, Engineer"), "Acme");
    }

    #[test]
    fn rows_are_shown_before_they_are_added() {
        let text = "Acme\tCook\tBerlin\tApplied\t2026-11-02\nUmbra\tBaker\t\t\t\t\n\
            Kestrel\tNurse\t\tRejected\t2026-11-20\nHalden\tClerk\t\tApplied\t2027-01-01\n\
            Pavo\tTeacher\t\tInterviewing\t2026-11-03";
        let rows = reading_of(text).and_then(Result::ok).unwrap_or_default();
        let today = Date::parse("2026-11-30").unwrap_or_default();
        let words = rows.iter().map(|row| preview::row_words(row, today));
        let words: Vec<String> = words.collect();
        assert_eq!(
            words,
            [
                "Cook at Acme · Berlin · Applied on 2 Nov 2026",
                "Baker at Umbra",
                "Nurse at Kestrel · Not selected on 20 Nov 2026",
                // A day to come is added as today.
                "Clerk at Halden · Applied today",
                "Teacher at Pavo · Interviewing since 3 Nov 2026"
            ]
        );
    }

    #[test]
    fn a_command_in_the_address_is_used_up_and_the_rest_stays() {
        let query: ParamsMap = [("add", ""), ("text", "Acme"), ("view", "list")]
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        assert_eq!(without_command(&query), "?view=list");
    }

    #[test]
    fn a_posting_gets_more_room_than_a_line() {
        assert!(!is_long("Acme, Data engineer"));
        assert!(is_long("Acme\nData engineer"));
        assert!(is_long(&"a".repeat(91)));
    }
}
