//! Form fields: a label, an input, a hint and an error that is announced and belongs to its input.

use crate::components::form_draft::FormDraft;
use crate::components::live::live;
use domain::sync::protocol::account::strength;
use domain::tone::despair::sounds_like_despair;
use leptos::prelude::*;

/// A text to type in that follows what is kept: an undo, another tab or another device may change
/// it while the page is open. What is being typed stays, and is kept on leaving the field; the
/// other text is an earlier version then.
pub fn follow_text(kept: impl Fn() -> String + Send + Sync + 'static) -> RwSignal<String> {
    let shown = RwSignal::new(untrack(&kept));
    Effect::new(move |before: Option<String>| {
        let kept = kept();
        if before.is_none_or(|before| shown.get_untracked() == before) {
            shown.set(kept.clone());
        }
        kept
    });
    shown
}

/// A one-line field bound to a signal.
#[component]
pub fn TextField(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above it.
    label: &'static str,
    /// What it holds.
    value: RwSignal<String>,
    /// The type of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in (the tokens of HTML's `autocomplete`).
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The id of a `datalist` with what may be meant.
    #[prop(optional)]
    list: Option<&'static str>,
    /// A line below it that helps.
    #[prop(default = "")]
    hint: &'static str,
    /// A sentence that says what to do, while something is wrong.
    #[prop(optional, into)]
    error: MaybeProp<String>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described_by = hint_id.clone();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                type=kind
                autocomplete=autocomplete
                list=list
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
                aria-describedby=described_by
                aria-invalid=move || error.get().map(|_| "true")
            />
            <p class=move || if error.get().is_some() { "field__error" } else { "field__hint" } id=hint_id>
                {live(move || error.get().unwrap_or_else(|| hint.to_owned()))}
            </p>
        </div>
    }
    .into_any()
}

/// A password that can be looked at while it is typed, with a word on its strength where it is a new one.
#[component]
pub fn PasswordField(
    /// The id of the input, unique on the page.
    id: &'static str,
    /// What it holds.
    value: RwSignal<String>,
    /// Whether it is being chosen now.
    is_new: bool,
) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let hint = move || if is_new { strength(&value.get()) } else { "" };
    view! {
        <div class="field">
            <label for=id>{if is_new { "New password" } else { "Password" }}</label>
            <div class="password">
                <input
                    id=id
                    type=move || if is_shown.get() { "text" } else { "password" }
                    autocomplete=if is_new { "new-password" } else { "current-password" }
                    maxlength="200"
                    prop:value=move || value.get()
                    on:input=move |input| value.set(event_target_value(&input))
                    aria-describedby=format!("{id}-hint")
                />
                <button
                    type="button"
                    class="btn btn--quiet btn--small"
                    aria-pressed=move || is_shown.get().to_string()
                    on:click=move |_| is_shown.update(|is_shown| *is_shown = !*is_shown)
                >
                    "Show"
                </button>
            </div>
            <p class="field__hint" id=format!("{id}-hint")>
                {live(hint)}
            </p>
        </div>
    }
    .into_any()
}

/// A field and its button on one line, where there is no room for a label that is seen: in menus and below lists.
#[component]
pub fn LineForm(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// What is to be filled in: read to who listens, and shown in the empty field.
    label: &'static str,
    /// The word on the button.
    button: &'static str,
    /// The type of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the field holds.
    value: RwSignal<String>,
    /// What it is about, where the id alone does not say that.
    #[prop(optional, into)]
    about: String,
    /// Called with what was filled in, without spaces around it.
    on_submit: Callback<String>,
) -> impl IntoView {
    let draft = FormDraft::of_text(format!("{id}:{about}"), value);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_submit.run(value.get_untracked().trim().to_owned());
        draft.done();
    };
    view! {
        <form class="line-form" on:submit=submit>
            <label class="vh" for=id.clone()>
                {label}
            </label>
            <input
                id=id
                type=kind
                placeholder=label
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
            />
            <button type="submit" class="btn btn--small">
                {button}
            </button>
            {draft.line()}
        </form>
    }
    .into_any()
}

/// A field of several lines bound to a signal.
#[component]
pub fn TextArea(
    /// The id of the text area, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above it.
    #[prop(into)]
    label: String,
    /// What it holds.
    value: RwSignal<String>,
    /// Lines shown.
    #[prop(default = 4)]
    rows: u32,
    /// A line below it that helps.
    #[prop(optional, into)]
    hint: String,
    /// Called when the person leaves the field after changing it.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described_by = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                rows=rows
                dir="auto"
                prop:value=move || value.get()
                on:input=move |input| value.set(event_target_value(&input))
                on:change=move |input| {
                    if let Some(on_change) = on_change {
                        on_change.run(event_target_value(&input));
                    }
                }
                aria-describedby=described_by
            ></textarea>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            {human_help(value)}
        </div>
    }
    .into_any()
}

/// One line that points to human help while a text sounds like despair. It is drawn on this device
/// from what is typed here, and asks nothing of the network: the link is only an address to tap.
pub fn human_help(text: RwSignal<String>) -> AnyView {
    let is_heavy = Memo::new(move |_| text.with(|text| sounds_like_despair(text)));
    let line = move || {
        is_heavy.get().then(|| {
            view! {
                <p class="human-help">
                    "That sounds like a lot to carry alone. Please talk to someone you trust, a doctor, or a "
                    <a href="https://findahelpline.com" target="_blank" rel="external noopener noreferrer">
                        "helpline near you"
                    </a>
                    ". In danger right now? Call your local emergency number."
                </p>
            }
        })
    };
    view! { <div role="status">{live(line)}</div> }.into_any()
}

/// A choice from a short list of words.
#[component]
pub fn Select(
    /// The id of the select, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above it.
    label: &'static str,
    /// The options: stored word and shown word.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The stored word chosen.
    value: RwSignal<String>,
    /// Called with the stored word when the person chooses one.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let choose = move |input: leptos::ev::Event| {
        let word = event_target_value(&input);
        value.set(word.clone());
        if let Some(on_change) = on_change {
            on_change.run(word);
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                prop:value=move || value.get()
                on:change=choose
            >
                {live(move || {
                    options
                        .get()
                        .into_iter()
                        .map(|(word, shown)| {
                            let is_chosen = value.get_untracked() == word;
                            view! { <option value=word selected=is_chosen>{shown}</option> }
                        })
                        .collect_view()
                })}
            </select>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::testing::html_of;

    fn field(error: Option<&str>) -> String {
        html_of(|| {
            let error = MaybeProp::from(error.map(ToOwned::to_owned));
            let value = RwSignal::new("ann".to_owned());
            view! { <TextField id="mail" label="Mail" value=value hint="For a link." error=error /> }
                .into_any()
        })
    }

    #[test]
    fn a_field_that_is_well() {
        insta::assert_snapshot!(field(None));
    }

    #[test]
    fn a_field_with_an_error() {
        insta::assert_snapshot!(field(Some("An address has an @.")));
    }
}
