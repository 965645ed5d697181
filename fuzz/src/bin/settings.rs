//! Bytes, read as the settings file.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| newsleaf_fuzz::checks::settings::check(bytes));
