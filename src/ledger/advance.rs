//! From old tips to new ones: which commits are new, and which are gone. Pure; somebody else
//! opens the commits.
//!
//! Two colours are painted from the tips downwards, the commits with the youngest committer date
//! first, until everything still to be visited has both. Dates may lie, so a commit with one
//! colour may yet deserve the other; but every commit that can be reached from one side only has
//! that side's colour alone. Whoever reads too much of what is new loses nothing, and whoever
//! finds that something may be gone has to look again.

use std::collections::{BinaryHeap, HashMap, HashSet};

/// A commit, as far as walking needs it.
#[derive(Clone, Debug)]
pub(super) struct Step<N, C> {
    /// Its parents; none at the boundary of a shallow clone.
    pub(super) parents: Vec<N>,
    /// The committer's time, in seconds since 1970.
    pub(super) at: i64,
    /// Whatever else the caller wants to know of a new commit.
    pub(super) content: C,
}

/// Opens a commit; `None` where it is not there.
type Open<'a, N, C, E> = dyn FnMut(&N) -> Result<Option<Step<N, C>>, E> + 'a;

/// What lies between two sets of tips.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Between<N, C> {
    /// Every commit that only the new tips lead to, and perhaps a few more; children before their
    /// parents where dates do not lie.
    pub(super) new: Vec<(N, C)>,
    /// Every commit that only the old tips lead to, and perhaps a few more.
    pub(super) gone: Vec<N>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Colours {
    old: bool,
    new: bool,
}

impl Colours {
    const NONE: Self = Self { old: false, new: false };

    fn both(self) -> bool {
        self.old && self.new
    }

    fn with(self, other: Self) -> Self {
        Self { old: self.old || other.old, new: self.new || other.new }
    }
}

struct Painted<N, C> {
    colours: Colours,
    step: Step<N, C>,
    waits: bool,
}

struct Walk<'a, 'b, N, C, E> {
    open: &'a mut Open<'b, N, C, E>,
    painted: HashMap<N, Painted<N, C>>,
    waiting: BinaryHeap<(i64, N)>,
    /// How many of those that wait have one colour.
    undecided: usize,
    most: usize,
}

/// How many commits on top of the old tips are looked at before anything is painted.
const ON_TOP: usize = 64;

/// What lies between `old` and `new` tips; `None` where that would take more than `most` commits,
/// or one of them is not there.
///
/// # Errors
///
/// What `open` returns.
pub(super) fn between<N, C, E>(
    old: &[N],
    new: &[N],
    most: usize,
    open: &mut Open<'_, N, C, E>,
) -> Result<Option<Between<N, C>>, E>
where
    N: Clone + Ord + std::hash::Hash,
{
    if let Some(new) = on_top(old, new, most.min(ON_TOP), open)? {
        return Ok(Some(Between { new, gone: Vec::new() }));
    }
    let (painted, waiting) = (HashMap::new(), BinaryHeap::new());
    let mut walk = Walk { open, painted, waiting, undecided: 0, most };
    let tips = old.iter().map(|tip| (tip, Colours { old: true, new: false }));
    let tips = tips.chain(new.iter().map(|tip| (tip, Colours { old: false, new: true })));
    for (tip, colours) in tips {
        if !walk.paint(tip, colours)? {
            return Ok(None);
        }
    }
    while walk.undecided > 0 {
        let Some((parents, colours)) = walk.next() else { break };
        for parent in parents {
            if !walk.paint(&parent, colours)? {
                return Ok(None);
            }
        }
    }
    Ok(Some(walk.result()))
}

/// The everyday case: the commits from the new tips down to the old ones, where every old tip
/// that is no tip any more is met on the way; `None` elsewhere. The other tips, of which there
/// may be thousands, are not even opened.
fn on_top<N, C, E>(
    old: &[N],
    new: &[N],
    most: usize,
    open: &mut Open<'_, N, C, E>,
) -> Result<Option<Vec<(N, C)>>, E>
where
    N: Clone + Ord + std::hash::Hash,
{
    let was: HashSet<&N> = old.iter().collect();
    let is: HashSet<&N> = new.iter().collect();
    let mut left: HashSet<&N> = was.difference(&is).copied().collect();
    let mut waiting: Vec<N> = is.difference(&was).map(|tip| (*tip).clone()).collect();
    let mut seen: HashSet<N> = HashSet::new();
    let mut found = Vec::new();
    while let Some(name) = waiting.pop() {
        if was.contains(&name) {
            left.remove(&name);
        } else if seen.insert(name.clone()) {
            if found.len() == most {
                return Ok(None);
            }
            let Some(step) = open(&name)? else { return Ok(None) };
            waiting.extend(step.parents);
            found.push((name, step.content));
        }
    }
    Ok(left.is_empty().then_some(found))
}

impl<N, C, E> Walk<'_, '_, N, C, E>
where
    N: Clone + Ord + std::hash::Hash,
{
    /// Adds colours to a commit. Returns whether it is there and there is room for it.
    fn paint(&mut self, name: &N, colours: Colours) -> Result<bool, E> {
        if !self.painted.contains_key(name) {
            if self.painted.len() >= self.most {
                return Ok(false);
            }
            let Some(step) = (self.open)(name)? else { return Ok(false) };
            let fresh = Painted { colours: Colours::NONE, step, waits: false };
            self.painted.insert(name.clone(), fresh);
        }
        let Some(commit) = self.painted.get_mut(name) else { return Ok(false) };
        let (before, after) = (commit.colours, commit.colours.with(colours));
        if before == after {
            return Ok(true);
        }
        commit.colours = after;
        self.undecided += usize::from(!after.both());
        if commit.waits {
            self.undecided -= usize::from(!before.both());
        } else {
            commit.waits = true;
            self.waiting.push((commit.step.at, name.clone()));
        }
        Ok(true)
    }

    /// Takes the youngest commit that waits: its parents and colours.
    fn next(&mut self) -> Option<(Vec<N>, Colours)> {
        let (_, name) = self.waiting.pop()?;
        let commit = self.painted.get_mut(&name)?;
        commit.waits = false;
        self.undecided -= usize::from(!commit.colours.both());
        Some((commit.step.parents.clone(), commit.colours))
    }

    /// Both sides, the new one with the youngest first: neighbours have most of their trees in
    /// common, so that whoever compares them in this order finds these at hand.
    fn result(self) -> Between<N, C> {
        let (mut new, mut gone) = (Vec::new(), Vec::new());
        for (name, Painted { colours, step, .. }) in self.painted {
            match colours {
                Colours { old: false, new: true } => new.push((step.at, name, step.content)),
                Colours { old: true, new: false } => gone.push(name),
                _ => {}
            }
        }
        new.sort_by(|(a_at, a, _), (b_at, b, _)| (b_at, b).cmp(&(a_at, a)));
        let new = new.into_iter().map(|(_, name, content)| (name, content)).collect();
        Between { new, gone }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    /// Commits by number, with parents of smaller numbers and any dates.
    type History = Vec<(Vec<usize>, i64)>;

    fn history() -> impl Strategy<Value = History> {
        let commit = (prop::collection::vec(any::<prop::sample::Index>(), 0..3), 0_i64..20);
        prop::collection::vec(commit, 1..30).prop_map(|commits| {
            let numbered = commits.into_iter().enumerate();
            let parents = |(number, (parents, at)): (usize, (Vec<prop::sample::Index>, i64))| {
                let parents = if number == 0 { Vec::new() } else { parents };
                (parents.iter().map(|parent| parent.index(number)).collect(), at)
            };
            numbered.map(parents).collect()
        })
    }

    fn reachable(history: &History, tips: &[usize]) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut open = tips.to_vec();
        while let Some(commit) = open.pop() {
            if seen.insert(commit) {
                open.extend(&history[commit].0);
            }
        }
        seen
    }

    fn between_of(
        history: &History,
        old: &[usize],
        new: &[usize],
        most: usize,
    ) -> Option<Between<usize, ()>> {
        let mut open = |commit: &usize| {
            let (parents, at) = history[*commit].clone();
            Ok::<_, Infallible>(Some(Step { parents, at, content: () }))
        };
        let Ok(between) = between(old, new, most, &mut open);
        between
    }

    proptest! {
        #[test]
        fn nothing_new_and_nothing_gone_is_overlooked(
            history in history(),
            old in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
            new in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
            fast_forward: bool,
        ) {
            let tips = |tips: &[prop::sample::Index]| -> Vec<usize> {
                tips.iter().map(|tip| tip.index(history.len())).collect()
            };
            let (mut old, new) = (tips(&old), tips(&new));
            if fast_forward {
                old.retain(|tip| reachable(&history, &new).contains(tip));
            }
            let between = between_of(&history, &old, &new, 1_000).expect("there is room");
            let (from_old, from_new) = (reachable(&history, &old), reachable(&history, &new));
            let new: BTreeSet<usize> = between.new.into_iter().map(|(commit, ())| commit).collect();
            let gone: BTreeSet<usize> = between.gone.into_iter().collect();
            prop_assert!(from_new.difference(&from_old).all(|commit| new.contains(commit)));
            prop_assert!(from_old.difference(&from_new).all(|commit| gone.contains(commit)));
            prop_assert!(new.is_subset(&from_new) && gone.is_subset(&from_old));
        }
    }

    #[test]
    fn it_stops_where_both_sides_meet() {
        let chain: History = (0_usize..1_000)
            .zip(0..)
            .map(|(n, at)| (n.checked_sub(1).into_iter().collect(), at))
            .collect();
        let between = between_of(&chain, &[990], &[995], 8).expect("eight commits are enough");
        let new: Vec<usize> = between.new.iter().map(|(commit, ())| *commit).collect();
        assert_eq!(new, [995, 994, 993, 992, 991], "the youngest first");
        assert!(between.gone.is_empty());
        assert_eq!(between_of(&chain, &[0], &[995], 100), None, "more than allowed");
    }
}
