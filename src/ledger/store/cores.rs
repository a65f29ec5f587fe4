//! Work that is shared out to all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// More threads than this wait for each other's reading.
const MOST_THREADS: usize = 8;

/// Shares the numbers below `count` out to all cores: each does `work` once, with a function that
/// takes the next number. The caller's own thread tells `watch` what it takes.
pub(super) fn on_all_cores<T: Send>(
    count: usize,
    work: impl Fn(&mut dyn FnMut() -> Option<usize>) -> T + Sync,
    watch: impl Fn(usize),
) -> Vec<T> {
    let taken = AtomicUsize::new(0);
    let take = || Some(taken.fetch_add(1, Ordering::Relaxed)).filter(|next| *next < count);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let others = cores.min(MOST_THREADS).min(count).saturating_sub(1);
    thread::scope(|scope| {
        let others: Vec<_> = (0..others).map(|_| scope.spawn(|| work(&mut || take()))).collect();
        let mine = work(&mut || take().inspect(|next| watch(*next)));
        others.into_iter().filter_map(|thread| thread.join().ok()).chain([mine]).collect()
    })
}
