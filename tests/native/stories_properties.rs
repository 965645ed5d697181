//! Markdown files that nobody would write: nothing of them ends the command, and what becomes of them is a feed.

use newsleaf::browser::dates::offset_of;
use newsleaf::domain::feed::time_zone::TimeZone;
use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::context::Context;
use newsleaf::domain::parse::json_feed;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::stories::feed::feed;
use newsleaf::stories::front_matter::FrontMatter;
use newsleaf::stories::ids::with_id;
use newsleaf::stories::story::{StoryContext, StoryFile};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::feed_properties::config;

/// Pieces that mean something to one of the readers, and some that mean nothing.
const PIECES: [&str; 52] = [
    "---\n",
    "+++\n",
    "...\n",
    "{\n",
    "}\n",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "    ",
    "\u{feff}",
    "\0",
    "日本",
    "é",
    "x",
    "id: ",
    "id = ",
    "\"id\": ",
    "title: ",
    "date: 2026-11-20\n",
    "date = 2026-11-20\n",
    "tags: [a, b]\n",
    "image:\n",
    "  src: ../a.png\n",
    "- a\n",
    "&a ",
    "*a ",
    "<<: ",
    "'",
    "\"",
    "\\",
    "# ",
    "> ",
    "* ",
    "`",
    "```\n",
    "[^1]",
    "[^1]: ",
    "[^x]: ",
    "![a](b.png \"t\")",
    "[a](../../x.md)",
    "[a](b.md#c)",
    "[",
    "](",
    "|a|\n|-|\n",
    "<img src=a>",
    "<b",
    "-->",
    "{{< x >}}",
    "{% y %}",
    "~~",
    "\u{202e}",
];

fn text() -> impl Strategy<Value = String> {
    let start = select(vec!["", "---\n", "+++\n", "{\"", "---\r\n", "\u{feff}---\n"]);
    (start, vec(select(PIECES.to_vec()), 0..40)).prop_map(|(start, pieces)| [start, &pieces.concat()].concat())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_files_become_a_feed_that_can_be_read(texts in vec(text(), 0..4)) {
        let files: Vec<StoryFile> = (0..)
            .zip(texts)
            .map(|(number, text)| StoryFile { path: format!("stories/{number}.md"), text })
            .collect();
        let context = StoryContext { stories: "stories", zone: TimeZone::new(None, offset_of), now_ms: 0, files: &() };
        let stories = feed(Some(&json!({ "title": "T" })), "newsleaf.json", "T", &files, &context);
        let address = WebUrl::parse("https://news.example/feed.json", None, parse_url_natively).expect("an address");
        let context = Context { address: &address, parse_url: parse_url_natively, limits: Limits::PUBLISHED };
        let (read, _) = json_feed::parse(&stories.json, &context).expect("a feed");
        prop_assert_eq!(read.items.len(), stories.files.len());
        for note in &stories.notes {
            let file = files.iter().find(|file| file.path == note.file);
            let lines = file.map_or(usize::MAX, |file| file.text.split('\n').count() + 1);
            prop_assert!(note.line.is_none_or(|line| (1..=lines).contains(&line)), "{note}");
        }
    }

    #[test]
    fn an_id_is_all_that_changes_in_a_file(text in text(), id in ".{1,12}") {
        let Ok(written) = with_id(&text, &id) else { return Ok(()) };
        let (before, after) = (FrontMatter::read(&text).expect("read before"), FrontMatter::read(&written).expect("read after"));
        prop_assert_eq!(&after.values["id"], &json!(id));
        prop_assert_eq!(after.values.len(), before.values.len() + 1);
        prop_assert_eq!(after.body, before.body);
    }
}
