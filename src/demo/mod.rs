//! A learner who never was: a believable history on a plan, the same for the same seed. For
//! `roadmap demo`, for pictures and for tests.

mod diary;
pub mod random;

pub use diary::{EMAIL, Life, NAME, Stream, stream};
