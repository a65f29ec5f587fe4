//! A set of numbers below a bound, one bit each.

/// A set of numbers below a bound.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks(Vec<u64>);

impl Marks {
    /// The empty set of numbers below `bound`.
    pub(super) fn below(bound: usize) -> Self {
        Self(vec![0; bound.div_ceil(64)])
    }

    /// Adds a number and returns whether it is new. A number beyond the bound is not taken.
    pub(super) fn insert(&mut self, number: u32) -> bool {
        let bit = 1 << (number % 64);
        let Some(word) = self.0.get_mut(number as usize / 64) else { return false };
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Removes a number and returns whether it was there.
    pub(super) fn remove(&mut self, number: u32) -> bool {
        let bit = 1 << (number % 64);
        let Some(word) = self.0.get_mut(number as usize / 64) else { return false };
        let was_there = *word & bit != 0;
        *word &= !bit;
        was_there
    }

    /// Whether a number is in it.
    pub(super) fn contains(&self, number: u32) -> bool {
        self.0.get(number as usize / 64).is_some_and(|word| word & 1 << (number % 64) != 0)
    }

    /// The numbers in it, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        let words = (0_u32..).step_by(64).zip(&self.0).filter(|(_, word)| **word != 0);
        words.flat_map(|(first, word)| {
            (0..64).filter(move |bit| word >> bit & 1 != 0).map(move |bit| first + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_set() {
        let mut marks = Marks::below(130);
        assert!(marks.insert(0) && marks.insert(64) && marks.insert(129));
        assert!(!marks.insert(64), "it is there already");
        assert!(!marks.insert(1000), "beyond the bound");
        assert!(marks.contains(129) && !marks.contains(1) && !marks.contains(1000));
        assert!(marks.remove(0) && !marks.remove(0));
        assert_eq!(marks.iter().collect::<Vec<_>>(), [64, 129]);
    }
}
