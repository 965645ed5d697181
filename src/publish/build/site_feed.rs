//! The site's own feed, and what the next build remembers of its pages.

use std::ops::Range;
use std::sync::{Arc, PoisonError};

use rayon::prelude::*;

use super::{Build, BuildError};
use crate::domain::feed::Item;
use crate::publish::memory::PageFile;
use crate::publish::pages::PageWriter;
use crate::publish::plan::PageKeys;
use crate::publish::random_access::Span;
use crate::publish::split::split;
use crate::publish::store::{self, Division};
use crate::publish::story::{Story, store_path};

impl Build<'_> {
    /// The site's own feed: `feed.json` and its full pages.
    pub(super) fn write_store(&self, writer: &PageWriter, keys: &PageKeys) -> Result<(), BuildError> {
        const KIND: &str = "a page of the feed";
        let (content, output, site) = (&self.content, self.output, &self.request.site);
        let items: Vec<Arc<Item>> = content.publication.stories().cloned().collect();
        let division = Division::of(items.len());
        let json = |at: usize| -> Result<Vec<u8>, BuildError> {
            let (item, story) = (&items[at], &content.stories[at]);
            let json = content.json(story, site).map_err(BuildError::Story)?;
            Ok(if story.has_url { json } else { store::with_page(json, &writer.absolute(&item.route())) })
        };
        let page = |number: usize| -> Result<(), BuildError> {
            let (path, range) = (store_path(number), division.page(number));
            let key = keys.of_store_page(&items[range.clone()], &self.request.program, site);
            if output.reuse(&path, key, KIND)? {
                match self.previous.remembered.get(&number) {
                    Some(spans) => self.note_readable(number, spans.clone()),
                    None => self.look_at_page(number, &self.read_previous(&path)?.unwrap_or_default(), range),
                }
                return Ok(());
            }
            let jsons: Vec<Vec<u8>> = range.clone().map(json).collect::<Result<_, _>>()?;
            let bytes = store::full_page(&jsons, number, site);
            self.look_at_page(number, &bytes, range);
            Ok(output.write(&path, &bytes, Some(key), KIND)?)
        };
        (1..=division.full).into_par_iter().try_for_each(page)?;
        let newest: Vec<Vec<u8>> = division.newest().map(json).collect::<Result<_, _>>()?;
        self.add(("feed.json".to_owned(), division.first_document(&content.story_json.head, &newest, site)), KIND)
    }

    /// Remembers a page of the store, if each of its stories can be made from it again as it is.
    pub(super) fn look_at_page(&self, number: usize, bytes: &[u8], range: Range<usize>) {
        let Some(split) = split(bytes).ok().flatten().filter(|_| self.is_remembering) else { return };
        let stories = &self.content.stories[range];
        let is_same = |(story, span): (&Arc<Story>, &Span)| {
            let json = &bytes[span.start as usize..span.end() as usize];
            self.content.story_json.json_of_page(json).is_some_and(|json| blake3::hash(&json) == story.hash)
        };
        if stories.len() == split.items.len() && stories.iter().zip(&split.items).all(is_same) {
            self.note_readable(number, split.items);
        }
    }

    pub(super) fn note_readable(&self, number: usize, spans: Vec<Span>) {
        self.readable.lock().unwrap_or_else(PoisonError::into_inner).insert(number, spans);
    }

    /// The pages of the store for the next build.
    pub(super) fn pages_to_remember(&self) -> Vec<(usize, PageFile)> {
        let division = Division::of(self.content.stories.len());
        let readable = self.readable.lock().unwrap_or_else(PoisonError::into_inner);
        let page = |(number, spans): (&usize, &Vec<Span>)| {
            let (size, modified) = self.output.size_and_time(&store_path(*number))?;
            let first = division.page(*number).start;
            Some((*number, PageFile { size, modified, first, spans: spans.clone() }))
        };
        readable.iter().filter_map(page).collect()
    }
}
