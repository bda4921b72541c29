//! What was written before, beside the question that asks about it: their words, and what was noted
//! right after the rounds.

use domain::journal::Journal;
use domain::method::Mark;
use domain::model::event::EventKind;
use domain::model::feedback::FeedbackRequest;
use domain::model::round_note::RoundNote;
use domain::values::id::RecordId;
use leptos::prelude::*;

use crate::actions::touches::name_of_person;
use crate::pages::comeback::comeback_ref::ComebackRef;
use crate::session::Session;

/// Which of the things noted a question asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// What they said about the no.
    TheirWords,
    /// What landed.
    Landed,
    /// What they care about.
    Cares,
    /// Everything about each person.
    Everyone,
    /// Their words, and everything about each person.
    All,
}

/// A line to read: who or what it is about, and the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    who: String,
    words: String,
}

/// What belongs beside the step that sorts.
pub(super) fn beside_sorting(session: Session, here: ComebackRef) -> AnyView {
    view_of(session.peek(|journal| lines(journal, here, About::All)))
}

/// What belongs beside a question of the review.
pub(super) fn beside_question(session: Session, here: ComebackRef, question: &str) -> AnyView {
    let about = match question {
        "resonance" => About::Landed,
        "worries" => About::Cares,
        "rapport" | "adapt" => About::Everyone,
        "reasons" => About::TheirWords,
        _ => return ().into_any(),
    };
    view_of(session.peek(|journal| lines(journal, here, about)))
}

fn view_of(lines: Vec<Line>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines
        .into_iter()
        .map(|line| {
            view! {
                <li>
                    <strong dir="auto">{line.who}</strong>
                    " "
                    <span dir="auto">{line.words}</span>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <aside class="beside" aria-label="What you noted">
            <p>"You noted:"</p>
            <ul>{rows}</ul>
        </aside>
    }
    .into_any()
}

fn lines(journal: &Journal, here: ComebackRef, about: About) -> Vec<Line> {
    let mut lines = Vec::new();
    if matches!(about, About::TheirWords | About::All)
        && let Some(comeback) = journal.comebacks().get(here.id)
    {
        add(&mut lines, "They said:", &comeback.said);
        if about == About::All {
            add(&mut lines, "Asked why, they said:", &comeback.their_reasons);
        }
        let by_link = FeedbackRequest::of_no(here.id);
        for (_, answer) in journal.feedback_answers().of(by_link) {
            let words: Vec<&str> = answer.pairs().map(|(_, text)| text).collect();
            add(&mut lines, "They answered by link:", &words.join(" · "));
        }
    }
    if about != About::TheirWords {
        for (who, note) in noted(journal, here.opportunity) {
            let words = words_of(&note, about);
            add(&mut lines, &format!("{who}:"), &words.join(" · "));
        }
    }
    lines
}

fn add(lines: &mut Vec<Line>, who: &str, words: &str) {
    let words = words.trim();
    if !words.is_empty() {
        lines.push(Line {
            who: who.to_owned(),
            words: words.to_owned(),
        });
    }
}

fn words_of(note: &RoundNote, about: About) -> Vec<String> {
    let is_shown = |field| matches!(about, About::Everyone | About::All) || about == field;
    let labelled = |label: &str, text: &str| {
        let text = text.trim();
        (!text.is_empty()).then(|| match about {
            About::Everyone | About::All => format!("{label}: {text}"),
            _ => text.to_owned(),
        })
    };
    let cares = is_shown(About::Cares).then(|| labelled("cares about", &note.cares));
    let landed = is_shown(About::Landed).then(|| labelled("landed", &note.landed));
    let clicked = note.clicked.filter(|_| about == About::Everyone);
    let clicked = clicked.map(|mark| match mark {
        Mark::Worked => "it clicked".to_owned(),
        Mark::Mixed => "it partly clicked".to_owned(),
        _ => "it didn’t quite click".to_owned(),
    });
    let texts = [cares, landed].into_iter().flatten().flatten();
    texts.chain(clicked).collect()
}

/// The notes of all rounds, each with who it is about: a person, or the round where nobody is
/// named. Older builds noted a round as a whole.
fn noted(journal: &Journal, opportunity: RecordId) -> Vec<(String, RoundNote)> {
    let title = |round: RecordId| {
        let event = journal.events().get(round);
        let title = event.map_or("", |event| event.title.trim());
        if title.is_empty() { "Interview" } else { title }.to_owned()
    };
    let history = journal.history(opportunity);
    let rounds = history
        .iter()
        .filter(|(_, event)| event.what == EventKind::Round);
    let mut noted = Vec::new();
    for (round, event) in rounds {
        let whole = RoundNote {
            cares: event.cares.clone(),
            landed: event.landed.clone(),
            ..RoundNote::default()
        };
        noted.push((title(*round), whole));
        for (_, note) in journal.round_notes().of(opportunity) {
            if note.round == Some(*round) {
                let who = note.person.map(|person| name_of_person(journal, person));
                noted.push((who.unwrap_or_else(|| title(*round)), note.clone()));
            }
        }
    }
    noted
}

#[cfg(test)]
mod tests {
    use domain::model::comeback::{Comeback, Depth};
    use domain::model::event::Event;
    use domain::model::person::Person;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    const HERE: ComebackRef = ComebackRef {
        id: RecordId::fixed(2),
        opportunity: RecordId::fixed(1),
        depth: Depth::Interviews,
    };

    fn search() -> Journal {
        let (round, tom) = (RecordId::fixed(3), RecordId::fixed(4));
        let today = NOON.today();
        let no = Comeback {
            said: "It was close.".into(),
            their_reasons: "Someone from inside.".into(),
            ..Comeback::new(HERE.opportunity, NOON)
        };
        let event = Event {
            // As the builds of November 2026 stored it.
            cares: "calm migrations".into(),
            ..Event::round(HERE.opportunity, "Final panel", today, None)
        };
        let note = RoundNote {
            round: Some(round),
            person: Some(tom),
            opportunity: Some(HERE.opportunity),
            cares: "depot managers".into(),
            landed: "the rota".into(),
            clicked: Some(Mark::Worked),
            ..RoundNote::default()
        };
        let person = Person {
            name: "Tom Becker".into(),
            ..Person::default()
        };
        journal_after(&[
            record(
                HERE.opportunity,
                &domain::model::opportunity::Opportunity::default(),
            ),
            record(HERE.id, &no),
            record(round, &event),
            record(tom, &person),
            record(RoundNote::id(round, Some(tom)), &note),
        ])
    }

    fn said(about: About) -> Vec<String> {
        lines(&search(), HERE, about)
            .into_iter()
            .map(|line| format!("{} {}", line.who, line.words))
            .collect()
    }

    #[test]
    fn each_question_has_beside_it_what_it_asks_about() {
        assert_eq!(said(About::Landed), ["Tom Becker: the rota"]);
        assert_eq!(
            said(About::Cares),
            ["Final panel: calm migrations", "Tom Becker: depot managers"]
        );
        assert_eq!(said(About::TheirWords), ["They said: It was close."]);
        assert_eq!(
            said(About::Everyone),
            [
                "Final panel: cares about: calm migrations",
                "Tom Becker: cares about: depot managers · landed: the rota · it clicked",
            ]
        );
        let all = said(About::All);
        assert_eq!(all[1], "Asked why, they said: Someone from inside.");
        assert_eq!(all.len(), 4);
    }
}
