//! The account: making one, signing in and out, and everything about it. Nothing here is needed to use One Yes on one device.

mod calendar;
mod inside;
mod leave;
mod mail;
mod reminders;
mod way_in;

use std::sync::Arc;

use domain::sync::protocol::account::{Account, Ceremony, Challenge, Password, Recovery};
use domain::sync::protocol::paths::CeremonyPaths;
use domain::sync::protocol::{paths, problem_codes};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::components::field::{PasswordField, TextField};
use crate::components::live::live;
use crate::session::{Session, session};
use crate::sync::{Method, PasskeyAnswer, PasskeyUse, ServerAnswer, SyncState};

/// What to do with the body of an answer.
type Then = Arc<dyn Fn(String) + Send + Sync>;

/// Something to ask the server, kept while the person confirms who they are.
#[derive(Clone)]
struct Request {
    method: Method,
    path: String,
    body: Option<String>,
    then: Then,
}

/// What the parts of the page share; cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    account: RwSignal<Option<Account>>,
    problem: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
    waits_for_confirmation: StoredValue<Option<Request>>,
    /// Whether the person is being asked who they are; what goes wrong is then said in that dialog.
    is_confirming: RwSignal<bool>,
    /// Whether the account could not be fetched: what is not known must not look like nothing.
    is_out_of_reach: RwSignal<bool>,
    /// Recovery codes just made, until the person says they are kept.
    codes: RwSignal<Vec<String>>,
    is_shared_computer: RwSignal<bool>,
}

impl Desk {
    fn new(session: Session) -> Self {
        Self {
            session,
            account: RwSignal::new(None),
            problem: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            waits_for_confirmation: StoredValue::new(None),
            is_confirming: RwSignal::new(false),
            is_out_of_reach: RwSignal::new(false),
            codes: RwSignal::new(Vec::new()),
            is_shared_computer: RwSignal::new(false),
        }
    }

    /// Asks the server; what goes wrong is said on the page, and what was typed stays.
    fn ask(
        self,
        method: Method,
        path: &str,
        body: Option<String>,
        then: impl Fn(String) + Send + Sync + 'static,
    ) {
        self.send(Request {
            method,
            path: path.to_owned(),
            body,
            then: Arc::new(then),
        });
    }

    fn send(self, request: Request) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.problem.set(None);
        self.is_busy.set(true);
        let (method, body) = (request.method, request.body.clone());
        let path = request.path.clone();
        self.session.ask_server(method, &path, body, move |answer| {
            self.is_busy.set(false);
            match answer {
                ServerAnswer::Done(body) => (request.then)(body),
                ServerAnswer::Problem(problem) if problem.code == problem_codes::CONFIRM_FIRST => {
                    self.waits_for_confirmation.set_value(Some(request));
                    self.is_confirming.set(true);
                    self.show("confirm", true);
                }
                // The dialog has no field for a name.
                ServerAnswer::Problem(problem)
                    if problem.code == problem_codes::WRONG_CREDENTIALS && request.path == paths::SESSION_CONFIRM =>
                {
                    self.problem.set(Some("That did not match. Check it, and try again.".into()));
                }
                ServerAnswer::Problem(problem) => {
                    if problem.code == problem_codes::SIGNED_OUT {
                        // The driver finds out by its next request, and the way in is shown again.
                        self.session.with_platform(|platform| platform.sync_now());
                    }
                    self.problem.set(Some(problem.detail));
                }
                ServerAnswer::Unreachable => self.problem.set(Some(
                    "The server cannot be reached. What you have is kept here; try again when you are online.".into(),
                )),
            }
        });
    }

    /// Both halves of a passkey ceremony, with the browser's dialog in between.
    fn passkey(
        self,
        what: PasskeyUse,
        ceremony: CeremonyPaths,
        body: Option<String>,
        then: impl Fn(String) + Send + Sync + 'static,
    ) {
        let then: Then = Arc::new(then);
        self.ask(Method::Post, ceremony.begin, body, move |body| {
            let Some(challenge) = self.read::<Challenge>(&body) else {
                return;
            };
            let then = then.clone();
            let finish = move |answer| match answer {
                PasskeyAnswer::Credential(credential) => {
                    let credential = to_json(&Ceremony {
                        ceremony: challenge.ceremony.clone(),
                        credential,
                    });
                    let then = then.clone();
                    self.ask(Method::Post, ceremony.finish, credential, move |body| then(body));
                }
                PasskeyAnswer::Cancelled => {
                    self.problem.set(Some("No passkey was used. Try again, or use a password instead.".into()));
                }
                PasskeyAnswer::Unavailable => self.problem.set(Some(
                    "Passkeys cannot be used here: the browser lacks them, or the address is a number. Use a password instead.".into(),
                )),
            };
            self.session.with_platform(|platform| {
                platform.passkey(what, &challenge.options, Box::new(finish.clone()));
            });
        });
    }

    /// Reads an answer; one that cannot be read is said on the page.
    fn read<T: DeserializeOwned>(self, body: &str) -> Option<T> {
        let read = serde_json::from_str(body).ok();
        if read.is_none() {
            self.problem.set(Some(
                "The server answered in a way this version does not know. Reload the page, then try again.".into(),
            ));
        }
        read
    }

    /// Fetches the account anew.
    fn reload(self) {
        let show = move |answer| {
            self.is_out_of_reach
                .set(answer == ServerAnswer::Unreachable);
            match answer {
                ServerAnswer::Done(body) => self.account.set(serde_json::from_str(&body).ok()),
                // The way in is shown instead, and says it.
                ServerAnswer::Problem(problem) if problem.code == problem_codes::SIGNED_OUT => {}
                ServerAnswer::Problem(problem) => self.problem.set(Some(problem.detail)),
                ServerAnswer::Unreachable => {}
            }
        };
        self.session
            .ask_server(Method::Get, paths::ACCOUNT, None, show);
    }

    /// Forgets what it knows of an account this device has left.
    fn leave(self) {
        self.account.set(None);
        self.codes.set(Vec::new());
        // What had the focus is gone with the page's content.
        self.session
            .with_platform(|platform| platform.focus("heading"));
    }

    fn show(self, dialog: &str, open: bool) {
        self.session
            .with_platform(|platform| platform.show_dialog(dialog, open));
    }
}

fn to_json<T: Serialize>(value: &T) -> Option<String> {
    serde_json::to_string(value).ok()
}

/// The page at `/account`.
#[component]
pub fn AccountPage() -> impl IntoView {
    let session = session();
    let desk = Desk::new(session);
    // Guest, signed in, or signed in once and to be asked again.
    let place = Memo::new(move |_| {
        let sync = session.sync();
        (sync.account.is_some(), sync.state == SyncState::SignedOut)
    });
    let is_reached = Memo::new(move |_| session.sync().state == SyncState::Everywhere);
    Effect::new(move |_| match place.get() {
        (true, false) => desk.reload(),
        // The way in says what happened.
        (_, true) => desk.problem.set(None),
        _ => {}
    });
    // What could not be fetched is fetched once the server answers.
    Effect::new(move |_| {
        if is_reached.get() && desk.is_out_of_reach.get_untracked() {
            desk.reload();
        }
    });
    let shown = move || match place.get() {
        (true, false) => view! { <inside::Inside desk=desk /> }.into_any(),
        (_, is_ended) => view! { <way_in::WayIn desk=desk is_ended=is_ended /> }.into_any(),
    };
    // Seen wherever on the long page one is, and out of the way at a word.
    let problem = move || {
        let sentence = desk.problem.get().filter(|_| !desk.is_confirming.get());
        sentence.map(|sentence| {
            view! {
                <div class="notice notice--warn">
                    <p>{sentence}</p>
                    <button type="button" class="btn btn--small btn--quiet" on:click=move |_| desk.problem.set(None)>
                        "Close"
                    </button>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <div class="page page--settings">
            <div class="page__head">
                <h1 id="heading" tabindex="-1">"Account"</h1>
            </div>
            <div class="page__alert" role="alert">
                {live(problem)}
            </div>
            <mail::FromLink desk=desk />
            {live(shown)}
            <Confirm desk=desk />
            <Codes desk=desk />
        </div>
    }
    .into_any()
}

/// Asks once more who is there, before something dangerous.
#[component]
fn Confirm(desk: Desk) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let go_on = move |_: String| {
        desk.show("confirm", false);
        let waiting = desk.waits_for_confirmation.try_update_value(Option::take);
        if let Some(request) = waiting.flatten() {
            desk.send(request);
        }
    };
    let by_password = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let given = Password {
            password: password.get_untracked(),
        };
        desk.ask(Method::Post, paths::SESSION_CONFIRM, to_json(&given), go_on);
    };
    let code = RwSignal::new(String::new());
    let by_code = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = desk
            .account
            .with_untracked(|account| account.as_ref().map(|account| account.name.clone()));
        let given = Recovery {
            name: name.unwrap_or_default(),
            code: code.get_untracked(),
        };
        desk.ask(
            Method::Post,
            paths::SESSION_CONFIRM,
            to_json(&given),
            move |body| {
                go_on(body);
                desk.reload();
            },
        );
    };
    // However it is closed, nothing that was typed or that went wrong in it stays behind.
    let closed = move |_| {
        password.set(String::new());
        code.set(String::new());
        desk.waits_for_confirmation.set_value(None);
        desk.is_confirming.set(false);
        desk.problem.set(None);
    };
    let by_passkey = move |_| desk.passkey(PasskeyUse::Use, paths::PASSKEYS_CONFIRM, None, go_on);
    let has = move |check: fn(&Account) -> bool| {
        desk.account
            .with(|account| account.as_ref().is_some_and(check))
    };
    view! {
        <dialog class="sheet" id="confirm" aria-labelledby="confirm-title" on:close=closed>
            <div class="sheet__head">
                <h2 id="confirm-title">"Is it you?"</h2>
            </div>
            <div class="sheet__body stack">
                <p>"Some things ask who is there before they are done. Show it once more, and it goes on by itself."</p>
                <div role="alert">
                    {live(move || desk.problem.get().map(|sentence| view! { <p class="field__error">{sentence}</p> }))}
                </div>
                <p hidden=move || !has(|account| !account.passkeys.is_empty())>
                    <button type="button" class="btn btn--primary" on:click=by_passkey>
                        "Use a passkey"
                    </button>
                </p>
                <form class="stack" hidden=move || !has(|account| account.has_password) on:submit=by_password>
                    <PasswordField id="confirm-password" value=password is_new=false />
                    <p class="cluster">
                        <button type="submit" class="btn">
                            "Confirm"
                        </button>
                    </p>
                </form>
                <details class="disclosure" hidden=move || !has(|account| account.recovery_codes > 0)>
                    <summary>"Use a recovery code instead"</summary>
                    <form class="stack" on:submit=by_code>
                        <TextField
                            id="confirm-code"
                            label="A code you kept"
                            value=code
                            hint="It works once, here or for signing in."
                        />
                        <p class="cluster">
                            <button type="submit" class="btn">
                                "Confirm with the code"
                            </button>
                        </p>
                    </form>
                </details>
                <p>
                    <button type="button" class="btn" on:click=move |_| desk.show("confirm", false)>
                        "Not now"
                    </button>
                </p>
            </div>
        </dialog>
    }
    .into_any()
}

/// Shows new recovery codes, this once.
#[component]
fn Codes(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let text = move || desk.codes.get_untracked().join("\n");
    let list = move || {
        desk.codes
            .get()
            .into_iter()
            .map(|code| view! { <li><code>{code}</code></li> }.into_any())
            .collect_view()
    };
    view! {
        <dialog class="sheet" id="codes" aria-labelledby="codes-title">
            <div class="sheet__head">
                <h2 id="codes-title">"Your recovery codes"</h2>
            </div>
            <div class="sheet__body stack">
                <p>"Each lets you in once, should you lose everything else. They are shown only now; keep them away from this device. Codes you had before no longer work."</p>
                <ul class="codes">{live(list)}</ul>
                <p class="cluster">
                    <button type="button" class="btn btn--primary" on:click=move |_| session.copy(&text(), "Codes")>
                        "Copy"
                    </button>
                    <button
                        type="button"
                        class="btn"
                        on:click=move |_| {
                            session
                                .with_platform(|platform| {
                                    platform.download("one-yes-recovery-codes.txt", "text/plain", &text());
                                });
                        }
                    >
                        "Download"
                    </button>
                    <button
                        type="button"
                        class="btn"
                        on:click=move |_| {
                            desk.show("codes", false);
                            desk.codes.set(Vec::new());
                            session.with_platform(|platform| platform.focus("make-codes"));
                        }
                    >
                        "I have kept them"
                    </button>
                </p>
            </div>
        </dialog>
    }
    .into_any()
}
