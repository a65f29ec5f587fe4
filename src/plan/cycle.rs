//! Circles among ids that name each other.

use std::collections::BTreeMap;

use super::field::At;
use crate::id::Id;

/// How far the search has come with a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the way that is being followed.
    Open,
    Done,
    /// Part of a circle that was found.
    Reported,
}

/// The circles among `nodes`, each given by its references in the order in which one follows
/// them. Circles that share nothing are all found; of others at least one.
///
/// The search keeps its own stack, so that a long chain cannot exhaust the program's.
pub(super) fn cycles<'a>(nodes: &[(&'a At<Id>, &'a [At<Id>])]) -> Vec<Vec<&'a At<Id>>> {
    let index: BTreeMap<&Id, usize> =
        nodes.iter().enumerate().rev().map(|(at, (id, _))| (&id.value, at)).collect();
    let mut states = vec![State::New; nodes.len()];
    let mut found = Vec::new();
    for root in 0..nodes.len() {
        if states[root] == State::New {
            search(root, nodes, &index, &mut states, &mut found);
        }
    }
    found
}

fn search<'a>(
    root: usize,
    nodes: &[(&'a At<Id>, &'a [At<Id>])],
    index: &BTreeMap<&Id, usize>,
    states: &mut [State],
    found: &mut Vec<Vec<&'a At<Id>>>,
) {
    // Each step: a node and how many of its references have been followed.
    let mut path = vec![(root, 0)];
    states[root] = State::Open;
    while let Some((node, followed)) = path.last_mut() {
        let node = *node;
        let Some(reference) = nodes[node].1.get(*followed) else {
            if states[node] == State::Open {
                states[node] = State::Done;
            }
            path.pop();
            continue;
        };
        *followed += 1;
        let Some(&next) = index.get(&reference.value) else {
            continue;
        };
        match states[next] {
            State::New => {
                states[next] = State::Open;
                path.push((next, 0));
            }
            State::Open => {
                let start = path.iter().position(|(on_path, _)| *on_path == next).unwrap_or(0);
                let circle = &path[start..];
                found.push(circle.iter().map(|(at, count)| &nodes[*at].1[*count - 1]).collect());
                for (at, _) in circle {
                    states[*at] = State::Reported;
                }
            }
            State::Done | State::Reported => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(edges: &[(&str, &[&str])]) -> Vec<String> {
        let at = |id: &str| At { value: id.parse::<Id>().expect("an id"), span: 0..0 };
        let nodes: Vec<(At<Id>, Vec<At<Id>>)> = edges
            .iter()
            .map(|(from, to)| (at(from), to.iter().copied().map(at).collect()))
            .collect();
        let borrowed: Vec<_> = nodes.iter().map(|(from, to)| (from, to.as_slice())).collect();
        let show = |cycle: Vec<&At<Id>>| {
            cycle.iter().map(|id| id.value.as_str()).collect::<Vec<_>>().join(" ")
        };
        cycles(&borrowed).into_iter().map(show).collect()
    }

    #[test]
    fn every_circle_that_stands_alone_is_found() {
        let none: &[&str] = &[];
        assert_eq!(found(&[("a", &["b", "c"]), ("b", &["c"]), ("c", none)]), Vec::<String>::new());
        assert_eq!(found(&[("a", &["a"])]), ["a"]);
        assert_eq!(found(&[("a", &["b"]), ("b", &["a"])]), ["b a"]);
        let two = found(&[("x", &["a"]), ("a", &["b"]), ("b", &["a"]), ("c", &["c", "b"])]);
        assert_eq!(two, ["b a", "c"]);
    }

    #[test]
    fn a_chain_of_ten_thousand_is_no_trouble() {
        let names: Vec<String> = (0..10_000).map(|number| format!("t{number}")).collect();
        let next: Vec<[&str; 1]> =
            (0..10_000).map(|number| [names[(number + 1) % 10_000].as_str()]).collect();
        let edges: Vec<(&str, &[&str])> =
            names.iter().zip(&next).map(|(name, next)| (name.as_str(), next.as_slice())).collect();
        assert_eq!(found(&edges).len(), 1);
    }
}
