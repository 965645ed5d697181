//! Addresses that stand on a line of their own in posts of WordPress, which shows what is there in place of them. Here they become
//! links.

use super::text::web_url;

/// Within these elements a line is no address to be shown.
const CLOSED: [&str; 6] = ["a", "pre", "code", "script", "style", "textarea"];

/// The body with its lone addresses as links.
pub fn with_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut within: Option<&str> = None;
    let mut is_in_tag = false;
    for line in html.split_inclusive('\n') {
        let url = line.trim();
        if within.is_none() && !is_in_tag && is_address(url) {
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
        let wrapped = with_links("<div class=\"w\">\nhttps://x.example/?a=1&amp;b\n</div>");
        assert_eq!(wrapped, format!("<div class=\"w\">\n{link}\n</div>"));
        for text in [
            "see https://x.example/",
            "<pre>\nhttps://x.example/\n</pre>",
            "<a href='https://x.example/'>\nhttps://x.example/\n</a>",
            "<img src='\nhttps://x.example/a.png\n'>",
            "https://",
            "",
        ] {
            assert_eq!(with_links(text), text);
        }
    }
}
