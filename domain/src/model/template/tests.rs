//! Templates made of a message, and filled in for somebody else.
use super::*;

fn facts() -> DraftFacts {
    DraftFacts {
        company: "Acme".into(),
        role: "Data engineer".into(),
        person: "Ann".into(),
        full_name: "Ann Lee".into(),
        mine: "Ada".into(),
        ..DraftFacts::default()
    }
}

#[test]
fn a_message_becomes_a_template_and_serves_someone_else() {
    let template = Template::of_message(
        Occasion::CheckIn,
        "short",
        "Hello from Ada",
        "Dear Ann Lee,\n\nHow is Acme, Ann? Annual plans, Acmeville, and all.\n\nAda",
        &facts(),
    );
    assert_eq!(template.subject, "Hello from {me}");
    assert_eq!(
        template.body,
        "Dear {full name},\n\nHow is {company}, {name}? Annual plans, Acmeville, and all.\n\n{me}"
    );
    let other = DraftFacts {
        person: "Zoë".into(),
        full_name: "Zoë Brandt".into(),
        company: String::new(),
        ..facts()
    };
    assert_eq!(
        template.fill(&other).body,
        "Dear Zoë Brandt,\n\nHow is {company}, Zoë? Annual plans, Acmeville, and all.\n\nAda"
    );
}

#[test]
fn what_one_person_told_does_not_go_to_the_next() {
    let ann = DraftFacts {
        company: "Acme Inc.".into(),
        workplace: "Globex".into(),
        cares: "her mother\n is unwell.".into(),
        landed: "the harbour story".into(),
        to_send: "The clinic’s address".into(),
        ..facts()
    };
    for occasion in [Occasion::ThankYouAfterRound, Occasion::Congratulate] {
        let style = crate::method::Style {
            length: crate::method::Length::Long,
            ..crate::method::Style::default()
        };
        let Draft { subject, body } = crate::method::draft(occasion, &ann, style);
        let body = format!("{body}\nI hope her mother is unwell no more.");
        let kept = Template::of_message(occasion, "mine", &subject, &body, &ann);
        let bob = DraftFacts {
            person: "Bob".into(),
            ..DraftFacts::default()
        };
        let filled = kept.fill(&bob).body;
        for private in ["mother", "clinic", "Acme", "Inc", "Globex", "Ann", "{{"] {
            assert!(!filled.contains(private), "{private} in {filled}");
        }
        let again = kept.fill(&ann).body;
        for private in ["mother", "harbour", "clinic"] {
            assert!(!again.contains(private), "{private} in {again}");
        }
    }
}

#[test]
fn keeping_under_the_same_name_replaces() {
    assert_eq!(
        Template::id(Occasion::CheckIn, "Short"),
        Template::id(Occasion::CheckIn, " short ")
    );
}
