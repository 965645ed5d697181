//! The text of a new file: all values that a story may have, most of them to be filled in.

use serde_json::json;

/// What is known of a new story.
#[derive(Debug)]
pub struct NewStory<'a> {
    /// The headline.
    pub title: &'a str,
    /// Now, as RFC 3339 with an offset.
    pub date: &'a str,
    /// The id.
    pub id: &'a str,
    /// The section, if it is known.
    pub section: &'a str,
    /// The language of the site.
    pub language: &'a str,
}

/// The text of the file. A draft stays out of the feed until that line goes.
pub fn text(story: &NewStory) -> String {
    // A JSON string is a YAML string.
    let quoted = |text: &str| json!(text).to_string();
    let NewStory { title, date, id, section, language } = story;
    let lines = [
        format!("title: {}", quoted(title)),
        format!("date: {date}"),
        format!("id: {}  # the links of the story are made from it: leave it as it is", quoted(id)),
        format!("section: {}", quoted(section)),
        "tags: []".to_owned(),
        "summary: \"\"".to_owned(),
        "image:".to_owned(),
        "  src: \"\"  # relative to this file".to_owned(),
        "  alt: \"\"  # what it shows".to_owned(),
        "  caption: \"\"".to_owned(),
        "  credit: \"\"  # who made it".to_owned(),
        "source: { name: \"\", url: \"\" }".to_owned(),
        "byline: \"\"".to_owned(),
        format!("language: {}", quoted(language)),
        "draft: true  # take this line out to publish the story".to_owned(),
    ];
    ["---\n", &lines.join("\n"), "\n---\n\n"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::time_zone::TimeZone;
    use crate::stories::story::{ParsedStory, StoryContext, StoryFile};

    #[test]
    fn a_new_file_is_a_draft_without_a_fault_whatever_its_headline_is() {
        for title in ["The bridge: open \"again\"", "# 100 % \\ {x}", "咸宁", "'", "- [x]"] {
            let new = NewStory { title, date: "2026-11-29T10:00:00+01:00", id: "a-b", section: "News", language: "en" };
            let file = StoryFile { path: "stories/a.md".to_owned(), text: text(&new) };
            let context =
                StoryContext { stories: "stories", zone: TimeZone::new(None, |_, _| None), now_ms: 0, files: &() };
            let story = ParsedStory::read(&file, &context).expect(title);
            assert!(story.held_back.is_some() && story.notes.is_empty(), "{:?}", story.notes);
            assert_eq!(story.id, "a-b");
            let (item, notes) = story.item(&context, &|_| None);
            assert_eq!((&item["title"], &item["language"]), (&json!(title), &json!("en")));
            assert_eq!((&item["_newsleaf"], notes.len()), (&json!({ "section": "News" }), 0));
        }
    }
}
