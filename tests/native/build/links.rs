//! Every link of a site leads somewhere, and old addresses do.

use std::collections::BTreeMap;

use newsleaf::publish::html_urls::replace_urls;
use serde_json::{Value, json};

use super::support::{Project, SITE, stories, story};

/// All URLs in a page.
pub fn urls(html: &str) -> Vec<String> {
    let mut urls = Vec::new();
    replace_urls(html, &mut |url| {
        urls.push(url.to_owned());
        None
    });
    urls
}

/// The file of the site that a relative URL on a page leads to.
pub fn target(page: &str, url: &str) -> String {
    let base = url::Url::parse(SITE).unwrap().join(&page.replace("index.html", "")).unwrap();
    let absolute = base.join(url).unwrap();
    let path = newsleaf::domain::percent::decode(absolute.path().strip_prefix("/paper/").unwrap_or("outside"));
    if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path }
}

#[test]
fn every_link_of_every_page_leads_to_a_file_at_every_depth() {
    let project = Project::new("links");
    let mut items = stories(0, 90);
    items[0]["_newsleaf"]["section"] = json!(["新闻", "咸宁 & more", "100 %"]);
    items[1]["tags"] = json!(["a/b", "C#", "★"]);
    items[2]["title"] = json!("عاجل: خبر");
    project.feed(&items);
    project.build(&[]);
    let files = project.all_files("site");
    let mut checked = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        // The pages of the app load their parts by script.
        if path.starts_with("embed") || path.starts_with("feed-health") || path.starts_with("search") {
            continue;
        }
        for url in urls(&String::from_utf8_lossy(bytes)) {
            let is_relative = !url.contains("://") && !url.starts_with("mailto:") && !url.starts_with('#');
            if is_relative && !url.starts_with('?') {
                let target = target(path, &url);
                assert!(files.contains_key(&target), "{path}: {url} leads to {target}");
                checked += 1;
            }
        }
    }
    assert!(checked > 3_000, "{checked}");
}

#[test]
fn links_of_the_drop_in_in_bodies_become_those_of_the_pages() {
    let project = Project::new("body-links");
    let key = newsleaf::domain::feed::key::Key::of_id("0");
    let mut item = story(1);
    item["content_html"] = json!(format!(
        "<a href=\"{SITE}?article={key}-an-old-slug#part\">a</a><a href=\"./?section=news\">b</a><a href=\"{SITE}?tag=tag-0&amp;page=2\">c</a><a href=\"{SITE}?utm=x\">d</a><a href=\"?author=author-0\">e</a>"
    ));
    project.feed(&[item, story(0)]);
    project.build(&[]);
    let files = project.all_files("site");
    let page = |number: usize| {
        let name = format!("story-number-{number}/index.html");
        let (_, bytes) = files.iter().find(|(path, _)| path.ends_with(&name)).unwrap();
        String::from_utf8_lossy(bytes).into_owned()
    };
    let html = page(1);
    for href in [
        format!("../../article/{key}-story-number-0/"),
        "../../section/news/".to_owned(),
        "../../tag/tag-0/".to_owned(),
        "../../author/author-0/".to_owned(),
    ] {
        assert!(html.contains(&format!("href=\"{href}\"")), "{href}: {html}");
    }
    let rss = project.site("rss.xml");
    assert!(rss.contains(&format!("{SITE}article/{key}-story-number-0/")), "{rss}");
    let feed = project.site("feed.json");
    assert!(feed.contains(&format!("{SITE}article/{key}-story-number-0/#part")), "{feed}");
    assert!(!feed.contains("?article=") && feed.contains(&format!("{SITE}section/news/")), "{feed}");
}

#[test]
fn a_frame_is_a_link_in_rss_without_buttons_that_need_a_script() {
    let project = Project::new("rss-frame");
    let mut item = story(0);
    item["content_html"] =
        json!("<p>a</p><iframe src='https://www.youtube.com/embed/abc'></iframe><p>z &lt;button> y</p>");
    project.feed(&[item]);
    project.build(&[]);
    let rss = project.site("rss.xml");
    assert!(rss.contains("https://www.youtube.com/watch?v=abc") && !rss.contains("<button"), "{rss}");
    assert!(rss.contains("<p>a</p>") && rss.contains("<p>z &lt;button"), "{rss}");
}

#[test]
fn both_feeds_of_the_site_name_the_hubs_of_the_publishers_feed() {
    let project = Project::new("hubs");
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "City",
        "home_page_url": "https://city.example/",
        "feed_url": "https://city.example/cms/feed.json",
        "Hubs": [{ "type": "WebSub", "url": "https://hub.example/" }, { "type": "rssCloud", "url": "https://cloud.example/" }],
        "items": stories(0, 1),
    });
    project.put("feed.json", feed.to_string().as_bytes());
    project.build(&[]);
    let rss = project.site("rss.xml");
    assert!(rss.contains("<atom:link href=\"https://hub.example/\" rel=\"hub\"/>"), "{rss}");
    assert!(!rss.contains("cloud.example"), "{rss}");
    let own: Value = serde_json::from_str(&project.site("feed.json")).unwrap();
    assert_eq!(own["hubs"], feed["Hubs"]);
}

#[test]
fn a_changed_headline_leaves_a_page_that_leads_on() {
    let project = Project::new("stub");
    project.feed(&stories(0, 2));
    project.build(&[]);
    let key = newsleaf::domain::feed::key::Key::of_id("1");
    for title in ["A better headline", "The best headline"] {
        let mut item = story(1);
        item["title"] = json!(title);
        project.feed(&[item, story(0)]);
        project.build(&[]);
    }
    let path = format!("article/{key}-the-best-headline/");
    let new = [SITE, &path].concat();
    for old in ["story-number-1", "a-better-headline"] {
        let stub = project.site(&format!("article/{key}-{old}/index.html"));
        // The folder works under any path.
        assert!(stub.contains(&format!("<meta http-equiv=\"refresh\" content=\"0;url=../../{path}\">")), "{stub}");
        assert!(
            stub.contains(&format!("<a href=\"../../{path}\">")) && stub.contains("<html lang=\"en-GB\">"),
            "{stub}"
        );
        assert!(stub.contains(&format!("rel=\"canonical\" href=\"{new}\"")), "{stub}");
    }
    let shard: BTreeMap<String, Value> =
        serde_json::from_str(&project.site(&format!("keys/{}.json", &key.as_str()[..2]))).unwrap();
    assert_eq!(shard[key.as_str()], json!(["the-best-headline", "a-better-headline", "story-number-1"]));
    // Back to the first one: its page is the story's again.
    project.feed(&stories(0, 2));
    project.build(&[]);
    assert!(project.site(&format!("article/{key}-story-number-1/index.html")).contains("Body of story 1"));
    assert!(project.site(&format!("article/{key}-the-best-headline/index.html")).contains("http-equiv=\"refresh\""));
}

#[test]
fn sitemaps_have_all_pages_and_a_canonical_address_elsewhere_is_in_none() {
    let project = Project::new("sitemaps");
    let mut item = story(1);
    item["url"] = json!("https://cms.example/1.html");
    project.feed(&[item, story(0)]);
    project.build(&[]);
    let parts = || project.site("sitemap/000.xml");
    for page in [
        "</loc>",
        "section/news/",
        "tag/tag-0/",
        "author/author-1/",
        "archive/2026/11/",
        "sections/",
        "story-number-1/",
    ] {
        assert!(parts().contains(page), "{page}: {}", parts());
    }
    assert!(!parts().contains("404") && !parts().contains("search/"));
    let article = || {
        let files = project.all_files("site");
        let (_, bytes) = files.iter().find(|(path, _)| path.ends_with("story-number-1/index.html")).unwrap();
        String::from_utf8_lossy(bytes).into_owned()
    };
    assert!(article().contains(&format!("rel=\"canonical\" href=\"{SITE}article/")));
    let arguments = ["--now", "2026-11-02T12:00:00Z"];
    project.build(&arguments);
    assert!(project.site("sitemap-news.xml").contains("story-number-1/"), "{}", project.site("sitemap-news.xml"));
    project.put("newsleaf.json", br#"{"canonical": "item"}"#);
    project.build(&arguments);
    let news = project.site("sitemap-news.xml");
    assert!(!news.contains("story-number-1/") && news.contains("story-number-0/"), "{news}");
    assert!(!parts().contains("story-number-1/") && parts().contains("story-number-0/"));
    assert!(article().contains("rel=\"canonical\" href=\"https://cms.example/1.html\""));
}
