//! The widget as HTML: the parameters of its address, and hostile feeds and addresses.

use newsleaf::domain::feed::settings::Settings;
use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::context::Context;
use newsleaf::domain::parse::json_feed;
use newsleaf::domain::site::page_head::PageHead;
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::domain::widget::{Embed, PARAMETERS};
use newsleaf::pages::embed::WidgetRequest;
use newsleaf::render::{Source, widget};

const FEED: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"City Paper","language":"en","home_page_url":"https://news.example/","items":[
    {"id":"1","title":"Bridge opens <b>","summary":"It carries trams.","image":"https://news.example/1.jpg","date_published":"2024-05-03T08:00:00Z","tags":["Trams"],"_newsleaf":{"section":["News","City"]},"content_html":"<p>The whole story.</p>"},
    {"id":"2","title":"Second","date_published":"2024-05-02T08:00:00Z","_newsleaf":{"section":["News"]},"content_text":"Two."},
    {"id":"3","title":"الثالث","language":"ar","date_published":"2024-05-01T08:00:00Z","tags":["Trams"],"content_text":"ثلاثة"}]}"#;

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text, None, parse_url_natively).expect("a web address")
}

fn source(feed: &str) -> Source {
    let feed_url = url("https://news.example/feed.json");
    let context = Context { address: &feed_url, parse_url: parse_url_natively, limits: Limits::BROWSER };
    let feed = json_feed::parse(feed.as_bytes(), &context).map(|(feed, _)| feed).map_err(Failure::Unreadable);
    Source {
        feed_url,
        feed,
        settings: Settings::default(),
        site: Some(url("https://news.example/")),
        now_ms: 1_714_800_000_000,
    }
}

fn render(feed: &str, query: &str) -> (String, PageHead) {
    widget(&source(feed), &request(query))
}

fn request(query: &str) -> WidgetRequest {
    let (embed, wrong) = Embed::from_query(query).expect("a widget");
    WidgetRequest { embed: embed.into(), wrong: wrong.into() }
}

fn html(query: &str) -> String {
    render(FEED, query).0
}

/// The key of the item with this id.
fn key(id: &str) -> String {
    newsleaf::domain::feed::key::Key::of_id(id).to_string()
}

fn headlines(html: &str) -> Vec<String> {
    let after = html.split("<h3").skip(1).map(|part| &part[part.find("<a").unwrap()..]);
    after.map(|link| link[link.find('>').unwrap() + 1..link.find("</a>").unwrap()].to_owned()).collect()
}

#[test]
fn it_shows_the_newest_stories_under_the_papers_name_and_says_at_its_end_whose_they_are() {
    let (html, head) = render(FEED, "?embed");
    assert_eq!(headlines(&html), ["Bridge opens &lt;b&gt;", "Second", "الثالث"]);
    assert!(html.contains("<h2 class=\"embed__title\"><bdi>City Paper</bdi></h2>"), "{html}");
    assert!(html.find("News from City Paper") > html.rfind("<h3"), "{html}");
    assert_eq!((head.title.as_str(), head.language.as_str()), ("City Paper", "en"));
    assert_eq!(head.canonical.as_deref(), Some("https://news.example/"));
    for absent in ["masthead", "section-nav", "footer", "skip-link"] {
        assert!(!html.contains(absent), "{absent}");
    }
}

/// The markup of the site's icon.
const ICON: &str = r#"<img src="https://news.example/icon.png" alt="" width="22" height="22" decoding="async" referrerpolicy="no-referrer" class="site-icon">"#;

/// [`FEED`] with a member.
fn feed_with(member: &str) -> String {
    FEED.replacen('{', &format!("{{{member},"), 1)
}

#[test]
fn heading_of_headlines_has_the_sites_icon() {
    let icon = "https://news.example/icon.png";
    let of_settings = format!(r#""_newsleaf":{{"icon":"{icon}"}},"favicon":"https://news.example/f.png""#);
    let of_favicon = format!(r#""favicon":"{icon}","icon":"https://news.example/large.png""#);
    for member in [of_settings, of_favicon, format!(r#""icon":"{icon}""#)] {
        let (html, _) = render(&feed_with(&member), "?embed");
        assert!(html.contains(&format!(r#"<h2 class="embed__title">{ICON}<bdi>City Paper</bdi></h2>"#)), "{html}");
        assert_eq!(html.matches("site-icon").count(), 1, "{html}");
    }
    assert!(!html("?embed").contains("site-icon"), "a feed without an icon");
    let feed = feed_with(&format!(r#""icon":"{icon}""#));
    let (html, _) = render(&feed, "?embed&title=");
    assert!(html.contains(&format!(r#"<p class="embed__from">{ICON}<a"#)), "without a heading: {html}");
    assert!(!render(&feed, "?embed&images=false").0.contains("<img"), "no pictures are wanted");
}

#[test]
fn one_article_has_the_sites_icon_where_it_says_whose_it_is() {
    let feed = feed_with(r#""icon":"https://news.example/icon.png""#);
    for query in ["&layout=card", "&layout=card&title=Read", ""] {
        let (html, _) = render(&feed, &format!("?embed&article={}{query}", key("1")));
        assert!(html.contains(&format!(r#"<p class="embed__from">{ICON}<a"#)), "{query}: {html}");
        assert_eq!(html.matches("site-icon").count(), 1, "{query}");
    }
}

#[test]
fn headlines_lead_to_the_articles_own_page_in_a_new_tab_and_keep_their_names() {
    let html = html("?embed&limit=1");
    let href = format!("./?article={}-bridge-opens-b", key("1"));
    let link = format!("<a href=\"{href}\" target=\"_blank\" rel=\"noopener\" aria-describedby=\"opens-tab\">Bridge");
    assert!(html.contains(&link), "{html}");
    assert!(html.contains("<p id=\"opens-tab\" hidden>(opens in a new tab)</p>"), "{html}");
}

#[test]
fn inside_they_lead_to_the_article_in_the_frame_which_leads_back() {
    let list = html("?embed&section=news&open=inside");
    let address = format!("./?embed&amp;section=news&amp;open=inside&amp;read={}-bridge-opens-b", key("1"));
    assert!(list.contains(&format!("<a href=\"{address}\" data-inside>")), "{list}");
    let article = html(&address.replace("&amp;", "&")[2..]);
    assert!(
        article.contains("<a href=\"./?embed&amp;section=news&amp;open=inside\" data-inside>Back to the headlines</a>")
    );
    for part in ["<h1", "The whole story.", "text-size", "class=\"share\"", "News from City Paper"] {
        assert!(article.contains(part), "{part}");
    }
    for absent in ["breadcrumb", "neighbours", "more-stories"] {
        assert!(!article.contains(absent), "{absent}");
    }
}

#[test]
fn section_tag_and_limit_choose_the_stories() {
    for (query, found) in [
        ("section=news", vec!["Bridge opens &lt;b&gt;", "Second"]),
        ("section=News/City", vec!["Bridge opens &lt;b&gt;"]),
        ("tag=trams", vec!["Bridge opens &lt;b&gt;", "الثالث"]),
        ("tag=Trams&section=news", vec!["Bridge opens &lt;b&gt;"]),
        ("limit=2", vec!["Bridge opens &lt;b&gt;", "Second"]),
    ] {
        assert_eq!(headlines(&html(&format!("?embed&{query}"))), found, "{query}");
    }
    assert!(html("?embed&section=news").contains("<bdi>News</bdi></h2>"), "named after the section");
    assert!(html("?embed&section=news").contains("href=\"./?section=news\""), "and leads to it");
    assert!(html("?embed&section=No+thing").contains("There is no such section: <bdi>section=no-thing</bdi></p>"));
    assert!(html("?embed&tag=nothing").contains("No story has this tag"));
}

#[test]
fn a_layout_has_pictures_and_summaries_as_the_embedder_chose() {
    let has = |query: &str| {
        let html = html(query);
        (html.contains("<img"), html.contains("It carries trams."), html.contains("class=\"kicker\""))
    };
    assert_eq!(has("?embed"), (true, false, true));
    assert_eq!(has("?embed&layout=headlines"), (false, false, false));
    assert_eq!(has("?embed&layout=cards"), (true, true, true));
    assert_eq!(has("?embed&layout=cards&images=false&summary=false"), (false, false, true));
    assert!(html("?embed&layout=cards").contains("data-layout=\"cards\""));
}

#[test]
fn one_article_is_a_card_or_whole() {
    let card = html(&format!("?embed&article={}&layout=card", key("1")));
    assert_eq!(headlines(&card), ["Bridge opens &lt;b&gt;"]);
    assert!(!card.contains("The whole story."));
    let (article, head) = render(FEED, &format!("?embed&article={}-old-name", key("1")));
    assert!(article.contains("The whole story.") && !article.contains("Back to the headlines"));
    assert_eq!(head.title, "Bridge opens <b> – City Paper");
    assert_eq!(
        head.canonical.as_deref(),
        Some(format!("https://news.example/?article={}-bridge-opens-b", key("1")).as_str())
    );
    let gone = html(&format!("?embed&article={}", key("nothing")));
    assert!(gone.contains("data-state=\"ready\"") && gone.contains("News from City Paper"), "{gone}");
}

#[test]
fn a_title_and_a_wrong_value_are_text_whatever_stands_in_them() {
    let hostile = "%3Cscript%3Ealert(1)%3C/script%3E%22%3E";
    let html = html(&format!("?embed&title={hostile}&theme={hostile}&open=inside"));
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;\"&gt;</bdi></h2>"), "{html}");
    assert!(html.contains("theme=&lt;script&gt;"), "{html}");
    assert!(self::html("?embed&title=Council").contains("<bdi>Council</bdi></h2>"));
    assert!(!self::html("?embed&title=").contains("<h2"));
}

#[test]
fn a_wrong_value_gives_a_notice_in_the_widget_and_a_right_one_none() {
    let wrong = html("?embed&limit=99&layout=grid");
    assert!(wrong.contains("<p><bdi>limit=99 means nothing here; limit takes 1–50.</bdi></p>"), "{wrong}");
    assert!(wrong.contains("layout=grid"), "{wrong}");
    assert_eq!(headlines(&wrong).len(), 3, "the news is there nevertheless");
    assert!(
        !html("?embed&limit=50&layout=cards&theme=dark&size=small&background=transparent").contains("embed__wrong")
    );
}

#[test]
fn the_accent_is_the_embedders_before_the_publishers() {
    let accent = |query: &str| render(FEED, query).1.accent.map(|accent| accent.light);
    assert_eq!(accent("?embed&accent=00f").as_deref(), Some("#0000ff"));
    assert_eq!(accent("?embed"), None);
}

#[test]
fn without_a_feed_it_says_why_and_which_header_a_frame_without_an_origin_needs() {
    let (html, _) = render("<!doctype html>", "?embed");
    assert!(html.contains("data-state=\"failed\"") && html.contains("role=\"alert\""), "{html}");
    assert!(html.contains("class=\"embed__cors\"") && html.contains("Access-Control-Allow-Origin: *"), "{html}");
    let (empty, _) = render(r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[]}"#, "?embed");
    assert!(empty.contains("data-state=\"ready\"") && empty.contains("no story that can be shown"), "{empty}");
}

/// The builder and the embedders go by that table.
#[test]
fn the_parameters_are_those_of_the_documentation() {
    let page = std::fs::read_to_string("docs/embedding.md").expect("the page for embedders");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let rows: Vec<(&str, &str)> = rows.collect();
    for parameter in &PARAMETERS {
        let row = rows.iter().find(|(name, _)| *name == parameter.name);
        let (_, row) = row.unwrap_or_else(|| panic!("docs/embedding.md has no row for `{}`", parameter.name));
        let is_word = |value: &&str| !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_lowercase());
        for value in parameter.takes.split(", ").filter(is_word).filter(|value| *value != "rrggbb") {
            assert!(row.contains(&format!("`{value}`")), "the row of `{}` does not name `{value}`", parameter.name);
        }
    }
}
