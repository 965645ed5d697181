//! The heads of a front page, a list and an article.

use super::*;
use crate::browser::dates::offset_of;

const THEME: ThemeColours = ThemeColours { light: "#fffdf8", dark: "#16150f" };

const LIST: HeadOfPage = HeadOfPage {
    kind: KindOfPage::List { previous: None, next: None },
    title: "City",
    site_name: "City",
    description: None,
    canonical: Some("https://city.example/"),
    language: "en-GB",
    picture: None,
    alternates: &[],
    theme: THEME,
    icons: &[],
    touch_icon: None,
    manifest: None,
};

const PICTURE: SharePicture = SharePicture {
    url: "https://city.example/a.jpg?a&b",
    size: Some((1200, 630)),
    media_type: Some("image/jpeg"),
    alt: "A \"bridge\"",
};

#[test]
fn an_article_has_all_lines_in_order() {
    let tags = ["bridge".to_owned(), "traffic & \"trams\"".to_owned()];
    let article = ArticleHead {
        published: Some(Moment::instant(1_795_482_000_000)),
        modified: Some(Moment::instant(1_795_485_600_000)),
        zone: TimeZone::new(Some("Asia/Shanghai"), offset_of),
        section: Some("News"),
        tags: &tags,
        authors: &["https://city.example/author/ana-wren/"],
    };
    let head = HeadOfPage {
        kind: KindOfPage::Article(article),
        title: "The <bridge> is open",
        description: Some("Since this\nmorning."),
        canonical: Some("https://city.example/article/1/"),
        picture: Some(PICTURE),
        alternates: &[
            Alternate { format: AlternateFormat::JsonFeed, url: "https://city.example/feed.json", title: "City" },
            Alternate { format: AlternateFormat::Rss, url: "https://city.example/feed.xml", title: "City" },
            Alternate {
                format: AlternateFormat::OEmbed,
                url: "https://city.example/article/1/oembed.json",
                title: "The <bridge> is open",
            },
        ],
        icons: &[
            Icon { href: "../../favicon.ico", media_type: None, sizes: Some("32x32") },
            Icon { href: "../../icon.svg", media_type: Some("image/svg+xml"), sizes: Some("any") },
        ],
        touch_icon: Some("../../touch.png"),
        manifest: Some("../../manifest.json"),
        ..LIST
    };
    assert_eq!(
        meta(&head),
        r##"<link rel="canonical" href="https://city.example/article/1/">
<meta name="description" content="Since this morning.">
<meta name="robots" content="max-image-preview:large">
<meta property="og:title" content="The &lt;bridge&gt; is open">
<meta property="og:type" content="article">
<meta property="og:image" content="https://city.example/a.jpg?a&amp;b">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:type" content="image/jpeg">
<meta property="og:image:alt" content="A &quot;bridge&quot;">
<meta property="og:url" content="https://city.example/article/1/">
<meta property="og:description" content="Since this morning.">
<meta property="og:site_name" content="City">
<meta property="og:locale" content="en_GB">
<meta property="article:published_time" content="2026-11-24T09:00:00+08:00">
<meta property="article:modified_time" content="2026-11-24T10:00:00+08:00">
<meta property="article:author" content="https://city.example/author/ana-wren/">
<meta property="article:section" content="News">
<meta property="article:tag" content="bridge">
<meta property="article:tag" content="traffic &amp; &quot;trams&quot;">
<meta name="twitter:card" content="summary_large_image">
<meta name="twitter:image:alt" content="A &quot;bridge&quot;">
<meta name="theme-color" content="#fffdf8" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#16150f" media="(prefers-color-scheme: dark)">
<link rel="icon" sizes="32x32" href="../../favicon.ico">
<link rel="icon" type="image/svg+xml" sizes="any" href="../../icon.svg">
<link rel="apple-touch-icon" href="../../touch.png">
<link rel="manifest" href="../../manifest.json">
<link rel="alternate" type="application/feed+json" href="https://city.example/feed.json" title="City">
<link rel="alternate" type="application/rss+xml" href="https://city.example/feed.xml" title="City">
<link rel="alternate" type="application/json+oembed" href="https://city.example/article/1/oembed.json" title="The &lt;bridge&gt; is open">
"##
    );
}

#[test]
fn a_front_page_is_a_website_with_a_small_card() {
    assert_eq!(
        meta(&LIST),
        r##"<link rel="canonical" href="https://city.example/">
<meta name="robots" content="max-image-preview:large">
<meta property="og:title" content="City">
<meta property="og:type" content="website">
<meta property="og:url" content="https://city.example/">
<meta property="og:site_name" content="City">
<meta property="og:locale" content="en_GB">
<meta name="twitter:card" content="summary">
<meta name="theme-color" content="#fffdf8" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#16150f" media="(prefers-color-scheme: dark)">
"##
    );
}

#[test]
fn a_list_leads_to_newer_and_older_pages() {
    let (previous, next) = ("https://city.example/page/4/", "https://city.example/page/2/");
    let list = HeadOfPage { kind: KindOfPage::List { previous: Some(previous), next: Some(next) }, ..LIST };
    let links = format!("<link rel=\"prev\" href=\"{previous}\">\n<link rel=\"next\" href=\"{next}\">\n");
    assert!(meta(&list).ends_with(&links));
}

#[test]
fn a_page_without_a_canonical_url_is_not_for_search_engines() {
    let text = meta(&HeadOfPage { canonical: None, ..LIST });
    assert!(text.contains("<meta name=\"robots\" content=\"noindex\">"), "{text}");
    assert!(!text.contains("og:url") && !text.contains("canonical"), "{text}");
}

#[test]
fn long_texts_are_cut_to_what_networks_show() {
    let [title, description, alt] = ["headline ", "sentence ", "picture "].map(|word| word.repeat(60));
    let picture = SharePicture { alt: alt.trim(), ..PICTURE };
    let text =
        meta(&HeadOfPage { title: title.trim(), description: Some(&description), picture: Some(picture), ..LIST });
    let content = |name: &str| {
        let line = text.lines().find(|line| line.contains(name)).unwrap();
        line.split_once("content=\"").unwrap().1.trim_end_matches("\">").to_owned()
    };
    assert_eq!(content("\"og:title\""), title.trim());
    for (name, most) in [
        ("\"description\"", 200),
        ("\"og:description\"", 200),
        ("\"twitter:title\"", 70),
        ("\"twitter:image:alt\"", 420),
    ] {
        let length = content(name).chars().count();
        assert!((most - 10..=most).contains(&length) && content(name).ends_with("e…"), "{name} {length}");
    }
}

#[test]
fn no_text_ends_an_attribute_or_a_tag() {
    let text = meta(&HeadOfPage {
        title: "\"><script>alert(1)</script>\u{0}",
        description: Some("' onload='x\" onload=\"y"),
        language: "\"><b>",
        ..LIST
    });
    assert!(text.lines().all(|line| line.matches('<').count() == 1 && line.matches('>').count() == 1), "{text}");
    assert!(text.lines().all(|line| line.matches('"').count() % 2 == 0), "{text}");
    assert!(text.contains("content=\"' onload='x&quot; onload=&quot;y\""), "{text}");
}
