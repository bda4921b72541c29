//! The flow as a picture: across the page on wide screens, down the page on a phone.

use std::fmt::Write;

use domain::figures::flow::{Flow, Node};
use domain::figures::layout::{Layout, Size, layout};
use leptos::prelude::*;

use super::{Step, look_into};

/// The height of a line of words.
const LINE: f64 = 14.0;

/// Both pictures; the style sheet shows one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pictures {
    pub(super) wide: Picture,
    pub(super) tall: Picture,
}

/// One picture, ready to draw.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Picture {
    view_box: String,
    bands: Vec<Ribbon>,
    places: Vec<Bar>,
}

#[derive(Clone, Debug, PartialEq)]
struct Ribbon {
    step: Step,
    path: String,
    width: f64,
    /// Where it leads, for its colour.
    leads: &'static str,
    title: String,
}

#[derive(Clone, Debug, PartialEq)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    leads: &'static str,
    label: String,
    /// Where the words stand, and which of their ends.
    words: (f64, f64, &'static str),
    /// From the bar to its words, where they stand apart.
    leader: String,
}

/// Draws a flow both ways.
pub(super) fn pictures(flow: &Flow) -> Pictures {
    let wide = Size {
        along: 800.0,
        across: 380.0,
        thickness: 10.0,
        gap: 18.0,
        most_unit: 24.0,
    };
    let stages = flow.nodes.iter().filter(|node| is_stage(node)).count();
    let tall = Size {
        along: f64::from(u32::try_from(stages + 1).unwrap_or(1)) * 84.0,
        across: 340.0,
        thickness: 8.0,
        gap: 6.0,
        most_unit: 24.0,
    };
    Pictures {
        wide: draw_wide(flow, &layout(flow, wide), wide),
        tall: draw_tall(flow, &layout(flow, tall), tall),
    }
}

const fn is_stage(node: &Node) -> bool {
    matches!(node, Node::Stage(_))
}

fn is_first(node: &Node) -> bool {
    matches!(node, Node::Source(_) | Node::OtherSources)
}

fn draw_wide(flow: &Flow, layout: &Layout, size: Size) -> Picture {
    let ribbons = ribbons(flow, layout, |along, across| (along, across));
    let places = layout.nodes.iter().map(|place| {
        let height = place.width.max(1.0);
        let middle = place.across + height / 2.0 + 4.0;
        Bar {
            x: place.along,
            y: place.across,
            width: size.thickness,
            height,
            leads: leads(&flow.nodes[place.node]),
            label: words(flow, place.node),
            words: (place.along + size.thickness + 6.0, middle, "start"),
            leader: String::new(),
        }
    });
    let passing = layout.bands.iter().flat_map(|band| {
        let points = band.points.iter();
        points.map(|(_, across)| across + band.width / 2.0)
    });
    let places_end = layout.nodes.iter().map(|place| place.across + place.width);
    let bottom = places_end.chain(passing);
    let height = bottom.fold(0.0, f64::max) + 8.0;
    Picture {
        view_box: format!("0 -8 {:.0} {:.0}", size.along + 150.0, height + 8.0),
        bands: ribbons,
        places: places.collect(),
    }
}

fn draw_tall(flow: &Flow, layout: &Layout, size: Size) -> Picture {
    let ribbons = ribbons(flow, layout, |along, across| (across, along));
    let firsts = flow.nodes.iter().filter(|node| is_first(node)).count();
    let lasts = flow.nodes.len();
    let places = layout.nodes.iter().map(|place| {
        let node = &flow.nodes[place.node];
        let (x, y, width) = (place.across, place.along, place.width.max(1.0));
        let rows = |rows: usize| LINE * f64::from(u32::try_from(rows).unwrap_or(0));
        // Words of one layer would run into one another: each has a line of its own.
        let (at, leader) = if is_first(node) {
            let at = y - 4.0 - rows(firsts - 1 - place.node);
            (at, format!("M{x:.1} {y:.1}V{at:.1}"))
        } else if is_stage(node) {
            (y - 4.0, String::new())
        } else {
            let at = y + size.thickness + rows(lasts - place.node);
            (at, format!("M{x:.1} {y:.1}V{at:.1}"))
        };
        // Far right there is no room after the line.
        let is_right = x > size.across * 0.6;
        let (anchor, aside) = if is_right {
            ("end", -3.0)
        } else {
            ("start", 3.0)
        };
        Bar {
            x,
            y,
            width,
            height: size.thickness,
            leads: leads(node),
            label: words(flow, place.node),
            words: (x + aside, at, anchor),
            leader,
        }
    });
    let ends = flow
        .nodes
        .iter()
        .filter(|node| !is_stage(node) && !is_first(node))
        .count();
    let lines = |count: usize| LINE * f64::from(u32::try_from(count).unwrap_or(0));
    let above = lines(firsts) + 4.0;
    Picture {
        view_box: format!(
            "0 {:.0} {:.0} {:.0}",
            -above,
            size.across,
            above + size.along + lines(ends) + 10.0
        ),
        bands: ribbons,
        places: places.collect(),
    }
}

fn words(flow: &Flow, node: usize) -> String {
    format!("{} {}", flow.labels[node], flow.count(node))
}

/// The word that the style sheet colours a place by. Nothing there judges: a no is the colour of the
/// rest after it.
fn leads(node: &Node) -> &'static str {
    match node {
        Node::Open | Node::NotSent => "open",
        Node::Ended(0) => "yes",
        Node::Ended(2) => "no",
        Node::Ended(_) => "ended",
        Node::Source(_) | Node::OtherSources | Node::Stage(_) => "on",
    }
}

/// The colours of the style sheet by day.
fn colour(leads: &str) -> &'static str {
    match leads {
        "yes" => "#e8b84a",
        "no" => "#b9c0dc",
        "ended" => "#c3beb3",
        _ => "#5f9aa3",
    }
}

/// A text between the tags of XML.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}

fn ribbons(flow: &Flow, layout: &Layout, map: impl Fn(f64, f64) -> (f64, f64)) -> Vec<Ribbon> {
    let ribbon = |placed: &domain::figures::layout::PlacedBand| {
        let band = &flow.bands[placed.band];
        let (from, to) = (&flow.labels[band.from], &flow.labels[band.to]);
        Ribbon {
            step: (band.from, band.to),
            path: path(&placed.points, &map),
            width: placed.width.max(1.0),
            leads: leads(&flow.nodes[band.to]),
            title: format!("{from} to {to}: {}", band.ids.len()),
        }
    };
    layout.bands.iter().map(ribbon).collect()
}

/// Curves from layer to layer, straight where a layer is passed.
fn path(points: &[(f64, f64)], map: &impl Fn(f64, f64) -> (f64, f64)) -> String {
    let mut path = String::new();
    let pairs = points.chunks(2);
    for pair in pairs {
        let [(along, across), (next_along, next_across)] = pair else {
            continue;
        };
        let middle = f64::midpoint(*along, *next_along);
        let (x, y) = map(*along, *across);
        let start = if path.is_empty() { 'M' } else { 'L' };
        let (ax, ay) = map(middle, *across);
        let (bx, by) = map(middle, *next_across);
        let (cx, cy) = map(*next_along, *next_across);
        // Writing to a text cannot fail.
        let _ = write!(
            path,
            "{start}{x:.1} {y:.1}C{ax:.1} {ay:.1} {bx:.1} {by:.1} {cx:.1} {cy:.1}"
        );
    }
    path
}

impl Picture {
    /// The picture as a file: with its colours in it, for a style sheet stays behind.
    pub(super) fn file(&self) -> String {
        let mut file = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{}\" font-family=\"sans-serif\" font-size=\"13\">\n",
            self.view_box
        );
        for Ribbon {
            path, width, leads, ..
        } in &self.bands
        {
            let colour = colour(leads);
            let _ = writeln!(
                file,
                "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-opacity=\"0.5\" stroke-width=\"{width:.1}\"/>"
            );
        }
        for bar in &self.places {
            let (x, y, anchor) = bar.words;
            let (colour, words) = (colour(bar.leads), escaped(&bar.label));
            let _ = writeln!(
                file,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\" fill=\"{colour}\"/>\n<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{words}</text>",
                bar.x, bar.y, bar.width, bar.height
            );
        }
        file.push_str("</svg>\n");
        file
    }

    /// The picture. It is no part of what is read out: the table says the same.
    pub(super) fn view(&self, looked_into: RwSignal<Option<Step>>) -> AnyView {
        let bands = self.bands.iter().map(|ribbon| {
            let step = ribbon.step;
            view! {
                <path
                    class="flow__band"
                    data-leads=ribbon.leads
                    data-open=move || (looked_into.get() == Some(step)).to_string()
                    d=ribbon.path.clone()
                    stroke-width=format!("{:.1}", ribbon.width)
                    on:click=move |_| look_into(looked_into, step)
                >
                    <title>{ribbon.title.clone()}</title>
                </path>
            }
            .into_any()
        });
        let bars = self.places.iter().map(|bar| {
            let (x, y, anchor) = bar.words;
            view! {
                <path class="flow__leader" d=bar.leader.clone()></path>
                <rect
                    class="flow__place"
                    data-leads=bar.leads
                    x=format!("{:.1}", bar.x)
                    y=format!("{:.1}", bar.y)
                    width=format!("{:.1}", bar.width)
                    height=format!("{:.1}", bar.height)
                    rx="2"
                ></rect>
                <text x=format!("{x:.1}") y=format!("{y:.1}") text-anchor=anchor>
                    {bar.label.clone()}
                </text>
            }
            .into_any()
        });
        view! {
            <svg viewBox=self.view_box.clone() aria-hidden="true">
                {bands.collect_view()}
                {bars.collect_view()}
            </svg>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use domain::model::opportunity::Opportunity;
    use domain::values::id::RecordId;

    use super::super::model::Model;
    use super::*;
    use crate::actions::testing::{NOON, journal_after, record};

    #[test]
    fn the_file_shows_what_a_person_wrote_as_text() {
        let about = Opportunity {
            source: "<script>&".into(),
            ..Opportunity::default()
        };
        let journal = journal_after(&[record(RecordId::fixed(10), &about)]);
        let model = Model::of(&journal, &Default::default(), NOON);
        let file = pictures(&model.flow).wide.file();
        assert!(file.contains("&lt;script&gt;&amp; 1</text>"));
        assert!(!file.contains("<script>"));
    }
}
