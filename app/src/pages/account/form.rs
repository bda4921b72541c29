//! The state of the account page, and its ways to ask the server: by a request, by a passkey, and
//! once more after the person showed who they are.

use std::sync::Arc;

use domain::sync::protocol::account::{Account, Ceremony, Challenge};
use domain::sync::protocol::paths::CeremonyPaths;
use domain::sync::protocol::{Problem, paths, problem_codes};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::session::Session;
use crate::sync::{Method, PasskeyAnswer, PasskeyUse, ServerAnswer};

/// The dialog that asks once more who is there.
pub(super) const CONFIRM_DIALOG: &str = "confirm";

/// The use made of the body of an answer.
type Then = Arc<dyn Fn(String) + Send + Sync>;

/// A request to the server, kept while the person confirms who they are.
#[derive(Clone)]
struct Pending {
    method: Method,
    path: String,
    body: Option<String>,
    then: Then,
}

/// The state that the parts of the page share; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct AccountForm {
    /// The session.
    pub(super) session: Session,
    /// The account, once it is fetched.
    pub(super) account: RwSignal<Option<Account>>,
    /// The sentence that says what went wrong.
    pub(super) problem: RwSignal<Option<String>>,
    /// Whether the server is being asked.
    pub(super) is_busy: RwSignal<bool>,
    /// Whether the person is being asked who they are; what goes wrong is then said in that dialog.
    pub(super) is_confirming: RwSignal<bool>,
    /// Whether the account could not be fetched: what is not known must not look like nothing.
    pub(super) is_out_of_reach: RwSignal<bool>,
    /// Recovery codes just made, until the person says they are kept.
    pub(super) codes: RwSignal<Vec<String>>,
    /// Whether others use this computer, too.
    pub(super) is_shared_computer: RwSignal<bool>,
    waits_for_confirmation: StoredValue<Option<Pending>>,
}

impl AccountForm {
    /// A form of which nothing is known yet.
    pub(super) fn new(session: Session) -> Self {
        Self {
            session,
            account: RwSignal::new(None),
            problem: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            is_confirming: RwSignal::new(false),
            is_out_of_reach: RwSignal::new(false),
            codes: RwSignal::new(Vec::new()),
            is_shared_computer: RwSignal::new(false),
            waits_for_confirmation: StoredValue::new(None),
        }
    }

    /// Asks the server; what goes wrong is said on the page, and what was typed stays.
    pub(super) fn ask(
        self,
        method: Method,
        path: &str,
        body: Option<String>,
        then: impl Fn(String) + Send + Sync + 'static,
    ) {
        self.send(Pending {
            method,
            path: path.to_owned(),
            body,
            then: Arc::new(then),
        });
    }

    /// Sends the request that waited until the person showed who they are.
    pub(super) fn go_on(self) {
        self.show(CONFIRM_DIALOG, false);
        let waiting = self.waits_for_confirmation.try_update_value(Option::take);
        if let Some(request) = waiting.flatten() {
            self.send(request);
        }
    }

    /// Gives up the request that waited.
    pub(super) fn stop_confirming(self) {
        self.waits_for_confirmation.set_value(None);
        self.is_confirming.set(false);
        self.problem.set(None);
    }

    fn send(self, request: Pending) {
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
                    self.show(CONFIRM_DIALOG, true);
                }
                ServerAnswer::Problem(problem) => self.say(problem, &request.path),
                ServerAnswer::Unreachable => self.problem.set(Some(
                    "The server can’t be reached. Everything you have is saved here; try again when you’re online.".into(),
                )),
            }
        });
    }

    fn say(self, problem: Problem, path: &str) {
        // The dialog has no field for a name.
        if problem.code == problem_codes::WRONG_CREDENTIALS && path == paths::SESSION_CONFIRM {
            let words = "That didn’t match. Check it and try again.";
            return self.problem.set(Some(words.into()));
        }
        if problem.code == problem_codes::SIGNED_OUT {
            // The driver finds out by its next request, and the way in is shown again.
            self.session.with_platform(|platform| platform.sync_now());
        }
        self.problem.set(Some(problem.detail));
    }

    /// Both halves of a passkey ceremony, with the browser's dialog in between.
    pub(super) fn passkey(
        self,
        what: PasskeyUse,
        paths: &'static CeremonyPaths,
        body: Option<String>,
        then: impl Fn(String) + Send + Sync + 'static,
    ) {
        let then: Then = Arc::new(then);
        self.ask(Method::Post, paths.begin, body, move |body| {
            let Some(challenge) = self.read::<Challenge>(&body) else {
                return;
            };
            let then = then.clone();
            let finish = move |answer| match answer {
                PasskeyAnswer::Credential(credential) => {
                    let ceremony = to_json(&Ceremony {
                        ceremony: challenge.ceremony.clone(),
                        credential,
                    });
                    let then = then.clone();
                    self.ask(Method::Post, paths.finish, ceremony, move |body| then(body));
                }
                PasskeyAnswer::Cancelled => {
                    self.problem.set(Some("No passkey was used. Try again, or use a password instead.".into()));
                }
                PasskeyAnswer::Unavailable => self.problem.set(Some(
                    "This browser can’t use passkeys here. Use a password instead.".into(),
                )),
                PasskeyAnswer::WrongAddress(site) => {
                    let here = self.session.with_platform(|platform| platform.origin());
                    self.problem.set(Some(format!(
                        "Passkeys for One Yes only work at {site}, but you’re at {here}. Go to {site}, or use a password here."
                    )));
                }
            };
            self.session.with_platform(|platform| {
                platform.passkey(what, &challenge.options, Box::new(finish.clone()));
            });
        });
    }

    /// Reads an answer; one that cannot be read is said on the page.
    pub(super) fn read<T: DeserializeOwned>(self, body: &str) -> Option<T> {
        let read = serde_json::from_str(body).ok();
        if read.is_none() {
            self.problem.set(Some(
                "This version doesn’t understand the server’s answer. Reload the page, then try again.".into(),
            ));
        }
        read
    }

    /// Fetches the account again.
    pub(super) fn reload(self) {
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

    /// Forgets what it knows of an account this device has signed out of.
    pub(super) fn forget(self) {
        self.account.set(None);
        self.codes.set(Vec::new());
        // The focused element is gone with the page's content.
        self.session
            .with_platform(|platform| platform.focus("heading"));
    }

    /// Opens or closes a dialog.
    pub(super) fn show(self, dialog: &str, open: bool) {
        self.session
            .with_platform(|platform| platform.show_dialog(dialog, open));
    }
}

/// The JSON of a request's body.
pub(super) fn to_json<T: Serialize>(value: &T) -> Option<String> {
    serde_json::to_string(value).ok()
}
