//! The lines for whoever runs the server: where they go, which are written, and how many at most.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tracing::callsite::Identifier;
use tracing::{Event, Level, Metadata};
use tracing_subscriber::filter::Directive;
use tracing_subscriber::layer::{Context, Filter, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, filter::FilterExt};

use crate::settings::LogFormat;

/// Lines of one kind that may come at once, and then a second. Strangers can cause some kinds as
/// often as they like, and the disk must not fill up with them.
const BURST: NonZeroU32 = NonZeroU32::new(200).unwrap();
const A_SECOND: NonZeroU32 = NonZeroU32::new(10).unwrap();

/// How often it is said how many lines were left out.
const REPORTING: Duration = Duration::from_secs(60);

/// Starts writing lines to standard error, as `RUST_LOG` says. Has to be called within a runtime.
pub fn start(format: LogFormat) {
    let flood = FloodLimit::default();
    let left_out = flood.left_out.clone();
    let filter = wanted().and(flood);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match format {
        LogFormat::Text => lines.with_filter(filter).boxed(),
        LogFormat::Json => lines.json().with_filter(filter).boxed(),
    };
    tracing_subscriber::registry().with(lines).init();
    tokio::spawn(report(left_out));
}

/// The lines that are wanted. Those of the check for other sites are not, at any level: they quote
/// the whole address, the token of a calendar in it.
fn wanted() -> EnvFilter {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let never: Option<Directive> = "tower_http::csrf=off".parse().ok();
    never.into_iter().fold(filter, EnvFilter::add_directive)
}

/// Says now and then how many lines were left out, for as long as the process runs.
async fn report(left_out: Arc<AtomicU64>) {
    loop {
        tokio::time::sleep(REPORTING).await;
        let lines = left_out.swap(0, Ordering::Relaxed);
        if lines > 0 {
            tracing::warn!(lines, "lines like others before them were left out");
        }
    }
}

/// Leaves out lines of a kind, that is of one place in the program, of which there are too many.
/// Only whoever asks for more than the usual levels gets all of those.
struct FloodLimit {
    kinds: DefaultKeyedRateLimiter<Identifier>,
    left_out: Arc<AtomicU64>,
}

impl Default for FloodLimit {
    fn default() -> Self {
        Self {
            kinds: RateLimiter::keyed(Quota::per_second(A_SECOND).allow_burst(BURST)),
            left_out: Arc::default(),
        }
    }
}

impl<S> Filter<S> for FloodLimit {
    fn enabled(&self, _: &Metadata<'_>, _: &Context<'_, S>) -> bool {
        true
    }

    fn event_enabled(&self, event: &Event<'_>, _: &Context<'_, S>) -> bool {
        let metadata = event.metadata();
        let is_usual = *metadata.level() <= Level::INFO;
        let is_written = !is_usual || self.kinds.check_key(&metadata.callsite()).is_ok();
        self.left_out
            .fetch_add(u64::from(!is_written), Ordering::Relaxed);
        is_written
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Mutex, PoisonError};

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            lines.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_flood_of_one_kind_is_cut_and_other_kinds_are_written_all_the_same() {
        let (lines, flood) = (Lines::default(), FloodLimit::default());
        let (writer, left_out) = (lines.clone(), flood.left_out.clone());
        let layer = tracing_subscriber::fmt::layer().with_writer(move || writer.clone());
        let subscriber = tracing_subscriber::registry().with(layer.with_filter(flood));
        tracing::subscriber::with_default(subscriber, || {
            for number in 0..5_000 {
                tracing::info!(number, "a request was refused");
            }
            tracing::error!("the disk is full");
        });
        let text = lines.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&text);
        let refused = text.matches("a request was refused").count();
        // A slow machine gets a few more a second.
        assert!((200..1_000).contains(&refused), "{refused}");
        assert_eq!(left_out.load(Ordering::Relaxed), 5_000 - refused as u64);
        assert!(text.contains("the disk is full"));
    }
}
