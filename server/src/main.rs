//! The server program: reads settings, listens, serves until a signal stops it, then lets running
//! requests finish.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use server::background::Background;
use server::connections::{Ended, serve};
use server::router::router;
use server::service::Service;
use server::settings::{Command, Settings};
use server::signals::StopSignal;
use server::site::build::Build;
use server::{admin, headers, logs, metrics_page};
use tokio::net::TcpListener;

/// The longest wait for running requests when the server stops. A client that stalls must not keep
/// it for ever, and container engines kill after ten seconds.
const LONGEST_GOODBYE: Duration = Duration::from_secs(7);

/// The longest wait for the database to be closed, and for work that no signal ends.
const LONGEST_CLOSE: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let settings = Settings::parse();
    if settings.version {
        println!("{}", settings.version_line());
        return ExitCode::SUCCESS;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(settings.workers.into())
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("The runtime could not be started: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(run(settings));
    // A thread that still hashes or copies must not keep the program.
    runtime.shutdown_timeout(LONGEST_CLOSE);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            tracing::error!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Does what the settings ask for. A signal to stop is heeded from the first moment on.
async fn run(settings: Settings) -> Result<(), String> {
    let stop =
        StopSignal::listen().map_err(|error| format!("Could not listen for signals: {error}"))?;
    logs::start(settings.log_format);
    match settings.command.clone() {
        Some(command) => {
            let mut stop = stop;
            let stopped = stopped_during(&command);
            // On a thread of its own: a step that takes long must not keep the signal waiting.
            let work = tokio::spawn(async move { admin::run(&command, &settings).await });
            let sentence = tokio::select! {
                done = work => done.map_err(|error| error.to_string())??,
                () = stop.requested() => return Err(stopped.into()),
            };
            println!("{sentence}");
            Ok(())
        }
        None => start_and_serve(settings, stop).await,
    }
}

/// What is said of a command that a signal has stopped.
const fn stopped_during(command: &Command) -> &'static str {
    match command {
        Command::Restore { .. } => {
            "Stopped before it finished. Run `server check` to see what the database has."
        }
        Command::Move { .. } => {
            "Stopped before it finished. Run `server check` on the new database before you use it."
        }
        _ => "Stopped before it finished.",
    }
}

async fn start_and_serve(settings: Settings, mut stop: StopSignal) -> Result<(), String> {
    let starting = settings.clone();
    let starting = tokio::spawn(async move { start(&starting).await });
    let started = tokio::select! {
        started = starting => started.map_err(|error| error.to_string())??,
        () = stop.requested() => {
            tracing::info!("Stopped while starting. Nothing was served.");
            return Ok(());
        }
    };
    let Started {
        build,
        listener,
        metrics,
        service,
    } = started;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let background = Background::start(&service, &settings);
    tracing::info!(%address, build = build.id, "One Yes is served on http://{address}");
    let error_head = headers::error_head(&settings);
    if let Some(listener) = metrics {
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        tracing::info!(metrics_address = %address, "Metrics are served on http://{address}/metrics");
        let routes = metrics_page::routes(&service, &settings, &build.id);
        let (error_head, mut stop) = (error_head.clone(), stop.clone());
        let stop = async move { stop.requested().await };
        tokio::spawn(serve(listener, routes, error_head, stop, LONGEST_CLOSE));
    }
    let routes = router(build, &settings, &service);
    let stopping = service.clone();
    let stopped = async move {
        stop.requested().await;
        tracing::info!("Stopping: running requests are finished first.");
        stopping.end_streams();
    };
    let ended = serve(listener, routes, error_head, stopped, LONGEST_GOODBYE).await;
    if ended == Ended::Forced {
        tracing::warn!("Some requests were still running and were cut off.");
    }
    background.stop();
    // What is on the disk is safe without it; a query that still runs may keep a connection.
    let _ = tokio::time::timeout(LONGEST_CLOSE, service.close()).await;
    Ok(())
}

/// A server that has begun to listen, and is about to answer.
struct Started {
    build: Build,
    listener: TcpListener,
    metrics: Option<TcpListener>,
    service: Service,
}

async fn start(settings: &Settings) -> Result<Started, String> {
    let build = Build::read(&settings.site_folder())?;
    let listener = listen(settings.listen, "--listen").await?;
    let metrics = match settings.metrics_address {
        Some(address) => Some(listen(address, "--metrics-address").await?),
        None => None,
    };
    let service = Service::start(settings).await?;
    Ok(Started {
        build,
        listener,
        metrics,
        service,
    })
}

async fn listen(address: SocketAddr, option: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| {
        format!("Could not listen on {address}: {error}. Choose another address with {option}.")
    })
}
