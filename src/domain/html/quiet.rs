//! HTML that breaks no content security policy while it is parsed.

use std::borrow::Cow;

use super::tag_attributes;
use super::tokens::{Token, Tokens};

/// The HTML with other names for the attributes that a page's policy forbids: `style`, event handlers, the `href` of
/// `base`. None of them stays in a body, but browsers apply the policy while they parse, and tell the console of each.
/// Nothing else changes, and no character moves.
pub fn without_violations(html: &str) -> Cow<'_, str> {
    let mut found = Vec::new();
    let mut tokens = Tokens::of(html);
    loop {
        let start = tokens.position();
        match tokens.next() {
            Some(Token::Start(name, tag)) => {
                // All that follows is text.
                if name.eq_ignore_ascii_case("plaintext") {
                    break;
                }
                let is_base = name.eq_ignore_ascii_case("base");
                // Most tags have no attribute.
                if tag.len() > name.len() + 2 {
                    let names = tag_attributes::places(tag).into_iter().map(|(name, _)| name);
                    let forbidden = names.filter(|name| is_forbidden(&tag[name.clone()], is_base));
                    found.extend(forbidden.map(|name| start + name.start));
                }
            }
            Some(_) => {}
            None => break,
        }
    }
    if found.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut quiet = String::with_capacity(html.len());
    let mut from = 0;
    for at in found {
        quiet.push_str(&html[from..at]);
        // The names begin with a letter of ASCII.
        quiet.push('x');
        from = at + 1;
    }
    quiet.push_str(&html[from..]);
    Cow::Owned(quiet)
}

fn is_forbidden(name: &str, is_base: bool) -> bool {
    let is_handler = name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"));
    is_handler || name.eq_ignore_ascii_case("style") || is_base && name.eq_ignore_ascii_case("href")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_of_forbidden_attributes_change() {
        for (html, quiet) in [
            ("<p style='a' OnClick=b title=style>c</p>", "<p xtyle='a' xnClick=b title=style>c</p>"),
            ("<base href=x><a href=x style>", "<base xref=x><a href=x xtyle>"),
            ("é<b/style=é>", "é<b/xtyle=é>"),
            ("<svg onload=x><style>p{}</style>", "<svg xnload=x><style>p{}</style>"),
        ] {
            assert_eq!(without_violations(html), quiet);
        }
        for html in [
            "<p title=\"<p style='x'>\">a style=b</p>",
            "<!-- <p style=x> --><textarea><p style=x></textarea>",
            "<plaintext><p style=x>",
            "<p>a",
        ] {
            assert!(matches!(without_violations(html), Cow::Borrowed(same) if same == html), "{html}");
        }
    }

    #[test]
    fn hostile_html_is_read_in_linear_time() {
        for piece in ["<p style=x>", "<p ", "<p style", "<a b=\"", "style=x "] {
            let html = piece.repeat(2_000_000 / piece.len());
            let start = std::time::Instant::now();
            without_violations(&html);
            assert!(start.elapsed().as_secs() < 5, "{piece}: {:?}", start.elapsed());
        }
    }
}
