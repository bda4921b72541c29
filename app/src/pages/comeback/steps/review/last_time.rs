//! The last answer to the same question, from another review. It is shown once the new one is
//! written, so that it does not write it.

use domain::journal::Journal;
use domain::values::date::Date;
use domain::values::id::RecordId;
use leptos::prelude::*;

use super::answering::Answering;
use crate::actions::opportunities::name_of;
use crate::components::live::live;

/// An answer given before.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Before {
    company: String,
    on: Option<Date>,
    text: String,
}

pub(super) fn last_time(answering: Answering) -> AnyView {
    let session = answering.session;
    let before = Memo::new(move |_| {
        session.read(|journal| before(journal, answering.here.id, answering.question.id))
    });
    live(move || {
        let before = before.get()?;
        let on = before
            .on
            .map(|on| format!(", {}", on.short(session.today())));
        let heading = format!("Last time ({}{}):", before.company, on.unwrap_or_default());
        Some(view! {
            <aside class="beside" aria-label="Your last answer">
                <p dir="auto">{heading}</p>
                <blockquote dir="auto">{before.text}</blockquote>
            </aside>
        })
    })
}

/// The last answer in another review, once this one is answered.
fn before(journal: &Journal, comeback: RecordId, question: &str) -> Option<Before> {
    let (_, answer) = journal.answer(comeback, question)?;
    if answer.text.trim().is_empty() {
        return None;
    }
    let opened_ms = journal.comebacks().get(comeback)?.opened_ms;
    let others = journal
        .comebacks()
        .iter()
        .filter(|(id, other)| *id != comeback && other.opened_ms <= opened_ms);
    let (other, last) = others
        .filter_map(|(id, other)| Some((other, journal.answer(id, question)?.1)))
        .filter(|(_, answer)| !answer.text.trim().is_empty())
        .max_by_key(|(other, answer)| (answer.on, other.opened_ms))?;
    Some(Before {
        company: name_of(journal, other.opportunity.unwrap_or_default()),
        on: last.on,
        text: last.text.clone(),
    })
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::Comeback;
    use domain::model::opportunity::Opportunity;
    use domain::model::review::Answer;

    use super::*;
    use crate::actions::testing::{NOON, apply, journal_after, record};

    const NOW: RecordId = RecordId::fixed(3);

    fn answer(comeback: RecordId, text: &str, days: i32) -> Answer {
        Answer {
            comeback: Some(comeback),
            question: "skills".into(),
            text: text.into(),
            on: Some(NOON.today().plus_days(days)),
            ..Answer::default()
        }
    }

    #[test]
    fn the_last_answer_is_shown_once_the_new_one_is_written() {
        let mut edits = Vec::new();
        for (number, company) in [(1, "Halden"), (2, "Quillon"), (3, "Brindle"), (4, "Later")] {
            let opportunity = Opportunity {
                company: company.into(),
                ..Opportunity::default()
            };
            let mut opened = Comeback::new(RecordId::fixed(u128::from(100 + number)), NOON);
            opened.opened_ms += number;
            edits.push(record(
                RecordId::fixed(u128::from(100 + number)),
                &opportunity,
            ));
            edits.push(record(RecordId::fixed(u128::from(number)), &opened));
        }
        for (number, days) in [(1, -40), (2, -20), (4, 5)] {
            let text = format!("Answer {number}");
            let answer = answer(RecordId::fixed(number), &text, days);
            edits.push(record(RecordId::fixed(200 + number), &answer));
        }
        let journal = journal_after(&edits);
        assert_eq!(before(&journal, NOW, "skills"), None);
        let journal = apply(
            &journal,
            &record(RecordId::fixed(300), &answer(NOW, "Now", 0)),
        );
        let last = before(&journal, NOW, "skills");
        let last = last.map(|last| (last.company, last.text));
        assert_eq!(last, Some(("Quillon".into(), "Answer 2".into())));
        assert_eq!(before(&journal, NOW, "evidence"), None);
    }
}
