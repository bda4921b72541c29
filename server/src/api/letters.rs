//! The letters that are mailed: links that let a person in again, and news of changed ways in.

use axum::http::StatusCode;
use domain::sync::protocol::problem_codes;

use crate::mailer::Mailer;
use crate::problem::Problem;
use crate::secret;
use crate::state::AppState;
use crate::store::mail::{MailPurpose, MailToken};
use crate::store::{AccountId, now_ms};

/// How long a link that confirms an address works, in milliseconds: a day.
const CONFIRM_FOR_MS: u64 = 86_400_000;

/// How long a link for a new password works, in milliseconds: ten minutes (ASVS 5.0, 6.5.5). A mail
/// that comes later is asked for again; mail servers that keep a first one waiting let the next one
/// through.
const RESET_FOR_MS: u64 = 10 * 60_000;

/// Mails a link that confirms the address of a token.
pub(super) async fn ask_for_confirmation(
    state: &AppState,
    mailer: Mailer,
    token: MailToken,
) -> Result<(), Problem> {
    let address = token.address.clone();
    let link = keep(state, &mailer, MailPurpose::Confirm, token, CONFIRM_FOR_MS).await?;
    let text = format!(
        "Someone, probably you, asked One Yes to save this address as a way back into an account.\n\nIf it was you, open this link within a day:\n\n{link}\n\nIf not, do nothing and the address will not be saved.\n"
    );
    tokio::spawn(async move { mailer.send(&address, "Is this your address?", text).await });
    Ok(())
}

/// Mails the person, if there is an address, that the password is another one.
pub(super) async fn tell_of_password(state: &AppState, account: &AccountId) -> Result<(), Problem> {
    let text = "The password of your One Yes account has just been changed. All other devices were signed out, and any calendar link has ended. Your recovery codes still work.\n\nIf it was you, all is well. If not, choose another password now and make new recovery codes:";
    tell_owner(state, account, "Your password was changed", text).await
}

/// Mails the person, if there is an address, that there are new recovery codes: they let in after a
/// password was changed, too.
pub(super) async fn tell_of_codes(state: &AppState, account: &AccountId) -> Result<(), Problem> {
    let text = "New recovery codes have just been made for your One Yes account. The earlier ones no longer work.\n\nIf it was you, all is well. If not, sign out all other devices now, choose another password and make new codes:";
    tell_owner(state, account, "New recovery codes were made", text).await
}

async fn tell_owner(
    state: &AppState,
    account: &AccountId,
    subject: &'static str,
    text: &str,
) -> Result<(), Problem> {
    let Some(mailer) = state.mailer.clone() else {
        return Ok(());
    };
    if let Some(address) = state.store.mail_address(account).await? {
        let text = format!("{text}\n\n{}\n", mailer.link("/account"));
        tokio::spawn(async move { mailer.send(&address, subject, text).await });
    }
    Ok(())
}

/// Mails an address that it lets nobody in any more, so that its owner learns of a change they did
/// not make.
pub(super) fn tell_of_change(state: &AppState, address: String) {
    let Some(mailer) = state.mailer.clone() else {
        return;
    };
    let link = mailer.link("/account");
    let text = format!(
        "This address no longer belongs to your One Yes account. Links for a new password will not be sent here any more.\n\nIf it was you, all is well. If not, set another password now, and check the address and the devices here:\n\n{link}\n"
    );
    tokio::spawn(async move {
        mailer
            .send(&address, "Your email address was changed", text)
            .await
    });
}

/// Mails a link for a new password to the owner of a name, if there is an address.
pub(super) async fn mail_reset(
    state: &AppState,
    mailer: &Mailer,
    folded_names: &[String],
) -> Result<(), Problem> {
    let Some(account) = state.store.account_by_names(folded_names).await? else {
        return Ok(());
    };
    let Some(address) = state.store.mail_address(&account.id).await? else {
        return Ok(());
    };
    let token = MailToken {
        account: account.id,
        address: address.clone(),
    };
    let link = keep(state, mailer, MailPurpose::Reset, token, RESET_FOR_MS).await?;
    let text = format!(
        "Here is your link for a new password. It works once, for ten minutes:\n\n{link}\n\nIf you did not ask for it, do nothing. Your password stays as it is.\n"
    );
    mailer
        .send(&address, "A new password for One Yes", text)
        .await;
    Ok(())
}

/// Keeps a new token, and gives its link. The token is in the fragment, which no server and no log
/// ever sees.
async fn keep(
    state: &AppState,
    mailer: &Mailer,
    purpose: MailPurpose,
    token: MailToken,
    lasts_ms: u64,
) -> Result<String, Problem> {
    let secret = secret::random_token();
    let hash = secret::hash(&secret);
    let expires = now_ms() + lasts_ms;
    state
        .store
        .add_mail_token(hash, purpose, token, expires)
        .await?;
    let word = match purpose {
        MailPurpose::Confirm => "confirm-mail",
        MailPurpose::Reset => "new-password",
    };
    Ok(mailer.link(&format!("/account#{word}={secret}")))
}

/// The mailer, if the operator has named a mail server.
pub(super) fn mailer_of(state: &AppState) -> Result<Mailer, Problem> {
    state.mailer.clone().ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            problem_codes::NO_MAIL,
            "No email here",
            "This server doesn’t send email. You can get in with a recovery code, a passkey or a device that is still signed in.",
        )
    })
}
