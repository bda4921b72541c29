//! Connections: accepting them, answering the requests on them, and ending them when the server
//! stops. Each has limits of time, so that nobody holds one by sending or reading slowly.

mod guarded_stream;

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

pub use guarded_stream::ErrorHead;
use guarded_stream::{GuardedStream, Turn};

/// How long a connection may be idle between two requests. Longer than proxies keep theirs (nginx
/// 60 seconds, Caddy 120), so that none sends a request into one that ends.
const LONGEST_IDLE: Duration = Duration::from_secs(150);

/// How long accepting rests when the machine has no more connections to give.
const BREATHER: Duration = Duration::from_secs(1);

/// The outcome of the end of serving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Every request was finished.
    InOrder,
    /// Some did not end in time.
    Forced,
}

/// Serves routes until `stop` comes, and then waits at most `goodbye` for the requests that run.
pub async fn serve(
    listener: TcpListener,
    routes: Router,
    error_head: ErrorHead,
    stop: impl Future<Output = ()>,
    goodbye: Duration,
) -> Ended {
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = Connection {
                    stream,
                    peer,
                    routes: routes.clone(),
                    error_head: error_head.clone(),
                };
                tokio::spawn(connection.serve(graceful.watcher()));
            }
            // The client went away before it was its turn.
            Err(error) if is_of_client(&error) => {}
            Err(error) => {
                tracing::error!(%error, "connections cannot be accepted just now");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
    drop(listener);
    match tokio::time::timeout(goodbye, graceful.shutdown()).await {
        Ok(()) => Ended::InOrder,
        Err(_) => Ended::Forced,
    }
}

/// A connection that was accepted.
struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    routes: Router,
    error_head: ErrorHead,
}

impl Connection {
    /// Answers its requests, one after the other, until either side ends it.
    async fn serve(self, watcher: Watcher) {
        // Answers are written in few pieces; waiting for more of them only makes each later.
        let _ = self.stream.set_nodelay(true);
        let (turn, peer, routes) = (Turn::default(), self.peer, self.routes);
        let stream = GuardedStream::new(self.stream, turn.clone(), self.error_head);
        let answer = service_fn(move |request: hyper::Request<Incoming>| {
            let (turn, routes) = (turn.clone(), routes.clone());
            turn.begin_answer();
            async move {
                let mut request: Request = request.map(Body::new);
                request.extensions_mut().insert(ConnectInfo(peer));
                let answer = routes.oneshot(request).await;
                turn.await_head();
                answer as Result<_, Infallible>
            }
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(LONGEST_IDLE);
        let connection = http.serve_connection(TokioIo::new(stream), answer);
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, %peer, "a connection ended early");
        }
    }
}

/// Whether a connection failed by what its client did, before it was accepted.
fn is_of_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    [ConnectionAborted, ConnectionRefused, ConnectionReset].contains(&error.kind())
}
