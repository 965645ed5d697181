//! The attributes of a tag, read from its text.

use std::ops::Range;

use super::entities;

/// The attributes of an element as the feed has them: names in lower case, and values.
pub type Attributes = [(String, String)];

/// The value of one attribute.
pub fn get<'a>(attributes: &'a Attributes, name: &str) -> Option<&'a str> {
    attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

/// The places of the names and values of a start tag as [`tokens`](super::tokens) has it: `<img src=x alt="a b">`.
pub fn places(tag: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let bytes = tag.as_bytes();
    let is_end = |byte: u8| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>';
    // Every place is at an ASCII character or at the end, so that no character is cut.
    let find = |from: usize, is_it: &dyn Fn(u8) -> bool| {
        bytes[from..].iter().position(|byte| is_it(*byte)).map_or(bytes.len(), |at| from + at)
    };
    let mut places = Vec::new();
    let mut at = find(usize::from(tag.starts_with('<')), &is_end);
    loop {
        at = find(at, &|byte| !is_end(byte));
        if at == bytes.len() {
            return places;
        }
        // An equal sign at the beginning belongs to the name.
        let end = find(at + 1, &|byte| is_end(byte) || byte == b'=');
        let name = at..end;
        at = find(end, &|byte| !byte.is_ascii_whitespace());
        let mut value = at..at;
        if bytes.get(at) == Some(&b'=') {
            at = find(at + 1, &|byte| !byte.is_ascii_whitespace());
            value = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => at + 1..find(at + 1, &|byte| byte == *quote),
                _ => at..find(at, &|byte| byte.is_ascii_whitespace() || byte == b'>'),
            };
            let is_quoted = value.start > at;
            at = (value.end + usize::from(is_quoted)).min(bytes.len());
        }
        places.push((name, value));
    }
}

/// Names in lower case and decoded values of a start tag. Of a name that is repeated the first counts.
pub fn of_tag(tag: &str) -> Vec<(String, String)> {
    let mut attributes: Vec<(String, String)> = Vec::new();
    for (name, value) in places(tag) {
        let name = tag[name].to_ascii_lowercase();
        if !has(&attributes, &name) {
            let mut decoded = String::new();
            entities::decode_into(&mut decoded, &tag[value]);
            attributes.push((name, decoded));
        }
    }
    attributes
}

fn has(attributes: &Attributes, name: &str) -> bool {
    attributes.iter().any(|(known, _)| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_the_html_standard_says() {
        let read =
            |tag: &str| of_tag(tag).into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
        assert_eq!(
            read("<img SRC=a.png alt='a > b' hidden data-x=\"1 &amp; 2\"/>"),
            ["src=a.png", "alt=a > b", "hidden=", "data-x=1 & 2"]
        );
        assert_eq!(read("<p>"), Vec::<String>::new());
        assert_eq!(read("<a href = x href=y =z>"), ["href=x", "=z="]);
        assert_eq!(read("<a b='never closed>"), ["b=never closed>"]);
        assert_eq!(read("<a b=''c=\"\"d>"), ["b=", "c=", "d="]);
        for tag in ["", "<", "<a", "<a =", "<a b=", "<a b=\"", "<é é=é>", "<a//>", "<a b=\"é\"é>"] {
            read(tag);
        }
    }
}
