//! Every command in one table: the palette, the keyboard and the help sheet read it.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::components::live::live;
use crate::session::{Session, session};

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Go(&'static str),
    Undo,
    OpenPalette,
    OpenHelp,
}

/// A command: its name, its keys, what it does.
struct Command {
    label: &'static str,
    keys: &'static str,
    deed: Deed,
}

const COMMANDS: [Command; 14] = [
    Command {
        label: "Open the command palette",
        keys: "Ctrl K",
        deed: Deed::OpenPalette,
    },
    Command {
        label: "Add an opportunity",
        keys: "a",
        deed: Deed::Go("/search?add="),
    },
    Command {
        label: "Find",
        keys: "/",
        deed: Deed::Go("/search?find="),
    },
    Command {
        label: "I just heard no",
        keys: "n",
        deed: Deed::Go("/comeback/new"),
    },
    Command {
        label: "Undo the last change",
        keys: "Ctrl Z",
        deed: Deed::Undo,
    },
    Command {
        label: "Go to Today",
        keys: "g t",
        deed: Deed::Go("/"),
    },
    Command {
        label: "Go to Search",
        keys: "g s",
        deed: Deed::Go("/search"),
    },
    Command {
        label: "Go to People",
        keys: "g p",
        deed: Deed::Go("/people"),
    },
    Command {
        label: "Go to Learned",
        keys: "g l",
        deed: Deed::Go("/learned"),
    },
    Command {
        label: "Go to the method",
        keys: "g m",
        deed: Deed::Go("/method"),
    },
    Command {
        label: "Go to Settings",
        keys: "g e",
        deed: Deed::Go("/settings"),
    },
    Command {
        label: "Account and devices",
        keys: "",
        deed: Deed::Go("/account"),
    },
    Command {
        label: "Download or restore a backup",
        keys: "",
        deed: Deed::Go("/settings#backup"),
    },
    Command {
        label: "Show keyboard shortcuts",
        keys: "?",
        deed: Deed::OpenHelp,
    },
];

const PALETTE: &str = "palette";
const HELP: &str = "shortcut-help";

/// How many opportunities the palette lists at once.
const MOST_FOUND: usize = 8;

/// A line of the palette: what it says and where it leads.
#[derive(Clone, Debug, PartialEq)]
struct Offer {
    label: String,
    keys: &'static str,
    target: Target,
}

#[derive(Clone, Debug, PartialEq)]
enum Target {
    Deed(Deed),
    Opportunity(String),
}

/// Opens the command palette.
pub fn open_palette(session: Session) {
    session.with_platform(|platform| platform.show_dialog(PALETTE, true));
}

fn run(session: Session, deed: Deed, go: &impl Fn(&str)) {
    match deed {
        Deed::Go(address) => go(address),
        Deed::Undo => session.undo(),
        Deed::OpenPalette => open_palette(session),
        Deed::OpenHelp => session.with_platform(|platform| platform.show_dialog(HELP, true)),
    }
}

fn navigator() -> impl Fn(&str) + Clone + 'static {
    let navigate = use_navigate();
    move |address: &str| navigate(address, NavigateOptions::default())
}

/// Listens to the keyboard. Draws nothing.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let session = session();
    let go = navigator();
    let prefix = RwSignal::new(None::<f64>);
    // Effects run in the browser only, where there is a window to listen to.
    Effect::new(move |_| {
        let go = go.clone();
        let listener = window_event_listener(ev::keydown, move |press| {
            let key = press.key();
            let with_command = press.ctrl_key() || press.meta_key();
            if with_command && key.eq_ignore_ascii_case("k") {
                press.prevent_default();
                open_palette(session);
                return;
            }
            let is_typing = press
                .target()
                .and_then(|target| {
                    use leptos::wasm_bindgen::JsCast;
                    target.dyn_into::<leptos::web_sys::Element>().ok()
                })
                .is_some_and(|element| {
                    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                        || element.closest("dialog[open]").ok().flatten().is_some()
                });
            if is_typing {
                return;
            }
            if with_command && key.eq_ignore_ascii_case("z") && !press.shift_key() {
                press.prevent_default();
                session.undo();
                return;
            }
            let allowed = session.peek(|journal| journal.settings().single_key_shortcuts);
            if with_command || press.alt_key() || !allowed {
                return;
            }
            // A prefix counts for a second and a half.
            let follows_g = prefix
                .get_untracked()
                .is_some_and(|at| press.time_stamp() - at < 1_500.0);
            prefix.set((key == "g").then(|| press.time_stamp()));
            let typed = if follows_g { format!("g {key}") } else { key };
            if let Some(command) = COMMANDS.iter().find(|command| command.keys == typed) {
                press.prevent_default();
                run(session, command.deed, &go);
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// The palette: every command and every opportunity, by typing a part of it.
#[component]
pub fn Palette() -> impl IntoView {
    let session = session();
    let go = navigator();
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let offers = Memo::new(move |_| offers(session, &typed.get()));
    let take = move |offer: Option<Offer>| {
        let Some(offer) = offer else { return };
        session.with_platform(|platform| platform.show_dialog(PALETTE, false));
        typed.set(String::new());
        chosen.set(0);
        match offer.target {
            Target::Deed(deed) => run(session, deed, &go),
            Target::Opportunity(address) => go(&address),
        }
    };
    let on_key = {
        let take = take.clone();
        move |press: ev::KeyboardEvent| {
            let count = offers.with(Vec::len).max(1);
            match press.key().as_str() {
                "ArrowDown" => chosen.update(|at| *at = (*at + 1) % count),
                "ArrowUp" => chosen.update(|at| *at = (*at + count - 1) % count),
                "Enter" => take(offers.with(|all| all.get(chosen.get_untracked()).cloned())),
                _ => return,
            }
            press.prevent_default();
        }
    };
    // Nobody can open it before the app is alive, so the server's document does without.
    let lines = move || {
        let shown = if session.is_loaded() {
            offers.get()
        } else {
            Vec::new()
        };
        shown
            .into_iter()
            .enumerate()
            .map(|(number, offer)| {
                let take = take.clone();
                let (label, keys) = (offer.label.clone(), offer.keys);
                view! {
                    <li
                        role="option"
                        id=format!("palette-{number}")
                        aria-selected=move || (chosen.get() == number).to_string()
                        on:click=move |_| take(Some(offer.clone()))
                    >
                        <span>{label}</span>
                        {(!keys.is_empty()).then(|| view! { <kbd>{keys}</kbd> })}
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    view! {
        <dialog class="sheet" id=PALETTE aria-label="Command palette">
            <div class="palette">
                <input
                    type="text"
                    role="combobox"
                    autofocus
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || format!("palette-{}", chosen.get())
                    aria-label="Command or opportunity"
                    placeholder="Type a command or a company"
                    prop:value=move || typed.get()
                    on:input=move |input| {
                        typed.set(event_target_value(&input));
                        chosen.set(0);
                    }
                    on:keydown=on_key
                />
                <ul role="listbox" id="palette-list" aria-label="Commands">
                    {live(lines)}
                </ul>
            </div>
        </dialog>
    }
    .into_any()
}

fn offers(session: Session, typed: &str) -> Vec<Offer> {
    let query = domain::values::text::Query::parse(typed);
    let fits = |text: &str| query.is_empty() || query.matches(&domain::values::text::fold(text));
    let mut offers: Vec<Offer> = COMMANDS
        .iter()
        .filter(|command| command.deed != Deed::OpenPalette && fits(command.label))
        .map(|command| Offer {
            label: command.label.to_owned(),
            keys: command.keys,
            target: Target::Deed(command.deed),
        })
        .collect();
    if !query.is_empty() {
        session.read(|journal| {
            let found = journal
                .opportunities()
                .iter()
                .filter(|(id, _)| query.matches(journal.haystack(*id)))
                .take(MOST_FOUND);
            offers.extend(found.map(|(id, opportunity)| Offer {
                label: opportunity.title(),
                keys: "",
                target: Target::Opportunity(format!("/search/{id}")),
            }));
        });
    }
    offers
}

/// The sheet that lists the keyboard shortcuts.
#[component]
pub fn ShortcutHelp() -> impl IntoView {
    let session = session();
    let rows = COMMANDS
        .iter()
        .filter(|command| !command.keys.is_empty())
        .map(|command| {
            let keys = command
                .keys
                .split(' ')
                .map(|key| view! { <kbd>{key}</kbd> })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{command.label}</th>
                    <td>{keys}</td>
                </tr>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <dialog class="sheet" id=HELP aria-labelledby="shortcut-help-title">
            <div class="sheet__head">
                <h2 id="shortcut-help-title">"Keyboard shortcuts"</h2>
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| session.with_platform(|platform| platform.show_dialog(HELP, false))
                >
                    "Close"
                </button>
            </div>
            <div class="sheet__body">
                <table class="table">
                    <thead class="vh">
                        <tr>
                            <th scope="col">"Command"</th>
                            <th scope="col">"Keys"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows}
                        <tr>
                            <th scope="row">"Move a card to the next or previous stage"</th>
                            <td>
                                <kbd>"Alt"</kbd>
                                <kbd>"→"</kbd>
                                <kbd>"←"</kbd>
                            </td>
                        </tr>
                    </tbody>
                </table>
                <p class="field__hint">"Single-key shortcuts can be turned off in Settings."</p>
            </div>
        </dialog>
    }
    .into_any()
}
