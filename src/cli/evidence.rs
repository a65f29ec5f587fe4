//! What the plan asks commits for, in the words of the ledger, which knows no plan.

use crate::ledger::{Counted, Evidence, EvidenceRule};
use crate::plan::{self, EvidenceUnit, Fits, Plan, Proof};

/// The plan's rules of evidence.
pub(super) fn evidence(plan: &Plan) -> Evidence {
    let rules = plan.evidence.iter().map(rule).collect();
    Evidence { rules, day_end: plan.day_end }
}

fn rule(rule: &plan::EvidenceRule) -> EvidenceRule {
    let Fits { path, message, tag, co_author } = rule.fits.clone();
    EvidenceRule {
        key: rule.id.clone(),
        target: rule.proof.target().clone(),
        amount: match rule.proof {
            Proof::Task(_) => None,
            Proof::Habit(_, amount) => Some(amount),
        },
        counted: match rule.unit {
            EvidenceUnit::Commit => Counted::Commit,
            EvidenceUnit::DistinctFile => Counted::File,
            EvidenceUnit::DistinctFolder => Counted::Folder,
        },
        path,
        message,
        tag,
        co_author,
    }
}
