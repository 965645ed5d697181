//! Numbers and other scalars as their author has written them. A headline `1.10` or an id `010` is a text, though its notation
//! is that of a number.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// How a notation gives the text of a scalar.
pub trait Notation {
    /// The text of a number or a boolean, as it is written.
    ///
    /// # Errors
    /// There is no scalar.
    fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error>;
}

/// YAML.
pub enum Yaml {}

impl Notation for Yaml {
    fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        String::deserialize(deserializer)
    }
}

/// JSON.
pub enum Json {}

impl Notation for Json {
    fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
        Ok(Box::<RawValue>::deserialize(deserializer)?.get().to_owned())
    }
}

/// A number or a boolean whose text is this: the text, unless it is all that the value says.
pub fn scalar(value: Value, text: &str) -> Value {
    let canonical = value.to_string();
    if canonical == text { value } else { Value::String(text.to_owned()) }
}

/// Reads a document a second time, with the scalars as they are written. The value of the first reading says what is a scalar.
pub struct AsWritten<'a, N> {
    value: &'a Value,
    notation: PhantomData<N>,
}

impl<'a, N> AsWritten<'a, N> {
    /// A second reading of what was read as this value.
    pub fn new(value: &'a Value) -> AsWritten<'a, N> {
        AsWritten { value, notation: PhantomData }
    }
}

impl<'de, N: Notation> DeserializeSeed<'de> for AsWritten<'_, N> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.value {
            Value::Object(_) => deserializer.deserialize_map(self),
            Value::Array(_) => deserializer.deserialize_seq(self),
            Value::Number(_) | Value::Bool(_) => Ok(scalar(self.value.clone(), &N::text(deserializer)?)),
            Value::Null | Value::String(_) => Value::deserialize(deserializer),
        }
    }
}

impl<'de, N: Notation> Visitor<'de> for AsWritten<'_, N> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("the same value as before")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            let before = self.value.get(&name).unwrap_or(&Value::Null);
            let value = entries.next_value_seed(AsWritten::<N>::new(before))?;
            values.insert(name, value);
        }
        Ok(Value::Object(values))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        loop {
            let before = self.value.get(values.len()).unwrap_or(&Value::Null);
            let Some(value) = entries.next_element_seed(AsWritten::<N>::new(before))? else { break };
            values.push(value);
        }
        Ok(Value::Array(values))
    }
}
