//! Pictures and files of an item: enclosures, Media RSS, podcasts.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::{Picture, Story, elsewhere};
use crate::domain::limits::ENTRIES;
use crate::domain::parse::media_type;
use crate::domain::report::code::Level;
use crate::import::notes::{Notes, quoted};
use crate::import::text::{line, web_url};
use crate::import::xml::Element;
use serde_json::{Value, json};

/// Reads the lead picture, the other pictures and the attachments.
pub fn read(item: &Element, story: &mut Story, notes: &mut Notes) {
    let mut media = Media { base: story.base.clone(), ..Media::default() };
    media.media_rss(item, &Said::default().within(item), false, notes);
    for element in item.elements() {
        let is_link =
            matches!(element.name.as_str(), "atom:link" | "link") && element.attribute("rel") == Some("enclosure");
        if element.name == "enclosure" || is_link {
            media.enclosure(element, notes);
        }
    }
    if let Some((element, _)) = elsewhere::content(item, true) {
        media.enclosure(element, notes);
    }
    for name in ["itunes:image", "image"] {
        for element in item.all(name) {
            let address = element.attribute("href").or_else(|| element.attribute("url"));
            let url = address.map(str::to_owned).or_else(|| element.text_of("url"));
            let url = url.or_else(|| Some(element.text().trim().to_owned()).filter(|url| !url.is_empty()));
            if let Some(url) = url.and_then(|url| media.url(element, &url, notes)) {
                media.thumbnail(Picture { url, ..Picture::default() });
            }
        }
    }
    if let Some(duration) = item.text_of("itunes:duration").and_then(|text| seconds(&text)) {
        // It belongs to the one file of the episode.
        if let [file] = media.files.as_mut_slice() {
            file.duration.get_or_insert(duration);
        }
    }
    media.into_story(story, notes);
    if story.content_html.is_none() && story.content_text.is_none() && story.summary.is_none() {
        let described = std::iter::once(item).chain(item.all("media:group"));
        let text = described.into_iter().find_map(|element| element.text_of("media:description"));
        story.content_text = text.filter(|text| !crate::import::text::has_tags(text));
        // It is no caption as well.
        if let (Some(image), Some(_)) = (&mut story.image, &story.content_text) {
            image.caption = None;
        }
    }
}

#[derive(Default)]
struct File {
    url: String,
    media_type: Option<String>,
    title: Option<String>,
    size: Option<u64>,
    duration: Option<f64>,
}

#[derive(Default)]
struct Media {
    base: Option<String>,
    pictures: Vec<Picture>,
    /// The place of the first picture of each address without its query.
    paths: HashMap<String, usize>,
    /// The place of the first picture that the item names as its default.
    default: Option<usize>,
    /// The widest of the thumbnails.
    thumbnail: Option<Picture>,
    files: Vec<File>,
    /// The place of the file of each address.
    urls: HashMap<String, usize>,
}

/// Beyond so many pictures of an item, a picture is counted and not kept.
const MOST_PICTURES: usize = ENTRIES;

impl Media {
    fn url(&self, element: &Element, written: &str, notes: &mut Notes) -> Option<String> {
        let url = web_url(written, element.base.as_deref().or(self.base.as_deref()));
        if url.is_none() {
            let message = format!("{} is no web address, and is left out", quoted(written));
            notes.add(&element.name, Level::Lost, &message);
        }
        url
    }

    /// Reads `media:content` and `media:thumbnail` in this element. `outer` is what this element and those around it say of them.
    fn media_rss(&mut self, element: &Element, outer: &Said, in_group: bool, notes: &mut Notes) {
        let group = self.pictures.len();
        for part in element.elements() {
            match part.name.as_str() {
                "media:group" => self.media_rss(part, &outer.within(part), true, notes),
                "media:content" => {
                    let said = outer.within(part);
                    self.content(part, &said, in_group.then_some(group), notes);
                    self.media_rss(part, &said, in_group, notes);
                }
                "media:thumbnail" => {
                    let written = part.attribute("url").map_or_else(|| part.text(), str::to_owned);
                    if let Some(url) = self.url(part, &written, notes) {
                        self.thumbnail(described(url, part, &outer.within(part)));
                    }
                }
                _ => {}
            }
        }
    }

    fn thumbnail(&mut self, thumbnail: Picture) {
        if self.thumbnail.as_ref().is_none_or(|known| thumbnail.width > known.width) {
            self.thumbnail = Some(thumbnail);
        }
    }

    /// Reads a `media:content`. `group` is the place of the first picture of its group, if it is in one.
    fn content(&mut self, content: &Element, said: &Said, group: Option<usize>, notes: &mut Notes) {
        let Some(url) = content.attribute("url").and_then(|written| self.url(content, written, notes)) else { return };
        let media_type = type_of(content, &url);
        let medium = content.attribute("medium").unwrap_or_default().to_ascii_lowercase();
        let has_no_type = media_type.is_none() && medium.is_empty() && content.attribute("duration").is_none();
        let is_picture = medium == "image"
            || medium.is_empty() && media_type.as_deref().is_some_and(|media_type| media_type.starts_with("image/"))
            || has_no_type && content.attribute("width").is_some();
        if media_type.as_deref() == Some("application/x-shockwave-flash") {
            notes.count_unused("media:content with Flash");
        } else if is_picture {
            self.picture(described(url, content, said), group, content.attribute("isdefault") == Some("true"), notes);
        } else {
            let title = line(content, &["media:title"]);
            let size = content.attribute("filesize").and_then(|size| size.parse().ok());
            let duration = content.attribute("duration").and_then(seconds);
            self.file(File { url, media_type, title, size, duration });
        }
    }

    /// Adds a picture. The same one in several sizes is one picture, the largest.
    fn picture(&mut self, picture: Picture, group: Option<usize>, is_default: bool, notes: &mut Notes) {
        let path = path(&picture.url).to_owned();
        let same = match group {
            Some(group) => Some(group).filter(|group| *group < self.pictures.len()),
            None => self.paths.get(&path).copied(),
        };
        let at = match same {
            Some(same) => {
                if let Some(known) = self.pictures.get_mut(same).filter(|known| picture.width > known.width) {
                    *known = picture;
                    self.paths.entry(path).or_insert(same);
                }
                return;
            }
            None if self.pictures.len() >= MOST_PICTURES => {
                return notes.count_unused(&format!("a picture beyond {MOST_PICTURES} of an item"));
            }
            None => self.pictures.len(),
        };
        self.pictures.push(picture);
        self.paths.entry(path).or_insert(at);
        if is_default {
            self.default.get_or_insert(at);
        }
    }

    fn enclosure(&mut self, element: &Element, notes: &mut Notes) {
        let written = ["url", "href", "src"].into_iter().find_map(|name| element.attribute(name));
        let written = written.map_or_else(|| element.text(), str::to_owned);
        if written.trim().is_empty() {
            return;
        }
        let Some(url) = self.url(element, &written, notes) else { return };
        let media_type = type_of(element, &url);
        let size = element.attribute("length").and_then(|size| size.replace([',', '.'], "").parse().ok());
        let title = element.attribute("title").map(str::to_owned);
        self.file(File { url, media_type, title, size: size.filter(|size| *size > 0), duration: None });
    }

    /// Adds a file, or what is new of one that is there.
    fn file(&mut self, file: File) {
        match self.urls.get(&file.url).and_then(|at| self.files.get_mut(*at)) {
            Some(known) => {
                known.media_type = known.media_type.take().or(file.media_type);
                known.title = known.title.take().or(file.title);
                known.size = known.size.or(file.size);
                known.duration = known.duration.or(file.duration);
            }
            None => {
                self.urls.insert(file.url.clone(), self.files.len());
                self.files.push(file);
            }
        }
    }

    fn into_story(mut self, story: &mut Story, notes: &mut Notes) {
        // An enclosed picture is the lead picture where there is no other, and none twice.
        let is_picture = |file: &File| file.media_type.as_deref().is_some_and(|kind| kind.starts_with("image/"));
        let (enclosed, files): (Vec<File>, Vec<File>) = self.files.into_iter().partition(is_picture);
        let known: HashSet<String> = self.pictures.iter().map(|picture| picture.url.clone()).collect();
        let enclosed = enclosed.into_iter().filter(|file| !known.contains(&file.url));
        if let Some(default) = self.default {
            let default = self.pictures.remove(default);
            self.pictures.insert(0, default);
        }
        let enclosed = enclosed.map(|file| Picture { url: file.url, ..Picture::default() });
        let mut pictures = self.pictures.into_iter().chain(enclosed).chain(self.thumbnail);
        let Some(first) = pictures.next() else { return story.attachments = attachments(files, notes) };
        let body = story.content_html.clone().unwrap_or_default();
        let others: Vec<Picture> = pictures
            .filter(|picture| picture.is_said_more() && picture.url != first.url)
            .filter(|picture| !body.contains(path(&picture.url)))
            .collect();
        story.image = Some(first);
        if !others.is_empty() {
            let count = crate::domain::report::text::count(others.len(), "picture", "pictures");
            let message = format!("{count} beside the first stand under _rss, where readers don't see them");
            notes.add("media:content", Level::Advice, &message);
            let others: Vec<Value> = others.iter().map(Picture::to_json).collect();
            story.rss.insert("pictures".to_owned(), Value::Array(others));
        }
        story.attachments = attachments(files, notes);
    }
}

/// A longer text around a picture is none about it. Each picture gets a copy of the text.
const SAID_BYTES: usize = 10_000;

/// What elements say of the pictures in them. The innermost element counts.
#[derive(Clone, Default)]
struct Said {
    caption: Option<Rc<str>>,
    credit: Option<Rc<str>>,
    title: Option<Rc<str>>,
}

impl Said {
    /// What is said within this element. What was said around it holds too, unless it is long.
    fn within(&self, element: &Element) -> Said {
        let inner = |names: &[&str], outer: &Option<Rc<str>>| {
            let outer = || outer.clone().filter(|outer| outer.len() <= SAID_BYTES);
            line(element, names).map(Rc::from).or_else(outer)
        };
        Said {
            caption: inner(&["media:description", "media:text"], &self.caption),
            credit: inner(&["media:credit", "media:copyright"], &self.credit),
            title: inner(&["media:title"], &self.title),
        }
    }
}

/// A picture with what is said of it.
fn described(url: String, picture: &Element, said: &Said) -> Picture {
    let number = |name: &str| picture.attribute(name).and_then(|number| number.trim_end_matches("px").parse().ok());
    let caption = said.caption.as_deref().map(str::to_owned);
    let alt = said.title.as_deref().map(str::to_owned);
    Picture {
        url,
        alt: alt.filter(|alt| Some(alt) != caption.as_ref() && !alt.contains('.') && alt.contains(' ')),
        caption,
        credit: said.credit.as_deref().map(str::to_owned),
        width: number("width").filter(|width| *width > 0),
        height: number("height").filter(|height| *height > 0),
        is_named: picture.name == "media:content",
    }
}

/// An address without its query.
fn path(url: &str) -> &str {
    url.split('?').next().unwrap_or_default()
}

fn type_of(element: &Element, url: &str) -> Option<String> {
    let given =
        element.attribute("type").map(|given| given.split(';').next().unwrap_or_default().trim().to_lowercase());
    let given = given.filter(|given| given.split_once('/').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty()));
    let given = given.map(|given| if given == "image/jpg" { "image/jpeg".to_owned() } else { given });
    given.or_else(|| media_type::of_url(url).map(str::to_owned))
}

/// `3661`, `61:01` or `1:01:01` as seconds.
fn seconds(text: &str) -> Option<f64> {
    let mut total = 0.0;
    for part in text.trim().split(':') {
        total = total * 60.0 + part.trim().parse::<f64>().ok().filter(|part| *part >= 0.0 && part.is_finite())?;
    }
    (total > 0.0).then_some(total)
}

fn attachments(files: Vec<File>, notes: &mut Notes) -> Vec<Value> {
    let mut attachments = Vec::with_capacity(files.len());
    for file in files {
        let mut attachment = json!({ "url": file.url });
        match file.media_type {
            Some(media_type) => attachment["mime_type"] = json!(media_type),
            None => {
                let message = format!("nothing says of what type {} is", quoted(&file.url));
                notes.add("enclosure", Level::Repaired, &message);
                attachment["mime_type"] = json!("application/octet-stream");
            }
        }
        if let Some(title) = file.title {
            attachment["title"] = json!(title);
        }
        if let Some(size) = file.size {
            attachment["size_in_bytes"] = json!(size);
        }
        if let Some(duration) = file.duration {
            let whole = duration as u64;
            attachment["duration_in_seconds"] = if whole as f64 == duration { json!(whole) } else { json!(duration) };
        }
        attachments.push(attachment);
    }
    attachments
}
