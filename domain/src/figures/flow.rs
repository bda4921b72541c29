//! The whole search as a flow: where each opportunity began, how far it went, how it ended or that
//! it is open. The picture drawn from it is named after M. H. P. R. Sankey.

use std::collections::BTreeMap;

use super::journey::Journey;
use crate::model::event::Ending;
use crate::model::stage::Stages;
use crate::values::id::RecordId;
use crate::values::sort::sort_by_key;
use crate::values::text::fold;

/// What the flow counts, in words.
pub const DEFINITION: &str = "Every opportunity once: where you found it, each stage past Saved it came to, and how it ended or that it’s open. No answer is not a no.";

/// The most sources that have a beginning of their own; the others are taken together.
pub const MOST_SOURCES: usize = 4;

/// A place in the flow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// Where it was found, folded; empty where it was not noted.
    Source(String),
    /// All sources that have no beginning of their own.
    OtherSources,
    /// A stage, by its column on the board.
    Stage(usize),
    /// Open today, and nothing was sent yet.
    NotSent,
    /// Open today.
    Open,
    /// Ended, by the place of the ending in [`ENDINGS`].
    Ended(usize),
}

/// The endings in the order they are drawn, after what is open.
pub const ENDINGS: [Ending; 6] = [
    Ending::Yes,
    Ending::Declined,
    Ending::No,
    Ending::NoAnswer,
    Ending::RoleClosed,
    Ending::Withdrawn,
];

/// Some opportunities that went from one place to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The place in [`Flow::nodes`] they came from.
    pub from: usize,
    /// The place they went to.
    pub to: usize,
    /// The opportunities.
    pub ids: Vec<RecordId>,
}

/// The whole flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// The places, beginnings first, endings last.
    pub nodes: Vec<Node>,
    /// The name of each place.
    pub labels: Vec<String>,
    /// The bands between them, by where they come from and go to.
    pub bands: Vec<Band>,
    /// The way of each opportunity: places of [`Flow::nodes`], and how many went it.
    pub ways: Vec<(Vec<usize>, usize)>,
}

impl Flow {
    /// How many opportunities came through a place.
    #[must_use]
    pub fn count(&self, node: usize) -> usize {
        let through = self.ways.iter().filter(|(way, _)| way.contains(&node));
        through.map(|(_, count)| count).sum()
    }

    /// How many opportunities there are.
    #[must_use]
    pub fn whole(&self) -> usize {
        self.ways.iter().map(|(_, count)| count).sum()
    }
}

/// The flow of these journeys.
#[must_use]
pub fn flow(journeys: &[Journey], stages: &Stages) -> Flow {
    let sources = large_sources(journeys);
    let ways: Vec<(Vec<Node>, RecordId)> = journeys
        .iter()
        .map(|journey| (way(journey, &sources), journey.id))
        .collect();
    let mut nodes: Vec<Node> = Vec::new();
    for node in ways.iter().flat_map(|(way, _)| way) {
        if let Err(place) =
            nodes.binary_search_by(|other| rank(other, &sources).cmp(&rank(node, &sources)))
        {
            nodes.insert(place, node.clone());
        }
    }
    let place = |node: &Node| nodes.iter().position(|other| other == node).unwrap_or(0);
    let mut bands: BTreeMap<(usize, usize), Vec<RecordId>> = BTreeMap::new();
    let mut counted: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for (way, id) in &ways {
        let places: Vec<usize> = way.iter().map(place).collect();
        for step in places.windows(2) {
            bands.entry((step[0], step[1])).or_default().push(*id);
        }
        *counted.entry(places).or_default() += 1;
    }
    let labels = nodes.iter().map(|node| label(node, journeys, stages));
    Flow {
        labels: labels.collect(),
        bands: bands
            .into_iter()
            .map(|((from, to), ids)| Band { from, to, ids })
            .collect(),
        ways: counted.into_iter().collect(),
        nodes,
    }
}

/// The sources with a beginning of their own, the largest first. One left over has its own, too.
fn large_sources(journeys: &[Journey]) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for journey in journeys {
        *counts.entry(fold(&journey.source)).or_default() += 1;
    }
    let mut sources: Vec<(String, usize)> = counts.into_iter().collect();
    sort_by_key(&mut sources, |(name, count)| {
        (std::cmp::Reverse(*count), name.clone())
    });
    if sources.len() > MOST_SOURCES + 1 {
        sources.truncate(MOST_SOURCES);
    }
    sources.into_iter().map(|(name, _)| name).collect()
}

fn way(journey: &Journey, sources: &[String]) -> Vec<Node> {
    let source = fold(&journey.source);
    let begins = if sources.contains(&source) {
        Node::Source(source)
    } else {
        Node::OtherSources
    };
    let stages = journey.reached.iter().copied().map(Node::Stage);
    let ends = match journey.ending {
        None if journey.is_sent() => Node::Open,
        None => Node::NotSent,
        Some(ending) => {
            let place = ENDINGS.iter().position(|other| *other == ending);
            Node::Ended(place.unwrap_or(0))
        }
    };
    std::iter::once(begins)
        .chain(stages)
        .chain([ends])
        .collect()
}

/// Where a node stands in the order: large sources first.
fn rank(node: &Node, sources: &[String]) -> (u8, usize) {
    match node {
        Node::Source(name) => {
            let place = sources.iter().position(|other| other == name);
            (0, place.unwrap_or(sources.len()))
        }
        Node::OtherSources => (1, 0),
        Node::Stage(column) => (2, *column),
        Node::Open => (3, 0),
        Node::NotSent => (3, 1),
        Node::Ended(place) => (4, *place),
    }
}

fn label(node: &Node, journeys: &[Journey], stages: &Stages) -> String {
    match node {
        Node::Source(name) if name.is_empty() => "No source noted".to_owned(),
        Node::Source(name) => {
            let written = journeys.iter().map(|journey| &journey.source);
            let same = written.clone().find(|source| fold(source) == *name);
            same.unwrap_or(name).clone()
        }
        Node::OtherSources => "Other sources".to_owned(),
        Node::Stage(column) => {
            let stage = stages.all().get(*column);
            stage.map_or_else(String::new, |stage| stage.label.clone())
        }
        Node::Open => "Open".to_owned(),
        Node::NotSent => "Not sent yet".to_owned(),
        Node::Ended(place) => {
            let ending = ENDINGS.get(*place);
            ending.map_or_else(String::new, |ending| ending.label().to_owned())
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
