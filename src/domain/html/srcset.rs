//! The `srcset` attribute, parsed as the HTML standard says (section 4.8.4.3.10, "parse a srcset attribute"). Splitting
//! it at commas would break the URLs of image services, which contain commas.

use super::context::BodyContext;
use super::urls::{self, Kind};
use crate::domain::limits::SRCSET_BYTES;

/// One candidate of a `srcset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// The URL as written.
    pub url: &'a str,
    /// `2x`, `640w`, or empty.
    pub descriptor: &'a str,
}

/// The candidates with resolved URLs, without forbidden ones; `None` if none is left.
pub fn clean(text: &str, context: &BodyContext) -> Option<String> {
    let mut cleaned = String::new();
    for candidate in parse(text, &mut true) {
        let Some(url) = urls::resolve(Kind::Picture, candidate.url, context) else { continue };
        add(&mut cleaned, &url, candidate.descriptor);
    }
    (!cleaned.is_empty()).then_some(cleaned)
}

/// Adds a candidate to a set. Returns `false` if it is left out, because the set is long enough, or because the
/// serialised `url` begins or ends with a comma, which would be read as a separator.
pub fn add(set: &mut String, url: &str, descriptor: &str) -> bool {
    if url.starts_with(',') || url.ends_with(',') || set.len() > SRCSET_BYTES {
        return false;
    }
    if !set.is_empty() {
        set.push_str(", ");
    }
    set.push_str(url);
    if !descriptor.is_empty() {
        set.push(' ');
        set.push_str(descriptor);
    }
    true
}

/// The valid candidates of a `srcset` in their order. If there are invalid ones, `whole` becomes `false`.
pub fn parse<'a>(text: &'a str, whole: &mut bool) -> Vec<Candidate<'a>> {
    let is_space = |c: char| c.is_ascii_whitespace();
    let mut candidates = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c| is_space(c) || c == ',');
        if rest.is_empty() {
            return candidates;
        }
        let (word, after) = rest.split_at(rest.find(is_space).unwrap_or(rest.len()));
        let url = word.trim_end_matches(',');
        if url.len() < word.len() {
            // A comma right after the URL: there is no descriptor.
            candidates.push(Candidate { url, descriptor: "" });
            rest = after;
            continue;
        }
        let (descriptors, after) = after.split_at(end_of_descriptors(after));
        rest = after;
        let mut words = descriptors.split_ascii_whitespace();
        let (first, second) = (words.next().unwrap_or(""), words.next());
        // Two descriptors are valid as width and height, of which browsers use the width.
        let descriptor = match second {
            None => Some(first),
            Some(second) if words.next().is_some() || !is_width_and_height(first, second) => None,
            Some(second) => Some(if first.ends_with('w') { first } else { second }),
        };
        match descriptor.filter(|descriptor| is_descriptor(descriptor)) {
            Some(descriptor) => candidates.push(Candidate { url, descriptor }),
            None => *whole = false,
        }
    }
}

/// The place of the comma after the descriptors. Commas in parentheses belong to a descriptor.
fn end_of_descriptors(text: &str) -> usize {
    let mut in_parentheses = false;
    for (at, c) in text.char_indices() {
        match c {
            '(' => in_parentheses = true,
            ')' => in_parentheses = false,
            ',' if !in_parentheses => return at,
            _ => {}
        }
    }
    text.len()
}

fn is_width_and_height(one: &str, other: &str) -> bool {
    let is_height =
        |text: &str| text.strip_suffix('h').is_some_and(|number| number.parse::<u32>().is_ok_and(|height| height > 0));
    one.ends_with('w') && is_height(other) || other.ends_with('w') && is_height(one)
}

fn is_descriptor(text: &str) -> bool {
    let Some(number) = text.strip_suffix(['x', 'w']) else { return text.is_empty() };
    if text.ends_with('w') {
        return number.parse::<u32>().is_ok_and(|width| width > 0) && number.bytes().all(|b| b.is_ascii_digit());
    }
    // Parsing it as a float would add 10 KB of tables to the wasm; the digits are enough.
    number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && number.bytes().filter(|b| *b == b'.').count() <= 1
        && number.bytes().any(|b| (b'1'..=b'9').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, &str)> {
        parse(text, &mut true).into_iter().map(|candidate| (candidate.url, candidate.descriptor)).collect()
    }

    #[test]
    fn commas_separate_candidates_as_the_standard_says() {
        assert_eq!(read("a.png, b.png 2x"), [("a.png", ""), ("b.png", "2x")]);
        assert_eq!(read(" ,a,b.png 640w ,c.png 1.5x,"), [("a,b.png", "640w"), ("c.png", "1.5x")]);
        assert_eq!(read("data:image/png;base64,AA== 1x"), [("data:image/png;base64,AA==", "1x")]);
        assert_eq!(read("a.png 500w 750h, b.png 480h 640w"), [("a.png", "500w"), ("b.png", "640w")]);
        assert_eq!(read("a.png,, b.png"), [("a.png", ""), ("b.png", "")]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn candidates_with_descriptors_that_no_browser_knows_are_left_out() {
        for text in [
            "a 1q",
            "a 0w",
            "a -1x",
            "a 1.5w",
            "a x",
            "a f(1, 2)x",
            "a 1x 2x",
            "a 640w 0h",
            "a 640w 480h 1x",
            "a 1x 480h",
        ] {
            let mut whole = true;
            assert!(parse(text, &mut whole).is_empty() && !whole, "{text}");
        }
        let mut whole = true;
        assert!(parse("a 1x, b 640w", &mut whole).len() == 2 && whole);
        assert_eq!(read("a (b, c 1x), d 2x"), [("d", "2x")]);
    }
}
