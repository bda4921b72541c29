//! A section in a frame, named by its heading.

use leptos::prelude::*;

/// A section with a heading, which names it for who listens.
#[component]
pub fn Card(
    /// The word its ids begin with, unique on the page: the heading's is `<name>-title`.
    name: &'static str,
    /// The heading.
    #[prop(into)]
    title: String,
    /// The id of the section itself, where something leads to it.
    #[prop(optional)]
    anchor: Option<&'static str>,
    /// The classes of the section.
    #[prop(default = "card")]
    class: &'static str,
    /// Content at the other end of the heading's line.
    #[prop(optional, into)]
    beside: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let title_id = format!("{name}-title");
    let labelled_by = title_id.clone();
    let heading = view! { <h2 id=title_id>{title}</h2> }.into_any();
    let head = match beside {
        Some(beside) => view! { <div class="split">{heading} {beside}</div> }.into_any(),
        None => heading,
    };
    view! {
        <section class=class id=anchor aria-labelledby=labelled_by>
            {head}
            {children()}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::choice::Choice;
    use crate::components::testing::html_of;

    #[test]
    fn a_card_with_two_choices() {
        let choices = || {
            view! {
                <Card name="looks" title="Appearance" anchor="looks">
                    <Choice
                        name="theme"
                        value="dark"
                        label="Dark"
                        hint="For the night."
                        checked=Signal::stored(true)
                        on_change=Callback::new(|_| ())
                    />
                    <Choice label="Tell me" checked=Signal::stored(false) on_change=Callback::new(|_| ()) />
                </Card>
            }
        };
        insta::assert_snapshot!(html_of(|| choices().into_any()));
    }
}
