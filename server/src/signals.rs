//! Signals: the one to stop is heard from the first moment on, and the one to reload does nothing.

use std::io;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// The signal to stop, which may have come already; cheap to clone.
#[derive(Clone, Debug)]
pub struct StopSignal(watch::Receiver<bool>);

impl StopSignal {
    /// Listens from now on for `SIGTERM` and `SIGINT`, which stop the program, and for `SIGHUP`,
    /// which does nothing: settings are read when the program starts. The first process of a
    /// container has no other answer to these signals than the one given here.
    ///
    /// # Errors
    /// If the system gives no signals.
    pub fn listen() -> io::Result<Self> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut hang_up = signal(SignalKind::hangup())?;
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    _ = terminate.recv() => break,
                    _ = interrupt.recv() => break,
                    _ = hang_up.recv() => tracing::info!(
                        "Settings are loaded once, at startup. Restart the server to change them."
                    ),
                }
            }
            let _ = sender.send(true);
            // Whoever closes the terminal after it must not cut the last requests off.
            loop {
                hang_up.recv().await;
            }
        });
        Ok(Self(receiver))
    }

    /// Waits for it.
    pub async fn requested(&mut self) {
        let is_heard = self.0.wait_for(|is_requested| *is_requested).await.is_ok();
        if !is_heard {
            std::future::pending::<()>().await;
        }
    }
}
