//! The values of a file by their names, each of the type that is needed.

use serde_json::{Map, Value};

use super::front_matter::{FrontMatter, normalised};
use crate::domain::report::code::Level;
use crate::domain::report::file_note::FileNote;
use crate::domain::report::misspelling;

/// Tables whose values stand beside the others: Zola's `taxonomies` and `extra`, Hugo's `params`.
const TABLES: [&str; 3] = ["taxonomies", "extra", "params"];

/// Names that are read; a name that is almost one of them is most likely misspelt.
pub const READ: [&str; 40] = [
    "id",
    "title",
    "date",
    "updated",
    "section",
    "categories",
    "category",
    "tags",
    "summary",
    "description",
    "image",
    "image_alt",
    "image_caption",
    "image_credit",
    "source",
    "byline",
    "authors",
    "author",
    "language",
    "lang",
    "draft",
    "published",
    "slug",
    "url",
    "permalink",
    "external_url",
    "kicker",
    "lead",
    "pin",
    "removed",
    "attachments",
    "lastmod",
    "publishdate",
    "publish_date",
    "expirydate",
    "expiry_date",
    "headless",
    "last_modified_at",
    "excerpt",
    "cover",
];

/// Names that other programs have for themselves, and that look like some of those above.
const OTHERS: [&str; 14] = [
    "linktitle",
    "type",
    "layout",
    "template",
    "weight",
    "aliases",
    "keywords",
    "series",
    "path",
    "page",
    "subtitle",
    "links",
    "tagline",
    "sources",
];

/// The values that are left to be read, and what was found wrong with those before.
pub struct FrontMatterFields<'a> {
    file: &'a str,
    matter: &'a FrontMatter<'a>,
    values: Map<String, Value>,
    /// The faults.
    pub notes: Vec<FileNote>,
}

impl<'a> FrontMatterFields<'a> {
    /// The values of a file that the publisher knows by this name.
    pub fn new(file: &'a str, matter: &'a FrontMatter<'a>) -> FrontMatterFields<'a> {
        let mut values = matter.values.clone();
        for table in TABLES {
            let Some(Value::Object(nested)) = values.remove(table) else { continue };
            for (name, value) in nested {
                values.entry(normalised(&name)).or_insert(value);
            }
        }
        FrontMatterFields { file, matter, values, notes: Vec::new() }
    }

    /// Adds a note on the value of this name.
    pub fn note(&mut self, level: Level, name: &str, message: String) {
        let note = FileNote { level, message, ..self.note_of(name) };
        self.notes.push(note);
    }

    /// A note without a text on the value of this name; on the whole file if the name is empty.
    pub fn note_of(&self, name: &str) -> FileNote {
        let line = (!name.is_empty()).then(|| self.matter.line_of(name)).flatten();
        FileNote { file: self.file.to_owned(), line, level: Level::Advice, message: String::new() }
    }

    /// The first of these that has a value, with its name. The others count no more.
    pub fn take<'n>(&mut self, names: &[&'n str]) -> Option<(&'n str, Value)> {
        let mut found = None;
        for name in names {
            let value = self.values.remove(*name).filter(|value| !is_empty(value));
            found = found.or_else(|| Some((*name, value?)));
        }
        found
    }

    /// A value that is still to be read, as a text.
    pub fn peek(&self, name: &str) -> Option<String> {
        match self.values.get(name)? {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A text.
    pub fn text(&mut self, names: &[&str]) -> Option<String> {
        let (name, value) = self.take(names)?;
        self.text_of(name, value)
    }

    /// A value as a text.
    pub fn text_of(&mut self, name: &str, value: Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(is_true) => Some(is_true.to_string()),
            Value::Array(values) if values.len() == 1 => self.text_of(name, values.into_iter().next()?),
            _ => {
                self.note(Level::Lost, name, format!("{name}: it should be a text, and is left out"));
                None
            }
        }
    }

    /// A list of texts: a list, or one text in which they are separated by commas or, if `by_spaces`, by spaces.
    pub fn texts(&mut self, names: &[&str], by_spaces: bool) -> Vec<String> {
        let Some((name, value)) = self.take(names) else { return Vec::new() };
        let texts: Vec<String> = match value {
            Value::Array(values) => values.into_iter().filter_map(|value| self.text_of(name, value)).collect(),
            value => {
                let text = self.text_of(name, value).unwrap_or_default();
                let separator = |c: char| if text.contains(',') { c == ',' } else { by_spaces && c.is_whitespace() };
                text.split(separator).map(|text| text.trim().to_owned()).collect()
            }
        };
        texts.into_iter().filter(|text| !text.is_empty()).collect()
    }

    /// Whether a value is true. `None` if it is not there, or is neither true nor false, which is noted.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        self.mark(name).unwrap_or_else(|message| {
            self.note(Level::Lost, name, format!("{message}, and is left out"));
            None
        })
    }

    /// The same for a mark that decides whether a story is published.
    ///
    /// # Errors
    /// The value is neither true nor false: the start of a sentence that says so.
    pub fn mark(&mut self, name: &str) -> Result<Option<bool>, String> {
        let Some(value) = self.values.remove(name) else { return Ok(None) };
        let text = match &value {
            Value::Null => return Ok(None),
            Value::Bool(is_true) => return Ok(Some(*is_true)),
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.trim().to_ascii_lowercase(),
            _ => String::from("?"),
        };
        match text.as_str() {
            "" => Ok(None),
            "true" | "yes" | "on" | "y" | "1" => Ok(Some(true)),
            "false" | "no" | "off" | "n" | "0" => Ok(Some(false)),
            _ => Err(format!("{name}: it should be true or false")),
        }
    }

    /// Asks of each name that is left and almost one that is read whether that was meant.
    pub fn note_misspellings(&mut self) {
        let names: Vec<String> = self.values.keys().cloned().collect();
        for name in names.iter().filter(|name| !OTHERS.contains(&name.as_str()) && !READ.contains(&name.as_str())) {
            if let Some(meant) = misspelling::likely(name, READ) {
                self.note(Level::Advice, name, format!("{name}: it is passed over; did you mean {meant}?"));
            }
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(values) => values.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_lists_or_separated() {
        for (value, by_spaces, texts) in [
            ("[a b, c]", true, &["a b", "c"][..]),
            ("a b", true, &["a", "b"]),
            ("a b", false, &["a b"]),
            ("a b, c", true, &["a b", "c"]),
            ("2026", true, &["2026"]),
            ("", true, &[]),
        ] {
            let text = format!("---\ntags: {value}\n---\n");
            let matter = FrontMatter::read(&text).unwrap();
            assert_eq!(FrontMatterFields::new("a.md", &matter).texts(&["tags"], by_spaces), texts, "{value}");
        }
    }

    #[test]
    fn a_value_of_another_type_is_left_out_with_its_line() {
        let matter = FrontMatter::read("---\ntitle: {a: b}\nlead: perhaps\n---\n").unwrap();
        let mut fields = FrontMatterFields::new("a.md", &matter);
        assert_eq!((fields.text(&["title"]), fields.flag("lead")), (None, None));
        let notes: Vec<String> = fields.notes.iter().map(ToString::to_string).collect();
        assert_eq!(
            notes,
            [
                "a.md:2: title: it should be a text, and is left out",
                "a.md:3: lead: it should be true or false, and is left out"
            ]
        );
    }

    #[test]
    fn a_flag_is_true_or_false_in_each_notation() {
        for (value, expected) in [
            ("true", Ok(Some(true))),
            ("'true'", Ok(Some(true))),
            ("Yes", Ok(Some(true))),
            ("on", Ok(Some(true))),
            ("1", Ok(Some(true))),
            ("false", Ok(Some(false))),
            ("no", Ok(Some(false))),
            ("'Off'", Ok(Some(false))),
            ("0", Ok(Some(false))),
            ("", Ok(None)),
            ("''", Ok(None)),
            ("TODO", Err("draft: it should be true or false".to_owned())),
            ("2", Err("draft: it should be true or false".to_owned())),
            ("[]", Err("draft: it should be true or false".to_owned())),
        ] {
            let text = format!("---\ndraft: {value}\n---\n");
            let matter = FrontMatter::read(&text).unwrap();
            assert_eq!(FrontMatterFields::new("a.md", &matter).mark("draft"), expected, "{value}");
        }
    }

    #[test]
    fn values_of_tables_stand_beside_the_others_and_do_not_win() {
        let matter = FrontMatter::read("+++\nbyline = 'A'\n[extra]\nbyline = 'B'\nkicker = 'C'\n+++\n").unwrap();
        let mut fields = FrontMatterFields::new("a.md", &matter);
        assert_eq!(fields.text(&["byline"]).as_deref(), Some("A"));
        assert_eq!(fields.text(&["kicker"]).as_deref(), Some("C"));
    }

    #[test]
    fn a_misspelt_name_is_asked_about_and_names_of_other_programs_are_not() {
        let matter = FrontMatter::read("---\nsumary: x\nweight: 3\ntype: post\nmath: true\n---\n").unwrap();
        let mut fields = FrontMatterFields::new("a.md", &matter);
        fields.note_misspellings();
        let notes: Vec<String> = fields.notes.iter().map(ToString::to_string).collect();
        assert_eq!(notes, ["a.md:2: sumary: it is passed over; did you mean summary?"]);
    }
}
