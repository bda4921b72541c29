//! The page as plain data: the words of earlier notes, and the whole as a paper.

use domain::journal::Journal;
use domain::model::opportunity::Opportunity;
use domain::planning::preparation::{EarlierNote, Prepared};
use domain::values::date::{Date, clock_time};
use domain::values::id::RecordId;

use crate::actions::events::title_of;
use crate::actions::rounds::note_lines;
use crate::actions::touches::name_of_person;
use crate::components::paper::PaperText;

/// “First talk, 3 Mar”.
pub(super) fn note_title(note: &EarlierNote, today: Date) -> String {
    let title = match note.title.trim() {
        "" => "An earlier round",
        title => title,
    };
    match note.on {
        Some(on) => format!("{title}, {}", on.short(today)),
        None => title.to_owned(),
    }
}

/// The preparation as a paper, without what is empty.
pub(super) fn paper_of(
    journal: &Journal,
    round: RecordId,
    prepared: &Prepared,
    today: Date,
) -> PaperText {
    let Some(event) = journal.events().get(round) else {
        return PaperText::default();
    };
    let about = event
        .opportunity
        .and_then(|id| journal.opportunities().get(id));
    let about = about.map(Opportunity::title);
    let when = event.on.map(|on| match event.at {
        Some(at) => format!("{}, {}", on.long(), clock_time(at)),
        None => on.long(),
    });
    let about: Vec<String> = [about, when].into_iter().flatten().collect();
    let focus = prepared.focus.as_ref().map_or("", |(_, text)| text);
    let told = prepared.stories.iter().filter(|line| line.is_chosen);
    let stories: Vec<String> = told
        .map(|line| match line.story.result.trim() {
            "" => line.story.name().to_owned(),
            result => format!("{}: {result}", line.story.name()),
        })
        .collect();
    let mut paper = PaperText::new(title_of(journal, event), about.join("\n"))
        .section("My one focus", focus)
        .section("Stories to tell", &stories.join("\n"))
        .section("Questions to ask", &prepared.chosen.questions);
    let noted = |notes: &[EarlierNote]| {
        let notes = notes.iter().map(|note| {
            let lines = note_lines(&note.note, today).into_iter();
            let lines: Vec<String> = lines
                .map(|(name, text)| format!("{name}: {text}"))
                .collect();
            format!("{}\n{}", note_title(note, today), lines.join("\n"))
        });
        notes.collect::<Vec<_>>().join("\n")
    };
    for person in &prepared.people {
        let name = name_of_person(journal, person.id);
        let notes = noted(&person.notes);
        let text = if notes.is_empty() {
            "We haven’t met yet."
        } else {
            &notes
        };
        paper = paper.section(name, text);
    }
    paper
        .section("Earlier rounds", &noted(&prepared.earlier))
        .section("What they worry about", &prepared.worries.join("\n"))
        .section("Keep in mind", &prepared.learned.join("\n"))
        .section("Anything else", &prepared.chosen.notes)
}

#[cfg(test)]
mod tests {
    use domain::model::event::Event;
    use domain::model::review::{Learning, LearningKind};
    use domain::model::round_note::RoundNote;
    use domain::model::story::Story;

    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn the_paper_has_what_the_page_has() {
        let [acme, panel] = [1, 2].map(RecordId::fixed);
        let about = Opportunity {
            company: "Acme".into(),
            ..Opportunity::default()
        };
        let focus = Learning {
            kind: LearningKind::Focus,
            text: "Numbers first".into(),
            ..Learning::default()
        };
        let story = Story {
            title: "The rota".into(),
            result: "Two days a week saved".into(),
            ..Story::default()
        };
        let today = NOON.today();
        let journal = journal_after(&[
            record(acme, &about),
            record(panel, &Event::round(acme, "Panel", today, Some(600))),
            record(RecordId::fixed(3), &focus),
            record(RecordId::fixed(4), &story),
        ]);
        let prepared = Prepared::of(&journal, acme, panel).unwrap_or_default();
        assert_eq!(
            paper_of(&journal, panel, &prepared, today).to_text(),
            "Panel\nAcme\nWednesday 18 March 2026, 10:00\n\nMy one focus\nNumbers first\n\n\
             Stories to tell\nThe rota: Two days a week saved"
        );
    }

    #[test]
    fn a_note_says_what_was_promised_and_until_when() {
        let note = RoundNote {
            cares: " ".into(),
            promised: "The template".into(),
            promised_by: Some(NOON.today()),
            ..RoundNote::default()
        };
        let lines = note_lines(&note, NOON.today());
        assert_eq!(
            lines,
            [("You promised", "The template (by 18 Mar)".to_owned())]
        );
    }
}
