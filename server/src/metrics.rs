//! Numbers counted while the server runs. They name no account, no address of a client and no path
//! but those of the program. `metrics_page` gives them out.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::store;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::{Family, MetricConstructor};
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// The upper ends of the classes of durations, in seconds. A request is given up after 15.
const DURATIONS: [f64; 10] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 15.0];

/// The route of what is no route of its own: pages, and what nobody serves.
const PAGES: &str = "page";

/// What is counted while the server runs; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metrics(Arc<Counters>);

#[derive(Debug)]
struct Counters {
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram, Durations>,
    pushes: Counter,
    pushed_cells: Counter,
    rejected_cells: Counter,
    pulls: Counter,
}

impl Default for Counters {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            durations: Family::new_with_constructor(Durations),
            pushes: Counter::default(),
            pushed_cells: Counter::default(),
            rejected_cells: Counter::default(),
            pulls: Counter::default(),
        }
    }
}

/// Makes the histogram of a route.
#[derive(Clone, Debug)]
struct Durations;

impl MetricConstructor<Histogram> for Durations {
    fn new_metric(&self) -> Histogram {
        Histogram::new(DURATIONS)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: String,
}

impl Metrics {
    /// Counts a push that was answered.
    pub(crate) fn count_push(&self, cells: usize, rejected: usize) {
        self.0.pushes.inc();
        self.0.pushed_cells.inc_by(cells as u64);
        self.0.rejected_cells.inc_by(rejected as u64);
    }

    /// Counts a page of changes that was given.
    pub(crate) fn count_pull(&self) {
        self.0.pulls.inc();
    }

    /// Adds what was counted to a report.
    pub(crate) fn register(&self, registry: &mut Registry) {
        let counters = &self.0;
        let requests = "Requests by method, route and status";
        registry.register("http_requests", requests, counters.requests.clone());
        registry.register_with_unit(
            "http_request_duration",
            "Time until an answer began, by route",
            Unit::Seconds,
            counters.durations.clone(),
        );
        for (name, help, counter) in [
            ("pushes", "Pushes that were answered", &counters.pushes),
            (
                "pushed_cells",
                "Cells in the pushes that were answered",
                &counters.pushed_cells,
            ),
            ("rejected_cells", "Cells rejected", &counters.rejected_cells),
            ("pulls", "Pages of changes that were given", &counters.pulls),
        ] {
            registry.register(name, help, counter.clone());
        }
        let store_errors = Counter::<u64>::default();
        store_errors.inc_by(store::failures());
        registry.register(
            "store_errors",
            "Database statements that failed",
            store_errors,
        );
    }

    fn count_request(&self, method: &Method, route: String, status: u16, took: Duration) {
        let labels = RouteLabels {
            route: route.clone(),
        };
        let durations = self.0.durations.get_or_create(&labels);
        durations.observe(took.as_secs_f64());
        let labels = RequestLabels {
            method: known(method),
            route,
            status,
        };
        self.0.requests.get_or_create(&labels).inc();
    }
}

/// Middleware that counts every request by its route, never by its address.
pub(crate) async fn count(
    State(metrics): State<Metrics>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or(PAGES, MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    metrics.count_request(&method, route, response.status().as_u16(), begun.elapsed());
    response
}

/// The name of a method; one for all that only a stranger sends.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        _ => "other",
    }
}
