//! The stories of a build as the index needs them.

use std::sync::Arc;

use blake3::Hash;
use serde_json::Value;

use super::terms::READ;
use super::{IndexedStory, SearchError};
use crate::domain::feed::{Body, Item};
use crate::domain::html::tokens::plain_text;
use crate::publish::content::Content;
use crate::publish::story::Story;

/// Members of an item that its line in the results does not need.
const LEFT_OUT: [&str; 4] = ["content_html", "content_text", "content", "attachments"];

/// The stories of the site, from the oldest. Each is read from disk when it is asked for.
pub struct SiteStories<'a> {
    content: &'a Content<'a>,
    /// The stories as lists show them, and what is known of them.
    stories: Vec<(&'a Arc<Item>, &'a Arc<Story>)>,
}

impl<'a> SiteStories<'a> {
    /// The stories of a build.
    pub fn new(content: &'a Content) -> SiteStories<'a> {
        let mut stories: Vec<_> = content.publication.stories().zip(&content.stories).collect();
        stories.reverse();
        SiteStories { content, stories }
    }

    /// A hash of some stories.
    pub fn hash(&self, range: std::ops::Range<usize>) -> Hash {
        let mut hash = blake3::Hasher::new();
        hash.update(super::VERSION.as_bytes());
        for (_, story) in self.stories.get(range).unwrap_or_default() {
            hash.update(story.hash.as_bytes());
        }
        hash.finalize()
    }

    /// The story with this number.
    pub fn story(&self, number: usize) -> Result<IndexedStory, SearchError> {
        let Some((light, story)) = self.stories.get(number) else { return Ok(IndexedStory::default()) };
        let (item, mut members) = self.content.story_json.whole_with_members(story, light)?;
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
        members.retain(|name, _| !LEFT_OUT.contains(&name.as_str()));
        // Without it, headline and address would be made from the body.
        members.entry("title").or_insert_with(|| Value::from(item.headline.as_str()));
        Ok(IndexedStory { headline: item.headline.clone(), summary, body, item: Value::Object(members) })
    }
}
