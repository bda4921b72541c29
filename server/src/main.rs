//! The server program: reads settings, listens, serves until a signal stops it, then lets running
//! requests finish.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use server::admin;
use server::background::Background;
use server::router::router;
use server::service::Service;
use server::settings::{LogFormat, Settings};
use server::site::build::Build;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

/// The longest wait for running requests when the server stops. A client that stalls must not keep
/// it for ever.
const LONGEST_GOODBYE: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    let settings = Settings::parse();
    start_logs(settings.log_format);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(settings.workers.into())
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => match settings.command.clone() {
            Some(command) => runtime.block_on(async {
                let sentence = admin::run(&command, &settings).await?;
                println!("{sentence}");
                Ok(())
            }),
            None => runtime.block_on(serve(settings)),
        },
        Err(error) => Err(format!("The runtime could not be started: {error}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            tracing::error!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(settings: Settings) -> Result<(), String> {
    let build = Build::read(&settings.site_folder())?;
    let listener = TcpListener::bind(settings.listen).await.map_err(|error| {
        format!(
            "Nothing can listen on {}: {error}. Choose another address with --listen.",
            settings.listen
        )
    })?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let service = Service::start(&settings).await?;
    let background = Background::start(&service, &settings);
    tracing::info!(%address, build = build.id, "One Yes is served on http://{address}");
    let routes = router(build, &settings, &service);
    let stopping = service.clone();
    let (stopped, is_stopping) = oneshot::channel();
    let serving = axum::serve(
        listener,
        routes.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(async move {
        stop_signal().await;
        stopping.end_streams();
        let _ = stopped.send(());
    });
    let outcome = tokio::select! {
        outcome = async { serving.await } => {
            outcome.map_err(|error| format!("Serving ended early: {error}"))
        }
        () = patience(is_stopping) => {
            tracing::warn!("Some requests did not end in time.");
            Ok(())
        }
    };
    background.stop();
    service.close().await;
    outcome
}

/// Ends some time after the signal to stop.
async fn patience(is_stopping: oneshot::Receiver<()>) {
    if is_stopping.await.is_err() {
        // Serving has ended by itself, and says why.
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(LONGEST_GOODBYE).await;
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
    tracing::info!("Stopping: running requests are finished first.");
}

fn start_logs(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => logs.init(),
        LogFormat::Json => logs.json().init(),
    }
}
