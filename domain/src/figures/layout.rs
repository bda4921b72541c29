//! Where the places and bands of a flow are drawn. Layers follow one another along the picture;
//! across it, what goes on lies first and what has ended beneath, in room of its own, so that no band
//! runs behind a place it does not come through.

use std::collections::BTreeMap;

use super::flow::{Flow, Node};
use crate::values::sort::sort_by_key;

/// How large a picture is, in its own units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// From the first layer to the last, the thickness of the last included.
    pub along: f64,
    /// Across the layers.
    pub across: f64,
    /// The thickness of a place.
    pub thickness: f64,
    /// The room between places of one layer.
    pub gap: f64,
    /// The most one opportunity is wide, so that three do not fill the picture.
    pub most_unit: f64,
}

/// A place as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedNode {
    /// Its place in [`Flow::nodes`].
    pub node: usize,
    /// Where it begins along.
    pub along: f64,
    /// Where it begins across.
    pub across: f64,
    /// How wide it is across.
    pub width: f64,
}

/// A band as it is drawn: its middle at each layer it passes, all of one width.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedBand {
    /// Its place in [`Flow::bands`].
    pub band: usize,
    /// Its width across.
    pub width: f64,
    /// Points of its middle: where it leaves a layer, where it meets the next, and so on.
    pub points: Vec<(f64, f64)>,
}

/// A picture of a flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The places.
    pub nodes: Vec<PlacedNode>,
    /// The bands.
    pub bands: Vec<PlacedBand>,
}

/// Lays out a flow.
#[must_use]
pub fn layout(flow: &Flow, size: Size) -> Layout {
    let layers = layers(flow);
    let last = layers.iter().copied().max().unwrap_or(0);
    if flow.whole() == 0 || last == 0 {
        return Layout::default();
    }
    let rows = rows(flow, &layers, last);
    let unit = unit(&rows, size);
    let step = (size.along - size.thickness) / float(last);
    let mut across: BTreeMap<(usize, Item), f64> = BTreeMap::new();
    for (layer, row) in rows.iter().enumerate() {
        let mut at = 0.0;
        for (item, count) in row {
            across.insert((layer, *item), at);
            at += float(*count) * unit + item.gap(size);
        }
    }
    let nodes = flow.nodes.iter().enumerate().map(|(node, _)| PlacedNode {
        node,
        along: float(layers[node]) * step,
        across: across
            .get(&(layers[node], Item::Node(node)))
            .copied()
            .unwrap_or(0.0),
        width: float(flow.count(node)) * unit,
    });
    Layout {
        nodes: nodes.collect(),
        bands: bands(flow, &layers, &across, unit, (step, size.thickness)),
    }
}

/// Something that takes room in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    /// A place.
    Node(usize),
    /// A band that passes by.
    Passing(usize),
}

impl Item {
    /// The room after it: bands lie closer together than places, which have words beside them.
    fn gap(self, size: Size) -> f64 {
        match self {
            Self::Node(_) => size.gap,
            Self::Passing(_) => size.gap / 6.0,
        }
    }
}

/// The layer of each place: beginnings, then each stage in use, then all endings.
fn layers(flow: &Flow) -> Vec<usize> {
    let is_stage = |node: &&Node| matches!(node, Node::Stage(_));
    let stages = flow.nodes.iter().filter(is_stage).count();
    let mut next = 0;
    let layer = |node: &Node| match node {
        Node::Source(_) | Node::OtherSources => 0,
        Node::Stage(_) => {
            next += 1;
            next
        }
        Node::NotSent | Node::Open | Node::Ended(_) => stages + 1,
    };
    flow.nodes.iter().map(layer).collect()
}

/// What lies in each layer, first to last, with its count: the places, then what passes by, what
/// leads to the same ending together, so that no two cross before they end.
fn rows(flow: &Flow, layers: &[usize], last: usize) -> Vec<Vec<(Item, usize)>> {
    let mut rows: Vec<Vec<(Item, usize)>> = vec![Vec::new(); last + 1];
    for (node, layer) in layers.iter().enumerate() {
        rows[*layer].push((Item::Node(node), flow.count(node)));
    }
    let mut passing: Vec<_> = flow.bands.iter().enumerate().collect();
    sort_by_key(&mut passing, |(_, band)| (band.to, band.from));
    for (at, band) in passing {
        let inside = layers[band.from] + 1..layers[band.to];
        for layer in inside {
            rows[layer].push((Item::Passing(at), band.ids.len()));
        }
    }
    rows
}

/// The width of one opportunity, by the layer that needs the most room.
fn unit(rows: &[Vec<(Item, usize)>], size: Size) -> f64 {
    let fits = |row: &Vec<(Item, usize)>| {
        let count: usize = row.iter().map(|(_, count)| count).sum();
        let gaps: f64 = row.iter().map(|(item, _)| item.gap(size)).sum();
        (size.across - gaps).max(size.across / 4.0) / float(count.max(1))
    };
    rows.iter().map(fits).fold(size.most_unit, f64::min)
}

fn bands(
    flow: &Flow,
    layers: &[usize],
    across: &BTreeMap<(usize, Item), f64>,
    unit: f64,
    (step, thickness): (f64, f64),
) -> Vec<PlacedBand> {
    // How much of each place’s two sides is taken by the bands before.
    let mut left_from = vec![0.0; flow.nodes.len()];
    let mut left_to = vec![0.0; flow.nodes.len()];
    let place = |layer: usize, item| across.get(&(layer, item)).copied().unwrap_or(0.0);
    let side =
        |layer: usize, is_end: bool| float(layer) * step + if is_end { thickness } else { 0.0 };
    let placed = flow.bands.iter().enumerate().map(|(at, band)| {
        let width = float(band.ids.len()) * unit;
        let (from, to) = (layers[band.from], layers[band.to]);
        let middle = |start: f64| start + width / 2.0;
        let begin = middle(place(from, Item::Node(band.from)) + left_from[band.from]);
        let end = middle(place(to, Item::Node(band.to)) + left_to[band.to]);
        left_from[band.from] += width;
        left_to[band.to] += width;
        let mut points = vec![(side(from, true), begin)];
        for layer in from + 1..to {
            let through = middle(place(layer, Item::Passing(at)));
            points.extend([(side(layer, false), through), (side(layer, true), through)]);
        }
        points.push((side(to, false), end));
        PlacedBand {
            band: at,
            width,
            points,
        }
    });
    placed.collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of a search are far below 2^52"
)]
fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests;
