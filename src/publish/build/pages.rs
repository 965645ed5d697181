//! The pages of a site: articles, lists, and stubs at the addresses that articles had.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Build, BuildError, Progress};
use crate::pages::published::{PageContent, PublishedPage};
use crate::publish::files::{self, OldSlugs};
use crate::publish::pages::{PageWriter, file_of};
use crate::publish::plan::{PageKeys, Plan};

impl Build<'_> {
    /// Writes all pages, on all threads.
    pub(super) fn write_pages(
        &self,
        plan: &Plan,
        keys: &PageKeys,
        writer: &PageWriter,
        progress: Progress,
    ) -> Result<(), BuildError> {
        let (done, all) = (AtomicUsize::new(0), plan.count());
        let is_done = || progress(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        (0..self.content.stories.len()).into_par_iter().try_for_each(|at| {
            self.write_article(at, plan, keys, writer)?;
            is_done();
            Ok::<(), BuildError>(())
        })?;
        plan.lists.par_iter().try_for_each(|page| {
            self.write_list(page, keys, writer)?;
            is_done();
            Ok(())
        })
    }

    /// The page of a story, and its oEmbed document.
    fn write_article(&self, at: usize, plan: &Plan, keys: &PageKeys, writer: &PageWriter) -> Result<(), BuildError> {
        let mut page = plan.article(at);
        let key = keys.of(&page);
        let is_reused = self.output.reuse(&file_of(&page), key, "an article")?;
        let PageContent::Article(article) = &mut page.content else { return Ok(()) };
        let light = article.item.clone();
        if !is_reused {
            article.item = self.content.whole(&self.content.stories[at], &light).map_err(BuildError::Story)?;
            let (path, bytes) = writer.page(&page);
            self.output.write(&path, &bytes, Some(key), "an article")?;
        }
        let key = keys.of_oembed(&light);
        if !self.output.reuse(&PageWriter::oembed_path(&light), key, "an oEmbed document")? {
            let (path, bytes) = writer.oembed(&light);
            self.output.write(&path, &bytes, Some(key), "an oEmbed document")?;
        }
        Ok(())
    }

    fn write_list(&self, page: &PublishedPage, keys: &PageKeys, writer: &PageWriter) -> Result<(), BuildError> {
        let is_front = matches!(page.content, PageContent::Front { .. });
        let key = (!is_front).then(|| keys.of(page));
        if let Some(key) = key
            && self.output.reuse(&file_of(page), key, "a page")?
        {
            return Ok(());
        }
        let (path, bytes) = writer.page(page);
        Ok(self.output.write(&path, &bytes, key, "a page")?)
    }

    /// The stubs that lead from old addresses of articles to their pages.
    pub(super) fn write_old_addresses(&self, old_slugs: &OldSlugs, writer: &PageWriter) -> Result<(), BuildError> {
        let publication = &self.content.publication;
        let language = publication.feed.language.as_deref();
        for item in publication.stories() {
            for slug in old_slugs.get(&item.key).into_iter().flatten() {
                self.add(files::stub(item, slug, &writer.absolute(&item.route()), language), "an old address")?;
            }
        }
        Ok(())
    }
}
