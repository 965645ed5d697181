//! The texts that go with a shared URL.

use super::Shared;
use super::address;

/// The longest post on Bluesky, in graphemes.
const POST_LIMIT: usize = 300;
/// How far before a cut a space is looked for, so that words stay whole.
const WORD_LIMIT: usize = 24;
/// The longest `mailto:` link. Systems that pass the link to the mail program as an argument lose longer ones.
const MAIL_LIMIT: usize = 2000;

/// Every kind of line end as a line feed, which is `%0A` in a link.
pub fn with_plain_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The title, and the URL below it, for networks that take one text.
pub fn title_and_url(title: &str, url: &str) -> String {
    [title, "\n", url].concat()
}

/// Title and URL in at most 300 graphemes. The URL is never cut; the title is.
///
/// Characters are counted instead of graphemes, because exact graphemes need tables of tens of kilobytes. So a long
/// title with many marks is cut earlier than necessary.
pub fn post(title: &str, url: &str) -> String {
    let Some(room) = POST_LIMIT.checked_sub(url.chars().count() + 1) else { return url.to_owned() };
    if title.chars().count() <= room {
        return title_and_url(title, url);
    }
    match shortened(title, room.saturating_sub(1)) {
        "" => url.to_owned(),
        short => title_and_url(&[short, "…"].concat(), url),
    }
}

/// The first `limit` characters of `text` at most, cut at the end of a word if one is near, else after a whole
/// grapheme.
fn shortened(text: &str, limit: usize) -> &str {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).take(limit + 1).collect();
    let word = ends.iter().rev().take(WORD_LIMIT).find(|at| text[**at..].starts_with(char::is_whitespace));
    let end = word.or_else(|| ends.iter().rev().find(|at| may_end(text, **at)));
    text[..end.copied().unwrap_or(0)].trim_end()
}

/// Whether `at` separates no grapheme. For scripts that need tables (those of India and related ones), the answer is
/// no.
fn may_end(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else { return true };
    let is_flag_half = |c| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let joins = matches!(after,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{700}'..='\u{11ff}' | '\u{135d}'..='\u{135f}'
        | '\u{1700}'..='\u{1cff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}'..='\u{200d}' | '\u{20d0}'..='\u{20ff}'
        | '\u{2cef}'..='\u{2cf1}' | '\u{2de0}'..='\u{2dff}' | '\u{302a}'..='\u{302f}' | '\u{3099}'..='\u{309a}'
        | '\u{a66f}'..='\u{a69f}' | '\u{a6f0}'..='\u{a6f1}' | '\u{a800}'..='\u{abff}' | '\u{d7b0}'..='\u{d7ff}'
        | '\u{fb1e}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{ff9e}'..='\u{ff9f}'
        | '\u{101fd}'..='\u{11fff}' | '\u{16af0}'..='\u{16fff}' | '\u{1d165}'..='\u{1d1ad}' | '\u{1d242}'..='\u{1e94a}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..);
    !joins && before != '\u{200d}' && !(is_flag_half(before) && is_flag_half(after))
}

/// A mail with the title as its subject, and title, summary and URL in its body (RFC 6068: line ends are CRLF there).
/// A subject is one line. The summary stays out of a link that gets too long by it.
pub fn mail(shared: &Shared) -> String {
    let subject = with_plain_line_ends(shared.title).replace('\n', " ");
    let link = |parts: &[&str]| {
        let body = with_plain_line_ends(&parts.join("\n\n")).replace('\n', "\r\n");
        address("mailto:?", &[("subject=", &subject), ("&body=", &body)])
    };
    let summary = shared.summary.map(|summary| link(&[shared.title, summary, shared.url]));
    summary.filter(|link| link.len() <= MAIL_LIMIT).unwrap_or_else(|| link(&[shared.title, shared.url]))
}
