//! HTML of a feed, cleaned natively, and looked at by a reader of HTML that knows nothing of the cleaning.

#![no_main]

#[path = "../../../tests/support/body_faults.rs"]
mod body_faults;
#[path = "../../../tests/support/clean.rs"]
mod clean;
#[allow(dead_code, reason = "other tests use more of it")]
#[path = "../../../tests/support/html_tree.rs"]
mod html_tree;

libfuzzer_sys::fuzz_target!(|html: &str| {
    let base = clean::url("https://news.example/story");
    let context = clean::context(&base);
    let once = clean::clean(html, &context).as_html().to_owned();
    let faults = body_faults::faults(&html_tree::parse(&once));
    assert!(faults.is_empty(), "{faults:?} in {once}");
    let twice = clean::clean(&once, &context).as_html().to_owned();
    assert_eq!(once, twice, "cleaning what is clean changes it");
    // Formatting that is never closed is opened again in every paragraph; there is a limit to that.
    assert!(once.len() <= 1_000_000 + 100 * html.len(), "{} bytes have become {}", html.len(), once.len());
});
