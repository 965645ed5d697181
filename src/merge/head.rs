//! The members of a merged feed besides its items: those that the publisher names, else those of the first feed.

use serde_json::{Value, json};

use super::{Role, Source, local};
use crate::domain::web_url::WebUrl;
use crate::publish::item_json::{Members, make_settings_absolute, members};

/// The head of the merged feed. `named` counts more than the first feed.
pub fn head(sources: &[Source], named: &Members) -> Members {
    let mut head = Members::new();
    if let Some(first) = sources.first() {
        let feed = &first.parsed.feed;
        let url = |url: &Option<WebUrl>| {
            let url = url.as_ref().filter(|url| !local::is_local(url))?;
            Some(url.as_str().to_owned())
        };
        // Authors are not among them: they would be those of every story without any.
        for (name, text) in [
            ("title", Some(first.title().to_owned())),
            ("description", feed.description.clone()),
            ("home_page_url", url(&feed.home_page_url)),
            ("language", feed.language.clone()),
            ("icon", feed.icon.as_ref().map(|url| url.as_str().to_owned())),
            ("favicon", feed.favicon.as_ref().map(|url| url.as_str().to_owned())),
        ] {
            if let Some(text) = text {
                head.insert(name.to_owned(), Value::String(text));
            }
        }
        if first.role != Role::Joined {
            let settings = members(&first.parsed.head).remove("_newsleaf");
            head.extend(settings.and_then(|settings| Some(("_newsleaf".to_owned(), own_settings(settings, first)?))));
        }
        if first.is_local() {
            for value in head.values_mut() {
                local::make_relative(value);
            }
        }
    }
    head.extend(named.clone());
    head
}

/// The settings that the publisher's own feed has. They name stories by ids, which stay in that feed alone.
fn own_settings(mut settings: Value, source: &Source) -> Option<Value> {
    make_settings_absolute(Some(&mut settings), &source.address);
    let members = settings.as_object_mut()?;
    members.remove("generated");
    (!members.is_empty()).then(|| json!(members))
}
