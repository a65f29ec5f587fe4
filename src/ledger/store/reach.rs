//! Which commits of a graph can be reached from others.
//!
//! Going from a commit to its parents waits for memory at every step, since only the commit says
//! which is next. The graph also has the level of each commit, which is above those of its
//! parents, so all commits can be gone through from the highest level down instead: whether one
//! is reached is settled before its turn, and no step waits for the one before.

use super::graph::CommitGraph;
use super::marks::Marks;

impl CommitGraph {
    /// These commits and all their ancestors that are not in `visited`, where these are already
    /// and those are put.
    pub(super) fn reach(&self, positions: &[u32], visited: &mut Marks) -> Marks {
        let mut reached = Marks::below(self.count());
        for position in positions {
            reached.insert(*position);
        }
        if self.descend(&mut reached, visited).is_none() {
            self.follow(&mut reached, visited);
        }
        reached
    }

    /// Reaches the parents of all that is reached, level by level; `None` where a level is not
    /// what it should be, as in graphs written before git 2.19.
    fn descend(&self, reached: &mut Marks, visited: &mut Marks) -> Option<()> {
        for position in self.by_level()?.into_iter().rev() {
            if !reached.contains(position) {
                continue;
            }
            let level = self.level(position);
            for parent in self.parents(position) {
                if self.level(parent) >= level {
                    return None;
                }
                if visited.insert(parent) {
                    reached.insert(parent);
                }
            }
        }
        Some(())
    }

    /// The same from parent to parent.
    fn follow(&self, reached: &mut Marks, visited: &mut Marks) {
        let mut open: Vec<u32> = reached.iter().collect();
        while let Some(position) = open.pop() {
            for parent in self.parents(position) {
                if visited.insert(parent) {
                    reached.insert(parent);
                    open.push(parent);
                }
            }
        }
    }

    /// All positions, the lowest level first; `None` where a level is higher than there are
    /// commits.
    fn by_level(&self) -> Option<Vec<u32>> {
        let mut starts = vec![0_u32; self.count() + 2];
        for level in self.levels() {
            *starts.get_mut(*level as usize + 1)? += 1;
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut positions = vec![0; self.count()];
        for (position, level) in (0..).zip(self.levels()) {
            let place = starts.get_mut(*level as usize)?;
            *positions.get_mut(*place as usize)? = position;
            *place += 1;
        }
        Some(positions)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The parents of each commit, up to three, and its level. Positions say nothing of age.
    fn histories() -> impl Strategy<Value = (Vec<Vec<u32>>, Vec<u32>)> {
        let drawn = prop::collection::vec(any::<prop::sample::Index>(), 0..4);
        prop::collection::vec((drawn, any::<u32>()), 1..60).prop_map(|drawn| {
            let mut positions: Vec<usize> = (0..drawn.len()).collect();
            positions.sort_by_key(|commit| drawn[*commit].1);
            let (mut parents, mut levels) = (vec![Vec::new(); drawn.len()], vec![1; drawn.len()]);
            for (age, (of_one, _)) in drawn.iter().enumerate().skip(1) {
                let earlier = of_one.iter().map(|parent| positions[parent.index(age)]);
                for parent in earlier {
                    parents[positions[age]].push(u32::try_from(parent).unwrap());
                    levels[positions[age]] = levels[positions[age]].max(levels[parent] + 1);
                }
            }
            (parents, levels)
        })
    }

    proptest! {
        #[test]
        fn all_ancestors_are_reached_whatever_the_levels_say(
            (parents, levels) in histories(),
            visited in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
            starts in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
            wrong in prop::option::of(prop::collection::vec(0_u32..5, 60)),
        ) {
            let count = parents.len();
            let at = |index: &prop::sample::Index| u32::try_from(index.index(count)).unwrap();
            let follow = |open: Vec<u32>, mut seen: Marks| {
                let (mut open, mut found) = (open, Vec::new());
                while let Some(position) = open.pop() {
                    if seen.insert(position) {
                        found.push(position);
                        open.extend(&parents[position as usize]);
                    }
                }
                found.sort_unstable();
                (found, seen)
            };
            let (_, before) = follow(visited.iter().map(at).collect(), Marks::below(count));
            let starts: Vec<u32> = starts.iter().map(at).collect();
            let (wanted, _) = follow(starts.clone(), before.clone());
            let mut seen = before;
            let new: Vec<u32> = starts.into_iter().filter(|start| seen.insert(*start)).collect();
            let levels = wrong.map_or(levels, |wrong| wrong[..count].to_vec());
            let reached = CommitGraph::of(&parents, levels).reach(&new, &mut seen);
            prop_assert_eq!(reached.iter().collect::<Vec<_>>(), wanted);
        }
    }
}
