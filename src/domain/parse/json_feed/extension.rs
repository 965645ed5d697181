//! The `_newsleaf` extension of an item.

use super::picture;
use crate::domain::feed::warning::WarningAction;
use crate::domain::feed::{Picture, Source};
use crate::domain::limits;
use crate::domain::parse::fields::Fields;
use crate::domain::parse::json::value::{Object, Value};
use crate::domain::parse::section;
use crate::domain::web_url::WebUrl;

/// The fields of the extension. Each may be absent.
pub struct Extension {
    pub section: Vec<String>,
    pub source: Option<Source>,
    pub byline: Option<String>,
    pub kicker: Option<String>,
    pub is_lead: bool,
    pub is_pinned: bool,
    pub is_removed: bool,
    pub image: Option<Picture>,
}

/// Reads the `_newsleaf` of an item. `image` is the URL of its picture.
pub fn read(fields: &mut Fields, base: Option<&WebUrl>, image: Option<WebUrl>) -> Extension {
    let object = match fields.take("_newsleaf") {
        Some(Value::Object(object)) => object,
        Some(other) => {
            fields.warn_of("_newsleaf", &other, WarningAction::NotAnObject);
            Object::default()
        }
        None => Object::default(),
    };
    let mut fields = fields.within("_newsleaf", object).in_exact_case();
    let extension = Extension {
        section: match fields.take("section") {
            Some(value) => section::path(&mut fields, "section", value),
            None => Vec::new(),
        },
        source: source(&mut fields, base),
        byline: fields.line("byline", limits::TITLE_CHARS),
        kicker: fields.line("kicker", limits::TITLE_CHARS),
        is_lead: fields.flag("lead"),
        is_pinned: fields.flag("pin"),
        is_removed: fields.flag("removed"),
        image: picture::read(&mut fields, base, image),
    };
    fields.warn_of_rest();
    extension
}

/// The source: `{name, url}`, or the name alone. Without a name it has the name of its host.
fn source(fields: &mut Fields, base: Option<&WebUrl>) -> Option<Source> {
    match fields.take("source")? {
        Value::Object(object) => {
            let mut fields = fields.within("source", object);
            let url = fields.url("url", base);
            let name = fields.line("name", limits::TITLE_CHARS);
            fields.warn_of_rest();
            let name = name.or_else(|| url.as_ref().map(|url| url.display_host().to_owned()));
            name.map(|name| Source { name, url })
        }
        value => {
            let name = fields.text_of("source", value)?;
            let name = fields.line_of("source", name, limits::TITLE_CHARS)?;
            Some(Source { name, url: None })
        }
    }
}
