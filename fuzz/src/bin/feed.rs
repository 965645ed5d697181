//! Bytes, read as a feed.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    newsleaf_fuzz::check_feed(bytes);
    // What a strict reader of JSON takes, ours takes too.
    if serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok() {
        let (text, mut warnings) = newsleaf::domain::parse::json::decode(bytes);
        newsleaf::domain::parse::json::parse(text, &mut warnings).expect("valid JSON was refused");
    }
});
