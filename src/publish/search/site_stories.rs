//! The stories of a build as the index needs them.

use std::sync::Arc;

use rayon::prelude::*;
use serde_json::Value;

use super::terms::READ;
use super::{IndexedStory, SearchError};
use crate::domain::feed::{Body, Item};
use crate::domain::html::tokens::plain_text;
use crate::publish::content::Content;
use crate::publish::item_json::Members;

/// Members of an item that its line in the results does not need.
const LEFT_OUT: [&str; 4] = ["content_html", "content_text", "content", "attachments"];

/// The stories of the site, from the oldest.
pub struct SiteStories<'a> {
    stories: Vec<(&'a Arc<Item>, &'a Members)>,
    hashes: Vec<blake3::Hash>,
}

impl<'a> SiteStories<'a> {
    /// The stories of a build.
    pub fn new(content: &'a Content) -> SiteStories<'a> {
        let items = content.items.iter().map(Arc::as_ref);
        let mut stories: Vec<_> = content.publication.stories().zip(items).collect();
        stories.reverse();
        // Names are text and numbers are finite, so it can always be written.
        let hash = |(_, members): &(_, &Members)| blake3::hash(&serde_json::to_vec(members).unwrap_or_default());
        let hashes = stories.par_iter().map(hash).collect();
        SiteStories { stories, hashes }
    }

    /// A hash of some stories.
    pub fn hash(&self, range: std::ops::Range<usize>) -> String {
        let mut hash = blake3::Hasher::new();
        hash.update(super::VERSION.as_bytes());
        for story in self.hashes.get(range).unwrap_or_default() {
            hash.update(story.as_bytes());
        }
        hash.finalize().to_hex().to_string()
    }

    /// The story with this number.
    pub fn story(&self, number: usize) -> Result<IndexedStory, SearchError> {
        let Some((item, members)) = self.stories.get(number) else { return Ok(IndexedStory::default()) };
        let mut body = match &item.body {
            Body::Html(html) => plain_text(html),
            Body::Text(text) => text.clone(),
            Body::None => String::new(),
        };
        if let Some((end, _)) = body.char_indices().nth(READ) {
            body.truncate(end);
        }
        let names = item.authors.iter().map(|author| &author.name).chain(&item.tags);
        let summary = item.summary.iter().chain(names).map(String::as_str).collect::<Vec<_>>().join(" ");
        let mut members: Members = members
            .iter()
            .filter(|(name, _)| !LEFT_OUT.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        // Without it, headline and address would be made from the body.
        members.entry("title").or_insert_with(|| Value::from(item.headline.as_str()));
        Ok(IndexedStory { headline: item.headline.clone(), summary, body, item: Value::Object(members) })
    }
}
