//! Many futures, drawn from what was done: a block bootstrap whose blocks come from an urn.
//!
//! A future is put together from blocks of consecutive days of the record (Künsch 1989), which
//! begin anywhere and go round its end (Politis and Romano 1992), so that bursts and pauses stay
//! what they are. Which block comes next is drawn as from the urn of Blackwell and `MacQueen`
//! (1973): a block that was drawn is put back with a copy. So futures differ not only by chance
//! but by the pace itself, which a short record says only roughly; for single days this is the
//! Bayesian bootstrap of a finite population (Lo 1988).

use super::record::Record;

/// How many futures are drawn.
pub(super) const FUTURES: usize = 600;

/// The longest future, in owed days.
const LONGEST: usize = 3_652;

/// How many owed days a block has, if the record is long enough.
const BLOCK_DAYS: usize = 28;

/// The part of the record that a block has at most.
const PART_OF_RECORD: usize = 5;

/// The weight of a copy in the urn.
const COPY: usize = 1_024;

/// For each milestone, after how many owed days it is reached, in every future.
pub(super) struct Futures {
    reached: Vec<Vec<usize>>,
}

/// What blocks are drawn from.
pub(super) struct Urn {
    /// What was done before each day of the record, which is gone through twice.
    before: Vec<u64>,
    record_days: usize,
    pub(super) block_days: usize,
    /// How much the record weighs against the copies.
    pub(super) record_weight: usize,
    /// The first days of the blocks of this future.
    blocks: Vec<usize>,
}

impl Futures {
    /// Draws futures, each until all milestones are reached: sums of weight, growing.
    pub(super) fn draw(record: &Record, milestones: &[u64], seed: u64) -> Self {
        let mut urn = Urn::of(record);
        let mut dice = Dice(seed);
        let mut reached = vec![Vec::with_capacity(FUTURES); milestones.len()];
        for future in 0..FUTURES {
            // First blocks are spread over the record, which makes for less chance in the sum.
            let first = future * urn.record_days / FUTURES;
            urn.future(first, milestones, &mut dice, &mut reached);
        }
        for days in &mut reached {
            days.sort_unstable();
        }
        Self { reached }
    }

    /// The number of owed days within which the share of futures that reach a milestone is nearest
    /// to so many percent; `None` if fewer ever do.
    pub(super) fn quantile(&self, milestone: usize, percent: usize) -> Option<usize> {
        let reached = &self.reached[milestone];
        let wanted = (FUTURES * percent).div_ceil(100);
        let days = *reached.get(wanted - 1)?;
        let before = reached.partition_point(|reached| *reached < days);
        let within = reached.partition_point(|reached| *reached <= days);
        Some(if wanted - before < within - wanted { days - 1 } else { days })
    }

    /// In how many percent of the futures a milestone is reached within so many owed days.
    pub(super) fn share_within(&self, milestone: usize, days: usize) -> u32 {
        let within = self.reached[milestone].partition_point(|reached| *reached <= days);
        u32::try_from(within * 100 / FUTURES).unwrap_or_default()
    }
}

impl Urn {
    pub(super) fn of(record: &Record) -> Self {
        let days = record.done.len();
        let mut before = Vec::with_capacity(2 * days + 1);
        let mut sum = 0;
        before.push(sum);
        for done in record.done.iter().chain(&record.done) {
            sum += done;
            before.push(sum);
        }
        let block_days = BLOCK_DAYS.min(days / PART_OF_RECORD).max(1);
        // A record is worth as many independent blocks as it has stretches of one and a half blocks;
        // of longer ones, where a pause is longer than two usual ones.
        let pause = record.basis().longest_pause_days;
        let two_usual = 2 * days / record.active_days().max(1);
        let stretch = (block_days * 3 / 2).max(pause.saturating_sub(two_usual) * 8).max(1);
        let record_weight = (days * COPY / stretch).max(COPY / 2);
        Self { before, record_days: days, block_days, record_weight, blocks: Vec::new() }
    }

    /// One future, beginning with the block at `first`: notes after how many days each milestone
    /// is reached.
    fn future(
        &mut self,
        first: usize,
        milestones: &[u64],
        dice: &mut Dice,
        reached: &mut [Vec<usize>],
    ) {
        self.blocks.clear();
        let (mut done, mut days, mut at, mut block) = (0, 0, 0, first);
        while days < LONGEST {
            self.blocks.push(block);
            let start = self.before[block];
            let block_done = self.before[block + self.block_days] - start;
            while milestones.get(at).is_some_and(|milestone| *milestone <= done + block_done) {
                let within = &self.before[block + 1..=block + self.block_days];
                let missing = milestones[at] - done;
                let day = within.partition_point(|before| before - start < missing) + 1;
                reached[at].push(days + day);
                at += 1;
            }
            if at == milestones.len() {
                return;
            }
            done += block_done;
            days += self.block_days;
            block = self.next(dice);
        }
    }

    /// The first day of the next block: a new one, or a copy.
    fn next(&self, dice: &mut Dice) -> usize {
        let thrown = dice.below(self.record_weight + COPY * self.blocks.len());
        match thrown.checked_sub(self.record_weight) {
            Some(copy) => self.blocks[copy / COPY],
            None => dice.below(self.record_days),
        }
    }
}

/// The generator `SplitMix64` (Steele, Lea and Flood 2014): the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`, which is at least 1.
    fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * end as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }
}
