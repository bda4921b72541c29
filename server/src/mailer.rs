//! Mail, if the operator has named a mail server: links that let a person in again, and notices of
//! changed ways in. Nothing else.

use lettre::message::{Mailbox, header::ContentType};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::settings::Settings;

/// The longest address (RFC 5321, 4.5.3.1.3, without the angle brackets), in characters.
const LONGEST_ADDRESS: usize = 254;

/// The mail server that mail is handed to.
#[derive(Clone)]
pub(crate) struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    /// Its host and port, for the logs.
    server: String,
    from: Mailbox,
    origin: String,
}

/// Without the mail server's address, which holds a password.
impl std::fmt::Debug for Mailer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Mailer").finish_non_exhaustive()
    }
}

impl Mailer {
    /// A mailer after these settings; `None` if no mail server is named.
    ///
    /// # Errors
    /// Says in a sentence which setting cannot be used.
    pub(crate) fn new(settings: &Settings) -> Result<Option<Self>, String> {
        let Some(url) = &settings.smtp else {
            return Ok(None);
        };
        settings.must_be_verified_mail(url)?;
        // The text of the error is left out: it may quote the password.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| {
            "The mail server is named by smtps://user:password@host, or smtp://user:password@host:587?tls=required.".to_owned()
        })?;
        let from = settings.mail_from.parse().map_err(|_| {
            "The sender of mail is named by --mail-from, as in: One Yes <one-yes@example.org>."
                .to_owned()
        })?;
        Ok(Some(Self {
            transport: transport.build(),
            server: host_and_port(url),
            from,
            origin: settings.origin.clone(),
        }))
    }

    /// An address of this server's, for a link.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Sends a mail of plain text. A failure is logged, without the address.
    pub(crate) async fn send(&self, to: &str, subject: &str, text: String) {
        let Ok(address) = to.parse::<Address>() else {
            tracing::error!("a stored mail address cannot be used");
            return;
        };
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, address))
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text);
        let Ok(message) = message else {
            tracing::error!("a mail could not be written");
            return;
        };
        if let Err(error) = self.transport.send(message).await {
            // The text of the error is left out: mail servers quote the address in it.
            let status = error.status().map(|code| code.to_string());
            let (server, kind) = (&self.server, kind(&error));
            tracing::error!(server, kind, status, "a mail could not be sent");
        }
    }
}

/// The host of an address and its port, if it names one, without the name and the password.
fn host_and_port(url: &str) -> String {
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = authority.split(['/', '?']).next().unwrap_or_default();
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    host.to_owned()
}

/// The kind of failure, for the logs.
fn kind(error: &lettre::transport::smtp::Error) -> &'static str {
    if error.is_permanent() {
        "refused"
    } else if error.is_transient() {
        "refused for now"
    } else if error.is_timeout() {
        "no answer in time"
    } else if error.is_tls() {
        "no encryption"
    } else if error.is_response() {
        "an answer that is none"
    } else {
        "no connection"
    }
}

/// Whether mail can be sent to this text.
pub(crate) fn is_address(text: &str) -> bool {
    let is_short = text.len() <= LONGEST_ADDRESS;
    is_short && !text.contains(char::is_control) && text.parse::<Address>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::host_and_port;

    #[test]
    fn a_mail_server_is_named_without_what_lets_in() {
        for (url, named) in [
            ("smtps://ada:s3cret@mail.example", "mail.example"),
            (
                "smtp://ada:p@ss@mail.example:587?tls=required",
                "mail.example:587",
            ),
            ("smtp://[::1]:2525/", "[::1]:2525"),
        ] {
            assert_eq!(host_and_port(url), named);
        }
    }
}
