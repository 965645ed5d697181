//! `robots.txt` (RFC 9309), with the addresses of the sitemaps (sitemaps.org).

use crate::domain::web_url::WebUrl;

/// The rules for crawlers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Robots {
    /// The content of the site's own `robots.txt`.
    File(String),
    /// Crawlers read `robots.txt` at the root of a host only, and this site lies below it: the lines that the host's
    /// owner has to add.
    LinesForHost(String),
}

/// The `robots.txt` of the site at `site`, with the absolute URLs of its sitemaps.
pub fn robots(site: &WebUrl, sitemaps: &[&str]) -> Robots {
    let lines: String = sitemaps.iter().map(|url| ["Sitemap: ", url, "\n"].concat()).collect();
    let is_root = site.folder().without_userinfo() == [site.scheme(), "://", site.host(), "/"].concat();
    if is_root { Robots::File(["User-agent: *\nAllow: /\n\n", &lines].concat()) } else { Robots::LinesForHost(lines) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::web_url::parse_url_natively;

    const SITEMAP: &str = "https://city.example/sitemap.xml";

    fn robots_of(site: &str) -> Robots {
        robots(&WebUrl::parse(site, None, parse_url_natively).unwrap(), &[SITEMAP])
    }

    #[test]
    fn a_site_at_the_root_of_a_host_has_a_file() {
        for site in ["https://city.example", "https://city.example/index.html?a/b#c/d", "http://127.0.0.1:8080/"] {
            let file = format!("User-agent: *\nAllow: /\n\nSitemap: {SITEMAP}\n");
            assert_eq!(robots_of(site), Robots::File(file), "{site}");
        }
    }

    #[test]
    fn a_site_below_the_root_has_lines_for_the_host() {
        for site in ["https://city.example/news/", "https://city.example/a/b/index.html"] {
            assert_eq!(robots_of(site), Robots::LinesForHost(format!("Sitemap: {SITEMAP}\n")), "{site}");
        }
    }
}
