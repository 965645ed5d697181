//! Bytes, read as a feed.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| newsleaf_fuzz::checks::feed::check(bytes));
