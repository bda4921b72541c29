//! Parts of a page that follow what they read. Leptos makes its rendering code anew for each closure and each `Show`, about 2 kB of WebAssembly
//! each; here every closure has one type, and so there is one copy of that code (docs/decisions/0008).

use std::sync::{Arc, Mutex};

use leptos::children::ViewFn;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

/// A part that is drawn again whenever what it reads changes.
pub fn live<V: IntoView + 'static>(mut part: impl FnMut() -> V + Send + 'static) -> AnyView {
    let part: SharedReactiveFunction<AnyView> = Arc::new(Mutex::new(move || part().into_any()));
    part.into_any()
}

/// Its children while a condition holds, and something else, or nothing, while it does not. Neither is drawn again while the condition
/// stays as it is.
#[component]
pub fn Show(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// What is shown instead.
    #[prop(optional, into)]
    fallback: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let holds = Memo::new(move |_| when.get());
    live(move || {
        if holds.get() {
            children()
        } else {
            fallback.run()
        }
    })
}
