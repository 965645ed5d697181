use super::*;

fn offset_of(zone: &str, epoch_ms: i64) -> Option<i64> {
    let moment = jiff::Timestamp::from_millisecond(epoch_ms).ok()?;
    Some(i64::from(jiff::tz::TimeZone::get(zone).ok()?.to_offset(moment).seconds()) * 1_000)
}

/// 2026-11-29T12:00:00Z
const NOW_MS: i64 = 1_795_953_600_000;

/// A picture, and one in the folder of files that are copied as they are.
struct Files;

impl FolderFiles for Files {
    fn size_of(&self, path: &str) -> Option<(u32, u32)> {
        ["pictures/a.png", "static/b.png"].contains(&path).then_some((1200, 800))
    }

    fn place_of(&self, path: String) -> String {
        if path == "b.png" { "static/b.png".to_owned() } else { path }
    }
}

/// The item of a file, and what was said of it.
fn item_of(path: &str, text: &str, zone: Option<&str>) -> (Value, Vec<String>) {
    let file = StoryFile { path: path.to_owned(), text: text.to_owned() };
    let context =
        StoryContext { stories: "stories", zone: TimeZone::new(zone, offset_of), now_ms: NOW_MS, files: &Files };
    let story = ParsedStory::read(&file, &context).expect("values");
    let (item, notes) = story.item(&context, &|_| None);
    (Value::Object(item), notes.iter().map(ToString::to_string).collect())
}

#[test]
fn every_value_has_its_place_in_the_item() {
    let text = "---\n\
        id: bridge-2026\ntitle: The bridge is open\ndate: 2026-11-20T09:00:00+01:00\nupdated: 2026-11-21T09:00:00+01:00\n\
        section: News > Roads\ntags: [Bridge, River]\nsummary: After eleven months.\n\
        image: {src: ../pictures/a.png, alt: A bridge, caption: The railing, credit: A. Wren}\n\
        source: {name: City, url: 'https://city.example/'}\nbyline: After a report\nauthors: [A. Wren, {name: B, x: 1}]\n\
        language: en-GB\nkicker: Report\nlead: true\npin: false\nexternal_url: https://county.example/\n\
        attachments: [{url: a.mp3, mime_type: audio/mpeg}]\n---\nText\n";
    let (item, notes) = item_of("stories/x.md", text, None);
    assert_eq!(notes, [] as [&str; 0]);
    let expected = json!({
        "id": "bridge-2026", "title": "The bridge is open", "summary": "After eleven months.", "language": "en-GB",
        "date_published": "2026-11-20T09:00:00+01:00", "date_modified": "2026-11-21T09:00:00+01:00",
        "tags": ["Bridge", "River"], "image": "pictures/a.png", "external_url": "https://county.example/",
        "authors": [{"name": "A. Wren"}, {"name": "B"}], "content_html": "<p>Text</p>\n",
        "attachments": [{"url": "stories/a.mp3", "mime_type": "audio/mpeg"}],
        "_newsleaf": {
            "section": "News > Roads", "source": {"name": "City", "url": "https://city.example/"},
            "byline": "After a report", "kicker": "Report", "lead": true,
            "image": {"alt": "A bridge", "caption": "The railing", "credit": "A. Wren", "width": 1200, "height": 800},
        },
    });
    assert_eq!(item, expected);
}

#[test]
fn texts_that_look_like_numbers_or_truth_values_are_texts() {
    let text =
        "---\nid: 010\ntitle: Yes\nlanguage: no\ntags: [on, 1.10, true]\nsection: [News, 2026]\ndate: 20261120\n---\n";
    let (item, notes) = item_of("stories/a.md", text, None);
    assert_eq!(notes, [] as [&str; 0]);
    assert_eq!((&item["id"], &item["title"], &item["language"]), (&json!("010"), &json!("Yes"), &json!("no")));
    assert_eq!((&item["tags"], &item["date_published"]), (&json!(["on", "1.10", "true"]), &json!("2026-11-20")));
    assert_eq!(item["_newsleaf"]["section"], json!(["News", "2026"]));
}

#[test]
fn hugo_jekyll_and_zola_are_read_as_they_write() {
    let hugo = "+++\ntitle = 'T'\ndate = 2026-11-20T09:00:00Z\nlastmod = 2026-11-21\nslug = 'bridge'\ncategories = ['News', 'Roads']\n\
        tags = ['x']\n[cover]\nimage = '/pictures/a.png'\n[params]\nbyline = 'B'\n+++\n";
    let (item, _) = item_of("stories/news/bridge.md", hugo, Some("Europe/Berlin"));
    assert_eq!((&item["id"], &item["image"]), (&json!("news/bridge"), &json!("pictures/a.png")));
    assert_eq!(item["date_modified"], "2026-11-20T23:00:00Z");
    assert_eq!(item["_newsleaf"]["section"], json!(["News"]));
    assert_eq!((&item["tags"], &item["_newsleaf"]["byline"]), (&json!(["x", "Roads"]), &json!("B")));

    let jekyll = "---\nlayout: post\ntitle: T\ncategories: news roads\npermalink: /2026/bridge/\n---\n";
    let (item, _) = item_of("stories/_posts/2026-11-20-bridge.md", jekyll, Some("Asia/Shanghai"));
    assert_eq!((&item["id"], &item["date_published"]), (&json!("/2026/bridge/"), &json!("2026-11-19T16:00:00Z")));
    assert_eq!((&item["_newsleaf"]["section"], &item["tags"]), (&json!(["news"]), &json!(["roads"])));

    let zola = "+++\ntitle = 'T'\ndate = 2026-11-20\n[taxonomies]\ntags = ['x']\ncategories = ['News']\n[extra]\nauthor = 'A'\n+++\n";
    let (item, _) = item_of("stories/2026-11-20_bridge.md", zola, None);
    assert_eq!((&item["id"], &item["date_published"]), (&json!("2026-11-20_bridge"), &json!("2026-11-20")));
    assert_eq!((&item["authors"][0]["name"], &item["_newsleaf"]["section"][0]), (&json!("A"), &json!("News")));
}

#[test]
fn the_folder_and_the_name_say_what_the_file_does_not() {
    let (item, notes) = item_of("stories/city-council/2026-11-20-vote.de.md", "# The vote\n\nText", None);
    assert_eq!((&item["title"], &item["language"]), (&json!("The vote"), &json!("de")));
    assert_eq!(item["_newsleaf"]["section"], json!(["City council"]));
    assert_eq!(item["date_published"], "2026-11-20");
    assert_eq!(notes, [] as [&str; 0]);
}

#[test]
fn a_picture_of_hugos_or_zolas_static_folder_is_found_there() {
    let (item, _) = item_of("stories/a.md", "---\nid: a\nimage: /b.png\n---\n![b](/b.png) [c](/c.pdf)", None);
    assert_eq!((&item["image"], &item["_newsleaf"]["image"]["width"]), (&json!("static/b.png"), &json!(1200)));
    let html = item["content_html"].as_str().unwrap();
    assert!(html.contains("src=\"static/b.png\"") && html.contains("width=\"1200\""), "{html}");
    assert!(html.contains("href=\"c.pdf\""), "{html}");
}

/// Why a file is held back: whether that is a fault, and the sentence.
fn held_back(path: &str, text: &str) -> Option<(bool, String)> {
    let file = StoryFile { path: path.to_owned(), text: text.to_owned() };
    let zone = TimeZone::new(None, offset_of);
    let context = StoryContext { stories: "stories", zone, now_ms: NOW_MS, files: &() };
    Some(match ParsedStory::read(&file, &context).expect("values").held_back? {
        HeldBack::ByAuthor(note) => (false, note.to_string()),
        HeldBack::Unreadable(note) => (true, note.to_string()),
    })
}

#[test]
fn a_story_is_held_back_by_each_sign_of_its_author() {
    for (path, text) in [
        ("stories/a.md", "---\ndraft: true\n---\n"),
        ("stories/a.md", "---\ndraft: 'true'\n---\n"),
        ("stories/a.md", "---\ndraft: 1\n---\n"),
        ("stories/a.md", "+++\n[extra]\ndraft = 'yes'\n+++\n"),
        ("stories/a.md", "---\npublished: no\n---\n"),
        ("stories/a.md", "---\nheadless: true\n---\n"),
        ("stories/a.md", "---\ndate: 2026-01-01\nexpiryDate: 2026-11-28\n---\n"),
        ("stories/a.md", "---\nunpublishdate: 2026-11-28\n---\n"),
        ("stories/_drafts/a.md", ""),
    ] {
        let held_back = held_back(path, text);
        let is_fault = held_back.as_ref().map(|(is_fault, _)| *is_fault);
        assert_eq!(is_fault, Some(false), "{text}: {held_back:?}");
    }
    for text in [
        "---\ndraft: false\npublished: true\nheadless: 0\n---\n",
        "---\nexpiryDate: 2026-11-30\n---\n",
        "---\ndraft:\n---\n",
        "",
    ] {
        assert_eq!(held_back("stories/a.md", text), None, "{text}");
    }
}

#[test]
fn a_mark_of_publication_that_is_unreadable_holds_the_story_back() {
    for (value, found) in [
        (
            "date: 2099-01-01 10:00 CET",
            "stories/a.md:2: date: '2099-01-01 10:00 CET' is no date, so the story is held back",
        ),
        ("date: {a: b}", "stories/a.md:2: date: it is no date, so the story is held back"),
        ("publishDate: next year", "stories/a.md:2: publishdate: 'next year' is no date, so the story is held back"),
        ("expiryDate: soon", "stories/a.md:2: expirydate: 'soon' is no date, so the story is held back"),
        ("draft: TODO", "stories/a.md:2: draft: it should be true or false, so the story is held back"),
        ("draft: []", "stories/a.md:2: draft: it should be true or false, so the story is held back"),
        ("published: later", "stories/a.md:2: published: it should be true or false, so the story is held back"),
        ("removed: 'on Monday'", "stories/a.md:2: removed: it should be true or false, so the story is held back"),
    ] {
        let (is_fault, note) = held_back("stories/a.md", &format!("---\n{value}\ntitle: T\n---\n")).expect(value);
        assert!(is_fault && note.starts_with(found), "{value}: {note}");
    }
    let (is_fault, note) = held_back("stories/2099-02-30-a.md", "").expect("held back");
    assert!(is_fault && note.contains("'2099-02-30' in its name is no day"), "{note}");
    // A wish of the author hides no fault.
    assert!(held_back("stories/a.md", "---\ndraft: true\ndate: soon\n---\n").expect("held back").0);
}

#[test]
fn the_latest_date_of_publication_counts() {
    for text in [
        "+++\ndate = 2026-01-01\npublishDate = 2099-01-01\n+++\n",
        "---\npublishDate: 2099-01-01\ndate: 2026-01-01\n---\n",
        "---\ndate: 2026-01-01\npublish-date: 2099-01-01\n---\n",
        "---\ndate: 2099-01-01\npublishDate: 2026-01-01\n---\n",
        "---\ndate: 2026-01-01\npublished: 2099-01-01\n---\n",
        "---\ndate: 2026-01-01\npubdate: 20990101\n---\n",
    ] {
        assert_eq!(item_of("stories/2020-01-01-a.md", text, None).0["date_published"], "2099-01-01", "{text}");
    }
}

#[test]
fn a_wrong_value_takes_nothing_else_with_it() {
    let (item, notes) = item_of(
        "stories/a.md",
        "---\ntitle: T\nlastmod: last Tuesday\nimage: ../../a.png\nsumary: x\n---\nText [a](b.md)",
        None,
    );
    assert_eq!((&item["title"], &item["content_html"]), (&json!("T"), &json!("<p>Text <a href=\"b.md\">a</a></p>\n")));
    assert_eq!(
        notes,
        [
            "stories/a.md: it has no date: it stands behind all that have one",
            "stories/a.md:3: lastmod: 'last Tuesday' is no date, and is left out",
            "stories/a.md:4: image: '../../a.png' leads out of the folder, and is left out",
            "stories/a.md:5: sumary: it is passed over; did you mean summary?",
            "stories/a.md:7: b.md: there is no story in this file that is published",
        ]
    );
}

#[test]
fn themes_name_the_lead_picture_in_their_own_ways() {
    for values in [
        "thumbnail: ../pictures/a.png",
        "featuredImage: ../pictures/a.png",
        "cover-image: ../pictures/a.png\nthumbnail: other.png",
        "header:\n  image: ../pictures/a.png\n  overlay_color: red",
        "header:\n  teaser: ../pictures/a.png",
        "hero: true\nbanner: wide\nheader: {overlay_color: red}\nimage: ../pictures/a.png",
    ] {
        let (item, notes) =
            item_of("stories/a.md", &format!("---\nid: a\ndate: 2026-01-01\ntitle: T\n{values}\n---\n"), None);
        assert_eq!((&item["image"], notes), (&json!("pictures/a.png"), vec![]), "{values}");
    }
    let (item, _) = item_of("stories/a.md", "---\nhero: true\nbanner: wide\nheader: {overlay_color: red}\n---\n", None);
    assert_eq!(item.get("image"), None);
}
