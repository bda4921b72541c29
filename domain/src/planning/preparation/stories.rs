//! The stories for a round: those chosen, else three suggested, and to whom each was told.

use crate::journal::Journal;
use crate::model::event::Event;
use crate::model::preparation::Preparation;
use crate::model::story::Story;
use crate::state::record::RecordKind;
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;

/// How many are suggested.
const SUGGESTED: usize = 3;

/// Where a story was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// To whom; none where the note names nobody.
    pub person: Option<RecordId>,
    /// In which round.
    pub round: RecordId,
}

/// A story that can be told in a round.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryLine {
    /// Its id.
    pub id: RecordId,
    /// The story.
    pub story: Story,
    /// Whether it is one of those to tell.
    pub is_chosen: bool,
    /// To whom it was told, in other rounds.
    pub told: Vec<Told>,
    /// Whether somebody who will be there has heard it.
    pub is_known_there: bool,
}

/// To whom a story was told.
#[must_use]
pub fn told_to(journal: &Journal, story: RecordId) -> Vec<Told> {
    let notes = journal.round_notes().iter();
    notes
        .filter(|(_, note)| note.stories.contains(&story))
        .filter_map(|(_, note)| {
            Some(Told {
                person: note.person,
                round: note.round?,
            })
        })
        .collect()
}

/// The stories that are not set aside: those to tell, then those the people there have not heard,
/// the newest first.
pub(super) fn lines(
    journal: &Journal,
    round: RecordId,
    event: &Event,
    chosen: &Preparation,
) -> Vec<StoryLine> {
    let stories = journal.stories().iter();
    let kept = stories.filter(|(_, story)| story.retired_on.is_none() && !story.name().is_empty());
    let kept = journal.newest_first(&RecordKind::Story, kept.collect());
    let mut lines: Vec<StoryLine> = kept
        .into_iter()
        .map(|(id, story)| {
            let mut told = told_to(journal, id);
            told.retain(|told| told.round != round);
            let knows = |told: &Told| told.person.is_some_and(|id| event.with.contains(&id));
            StoryLine {
                id,
                story: story.clone(),
                is_chosen: chosen.stories.contains(&id),
                is_known_there: told.iter().any(knows),
                told,
            }
        })
        .collect();
    sort_by_key(&mut lines, |line| line.is_known_there);
    if lines.iter().all(|line| !line.is_chosen) {
        for line in lines.iter_mut().take(SUGGESTED) {
            line.is_chosen = true;
        }
    }
    let place = |id| chosen.stories.iter().position(|other| *other == id);
    sort_by_key(&mut lines, |line| {
        (!line.is_chosen, place(line.id).unwrap_or(usize::MAX))
    });
    lines
}
