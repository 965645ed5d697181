//! A Markdown file as an item of a JSON Feed.

mod dates;
mod extension;
mod picture;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use super::addresses::{FolderFiles, Target, address_of, target};
use super::fields::FrontMatterFields;
use super::front_matter::FrontMatter;
use super::markdown::render;
use super::markdown_context::MarkdownContext;
use super::source_file::SourceFile;
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
    /// Its author says so: the note says how.
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
    /// The id of its path alone.
    pub id_of_path: String,
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
        let fields = FrontMatterFields::new(path, &matter);
        let mut reader = Reader { fields, item: Members::new(), path, context, held_back: None };
        let (id, id_name) = reader.id(&source_file);
        let id_of_path = source_file.id.clone();
        reader.marks(&source_file);
        let published_ms = reader.dates(&source_file);
        reader.texts(&source_file);
        reader.authors();
        let section = reader.tags_and_section(source_file);
        let mut extension = reader.extension();
        extension.extend(section.map(|section| ("section".to_owned(), section)));
        extension.extend(reader.image().map(|image| ("image".to_owned(), image)));
        let mut item = std::mem::take(&mut reader.item);
        item.insert("id".to_owned(), json!(id));
        if !extension.is_empty() {
            item.insert("_newsleaf".to_owned(), Value::Object(extension));
        }
        reader.fields.note_misspellings();
        Ok(ParsedStory {
            path,
            id,
            id_of_path,
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

    /// Takes the id of the path in the place of another.
    pub fn use_id_of_path(&mut self) {
        self.id.clone_from(&self.id_of_path);
        self.item.insert("id".to_owned(), json!(self.id));
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
    fields: FrontMatterFields<'a>,
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
