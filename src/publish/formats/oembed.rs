//! An article's oEmbed document (oEmbed 1.0, type `rich`), as a JSON file.
//! WordPress takes a `<blockquote>` with a link and an `<iframe>` from its HTML. It shows the link until the frame
//! reports its height, which the widget does.

use serde::Serialize;

use super::xml::{attribute, text};

/// The width of the frame in CSS pixels. A file can't answer to `maxwidth`.
pub const WIDTH: u32 = 600;
/// The height of the frame until the widget reports its own, in CSS pixels.
pub const HEIGHT: u32 = 420;
/// The number of seconds for which a consumer may cache the document.
pub const CACHE_SECONDS: u32 = 3_600;

/// The values of an article's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OEmbed<'a> {
    /// The headline.
    pub title: &'a str,
    /// The absolute URL of the article's page.
    pub url: &'a str,
    /// The absolute URL of its widget.
    pub frame: &'a str,
    /// The names of the authors.
    pub author_name: Option<&'a str>,
    /// The absolute URL of the author's page.
    pub author_url: Option<&'a str>,
    /// The name of the site.
    pub provider_name: &'a str,
    /// The absolute URL of its front page.
    pub provider_url: &'a str,
    /// The picture.
    pub thumbnail: Option<Thumbnail<'a>>,
}

/// A picture with its size, which oEmbed requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thumbnail<'a> {
    /// Its absolute URL.
    pub url: &'a str,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// The document.
pub fn document(article: &OEmbed) -> String {
    let thumbnail = article.thumbnail;
    let document = Document {
        version: "1.0",
        kind: "rich",
        title: article.title,
        author_name: article.author_name,
        author_url: article.author_url,
        provider_name: article.provider_name,
        provider_url: article.provider_url,
        cache_age: CACHE_SECONDS,
        thumbnail_url: thumbnail.map(|thumbnail| thumbnail.url),
        thumbnail_width: thumbnail.map(|thumbnail| thumbnail.width),
        thumbnail_height: thumbnail.map(|thumbnail| thumbnail.height),
        html: html(article),
        width: WIDTH,
        height: HEIGHT,
    };
    serde_json::to_string(&document).unwrap_or_default()
}

fn html(article: &OEmbed) -> String {
    let (url, frame) = (attribute(article.url), attribute(article.frame));
    let (headline, title) = (text(article.title), attribute(article.title));
    format!(
        "<blockquote><a href=\"{url}\">{headline}</a></blockquote>\
         <iframe src=\"{frame}\" title=\"{title}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" frameborder=\"0\"></iframe>"
    )
}

#[derive(Serialize)]
struct Document<'a> {
    version: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_url: Option<&'a str>,
    provider_name: &'a str,
    provider_url: &'a str,
    cache_age: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail_width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thumbnail_height: Option<u32>,
    html: String,
    width: u32,
    height: u32,
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const ARTICLE: OEmbed = OEmbed {
        title: "Bread & \"butter\"",
        url: "https://city.example/article/1/",
        frame: "https://city.example/embed/?article=1&x",
        author_name: Some("Ana Wren"),
        author_url: None,
        provider_name: "City",
        provider_url: "https://city.example/",
        thumbnail: None,
    };

    #[test]
    fn a_document_has_a_quotation_before_its_frame() {
        assert_eq!(
            document(&ARTICLE),
            r#"{"version":"1.0","type":"rich","title":"Bread & \"butter\"","author_name":"Ana Wren","provider_name":"City","provider_url":"https://city.example/","cache_age":3600,"html":"<blockquote><a href=\"https://city.example/article/1/\">Bread &amp; \"butter\"</a></blockquote><iframe src=\"https://city.example/embed/?article=1&amp;x\" title=\"Bread &amp; &quot;butter&quot;\" width=\"600\" height=\"420\" frameborder=\"0\"></iframe>","width":600,"height":420}"#
        );
    }

    #[test]
    fn a_thumbnail_has_its_size() {
        let thumbnail = Some(Thumbnail { url: "https://city.example/a.jpg", width: 1200, height: 630 });
        let value: Value = serde_json::from_str(&document(&OEmbed { thumbnail, ..ARTICLE })).unwrap();
        assert_eq!(value["thumbnail_url"], "https://city.example/a.jpg");
        assert_eq!((&value["thumbnail_width"], &value["thumbnail_height"]), (&1200.into(), &630.into()));
    }

    #[test]
    fn a_headline_adds_no_markup() {
        let value: Value = serde_json::from_str(&document(&OEmbed { title: "\"><script>", ..ARTICLE })).unwrap();
        let html = value["html"].as_str().unwrap();
        assert!(!html.contains("<script>") && html.contains("title=\"&quot;&gt;&lt;script&gt;\""), "{html}");
    }
}
