//! Address books: cards in, with a look at what they would change before anything does, and cards out.

use domain::exchange::vcard::{self, Card, Import, LARGEST_FILE, Version, what_changes};
use domain::model::person::Person;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::live::live;
use crate::platform::{Encoding, FileRead};
use crate::session::{Session, session};

/// How many names of new people a preview lists.
const NAMES_SHOWN: usize = 8;

/// How many people who would change a preview lists.
const CHANGES_SHOWN: usize = 200;

/// A file that was read, and what it would do.
#[derive(Clone, PartialEq)]
struct Offer {
    import: Import,
    nameless: usize,
    beyond: usize,
}

/// The card with import and export.
#[component]
pub(super) fn Cards() -> impl IntoView {
    let session = session();
    let offer = RwSignal::new(None::<Offer>);
    let problem = RwSignal::new(None::<String>);
    let read =
        move |_| {
            offer.set(None);
            problem.set(None);
            session.read_file("cards-file", LARGEST_FILE, Encoding::Any, move |file| {
                match understand(session, file) {
                    Ok(read) => offer.set(Some(read)),
                    Err(sentence) => problem.set(Some(sentence)),
                }
            });
        };
    let import = move |_| {
        if let Some(read) = offer.get_untracked() {
            session.commit(read.import.edit());
            offer.set(None);
        }
    };
    let export = move |version: Version, name: &'static str| {
        let everyone = session.peek(|journal| {
            let people = journal.people().iter();
            people
                .map(|(id, person)| (id, person.clone()))
                .collect::<Vec<_>>()
        });
        download(session, &everyone, version, name);
    };
    let preview = move || {
        offer.get().map(|read| {
            let is_empty = read.import.is_empty();
            let names = names(&read.import);
            let changes = changes(&read.import);
            view! {
                <div class="notice" role="status">
                    <p>{words(&read)}</p>
                    <p class="quiet-line" dir="auto">
                        {names}
                    </p>
                    {changes}
                    <p class="cluster">
                        <button type="button" class="btn" hidden=is_empty on:click=import>
                            "Import"
                        </button>
                        <button type="button" class="btn btn--quiet" on:click=move |_| offer.set(None)>
                            "Leave it"
                        </button>
                    </p>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <details class="disclosure" id="cards">
            <summary>"Import or export contacts"</summary>
            <div class="stack">
                <div class="field">
                    <label for="cards-file">"Import contacts"</label>
                    <input
                        id="cards-file"
                        type="file"
                        accept=".vcf,text/vcard,text/x-vcard"
                        aria-describedby="cards-problem"
                        on:change=read
                    />
                    <p class="field__hint">"A vCard file (.vcf): one card or a whole address book. You see what would change first."</p>
                    <p class="field__error" id="cards-problem" role="alert">
                        {live(move || problem.get())}
                    </p>
                </div>
                {live(preview)}
                <p class="cluster">
                    <button type="button" class="btn btn--small" on:click=move |_| export(Version::V4, "one-yes-people.vcf")>
                        <Icon name="download" />
                        "Export everyone"
                    </button>
                    <button
                        type="button"
                        class="btn btn--small btn--quiet"
                        on:click=move |_| export(Version::V3, "one-yes-people-3.vcf")
                    >
                        "For older programs (vCard 3.0)"
                    </button>
                </p>
            </div>
        </details>
    }
    .into_any()
}

/// Hands people to the person as a file of cards.
pub(super) fn download(
    session: Session,
    people: &[(RecordId, Person)],
    version: Version,
    file_name: &str,
) {
    let cards: Vec<Card> = people
        .iter()
        .map(|(id, person)| Card {
            uid: format!("urn:uuid:{id}"),
            person: person.clone(),
        })
        .collect();
    let text = vcard::write(&cards, version);
    session.with_platform(|platform| platform.download(file_name, "text/vcard", &text));
    session.toast("The file was made.".into(), false);
}

fn understand(session: Session, file: FileRead) -> Result<Offer, String> {
    let text = match file {
        FileRead::Text(text) => text,
        FileRead::TooLarge => return Err(vcard::BookProblem::TooLarge.to_string()),
        FileRead::Unreadable => {
            return Err("This file could not be read. Choose it once more, or another one.".into());
        }
    };
    let found = vcard::read(&text).map_err(|problem| problem.to_string())?;
    Ok(Offer {
        import: session.peek(|journal| vcard::compare(journal, &found.cards)),
        nameless: found.nameless,
        beyond: found.beyond,
    })
}

fn words(read: &Offer) -> String {
    let people = |count: usize| match count {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    let mut words = format!(
        "{} would be new, {} would be updated, {} already as {}.",
        people(read.import.new.len()),
        people(read.import.changed.len()),
        match read.import.same.len() {
            1 => "1 person is here".to_owned(),
            count => format!("{count} people are here"),
        },
        if read.import.same.len() == 1 {
            "the card says"
        } else {
            "the cards say"
        }
    );
    for (count, one, several) in [
        (
            read.import.repeated,
            "card says the same again",
            "cards say the same again",
        ),
        (
            read.nameless,
            "card has no name and is left out",
            "cards have no name and are left out",
        ),
        (
            read.beyond,
            "more is beyond what is taken at once; split the file for it",
            "more are beyond what is taken at once; split the file for them",
        ),
    ] {
        if count > 0 {
            let told = if count == 1 { one } else { several };
            words.push_str(&format!(" {count} {told}."));
        }
    }
    words
}

/// “New: Ann Lee, Bob Ray and 12 more”.
fn names(import: &Import) -> String {
    let mut new = import.new.iter().map(|(_, person)| person.name.as_str());
    let first: Vec<&str> = new.by_ref().take(NAMES_SHOWN).collect();
    match (first.is_empty(), new.len()) {
        (true, _) => String::new(),
        (false, 0) => format!("New: {}", first.join(", ")),
        (false, more) => format!("New: {} and {more} more", first.join(", ")),
    }
}

/// What would change on people who are here.
fn changes(import: &Import) -> AnyView {
    let beyond = import.changed.len().saturating_sub(CHANGES_SHOWN);
    let lines = import.changed.iter().take(CHANGES_SHOWN);
    let lines = lines
        .map(|(_, before, after)| format!("{}: {}", before.name, what_changes(before, after)))
        .chain((beyond > 0).then(|| format!("and {beyond} more")))
        .map(|line| view! { <li dir="auto">{line}</li> }.into_any())
        .collect_view();
    view! {
        <details class="disclosure" hidden=import.changed.is_empty()>
            <summary>"What would be updated"</summary>
            <ul class="quiet-line">{lines}</ul>
        </details>
    }
    .into_any()
}
