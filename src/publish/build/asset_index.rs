//! The index of the assets of a site.

use std::collections::BTreeMap;

use super::error::file_error;
use super::{Build, BuildError};
use crate::browser::dates::Dates;
use crate::domain::feed::date::Moment;
use crate::publish::output::{MARKER, is_path_of_site};
use crate::publish::previous::SiteIndex;

/// The number of days for which unused assets stay: readers may have older pages open.
const ASSET_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

impl Build<'_> {
    /// The index with the assets, and the old assets that stay.
    pub(super) fn write_index(&self) -> Result<(), BuildError> {
        let today = Dates { language: String::new(), zone: None }.iso_day(Moment::instant(self.request.now_ms));
        let mut assets: BTreeMap<String, Option<String>> = BTreeMap::new();
        let names = self.app.copied().map(|(path, _)| path).filter(|path| path.starts_with("assets/"));
        assets.extend(names.map(|path| (path, None)));
        for (path, since) in &self.previous.index.assets {
            // The index may have come from a host.
            if self.output.has(path) || !path.starts_with("assets/") || !is_path_of_site(path) {
                continue;
            }
            let since = since.clone().unwrap_or_else(|| today.clone());
            let is_young = Moment::read(&since)
                .is_some_and(|since| self.request.now_ms - since.moment().epoch_ms <= ASSET_DAYS * DAY_MS);
            if !is_young {
                continue;
            }
            let is_reused = self.output.reuse_old(path, "an old asset")?;
            if !is_reused {
                let Some(bytes) = self.read_previous(path)? else { continue };
                self.output.write(path, &bytes, None, "an old asset")?;
            }
            assets.insert(path.clone(), Some(since));
        }
        let navigation = self.content.publication.navigation.iter().map(|section| section.path.clone()).collect();
        let generator = concat!("newsleaf ", env!("CARGO_PKG_VERSION")).to_owned();
        let index = SiteIndex { generator, navigation, assets };
        // The marker is known by its text: `"generator":"newsleaf …"`.
        let json = serde_json::to_vec(&index).map_err(|error| file_error(MARKER, &error))?;
        self.add((MARKER.to_owned(), json), "the index of assets")
    }
}
