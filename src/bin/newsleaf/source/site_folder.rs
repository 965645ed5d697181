//! The folder of a site, from the address that a person names.

use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

/// The ends of names that are those of files, not of folders.
const FILES: [&str; 4] = [".html", ".htm", ".json", ".xml"];

/// The folder that an address means, with a slash at its end: `https://news.example/paper` and
/// `https://news.example/paper/index.html?a#b` mean `https://news.example/paper/`.
pub fn site_folder(named: &WebUrl) -> WebUrl {
    let path = named.as_str().split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    if last.is_empty() || FILES.iter().any(|end| last.to_ascii_lowercase().ends_with(end)) {
        return named.folder();
    }
    WebUrl::parse(&[path, "/"].concat(), None, parse_url_natively).unwrap_or_else(|_| named.folder())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_means_its_folder_and_any_other_name_is_a_folder() {
        for (named, folder) in [
            ("https://news.example", "https://news.example/"),
            ("https://news.example/?article=a", "https://news.example/"),
            ("https://news.example/index.html", "https://news.example/"),
            ("https://news.example/paper", "https://news.example/paper/"),
            ("https://news.example/paper/", "https://news.example/paper/"),
            ("https://news.example/paper/feed.json#x", "https://news.example/paper/"),
            ("https://news.example/paper/INDEX.HTML", "https://news.example/paper/"),
            ("https://news.example/v1.0", "https://news.example/v1.0/"),
            ("https://news.example/a.html/", "https://news.example/a.html/"),
        ] {
            let url = WebUrl::parse(named, None, parse_url_natively).expect("an address");
            assert_eq!(site_folder(&url).as_str(), folder, "{named}");
        }
    }
}
