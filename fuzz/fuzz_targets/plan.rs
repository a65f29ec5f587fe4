//! Any bytes are a plan or a list of problems that can be drawn; a plan can be folded.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roadmap::{plan, progress};

fuzz_target!(|data: &[u8]| {
    match plan::read(data) {
        Ok(reading) => {
            let progress = progress::fold(&reading.plan, &[], reading.plan.start);
            assert_eq!(progress.tasks.len(), reading.plan.tasks().count());
        }
        Err(problems) => {
            assert!(problems.errors() > 0);
            let _ = problems.render("roadmap.toml", data, true, 80);
        }
    }
});
