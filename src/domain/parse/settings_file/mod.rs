//! Reads settings from `newsleaf.json` beside the shell, or from the `_newsleaf` object of the feed. If both set
//! something, the file wins.

use super::context::Context;
use super::document::{FeedError, read_json};
use super::fields::Fields;
use super::json::value::{Object, Value};
use super::section;
use crate::domain::feed::network::Network;
use crate::domain::feed::settings::{FooterLink, Front, Logo, Settings};
use crate::domain::feed::warning::{Place, Warning, WarningAction};
use crate::domain::limits::{self, Limits};
use crate::domain::site::accent::Accent;
use crate::domain::web_url::{ParseUrl, WebUrl};

/// Reads the settings file, `newsleaf.json`. `address` is its URL.
pub fn parse(bytes: &[u8], address: &WebUrl, parse_url: ParseUrl) -> Result<(Settings, Vec<Warning>), FeedError> {
    let (value, mut warnings) = read_json(bytes, Limits::BROWSER)?;
    let Value::Object(object) = value else { return Err(FeedError::NotAFeed { found: "settings that are no object" }) };
    let context = Context { address, parse_url, limits: Limits::BROWSER };
    let mut fields = Fields::new(object, Place::Settings, &context, &mut warnings);
    let feed = fields.url("feed", None);
    // Settings for the command: for `newsleaf build`, and the top of a feed that is made of files.
    fields.take("build");
    fields.take("publication");
    let settings = Settings { feed, ..read(fields) };
    Ok((settings, warnings))
}

/// Reads the `_newsleaf` of a feed. It can't name another feed; only the file can.
pub(super) fn of_feed(value: Value, context: &Context, warnings: &mut Vec<Warning>) -> Settings {
    let Value::Object(object) = value else {
        Fields::new(Object::default(), Place::Settings, context, warnings).warn_of(
            "_newsleaf",
            &value,
            WarningAction::NotAnObject,
        );
        return Settings::default();
    };
    let mut fields = Fields::new(object, Place::Settings, context, warnings);
    if let Some(feed) = fields.take("feed") {
        fields.warn_of("feed", &feed, WarningAction::FeedNamesFeed);
    }
    // The mark of a feed that the command has made of files.
    fields.take("generated");
    read(fields)
}

fn read(mut fields: Fields) -> Settings {
    let settings = Settings {
        feed: None,
        site: fields.url("site", None),
        sections: sections(&mut fields),
        front: front(&mut fields),
        share: networks(&mut fields),
        share_item_url: page_or_item(&mut fields, "shared_url"),
        canonical_item_url: page_or_item(&mut fields, "canonical"),
        removed: removed(&mut fields),
        accent: accent(&mut fields),
        logo: logo(&mut fields),
        icon: fields.url("icon", None),
        time_zone: time_zone(&mut fields),
        footer: footer(&mut fields),
    };
    fields.warn_of_rest();
    settings
}

/// Which URL of a story counts: `page`, this site's, or `item`, the item's own.
fn page_or_item(fields: &mut Fields, name: &str) -> Option<bool> {
    let text = fields.text(name)?;
    match text.as_str() {
        "page" => Some(false),
        "item" => Some(true),
        _ => {
            fields.warn(name, &text, WarningAction::NotASharedUrl);
            None
        }
    }
}

/// The ids of stories that are taken away. Over the years they may be many.
fn removed(fields: &mut Fields) -> Vec<String> {
    let values = match fields.take("removed") {
        Some(Value::Array(values)) => values,
        Some(other) => {
            fields.warn_of("removed", &other, WarningAction::NotAnArray);
            Vec::new()
        }
        None => Vec::new(),
    };
    let ids = values.into_iter().filter_map(|value| fields.text_of("removed", value)).map(|id| id.trim().to_owned());
    ids.filter(|id| !id.is_empty()).collect()
}

/// The sections: each is a name or a path of names.
fn sections(fields: &mut Fields) -> Vec<Vec<String>> {
    let entries = fields.list("sections", |_| false).into_iter();
    entries.map(|(name, value)| section::path(fields, &name, value)).filter(|path| !path.is_empty()).collect()
}

/// The front page: an object with `lead`, an item's id, and `sections`.
fn front(fields: &mut Fields) -> Front {
    let object = match fields.take("front") {
        Some(Value::Object(object)) => object,
        Some(other) => {
            fields.warn_of("front", &other, WarningAction::NotAFront);
            return Front::default();
        }
        None => return Front::default(),
    };
    let mut fields = fields.within("front", object);
    let has_sections = fields.holds("sections", Value::is_array);
    let front = Front {
        lead: fields.text("lead").map(|id| id.trim().to_owned()),
        sections: Some(sections(&mut fields)).filter(|_| has_sections),
    };
    fields.warn_of_rest();
    front
}

fn networks(fields: &mut Fields) -> Option<Vec<Network>> {
    let is_list = fields.holds("share", Value::is_array);
    let mut networks = Vec::new();
    for (name, value) in fields.list("share", |_| false) {
        match value.as_str().and_then(|name| Network::from_name(&name.trim().to_ascii_lowercase())) {
            Some(network) if !networks.contains(&network) => networks.push(network),
            Some(_) => {}
            None => fields.warn_of(&name, &value, WarningAction::NoSuchNetwork),
        }
    }
    is_list.then_some(networks)
}

/// A colour such as `#8a1c1c` or `#812`, in six digits and lower case.
fn accent(fields: &mut Fields) -> Option<String> {
    let text = fields.text("accent")?;
    let digits = text.trim().strip_prefix('#').unwrap_or("").to_ascii_lowercase();
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let six = match digits.len() {
        6 if hex => digits,
        3 if hex => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => {
            fields.warn("accent", &text, WarningAction::NotAColour);
            return None;
        }
    };
    let mut accent = String::from("#");
    accent.push_str(&six);
    if let Some(tuned) = Accent::of(&accent) {
        if tuned.light != accent {
            fields.warn("accent", &accent, WarningAction::AccentDarkened);
        }
        if tuned.dark != accent {
            fields.warn("accent", &accent, WarningAction::AccentLightened);
        }
    }
    Some(accent)
}

/// The logo: its address, or an object with `url` and `dark`.
fn logo(fields: &mut Fields) -> Option<Logo> {
    match fields.take("logo")? {
        Value::Object(object) => {
            let mut fields = fields.within("logo", object);
            let (url, dark) = (fields.url("url", None), fields.url("dark", None));
            fields.warn_of_rest();
            url.map(|url| Logo { url, dark })
        }
        value => fields.url_in("logo", value, None).map(|url| Logo { url, dark: None }),
    }
}

/// A time zone in the form of an IANA name. Only the formatter of dates knows whether the zone exists.
fn time_zone(fields: &mut Fields) -> Option<String> {
    let text = fields.text("time_zone")?;
    let name = text.trim();
    let shaped = (1..=40).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte))
        && name.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    if shaped {
        return Some(name.to_owned());
    }
    fields.warn("time_zone", &text, WarningAction::NotATimeZone);
    None
}

/// The footer: a list of `{title, url}`, or an object of URLs by title.
fn footer(fields: &mut Fields) -> Vec<FooterLink> {
    let mut links = Vec::new();
    if fields.holds("footer", Value::is_object)
        && let Some(Value::Object(object)) = fields.take("footer")
    {
        let mut fields = fields.within("footer", object);
        for name in fields.left() {
            let url = contact_url(&mut fields, &name);
            let title = fields.line_of(&name, capitalised(&name), limits::TITLE_CHARS);
            links.extend(url.map(|url| FooterLink { title: title.unwrap_or_else(|| url.clone()), url }));
        }
        return links;
    }
    for (name, value) in fields.list("footer", |_| false) {
        let Value::Object(object) = value else {
            fields.warn_of(&name, &value, WarningAction::NotAFooterLink);
            continue;
        };
        let mut fields = fields.within(&name, object);
        let url = contact_url(&mut fields, "url");
        let title = fields.line("title", limits::TITLE_CHARS);
        fields.warn_of_rest();
        match url {
            Some(url) => links.push(FooterLink { title: title.unwrap_or_else(|| url.clone()), url }),
            None => fields.warn("", "no web address", WarningAction::Incomplete),
        }
    }
    links
}

fn capitalised(name: &str) -> String {
    let mut name = name.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// The URL of a web page, or a mail or telephone address.
fn contact_url(fields: &mut Fields, name: &str) -> Option<String> {
    let text = fields.text(name)?;
    match (fields.context.parse_url)(&text, None) {
        Some(url) if url.starts_with("mailto:") || url.starts_with("tel:") => Some(url),
        _ => fields.url_of(name, text, None).map(|url| url.to_string()),
    }
}

#[cfg(test)]
mod tests;
