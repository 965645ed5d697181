//! Exports of WordPress (WXR): RSS with the posts, pages, pictures and drafts of a whole site. Only published posts are
//! stories.

use std::collections::BTreeMap;

use serde_json::json;

use super::date;
use super::footnotes::with_footnotes;
use super::galleries::Pictures;
use super::item::{Picture, Story};
use super::links::with_links;
use super::notes::{Notes, quoted};
use super::paragraphs::with_paragraphs;
use super::shortcodes;
use super::text::{line, web_url};
use super::xml::Element;
use crate::domain::report::code::Level;

/// A longer name of an author, or caption of a picture, is left out. Each story gets a copy of it.
const SHARED_BYTES: usize = 5_000;

/// What is known of a site while its items are read.
#[derive(Debug, Default)]
pub struct Export {
    /// The pictures by their ids.
    pictures: Pictures,
    /// The id of the post of each story with a gallery, by the number of its item.
    with_gallery: BTreeMap<usize, String>,
    /// The id of the picture of each story, by the number of its item.
    featured: BTreeMap<usize, String>,
    /// How many items of each kind are left out.
    left_out: BTreeMap<String, usize>,
}

impl Export {
    /// Whether an item is a story. A picture is remembered, other items are counted.
    pub fn is_story(&mut self, item: &Element) -> bool {
        let Some(kind) = item.text_of("wp:post_type") else { return true };
        let status = item.text_of("wp:status").unwrap_or_default();
        let reason = match (kind.as_str(), status.as_str()) {
            ("attachment", _) => {
                self.remember(item);
                return false;
            }
            ("post", "publish" | "future") if item.text_of("wp:post_password").is_some() => "posts with a password",
            ("post", "publish" | "future") => return true,
            ("post", "draft" | "auto-draft" | "pending") => "drafts",
            ("post", "private") => "private posts",
            ("post", _) => "posts in the trash",
            ("page", _) => "pages",
            (_, _) => "items of other kinds",
        };
        *self.left_out.entry(reason.to_owned()).or_default() += 1;
        false
    }

    fn remember(&mut self, item: &Element) {
        let url =
            item.text_of("wp:attachment_url").or_else(|| item.text_of("guid")).and_then(|url| web_url(&url, None));
        if let (Some(id), Some(url)) = (item.text_of("wp:post_id"), url) {
            let caption = line(item, &["excerpt:encoded"]).filter(|caption| caption.len() <= SHARED_BYTES);
            let alt = meta(item, "_wp_attachment_image_alt").filter(|alt| alt.len() <= SHARED_BYTES);
            let post = item.text_of("wp:post_parent").filter(|post| post != "0");
            self.pictures.insert(id, post, Picture { url, caption, alt, ..Picture::default() });
        }
    }

    /// Reads what only WordPress says of a story.
    pub fn complete(&mut self, number: usize, item: &Element, story: &mut Story, notes: &mut Notes) {
        if item.first("wp:post_type").is_none() {
            return;
        }
        if let Some(published) = moment(item, "wp:post_date", "wp:post_date_gmt") {
            story.published = Some(published);
        } else if story.published.is_none() {
            // Posts that came from other programs have no time in UTC.
            story.published = item.text_of("wp:post_date").and_then(|text| date::read(&text)).map(|date| date.text);
        }
        story.modified = moment(item, "wp:post_modified", "wp:post_modified_gmt")
            .filter(|modified| story.published.as_ref() != Some(modified));
        if let Some(id) = meta(item, "_thumbnail_id") {
            self.featured.insert(number, id);
        }
        // The editor writes no paragraphs: a blank line stands for them.
        let written = story.content_html.take().or_else(|| story.content_text.take());
        story.content_html = written.map(|written| {
            let (html, unknown) = shortcodes::expand(&written);
            for name in unknown {
                let message = format!("the shortcode {} stays as it is written", quoted(&format!("[{name}]")));
                notes.add("content:encoded", Level::Lost, &message);
            }
            let html = meta(item, "footnotes").and_then(|notes| with_footnotes(&html, &notes)).unwrap_or(html);
            with_paragraphs(&with_links(&html))
        });
        if story.content_html.as_ref().is_some_and(|html| html.contains("[gallery")) {
            self.with_gallery.insert(number, item.text_of("wp:post_id").unwrap_or_default());
        }
    }

    /// Gives the stories their pictures, and the authors the names that readers know.
    pub fn finish(&mut self, root: &Element, stories: &mut [(usize, Story)], notes: &mut Notes) {
        let channel = root.first("channel").unwrap_or(root);
        let names: BTreeMap<String, String> = channel
            .all("wp:author")
            .filter_map(|author| Some((author.text_of("wp:author_login")?, line(author, &["wp:author_display_name"])?)))
            .filter(|(_, name)| name.len() <= SHARED_BYTES)
            .collect();
        for (number, story) in stories {
            if let (Some(post), Some(html)) = (self.with_gallery.get(number), &mut story.content_html) {
                *html = self.pictures.expand(html, post);
                if html.contains("[gallery") {
                    notes.enter_item(*number, story.line);
                    notes.add("content:encoded", Level::Lost, "the shortcode '[gallery]' stays as it is written");
                    notes.leave_item();
                }
            }
            if let Some(id) = self.featured.get(number) {
                match self.pictures.get(id) {
                    Some(picture) => story.image = Some(picture.clone()),
                    None => {
                        notes.enter_item(*number, story.line);
                        notes.add("_thumbnail_id", Level::Lost, &format!("the export has no picture {}", quoted(id)));
                        notes.leave_item();
                    }
                }
            }
            for author in &mut story.authors {
                let name = author["name"].as_str().and_then(|login| names.get(login));
                if let Some(name) = name {
                    author["name"] = json!(name);
                }
            }
        }
        for (kind, count) in &self.left_out {
            notes.add(kind, Level::Advice, &format!("{count} left out"));
        }
    }
}

/// A value of the meta data of a post.
fn meta(item: &Element, key: &str) -> Option<String> {
    let mut all = item.all("wp:postmeta");
    all.find(|meta| meta.text_of("wp:meta_key").as_deref() == Some(key)).and_then(|meta| meta.text_of("wp:meta_value"))
}

/// A time with the offset of the site: the export has it in local time and in UTC.
fn moment(item: &Element, local: &str, utc: &str) -> Option<String> {
    let utc = item.text_of(utc).filter(|text| !text.starts_with("0000")).and_then(|text| date::read(&text))?.text;
    let utc: jiff::civil::DateTime = utc.parse().ok()?;
    let local = item.text_of(local).and_then(|text| date::read(&text)).and_then(|date| date.text.parse().ok());
    let offset = local.and_then(|local: jiff::civil::DateTime| {
        let seconds = local.duration_since(utc).as_secs();
        (seconds % 60 == 0 && seconds.abs() < 16 * 3_600).then_some(seconds)
    });
    let offset = offset.unwrap_or(0);
    let local =
        utc.checked_add(jiff::SignedDuration::from_secs(offset)).ok()?.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    Some(local + &date::zone(offset / 60))
}
