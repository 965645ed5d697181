//! One object's fields, read leniently; what is odd about them becomes warnings.

use serde_json::{Map, Value};

use super::super::date::{Moment, ReadDate};
use super::super::plain_text;
use super::super::warning::{Place, Warning};
use super::super::web_url::{WebUrl, WebUrlError};
use super::Context;

/// An object of the feed, the place it stands at, and where warnings go. Fields are taken out: a body may be large.
pub struct Fields<'a> {
    object: Map<String, Value>,
    pub place: Place,
    pub context: &'a Context<'a>,
    warnings: &'a mut Vec<Warning>,
    /// Stands before field names in warnings, for example `authors[1].`.
    prefix: String,
}

impl<'a> Fields<'a> {
    pub fn new(
        object: Map<String, Value>,
        place: Place,
        context: &'a Context<'a>,
        warnings: &'a mut Vec<Warning>,
    ) -> Fields<'a> {
        Fields { object, place, context, warnings, prefix: String::new() }
    }

    /// The fields of an object within this one, which stands at `name`.
    pub fn within(&mut self, name: &str, object: Map<String, Value>) -> Fields<'_> {
        let mut prefix = self.prefix.clone();
        prefix.push_str(name);
        prefix.push('.');
        Fields { object, place: self.place.clone(), context: self.context, warnings: self.warnings, prefix }
    }

    pub fn warn(&mut self, field: &str, found: String, done: &'static str) {
        let mut name = self.prefix.clone();
        name.push_str(field);
        self.warnings.push(Warning::new(self.place.clone(), name, found, done));
    }

    /// The value of a field; `null` is as good as none.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.object.remove(name).filter(|value| !value.is_null())
    }

    /// Whether the field holds an object with this member: how other formats are known.
    pub fn has_object_with(&self, name: &str, member: &str) -> bool {
        self.object.get(name).and_then(|value| value.get(member)).is_some()
    }

    /// The field under another name than the specification's.
    pub fn take_other_name(&mut self, name: &str, done: &'static str) -> Option<Value> {
        let value = self.take(name)?;
        self.warn(name, excerpt(&value), done);
        Some(value)
    }

    /// A text as it is: numbers and booleans are taken as text, `{rendered}` objects as what they render.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let value = self.take(name)?;
        self.text_of(name, value)
    }

    pub fn text_of(&mut self, name: &str, value: Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text),
            Value::Number(_) | Value::Bool(_) => {
                let text = excerpt(&value);
                self.warn(name, text.clone(), "took it as text");
                Some(text)
            }
            Value::Object(mut object) => match object.remove("rendered") {
                Some(Value::String(text)) => {
                    self.warn(name, "an object with 'rendered'".to_owned(), "took what it renders");
                    Some(text)
                }
                _ => {
                    self.warn(name, "an object".to_owned(), "left it out: it should be text");
                    None
                }
            },
            other => {
                self.warn(name, excerpt(&other), "left it out: it should be text");
                None
            }
        }
    }

    /// A line of text for people: without markup, white space folded, at most `most` characters, never empty.
    pub fn line(&mut self, name: &str, most: usize) -> Option<String> {
        let text = self.text(name)?;
        self.line_of(name, text, most)
    }

    pub fn line_of(&mut self, name: &str, text: String, most: usize) -> Option<String> {
        // A title of megabytes need not be cleaned to its end.
        let head = &text[..text.floor_char_boundary(most.saturating_mul(40))];
        if plain_text::has_markup(head) {
            self.warn(name, text.clone(), "took the text of its markup");
        }
        let line = plain_text::from_markup(head);
        let cut = plain_text::first_words(&line, most);
        if cut.len() != line.len() || head.len() != text.len() {
            self.warn(name, text, "cut it: it is too long");
        }
        (!cut.is_empty()).then_some(cut)
    }

    /// A web address, resolved against `base`, or the feed's own address.
    pub fn url(&mut self, name: &str, base: Option<&WebUrl>) -> Option<WebUrl> {
        let text = self.text(name)?;
        self.url_of(name, text, base)
    }

    pub fn url_of(&mut self, name: &str, text: String, base: Option<&WebUrl>) -> Option<WebUrl> {
        if text.trim().is_empty() {
            return None;
        }
        let base = base.unwrap_or(self.context.address);
        match WebUrl::parse(&text, Some(base), self.context.parse_url) {
            Ok(url) => Some(url),
            Err(WebUrlError::NotAUrl) => {
                self.warn(name, text, "left it out: it is no URL");
                None
            }
            Err(WebUrlError::Scheme(_)) => {
                self.warn(name, text, "left it out: only http and https lead to web pages");
                None
            }
        }
    }

    /// A date, in whatever notation; none where it can't be read.
    pub fn date(&mut self, name: &str) -> Option<Moment> {
        let value = self.take(name)?;
        self.date_of(name, value)
    }

    pub fn date_of(&mut self, name: &str, value: Value) -> Option<Moment> {
        let read = match &value {
            Value::String(text) if text.trim().is_empty() => return None,
            Value::String(text) => Moment::read(text).or_else(|| epoch_text(text)),
            Value::Number(number) => number.as_f64().and_then(Moment::from_epoch).map(ReadDate::Mended),
            _ => None,
        };
        match read {
            Some(ReadDate::Exact(_)) => {}
            Some(ReadDate::Mended(_)) => self.warn(name, excerpt(&value), "read it, though it is not RFC 3339"),
            Some(ReadDate::WithoutZone(_)) => self.warn(name, excerpt(&value), "took it as UTC: it names no time zone"),
            None => self.warn(name, excerpt(&value), "left it out: it is no date"),
        }
        read.map(ReadDate::moment)
    }

    /// A flag: only `true` counts, as text too.
    pub fn flag(&mut self, name: &str) -> bool {
        match self.take(name) {
            Some(Value::Bool(flag)) => flag,
            Some(Value::String(text)) if text == "true" => {
                self.warn(name, text, "took it as true");
                true
            }
            Some(other) => {
                self.warn(name, excerpt(&other), "took it as false");
                false
            }
            None => false,
        }
    }

    /// A number that is not negative, as text too, durations as `1:02:03` too.
    pub fn number(&mut self, name: &str) -> Option<f64> {
        let value = self.take(name)?;
        let number = match &value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => {
                let number = clock(text);
                if number.is_some() {
                    self.warn(name, text.clone(), "took it as a number");
                }
                number
            }
            _ => None,
        };
        let number = number.filter(|number| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.warn(name, excerpt(&value), "left it out: it is no number");
        }
        number
    }

    /// A language tag, its parts joined by hyphens.
    pub fn language(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        let tag = text.trim().replace('_', "-");
        // `en_US.UTF-8` is a locale of an operating system.
        let tag = tag.split('.').next().unwrap_or("").to_owned();
        let shaped = tag.len() <= 35
            && tag
                .split('-')
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
            && tag.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
        if !shaped {
            if !text.trim().is_empty() {
                self.warn(name, text, "left it out: it is no language tag");
            }
            return None;
        }
        if tag != text {
            self.warn(name, text, "took it as a language tag");
        }
        Some(tag)
    }
}

fn epoch_text(text: &str) -> Option<ReadDate> {
    let digits = text.trim();
    let plausible = (9..=13).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    plausible.then(|| Moment::from_epoch(clock(digits)?)).flatten().map(ReadDate::Mended)
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

/// A value for a warning: texts as they are, the rest as JSON.
pub fn excerpt(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => number.to_string(),
            (None, Some(number)) => number.to_string(),
            (None, None) => decimal(number.as_f64().unwrap_or(0.0)),
        },
    }
}

/// A number with a fraction or an exponent as text, to six digits after the point. The standard formatter is exact, and
/// its tables alone would cost more than 10 KB of the wasm.
fn decimal(number: f64) -> String {
    let mut text = String::new();
    if number < 0.0 {
        text.push('-');
    }
    let (mut number, mut exponent) = (number.abs(), 0_u32);
    while number >= 1e15 && exponent < 400 {
        number /= 10.0;
        exponent += 1;
    }
    let millionths = (number * 1e6 + 0.5) as u128;
    text.push_str(&((millionths / 1_000_000) as u64).to_string());
    let fraction = (millionths % 1_000_000) as u64;
    if fraction > 0 {
        // A digit before the fraction keeps its leading zeros.
        let digits = (fraction + 1_000_000).to_string();
        text.push('.');
        text.push_str(digits[1..].trim_end_matches('0'));
    }
    if exponent > 0 {
        text.push('e');
        text.push_str(&exponent.to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (number, text) in [(1.5, "1.5"), (-0.25, "-0.25"), (0.1, "0.1"), (3.0, "3"), (2020.000_001, "2020.000001")]
        {
            assert_eq!(decimal(number), text);
        }
        assert!(decimal(1e300).ends_with("e286"), "{}", decimal(1e300));
        assert_eq!(decimal(0.0), "0");
    }
}
