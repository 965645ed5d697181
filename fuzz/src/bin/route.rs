//! Text, read as an address of the site in both styles: a printed address is read as the same page.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| newsleaf_fuzz::checks::route::check(text));
