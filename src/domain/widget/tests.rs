use crate::domain::limits::Limits;
use std::sync::Arc;

use super::embed::*;
use super::parameters::{Given, WrongValue};
use crate::domain::feed::Item;
use crate::domain::feed::listing::Listing;
use crate::domain::parse::context::Context;
use crate::domain::parse::json_feed;
use crate::domain::web_url::{WebUrl, parse_url_natively};

fn read(query: &str) -> (Embed, Vec<WrongValue>) {
    Embed::from_query(query).unwrap_or_else(|| panic!("{query} is a widget"))
}

fn widget(query: &str) -> Embed {
    let (embed, wrong) = read(query);
    assert_eq!(wrong, [], "{query}");
    embed
}

/// The parameters with wrong values.
fn wrong(query: &str) -> Vec<&'static str> {
    read(query).1.into_iter().map(|wrong| wrong.name).collect()
}

fn stories(query: &str) -> (Option<Listing>, Option<Listing>, usize) {
    match widget(query).shows {
        Shows::Stories { section, tag, limit } => (section, tag, limit),
        other => panic!("{query} shows {other:?}"),
    }
}

fn items() -> Vec<Arc<Item>> {
    let feed = br#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
        {"id":"1","title":"A day: in town","tags":["Town Hall"],"_newsleaf":{"section":["News","Xianning News"]}},
        {"id":"2","title":"Other","tags":["Sport"],"_newsleaf":{"section":["News"]}}]}"#;
    let address = WebUrl::parse("https://news.example/feed.json", None, parse_url_natively).unwrap();
    let context = Context { address: &address, parse_url: parse_url_natively, limits: Limits::BROWSER };
    json_feed::parse(feed, &context).unwrap().0.items
}

#[test]
fn only_a_query_with_embed_is_a_widget() {
    for query in ["", "?", "?section=news", "?embedded", "?x=embed", "?article=embed"] {
        assert_eq!(Embed::from_query(query), None, "{query}");
    }
    for query in ["?embed", "embed", "?embed=", "?embed=1", "?a=1&embed", "?embed&section=news"] {
        assert!(Embed::from_query(query).is_some(), "{query}");
    }
}

#[test]
fn the_default_widget_is_a_list_of_the_five_newest_stories_that_open_in_a_new_tab() {
    let embed = widget("?embed");
    assert_eq!(embed.shows, Shows::Stories { section: None, tag: None, limit: 5 });
    assert_eq!((embed.layout, embed.images, embed.summary), (Layout::List, true, false));
    assert_eq!((embed.accent, embed.title, embed.open), (None, None, Open::Host));
}

#[test]
fn a_layout_has_default_pictures_and_summaries() {
    for (query, layout, images, summary) in [
        ("layout=headlines", Layout::Headlines, false, false),
        ("layout=list", Layout::List, true, false),
        ("layout=cards", Layout::Cards, true, true),
        ("layout=headlines&images=true&summary=true", Layout::Headlines, true, true),
        ("layout=cards&images=false&summary=no", Layout::Cards, false, false),
        ("images=0&summary=1", Layout::List, false, true),
        ("images&summary", Layout::List, true, true),
        ("layout=", Layout::List, true, false),
    ] {
        let embed = widget(&format!("?embed&{query}"));
        assert_eq!((embed.layout, embed.images, embed.summary), (layout, images, summary), "{query}");
    }
}

#[test]
fn a_section_goes_by_its_names_or_its_slugs_and_a_tag_too() {
    let section = Some(Listing::Section("news/xianning-news".into()));
    for value in ["news/xianning-news", "News/Xianning%20News", "News/Xianning+News", "/news/xianning-news/"] {
        assert_eq!(stories(&format!("?embed&section={value}")).0, section, "{value}");
    }
    for value in ["town-hall", "Town+Hall", "TOWN%20HALL"] {
        assert_eq!(stories(&format!("?embed&tag={value}")).1, Some(Listing::Tag("town-hall".into())), "{value}");
    }
    assert_eq!(stories("?embed&section=&tag="), (None, None, 5));
    assert_eq!(stories("?embed&section=/"), (None, None, 5));
    let items = items();
    assert!(widget("?embed&section=news").holds(&items[0]) && widget("?embed&section=news").holds(&items[1]));
    assert!(widget("?embed&section=news&tag=sport").holds(&items[1]));
    assert!(!widget("?embed&section=news&tag=sport").holds(&items[0]), "both must fit");
}

#[test]
fn the_limit_is_from_one_to_fifty_stories() {
    assert_eq!(stories("?embed&limit=1").2, 1);
    assert_eq!(stories("?embed&limit=50").2, 50);
    for value in ["0", "51", "-1", "3.5", "many", "99999999999999999999"] {
        assert_eq!(wrong(&format!("?embed&limit={value}")), ["limit"], "{value}");
        let (embed, _) = read(&format!("?embed&limit={value}"));
        assert!(matches!(embed.shows, Shows::Stories { limit: 5, .. }), "{value}");
    }
}

#[test]
fn a_colour_has_three_or_six_digits() {
    for (value, colour) in [("8a1c1c", "#8a1c1c"), ("%23FFcc00", "#FFcc00"), ("%23fc0", "#ffcc00"), ("abc", "#aabbcc")]
    {
        assert_eq!(widget(&format!("?embed&accent={value}")).accent.as_deref(), Some(colour), "{value}");
    }
    for value in ["red", "12345", "%23%23123456", "1234567", "12345g", "url(x)", "ab%C3%A9"] {
        assert_eq!(wrong(&format!("?embed&accent={value}")), ["accent"], "{value}");
    }
}

#[test]
fn every_wrong_value_is_reported_with_the_valid_ones_and_the_default_is_used() {
    let query = "?embed&limit=0&layout=full&images=maybe&summary=2&theme=blue&background=red&accent=x&size=huge&open=top&article=Hello&scheme=auto&ground=red";
    let (embed, faults) = read(query);
    let names: Vec<_> = faults.iter().map(|wrong| wrong.name).collect();
    let expected = "article layout limit images summary theme background scheme ground size accent open";
    assert_eq!(names.join(" "), expected);
    assert!(faults.iter().all(|wrong| !wrong.takes.is_empty() && !wrong.value.is_empty()));
    assert_eq!(Embed { given: Given::default(), ..embed }, widget("?embed"));
    let long = format!("?embed&theme={}", "x".repeat(10_000));
    assert_eq!(read(&long).1[0].value.chars().count(), 60);
}

#[test]
fn how_the_host_looks_is_known_and_goes_along_to_a_story_and_back() {
    for query in ["theme=host", "theme=auto", "scheme=dark&ground=transparent", "scheme=light&ground=paper"] {
        assert_eq!(widget(&format!("?embed&{query}")).outside(), format!("./?embed&{query}"));
    }
    let story = widget("?embed&ground=transparent&scheme=dark&open=inside").inside(&items()[0]);
    assert!(story.starts_with("./?embed&open=inside&scheme=dark&ground=transparent&read="), "{story}");
}

#[test]
fn one_article_is_shown_in_full_or_as_a_card() {
    let items = items();
    let key = items[0].key;
    let article = |query: &str| widget(&format!("?embed&article={key}-a-day&{query}")).shows;
    let full = Shows::Article { key, slug: "a-day".into(), is_opened: false };
    assert_eq!(article(""), full);
    assert_eq!(article("layout=full"), full);
    assert_eq!(article("layout="), full);
    let (embed, faults) = read(&format!("?embed&article={key}&layout=list"));
    assert_eq!((faults[0].name, faults[0].takes), ("layout", "full, card"));
    assert!(matches!(embed.shows, Shows::Article { .. }), "{:?}", embed.shows);
    assert_eq!(article("layout=card"), Shows::Card(key));
    assert_eq!(
        widget(&format!("?embed&article={key}")).shows,
        Shows::Article { key, slug: "".into(), is_opened: false }
    );
    assert_eq!(read("?embed&layout=card").1[0].takes, "headlines, list, cards", "a card of nothing");
}

#[test]
fn a_story_that_was_opened_in_the_frame_leads_back_to_the_same_widget() {
    let items = items();
    let query = "?embed&section=News%2FXianning+News&limit=3&title=&open=inside&accent=%23fc0";
    let embed = widget(query);
    assert_eq!(embed.outside(), "./?embed&section=News/Xianning%20News&limit=3&accent=%23fc0&title=&open=inside");
    let inside = embed.inside(&items[0]);
    assert_eq!(inside, format!("{}&read={}-a-day-in-town", embed.outside(), items[0].key));
    let opened = widget(&inside[2..]);
    assert_eq!(opened.shows, Shows::Article { key: items[0].key, slug: "a-day-in-town".into(), is_opened: true });
    assert_eq!(opened.outside(), embed.outside());
    assert_eq!(widget(&embed.outside()[2..]), Embed { given: opened.given.clone(), ..embed.clone() });
}

#[test]
fn parameters_of_host_pages_and_libraries_are_ignored() {
    let own = widget("?embed&section=news&limit=3");
    let query = "?initialWidth=600&childId=a&embed&section=news&parentTitle=%E4%B8&limit=3&parentUrl=https%3A%2F%2Fx.example%2F%3Flimit%3D9&limit=9&section=x&_=%";
    assert_eq!(widget(query), own);
}

#[test]
fn no_query_panics_and_a_title_stays_a_line() {
    for query in [
        "?embed&limit=%",
        "?embed&article=%ff",
        "?embed&read=%ff-%00",
        "?embed&title=%F0%9F",
        "?embed&&=&==&limit",
        "?embed&section=%2F%2F%00",
    ] {
        let (embed, _) = read(query);
        let _ = embed.outside();
    }
    let long = format!("?embed&title={}", "%E6%96%B0".repeat(5_000));
    assert_eq!(widget(&long).title.unwrap().chars().count(), TITLE_CHARS);
    assert_eq!(widget("?embed&title=").title.as_deref(), Some(""));
}

/// The boot script chooses the program by the same addresses; js/boot.test.mjs reads this table too.
#[test]
fn the_programs_are_chosen_as_the_boot_script_chooses_them() {
    for line in include_str!("../../../tests/support/widgets.txt").lines().filter(|line| !line.starts_with('#')) {
        let (query, program) = line.split_once(' ').expect("a query and a program");
        let shown = match read(query).0.shows {
            Shows::Article { .. } => "article",
            _ => "headlines",
        };
        assert_eq!(shown, program, "{query}");
    }
}
