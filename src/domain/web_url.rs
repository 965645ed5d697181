//! Web addresses: absolute `http` or `https` URLs, parsed by a parser of the URL Standard.
//!
//! The parser is passed in ([`ParseUrl`]). The browser has one, which costs no wasm; natively it is the `url` crate.
//! Both follow the same standard, and the domain stays pure.

use std::fmt;

use crate::domain::limits::BASE_BYTES;

/// A parser of the URL Standard: `(input, base)` to the serialised absolute URL, or `None` where the standard says
/// failure.
pub type ParseUrl = fn(input: &str, base: Option<&str>) -> Option<String>;

/// An absolute `http:` or `https:` URL in its serialised form. There is no other way to make one than
/// [`WebUrl::parse`].
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WebUrl(String);

/// Why a text is not a [`WebUrl`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebUrlError {
    /// The URL parser refused it.
    NotAUrl,
    /// It is a URL of this other scheme, named without its colon.
    Scheme(String),
}

impl WebUrl {
    /// Parses `input`, relative to `base` unless that is too long.
    pub fn parse(input: &str, base: Option<&WebUrl>, parse_url: ParseUrl) -> Result<WebUrl, WebUrlError> {
        let href = parse_url(input, base.and_then(WebUrl::as_base)).ok_or(WebUrlError::NotAUrl)?;
        match href.split_once(':') {
            Some(("http" | "https", _)) => Ok(WebUrl(href)),
            Some((scheme, _)) => Err(WebUrlError::Scheme(scheme.to_owned())),
            None => Err(WebUrlError::NotAUrl),
        }
    }

    /// The base for relative URLs: this URL, without query and fragment if it is longer than [`BASE_BYTES`]; `None` if
    /// it is too long even then. The queries of signed and of tracked URLs are long, and a base does not need them.
    pub fn as_base(&self) -> Option<&str> {
        let whole = self.as_str();
        let base = if whole.len() > BASE_BYTES { whole.split(['?', '#']).next()? } else { whole };
        (base.len() <= BASE_BYTES).then_some(base)
    }

    /// The serialised URL.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, with its port unless that is the scheme's default, without user name and password.
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
        authority.rsplit_once('@').map_or(authority, |(_, host)| host)
    }

    /// The host as it is shown to readers: without a leading `www.`.
    pub fn display_host(&self) -> &str {
        let host = self.host();
        host.strip_prefix("www.").unwrap_or(host)
    }

    /// Whether scheme, host and port are equal.
    pub fn same_origin(&self, other: &WebUrl) -> bool {
        self.scheme() == other.scheme() && self.host() == other.host()
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        self.0.split_once(':').map_or("", |(scheme, _)| scheme)
    }

    /// The URL of the folder that holds the document: without query and fragment, up to the last slash.
    pub fn folder(&self) -> WebUrl {
        let end = self.0.find(['?', '#']).unwrap_or(self.0.len());
        let path = &self.0[..end];
        let last = path.rfind('/').map_or(path.len(), |at| at + 1);
        WebUrl(path[..last].to_owned())
    }

    /// The URL without user name and password: it may be shown to others.
    pub fn without_userinfo(&self) -> String {
        let Some((scheme, rest)) = self.0.split_once("://") else { return self.0.clone() };
        let path = &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..];
        [scheme, "://", self.host(), path].concat()
    }

    /// The URL without its fragment, as a request names it.
    pub fn without_fragment(&self) -> &str {
        self.0.split('#').next().unwrap_or("")
    }
}

#[cfg(feature = "ssr")]
impl serde::Serialize for WebUrl {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "ssr")]
impl<'de> serde::Deserialize<'de> for WebUrl {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<WebUrl, D::Error> {
        let text = String::deserialize(deserializer)?;
        WebUrl::parse(&text, None, parse_url_natively).map_err(|_| serde::de::Error::custom("it is no web address"))
    }
}

impl fmt::Debug for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WebUrl({})", self.0)
    }
}

impl fmt::Display for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The native parser: the `url` crate.
#[cfg(any(test, feature = "native-sanitizer"))]
pub fn parse_url_natively(input: &str, base: Option<&str>) -> Option<String> {
    match base {
        Some(base) => url::Url::parse(base).ok()?.join(input).ok(),
        None => url::Url::parse(input).ok(),
    }
    .map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(input: &str) -> WebUrl {
        WebUrl::parse(input, None, parse_url_natively).unwrap()
    }

    #[test]
    fn only_http_and_https_are_web_urls() {
        for input in [
            "javascript:alert(1)",
            " java\nscript:alert(1)",
            "data:text/html,x",
            "mailto:a@b.example",
            "ftp://a.example/",
        ] {
            assert!(matches!(WebUrl::parse(input, None, parse_url_natively), Err(WebUrlError::Scheme(_))), "{input}");
        }
        assert_eq!(WebUrl::parse("/relative", None, parse_url_natively), Err(WebUrlError::NotAUrl));
    }

    #[test]
    fn a_relative_url_is_resolved_against_its_base() {
        let base = parse("https://news.example/a/feed.json");
        assert_eq!(
            WebUrl::parse("b/c.png", Some(&base), parse_url_natively).unwrap().as_str(),
            "https://news.example/a/b/c.png"
        );
    }

    #[test]
    fn a_too_long_base_is_not_used() {
        let base = parse(&format!("https://news.example/{}/feed.json", "x".repeat(BASE_BYTES)));
        assert_eq!(WebUrl::parse("b.png", Some(&base), parse_url_natively), Err(WebUrlError::NotAUrl));
        assert!(WebUrl::parse("https://a.example/b.png", Some(&base), parse_url_natively).is_ok());
        let signed = parse(&format!("https://news.example/a/feed.json?token={}", "x".repeat(BASE_BYTES)));
        let picture = WebUrl::parse("b.png", Some(&signed), parse_url_natively).unwrap();
        assert_eq!(picture.as_str(), "https://news.example/a/b.png", "a long query is no part of what counts");
    }

    #[test]
    fn a_host_has_no_user_name_and_no_default_port() {
        assert_eq!(parse("https://user:pw@www.news.example:443/x@y").host(), "www.news.example");
        assert_eq!(parse("https://www.news.example/").display_host(), "news.example");
        assert_eq!(parse("http://127.0.0.1:8080/").host(), "127.0.0.1:8080");
    }

    #[test]
    fn a_shown_url_has_no_user_name_and_no_password() {
        for (url, shown) in [
            ("https://user:p%40w@news.example:8443/x@y?z=a@b#c@d", "https://news.example:8443/x@y?z=a@b#c@d"),
            ("http://user@news.example", "http://news.example/"),
            ("https://news.example/a", "https://news.example/a"),
        ] {
            assert_eq!(parse(url).without_userinfo(), shown);
        }
    }

    #[test]
    fn the_folder_ends_with_the_last_slash_before_the_query() {
        assert_eq!(parse("https://a.example/x/index.html?q=a/b#c/d").folder().as_str(), "https://a.example/x/");
    }
}
