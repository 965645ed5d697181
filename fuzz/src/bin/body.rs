//! HTML of a feed, cleaned natively, and looked at by a reader of HTML that knows nothing of the cleaning.

#![no_main]

libfuzzer_sys::fuzz_target!(|html: &str| newsleaf_fuzz::checks::body::check(html));
