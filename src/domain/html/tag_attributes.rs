//! The attributes of a tag, read from its text.

use super::entities;
use super::pictures::Attributes;

/// Names in lower case and decoded values of a start tag as [`tokens`](super::tokens) has it: `<img src=x alt="a b">`. Of a
/// name that is repeated the first counts.
pub fn of_tag(tag: &str) -> Vec<(String, String)> {
    let is_end = |c: char| c.is_ascii_whitespace() || c == '/' || c == '>';
    let mut rest = tag.trim_start_matches('<').trim_start_matches(|c| !is_end(c));
    let mut attributes: Vec<(String, String)> = Vec::new();
    loop {
        rest = rest.trim_start_matches(is_end);
        if rest.is_empty() {
            return attributes;
        }
        // An equal sign at the beginning belongs to the name.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..].find(|c: char| is_end(c) || c == '=').map_or(rest.len(), |at| first + at);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_ascii_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_ascii_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            (value, rest) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => {
                    after.split_at(after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len()))
                }
            };
        }
        if !has(&attributes, &name) {
            attributes.push((name, decoded(value)));
        }
    }
}

fn has(attributes: &Attributes, name: &str) -> bool {
    attributes.iter().any(|(known, _)| known == name)
}

fn decoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (decoded, length) = entities::read(rest).unwrap_or(('&', 1));
        text.push(decoded);
        rest = &rest[length..];
    }
    text.push_str(rest);
    text
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
        for tag in ["<", "<a", "<a =", "<a b=", "<a b=\"", "<é é=é>", "<a//>"] {
            read(tag);
        }
    }
}
