//! The share row and the text size control as HTML, as a page has them before any script runs.

use leptos::prelude::*;
use newsleaf::components::share::{Share, ShareBar};
use newsleaf::components::text_size_control::TextSizeControl;
use newsleaf::components::view_context::{Locale, provide_view_context};
use newsleaf::domain::feed::network::Network;
use newsleaf::domain::site::links::{Links, UrlStyle};
use newsleaf::domain::site::messages::english;
use newsleaf::domain::site::share::first_set;
use newsleaf::domain::site::text_size::TextSize;

fn share_html(url: &str, networks: &[Network]) -> String {
    let share = Share {
        url: url.to_owned(),
        title: "\"A\" <b> & 咸宁".to_owned(),
        summary: None,
        picture: None,
        networks: networks.to_vec(),
    };
    html(TextSize::default(), || view! { <ShareBar share=share /> }.into_any())
}

/// The share row of a published page.
fn published_share_html() -> String {
    let links = Links { style: UrlStyle::Path, root: "../../".to_owned() };
    let share = Share { url: "https://news.example/a".to_owned(), ..Share::default() };
    html_with(links, TextSize::default(), || view! { <ShareBar share=share /> }.into_any())
}

fn text_size(size: TextSize) -> String {
    html(size, || view! { <TextSizeControl /> }.into_any())
}

/// A view as HTML in a page of this text size.
fn html(size: TextSize, view: impl FnOnce() -> AnyView) -> String {
    html_with(Links::of_shell(), size, view)
}

fn html_with(links: Links, size: TextSize, view: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        let locale = Locale { messages: english(), language: Some("en".into()), time_zone: None };
        let nobody = Callback::new(|_| {});
        provide_view_context(&locale, links, RwSignal::new(0).read_only(), RwSignal::new(size), nobody);
        newsleaf::render::without_markers(&view().to_html())
    })
}

/// The text of a piece of HTML, without text for screen readers only.
fn words_of(html: &str) -> String {
    let mut words = String::new();
    let mut is_hidden = false;
    for piece in html.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { continue };
        is_hidden = tag.contains("visually-hidden") || (is_hidden && !tag.starts_with('/'));
        if !is_hidden {
            words.push_str(text);
            words.push(' ');
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start tag that `start` begins.
fn tag<'a>(html: &'a str, start: &str) -> &'a str {
    let at = html.find(start).unwrap_or_else(|| panic!("no {start} in {html}"));
    &html[at..=at + html[at..].find('>').expect("an end of the tag")]
}

#[test]
fn the_control_reads_font_size_large_medium_small() {
    assert_eq!(words_of(&text_size(TextSize::Medium)), "font size: Large Medium Small");
    let html = text_size(TextSize::Medium);
    let control = tag(&html, "<div role=\"group\"");
    for attribute in ["class=\"text-size\"", "lang=\"en\"", "dir=\"ltr\""] {
        assert!(control.contains(attribute), "{control}");
    }
    assert!(html.contains("class=\"text-size__label\">font size:</span> <label><input"), "{html}");
}

#[test]
fn only_the_active_size_is_checked() {
    for size in TextSize::ALL {
        let html = text_size(size);
        assert_eq!(html.matches(" checked").count(), 1);
        for other in TextSize::ALL {
            let input = html.split("<input").find(|input| input.contains(&format!("value=\"{}\"", other.as_str())));
            let input = input.and_then(|input| input.split('>').next()).expect("an input");
            assert!(input.contains("name=\"text-size\"") && input.contains("type=\"radio\""), "{input}");
            assert_eq!(input.contains(" checked"), other == size, "{input}");
        }
    }
}

#[test]
fn the_first_set_stands_in_its_order_and_the_share_sheet_is_not_there_natively() {
    let html = share_html("https://e.org/", first_set("en"));
    let list = &html[..html.find("</ul>").expect("a list")];
    assert_eq!(words_of(list), "Copy link Link copied WhatsApp Facebook X WeChat");
    assert!(tag(&html, "<section").contains("aria-label=\"Share\""));
}

#[test]
fn the_publishers_networks_replace_the_first_set_and_copy_link_stays() {
    let first = |networks: &[Network]| {
        let html = share_html("https://e.org/", networks);
        words_of(&html[..html.find("</ul>").expect("a list")])
    };
    assert_eq!(first(&[Network::Mastodon, Network::Line]), "Copy link Link copied Mastodon LINE");
    assert_eq!(first(&[]), "Copy link Link copied");
}

#[test]
fn every_other_network_stands_behind_more() {
    let html = share_html("https://e.org/", &[Network::Mastodon, Network::Line]);
    let more = &html[html.find("<details").expect("more")..html.find("</details>").expect("its end")];
    let names = "Email Facebook X LinkedIn WhatsApp Telegram Reddit Bluesky Threads Weibo WeChat";
    assert_eq!(words_of(more), format!("More {names} Print"));
    let all = share_html("https://e.org/", &Network::ALL);
    assert_eq!(
        words_of(&all[all.find("<details").expect("more")..all.find("</details>").expect("its end")]),
        "More Print"
    );
}

#[test]
fn networks_open_in_a_tab_that_knows_nothing_of_this_one_and_mail_opens_in_none() {
    let html = share_html("https://e.org/?article=k-a&b", first_set("en"));
    for link in html.split("<a ").skip(1).map(|link| &link[..link.find('>').expect("an end")]) {
        if link.contains("mailto:") {
            assert!(!link.contains("target") && !link.contains("rel="), "{link}");
        } else {
            assert!(link.contains("target=\"_blank\" rel=\"noopener noreferrer\""), "{link}");
            assert!(link.contains("href=\"https://"), "{link}");
        }
        assert!(link.contains("https%3A%2F%2Fe.org%2F%3Farticle%3Dk-a%26b"), "{link}");
        assert!(!link.contains('<'), "{link}");
    }
    assert_eq!(html.matches("opens in a new tab").count(), 11, "all but mail and WeChat");
}

#[test]
fn no_code_is_drawn_before_its_dialog_opens() {
    let html = share_html("https://e.org/?a=<>&", first_set("en"));
    assert!(!tag(&html, "<dialog").contains("open"));
    assert!(html.contains("https://e.org/?a=&lt;&gt;&amp;"), "{html}");
    assert!(html.contains("<path></path>") && html.contains("<div hidden class=\"qr-dialog__fits\">"), "{html}");
}

#[test]
fn where_there_is_no_address_there_is_only_print() {
    assert_eq!(words_of(&share_html("", first_set("en"))), "Print");
}

#[test]
fn nothing_in_them_needs_a_style_attribute_or_an_inline_handler() {
    for html in [share_html("https://e.org/", &Network::ALL), text_size(TextSize::Large)] {
        for tag in html.split('<').filter_map(|piece| piece.split('>').next()) {
            assert!(!tag.contains(" style=") && !tag.contains(" on"), "{tag}");
        }
    }
}

#[test]
fn icons_are_hidden_from_screen_readers() {
    let html = share_html("https://e.org/", first_set("en"));
    assert!(html.matches("<svg").count() >= 4);
    for icon in html.split("<svg").skip(1).filter(|drawing| !drawing.contains("role=\"img\"")) {
        assert!(icon[..icon.find('>').expect("an end")].contains("aria-hidden=\"true\""), "{icon}");
    }
}

#[test]
fn a_published_row_has_the_share_sheet_hidden_and_the_shell_has_none() {
    let html = published_share_html();
    let start = html.find("<li hidden").expect("a hidden entry");
    assert!(
        html[start..].starts_with("<li hidden><button type=\"button\" class=\"share__item share__sheet\">"),
        "{html}"
    );
    assert_eq!(html.matches("<li hidden").count(), 1);
    assert!(!share_html("https://news.example/a", first_set("en")).contains("share__sheet"));
}

#[test]
fn the_script_of_published_pages_finds_every_button() {
    let html = share_html("https://news.example/a", first_set("en"));
    for class in ["share__copy", "share__qr", "share__print", "qr-dialog__save", "qr-dialog__close"] {
        let buttons = html
            .split("<button")
            .skip(1)
            .filter(|button| button.split('>').next().is_some_and(|tag| tag.contains(class)));
        assert_eq!(buttons.count(), 1, "{class} in {html}");
    }
}
