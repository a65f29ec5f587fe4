//! Whatever stands in the file of the cache, reading it ends without a panic, and what was
//! understood is written as it was read. A right checksum is put before the bytes, too: no fuzzer
//! guesses one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use roadmap::ledger::try_any_cache;

fuzz_target!(|data: &[u8]| {
    let _ = try_any_cache(data);
});
