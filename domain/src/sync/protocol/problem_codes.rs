//! The codes that programs tell problems apart by. Frozen, as everything that crosses the wire.

/// The type of every problem: the code says which it is.
pub const UNTYPED: &str = "about:blank";

/// Another account is signed in than the one the device belongs to.
pub const ANOTHER_ACCOUNT: &str = "another-account";
/// The request comes from another site.
pub const ANOTHER_SITE: &str = "another-site";
/// A page of changes can have no such size.
pub const BAD_LIMIT: &str = "bad-limit";
/// The day is over.
pub const BAD_DAY: &str = "bad-day";
/// The text is no mail address.
pub const BAD_MAIL_ADDRESS: &str = "bad-mail-address";
/// The text is no name for an account.
pub const BAD_NAME: &str = "bad-name";
/// A device cannot be reminded this way.
pub const BAD_PUSH: &str = "bad-push";
/// The ceremony was finished before, or took too long.
pub const CEREMONY_OVER: &str = "ceremony-over";
/// The person has to prove once more who they are.
pub const CONFIRM_FIRST: &str = "confirm-first";
/// The passkey is the only way into the account.
pub const LAST_WAY_IN: &str = "last-way-in";
/// The mailed link was used before, or is too old.
pub const LINK_ENDED: &str = "link-ended";
/// Another account has the name.
pub const NAME_TAKEN: &str = "name-taken";
/// No calendar has this link.
pub const NO_CALENDAR: &str = "no-calendar";
/// The request names no host, or several.
pub const NO_HOST: &str = "no-host";
/// The server sends no mail.
pub const NO_MAIL: &str = "no-mail";
/// The server offers no passkeys.
pub const NO_PASSKEYS: &str = "no-passkeys";
/// The request names no path.
pub const NO_PATH: &str = "no-path";
/// The interface has no such address.
pub const NO_SUCH_ADDRESS: &str = "no-such-address";
/// The address does not take this method.
pub const NO_SUCH_METHOD: &str = "no-such-method";
/// No record can have this name.
pub const NO_SUCH_RECORD: &str = "no-such-record";
/// The account has no such thing.
pub const NOT_FOUND: &str = "not-found";
/// The body is not declared as JSON.
pub const NOT_JSON: &str = "not-json";
/// The passkey does not fit.
pub const PASSKEY_REFUSED: &str = "passkey-refused";
/// The password is among the first that are guessed.
pub const PASSWORD_COMMON: &str = "password-common";
/// The password is too long.
pub const PASSWORD_TOO_LONG: &str = "password-too-long";
/// The password is too short.
pub const PASSWORD_TOO_SHORT: &str = "password-too-short";
/// Nobody is signed in.
pub const SIGNED_OUT: &str = "signed-out";
/// Too many requests.
pub const SLOW_DOWN: &str = "slow-down";
/// The body is larger than the address takes.
pub const TOO_LARGE: &str = "too-large";
/// The account has as many links as it can have.
pub const TOO_MANY_LINKS: &str = "too-many-links";
/// Too many devices of the account listen.
pub const TOO_MANY_STREAMS: &str = "too-many-streams";
/// The request was given up.
pub const TOOK_TOO_LONG: &str = "took-too-long";
/// The server cannot reach its data.
pub const UNAVAILABLE: &str = "unavailable";
/// The body or the query cannot be read.
pub const UNREADABLE: &str = "unreadable";
/// The address is no text.
pub const UNREADABLE_ADDRESS: &str = "unreadable-address";
/// The name and the password or code do not belong together.
pub const WRONG_CREDENTIALS: &str = "wrong-credentials";
