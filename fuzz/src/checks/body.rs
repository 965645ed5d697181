//! HTML of a feed, cleaned natively, and looked at by a reader of HTML that knows nothing of the cleaning.

use newsleaf::domain::html::context::BodyContext;

use crate::support::{body_faults, clean, html_tree};

/// Cleans HTML as the body of an item and looks for forbidden elements and attributes.
pub fn check(html: &str) {
    let base = clean::url("https://news.example/story");
    let context = clean::context(&base);
    let once = clean::clean(html, &context).as_html().to_owned();
    expect_no_faults(&once);
    let twice = clean::clean(&once, &context).as_html().to_owned();
    // No feed can make a frame's card: the HTML of a card in a body loses the attributes that only the sanitiser may add.
    let has_cards = once.contains("class=\"frame-card\"");
    assert!(has_cards || once == twice, "cleaning what is clean changes it: {once}\n{twice}");
    // As on an article's page: the headline and the lead picture are taken out where the body repeats them.
    let lead = clean::url("https://news.example/x");
    let to_page = |url: &str| (url == "https://news.example/x").then(|| "./?article=epx7t3f31e".to_owned());
    let page = BodyContext { title: "x", lead_image: Some(&lead), link_to_item: &to_page, heading_level: 3, ..context };
    expect_no_faults(clean::clean(html, &page).as_html());
    // Formatting that is never closed is opened again in every paragraph; there is a limit to that.
    assert!(once.len() <= 5_000_000 + 100 * html.len(), "{} bytes have become {}", html.len(), once.len());
}

fn expect_no_faults(html: &str) {
    let faults = body_faults::faults(&html_tree::parse(html));
    assert!(faults.is_empty(), "{faults:?} in {html}");
}
