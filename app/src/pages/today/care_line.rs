//! What care has to say today, if anything: one thing that helps, or the thought of helping someone.

use domain::planning::care::{CarePrompt, care_prompt};
use domain::tone::despair::sounds_like_despair;
use leptos::prelude::*;

use super::model::Day;
use crate::components::live::live;
use crate::session::Session;

/// The line, or nothing. While a no rests it is one thing of the person's own list.
pub(super) fn care_line(session: Session, day: Memo<Day>) -> AnyView {
    let prompt = Memo::new(move |_| {
        let today = session.today();
        let a_no_rests = day.with(|day| day.waiting.is_some());
        session.read(|journal| {
            care_prompt(journal, today, a_no_rests, |text| {
                !sounds_like_despair(text)
            })
        })
    });
    live(move || Some(line(prompt.get()?)))
}

fn line(prompt: CarePrompt) -> AnyView {
    let words = match prompt {
        CarePrompt::OneThing(text) => one_thing("From your list of what helps: ", text),
        CarePrompt::AfterNoes(Some(text)) => one_thing(
            "Several noes in one week is a lot. From your list of what helps: ",
            text,
        ),
        CarePrompt::AfterNoes(None) => view! {
            "Several noes in one week is a lot. "
            <a href="/care">"Find something that does you good"</a>
            ", or "
            <a href="/private">"get it off your chest"</a>
            "."
        }
        .into_any(),
        CarePrompt::HelpSomeone => view! {
            "Someone you know may be having a harder day. "
            <a href="/care#help">"One small thing helps"</a>
            "."
        }
        .into_any(),
    };
    view! { <p class="quiet-line care-line">{words}</p> }.into_any()
}

fn one_thing(before: &'static str, text: String) -> AnyView {
    view! {
        {before}
        <a href="/care" dir="auto">{text}</a>
    }
    .into_any()
}

/// The way to care, at the foot of every day.
pub(super) fn care_link() -> AnyView {
    view! {
        <a class="btn btn--quiet" href="/care">
            "Care"
        </a>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn each_prompt_leads_somewhere_and_own_words_are_text() {
        let html = |prompt| line(prompt).to_html();
        let own = html(CarePrompt::OneThing("<b>Swim</b>".into()));
        assert!(
            own.contains("&lt;b&gt;Swim") && own.contains("href=\"/care\""),
            "{own}"
        );
        let after = html(CarePrompt::AfterNoes(None));
        assert!(after.contains("href=\"/private\""), "{after}");
        assert!(html(CarePrompt::HelpSomeone).contains("href=\"/care#help\""));
        assert!(html(CarePrompt::AfterNoes(Some("Swim".into()))).contains("Swim"));
    }
}
