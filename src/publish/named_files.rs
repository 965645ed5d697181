//! The files of the site that its stories and settings name: pictures, sounds, documents beside the feed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

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
    /// It is named, and is none that may be copied: a hidden file, or one of a kind that readers do not open.
    Refused,
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
    in_bodies.for_each(|file| insert(&mut named, Some(file.clone())));
    for url in [&publication.feed.icon, &publication.feed.favicon].into_iter().flatten() {
        add(&mut named, url.as_str(), site, Need::Shown);
    }
    of_pictures(&publication.settings, site, &mut named);
    for link in &publication.settings.footer {
        let is_page =
            [".html", ".htm"].iter().any(|end| path_in(&link.url, site).is_some_and(|path| path.ends_with(end)));
        if is_page {
            insert(&mut named, any_file_in(&link.url, site, Need::Shown))
        } else {
            add(&mut named, &link.url, site, Need::Linked)
        }
    }
    named
}

/// The paths of all files of the site that the settings file names. It is the publisher's own, so of the links in the footer any
/// file is meant.
pub fn of_settings(settings: &Settings, site: &WebUrl) -> BTreeMap<String, Need> {
    let mut named = BTreeMap::new();
    of_pictures(settings, site, &mut named);
    for link in &settings.footer {
        insert(&mut named, any_file_in(&link.url, site, Need::Shown));
    }
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
    let is_shown = media_type::of_url(url.as_str())
        .is_some_and(|media_type| ["image/", "audio/", "video/"].iter().any(|kind| media_type.starts_with(kind)));
    file_in(url.as_str(), site, if is_shown { Need::Shown } else { Need::Linked })
}

/// The path in the site of a picture that may be copied.
pub fn shown_path(url: &WebUrl, site: &WebUrl) -> Option<String> {
    file_in(url.as_str(), site, Need::Shown).filter(|(_, need)| *need == Need::Shown).map(|(path, _)| path)
}

/// A file that a feed names. It is refused unless its extension is one that feeds name: a feed must not publish other files by
/// naming them.
fn file_in(url: &str, site: &WebUrl, need: Need) -> Option<(String, Need)> {
    let is_of_a_kind = media_type::of_url(url).is_some();
    any_file_in(url, site, if is_of_a_kind { need } else { Need::Refused })
}

/// A file of any kind. It is refused if it is hidden.
fn any_file_in(url: &str, site: &WebUrl, need: Need) -> Option<(String, Need)> {
    let path = path_in(url, site)?;
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    Some((path, if is_hidden { Need::Refused } else { need }))
}

fn add(named: &mut BTreeMap<String, Need>, url: &str, site: &WebUrl, need: Need) {
    insert(named, file_in(url, site, need));
}

fn insert(named: &mut BTreeMap<String, Need>, file: Option<(String, Need)>) {
    if let Some((path, need)) = file {
        let known = named.entry(path).or_insert(need);
        *known = need.max(*known);
    }
}

/// The path of a page that a link of the footer leads to, if it is one of the site and may be copied.
pub fn page_path(url: &str, site: &WebUrl) -> Option<String> {
    any_file_in(url, site, Need::Shown).filter(|(_, need)| *need == Need::Shown).map(|(path, _)| path)
}

/// The path in the site of a URL, decoded, without query and fragment. `None` for other sites, for folders, and for paths with
/// empty parts.
fn path_in(url: &str, site: &WebUrl) -> Option<String> {
    let path = url.strip_prefix(site.as_str())?.split(['?', '#']).next()?;
    let path = percent::decode(path);
    let is_file = path.split('/').all(|part| !part.is_empty());
    is_file.then_some(path)
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

    /// Whether one of the folders has the file.
    pub fn has(&self, path: &str) -> bool {
        self.file(path).is_some()
    }

    /// The first of the files, with links resolved.
    pub fn file(&self, path: &str) -> Option<PathBuf> {
        self.0.iter().find_map(|folder| path_beside(folder, path).ok().filter(|file| file.is_file()))
    }
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
            ("https://n.example/p/a%23b.png", Some("a#b.png")),
            ("https://n.example/p//etc/passwd", None),
            ("https://n.example/other.png", None),
        ] {
            assert_eq!(path_in(url, &site).as_deref(), path, "{url}");
        }
    }

    #[test]
    fn hidden_files_and_files_of_other_kinds_are_refused() {
        let site = WebUrl::parse("https://n.example/p/", None, parse_url_natively).unwrap();
        let mut named = BTreeMap::new();
        for path in
            ["newsleaf.json", "a.pdf", "a%23b.png", ".hidden.png", ".git/a.png", "a/%2e%2e/b.png", "a.png?x=.env"]
        {
            add(&mut named, &["https://n.example/p/", path].concat(), &site, Need::Linked);
        }
        named.retain(|_, need| *need != Need::Refused);
        assert_eq!(named.into_keys().collect::<Vec<_>>(), ["a#b.png", "a.pdf", "a.png"]);
    }
}
