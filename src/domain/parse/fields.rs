//! The fields of a JSON object, read leniently and with warnings.

use std::borrow::Cow;

use super::context::Context;
use super::excerpt::excerpt;
use super::json::value::{Object, Value};
use super::plain_text;
use crate::domain::feed::date::{Moment, ReadDate};
use crate::domain::feed::warning::{self, Place, Warning, WarningAction};
use crate::domain::limits;
use crate::domain::web_url::{WebUrl, WebUrlError};

/// The fields of an object, with its place and the list of warnings. Reading a field moves its value out, because a
/// body may be large.
pub struct Fields<'a> {
    object: Object,
    pub place: Place,
    pub context: &'a Context<'a>,
    warnings: &'a mut Vec<Warning>,
    /// The prefix of field names in warnings, for example `authors[1].`.
    prefix: String,
    /// Whether `Title` is read as `title`.
    ignores_case: bool,
}

impl<'a> Fields<'a> {
    pub fn new(object: Object, place: Place, context: &'a Context<'a>, warnings: &'a mut Vec<Warning>) -> Fields<'a> {
        Fields { object, place, context, warnings, prefix: String::new(), ignores_case: false }
    }

    /// The same fields, where names in another case count too if the exact one is not there. The specification knows
    /// lower case only, but some programs write `Title`.
    #[must_use]
    pub fn in_any_case(mut self) -> Fields<'a> {
        self.ignores_case = true;
        self
    }

    /// The same fields, where only exact names count: those of Newsleaf's own objects.
    #[must_use]
    pub fn in_exact_case(mut self) -> Fields<'a> {
        self.ignores_case = false;
        self
    }

    /// The fields of the inner object at `name`.
    pub fn within(&mut self, name: &str, object: Object) -> Fields<'_> {
        let mut prefix = self.prefix.clone();
        prefix.push_str(name);
        prefix.push('.');
        Fields {
            object,
            place: self.place.clone(),
            context: self.context,
            warnings: self.warnings,
            prefix,
            ignores_case: self.ignores_case,
        }
    }

    pub fn warn(&mut self, field: &str, value: &str, action: WarningAction) {
        let mut name = self.prefix.clone();
        name.push_str(field);
        let name = name.strip_suffix('.').unwrap_or(&name).to_owned();
        warning::note(self.warnings, Warning::new(self.place.clone(), name, value, action));
    }

    /// Adds a warning that shows the value of a field.
    pub fn warn_of(&mut self, field: &str, value: &Value, action: WarningAction) {
        self.warn(field, &excerpt(value), action);
    }

    /// The names of the fields that were not taken, in their order; at most as many as a list may have.
    pub fn left(&mut self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut more = false;
        for (name, _) in self.object.iter().filter(|(_, value)| !value.is_null()) {
            if !names.contains(name) {
                if names.len() == limits::ENTRIES {
                    more = true;
                    break;
                }
                names.push(name.clone());
            }
        }
        if more {
            self.warn("", "more than that", WarningAction::TooManyEntries);
        }
        names
    }

    /// Warns of the fields that were not taken: in an object of Newsleaf's own a misspelt name would have no effect.
    /// `about` is allowed, because JSON Feed lets extensions explain themselves there.
    pub fn warn_of_rest(&mut self) {
        let rest = std::mem::take(&mut self.object);
        let mut count = 0;
        for (name, value) in rest.iter().filter(|(_, value)| !value.is_null()) {
            if name.starts_with(['_', '$']) || name == "about" {
                continue;
            }
            if count == limits::ENTRIES {
                return self.warn("", "more than that", WarningAction::TooManyEntries);
            }
            count += 1;
            self.warn_of(name, value, WarningAction::UnknownField);
        }
    }

    /// The entries of a list with their names for warnings, such as `tags[3]`. `null` entries and those beyond the
    /// limit are left out. A single value is accepted instead of a list if `lone` says so; it has the bare name. If it
    /// is a text, the caller warns.
    pub fn list(&mut self, name: &str, lone: fn(&Value) -> bool) -> Vec<(String, Value)> {
        self.take(name).map(|value| self.list_of(name, value, lone)).unwrap_or_default()
    }

    pub fn list_of(&mut self, name: &str, value: Value, lone: fn(&Value) -> bool) -> Vec<(String, Value)> {
        let values = match value {
            Value::Array(values) => values,
            value if lone(&value) => {
                if !value.is_string() {
                    self.warn_of(name, &value, WarningAction::ListOfOne);
                }
                return vec![(name.to_owned(), value)];
            }
            value => {
                self.warn_of(name, &value, WarningAction::NotAnArray);
                Vec::new()
            }
        };
        if values.len() > limits::ENTRIES {
            self.warn(name, &values.len().to_string(), WarningAction::TooManyEntries);
        }
        let mut entries = Vec::new();
        for (index, value) in values.into_iter().take(limits::ENTRIES).enumerate().filter(|(_, value)| !value.is_null())
        {
            let mut entry = name.to_owned();
            entry.push('[');
            entry.push_str(&index.to_string());
            entry.push(']');
            entries.push((entry, value));
        }
        entries
    }

    /// The value of a field; `None` if it is absent, `null`, a blank text, an empty list or an empty object.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.take_even_empty(name).filter(|value| !value.is_empty())
    }

    /// The value of a field, even if it is empty. If the object has the field more than once, the last counts, and
    /// there is a warning for each earlier one.
    pub fn take_even_empty(&mut self, name: &str) -> Option<Value> {
        let mut end = usize::MAX;
        let Some(value) = self.object.take_before(name, &mut end) else {
            return if self.ignores_case { self.take_in_other_case(name) } else { None };
        };
        while let Some(earlier) = self.object.take_before(name, &mut end) {
            self.warn_of(name, &earlier, WarningAction::RepeatedField);
        }
        Some(value)
    }

    /// The value of a field whose name is written in another case.
    pub fn take_in_other_case(&mut self, name: &str) -> Option<Value> {
        let (found, value) = self.object.take_in_other_case(name)?;
        self.warn_of(&found, &value, WarningAction::NameInOtherCase);
        Some(value)
    }

    /// The value of a field by its exact name, also where names in another case count.
    pub fn take_exact(&mut self, name: &str) -> Option<Value> {
        let ignores_case = std::mem::take(&mut self.ignores_case);
        let value = self.take(name);
        self.ignores_case = ignores_case;
        value
    }

    /// The text of a field, which stays where it is.
    pub fn peek(&self, name: &str) -> Option<&str> {
        let value = if self.ignores_case { self.object.get_in_any_case(name) } else { self.object.get(name) };
        value.and_then(Value::as_str)
    }

    /// Whether the field has a value of this kind.
    pub fn holds(&self, name: &str, kind: fn(&Value) -> bool) -> bool {
        self.object.get(name).is_some_and(kind)
    }

    /// Whether the field is an object with this member, by which other formats are recognised.
    pub fn has_object_with(&self, name: &str, member: &str) -> bool {
        self.object.get(name).and_then(|value| value.get(member)).is_some()
    }

    /// The field under a name that is not in the specification.
    pub fn take_other_name(&mut self, name: &str, action: WarningAction) -> Option<Value> {
        let value = self.take(name)?;
        self.warn_of(name, &value, action);
        Some(value)
    }

    /// A text. Numbers and booleans are written as text; of a `{rendered}` object the rendered text is taken, of an array
    /// the first text.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let value = self.take(name)?;
        self.text_of(name, value)
    }

    pub fn text_of(&mut self, name: &str, value: Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text),
            Value::Number(_) | Value::Bool(_) => {
                let text = excerpt(&value);
                self.warn(name, &text, WarningAction::TookAsText);
                Some(text)
            }
            Value::Array(values) => {
                let is_text = |value: &Value| !value.is_empty() && matches!(value, Value::String(_) | Value::Number(_));
                let first = values.iter().position(is_text);
                let action = match first {
                    Some(_) => WarningAction::TookFirstText,
                    None => WarningAction::NotText,
                };
                let list = Value::Array(values);
                self.warn_of(name, &list, action);
                match (list, first) {
                    (Value::Array(mut values), Some(first)) => match values.swap_remove(first) {
                        Value::String(text) => Some(text),
                        number => Some(excerpt(&number)),
                    },
                    _ => None,
                }
            }
            other => {
                let action = match rendered(&other) {
                    Some(_) => WarningAction::TookRendered,
                    None => WarningAction::NotText,
                };
                self.warn_of(name, &other, action);
                rendered(&other).map(str::to_owned)
            }
        }
    }

    /// A line of text without markup, with folded white space, of at most `most` characters. `None` if nothing in it is
    /// visible.
    pub fn line(&mut self, name: &str, most: usize) -> Option<String> {
        let text = self.text(name)?;
        self.line_of(name, text, most)
    }

    pub fn line_of(&mut self, name: &str, text: String, most: usize) -> Option<String> {
        // A title of megabytes is not cleaned to its end.
        let head = &text[..text.floor_char_boundary(most.saturating_mul(40))];
        let line = plain_text::from_markup(head);
        let cut = plain_text::first_words(&line, most);
        if !plain_text::is_visible(&cut) {
            if !text.trim().is_empty() {
                self.warn(name, &text, WarningAction::NothingToSee);
            }
            return None;
        }
        if line != plain_text::from_text(head) {
            self.warn(name, &text, WarningAction::MarkupRemoved);
        }
        if cut.len() != line.len() || head.len() != text.len() {
            self.warn(name, &text, WarningAction::TextCut);
        }
        Some(cut)
    }

    /// A web address, resolved against `base`, else against the address of the document.
    pub fn url(&mut self, name: &str, base: Option<&WebUrl>) -> Option<WebUrl> {
        let value = self.take(name)?;
        self.url_in(name, value, base)
    }

    /// The web address that a value holds as text.
    pub fn url_in(&mut self, name: &str, value: Value, base: Option<&WebUrl>) -> Option<WebUrl> {
        if let Value::Bool(_) = value {
            self.warn_of(name, &value, WarningAction::NotAUrl);
            return None;
        }
        let text = self.text_of(name, value)?;
        self.url_of(name, text, base)
    }

    pub fn url_of(&mut self, name: &str, text: String, base: Option<&WebUrl>) -> Option<WebUrl> {
        if text.trim().is_empty() {
            return None;
        }
        let base = base.unwrap_or(self.context.address);
        let written = without_references(&text);
        if let Cow::Owned(_) = written {
            self.warn(name, &text, WarningAction::EntitiesInAddress);
        }
        match WebUrl::parse(&written, Some(base), self.context.parse_url) {
            Ok(url) => Some(url),
            Err(WebUrlError::NotAUrl) => {
                self.warn(name, &text, WarningAction::NotAUrl);
                None
            }
            Err(WebUrlError::Scheme(_)) => {
                self.warn(name, &text, WarningAction::OtherScheme);
                None
            }
        }
    }

    /// A date in any known notation; `None` if it can't be read.
    pub fn date(&mut self, name: &str) -> Option<Moment> {
        let value = self.take(name)?;
        self.date_of(name, value)
    }

    pub fn date_of(&mut self, name: &str, value: Value) -> Option<Moment> {
        let read = match &value {
            Value::String(text) if text.trim().is_empty() => return None,
            Value::String(text) => Moment::read(text).or_else(|| epoch_text(text)),
            Value::Number(number) => Moment::from_epoch(number.as_f64()).map(ReadDate::Repaired),
            _ => None,
        };
        if read.is_some_and(|read| read.moment().is_zero_of_programs()) {
            self.warn_of(name, &value, WarningAction::ZeroDate);
            return None;
        }
        match read {
            Some(ReadDate::Exact(_)) => {}
            Some(ReadDate::Repaired(_)) => self.warn_of(name, &value, WarningAction::DateNotRfc3339),
            Some(ReadDate::WithoutZone(_)) => self.warn_of(name, &value, WarningAction::DateWithoutZone),
            None => self.warn_of(name, &value, WarningAction::NotADate),
        }
        read.map(ReadDate::moment)
    }

    /// A flag. Only `true` sets it, also as text.
    pub fn flag(&mut self, name: &str) -> bool {
        match self.take(name) {
            Some(Value::Bool(flag)) => flag,
            Some(Value::String(text)) if text.trim().eq_ignore_ascii_case("true") => {
                self.warn(name, &text, WarningAction::TookAsTrue);
                true
            }
            Some(other) => {
                self.warn_of(name, &other, WarningAction::TookAsFalse);
                false
            }
            None => false,
        }
    }

    /// A number in this range, also as text, and also as a duration such as `1:02:03`.
    pub fn number(&mut self, name: &str, least: f64, most: f64) -> Option<f64> {
        let value = self.take(name)?;
        let number = match &value {
            Value::Number(number) => Some(number.as_f64()),
            Value::String(text) => {
                let number = clock(text);
                if number.is_some() {
                    self.warn(name, text, WarningAction::TookAsNumber);
                }
                number
            }
            _ => None,
        };
        let number = number.filter(|number| *number >= least && *number <= most);
        if number.is_none() {
            self.warn_of(name, &value, WarningAction::NotANumber);
        }
        number
    }

    /// A language tag, with hyphens between its parts.
    pub fn language(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        let mut tag = String::new();
        let mut length = 0;
        let mut shaped = true;
        for byte in text.trim().bytes() {
            match byte {
                b'-' | b'_' => {
                    shaped &= length > 0;
                    length = 0;
                    tag.push('-');
                }
                // `en_US.UTF-8` is a locale of an operating system.
                b'.' => break,
                byte => {
                    length += 1;
                    shaped &= length <= 8 && byte.is_ascii_alphanumeric();
                    tag.push(byte.into());
                }
            }
        }
        shaped &= length > 0 && tag.len() <= 35 && tag.as_bytes()[0].is_ascii_alphabetic();
        if !shaped {
            if !text.trim().is_empty() {
                self.warn(name, &text, WarningAction::NotALanguage);
            }
            return None;
        }
        if tag != text {
            self.warn(name, &text, WarningAction::TookAsLanguage);
        }
        Some(tag)
    }
}

/// An address with `&` in place of the references that programs write for it. `?a=1&copy=2` has none: a reference
/// without its semicolon is a parameter.
pub fn without_references(address: &str) -> Cow<'_, str> {
    const AMPERSANDS: [&str; 4] = ["&amp;", "&#38;", "&#038;", "&#x26;"];
    let mut address = Cow::Borrowed(address);
    for reference in AMPERSANDS {
        if address.contains(reference) {
            address = address.replace(reference, "&").into();
        }
    }
    address
}

fn epoch_text(text: &str) -> Option<ReadDate> {
    let digits = text.trim();
    let plausible = (9..=13).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    plausible.then(|| Moment::from_epoch(clock(digits)?)).flatten().map(ReadDate::Repaired)
}

/// `90`, `90.5`, `1:30` or `1:02:03` as a number of the smallest unit.
fn clock(text: &str) -> Option<f64> {
    let mut sum = 0.0;
    for part in text.trim().split(':') {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 15 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let number = |text: &str| text.bytes().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0'));
        sum = sum * 60.0 + number(whole) + number(fraction) / 10_f64.powi(fraction.len() as i32);
    }
    Some(sum)
}

/// The text of WordPress's form `{"rendered": "…", "protected": false}`.
fn rendered(value: &Value) -> Option<&str> {
    value.get("rendered")?.as_str()
}
