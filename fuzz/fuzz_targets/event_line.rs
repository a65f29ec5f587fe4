//! Any value of a trailer is an event or an error, and an event reads back as it was written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roadmap::ledger::{Verb, line};

fuzz_target!(|value: &str| {
    for verb in Verb::ALL {
        let Ok(decoded) = line::decode(verb, value) else { continue };
        let written = line::encode(&decoded.record, decoded.id.as_ref());
        assert!(!written.contains('\n'));
        let again = line::decode(verb, &written).expect("our own line is an event");
        // Control characters become blanks when they are written, once and for all.
        let twice = line::encode(&again.record, again.id.as_ref());
        assert_eq!(written, twice);
    }
});
