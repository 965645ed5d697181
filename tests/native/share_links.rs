//! The address of every network, letter by letter, for a title with every special character.

use newsleaf::domain::feed::network::Network;
use newsleaf::domain::site::messages::english;
use newsleaf::domain::site::share::{Shared, first_set, href};
use unicode_segmentation::UnicodeSegmentation;

const TITLE: &str = "\"A\" & 'B' #1: 50%+\n(ok!*) \u{1f469}\u{200d}\u{1f680} 咸宁 مرحبا";
const URL: &str = "https://e.org/n/?article=q3zt7n0b1k-a&x=1";
const SUMMARY: &str = "One.\r\nTwo & three.";
const PICTURE: &str = "https://e.org/p 1.jpg?w=3&h=2";

/// The title, encoded by hand.
const T: &str = "%22A%22%20%26%20%27B%27%20%231%3A%2050%25%2B%0A%28ok%21%2A%29%20%F0%9F%91%A9%E2%80%8D%F0%9F%9A%80%20\
                 %E5%92%B8%E5%AE%81%20%D9%85%D8%B1%D8%AD%D8%A8%D8%A7";
/// The URL, encoded by hand.
const U: &str = "https%3A%2F%2Fe.org%2Fn%2F%3Farticle%3Dq3zt7n0b1k-a%26x%3D1";

fn nasty() -> Shared<'static> {
    Shared { url: URL, title: TITLE, summary: Some(SUMMARY), picture: Some(PICTURE) }
}

#[track_caller]
fn check(network: Network, expected: &str) {
    let expected = expected.replace("{T}", T).replace("{U}", U);
    assert_eq!(href(network, &nasty()).as_deref(), Some(&*expected));
}

#[test]
fn email_has_a_subject_of_one_line_and_a_body_with_the_line_ends_of_mail() {
    let subject = T.replace("%0A", "%20");
    let body = T.replace("%0A", "%0D%0A");
    let summary = "One.%0D%0ATwo%20%26%20three.";
    check(Network::Email, &format!("mailto:?subject={subject}&body={body}%0D%0A%0D%0A{summary}%0D%0A%0D%0A{{U}}"));
}

#[test]
fn facebook_takes_the_url_alone() {
    check(Network::Facebook, "https://www.facebook.com/sharer/sharer.php?u={U}");
}

#[test]
fn x_takes_text_and_url() {
    check(Network::X, "https://x.com/intent/tweet?text={T}&url={U}");
}

#[test]
fn linkedin_takes_the_url_alone() {
    check(Network::LinkedIn, "https://www.linkedin.com/sharing/share-offsite/?url={U}");
}

#[test]
fn whatsapp_takes_one_text() {
    check(Network::WhatsApp, "https://wa.me/?text={T}%0A{U}");
}

#[test]
fn telegram_takes_url_and_text() {
    check(Network::Telegram, "https://t.me/share/url?url={U}&text={T}");
}

#[test]
fn reddit_takes_url_and_title() {
    check(Network::Reddit, "https://www.reddit.com/submit?url={U}&title={T}");
}

#[test]
fn bluesky_takes_one_text() {
    check(Network::Bluesky, "https://bsky.app/intent/compose?text={T}%0A{U}");
}

#[test]
fn mastodon_takes_one_text_behind_a_number_sign() {
    check(Network::Mastodon, "https://share.joinmastodon.org/#text={T}%0A{U}");
}

#[test]
fn threads_takes_text_and_url() {
    check(Network::Threads, "https://www.threads.com/intent/post?text={T}&url={U}");
}

#[test]
fn line_takes_url_and_text() {
    check(Network::Line, "https://social-plugins.line.me/lineit/share?url={U}&text={T}");
}

#[test]
fn weibo_takes_url_title_and_picture() {
    let picture = "https%3A%2F%2Fe.org%2Fp%201.jpg%3Fw%3D3%26h%3D2";
    check(Network::Weibo, &format!("https://service.weibo.com/share/share.php?url={{U}}&title={{T}}&pic={picture}"));
    let without = href(Network::Weibo, &Shared { picture: None, ..nasty() });
    assert_eq!(without, Some(format!("https://service.weibo.com/share/share.php?url={U}&title={T}")));
}

#[test]
fn wechat_has_no_address() {
    assert_eq!(href(Network::WeChat, &nasty()), None);
}

#[test]
fn every_kind_of_line_end_becomes_one_that_the_network_knows() {
    let shared = Shared { title: "a\rb\r\nc\nd", ..nasty() };
    let x = href(Network::X, &shared).expect("an address");
    assert!(x.contains("?text=a%0Ab%0Ac%0Ad&"), "{x}");
    let mail = href(Network::Email, &shared).expect("an address");
    assert!(mail.starts_with("mailto:?subject=a%20b%20c%20d&body=a%0D%0Ab%0D%0Ac%0D%0Ad%0D%0A"), "{mail}");
}

/// No address has anything in it that ends a value, an attribute, or a line.
#[test]
fn nothing_but_unreserved_characters_and_escapes_is_in_a_value() {
    let every_ascii: String = (0..128u8).map(char::from).collect();
    let shared =
        Shared { url: &every_ascii, title: &every_ascii, summary: Some(&every_ascii), picture: Some(&every_ascii) };
    for network in Network::ALL {
        let Some(address) = href(network, &shared) else { continue };
        let (_, values) = address.split_once(['?', '#']).expect("values");
        for value in values.split('&') {
            let (_, value) = value.split_once('=').expect("a value");
            let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte));
            assert!(plain, "{network:?}: {value}");
        }
    }
}

#[test]
fn a_mail_link_leaves_a_summary_out_that_would_make_it_too_long_to_be_passed_on() {
    let summary = "很".repeat(400);
    let mail = href(Network::Email, &Shared { summary: Some(&summary), ..nasty() }).expect("an address");
    assert!(mail.len() < 2000);
    assert!(mail.ends_with(&format!("%0D%0A%0D%0A{U}")));
    assert!(!mail.contains("%E5%BE%88"));
}

/// The text that a Bluesky link opens the composer with.
fn post(title: &str, url: &str) -> String {
    let address = href(Network::Bluesky, &Shared { url, title, summary: None, picture: None }).expect("an address");
    newsleaf::domain::percent::decode(address.strip_prefix("https://bsky.app/intent/compose?text=").expect("a text"))
}

/// At most 300 graphemes, the URL whole, and the title cut between graphemes, if at all.
#[track_caller]
fn check_post(title: &str, url: &str) {
    let post = post(title, url);
    let graphemes = post.graphemes(true).count();
    if url.chars().count() < 300 {
        assert!(graphemes <= 300, "{graphemes} graphemes");
    }
    let head = post.strip_suffix(url).expect("the URL is whole").trim_end_matches('\n');
    if head == title {
        return;
    }
    let beginning = head.strip_suffix('…').unwrap_or(head);
    assert!(title.starts_with(beginning), "{beginning:?} is no start of the title");
    let boundaries: Vec<usize> = title.grapheme_indices(true).map(|(at, _)| at).chain([title.len()]).collect();
    assert!(boundaries.contains(&beginning.len()), "cut inside a grapheme: {beginning:?}");
}

#[test]
fn a_post_fits_with_its_url_whole_whatever_the_title_is_made_of() {
    let pieces = [
        "A title of words ",
        "咸宁",
        "مُحَمَّد",
        "नमस्ते",
        "க்ஷி",
        "ภาษาไทยกำลัง",
        "한국어",
        "\u{1112}\u{1161}\u{11ab}",
        "e\u{301}",
        "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "\u{1f1e8}\u{1f1f3}",
        "\u{1f44d}\u{1f3fd}",
        "☺\u{fe0f}",
        "བོད་",
        "မြန်မာ",
        "שָׁלוֹם",
        "ខ្មែរ",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "a\u{200d}b",
        "ᠮᠣᠩ",
        "か\u{3099}",
        "\u{11107}\u{11133}",
        "\u{1d158}\u{1d165}",
    ];
    for piece in pieces {
        for shift in 0..8 {
            let title = ["x".repeat(shift), piece.repeat(120)].concat();
            check_post(&title, "https://example.org/?article=q3zt7n0b1k-a");
            check_post(&title, &format!("https://example.org/{}", "a".repeat(240)));
        }
    }
}

#[test]
fn a_long_title_ends_after_a_word_and_with_an_ellipsis() {
    let post = post(&"wording ".repeat(60), "https://e.org/");
    assert!(post.ends_with(" wording…\nhttps://e.org/"), "{post}");
    assert!(post.chars().count() > 280);
}

#[test]
fn a_url_that_fills_the_post_stands_alone() {
    for length in [270, 279, 280, 281, 400] {
        let url = format!("https://example.org/{}", "a".repeat(length));
        check_post("A title", &url);
    }
    let url = format!("https://example.org/{}", "a".repeat(400));
    assert_eq!(post("A title", &url), url);
}

#[test]
fn settings_name_every_network_once_and_in_any_case() {
    for network in Network::ALL {
        assert_eq!(Network::from_name(network.name()), Some(network));
        assert_eq!(Network::from_name(&network.name().to_uppercase()), Some(network));
        assert_eq!(network.name(), network.name().to_lowercase());
        assert!(!network.label(english()).is_empty());
    }
    assert_eq!(Network::from_name("myspace"), None);
    assert_eq!(Network::from_name(""), None);
}

#[test]
fn the_first_set_is_in_the_order_of_its_description() {
    let names = |language| first_set(language).iter().map(|network| network.name()).collect::<Vec<_>>();
    for language in ["en", "ar", "zxx", ""] {
        assert_eq!(names(language), ["whatsapp", "facebook", "x", "wechat"], "{language}");
    }
    for language in ["zh", "zh-Hans", "ZH_tw"] {
        assert_eq!(names(language), ["wechat", "weibo"], "{language}");
    }
}
