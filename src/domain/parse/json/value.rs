//! A JSON value whose objects keep the order of their members.
//!
//! The objects of serde_json's own type are search trees, which add 4 KB to the compressed wasm and lose the order.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Any JSON value (RFC 8259).
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`. [`Object::get`] skips members with it.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, an integer or not.
    Number(Number),
    /// A text with its escapes resolved.
    String(String),
    /// The values of an array in their order.
    Array(Vec<Value>),
    /// The members of an object in their order, repeated names included.
    Object(Object),
}

/// A number. Integers stay exact, because ids can be integers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer from 0 to 2⁶⁴ − 1.
    Natural(u64),
    /// An integer from −2⁶³ to −1.
    Negative(i64),
    /// Any other number, such as `1.5`, `1e3` or an integer beyond those above.
    Decimal(f64),
}

/// The members of an object in their order. If a name is repeated, the last member that is not `null` counts;
/// JavaScript takes the last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object(Vec<(String, Value)>);

impl Value {
    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// Whether it is `null`, a blank text, an empty list or an empty object.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::String(text) => text.trim().is_empty(),
            Value::Array(values) => values.is_empty(),
            Value::Object(members) => members.iter().next().is_none(),
            _ => false,
        }
    }

    /// Whether it is a text, which may be empty.
    pub fn is_string(&self) -> bool {
        matches!(self, Value::String(_))
    }

    /// Whether it is an array, which may be empty.
    pub fn is_array(&self) -> bool {
        matches!(self, Value::Array(_))
    }

    /// Whether it is an object, which may be empty.
    pub fn is_object(&self) -> bool {
        matches!(self, Value::Object(_))
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The member of an object with this name, else the first whose name differs in case only.
    pub fn get_in_any_case(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(object) => object.get_in_any_case(name),
            _ => None,
        }
    }

    /// The member of an object with this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(object) => object.get(name),
            _ => None,
        }
    }
}

impl Number {
    /// The nearest number of double precision (IEEE 754). Integers beyond 2⁵³ are rounded.
    pub fn as_f64(self) -> f64 {
        match self {
            Number::Natural(number) => number as f64,
            Number::Negative(number) => number as f64,
            Number::Decimal(number) => number,
        }
    }
}

impl Object {
    /// An object with one member.
    pub fn of(name: &str, value: Value) -> Object {
        Object(vec![(name.to_owned(), value)])
    }

    /// The last member with this name that is not `null`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().rev().find(|(found, value)| found == name && !value.is_null()).map(|(_, value)| value)
    }

    /// The member with this name, else the first whose name differs in case only.
    pub fn get_in_any_case(&self, name: &str) -> Option<&Value> {
        let other = || self.0.iter().find(|(found, value)| found.eq_ignore_ascii_case(name) && !value.is_null());
        self.get(name).or_else(|| other().map(|(_, value)| value))
    }

    /// Moves out the first member whose name is this one in another case, with that name.
    pub fn take_in_other_case(&mut self, name: &str) -> Option<(String, Value)> {
        let is_it = |(found, value): &&mut (String, Value)| found.eq_ignore_ascii_case(name) && !value.is_null();
        let (found, value) = self.0.iter_mut().find(is_it)?;
        Some((found.clone(), std::mem::replace(value, Value::Null)))
    }

    /// Moves the value of a member out and leaves `null`, so that no other member moves: there may be millions. Earlier
    /// members of the same name can be taken afterwards.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let mut end = usize::MAX;
        self.take_before(name, &mut end)
    }

    /// The same for members before index `end`, which becomes the index that was taken. So all members of one name are
    /// taken in one pass.
    pub fn take_before(&mut self, name: &str, end: &mut usize) -> Option<Value> {
        let before = self.0.len().min(*end);
        let members = &mut self.0[..before];
        *end = members.iter().rposition(|(found, value)| found == name && !value.is_null())?;
        Some(std::mem::replace(&mut members[*end].1, Value::Null))
    }

    /// A copy without the members of this name, in any case.
    #[must_use]
    pub fn without(&self, name: &str) -> Object {
        Object(self.0.iter().filter(|(found, _)| !found.eq_ignore_ascii_case(name)).cloned().collect())
    }

    /// The names and values.
    pub fn iter(&self) -> impl Iterator<Item = &(String, Value)> {
        self.0.iter()
    }
}

struct AnyValue;

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(Number::Natural(number)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(Number::Negative(number)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(Number::Decimal(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = entries.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Value::Object(Object(object)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Value {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn members_keep_their_order_and_the_last_of_a_name_counts() {
        let Value::Object(mut object) = read(r#"{"b": 1, "a": 2, "b": 3, "b": null}"#) else { panic!("no object") };
        assert_eq!(object.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["b", "a", "b", "b"]);
        assert_eq!(object.get("b"), Some(&Value::Number(Number::Natural(3))));
        assert_eq!(object.take("b"), Some(Value::Number(Number::Natural(3))));
        assert_eq!(object.take("b"), Some(Value::Number(Number::Natural(1))));
        assert_eq!(object.take("b"), None);
        assert_eq!(object.take("c"), None);
    }

    #[test]
    fn every_digit_of_an_integer_is_read() {
        assert_eq!(read("18446744073709551615"), Value::Number(Number::Natural(u64::MAX)));
        assert_eq!(read("-9223372036854775808"), Value::Number(Number::Negative(i64::MIN)));
        assert_eq!(read("1.5"), Value::Number(Number::Decimal(1.5)));
    }

    #[test]
    fn an_object_within_is_found_by_name() {
        let value = read(r#"{"a": {"b": "x"}}"#);
        assert_eq!(value.get("a").and_then(|inner| inner.get("b")).and_then(Value::as_str), Some("x"));
        assert_eq!(value.get("a").and_then(|inner| inner.get("c")), None);
    }
}
