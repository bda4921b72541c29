//! A flow as the text that <https://sankeymatic.com> draws: one line a band, “Applied \[12\]
//! Interviewing”.

use crate::figures::flow::{Flow, Node};

/// The flow as lines of text.
#[must_use]
pub fn write(flow: &Flow) -> String {
    let names: Vec<String> = (0..flow.nodes.len()).map(|node| name(flow, node)).collect();
    let lines = flow.bands.iter().map(|band| {
        let (from, to) = (&names[band.from], &names[band.to]);
        format!("{from} [{}] {to}\n", band.ids.len())
    });
    lines.collect()
}

/// A name that the reader takes as one: without brackets and marks of comments, and no two alike,
/// for alike names are one place there.
fn name(flow: &Flow, node: usize) -> String {
    let plain = |text: &str| {
        let text = text.replace(['[', ']', '{', '}', '#', '\'', '\\', '/'], " ");
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    };
    let name = plain(&flow.labels[node]);
    let is_taken = (0..flow.nodes.len()).any(|other| {
        let is_other = other != node && plain(&flow.labels[other]) == name;
        // The stage keeps its name, and so does the first of others.
        let keeps = matches!(flow.nodes[node], Node::Stage(_));
        is_other && !keeps
    });
    match flow.nodes[node] {
        Node::Source(_) | Node::OtherSources if is_taken || name.is_empty() => {
            format!("{name} (source {})", node + 1)
        }
        _ if is_taken || name.is_empty() => format!("{name} ({})", node + 1),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::flow::flow;
    use crate::figures::flow::tests::any_journeys;
    use crate::model::stage::Stages;
    use proptest::prelude::*;

    /// Reads what was written: from, how many, to.
    fn read(text: &str) -> Vec<(String, usize, String)> {
        let line = |line: &str| {
            let (from, rest) = line.split_once(" [")?;
            let (count, to) = rest.split_once("] ")?;
            Some((from.to_owned(), count.parse().ok()?, to.to_owned()))
        };
        text.lines().filter_map(line).collect()
    }

    proptest! {
        #[test]
        fn every_band_is_a_line_that_reads_back(journeys in any_journeys()) {
            let flow = flow(&journeys, &Stages::default());
            let lines = read(&write(&flow));
            prop_assert_eq!(lines.len(), flow.bands.len());
            for (line, band) in lines.iter().zip(&flow.bands) {
                prop_assert_eq!(line.1, band.ids.len());
            }
        }

        #[test]
        fn no_two_places_have_one_name(labels in proptest::collection::vec("[aA\\[\\]# ]{0,3}", 2..6)) {
            let nodes = labels.iter().map(|label| Node::Source(label.clone()));
            let flow = Flow {
                nodes: nodes.collect(),
                labels: labels.clone(),
                ..Flow::default()
            };
            let mut names: Vec<String> = (0..labels.len()).map(|node| name(&flow, node)).collect();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), labels.len());
        }
    }
}
