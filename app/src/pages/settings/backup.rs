//! Backup and restore: one file out, one file in, with a summary before anything is taken over.

use domain::exchange::backup::{self, Backup as File, LARGEST_FILE, Summary};
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::live::live;
use crate::platform::{Encoding, FileRead};
use crate::session::{Session, session};

/// A file that was read, and what it would do.
#[derive(Clone, PartialEq)]
struct Offer {
    file: File,
    summary: Summary,
}

/// The card with “Download backup” and “Restore backup”.
#[component]
pub(super) fn Backup() -> impl IntoView {
    let session = session();
    let offer = RwSignal::new(None::<Offer>);
    let problem = RwSignal::new(None::<String>);
    let read = move |_| {
        offer.set(None);
        problem.set(None);
        session.read_file(
            "restore",
            LARGEST_FILE,
            Encoding::Utf8,
            move |file| match understand(session, file) {
                Ok(read) => offer.set(Some(read)),
                Err(sentence) => problem.set(Some(sentence)),
            },
        );
    };
    let merge = move |_| {
        if let Some(read) = offer.get_untracked() {
            session.import(read.file.records);
            session.toast("The backup was added to your search.".into(), false);
            offer.set(None);
        }
    };
    let replace = move |_| {
        if let Some(read) = offer.get_untracked() {
            let edit = session.peek(|journal| {
                backup::replacement(journal, &read.file, "Your search is as the backup says")
            });
            session.commit(edit);
            offer.set(None);
        }
    };
    view! {
        <section class="card" id="backup" aria-labelledby="backup-title">
            <h2 id="backup-title">"Backup"</h2>
            <p>"Your whole search as one file. Keep it wherever you keep what matters."</p>
            <p>
                <button type="button" class="btn" on:click=move |_| download(session)>
                    <Icon name="download" />
                    "Download backup"
                </button>
            </p>
            <div class="field">
                <label for="restore">"Restore backup"</label>
                <input
                    id="restore"
                    type="file"
                    accept=".json,application/json"
                    aria-describedby="restore-problem"
                    on:change=read
                />
                <p class="field__error" id="restore-problem" role="alert">{live(move || problem.get())}</p>
            </div>
            {live(move || {
                offer
                    .get()
                    .map(|read| {
                        view! {
                            <div class="notice" role="status">
                                <p>{words(&read)}</p>
                                <p class="cluster">
                                    <button type="button" class="btn" on:click=merge>
                                        "Merge into my search"
                                    </button>
                                    <button type="button" class="btn" on:click=replace>
                                        "Replace my search"
                                    </button>
                                    <button
                                        type="button"
                                        class="btn btn--quiet"
                                        on:click=move |_| offer.set(None)
                                    >
                                        "Leave it"
                                    </button>
                                </p>
                            </div>
                        }
                            .into_any()
                    })
            })}
        </section>
    }
    .into_any()
}

/// Hands the backup to the person as a file named after the day.
pub(crate) fn download(session: Session) {
    let now = session.exact_now();
    let text = session.peek(|journal| backup::export(journal, now));
    let name = format!("one-yes-{}.json", now.today());
    session.with_platform(|platform| platform.download(&name, "application/json", &text));
    session.toast("Backup made.".into(), false);
}

fn understand(session: Session, file: FileRead) -> Result<Offer, String> {
    let text = match file {
        FileRead::Text(text) => text,
        FileRead::TooLarge => return Err(backup::BackupProblem::TooLarge.to_string()),
        FileRead::Unreadable => {
            return Err("This file could not be read. Choose it once more, or another one.".into());
        }
    };
    let file = backup::read(&text).map_err(|problem| problem.to_string())?;
    let summary = session.peek(|journal| backup::summary(journal, &file));
    Ok(Offer { file, summary })
}

fn words(read: &Offer) -> String {
    let Summary {
        opportunities,
        events,
        comebacks,
        new,
        changed,
        only_here,
        ..
    } = read.summary;
    let opportunities = count(opportunities, "opportunity", "opportunities");
    let events = count(events, "event", "events");
    let comebacks = count(comebacks, "comeback", "comebacks");
    let mut words = format!(
        "This backup of {} holds {opportunities}, {events} and {comebacks}. \
         Merging adds {new} and updates {changed}; the later change of each field stays. \
         Replacing also removes {only_here} that only this device has. You can undo replacing.",
        read.file.exported
    );
    if read.file.unreadable > 0 {
        let entries = match read.file.unreadable {
            1 => "One entry could not be read and is left out.".to_owned(),
            many => format!("{many} entries could not be read and are left out."),
        };
        words.push(' ');
        words.push_str(&entries);
    }
    words
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
