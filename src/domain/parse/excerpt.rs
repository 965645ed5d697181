//! JSON values as text, for warnings. serde_json could write them, but its formatter of numbers would add more than 10
//! KB to the wasm.

use super::json::value::{Number, Value};

/// Arrays and objects are cut after about this number of bytes.
const ENOUGH: usize = 400;

/// A value as text: strings without quotation marks, numbers as people write them, other values as JSON. It is cut
/// after [`ENOUGH`] bytes or a little more.
pub fn excerpt(value: &Value) -> String {
    let mut written = String::new();
    match value {
        Value::String(text) => written.push_str(&text[..text.floor_char_boundary(ENOUGH)]),
        value => write(&mut written, value),
    }
    written
}

fn number(number: Number) -> String {
    match number {
        Number::Natural(number) => number.to_string(),
        Number::Negative(number) => number.to_string(),
        Number::Decimal(number) => decimal(number),
    }
}

fn write(written: &mut String, value: &Value) {
    match value {
        Value::Null => written.push_str("null"),
        Value::Bool(true) => written.push_str("true"),
        Value::Bool(false) => written.push_str("false"),
        Value::Number(value) => written.push_str(&number(*value)),
        Value::String(text) => quoted(written, text),
        Value::Array(values) => {
            let mut before = '[';
            for value in values {
                if written.len() > ENOUGH {
                    break;
                }
                written.push(before);
                before = ',';
                write(written, value);
            }
            close(written, before, ']');
        }
        Value::Object(members) => {
            let mut before = '{';
            for (name, value) in members.iter() {
                if written.len() > ENOUGH {
                    break;
                }
                written.push(before);
                before = ',';
                quoted(written, name);
                written.push(':');
                write(written, value);
            }
            close(written, before, '}');
        }
    }
}

/// Closes a list. The bracket of an empty list has not been opened yet.
fn close(written: &mut String, before: char, end: char) {
    if before != ',' {
        written.push(before);
    }
    written.push(end);
}

fn quoted(written: &mut String, text: &str) {
    written.push('"');
    written.push_str(&text[..text.floor_char_boundary(ENOUGH)]);
    written.push('"');
}

/// A number with a fraction or an exponent: at most nine digits after the point and fifteen in all, which a double can
/// hold. Ids that are numbers are read by it too, and JavaScript writes the same.
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
    let mut whole = number as u64;
    // A leading digit keeps the zeros at the beginning of the fraction.
    let mut one = 1_000_000_000;
    let mut before_point = whole;
    while before_point >= 1_000_000 {
        before_point /= 10;
        one /= 10;
    }
    let mut fraction = one + ((number - whole as f64) * one as f64 + 0.5) as u64;
    if fraction == 2 * one {
        whole += 1;
        fraction = one;
    }
    text.push_str(&whole.to_string());
    if fraction > one {
        text.push('.');
        text.push_str(fraction.to_string()[1..].trim_end_matches('0'));
    }
    if exponent > 0 {
        text.push('e');
        text.push_str(&exponent.to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (number, text) in [
            (1.5, "1.5"),
            (-0.25, "-0.25"),
            (0.1, "0.1"),
            (3.0, "3"),
            (2_020.000_001, "2020.000001"),
            (0.736_482_91, "0.73648291"),
            (1e-9, "0.000000001"),
            (1_586_822_400.123_4, "1586822400.1234"),
            (123_456_789.123, "123456789.123"),
            (100_000_000.1, "100000000.1"),
            (999_999_999_999_999.0, "999999999999999"),
            (0.999_999_999_9, "1"),
        ] {
            assert_eq!(decimal(number), text);
        }
        assert!(decimal(1e300).ends_with("e286"), "{}", decimal(1e300));
        assert_eq!(decimal(0.0), "0");
    }

    #[test]
    fn lists_and_objects_are_shown_as_json() {
        let value = serde_json::from_str(r#"{"a": [1, null, "x"], "b": {"c": true}}"#).unwrap();
        assert_eq!(excerpt(&value), r#"{"a":[1,null,"x"],"b":{"c":true}}"#);
        assert_eq!(excerpt(&Value::String("text".to_owned())), "text");
    }

    #[test]
    fn large_values_are_cut() {
        let row = Value::Array(vec![Value::String("x".repeat(1_000)); 1_000]);
        let large = Value::Array(vec![row; 100]);
        assert!(excerpt(&large).len() < 10 * ENOUGH);
        assert!(excerpt(&Value::Array(vec![Value::Null; 1_000_000])).len() < 10 * ENOUGH);
    }
}
