//! Addresses that stand on a line of their own in posts of WordPress, which shows what is there in place of them. Here they become
//! links. One that is the sole text of an element stays as it is written: the reader makes a link of it, or a card of its film.

use super::text::web_url;

/// Within these elements a line is no address to be shown.
const CLOSED: [&str; 6] = ["a", "pre", "code", "script", "style", "textarea"];

/// In these elements the reader looks for an address that is their sole text.
const BLOCKS: [&str; 6] = ["p", "div", "figure", "blockquote", "li", "dd"];

/// The body with its lone addresses as links.
pub fn with_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut within: Option<&str> = None;
    let mut is_in_tag = false;
    let mut before = "";
    let mut lines = html.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let url = line.trim();
        let mut is_sole =
            || ends_with_start_tag(before) && lines.peek().is_some_and(|next| next.trim_start().starts_with("</"));
        let is_lone = within.is_none() && !is_in_tag && is_address(url) && !is_sole();
        before = line;
        if is_lone {
            let start = line.len() - line.trim_start().len();
            out.push_str(&line[..start]);
            out.push_str(&format!("<a href=\"{url}\">{url}</a>"));
            out.push_str(&line[start + url.len()..]);
            continue;
        }
        out.push_str(line);
        read_tags(line, &mut within, &mut is_in_tag);
    }
    out
}

/// Whether a line ends with the start tag of a block.
fn ends_with_start_tag(line: &str) -> bool {
    let Some(tag) = line.trim_end().strip_suffix('>') else { return false };
    let tag = tag.rfind('<').map_or("", |at| &tag[at + 1..]);
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    BLOCKS.into_iter().any(|block| block.eq_ignore_ascii_case(name))
}

fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '[' | ']'))
        && web_url(text, None).is_some()
}

/// Which of the elements is open behind a line, and whether a tag is.
fn read_tags(line: &str, within: &mut Option<&'static str>, is_in_tag: &mut bool) {
    for (at, sign) in line.match_indices(['<', '>']) {
        *is_in_tag = sign == "<";
        let rest = &line[at + 1..];
        let name = |rest: &str| {
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            CLOSED.into_iter().find(|name| name.eq_ignore_ascii_case(&rest[..length]))
        };
        match (sign, rest.strip_prefix('/')) {
            ("<", Some(end)) if within.is_some() && name(end) == *within => *within = None,
            ("<", None) if within.is_none() => *within = name(rest),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_links;

    #[test]
    fn an_address_on_its_own_line_becomes_a_link() {
        let link = "<a href=\"https://x.example/?a=1&amp;b\">https://x.example/?a=1&amp;b</a>";
        assert_eq!(with_links("Text\n https://x.example/?a=1&amp;b \r\n\nMore"), format!("Text\n {link} \r\n\nMore"));
        for around in ["<p>Text</p>\nURL\n</div>", "<div>\nURL\nMore</div>", "Text<br>\nURL\n</p>", "<!-- x -->\nURL\n"]
        {
            let text = around.replace("URL", "https://x.example/?a=1&amp;b");
            assert_eq!(with_links(&text), around.replace("URL", link));
        }
        for text in [
            "see https://x.example/",
            "<pre>\nhttps://x.example/\n</pre>",
            "<a href='https://x.example/'>\nhttps://x.example/\n</a>",
            "<img src='\nhttps://x.example/a.png\n'>",
            "<figure><div class=\"wp-block-embed__wrapper\">\nhttps://www.youtube.com/watch?v=abcdefghijk\n</div></figure>",
            "https://",
            "",
        ] {
            assert_eq!(with_links(text), text);
        }
    }
}
