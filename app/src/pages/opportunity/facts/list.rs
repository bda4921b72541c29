//! The facts, read.

use domain::model::opportunity::{Opportunity, Workplace};
use domain::values::link::SafeLink;
use leptos::prelude::*;

use crate::components::icon::Icon;

/// The facts that are known, under their names.
fn known_facts(about: &Opportunity) -> Vec<(&'static str, String)> {
    let tags = about.tags.join(", ");
    let workplace = about.workplace.map_or("", Workplace::label);
    [
        ("Company", about.company.as_str()),
        ("Role", &about.role),
        ("Kind", about.kind.label()),
        ("Place", &about.place),
        ("Work", workplace),
        ("Pay", &about.pay),
        ("Source", &about.source),
        ("Tags", &tags),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| (name, value.to_owned()))
    .collect()
}

/// The list of what is known.
pub(super) fn facts_list(about: &Opportunity) -> AnyView {
    let rows = known_facts(about)
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd dir="auto">{value}</dd>
                </div>
            }
            .into_any()
        })
        .collect_view();
    view! { <dl class="facts">{rows} {link(&about.link)}</dl> }.into_any()
}

fn link(text: &str) -> AnyView {
    if text.is_empty() {
        return ().into_any();
    }
    let value = match SafeLink::parse(text) {
        Ok(link) => view! {
            <a href=link.as_str().to_owned() target="_blank" rel="noopener noreferrer nofollow">
                {link.host()}
                <Icon name="external" />
                <span class="vh">"opens in a new tab"</span>
            </a>
        }
        .into_any(),
        Err(problem) => view! {
            <span dir="auto">{text.to_owned()}</span>
            <small>{problem.to_string()}</small>
        }
        .into_any(),
    };
    view! {
        <div>
            <dt>"Link"</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_is_listed() {
        let about = Opportunity {
            company: "Acme".into(),
            workplace: Some(Workplace::Remote),
            tags: vec!["close".into(), "small".into()],
            ..Opportunity::default()
        };
        let expected = [
            ("Company", "Acme"),
            ("Kind", "Job"),
            ("Work", "Remote"),
            ("Tags", "close, small"),
        ];
        assert_eq!(
            known_facts(&about),
            expected.map(|(name, value)| (name, value.to_owned()))
        );
    }
}
