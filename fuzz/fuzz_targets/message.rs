//! Any commit message is read without a panic, and the quick look never misses a key line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roadmap::ledger::{Verb, line, message};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let lines = message::key_lines(&text);
    assert!(lines.is_empty() || message::may_hold_events(data));
    for found in lines {
        if let Some(verb) = Verb::from_key(found.key) {
            let _ = line::decode(verb, found.value);
        }
    }
});
