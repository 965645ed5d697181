//! The path of a site in the languages of hosts: a folder may be called `c++(1`.

/// In a regular expression of Perl's form, which stands in quotation marks or between `#`. Folders whose names are words stay as
/// they are.
pub fn regex(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '^' | '$' | '|' => text.extend(['\\', c]),
            // Configurations read these before the expression does.
            '\\' | '"' | '\'' | '#' | '%' | ' ' => text.push_str(&format!("\\x{:02X}", u32::from(c))),
            _ => text.push(c),
        }
    }
    text
}

/// As a word of a Caddyfile. Braces would be a placeholder.
pub fn caddy(path: &str) -> String {
    word(&path.replace('{', "\\{").replace('}', "\\}"), |text| text.replace('"', "\\\""))
}

/// As a pattern of Caddy's for one file. A pattern that ends with its only star is compared as it is, and needs [`caddy`].
pub fn caddy_file(path: &str) -> String {
    let is_pattern = |c: char| "\\*?[".contains(c);
    let parts =
        path.split_inclusive(is_pattern).map(|part| match part.chars().next_back().filter(|c| is_pattern(*c)) {
            Some(sign) => [&part[..part.len() - 1], "\\", sign.encode_utf8(&mut [0; 4])].concat(),
            None => part.to_owned(),
        });
    caddy(&parts.collect::<String>())
}

/// As a word of a configuration of nginx.
pub fn nginx(path: &str) -> String {
    word(path, |text| text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A word in quotation marks, if it would end before its end without.
fn word(path: &str, quoted: impl Fn(&str) -> String) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/-._~+!@&=,:()*".contains(c);
    if path.chars().all(is_plain) {
        return path.to_owned();
    }
    ["\"", &quoted(path), "\""].concat()
}

/// In a pattern of path-to-regexp, which Vercel reads.
pub fn path_to_regexp(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for c in path.chars() {
        if "\\.+*?()[]{}^$|:!".contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_mean_something_are_escaped_and_words_stay() {
        assert_eq!(regex("/paper/"), "/paper/");
        assert_eq!(regex("/c++(1/v1.0/"), "/c\\+\\+\\(1/v1\\.0/");
        assert_eq!(regex("/a \"b\" #c\\/新闻/"), "/a\\x20\\x22b\\x22\\x20\\x23c\\x5C/新闻/");
        assert_eq!(nginx("/c++(1/新闻/"), "/c++(1/新闻/");
        assert_eq!(nginx("/a {b} \"c\"/"), "\"/a {b} \\\"c\\\"/\"");
        assert_eq!(caddy("/paper/assets/app/*"), "/paper/assets/app/*");
        assert_eq!(caddy_file("/[a]/feed.json"), "\"/\\[a]/feed.json\"");
        assert_eq!(caddy("/{b}/"), "\"/\\{b\\}/\"");
        assert_eq!(path_to_regexp("/paper/"), "/paper/");
        assert_eq!(path_to_regexp("/c++(1/:a/"), "/c\\+\\+\\(1/\\:a/");
    }
}
