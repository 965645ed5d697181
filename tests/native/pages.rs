//! Pages by feed and address. The browser shows the same: tests/e2e/pages/native_tree.spec.mjs compares the two.

use newsleaf::domain::feed::key::Key;
use newsleaf::domain::feed::settings::Settings;
use newsleaf::domain::site::route::Route;
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::domain::widget::Embed;
use newsleaf::pages::embed::WidgetRequest;
use newsleaf::render::{Source, page};

use super::support::html_tree::{self, Node};
use super::support::read;

const ADDRESS: &str = "https://city.example/feed.json";

/// A feed of this title with these items, each as JSON.
fn feed_json(title: &str, items: &str) -> String {
    format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"{title}","language":"en-GB","items":[{items}]}}"#
    )
}

/// The page of a feed at this query.
fn nodes(feed: &str, query: &str) -> Vec<Node> {
    html_tree::parse(&page(&source(feed, NOW), &Route::from_query(query)).0)
}

/// 2024-05-04T05:20:00Z
const NOW: i64 = 1_714_800_000_000;

fn source(feed: &str, now_ms: i64) -> Source {
    Source {
        feed_url: WebUrl::parse(ADDRESS, None, parse_url_natively).unwrap(),
        feed: read(feed.as_bytes(), ADDRESS).map(|(feed, _)| feed).map_err(Failure::Unreadable),
        settings: Settings::default(),
        site: None,
        now_ms,
    }
}

/// The article of the item with this id.
fn article(feed: &str, id: &str) -> Vec<Node> {
    nodes(feed, &format!("?article={}", Key::of_id(id)))
}

/// The first element with this name or class.
fn find<'a>(nodes: &'a [Node], name_or_class: &str) -> Option<&'a Node> {
    all(nodes, name_or_class).into_iter().next()
}

/// The elements with this name or class, in order.
fn all<'a>(nodes: &'a [Node], name_or_class: &str) -> Vec<&'a Node> {
    let mut found = vec![];
    for node in nodes {
        let Node::Element { name, attributes, children } = node else { continue };
        let class = attributes.iter().find(|(name, _)| name == "class").map_or("", |(_, value)| value);
        if name == name_or_class || class.split(' ').any(|each| each == name_or_class) {
            found.push(node);
        }
        found.extend(all(children, name_or_class));
    }
    found
}

/// The text of a node, with single spaces.
fn text(node: &Node) -> String {
    let mut texts = vec![];
    html_tree::texts(std::slice::from_ref(node), &|_| false, &mut texts);
    texts.concat().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of the first element with this name or class; empty if there is none.
fn text_of(nodes: &[Node], name_or_class: &str) -> String {
    find(nodes, name_or_class).map_or_else(String::new, text)
}

/// The address of the first link with this text.
fn link(nodes: &[Node], words: &str) -> Option<String> {
    all(nodes, "a").into_iter().find(|link| text(link) == words).and_then(|link| match link {
        Node::Element { attributes, .. } => {
            attributes.iter().find(|(name, _)| name == "href").map(|(_, value)| value.clone())
        }
        Node::Text(_) => None,
    })
}

fn headlines(nodes: &[Node]) -> Vec<String> {
    all(nodes, "story-card__headline").into_iter().map(text).collect()
}

fn three_stories() -> String {
    let item = |at| {
        format!(r#"{{"id":"{at}","title":"Story {at}","date_published":"2024-01-0{}","content_text":"x"}}"#, 9 - at)
    };
    feed_json("City Paper", &[1, 2, 3].map(item).join(","))
}

#[test]
fn a_page_after_the_last_says_that_the_list_has_ended() {
    let page = nodes(&three_stories(), "?page=9");
    assert_eq!(text_of(&page, "h2"), "There are no more stories");
    assert!(headlines(&page).is_empty());
}

#[test]
fn an_empty_feed_says_that_nothing_has_been_published() {
    let page = nodes(&feed_json("New Paper", ""), "");
    assert_eq!(text_of(&page, "h1"), "New Paper");
    assert!(text_of(&page, "main").contains("No stories yet"));
}

#[test]
fn an_article_that_has_left_the_feed_differs_from_a_misspelt_address() {
    let page = nodes(&three_stories(), "?article=0123456789-the-old-story");
    assert_eq!(text_of(&page, "h1"), "This story is not here");
    assert!(text_of(&page, "main").contains("“the old story”"));
    assert_eq!(headlines(&page), ["Story 1", "Story 2", "Story 3"]);
    assert_eq!(text_of(&nodes(&three_stories(), "?page=nothing"), "h1"), "There is no such page");
}

#[test]
fn an_address_without_a_valid_key_is_a_story_that_is_not_here() {
    let older_pages = three_stories().replacen('{', r#"{"next_url":"https://news.example/feed-2.json","#, 1);
    for feed in [three_stories(), older_pages] {
        let page = nodes(&feed, "?article=bad");
        assert_eq!(text_of(&page, "h1"), "This story is not here");
        let main = text_of(&page, "main");
        assert!(main.contains("It may have been taken down, or the address is wrong."), "{main}");
        assert!(main.contains("Search") && !main.contains("bad"), "{main}");
        assert_eq!(headlines(&page), ["Story 1", "Story 2", "Story 3"]);
    }
    let page = nodes(&three_stories(), "?article=the-old-story");
    assert!(text_of(&page, "main").contains("“the old story”"));
}

/// Three stories, of which the second is due eleven minutes from [`NOW`], and alone has its section, tag and author.
fn one_is_held_back() -> String {
    let item = |id: &str, date: &str, more: &str| {
        format!(r#"{{"id":"{id}","title":"Story {id}","date_published":"{date}","content_text":"x"{more}}}"#)
    };
    let held = r#","tags":["later"],"authors":[{"name":"Ann"}],"_newsleaf":{"section":"Tomorrow","lead":true}"#;
    let items = [
        item("old", "2024-05-01T00:00:00Z", r#","_newsleaf":{"section":"News"}"#),
        item("held", "2024-05-04T05:31:00Z", held),
        item("new", "2024-05-04T05:30:00Z", r#","_newsleaf":{"section":"News"}"#),
    ];
    feed_json("City Paper", &items.join(","))
}

#[test]
fn a_story_of_the_future_is_on_no_page_until_its_time() {
    let feed = one_is_held_back();
    let key = Key::of_id("held");
    let held = [
        ("?tag=later", "No story has this tag"),
        ("?author=ann", "No story is by this author"),
        ("?section=tomorrow", "There is no such section"),
        (&format!("?article={key}"), "This story is not here"),
    ];
    for (query, headline) in held {
        assert_eq!(text_of(&nodes(&feed, query), "h1"), headline, "{query}");
    }
    let widget = |now_ms, query| {
        let (embed, wrong) = Embed::from_query(query).unwrap();
        let request = WidgetRequest { embed: embed.into(), wrong: wrong.into() };
        newsleaf::render::widget(&source(&feed, now_ms), &request).0
    };
    let of_article = format!("?embed&article={key}");
    let queries = ["", "?sections", "?section=news", &format!("?article={}", Key::of_id("new"))];
    for query in queries {
        let page = page(&source(&feed, NOW), &Route::from_query(query)).0;
        assert!(!page.contains("Story held") && !page.contains("Tomorrow"), "{query}: {page}");
    }
    for query in ["?embed", &of_article] {
        assert!(!widget(NOW, query).contains("Story held"), "{query}");
        assert!(widget(NOW + 60_000, query).contains("Story held"), "{query}");
    }
    assert_eq!(headlines(&nodes(&feed, "")), ["Story new", "Story old"]);

    let later = |query| html_tree::parse(&page(&source(&feed, NOW + 60_000), &Route::from_query(query)).0);
    assert_eq!(headlines(&later("")), ["Story held", "Story new", "Story old"]);
    assert_eq!(text_of(&later(&format!("?article={key}")), "h1"), "Story held");
}

#[test]
fn times_without_a_zone_and_days_belong_to_the_time_zone() {
    let items = r#"{"id":"a","title":"A time","date_published":"2024-05-04T13:30:00","content_text":"x"},
        {"id":"b","title":"A time ahead","date_published":"2024-05-04T13:31:00","content_text":"x"},
        {"id":"c","title":"A day","date_published":"2024-05-04","content_text":"x"},
        {"id":"d","title":"An instant","date_published":"2024-05-04T05:00:00Z","content_text":"x"},
        {"id":"e","title":"A day ahead","date_published":"2024-05-05","content_text":"x"}"#;
    let feed = feed_json("City Paper", items);
    assert_eq!(headlines(&nodes(&feed, "")), ["A time ahead", "A time", "An instant", "A day"], "all in UTC");
    let in_shanghai = |query| {
        let settings = Settings { time_zone: Some("Asia/Shanghai".to_owned()), ..Settings::default() };
        html_tree::parse(&page(&Source { settings, ..source(&feed, NOW) }, &Route::from_query(query)).0)
    };
    assert_eq!(headlines(&in_shanghai("")), ["A time", "An instant", "A day"]);
    let article = format!("?article={}", Key::of_id("a"));
    assert!(text_of(&in_shanghai(&article), "article__origin").contains("2024-05-04"));
}

#[test]
fn lists_without_stories_say_so_and_lead_to_all_sections() {
    let headlines = [
        ("?tag=nobody", "No story has this tag"),
        ("?author=nobody", "No story is by this author"),
        ("?section=sport", "There is no such section"),
    ];
    for (query, headline) in headlines {
        let page = nodes(&three_stories(), query);
        assert_eq!(text_of(&page, "h1"), headline);
        assert!(
            text_of(&page, "main").contains("None of the stories that the feed holds today belongs here."),
            "{query}"
        );
        let main = find(&page, "main").expect("main");
        assert_eq!(link(std::slice::from_ref(main), "All sections").as_deref(), Some("./?sections"), "{query}");
    }
}

#[test]
fn all_sections_are_listed_with_their_counts() {
    let sections = [r#"["News","Local"]"#, r#"["News"]"#, r#"["Arts"]"#, r#"["Newsletter"]"#];
    let items = sections
        .map(|path| format!(r#"{{"id":"{}","title":"x","_newsleaf":{{"section":{path}}}}}"#, path.replace('"', "")));
    let page = nodes(&feed_json("City Paper", &items.join(",")), "?sections");
    let list = find(&page, "sections").expect("a list");
    let rows: Vec<_> = all(std::slice::from_ref(list), "li").into_iter().map(text).collect();
    assert_eq!(rows, ["Arts 1 story", "News 2 stories", "Local 1 story", "Newsletter 1 story"]);
}

/// Eight stories of two days, six of them in the section News, two in a section within it.
fn two_days() -> String {
    let item = |at: usize| {
        let section = ["News", "News", "Arts", "News", "News > Local", "News > Local", "Arts", "News"][at];
        format!(
            r#"{{"id":"{at}","title":"Story {at}","date_published":"2024-01-0{}T12:00:00Z","content_html":"<h2>Why</h2><p>Words of {at}.</p>","_newsleaf":{{"section":"{section}"}}}}"#,
            if at < 4 { 9 } else { 8 }
        )
    };
    feed_json("City Paper", &(0..8).map(item).collect::<Vec<_>>().join(","))
}

#[test]
fn the_front_page_has_a_lead_then_blocks_then_days() {
    let page = nodes(&two_days(), "");
    assert_eq!(text_of(&page, "masthead__date"), "Tuesday, 9 January 2024");
    assert_eq!(text_of(&page, "story-card--lead"), "NewsStory 0Words of 0.9 January");
    let block = find(&page, "block").expect("a block");
    let block = std::slice::from_ref(block);
    assert_eq!(link(block, "News").as_deref(), Some("./?section=news"));
    assert_eq!(headlines(block), ["Story 1", "Story 3", "Story 4", "Story 5"]);
    assert_eq!(all(block, "h3").len(), 4);
    assert_eq!(all(block, "kicker").len(), 0, "the heading says it");
    assert_eq!(all(block, "story-card__summary").len(), 1);
    let days = all(&page, "day")
        .into_iter()
        .map(|day| (text_of(std::slice::from_ref(day), "h2"), headlines(std::slice::from_ref(day))));
    let days: Vec<_> = days.collect();
    assert_eq!(
        days,
        [
            ("9 January".to_owned(), vec!["Story 2".to_owned()]),
            ("8 January".to_owned(), vec!["Story 6".to_owned(), "Story 7".to_owned()])
        ]
    );
}

#[test]
fn authors_of_the_story_stand_beside_its_date_and_those_of_the_feed_do_not() {
    let items = r#"{"id":"own","title":"A","content_text":"x","authors":[{"name":"A. Wren"}]},
        {"id":"of-feed","title":"B","content_text":"x"},
        {"id":"source","title":"C","content_text":"x","authors":[{"name":"City Press"}],"_newsleaf":{"source":"City Press"}}"#;
    let feed = feed_json("City Paper", items).replacen('{', r#"{"authors":[{"name":"Press office"}],"#, 1);
    let line = |id: &str| text_of(&article(&feed, id), "article__origin");
    assert_eq!(line("own"), "A. Wren");
    assert_eq!(line("of-feed"), "");
    assert_eq!(line("source"), "source: City Press");
    assert_eq!(text_of(&article(&feed, "of-feed"), "byline"), "(Press office)");
}

#[test]
fn a_logo_stands_in_the_place_of_the_name_and_has_it_as_its_text() {
    let feed = three_stories().replacen('{', r#"{"_newsleaf":{"logo":{"url":"logo.svg","dark":"dark.svg"}},"#, 1);
    let page = nodes(&feed, "");
    let attribute = |element: &str, attribute: &str| match find(&page, element) {
        Some(Node::Element { attributes, .. }) => {
            attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.clone())
        }
        _ => None,
    };
    assert_eq!(attribute("masthead__logo", "src").as_deref(), Some("https://city.example/logo.svg"));
    assert_eq!(attribute("masthead__logo", "alt").as_deref(), Some("City Paper"));
    assert_eq!(attribute("source", "srcset").as_deref(), Some("https://city.example/dark.svg"));
    assert_eq!(text_of(&page, "masthead__name"), "");
}

#[test]
fn only_the_front_page_has_the_date_of_the_newest_story() {
    for query in ["?section=news", "?page=2", "?sections", "?search="] {
        assert!(find(&nodes(&two_days(), query), "masthead__date").is_none(), "{query}");
    }
}

#[test]
fn a_section_has_a_lead_and_no_kicker_repeats_its_name() {
    let page = nodes(&two_days(), "?section=news");
    assert_eq!(text_of(&page, "story-card--lead"), "Story 0Words of 0.9 January");
    let kickers: Vec<_> = all(&page, "kicker").into_iter().map(text).collect();
    assert_eq!(kickers, ["Local", "Local"]);
    assert!(find(&nodes(&two_days(), "?tag=x"), "story-card--lead").is_none());
}

#[test]
fn a_link_item_leads_on_to_what_it_is_about() {
    let feed = feed_json(
        "City Paper",
        r#"{"id":"link","title":"Worth reading","external_url":"https://www.else.example/x","content_text":"Two sentences. Here."}"#,
    );
    let page = article(&feed, "link");
    assert_eq!(link(&page, "Read at else.example").as_deref(), Some("https://www.else.example/x"));
    assert!(text_of(&page, "article__origin").contains("else.example"));
}

#[test]
fn an_item_without_a_body_leads_on_to_the_whole_story() {
    let feed = feed_json("City Paper", r#"{"id":"bare","title":"Only a headline","url":"https://city.example/bare"}"#);
    let page = article(&feed, "bare");
    assert_eq!(link(&page, "Continue reading at city.example").as_deref(), Some("https://city.example/bare"));
    assert!(find(&page, "body").is_none());
}

#[test]
fn an_untitled_item_is_headed_by_its_first_words() {
    let feed = feed_json("City Paper", r#"{"id":"untitled","content_html":"<p>Just a note without a title</p>"}"#);
    assert_eq!(headlines(&nodes(&feed, "")), ["Just a note without a title"]);
    assert_eq!(text_of(&article(&feed, "untitled"), "h1"), "Just a note without a title");
}

#[test]
fn attachments_are_links_with_type_and_size() {
    let file = r#"{"url":"a/My%20report.pdf","mime_type":"application/pdf","size_in_bytes":2100000}"#;
    let feed = feed_json(
        "City Paper",
        &format!(r#"{{"id":"files","title":"With files","content_text":"x","attachments":[{file}]}}"#),
    );
    let page = article(&feed, "files");
    let list = find(&page, "attachments").expect("attachments");
    assert_eq!(text_of(std::slice::from_ref(list), "li").replace('\u{a0}', " "), "My report.pdf Download PDF, 2.1 MB");
    assert_eq!(link(&page, "PDF, 2.1 MB").as_deref(), Some("https://city.example/a/My%20report.pdf"));
}

#[test]
fn a_byline_of_the_items_own_is_text_without_links() {
    let feed = feed_json(
        "City Paper",
        r#"{"id":"1","title":"x","authors":[{"name":"李明"}],"content_text":"x","_newsleaf":{"byline":"After a report by the radio"}}"#,
    );
    let page = article(&feed, "1");
    let byline = find(&page, "byline").expect("a byline");
    assert_eq!(text(byline), "(After a report by the radio)");
    assert!(all(std::slice::from_ref(byline), "a").is_empty());
}
