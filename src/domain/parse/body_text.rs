//! Bodies that are plain text (`content_text`). Empty lines separate paragraphs, line breaks stay, URLs become links.
//! It is not HTML: the reader sees `<b>` as three characters.

use crate::domain::limits;
use crate::domain::web_url::ParseUrl;

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain words.
    Text(&'a str),
    /// The end of a line inside a paragraph.
    LineBreak,
    /// A link.
    Link {
        /// The serialised `http:`, `https:` or `mailto:` URL.
        href: String,
        /// The URL as the text has it.
        text: &'a str,
    },
}

/// The paragraphs of a text, none of them empty.
pub fn paragraphs(text: &str, parse_url: ParseUrl) -> Vec<Vec<Piece<'_>>> {
    let mut paragraphs = vec![];
    let mut paragraph: Vec<Piece> = vec![];
    let mut pieces = 0;
    for line in lines(text) {
        if line.trim().is_empty() {
            if !paragraph.is_empty() {
                paragraphs.push(std::mem::take(&mut paragraph));
            }
            continue;
        }
        if pieces > limits::TEXT_PIECES {
            paragraphs.push(std::mem::take(&mut paragraph));
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            paragraph.push(Piece::Text(&text[start..]));
            break;
        }
        let before = paragraph.len();
        if !paragraph.is_empty() {
            paragraph.push(Piece::LineBreak);
        }
        push_line(&mut paragraph, line, parse_url);
        pieces += paragraph.len() - before;
    }
    paragraphs.push(paragraph);
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// Lines end with a line feed, a carriage return, or both.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

const SCHEMES: &[&str] = &["https://", "http://", "mailto:"];

fn push_line<'a>(paragraph: &mut Vec<Piece<'a>>, line: &'a str, parse_url: ParseUrl) {
    let mut shown = 0;
    let mut from = 0;
    while paragraph.len() <= limits::TEXT_PIECES
        && let Some(start) = next_scheme(line, from)
    {
        let opened = line[..start].chars().next_back();
        let address = &line[start..start + length_of_address(within_bracket(&line[start..], opened))];
        let href = if address.len() <= limits::ADDRESS_BYTES { linked(address, parse_url) } else { None };
        from = start + address.len().max(1);
        if let Some(href) = href {
            if shown < start {
                paragraph.push(Piece::Text(&line[shown..start]));
            }
            paragraph.push(Piece::Link { href, text: address });
            shown = from;
        }
    }
    if shown < line.len() {
        paragraph.push(Piece::Text(&line[shown..]));
    }
}

/// The serialised URL of a text that is one web address and nothing else.
pub fn whole_address(text: &str, parse_url: ParseUrl) -> Option<String> {
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    (is_web && text.len() <= limits::ADDRESS_BYTES && length_of_address(text) == text.len())
        .then(|| linked(text, parse_url))
        .flatten()
}

/// The place where the next URL may begin: at a scheme that is not the end of another word.
fn next_scheme(line: &str, from: usize) -> Option<usize> {
    line.get(from..)?.char_indices().map(|(at, _)| from + at).find(|&at| {
        let is_scheme = SCHEMES.iter().any(|scheme| {
            line.as_bytes()[at..].get(..scheme.len()).is_some_and(|b| b.eq_ignore_ascii_case(scheme.as_bytes()))
        });
        is_scheme && line[..at].chars().next_back().is_none_or(|before| !before.is_ascii_alphanumeric())
    })
}

/// The end of a URL: a space, a quotation mark, an angle bracket, punctuation of Chinese or Japanese, which has no
/// space before it, or the punctuation that ends the sentence. A closing bracket belongs to the URL only if the URL
/// opens it.
fn length_of_address(text: &str) -> usize {
    let end = text.find(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '`' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff20}')
    });
    let mut address = &text[..end.unwrap_or(text.len())];
    // For each kind of bracket: how many more are closed than opened.
    let mut unopened = BRACKETS.map(|(opening, closing)| {
        let count = |bracket: char| address.matches(bracket).count() as isize;
        count(closing) - count(opening)
    });
    while let Some(last) = address.chars().next_back() {
        if let Some(kind) = BRACKETS.iter().position(|(_, closing)| *closing == last) {
            if unopened[kind] <= 0 {
                break;
            }
            unopened[kind] -= 1;
        } else if !matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '_' | '…') {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}

/// The part of a text within the bracket before it, as in `(https://a.example/x)` and Markdown's
/// `[text](https://a.example/x)`; all of it where there is no such bracket, or it is not closed.
fn within_bracket(text: &str, before: Option<char>) -> &str {
    let Some((opening, closing)) = BRACKETS.into_iter().find(|(opening, _)| before == Some(*opening)) else {
        return text;
    };
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take_while(|(at, c)| *at < limits::ADDRESS_BYTES && !c.is_whitespace()) {
        if c == opening {
            depth += 1;
        } else if c == closing {
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return &text[..at],
            }
        }
    }
    text
}

const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

/// The serialised URL, unless it has nothing but a scheme.
fn linked(address: &str, parse_url: ParseUrl) -> Option<String> {
    let href = parse_url(address, None)?;
    let (scheme, rest) = href.split_once(':')?;
    match scheme {
        "http" | "https" => Some(href),
        "mailto" => rest.split('?').next().is_some_and(|to| to.contains('@')).then_some(href),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse::body_text::Piece::{LineBreak, Link, Text};
    use crate::domain::web_url::parse_url_natively;

    fn pieces(text: &str) -> Vec<Vec<Piece<'_>>> {
        paragraphs(text, parse_url_natively)
    }

    fn links(text: &str) -> Vec<String> {
        let pieces = pieces(text).into_iter().flatten();
        pieces.filter_map(|piece| if let Link { text, .. } = piece { Some(text.to_owned()) } else { None }).collect()
    }

    #[test]
    fn empty_lines_separate_paragraphs_and_other_line_ends_stay() {
        assert_eq!(
            pieces("\n\na\r\nb\n \t\n\nc\rd"),
            [vec![Text("a"), LineBreak, Text("b")], vec![Text("c"), LineBreak, Text("d")]]
        );
        assert!(pieces(" \n\r\n ").is_empty());
    }

    #[test]
    fn nothing_is_read_as_html() {
        assert_eq!(pieces("<b>1 &lt; 2</b>"), [[Text("<b>1 &lt; 2</b>")]]);
    }

    #[test]
    fn addresses_are_linked_without_the_punctuation_of_their_sentence() {
        assert_eq!(
            pieces("See https://a.example/x."),
            [[Text("See "), Link { href: "https://a.example/x".into(), text: "https://a.example/x" }, Text(".")]]
        );
        assert_eq!(
            links("(https://a.example/b_(c)), or HTTP://B.example?!"),
            ["https://a.example/b_(c)", "HTTP://B.example"]
        );
        assert_eq!(links("<https://a.example/>\"https://b.example\""), ["https://a.example/", "https://b.example"]);
        assert_eq!(
            links("见https://a.example/x。还有（https://b.example/y），好"),
            ["https://a.example/x", "https://b.example/y"]
        );
        assert_eq!(links("mailto:a@b.example; mailto:nobody"), ["mailto:a@b.example"]);
    }

    #[test]
    fn markdown_stays_as_it_is_written_and_its_address_is_a_link() {
        let text = "[a](https://a.example/x_(y)),[b](https://b.example/)[c](https://c.example/?d=e)";
        assert_eq!(links(text), ["https://a.example/x_(y)", "https://b.example/", "https://c.example/?d=e"]);
        let shown: String = pieces(text)
            .into_iter()
            .flatten()
            .map(|piece| if let Text(text) | Link { text, .. } = piece { text } else { "" })
            .collect();
        assert_eq!(shown, text);
    }

    #[test]
    fn hostile_texts_are_read_in_linear_time() {
        for (piece, times) in
            [(")", 1_000_000), ("http://[", 200_000), ("a\n\n", 500_000), ("http://b.example ", 100_000)]
        {
            let text = format!("http://a{}", piece.repeat(times));
            let read = pieces(&text);
            let shown: usize = read
                .iter()
                .flatten()
                .map(|piece| if let Text(text) | Link { text, .. } = piece { text.len() } else { 0 })
                .sum();
            // No word is lost, only line ends are.
            assert!(shown + text.matches('\n').count() >= text.len(), "{piece:?}");
            assert!(read.iter().map(Vec::len).sum::<usize>() <= 2 * limits::TEXT_PIECES, "{piece:?}");
        }
    }

    #[test]
    fn other_schemes_and_parts_of_words_are_not_linked() {
        assert!(
            links("javascript:alert(1) data:text/html,x xhttps://a.example https:// http://:80 ftp://a.example")
                .is_empty()
        );
    }
}
