//! The picture of a story.

use serde_json::{Map, Value, json};

use super::Reader;
use super::extension::is_blank;
use crate::domain::parse::media_type;
use crate::domain::report::code::Level;

/// The names of the address in an object.
const ADDRESSES: [&str; 8] = ["src", "url", "path", "image", "file", "overlay_image", "teaser", "og_image"];

impl Reader<'_, '_> {
    /// Sets the picture, and returns its member of `_newsleaf`: text, caption, credit, size.
    pub(super) fn image(&mut self) -> Option<Value> {
        const NAMES: [&str; 12] = [
            "image",
            "cover",
            "featured_image",
            "images",
            "featuredimage",
            "feature_image",
            "cover_image",
            "coverimage",
            "thumbnail",
            "hero",
            "banner",
            "header",
        ];
        // Some are switches, or set how a theme looks.
        const LATER: usize = 4;
        let is_picture = |value: &Value| match value {
            Value::Object(image) => ADDRESSES.iter().any(|name| image.get(*name).is_some_and(Value::is_string)),
            Value::String(address) => media_type::of_url(address).is_some_and(|kind| kind.starts_with("image/")),
            _ => false,
        };
        let mut found = self.fields.take(&NAMES[..LATER]);
        for name in &NAMES[LATER..] {
            found = found.or_else(|| self.fields.take(&[*name]).filter(|(_, value)| is_picture(value)));
        }
        let (name, value) = found?;
        let value = match value {
            Value::Array(values) => values.into_iter().next()?,
            value => value,
        };
        let mut about: Map<String, Value> = Map::new();
        let address = match value {
            Value::Object(mut image) => {
                for (to, from) in [
                    ("alt", &["alt"][..]),
                    ("caption", &["caption", "title"]),
                    ("credit", &["credit", "attribution"]),
                    ("width", &["width"]),
                    ("height", &["height"]),
                    ("srcset", &["srcset"]),
                ] {
                    let value = from.iter().find_map(|from| image.remove(*from).filter(|value| !is_blank(value)));
                    about.extend(value.map(|value| (to.to_owned(), value)));
                }
                let address = ADDRESSES.iter().find_map(|name| image.remove(*name));
                address.and_then(|address| self.fields.text_of(name, address))
            }
            value => self.fields.text_of(name, value),
        };
        for (to, from) in [("alt", "image_alt"), ("caption", "image_caption"), ("credit", "image_credit")] {
            let text = self.fields.text(&[from]);
            about.extend(text.map(|text| (to.to_owned(), Value::String(text))));
        }
        let Some(address) = address else {
            // A new file has all names of it, and no value yet.
            if about.is_empty() {
                return None;
            }
            self.fields.note(Level::Lost, name, format!("{name}: it names no picture, and is left out"));
            return None;
        };
        let (address, path) = self.address(name, &address)?;
        if !about.contains_key("width")
            && !about.contains_key("height")
            && let Some((width, height)) = path.and_then(|path| self.context.files.size_of(&path))
        {
            about.insert("width".to_owned(), json!(width));
            about.insert("height".to_owned(), json!(height));
        }
        self.set("image", Some(address));
        (!about.is_empty()).then_some(Value::Object(about))
    }
}
