//! Proving tasks: which commands they have, whether those may be run, and running them.

mod auditor;
pub(crate) mod refusal;
mod trust;
mod workshop;

pub(crate) use auditor::{Auditor, Claim};
pub(crate) use workshop::{Provable, Proven, Workshop, checks, to_be_checked, unchecked};
