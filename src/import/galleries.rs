//! Galleries of exports of WordPress: a shortcode names pictures by their ids, or means all that belong to the post.

use std::collections::BTreeMap;

use super::item::Picture;
use super::markup::{escape_into, quote_into};
use super::shortcodes::{attributes, tag_of};
use crate::domain::limits::ENTRIES;
use crate::domain::parse::media_type;

/// A picture stands in so many galleries at most, so that an export with many galleries stays as long as it is.
const GALLERIES: usize = 50;

/// The pictures of an export.
#[derive(Debug, Default)]
pub struct Pictures {
    by_id: BTreeMap<String, Picture>,
    /// The ids of the pictures of each post, in their order.
    of_post: BTreeMap<String, Vec<String>>,
    /// How many galleries each picture stands in.
    galleries: BTreeMap<String, usize>,
}

impl Pictures {
    /// Adds a picture or another file. `post` is the id of the post that it belongs to.
    pub fn insert(&mut self, id: String, post: Option<String>, picture: Picture) {
        if let Some(post) = post.filter(|_| is_picture(&picture)) {
            self.of_post.entry(post).or_default().push(id.clone());
        }
        self.by_id.insert(id, picture);
    }

    /// The picture of this id.
    pub fn get(&self, id: &str) -> Option<&Picture> {
        self.by_id.get(id)
    }

    /// The body of a post with its galleries as figures. One without pictures stays as it is written.
    pub fn expand(&mut self, html: &str, post: &str) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(at) = rest.find("[gallery") {
            let Some(tag) = tag_of(&rest[at..]) else {
                let behind = at + "[gallery".len();
                out.push_str(&rest[..behind]);
                rest = &rest[behind..];
                continue;
            };
            let figures = self.figures(tag, post);
            let end = at + tag.len() + 2;
            if figures.is_empty() {
                out.push_str(&rest[..end]);
                rest = &rest[end..];
                continue;
            }
            // A figure stands in no paragraph.
            let before = rest[..at].strip_suffix("<p>").filter(|_| rest[end..].starts_with("</p>"));
            out.push_str(before.unwrap_or(&rest[..at]));
            out.push_str(&figures);
            rest = &rest[if before.is_some() { end + "</p>".len() } else { end }..];
        }
        out.push_str(rest);
        out
    }

    fn figures(&mut self, tag: &str, post: &str) -> String {
        let named = attributes(tag).into_iter().find(|(name, _)| name == "ids" || name == "include");
        let ids: Vec<&str> = match &named {
            Some((_, ids)) => ids.split(',').map(str::trim).take(ENTRIES).collect(),
            None => self.of_post.get(post).into_iter().flatten().map(String::as_str).take(ENTRIES).collect(),
        };
        let mut figures = String::new();
        for id in ids {
            let Some(picture) = self.by_id.get(id).filter(|picture| is_picture(picture)) else { continue };
            let times = self.galleries.entry(id.to_owned()).or_default();
            *times += 1;
            if *times <= GALLERIES {
                write(&mut figures, picture);
            }
        }
        figures
    }
}

fn is_picture(picture: &Picture) -> bool {
    media_type::of_url(&picture.url).is_none_or(|kind| kind.starts_with("image/"))
}

fn write(out: &mut String, picture: &Picture) {
    out.push_str("<figure><img src=");
    quote_into(out, &picture.url);
    if let Some(alt) = &picture.alt {
        out.push_str(" alt=");
        quote_into(out, alt);
    }
    out.push('>');
    if let Some(caption) = &picture.caption {
        out.push_str("<figcaption>");
        escape_into(out, caption);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pictures() -> Pictures {
        let mut pictures = Pictures::default();
        for (id, file) in [("1", "a.jpg"), ("2", "b.jpg"), ("3", "c.pdf")] {
            let caption = (id == "2").then(|| "B & C".to_owned());
            let picture = Picture { url: format!("https://x.example/{file}"), caption, ..Picture::default() };
            pictures.insert(id.to_owned(), Some("9".to_owned()), picture);
        }
        pictures
    }

    #[test]
    fn a_gallery_has_the_pictures_that_it_names_or_those_of_the_post() {
        let a = "<figure><img src=\"https://x.example/a.jpg\"></figure>\n";
        let b = "<figure><img src=\"https://x.example/b.jpg\"><figcaption>B &amp; C</figcaption></figure>\n";
        assert_eq!(pictures().expand("<p>[gallery ids=\"2,1,7\"]</p>x", "8"), format!("{b}{a}x"));
        assert_eq!(pictures().expand("y [gallery columns=3] z", "9"), format!("y {a}{b} z"));
        for text in ["[gallery]", "[gallery ids='7']", "[gallery", "", "x"] {
            assert_eq!(pictures().expand(text, "8"), text);
        }
    }

    #[test]
    fn galleries_do_not_multiply_a_picture() {
        let html = pictures().expand(&"[gallery ids=1]".repeat(1_000), "8");
        assert_eq!(html.matches("<img").count(), GALLERIES);
    }

    #[test]
    fn many_galleries_of_many_pictures_take_time_by_their_number_only() {
        let mut pictures = Pictures::default();
        for id in 0..50_000 {
            let picture = Picture { url: format!("https://x.example/{id}.jpg"), ..Picture::default() };
            pictures.insert(id.to_string(), Some("9".to_owned()), picture);
        }
        let began = std::time::Instant::now();
        let html = pictures.expand(&"[gallery]".repeat(20_000), "9");
        assert_eq!(html.matches("<img").count(), ENTRIES * GALLERIES);
        for text in ["[gallery".repeat(200_000), "[gallery ".repeat(200_000) + "]"] {
            assert!(pictures.expand(&text, "8") == text);
        }
        // Of a debug build on a busy machine.
        assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
    }
}
