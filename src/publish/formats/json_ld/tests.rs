//! The graphs of articles, lists and front pages.

use serde_json::{Value, json};

use super::*;
use crate::browser::dates::offset_of;
use crate::domain::feed::date::Moment;
use crate::domain::web_url::{WebUrl, parse_url_natively};

const HOME: &str = "https://city.example/";
const URL: &str = "https://city.example/article/1/";

fn written(item: &Item, authors: &[Person], breadcrumb: &[Crumb]) -> (String, Value) {
    let publisher = Publisher { name: "City", url: HOME, logo: Some("https://city.example/logo.png") };
    let zone = TimeZone::new(Some("Asia/Shanghai"), offset_of);
    let text = article(&Article { item, url: URL, language: "en", authors, publisher, breadcrumb, zone });
    let value = serde_json::from_str(&text).unwrap();
    (text, value)
}

fn picture(width: u32, height: u32) -> Picture {
    Picture {
        url: WebUrl::parse("https://city.example/a.jpg", None, parse_url_natively).unwrap(),
        alt: "A bridge".into(),
        caption: Some("The bridge".into()),
        credit: None,
        width: Some(width),
        height: Some(height),
        srcset: None,
    }
}

#[test]
fn an_article_is_one_graph_with_its_breadcrumb() {
    let mut item = Item::example("1");
    item.headline = "The bridge is open".into();
    item.summary = Some("Since this morning.".into());
    item.published = Some(Moment::instant(1_795_482_000_000));
    item.updated = Some(Moment::instant(1_795_485_600_000));
    item.section = vec!["News".into(), "Local".into()];
    item.tags = vec!["bridge".into(), "traffic".into()];
    item.image = Some(picture(1200, 800));
    let authors = [
        Person { name: "Ana Wren", url: Some("https://city.example/author/ana-wren/") },
        Person { name: "City", url: None },
    ];
    let crumbs = [Crumb { name: "City", url: Some(HOME) }, Crumb { name: "The bridge is open", url: None }];
    let (_, value) = written(&item, &authors, &crumbs);
    let expected = json!({
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsArticle",
                "@id": "https://city.example/article/1/#article",
                "mainEntityOfPage": { "@type": "WebPage", "@id": URL },
                "url": URL,
                "headline": "The bridge is open",
                "description": "Since this morning.",
                "image": [{
                    "@type": "ImageObject", "url": "https://city.example/a.jpg", "width": 1200, "height": 800,
                    "caption": "The bridge"
                }],
                "datePublished": "2026-11-24T09:00:00+08:00",
                "dateModified": "2026-11-24T10:00:00+08:00",
                "author": [
                    { "@type": "Person", "name": "Ana Wren", "url": "https://city.example/author/ana-wren/" },
                    { "@type": "Organization", "name": "City" }
                ],
                "publisher": {
                    "@type": "NewsMediaOrganization", "name": "City", "url": HOME,
                    "logo": { "@type": "ImageObject", "url": "https://city.example/logo.png" }
                },
                "articleSection": "Local",
                "keywords": ["bridge", "traffic"],
                "inLanguage": "en",
                "isAccessibleForFree": true
            },
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    { "@type": "ListItem", "position": 1, "name": "City", "item": HOME },
                    { "@type": "ListItem", "position": 2, "name": "The bridge is open" }
                ]
            }
        ]
    });
    assert_eq!(value, expected);
}

#[test]
fn a_story_without_values_has_no_empty_ones() {
    let (text, value) = written(&Item::example("1"), &[], &[Crumb { name: "City", url: Some(HOME) }]);
    assert!(!text.contains("null") && !text.contains("[]"), "{text}");
    assert_eq!(value["@graph"].as_array().unwrap().len(), 1, "one page is no breadcrumb");
}

#[test]
fn a_day_stays_a_day() {
    let mut item = Item::example("1");
    item.published = Some(Moment::day(0));
    let (_, value) = written(&item, &[], &[]);
    assert_eq!(value["@graph"][0]["datePublished"], "1970-01-01");
    assert_eq!(value["@graph"][0]["dateModified"], "1970-01-01");
}

#[test]
fn markup_in_texts_ends_no_script_and_is_read_back() {
    let mut item = Item::example("1");
    item.headline = "</script><!-- <script> ]]> & \u{2028} \u{0} \" \\ 😀 مرحبا".into();
    let (text, value) = written(&item, &[], &[]);
    assert!(!text.contains(['<', '>', '&']), "{text}");
    assert_eq!(value["@graph"][0]["headline"], item.headline);
}

#[test]
fn a_picture_that_is_too_small_is_left_out() {
    let mut item = Item::example("1");
    for (width, height, is_there) in [(250, 200, true), (249, 200, false)] {
        item.image = Some(picture(width, height));
        assert_eq!(written(&item, &[], &[]).1["@graph"][0]["image"].is_array(), is_there, "{width} × {height}");
    }
}

#[test]
fn lists_have_a_breadcrumb_and_the_front_page_names_the_site() {
    let crumbs = [Crumb { name: "City", url: Some(HOME) }, Crumb { name: "News", url: None }];
    assert_eq!(list(&crumbs[..1]), None);
    let value: Value = serde_json::from_str(&list(&crumbs).unwrap()).unwrap();
    assert_eq!(value["@graph"][0]["@type"], "BreadcrumbList");
    assert_eq!(
        front_page("City & Co", HOME),
        r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"City \u0026 Co","url":"https://city.example/"}]}"#
    );
}
