//! The block of values at the top of a Markdown file: YAML between lines `---`, TOML between lines `+++`, or a JSON object.

use serde::de::DeserializeSeed;
use serde_json::{Map, Value};
use serde_saphyr::with_deserializer_from_str_with_options;
use toml::de::{DeTable, DeValue};

use super::as_written::{AsWritten, Json, Yaml, scalar};

/// How the values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`.
    Toml,
    /// An object at the start of the file.
    Json,
}

/// A file in its two parts.
#[derive(Debug)]
pub struct FrontMatter<'a> {
    /// How the values are written; `None` for a file that has none.
    pub format: Option<Format>,
    /// The values, by their names in lower case with `_` for `-`.
    pub values: Map<String, Value>,
    /// The Markdown.
    pub body: &'a str,
    /// The line that the Markdown begins on, from 1.
    pub body_line: usize,
    /// The text of the block.
    block: &'a str,
    /// The line that the block begins on.
    block_line: usize,
}

/// Why the block can't be read.
#[derive(Debug, PartialEq, Eq)]
pub struct FrontMatterError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

impl<'a> FrontMatter<'a> {
    /// Reads the block at the top of a file.
    pub fn read(text: &'a str) -> Result<FrontMatter<'a>, FrontMatterError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let trimmed = text.trim_start();
        let blank = &text[..text.len() - trimmed.len()];
        let is_mark = trimmed.starts_with("---") || trimmed.starts_with("+++");
        if blank.ends_with('\n') && is_mark && is_block(trimmed) {
            // Hugo and Zola pass over blank lines: what is a draft for them must not be published.
            let lines = blank.matches('\n').count();
            let mut matter =
                FrontMatter::read(trimmed).map_err(|error| FrontMatterError { line: error.line + lines, ..error })?;
            matter.block_line += lines;
            matter.body_line += lines;
            return Ok(matter);
        }
        let first = text.lines().next().unwrap_or_default().trim_end();
        match first {
            "---" => FrontMatter::between(text, Format::Yaml, &["---", "..."]),
            "+++" => FrontMatter::between(text, Format::Toml, &["+++"]),
            first if first == "{" || first.starts_with("{\"") || first.starts_with("{ \"") => {
                FrontMatter::of_json(text)
            }
            _ => {
                Ok(FrontMatter { format: None, values: Map::new(), body: text, body_line: 1, block: "", block_line: 1 })
            }
        }
    }

    /// The line that a value stands on, as far as it can be found.
    pub fn line_of(&self, name: &str) -> Option<usize> {
        let is_there = |line: &str| {
            let line = line.trim_start().trim_start_matches(['"', '\'']);
            let Some((key, rest)) = line.split_at_checked(name.len()) else { return false };
            let rest = rest.trim_start_matches(['"', '\'']).trim_start();
            normalised(key) == name && rest.starts_with([':', '='])
        };
        self.block.lines().position(is_there).map(|at| self.block_line + at)
    }

    fn between(text: &'a str, format: Format, ends: &[&str]) -> Result<FrontMatter<'a>, FrontMatterError> {
        let start = text.find('\n').map_or(text.len(), |at| at + 1);
        let mut at = start;
        for (number, line) in text[start..].split_inclusive('\n').enumerate() {
            if ends.contains(&line.trim_end()) {
                let block = &text[start..at];
                let values = match format {
                    Format::Toml => read_toml(block)?,
                    _ => read_yaml(block)?,
                };
                return Ok(FrontMatter {
                    format: Some(format),
                    values,
                    body: &text[at + line.len()..],
                    body_line: number + 3,
                    block,
                    block_line: 2,
                });
            }
            at += line.len();
        }
        let end = ends.first().copied().unwrap_or_default();
        Err(FrontMatterError { line: 1, message: format!("the values that begin here have no end, a line '{end}'") })
    }

    fn of_json(text: &'a str) -> Result<FrontMatter<'a>, FrontMatterError> {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Map<String, Value>>();
        let read = values.next().unwrap_or_else(|| Ok(Map::new()));
        let fault = |error: serde_json::Error| FrontMatterError {
            line: error.line().max(1),
            message: without_place(&error.to_string()),
        };
        let read = Value::Object(read.map_err(fault)?);
        let (block, body) = text.split_at(values.byte_offset());
        let mut second = serde_json::Deserializer::from_str(block);
        let read = match AsWritten::<Json>::new(&read).deserialize(&mut second).map_err(fault)? {
            Value::Object(values) => values,
            _ => Map::new(),
        };
        Ok(FrontMatter {
            format: Some(Format::Json),
            values: with_normalised_names(read),
            body,
            body_line: 1 + block.matches('\n').count(),
            block,
            block_line: 1,
        })
    }
}

/// Whether a mark behind blank lines begins values, and is no rule above a text: it has its end, and the values are read or stand
/// directly below it.
fn is_block(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let (first, second) = (lines.next(), lines.next());
    let is_end = |line: &str| Some(line) == first || first == Some("---") && line == "...";
    second.into_iter().chain(lines).any(is_end)
        && begins_with_values(text)
        && (second.is_some_and(|line| !line.is_empty()) || FrontMatter::read(text).is_ok())
}

/// Whether a file begins with values, though they may be broken: not with a rule, or with a text in braces.
pub fn begins_with_values(text: &str) -> bool {
    match FrontMatter::read(text) {
        Ok(matter) => matter.format.is_some_and(|_| !matter.values.is_empty()),
        Err(_) => {
            let first = text.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default();
            let name = first.split([':', '=']).next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
            first.contains([':', '=']) && !name.is_empty() && name.chars().all(is_name)
        }
    }
}

/// The name of a value as it is looked for.
pub fn normalised(name: &str) -> String {
    name.to_lowercase().replace('-', "_")
}

fn with_normalised_names(values: Map<String, Value>) -> Map<String, Value> {
    values.into_iter().map(|(name, value)| (normalised(&name), value)).collect()
}

fn read_yaml(block: &str) -> Result<Map<String, Value>, FrontMatterError> {
    // Nobody who calls a story 'No' means a truth value.
    let options = || serde_saphyr::options! { with_snippet: false, strict_booleans: true };
    let read = serde_saphyr::from_str_with_options::<Option<Value>>(block, options()).and_then(|read| match read {
        Some(Value::Object(values)) => {
            let before = Value::Object(values);
            let second = AsWritten::<Yaml>::new(&before);
            with_deserializer_from_str_with_options(block, options(), |yaml| second.deserialize(yaml)).map(Some)
        }
        other => Ok(other),
    });
    match read {
        Ok(None) => Ok(Map::new()),
        Ok(Some(Value::Object(values))) => Ok(with_normalised_names(values)),
        Ok(Some(_)) => Err(FrontMatterError { line: 2, message: "it should be 'name: value' in each line".to_owned() }),
        Err(error) => {
            let line = error.location().map_or(0, |location| location.line() as usize);
            let written = block.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            let message = plain_yaml_fault(&without_place(&error.to_string()), written);
            Err(FrontMatterError { line: line.max(1) + 1, message })
        }
    }
}

/// A message for people who know no YAML, where the line shows what was meant.
fn plain_yaml_fault(message: &str, line: &str) -> String {
    if let Some(name) = message.strip_prefix("duplicate mapping key: ") {
        let name = name.split(',').next().unwrap_or_default();
        return format!("'{name}' stands there twice");
    }
    if let Some((name, value)) = line.split_once(": ") {
        let value = value.trim();
        let is_plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!']);
        if is_plain && (value.contains(": ") || value.starts_with(['@', '%', '`', ','])) {
            return format!("{message}; put the text behind '{}:' into quotation marks", name.trim());
        }
    }
    message.to_owned()
}

fn read_toml(block: &str) -> Result<Map<String, Value>, FrontMatterError> {
    match DeTable::parse(block) {
        Ok(values) => {
            let values = values.into_inner().into_iter();
            Ok(with_normalised_names(
                values.map(|(name, value)| (name.into_inner().into_owned(), of_toml(value.into_inner()))).collect(),
            ))
        }
        Err(error) => {
            let before = error.span().and_then(|span| block.get(..span.start)).unwrap_or_default();
            let line = 2 + before.matches('\n').count();
            Err(FrontMatterError { line, message: first_line(error.message()) })
        }
    }
}

fn of_toml(value: DeValue) -> Value {
    // A number that JSON has in the same notation is one.
    let number = |text: String| scalar(serde_json::from_str(&text).unwrap_or_default(), &text);
    match value {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(integer) => number(integer.to_string()),
        DeValue::Float(float) => number(float.to_string()),
        DeValue::Boolean(is_true) => is_true.into(),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(values) => values.into_iter().map(|value| of_toml(value.into_inner())).collect(),
        DeValue::Table(values) => values
            .into_iter()
            .map(|(name, value)| (name.into_inner().into_owned(), of_toml(value.into_inner())))
            .collect(),
    }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim().to_owned()
}

/// A message whose place is counted from the start of the block.
fn without_place(message: &str) -> String {
    let message = first_line(message);
    let message = message.split(" at line ").next().unwrap_or_default();
    // `line 3 column 5: message`
    let after_place = message.strip_prefix("line ").and_then(|rest| rest.split_once(": "));
    after_place.map_or(message, |(_, message)| message).to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read_owned(text: &str) -> Map<String, Value> {
        read(text).values
    }

    fn read(text: &str) -> FrontMatter<'_> {
        FrontMatter::read(text).unwrap_or_else(|error| panic!("{error:?}: {text}"))
    }

    #[test]
    fn yaml_toml_and_json_give_the_same_values() {
        let yaml = read("---\ntitle: A bridge\nTags: [a, b]\nlast-modified: 2026-11-29\n---\nBody\n");
        let toml = read("+++\ntitle = \"A bridge\"\ntags = [\"a\", \"b\"]\nlast-modified = 2026-11-29\n+++\nBody\n");
        let json =
            read("{\n\"title\": \"A bridge\", \"tags\": [\"a\", \"b\"],\n\"last-modified\": \"2026-11-29\"\n}\nBody\n");
        for (matter, format, line) in [(&yaml, Format::Yaml, 6), (&toml, Format::Toml, 6), (&json, Format::Json, 4)] {
            assert_eq!(matter.format, Some(format));
            assert_eq!(matter.values, yaml.values, "{format:?}");
            assert_eq!(matter.body.trim(), "Body");
            assert_eq!(matter.body_line, line, "{format:?}");
        }
        assert_eq!(yaml.values["last_modified"], "2026-11-29");
    }

    #[test]
    fn scalars_are_as_they_are_written() {
        let numbers =
            ["123456789012345678901234567890", "010", "1e3", "1.10", "1_000", "0x1F", "+1", "yes", "No", "n", "True"];
        for text in numbers {
            let yaml = read_owned(&format!("---\nid: {text}\ntags: [{text}, x]\nextra: {{ byline: {text} }}\n---\n"));
            assert_eq!(
                (&yaml["id"], &yaml["tags"][0], &yaml["extra"]["byline"]),
                (&json!(text), &json!(text), &json!(text))
            );
        }
        for text in ["1.10", "1e3", "123456789012345678901234567890", "-0"] {
            assert_eq!(read_owned(&format!("{{\"id\": {text}, \"tags\": [{text}]}}\n"))["tags"][0], text, "{text}");
        }
        for text in ["1.10", "1e3", "0x1F"] {
            assert_eq!(read_owned(&format!("+++\nid = {text}\n+++\n"))["id"], text, "{text}");
        }
        // What is the same as a number stays one, for values that are numbers.
        for text in
            ["---\nwidth: 1200\ntitle: true\nempty: ~\n---\n", "{\"width\": 1200, \"title\": true, \"empty\": null}"]
        {
            assert_eq!(Value::Object(read_owned(text)), json!({ "width": 1200, "title": true, "empty": null }));
        }
        assert_eq!(read_owned("+++\nwidth = 1200\n+++\n")["width"], 1200);
        // Aliases and merges are read as before.
        let yaml = read_owned("---\na: &a { x: 010 }\nb: *a\nc: { <<: *a, y: 1.10 }\n---\n");
        assert_eq!((&yaml["b"], &yaml["c"]), (&json!({ "x": "010" }), &json!({ "x": "010", "y": "1.10" })));
    }

    #[test]
    fn nested_tables_and_lists_are_read() {
        let toml = read(
            "+++\ndate = 2026-11-29T10:00:00+01:00\n[taxonomies]\ntags = ['x']\n[extra.image]\nsrc = 'a.png'\n+++\n",
        );
        assert_eq!(toml.values["date"], "2026-11-29T10:00:00+01:00");
        assert_eq!(toml.values["taxonomies"]["tags"][0], "x");
        assert_eq!(toml.values["extra"]["image"]["src"], "a.png");
        let yaml = read("---\nsource:\n  name: City\n  url: https://city.example/\ntags:\n- x\n- 'y'\n---\n");
        assert_eq!(yaml.values["source"]["name"], "City");
        assert_eq!(yaml.values["tags"][1], "y");
    }

    #[test]
    fn a_file_without_a_block_is_all_body() {
        for text in ["# A\n\nText", "", "--- \u{0}", "{% include x %}\ntext", "----\ntitle: x\n----"] {
            let matter = read(text);
            assert_eq!((matter.format, matter.body, matter.body_line), (None, text, 1));
        }
        assert_eq!(read("---\n---\nText").body, "Text");
        assert_eq!(read("\u{feff}---\r\ntitle: x\r\n---\r\nText").values["title"], "x");
        assert!(read("---\n# only a comment\n---\n").values.is_empty());
    }

    #[test]
    fn a_rule_at_the_top_is_no_block_of_values() {
        for (text, expected) in [
            ("---\ntitle: x\n---\n", true),
            ("---\ntitle: x\ntags: [\n---\n", true),
            ("---\ntitle: x\nText without an end\n", true),
            ("+++\ntitle = x\n", true),
            ("{\n\"title\": \"x\",,\n}\n", true),
            ("---\n\nText under a rule.\n", false),
            ("---\n\nText under a rule: more.\n", false),
            ("---\n\nText\n\n---\n\nMore\n", false),
            ("---\n---\n", false),
            ("+++\n", false),
            ("Text", false),
        ] {
            assert_eq!(begins_with_values(text), expected, "{text}");
        }
    }

    #[test]
    fn a_fault_has_its_line_and_no_value_is_guessed() {
        for (text, line) in [
            ("---\ntitle: x\n", 1),
            ("+++\ntitle = 'x'\n---\n", 1),
            ("---\ntitle: x\ntags: [a, b\ndate: 2026\n---\n", 4),
            ("---\ntitle: 'x\n---\n", 2),
            ("---\ntitle: x\ntitle: y\n---\n", 3),
            ("---\n- a\n---\n", 2),
            ("+++\ntitle = 'x'\ndate = soon\n+++\n", 3),
            ("{\n\"title\": \"x\",,\n}\n", 2),
        ] {
            let error = FrontMatter::read(text).expect_err(text);
            assert!(error.line.abs_diff(line) <= 1, "{text}: {error:?}");
            assert!(!error.message.is_empty() && !error.message.contains('\n'), "{error:?}");
        }
    }

    #[test]
    fn blank_lines_may_stand_before_the_values() {
        for text in
            ["\n---\ntitle: x\ndraft: true\n---\nBody", "\u{feff}\r\n\n+++\ntitle = 'x'\ndraft = true\n+++\nBody"]
        {
            let matter = read(text);
            assert_eq!((&matter.values["draft"], matter.body), (&json!(true), "Body"));
            assert_eq!(
                matter.line_of("draft").map(|line| text.lines().nth(line - 1).unwrap().starts_with("draft")),
                Some(true)
            );
            assert_eq!(text.lines().nth(matter.body_line - 1), Some("Body"));
        }
        assert_eq!(FrontMatter::read("\n\n---\ntitle: 'x\n---\n").expect_err("a fault").line, 4);
        for text in [
            "\n---\n\nFoto: Ann Lee\n\nText without a second rule.\n",
            "\n---\n\nFoto: Ann Lee\n\nText between two rules.\n\n---\n",
            "\n---\nhttps://x.example/\n\nText\n",
            "\n+++\nx = 1\n---\n",
            "\n---\n\nText under a rule.\n",
            "\n\nText\n\n---\n",
            "\n---\n---\n",
            " ---\ntitle: x\n---\n",
        ] {
            assert_eq!(read(text).format, None, "{text}");
        }
    }

    #[test]
    fn faults_of_yaml_say_what_to_write() {
        for (text, message) in [
            ("---\ntitle: One: two\n---\n", "put the text behind 'title:' into quotation marks"),
            ("---\nid: x\ntitle: @two\n---\n", "put the text behind 'title:' into quotation marks"),
            ("---\ntitle: x\ntitle: y\n---\n", "'title' stands there twice"),
        ] {
            let fault = FrontMatter::read(text).expect_err(text).message;
            assert!(fault.ends_with(message), "{fault}");
        }
    }

    #[test]
    fn aliases_that_multiply_are_refused() {
        let mut text = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let before = level - 1;
            text.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{before}"); 10].join(", ")));
        }
        text.push_str("---\n");
        assert!(FrontMatter::read(&text).is_err());
    }

    #[test]
    fn the_line_of_a_value_is_found() {
        let matter = read("---\ntitle: x\n\"last-modified\" : y\nimage:\n  src: z\n---\n");
        assert_eq!(matter.line_of("title"), Some(2));
        assert_eq!(matter.line_of("last_modified"), Some(3));
        assert_eq!(matter.line_of("src"), Some(5));
        assert_eq!(matter.line_of("tit"), None);
        assert_eq!(read("{\n \"id\": 1\n}").line_of("id"), Some(2));
    }
}
