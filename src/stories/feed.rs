//! The stories of a folder as one JSON Feed.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};

use super::source_file::bundle;
use super::story::{HeldBack, ParsedStory, StoryContext, StoryFile};
use crate::domain::report::code::Level;
use crate::domain::report::file_note::FileNote;
use crate::publish::item_json::Members;

/// What `publication` in the settings may say: what stands at the top of the feed.
pub const PUBLICATION: [&str; 10] = [
    "title",
    "description",
    "language",
    "authors",
    "home_page_url",
    "feed_url",
    "icon",
    "favicon",
    "user_comment",
    "hubs",
];

/// The feed of a folder.
#[derive(Debug)]
pub struct StoryFeed {
    /// The document.
    pub json: Vec<u8>,
    /// The file of each item, in the order of the items.
    pub files: Vec<String>,
    /// Notes on the files.
    pub notes: Vec<FileNote>,
    /// How many stories are left out because their authors say so: drafts, and those that have expired.
    pub held_back: usize,
    /// The files whose stories have an id from their path, with that id.
    pub unnamed: Vec<(String, String)>,
}

/// Makes the feed of these files. `publication` is the object of that name in the settings file, which the publisher knows by
/// the name `settings`; the title is `title` where it has none.
pub fn feed(
    publication: Option<&Value>,
    settings: &str,
    title: &str,
    files: &[StoryFile],
    context: &StoryContext,
) -> StoryFeed {
    let mut notes = Vec::new();
    let mut head = head(publication, settings, title, &mut notes);
    let (stories, held_back) = stories(files, context, &mut notes);
    let unnamed: Vec<(String, String)> = stories
        .iter()
        .filter(|story| story.has_id_of_path)
        .map(|story| (story.path.to_owned(), story.id.clone()))
        .collect();
    if let Some((file, id)) = unnamed.first() {
        let others = match unnamed.len() - 1 {
            0 => String::new(),
            others => format!(" ({others} more)"),
        };
        let message = format!(
            "it has no id{others}: '{id}', from its path, stands for it, so its links break when the file is moved; \
             `newsleaf feed --write-ids` writes the ids into the files"
        );
        notes.push(FileNote { file: file.clone(), line: None, level: Level::Advice, message });
    }
    let ids: BTreeMap<String, String> = stories.iter().map(|story| (story.path.to_owned(), story.id.clone())).collect();
    let id_of = |path: &str| ids.get(path).cloned();
    let mut items = Vec::with_capacity(stories.len());
    let mut item_files = Vec::with_capacity(stories.len());
    for story in stories {
        item_files.push(story.path.to_owned());
        let (item, of_story) = story.item(context, &id_of);
        items.push(Value::Object(item));
        notes.extend(of_story);
    }
    let notes = without_repeated_advice(notes);
    head.insert("items".to_owned(), Value::Array(items));
    let mut json = serde_json::to_vec_pretty(&Value::Object(head)).unwrap_or_default();
    json.push(b'\n');
    StoryFeed { json, files: item_files, notes, held_back, unnamed }
}

/// The notes, with advice that holds for many files said of the first of them.
fn without_repeated_advice(notes: Vec<FileNote>) -> Vec<FileNote> {
    const MANY: usize = 5;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for note in notes.iter().filter(|note| note.level == Level::Advice) {
        *counts.entry(note.message.clone()).or_default() += 1;
    }
    let mut shown = Vec::with_capacity(notes.len());
    for mut note in notes {
        match counts.get_mut(&note.message).filter(|_| note.level == Level::Advice) {
            Some(0) => continue,
            Some(count) if *count > MANY => {
                note.message.push_str(&format!(" ({} more files)", *count - 1));
                *count = 0;
            }
            _ => {}
        }
        shown.push(note);
    }
    shown
}

/// Whether a document is a feed that was made here, which may be written over.
pub fn is_generated(document: &[u8]) -> bool {
    let document: Option<Value> = serde_json::from_slice(document).ok();
    document.is_some_and(|document| document["_newsleaf"]["generated"] == json!(true))
}

fn head(publication: Option<&Value>, settings: &str, title: &str, notes: &mut Vec<FileNote>) -> Members {
    let mut note = |level, message: String| {
        notes.push(FileNote { file: settings.to_owned(), line: None, level, message });
    };
    let mut head = Members::new();
    match publication {
        Some(Value::Object(publication)) => {
            for (name, value) in publication {
                if PUBLICATION.contains(&name.as_str()) {
                    head.insert(name.clone(), value.clone());
                } else {
                    let known = PUBLICATION.join(", ");
                    note(Level::Lost, format!("publication.{name}: there is no such setting; it knows {known}"));
                }
            }
        }
        None | Some(Value::Null) => {}
        Some(_) => note(Level::Lost, "publication: it should be an object, and is left out".to_owned()),
    }
    head.insert("version".to_owned(), json!("https://jsonfeed.org/version/1.1"));
    head.insert("_newsleaf".to_owned(), json!({ "generated": true }));
    if head.get("title").and_then(Value::as_str).is_none_or(|title| title.trim().is_empty()) {
        note(
            Level::Repaired,
            format!("publication.title: the site has no name; that of its folder, '{title}', stands for it"),
        );
        head.insert("title".to_owned(), json!(title));
    }
    head
}

/// The stories that are published, the newest first, those without a date behind them, and the number of those that their authors hold
/// back. Ids differ.
fn stories<'a>(
    files: &'a [StoryFile],
    context: &StoryContext,
    notes: &mut Vec<FileNote>,
) -> (Vec<ParsedStory<'a>>, usize) {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    let mut stories = Vec::with_capacity(files.len());
    let mut held_back = 0;
    let in_stories =
        |path: &'a str| path.strip_prefix(context.stories).map_or(path, |rest| rest.trim_start_matches('/'));
    let bundles: HashSet<&str> = files.iter().filter_map(|file| bundle(in_stories(&file.path))).collect();
    for file in files {
        let path = in_stories(&file.path);
        let outermost = path.match_indices('/').map(|(at, _)| &path[..at]).find(|folder| bundles.contains(folder));
        if let Some(folder) = outermost.filter(|folder| bundle(path) != Some(*folder)) {
            let message = format!(
                "it is left out: it is a part of the story in {folder}/index.md, as Hugo has it; to publish it by itself, move it out of that folder"
            );
            notes.push(FileNote { file: file.path.clone(), line: None, level: Level::Lost, message });
            continue;
        }
        let mut story = match ParsedStory::read(file, context) {
            Ok(story) => story,
            Err(fault) => {
                notes.push(fault);
                continue;
            }
        };
        if let Some(why) = story.held_back.take() {
            held_back += usize::from(matches!(why, HeldBack::ByAuthor(_)));
            let (HeldBack::ByAuthor(note) | HeldBack::Unreadable(note)) = why;
            notes.push(note);
            continue;
        }
        if let Some(first) = known.get(&story.id)
            && story.has_id_of_path
            && !known.contains_key(&story.id_of_path)
        {
            // Hugo may have the date in addresses: a slug need not be the only one of its folder then.
            let message = format!("{first} has the same slug; the id is that of its path, '{}'", story.id_of_path);
            notes.push(FileNote { file: file.path.clone(), line: story.id_line, level: Level::Repaired, message });
            story.use_id_of_path();
        }
        if let Some(first) = known.get(&story.id) {
            let message = format!("the story is left out: {first} has the same id, '{}'", story.id);
            notes.push(FileNote { file: file.path.clone(), line: story.id_line, level: Level::Lost, message });
            continue;
        }
        known.insert(story.id.clone(), story.path);
        stories.push(story);
    }
    stories.sort_by_key(|story| std::cmp::Reverse(story.published_ms));
    (stories, held_back)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::time_zone::TimeZone;

    fn feed_of(publication: &Value, files: &[(&str, &str)]) -> (Value, StoryFeed) {
        let files: Vec<StoryFile> =
            files.iter().map(|(path, text)| StoryFile { path: (*path).to_owned(), text: (*text).to_owned() }).collect();
        let context =
            StoryContext { stories: "stories", zone: TimeZone::new(None, |_, _| None), now_ms: 0, files: &() };
        let feed = feed(Some(publication), "newsleaf.json", "folder", &files, &context);
        (serde_json::from_slice(&feed.json).unwrap(), feed)
    }

    fn notes(feed: &StoryFeed) -> Vec<String> {
        feed.notes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn stories_of_one_slug_in_a_folder_are_known_by_their_paths() {
        let (json, feed) = feed_of(
            &json!({ "title": "T" }),
            &[
                ("stories/2015-report.md", "---\ndate: 2015-01-01\nslug: report\n---\nA"),
                ("stories/2016-report.md", "---\ndate: 2016-01-01\nslug: report\n---\nB"),
            ],
        );
        assert_eq!((&json["items"][0]["id"], &json["items"][1]["id"]), (&json!("2016-report"), &json!("report")));
        let expected = "stories/2016-report.md:3: stories/2015-report.md has the same slug; the id is that of its path, '2016-report'";
        assert!(notes(&feed).iter().any(|note| note == expected), "{:?}", notes(&feed));
    }

    #[test]
    fn the_newest_story_is_first_and_files_follow_the_items() {
        let (json, feed) = feed_of(
            &json!({ "title": "The Bulletin", "language": "de" }),
            &[
                ("stories/a.md", "---\nid: a\ndate: 2026-01-01T00:00:00Z\ntitle: A\n---\n"),
                ("stories/b.md", "---\nid: b\ntitle: B\n---\n"),
                ("stories/c.md", "---\nid: c\ndate: 2026-02-01T00:00:00Z\ntitle: C\n---\n"),
            ],
        );
        assert_eq!((&json["title"], &json["language"]), (&json!("The Bulletin"), &json!("de")));
        let ids: Vec<&str> = json["items"].as_array().unwrap().iter().filter_map(|item| item["id"].as_str()).collect();
        assert_eq!(ids, ["c", "a", "b"]);
        assert_eq!(feed.files, ["stories/c.md", "stories/a.md", "stories/b.md"]);
        assert!(is_generated(&feed.json) && !is_generated(b"{}") && !is_generated(b"x"));
    }

    #[test]
    fn a_fault_in_one_file_takes_no_other_with_it() {
        let (json, feed) = feed_of(
            &json!({ "title": "T" }),
            &[
                ("stories/a.md", "---\nid: [\n---\n"),
                ("stories/b.md", "---\nid: b\ntitle: B\ndate: 2026-01-01T00:00:00Z\n---\n"),
                ("stories/c.md", "---\ntitle: C\nid: b\n---\n"),
                ("stories/d.md", "---\ndraft: true\n---\n"),
            ],
        );
        assert_eq!(json["items"].as_array().map(Vec::len), Some(1));
        let notes = notes(&feed);
        assert!(notes[0].starts_with("stories/a.md:") && notes[0].contains("the story is left out"), "{notes:?}");
        assert_eq!(notes[1], "stories/c.md:3: the story is left out: stories/b.md has the same id, 'b'");
        assert_eq!(notes[2], "stories/d.md:2: it is a draft, and is left out");
        assert_eq!(notes.len(), 3, "{notes:?}");
    }

    #[test]
    fn slugs_and_addresses_that_are_unique_in_their_folder_or_language_are_enough() {
        let slug = "---\nslug: summary\n---\n";
        let url = "---\nurl: /about/\n---\n";
        let (json, feed) = feed_of(
            &json!({ "title": "T" }),
            &[
                ("stories/2024/s.md", slug),
                ("stories/2025/s.md", slug),
                ("stories/m.de.md", slug),
                ("stories/m.en.md", slug),
                ("stories/about.de.md", url),
                ("stories/about.en.md", url),
            ],
        );
        let ids: Vec<&str> = json["items"].as_array().unwrap().iter().filter_map(|item| item["id"].as_str()).collect();
        assert_eq!(ids, ["2024/summary", "2025/summary", "summary.de", "summary.en", "/about/.de", "/about/.en"]);
        // A slug does not stand for the whole id.
        assert_eq!(feed.unnamed.len(), 4);
    }

    #[test]
    fn markdown_beside_an_index_is_a_part_of_its_story() {
        let dated = "---\ndate: 2026-01-01T00:00:00Z\ntitle: T\n---\n";
        let files = [
            "trip/index.md",
            "trip/index.de.md",
            "trip/part.md",
            "trip/more/index.md",
            "trips.md",
            "news/a.md",
            "index.md",
        ];
        let paths = files.map(|name| ["stories/", name].concat());
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), dated)).collect();
        let (_, feed) = feed_of(&json!({ "title": "T" }), &files);
        let published = [
            "stories/trip/index.md",
            "stories/trip/index.de.md",
            "stories/trips.md",
            "stories/news/a.md",
            "stories/index.md",
        ];
        assert_eq!(feed.files, published);
        let lost: Vec<&str> =
            feed.notes.iter().filter(|note| note.level == Level::Lost).map(|note| note.file.as_str()).collect();
        assert_eq!(lost, ["stories/trip/part.md", "stories/trip/more/index.md"]);
    }

    #[test]
    fn ids_of_paths_are_one_advice() {
        let dated = "---\ndate: 2026-01-01T00:00:00Z\ntitle: T\n---\n";
        let (_, feed) = feed_of(&json!({ "title": "T" }), &[("stories/a.md", dated), ("stories/b.md", dated)]);
        assert_eq!(feed.notes.len(), 1, "{:?}", feed.notes);
        assert!(feed.notes[0].message.contains("'a'") && feed.notes[0].message.contains("(1 more)"));
        assert_eq!(feed.unnamed.len(), 2);
    }

    #[test]
    fn advice_for_many_files_is_said_once() {
        let names: Vec<String> = (0..9).map(|number| format!("stories/{number}.md")).collect();
        let texts: Vec<String> = (0..9).map(|number| format!("---\nid: '{number}'\ntitle: T\n---\n")).collect();
        let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
        let (_, feed) = feed_of(&json!({ "title": "T" }), &files);
        assert_eq!(notes(&feed), ["stories/0.md: it has no date: it stands behind all that have one (8 more files)"]);
        assert_eq!(feed_of(&json!({ "title": "T" }), &files[..3]).1.notes.len(), 3);
    }

    #[test]
    fn a_link_between_files_leads_to_the_story() {
        let (json, _) = feed_of(
            &json!({ "title": "T" }),
            &[("stories/a.md", "---\nid: a\n---\n[b](b.md)"), ("stories/b.md", "---\nid: bridge\n---\n")],
        );
        let items = json["items"].as_array().unwrap();
        let html = items.iter().find_map(|item| item["content_html"].as_str()).unwrap();
        assert!(html.contains("./?article="), "{html}");
    }

    #[test]
    fn the_head_of_the_feed_comes_from_the_settings() {
        let (json, feed) = feed_of(&json!({ "titel": "x", "authors": [{ "name": "A" }] }), &[]);
        assert_eq!((&json["title"], &json["authors"][0]["name"]), (&json!("folder"), &json!("A")));
        let notes = notes(&feed);
        assert!(notes[0].starts_with("newsleaf.json: publication.titel: there is no such setting"), "{notes:?}");
        assert!(notes[1].starts_with("newsleaf.json: publication.title: the site has no name"), "{notes:?}");
    }
}
