//! The feed as RSS 2.0 (RSS Advisory Board, 2.0.11), by the rules of its Best Practices Profile, with elements of RSS 1.0's
//! content module, Dublin Core, Atom (the links to itself and to hubs) and Media RSS 1.5.1.

use super::dates::rfc822;
use super::xml::{self, Writer};
use crate::domain::feed::time_zone::TimeZone;
use crate::domain::feed::{Attachment, Item, Picture};
use crate::domain::web_url::WebUrl;

#[cfg(test)]
mod tests;

/// The channel: the feed's description of itself.
#[derive(Clone, Copy, Debug)]
pub struct Channel<'a> {
    /// The name of the site.
    pub title: &'a str,
    /// The front page.
    pub home: &'a WebUrl,
    /// Where this document will be.
    pub url: &'a WebUrl,
    /// The WebSub hubs that tell subscribers when it has changed.
    pub hubs: &'a [WebUrl],
    /// The feed's description. RSS requires one, so the title stands in for a missing one.
    pub description: Option<&'a str>,
    /// An RFC 5646 tag.
    pub language: Option<&'a str>,
    /// The publisher's time zone, whose offset dates have.
    pub zone: TimeZone<'a>,
}

/// One story of the feed.
#[derive(Clone, Copy, Debug)]
pub struct Story<'a> {
    /// The story.
    pub item: &'a Item,
    /// The absolute URL of its page.
    pub link: &'a str,
    /// The sanitized body, in which every URL is absolute.
    pub body_html: Option<&'a str>,
    /// A sentence or two, as text.
    pub summary: Option<&'a str>,
}

/// The document, with the stories in the order in which they are given.
pub fn rss(channel: &Channel, stories: &[Story]) -> String {
    let mut xml = Writer::new(
        "rss",
        &[
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:media", "http://search.yahoo.com/mrss/"),
        ],
    );
    xml.start("channel", &[]);
    xml.text("title", &[], channel.title);
    xml.text("link", &[], channel.home.as_str());
    xml.text("description", &[], channel.description.unwrap_or(channel.title));
    if let Some(language) = channel.language {
        xml.text("language", &[], language);
    }
    let dates = stories.iter().flat_map(|story| [story.item.published, story.item.updated]).flatten();
    if let Some(newest) = dates.max_by_key(|date| channel.zone.instant_ms(*date)) {
        xml.text("lastBuildDate", &[], &rfc822(newest, channel.zone));
    }
    let itself = [("href", channel.url.as_str()), ("rel", "self"), ("type", "application/rss+xml")];
    xml.empty("atom:link", &itself);
    for hub in channel.hubs {
        xml.empty("atom:link", &[("href", hub.as_str()), ("rel", "hub")]);
    }
    for story in stories {
        write_story(&mut xml, story, channel.zone);
    }
    xml.finish()
}

fn write_story(xml: &mut Writer, story: &Story, zone: TimeZone) {
    let item = story.item;
    xml.start("item", &[]);
    if let Some(title) = &item.title {
        xml.text("title", &[], title);
    }
    xml.text("link", &[], story.link);
    xml.text("guid", &[("isPermaLink", "false")], &item.id);
    if let Some(published) = item.published {
        xml.text("pubDate", &[], &rfc822(published, zone));
    }
    for name in item.authors.iter().map(|author| &author.name).filter(|name| !name.is_empty()) {
        xml.text("dc:creator", &[], name);
    }
    for category in categories(item) {
        xml.text("category", &[], category);
    }
    // An item needs a title or a description.
    let description = story.summary.or(item.title.is_none().then_some(&item.headline));
    if let Some(description) = description {
        xml.text("description", &[], &as_html(description));
    }
    if let Some(body) = story.body_html {
        xml.cdata("content:encoded", body);
    }
    if let Some((first, others)) = item.attachments.split_first() {
        write_enclosure(xml, first);
        others.iter().for_each(|attachment| write_media(xml, attachment));
    }
    if let Some(picture) = &item.image {
        write_picture(xml, picture);
    }
    xml.end();
}

/// The names of the story's sections, then its tags, without repeats.
fn categories(item: &Item) -> Vec<&str> {
    let mut categories: Vec<&str> = Vec::new();
    for name in item.section.iter().chain(&item.tags) {
        if !categories.contains(&name.as_str()) {
            categories.push(name);
        }
    }
    categories
}

/// The one enclosure that RSS allows. All of its attributes have to be there; a length of 0 is an unknown one.
fn write_enclosure(xml: &mut Writer, attachment: &Attachment) {
    let length = attachment.size_in_bytes.unwrap_or(0).to_string();
    let media_type = attachment.mime_type.as_deref().unwrap_or("application/octet-stream");
    xml.empty("enclosure", &[("url", attachment.url.as_str()), ("length", &length), ("type", media_type)]);
}

fn write_media(xml: &mut Writer, attachment: &Attachment) {
    let size = attachment.size_in_bytes.map(|bytes| bytes.to_string());
    let duration = attachment.duration_in_seconds.map(|seconds| seconds.round().to_string());
    let medium = attachment.mime_type.as_deref().and_then(medium_of);
    let values = [
        ("url", Some(attachment.url.as_str())),
        ("type", attachment.mime_type.as_deref()),
        ("fileSize", size.as_deref()),
        ("duration", duration.as_deref()),
        ("medium", medium),
    ];
    let attributes = given(values);
    match &attachment.title {
        None => xml.empty("media:content", &attributes),
        Some(title) => {
            xml.start("media:content", &attributes);
            xml.text("media:title", &[("type", "plain")], title);
            xml.end();
        }
    }
}

fn medium_of(media_type: &str) -> Option<&str> {
    let (medium, _) = media_type.split_once('/')?;
    ["image", "audio", "video"].contains(&medium).then_some(medium)
}

fn write_picture(xml: &mut Writer, picture: &Picture) {
    let [width, height] = [picture.width, picture.height].map(|side| side.map(|pixels| pixels.to_string()));
    let values = [
        ("url", Some(picture.url.as_str())),
        ("medium", Some("image")),
        ("width", width.as_deref()),
        ("height", height.as_deref()),
    ];
    xml.start("media:content", &given(values));
    if !picture.alt.is_empty() {
        xml.text("media:description", &[("type", "plain")], &picture.alt);
    }
    if let Some(credit) = &picture.credit {
        xml.text("media:credit", &[], credit);
    }
    xml.end();
}

/// The attributes that have a value.
fn given<'a, const COUNT: usize>(values: [(&'a str, Option<&'a str>); COUNT]) -> Vec<(&'a str, &'a str)> {
    values.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Text as the HTML that programs expect in a story's description.
fn as_html(text: &str) -> String {
    xml::text(text)
}
