//! A Markdown file as an item of a JSON Feed.

use serde_json::{Map, Value, json};

use super::addresses::{FolderFiles, Target, address_of, target};
use super::fields::Fields;
use super::front_matter::FrontMatter;
use super::markdown::{MarkdownContext, render};
use super::source_file::SourceFile;
use crate::domain::feed::date::{Moment, ReadDate};
use crate::domain::feed::time_zone::TimeZone;
use crate::domain::report::code::Level;
use crate::domain::report::file_note::FileNote;
use crate::publish::item_json::Members;

/// A file with its text.
#[derive(Clone, Debug)]
pub struct StoryFile {
    /// Its path from the root of the folder, with `/` between its parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What all files of a folder have in common.
pub struct StoryContext<'a> {
    /// The path of the folder of the stories from the root, empty if that is the root.
    pub stories: &'a str,
    /// The zone of dates without one.
    pub zone: TimeZone<'a>,
    /// The present, in milliseconds since 1970.
    pub now_ms: i64,
    /// The files of the folder.
    pub files: &'a dyn FolderFiles,
}

/// Why a story is not in the feed, though its file can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldBack {
    /// Its author says so, and what is to be known of it.
    ByAuthor(FileNote),
    /// What its author says of its publication can't be read.
    Unreadable(FileNote),
}

/// A story without its body.
#[derive(Debug)]
pub struct ParsedStory<'a> {
    /// The file.
    pub path: &'a str,
    /// The id.
    pub id: String,
    /// Whether the id comes from the path, alone or with a slug, and changes with it.
    pub has_id_of_path: bool,
    /// Whether it is held back until its author says otherwise, and why.
    pub held_back: Option<HeldBack>,
    /// When it was published, in milliseconds since 1970.
    pub published_ms: Option<i64>,
    /// Notes on the file.
    pub notes: Vec<FileNote>,
    /// The line of the id or of what it comes from.
    pub id_line: Option<usize>,
    item: Members,
    body: &'a str,
    body_line: usize,
}

impl<'a> ParsedStory<'a> {
    /// Reads the values of a file.
    ///
    /// # Errors
    /// They can't be read.
    pub fn read(file: &'a StoryFile, context: &StoryContext) -> Result<ParsedStory<'a>, FileNote> {
        let StoryFile { path, text } = file;
        let matter = FrontMatter::read(text).map_err(|error| FileNote {
            file: path.clone(),
            line: Some(error.line),
            level: Level::Lost,
            message: format!("the story is left out: {}", error.message),
        })?;
        let in_stories = path.strip_prefix(context.stories).map_or(path.as_str(), |rest| rest.trim_start_matches('/'));
        let source_file = SourceFile::of(in_stories);
        let fields = Fields::new(path, &matter);
        let mut reader = Reader { fields, item: Members::new(), path, context, held_back: None };
        let (id, id_name) = reader.id(&source_file);
        reader.marks(&source_file);
        let published_ms = reader.dates(&source_file);
        reader.texts(&source_file);
        reader.authors();
        let extension = reader.extension(source_file);
        let mut item = std::mem::take(&mut reader.item);
        item.insert("id".to_owned(), json!(id));
        if !extension.is_empty() {
            item.insert("_newsleaf".to_owned(), Value::Object(extension));
        }
        reader.fields.note_misspellings();
        Ok(ParsedStory {
            path,
            id,
            has_id_of_path: id_name.is_none_or(|name| name == "slug"),
            held_back: reader.held_back,
            published_ms,
            notes: reader.fields.notes,
            id_line: id_name.and_then(|name| matter.line_of(name)),
            item,
            body: matter.body,
            body_line: matter.body_line,
        })
    }

    /// The item with its body, and the notes on the whole file.
    pub fn item(self, context: &StoryContext, id_of: &dyn Fn(&str) -> Option<String>) -> (Members, Vec<FileNote>) {
        let ParsedStory { path, mut item, mut notes, .. } = self;
        let markdown = MarkdownContext { file: path, stories: context.stories, id_of, files: context.files };
        let rendered = render(self.body, &markdown);
        let mut note = |line: Option<usize>, level, message: String| {
            notes.push(FileNote { file: path.to_owned(), line, level, message });
        };
        if !item.contains_key("title") {
            match rendered.first_heading {
                Some(heading) => drop(item.insert("title".to_owned(), json!(heading))),
                None => note(None, Level::Advice, "it has no title: its first words stand in its place".to_owned()),
            }
        }
        for (line, level, message) in rendered.notes {
            note(Some(self.body_line + line - 1), level, message);
        }
        if !rendered.html.trim().is_empty() {
            item.insert("content_html".to_owned(), json!(rendered.html));
        }
        (item, notes)
    }
}

struct Reader<'a, 'b> {
    fields: Fields<'a>,
    item: Members,
    path: &'a str,
    context: &'b StoryContext<'b>,
    held_back: Option<HeldBack>,
}

impl Reader<'_, '_> {
    fn set(&mut self, name: &str, value: Option<String>) {
        self.item.extend(value.map(|value| (name.to_owned(), Value::String(value))));
    }

    /// The id, and the name of the value that it comes from.
    fn id(&mut self, file: &SourceFile) -> (String, Option<&'static str>) {
        let mut found = None;
        for name in ["id", "url", "permalink", "slug"] {
            let text = self.fields.text(&[name]);
            let id = text.map(|text| match name {
                "id" => text,
                // Other programs put folder and language before a slug, and the language before an address.
                "slug" => file.id_of_slug(&text),
                _ => file.with_language(text),
            });
            found = found.or_else(|| Some((id?, Some(name))));
        }
        found.unwrap_or_else(|| (file.id.clone(), None))
    }

    /// Holds the story back, because its author says so.
    fn hold_back(&mut self, name: &str, message: &str) {
        let note = FileNote { level: Level::Advice, message: message.to_owned(), ..self.fields.note_of(name) };
        self.held_back.get_or_insert(HeldBack::ByAuthor(note));
    }

    /// Holds the story back, because what its author says of its publication can't be read: what should not be public
    /// yet can't be taken back.
    fn hold_back_unread(&mut self, name: &str, message: String) {
        let note = FileNote { level: Level::Lost, message, ..self.fields.note_of(name) };
        // A fault is more than a wish.
        if !matches!(self.held_back, Some(HeldBack::Unreadable(_))) {
            self.held_back = Some(HeldBack::Unreadable(note));
        }
    }

    /// Reads the marks that decide whether the story is published.
    fn marks(&mut self, file: &SourceFile) {
        const DRAFT: &str = "it is a draft, and is left out";
        if file.is_draft {
            self.hold_back("", DRAFT);
        }
        for (name, holds_back, message) in
            [("draft", true, DRAFT), ("published", false, DRAFT), ("headless", true, "it is headless, and is left out")]
        {
            // Hugo has a date in `published`.
            if name == "published" && self.fields.peek(name).is_some_and(|text| Moment::read(&text).is_some()) {
                continue;
            }
            match self.fields.mark(name) {
                Ok(Some(value)) if value == holds_back => self.hold_back(name, message),
                Ok(_) => {}
                Err(fault) => self.hold_back_unread(name, format!("{fault}, so the story is held back")),
            }
        }
    }

    /// Sets the dates, and returns that of publication.
    fn dates(&mut self, file: &SourceFile) -> Option<i64> {
        // Hugo shows a story from its `publishDate` on, whatever its `date` is.
        let names = ["date", "publishdate", "publish_date", "pubdate", "published", "date_published"];
        let named: Vec<(String, i64)> = names.into_iter().filter_map(|name| self.date(name)).collect();
        let published = named.into_iter().max_by_key(|(_, published_ms)| *published_ms);
        let published = published.or_else(|| self.day_of_name(file));
        if published.is_none() && self.held_back.is_none() {
            self.fields.note(Level::Advice, "date", "it has no date: it stands behind all that have one".to_owned());
        }
        let names = ["updated", "lastmod", "last_modified_at", "date_modified"];
        let modified = self.fields.take(&names).and_then(|(name, value)| {
            let text = self.fields.text_of(name, value)?;
            let read = self.read_date(&text);
            if read.is_none() {
                self.fields.note(Level::Lost, name, format!("{name}: '{text}' is no date, and is left out"));
            }
            read
        });
        for name in ["expirydate", "expiry_date", "unpublishdate"] {
            if let Some((text, expires_ms)) = self.date(name)
                && expires_ms <= self.context.now_ms
            {
                self.hold_back(name, &format!("it has expired ({text}), and is left out"));
            }
        }
        self.set("date_published", published.as_ref().map(|(text, _)| text.clone()));
        self.set("date_modified", modified.map(|(text, _)| text));
        published.map(|(_, published_ms)| published_ms)
    }

    /// A date on which it depends when the story is public. One that can't be read holds the story back.
    fn date(&mut self, name: &'static str) -> Option<(String, i64)> {
        let (_, value) = self.fields.take(&[name])?;
        let text = match value {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        let read = self.read_date(&text);
        if read.is_none() {
            let quoted = if text.is_empty() { "it".to_owned() } else { format!("'{text}'") };
            self.hold_back_unread(
                name,
                format!(
                    "{name}: {quoted} is no date, so the story is held back; write it as 2026-11-29T10:00:00+01:00 or 2026-11-29"
                ),
            );
        }
        read
    }

    /// The day at the start of the file's name.
    fn day_of_name(&mut self, file: &SourceFile) -> Option<(String, i64)> {
        let day = file.day.as_ref()?;
        let read = self.read_date(day);
        if read.is_none() {
            self.hold_back_unread(
                "",
                format!("'{day}' in its name is no day, so the story is held back; say its date inside"),
            );
        }
        read
    }

    /// A date as the feed has it, and its time. One without a zone is read in that of the settings; without these it stays as it
    /// is, so that nobody takes it for one that is exact.
    fn read_date(&self, text: &str) -> Option<(String, i64)> {
        let read = Moment::read(text)?;
        let moment = read.moment();
        let zone = self.context.zone;
        let instant = Moment::instant(zone.instant_ms(moment));
        let text = match read {
            ReadDate::Exact(_) => text.trim().to_owned(),
            ReadDate::WithoutZone(_) if !zone.is_set() => moment.to_rfc3339(),
            _ if moment.is_day() && !zone.is_set() => moment.to_rfc3339(),
            _ => instant.to_rfc3339(),
        };
        Some((text, instant.epoch_ms))
    }

    fn texts(&mut self, file: &SourceFile) {
        let title = self.fields.text(&["title"]);
        self.set("title", title);
        let summary = self.fields.text(&["summary", "description", "excerpt"]);
        self.set("summary", summary);
        let language = self.fields.text(&["language", "lang"]).or_else(|| file.language.clone());
        self.set("language", language);
        let url = self.fields.text(&["external_url", "externalurl"]);
        self.set("external_url", url);
        if let Some((name, Value::Array(attachments))) = self.fields.take(&["attachments"]) {
            let attachments = attachments.into_iter().map(|value| self.with_address(name, value, "url")).collect();
            self.item.insert(name.to_owned(), Value::Array(attachments));
        }
    }

    fn authors(&mut self) {
        let Some((name, value)) = self.fields.take(&["authors", "author"]) else { return };
        let values = match value {
            Value::Array(values) => values,
            value => vec![value],
        };
        let authors: Vec<Value> = values
            .into_iter()
            .filter_map(|value| match value {
                Value::Object(author) => {
                    let known =
                        author.into_iter().filter(|(name, _)| ["name", "url", "avatar"].contains(&name.as_str()));
                    let author: Members = known.collect();
                    Some(self.with_address(name, Value::Object(author), "avatar"))
                }
                value => self.fields.text_of(name, value).map(|name| json!({ "name": name })),
            })
            .collect();
        if !authors.is_empty() {
            self.item.insert("authors".to_owned(), Value::Array(authors));
        }
    }

    /// What a newspaper prints and JSON Feed has no place for. It sets the tags and the picture, too.
    fn extension(&mut self, file: SourceFile) -> Members {
        let mut extension = Members::new();
        let mut tags = self.fields.texts(&["tags", "tag"], true);
        // The first category is the section; others are tags.
        let one = self.fields.texts(&["category"], false);
        let mut categories = self.fields.texts(&["categories"], true);
        categories.splice(0..0, one);
        let section = match self.fields.take(&["section"]) {
            Some((name, Value::Array(path))) => {
                let path: Vec<String> = path.into_iter().filter_map(|part| self.fields.text_of(name, part)).collect();
                (!path.is_empty()).then(|| json!(path))
            }
            Some((name, value)) => self.fields.text_of(name, value).map(Value::String),
            None => None,
        };
        let section = section.or_else(|| (!categories.is_empty()).then(|| json!([categories.remove(0)])));
        let section = section.or_else(|| (!file.section.is_empty()).then(|| json!(file.section)));
        extension.extend(section.map(|section| ("section".to_owned(), section)));
        for category in categories {
            if !tags.contains(&category) {
                tags.push(category);
            }
        }
        if !tags.is_empty() {
            self.item.insert("tags".to_owned(), json!(tags));
        }
        match self.fields.take(&["source"]) {
            Some((_, Value::Object(source))) => {
                let set: Members = source.into_iter().filter(|(_, value)| !is_blank(value)).collect();
                if !set.is_empty() {
                    extension.insert("source".to_owned(), Value::Object(set));
                }
            }
            Some((name, value)) => {
                let source = self.fields.text_of(name, value).map(Value::String);
                extension.extend(source.map(|source| ("source".to_owned(), source)));
            }
            None => {}
        }
        for name in ["byline", "kicker"] {
            let text = self.fields.text(&[name]);
            extension.extend(text.map(|text| (name.to_owned(), Value::String(text))));
        }
        for name in ["lead", "pin"] {
            if self.fields.flag(name) == Some(true) {
                extension.insert(name.to_owned(), Value::Bool(true));
            }
        }
        match self.fields.mark("removed") {
            Ok(Some(true)) => drop(extension.insert("removed".to_owned(), Value::Bool(true))),
            Ok(_) => {}
            Err(fault) => self.hold_back_unread("removed", format!("{fault}, so the story is held back")),
        }
        if let Some(image) = self.image() {
            extension.insert("image".to_owned(), image);
        }
        extension
    }

    /// Sets the picture, and returns what is to be known about it.
    fn image(&mut self) -> Option<Value> {
        let (name, value) = self.fields.take(&["image", "cover", "featured_image", "images"])?;
        let value = match value {
            Value::Array(values) => values.into_iter().next()?,
            value => value,
        };
        let mut about: Map<String, Value> = Map::new();
        let address = match value {
            Value::Object(mut image) => {
                for (to, from) in [
                    ("alt", &["alt"][..]),
                    ("caption", &["caption", "title"]),
                    ("credit", &["credit", "attribution"]),
                    ("width", &["width"]),
                    ("height", &["height"]),
                    ("srcset", &["srcset"]),
                ] {
                    let value = from.iter().find_map(|from| image.remove(*from).filter(|value| !is_blank(value)));
                    about.extend(value.map(|value| (to.to_owned(), value)));
                }
                let address = ["src", "url", "path", "image", "file"].iter().find_map(|name| image.remove(*name));
                address.and_then(|address| self.fields.text_of(name, address))
            }
            value => self.fields.text_of(name, value),
        };
        for (to, from) in [("alt", "image_alt"), ("caption", "image_caption"), ("credit", "image_credit")] {
            let text = self.fields.text(&[from]);
            about.extend(text.map(|text| (to.to_owned(), Value::String(text))));
        }
        let Some(address) = address else {
            // A new file has all names of it, and no value yet.
            if about.is_empty() {
                return None;
            }
            self.fields.note(Level::Lost, name, format!("{name}: it names no picture, and is left out"));
            return None;
        };
        let (address, path) = self.address(name, &address)?;
        if !about.contains_key("width")
            && !about.contains_key("height")
            && let Some((width, height)) = path.and_then(|path| self.context.files.size_of(&path))
        {
            about.insert("width".to_owned(), json!(width));
            about.insert("height".to_owned(), json!(height));
        }
        self.set("image", Some(address));
        (!about.is_empty()).then_some(Value::Object(about))
    }

    /// An address as the feed has it, and the path if it is a file of the folder.
    fn address(&mut self, name: &str, address: &str) -> Option<(String, Option<String>)> {
        match target(address, self.path, self.context.stories) {
            Target::Absolute => Some((address.to_owned(), None)),
            Target::File { path, rest } => {
                let path = self.context.files.place_of(path);
                Some((address_of(&path, rest), Some(path)))
            }
            Target::Outside => {
                let message = format!("{name}: '{address}' leads out of the folder, and is left out");
                self.fields.note(Level::Lost, name, message);
                None
            }
        }
    }

    /// An object with the address of this name as the feed has it.
    fn with_address(&mut self, name: &str, mut value: Value, member: &str) -> Value {
        if let Some(Value::String(address)) = value.get(member).cloned()
            && let Some((address, _)) = self.address(name, &address)
            && let Some(value) = value.get_mut(member)
        {
            *value = Value::String(address);
        }
        value
    }
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

#[cfg(test)]
mod tests {
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
        let text = "---\nid: 010\ntitle: Yes\nlanguage: no\ntags: [on, 1.10, true]\nsection: [News, 2026]\ndate: 20261120\n---\n";
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
            (
                "publishDate: next year",
                "stories/a.md:2: publishdate: 'next year' is no date, so the story is held back",
            ),
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
        assert_eq!(
            (&item["title"], &item["content_html"]),
            (&json!("T"), &json!("<p>Text <a href=\"b.md\">a</a></p>\n"))
        );
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
}
