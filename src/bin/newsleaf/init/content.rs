//! What a new site has in it.

use jiff::{ToSpan, Zoned};
use newsleaf::browser::dates::offset_of;
use newsleaf::domain::feed::time_zone::TimeZone;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::hosts::Host;
use newsleaf::publish::item_json::Members;
use newsleaf::stories::addresses::FolderFiles;
use newsleaf::stories::feed::{self, StoryFeed};
use newsleaf::stories::story::{StoryContext, StoryFile};
use serde_json::{Value, json};

/// Pictures of the sample site, whose size is the same for all.
const PICTURES: [(&str, &str); 3] = [
    ("pictures/market-morning.svg", include_str!("../../../../sample/pictures/market-morning.svg")),
    ("pictures/paper-planes.svg", include_str!("../../../../sample/pictures/paper-planes.svg")),
    ("pictures/press-office.svg", include_str!("../../../../sample/pictures/press-office.svg")),
];
const SIZE: (u32, u32) = (1200, 800);

/// The stories, the newest first.
const STORIES: [(&str, &str); 3] = [
    ("welcome", include_str!("files/welcome.txt")),
    ("what-a-story-may-have", include_str!("files/what-a-story-may-have.txt")),
    ("before-you-publish", include_str!("files/before-you-publish.txt")),
];

/// What a build leaves beside the site.
const GIT_IGNORE: &str = "/site/\n/site.*\n";

/// What was answered.
pub struct NewSite {
    pub title: String,
    pub language: String,
    pub site: Option<WebUrl>,
    pub host: Option<Host>,
    /// Whether the stories stand in a feed, not in files.
    pub is_json: bool,
    /// Now, in the zone of the site.
    pub now: Zoned,
}

/// A file: its path in the folder, and its text.
pub type NewFile = (String, String);

/// All files of a new site.
pub fn files(site: &NewSite) -> Vec<NewFile> {
    let stories = stories(site);
    let mut files =
        vec![("newsleaf.json".to_owned(), settings(site)), (".gitignore".to_owned(), GIT_IGNORE.to_owned())];
    if site.is_json {
        files.push(("feed.json".to_owned(), feed_json(site, stories)));
    } else {
        files.extend(stories.into_iter().map(|StoryFile { path, text }| (path, text)));
    }
    files.extend(PICTURES.map(|(path, svg)| (path.to_owned(), svg.to_owned())));
    files
}

fn stories(site: &NewSite) -> Vec<StoryFile> {
    // They are English, whatever the site speaks.
    let language =
        if site.language == "en" || site.language.starts_with("en-") { site.language.as_str() } else { "en" };
    let values = if site.is_json {
        [
            (
                "@EDIT@",
                "All stories stand in the file `feed.json`, a [JSON Feed](https://www.jsonfeed.org/). Most likely a program of yours can write it.",
            ),
            ("@NEW@", "newsleaf build --help"),
            ("@NEW_DOES@", "names all that a build can be told"),
            ("@BUILD@", build_command(site)),
        ]
    } else {
        [
            (
                "@EDIT@",
                "Each story is a file in the folder `stories`. Open one in any editor: above is what the story says of itself, below is its text.",
            ),
            ("@NEW@", "newsleaf new 'A headline'"),
            ("@NEW_DOES@", "makes the file of a new story"),
            ("@BUILD@", build_command(site)),
        ]
    };
    let first_day = day(&site.now);
    (0i64..)
        .zip(STORIES)
        .map(|(at, (name, text))| {
            // Each is older than the one before, on the same day where the clock allows it.
            let date = site.now.checked_sub(at.minutes()).unwrap_or_else(|_| site.now.clone());
            let text = values.iter().fold(text.to_owned(), |text, (mark, value)| text.replace(mark, value));
            let text = text.replace("@DATE@", &rfc3339(&date)).replace("@LANGUAGE@", language);
            let text = text.replace("@FIRST_DAY@", &first_day);
            StoryFile { path: format!("stories/{first_day}-{name}.md"), text }
        })
        .collect()
}

fn build_command(site: &NewSite) -> &'static str {
    match site.site {
        Some(_) => "newsleaf build",
        None => "newsleaf build --site https://news.example/",
    }
}

fn publication(site: &NewSite) -> Value {
    json!({ "title": site.title, "language": site.language })
}

fn settings(site: &NewSite) -> String {
    let mut build = Members::new();
    build.insert("out".to_owned(), json!("site"));
    build.extend(site.host.map(|host| ("host".to_owned(), json!(host.name()))));
    let mut settings = Members::new();
    if !site.is_json {
        settings.insert("publication".to_owned(), publication(site));
    }
    settings.extend(site.site.as_ref().map(|url| ("site".to_owned(), json!(url.as_str()))));
    settings.insert("sections".to_owned(), json!(["News", "How to"]));
    settings.insert("accent".to_owned(), json!("#1c5a8a"));
    settings.insert("time_zone".to_owned(), json!(site.now.time_zone().iana_name().unwrap_or("UTC")));
    settings.insert("share".to_owned(), json!(["email", "whatsapp", "facebook", "bluesky"]));
    settings.insert("build".to_owned(), Value::Object(build));
    pretty(&Value::Object(settings))
}

/// The pictures, none of which is on disk yet.
struct Pictures;

impl FolderFiles for Pictures {
    fn size_of(&self, _: &str) -> Option<(u32, u32)> {
        Some(SIZE)
    }
}

/// The stories as a feed that its publisher writes from now on.
fn feed_json(site: &NewSite, stories: Vec<StoryFile>) -> String {
    let context =
        StoryContext { stories: "stories", zone: TimeZone::new(None, offset_of), now_ms: 0, files: &Pictures };
    let StoryFeed { json, .. } = feed::feed(Some(&publication(site)), "", &site.title, &stories, &context);
    let mut feed: Value = serde_json::from_slice(&json).unwrap_or_default();
    if let Some(feed) = feed.as_object_mut() {
        feed.remove("_newsleaf");
    }
    pretty(&feed)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn day(date: &Zoned) -> String {
    date.strftime("%Y-%m-%d").to_string()
}

fn rfc3339(date: &Zoned) -> String {
    date.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
