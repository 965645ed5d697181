//! The files of the site that its stories and settings name: pictures, sounds, documents beside the feed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::beside::{BesideError, path_beside};
use crate::domain::feed::Item;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::settings::Settings;
use crate::domain::html::srcset;
use crate::domain::parse::media_type;
use crate::domain::percent;
use crate::domain::web_url::WebUrl;

/// A file that the site has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Need {
    /// A link leads to the file, which other people may have made.
    Linked,
    /// A page shows it.
    Shown,
}

/// The paths of all files of the site at `site` that stories and the feed name, and how much they are needed.
/// `in_bodies` are those that the bodies of stories name.
pub fn of_feed<'a>(
    publication: &Publication,
    in_bodies: impl Iterator<Item = &'a (String, Need)>,
    site: &WebUrl,
) -> BTreeMap<String, Need> {
    let mut named = BTreeMap::new();
    publication.stories().for_each(|item| of_item(item, site, &mut named));
    in_bodies.for_each(|(path, need)| insert(&mut named, path.clone(), *need));
    for url in [&publication.feed.icon, &publication.feed.favicon].into_iter().flatten() {
        add(&mut named, url.as_str(), site, Need::Shown);
    }
    of_pictures(&publication.settings, site, &mut named);
    for link in &publication.settings.footer {
        add(&mut named, &link.url, site, Need::Linked);
    }
    named
}

/// The paths of all files of the site that the settings file names. It is the publisher's own, so of the links in the footer any
/// file is meant.
pub fn of_settings(settings: &Settings, site: &WebUrl) -> BTreeMap<String, Need> {
    let mut named = BTreeMap::new();
    of_pictures(settings, site, &mut named);
    named.extend(settings.footer.iter().filter_map(|link| Some((path_in(&link.url, site)?, Need::Shown))));
    named
}

fn of_pictures(settings: &Settings, site: &WebUrl, named: &mut BTreeMap<String, Need>) {
    let logo = settings.logo.iter().flat_map(|logo| [Some(&logo.url), logo.dark.as_ref()]);
    for url in logo.chain([settings.icon.as_ref()]).flatten() {
        add(named, url.as_str(), site, Need::Shown);
    }
}

fn of_item(item: &Item, site: &WebUrl, named: &mut BTreeMap<String, Need>) {
    if let Some(picture) = &item.image {
        add(named, picture.url.as_str(), site, Need::Shown);
        let set = picture.srcset.as_deref().unwrap_or_default();
        srcset::parse(set, &mut true).iter().for_each(|candidate| add(named, candidate.url, site, Need::Shown));
    }
    for attachment in &item.attachments {
        add(named, attachment.url.as_str(), site, Need::Shown);
    }
    for avatar in item.authors.iter().filter_map(|author| author.avatar.as_ref()) {
        add(named, avatar.as_str(), site, Need::Linked);
    }
}

/// The file of the site that an address in a body leads to.
pub fn of_body_url(url: &WebUrl, site: &WebUrl) -> Option<(String, Need)> {
    let path = file_in(url.as_str(), site)?;
    let is_shown = media_type::of_url(url.as_str())
        .is_some_and(|media_type| ["image/", "audio/", "video/"].iter().any(|kind| media_type.starts_with(kind)));
    Some((path, if is_shown { Need::Shown } else { Need::Linked }))
}

fn add(named: &mut BTreeMap<String, Need>, url: &str, site: &WebUrl, need: Need) {
    if let Some(path) = file_in(url, site) {
        insert(named, path, need);
    }
}

fn insert(named: &mut BTreeMap<String, Need>, path: String, need: Need) {
    let known = named.entry(path).or_insert(need);
    *known = need.max(*known);
}

/// The path of a file whose extension is one that feeds name: a feed must not publish other files by naming them.
fn file_in(url: &str, site: &WebUrl) -> Option<String> {
    path_in(url, site).filter(|path| media_type::of_url(path).is_some())
}

/// The path in the site of a URL, decoded, without query and fragment. `None` for other sites, for folders, and for
/// hidden names.
fn path_in(url: &str, site: &WebUrl) -> Option<String> {
    let path = url.strip_prefix(site.as_str())?.split(['?', '#']).next()?;
    let path = percent::decode(path);
    let is_file = !path.is_empty() && !path.ends_with('/');
    let is_hidden = path.split('/').any(|part| part.starts_with('.') || part.is_empty());
    (is_file && !is_hidden).then_some(path)
}

/// Where the files that a feed or its settings name may lie.
#[derive(Clone, Debug, Default)]
pub struct Folders(pub Vec<PathBuf>);

impl Folders {
    /// The bytes of a file; `None` if no folder has it.
    ///
    /// # Errors
    /// The name leads out of its folder, or the file can't be read.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, BesideError> {
        for folder in &self.0 {
            match path_beside(folder, path) {
                Ok(file) if file.is_file() => return Ok(Some(fs::read(file)?)),
                Ok(_) => {}
                Err(BesideError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(BesideError::Io(error)) if error.kind() == std::io::ErrorKind::NotADirectory => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// Width and height of a picture in pixels.
    pub fn size(&self, path: &str) -> Option<(u32, u32)> {
        let file = self.0.iter().find_map(|folder| path_beside(folder, path).ok().filter(|file| file.is_file()))?;
        size_of(&file)
    }
}

fn size_of(file: &Path) -> Option<(u32, u32)> {
    let size = imagesize::size(file).ok()?;
    Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::web_url::parse_url_natively;

    #[test]
    fn only_plain_files_of_the_site_are_named() {
        let site = WebUrl::parse("https://n.example/p/", None, parse_url_natively).unwrap();
        for (url, path) in [
            ("https://n.example/p/a/b%20c.png?x#y", Some("a/b c.png")),
            ("https://n.example/p/", None),
            ("https://n.example/p/a/", None),
            ("https://n.example/p/?article=x", None),
            ("https://n.example/p/.env", None),
            ("https://n.example/p/.git/config", None),
            ("https://n.example/p/a/%2e%2e/b.png", None),
            ("https://n.example/p//etc/passwd", None),
            ("https://n.example/other.png", None),
        ] {
            assert_eq!(path_in(url, &site).as_deref(), path, "{url}");
        }
        let mut named = BTreeMap::new();
        add(&mut named, "https://n.example/p/newsleaf.json", &site, Need::Linked);
        add(&mut named, "https://n.example/p/a.pdf", &site, Need::Linked);
        assert_eq!(named.into_keys().collect::<Vec<_>>(), ["a.pdf"]);
    }
}
