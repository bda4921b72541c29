//! One quiet line about new answers to requests for feedback. In a pause it does not show.

use domain::journal::Journal;
use domain::planning::feedback::new_answers;
use domain::values::date::Date;
use leptos::prelude::*;

use super::model::Day;
use crate::components::live::live;
use crate::session::Session;

/// The address the line leads to, what it says, and the name of the one request.
fn line(journal: &Journal, today: Date) -> Option<(String, String, String)> {
    let new = new_answers(journal, today);
    let count: usize = new.iter().map(|(_, count)| count).sum();
    let answers = if count == 1 { "answer" } else { "answers" };
    match new.as_slice() {
        [] => None,
        [(id, _)] => {
            let request = journal.feedback_requests().get(*id)?;
            let words = format!("{count} new {answers} to ");
            Some((
                format!("/feedback/of/{id}"),
                words,
                request.name().to_owned(),
            ))
        }
        several => {
            let words = format!("{count} new {answers} to ");
            let requests = format!("{} requests for feedback", several.len());
            Some(("/feedback".to_owned(), words, requests))
        }
    }
}

/// The line, or nothing.
pub(super) fn new_answers_line(session: Session, day: Memo<Day>) -> AnyView {
    let shown = Memo::new(move |_| {
        let today = session.today();
        let rests = day.with(|day| day.waiting.is_some());
        session
            .read(|journal| line(journal, today))
            .filter(|_| !rests)
    });
    live(move || {
        let (address, words, request) = shown.get()?;
        let line = view! {
            <p class="quiet-line">
                {words} <a href=address dir="auto">{request}</a>
            </p>
        };
        Some(line.into_any())
    })
}

#[cfg(test)]
mod tests {
    use domain::model::feedback::{FeedbackAnswer, FeedbackRequest};
    use domain::values::id::RecordId;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn new_answers_are_one_line() {
        let [cv, pitch] = [1, 2].map(RecordId::fixed);
        let request = |title: &str| FeedbackRequest {
            title: title.into(),
            ..FeedbackRequest::default()
        };
        let to = |request| FeedbackAnswer {
            request: Some(request),
            texts: vec!["Shorter".into()],
            on: Some(NOON.today()),
            ..FeedbackAnswer::default()
        };
        let mut edits = vec![
            record(cv, &request("CV of November")),
            record(pitch, &request("")),
        ];
        let said = |edits: &[_]| {
            let found = line(&journal_after(edits), NOON.today());
            found.map(|(address, words, request)| (address, words + &request))
        };
        assert_eq!(said(&edits), None);
        edits.extend([10, 11].map(|at| record(RecordId::fixed(at), &to(cv))));
        let of_cv = format!("/feedback/of/{cv}");
        assert_eq!(
            said(&edits),
            Some((of_cv, "2 new answers to CV of November".into()))
        );
        edits.push(record(RecordId::fixed(12), &to(pitch)));
        let words = "3 new answers to 2 requests for feedback";
        assert_eq!(said(&edits), Some(("/feedback".into(), words.into())));
    }
}
