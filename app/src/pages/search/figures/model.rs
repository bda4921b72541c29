//! The figures as plain words, ready to draw.

use domain::figures::flow::{Flow, flow};
use domain::figures::funnel::{self, funnel};
use domain::figures::groups::{self, Group, GroupBy, groups, stands_out};
use domain::figures::journey::{Journey, Scope, journeys};
use domain::figures::share::share;
use domain::figures::times::{self, Spread, days_to_answer, stage_times};
use domain::figures::weeks::{self, Week, weeks};
use domain::journal::Journal;
use domain::model::opportunity::{Kind, Opportunity};
use domain::model::stage::Stages;
use domain::planning::contacts::{contacts, last_contact};
use domain::planning::experiments::comparison;
use domain::planning::reasons::reason_counts;
use domain::values::date::{Date, Now};
use domain::values::sort::sort_by_key;

use super::address_of;
use super::table::Rows;

/// The most lines of a list.
const MOST_LINES: usize = 10;

/// From so many days without news on, something is called quiet.
const QUIET_DAYS: u32 = 14;

/// What is chosen above the figures, as the words of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ChosenWords {
    pub(super) period: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) source: String,
    pub(super) kind: String,
    pub(super) tag: String,
}

/// All figures of a part of the search.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Model {
    pub(super) flow: Flow,
    pub(super) sections: Vec<Section>,
}

/// A figure with its title and definition.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) parts: Vec<SectionPart>,
    pub(super) definition: String,
}

/// Something that a figure is made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum SectionPart {
    Sentence(String),
    Table(Rows),
    /// Weeks, and today.
    Weeks((Vec<Week>, Date)),
    /// Address, name, and what is said after it.
    Links(Vec<(String, String, String)>),
}

/// The part of the search that is chosen. Days that cannot be read leave that side open.
pub(super) fn scope_of(words: &ChosenWords, today: Date) -> Scope {
    let (from, until) = match words.period.as_str() {
        "4-weeks" => (Some(today.plus_days(-27)), None),
        "3-months" => (Some(today.plus_months(-3)), None),
        "12-months" => (Some(today.plus_months(-12)), None),
        "own" => (
            Date::parse(&words.from).ok(),
            Date::parse(&words.until).ok(),
        ),
        _ => (None, None),
    };
    Scope {
        from,
        until,
        source: words.source.clone(),
        kind: Kind::ALL.into_iter().find(|kind| kind.id() == words.kind),
        tag: words.tag.clone(),
    }
}

impl Model {
    pub(super) fn of(journal: &Journal, scope: &Scope, now: Now) -> Self {
        let journeys = journeys(journal, scope, now);
        let stages = journal.stages();
        let sections = [
            how_far(&journeys, stages),
            how_long(&journeys, stages),
            week_by_week(journal, &journeys, now),
            quiet(journal, &journeys, now.today()),
            what_brings_answers(journal, &journeys),
            experiments(journal, now),
            reasons(journal),
            people(journal, now),
        ];
        Self {
            flow: flow(&journeys, stages),
            sections: sections.into_iter().flatten().collect(),
        }
    }
}

fn how_far(journeys: &[Journey], stages: &Stages) -> Option<Section> {
    let steps = funnel(journeys, stages);
    let whole = steps.first()?.count;
    let rows = steps.iter().enumerate().map(|(at, step)| {
        let count = if at == 0 {
            step.count.to_string()
        } else {
            share(step.count, whole)
        };
        vec![step.label.clone(), count]
    });
    let table = Rows {
        caption: "How many came at least to each stage",
        head: vec!["Stage", "Came this far or further"],
        rows: rows.collect(),
    };
    Some(Section {
        id: "figures-far",
        title: "How far it came",
        parts: vec![SectionPart::Table(table)],
        definition: funnel::DEFINITION.to_owned(),
    })
}

fn how_long(journeys: &[Journey], stages: &Stages) -> Option<Section> {
    let sent = journeys.iter().filter(|journey| journey.is_sent()).count();
    let mut parts = Vec::new();
    if let Some(answers) = days_to_answer(journeys) {
        parts.push(SectionPart::Sentence(answers_in_words(answers, sent)));
    }
    let times = stage_times(journeys, stages);
    let days = |spread: Option<Spread>| spread.map_or_else(|| "–".to_owned(), spread_in_words);
    let rows: Vec<Vec<String>> = times
        .into_iter()
        .map(|time| vec![time.label, days(time.left), days(time.there)])
        .collect();
    if rows.is_empty() {
        return None;
    }
    parts.push(SectionPart::Table(Rows {
        caption: "Days at each stage",
        head: vec!["Stage", "Until it moved on", "There today"],
        rows,
    }));
    Some(Section {
        id: "figures-long",
        title: "How long it takes",
        parts,
        definition: format!("{} {}", times::ANSWERS, times::STAYS),
    })
}

fn answers_in_words(answers: Spread, sent: usize) -> String {
    let Spread {
        whole,
        median,
        longest,
    } = answers;
    let of_sent = match sent.saturating_sub(whole) {
        0 => String::new(),
        1 => " One has no dated answer yet.".to_owned(),
        open => format!(" {open} have no dated answer yet."),
    };
    let words = match whole {
        1 => format!("The one answer so far came after {}.", days(longest)),
        _ => format!(
            "Of {whole} answers, half came within {}; the longest took {}.",
            days(median),
            days(longest)
        ),
    };
    words + &of_sent
}

fn days(count: u32) -> String {
    match count {
        0 => "less than a day".to_owned(),
        1 => "1 day".to_owned(),
        count => format!("{count} days"),
    }
}

/// “7 days, longest 31 (of 12)”.
fn spread_in_words(spread: Spread) -> String {
    let Spread {
        whole,
        median,
        longest,
    } = spread;
    match whole {
        1 => format!("{} (1)", days(median)),
        _ => format!("{}, longest {longest} (of {whole})", days(median)),
    }
}

fn week_by_week(journal: &Journal, journeys: &[Journey], now: Now) -> Option<Section> {
    let weeks = weeks(journal, journeys, now);
    (!weeks.is_empty()).then(|| Section {
        id: "figures-weeks",
        title: "Week by week",
        parts: vec![SectionPart::Weeks((weeks, now.today()))],
        definition: weeks::DEFINITION.to_owned(),
    })
}

/// What waits for their answer and had no news for two weeks, the quietest first.
fn quiet(journal: &Journal, journeys: &[Journey], today: Date) -> Option<Section> {
    let mut quiet: Vec<_> = journeys
        .iter()
        .filter_map(|journey| {
            let standing = journal.standing_of(journey.id)?;
            let days = standing.days_quiet(today);
            let is_quiet = standing.awaits_answer() && days >= QUIET_DAYS;
            is_quiet.then_some((days, journey.id))
        })
        .collect();
    if quiet.is_empty() {
        return None;
    }
    sort_by_key(&mut quiet, |(days, id)| (std::cmp::Reverse(*days), *id));
    let whole = quiet.len();
    let links = quiet.into_iter().take(MOST_LINES).map(|(days_quiet, id)| {
        let about = journal.opportunities().get(id);
        let name = about.map_or_else(String::new, Opportunity::title);
        (
            address_of(id),
            name,
            format!(": {} without news", days(days_quiet)),
        )
    });
    let links = SectionPart::Links(links.collect());
    let more = whole.saturating_sub(MOST_LINES);
    let more = (more > 0).then(|| SectionPart::Sentence(format!("And {more} more.")));
    Some(Section {
        id: "figures-quiet",
        title: "What is quiet",
        parts: std::iter::once(links).chain(more).collect(),
        definition: "Open, sent, and without any event for 14 days or more.".to_owned(),
    })
}

fn what_brings_answers(journal: &Journal, journeys: &[Journey]) -> Option<Section> {
    let by = |by| groups(journal, journeys, by);
    let sources = by(GroupBy::Source);
    if sources.is_empty() {
        return None;
    }
    let mut parts = vec![
        SectionPart::Sentence(stands_out(&sources)),
        SectionPart::Table(groups_table("By source", "Source", &sources)),
    ];
    let kinds = by(GroupBy::Kind);
    if kinds.len() > 1 {
        parts.push(SectionPart::Table(groups_table("By kind", "Kind", &kinds)));
    }
    let tags = by(GroupBy::Tag);
    if !tags.is_empty() {
        parts.push(SectionPart::Table(groups_table("By label", "Label", &tags)));
    }
    Some(Section {
        id: "figures-answers",
        title: "What brings answers",
        parts,
        definition: groups::DEFINITION.to_owned(),
    })
}

fn groups_table(caption: &'static str, name: &'static str, groups: &[Group]) -> Rows {
    let row = |group: &Group| {
        let name = match group.name.as_str() {
            "" => "Not noted".to_owned(),
            name => name.to_owned(),
        };
        vec![
            name,
            group.sent.to_string(),
            share(group.answered, group.sent),
            group.invited.to_string(),
            group.offers.to_string(),
        ]
    };
    Rows {
        caption,
        head: vec![name, "Sent", "Answered", "Invited", "Offers"],
        rows: groups.iter().map(row).collect(),
    }
}

/// Each experiment that can be counted, before and while it ran.
fn experiments(journal: &Journal, now: Now) -> Option<Section> {
    let counted = journal.experiments().iter().filter_map(|(id, experiment)| {
        let comparison = comparison(journal, id, now)?;
        let before = comparison.before.sentence(comparison.counted);
        let during = comparison.during.sentence(comparison.counted);
        let name = experiment.text.trim().to_owned();
        Some((
            format!("/experiments/{id}"),
            name,
            format!(". Before: {before} Since: {during}"),
        ))
    });
    let links: Vec<_> = counted.take(MOST_LINES).collect();
    (!links.is_empty()).then(|| Section {
        id: "figures-experiments",
        title: "What you tried",
        parts: vec![SectionPart::Links(links)],
        definition: "The 90 days before each experiment beside the days it ran. Counted over the whole search.".to_owned(),
    })
}

fn reasons(journal: &Journal) -> Option<Section> {
    let counts = reason_counts(journal);
    let sentence = counts.sentence()?;
    let link = (
        "/learned".to_owned(),
        "What your reviews say in both directions".to_owned(),
        String::new(),
    );
    Some(Section {
        id: "figures-reasons",
        title: "Reasons",
        parts: vec![
            SectionPart::Sentence(sentence),
            SectionPart::Links(vec![link]),
        ],
        definition: counts.whole(),
    })
}

/// People by how long ago the last contact was.
fn people(journal: &Journal, now: Now) -> Option<Section> {
    const GAPS: [(&str, i32); 3] = [
        ("In the last 30 days", 30),
        ("31 to 90 days ago", 90),
        ("Longer ago", i32::MAX),
    ];
    let mut counts = [0_usize; 4];
    for (id, _) in journal.people().iter() {
        let contacts = contacts(journal, id, now);
        let days = last_contact(&contacts).map(|last| last.on.days_until(now.today()));
        let place = days.map_or(GAPS.len(), |days| {
            let gap = GAPS.iter().position(|(_, most)| days <= *most);
            gap.unwrap_or(GAPS.len())
        });
        counts[place] += 1;
    }
    let whole: usize = counts.iter().sum();
    let names = GAPS.iter().map(|(name, _)| *name).chain(["Not yet"]);
    let rows = names
        .zip(counts)
        .map(|(name, count)| vec![name.to_owned(), format!("{count} of {whole}")]);
    (whole > 0).then(|| Section {
        id: "figures-people",
        title: "People",
        parts: vec![SectionPart::Table(Rows {
            caption: "People by the last contact",
            head: vec!["Last contact", "People"],
            rows: rows.collect(),
        })],
        definition: "Rounds, messages and contacts from either side.".to_owned(),
    })
}

#[cfg(test)]
mod tests;
