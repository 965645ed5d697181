//! Addresses in a file as those of the feed, which lies at the root of the folder.

use crate::domain::percent;

/// What is known of the files of a folder.
pub trait FolderFiles {
    /// Width and height of the picture at a path from the root, in pixels.
    fn size_of(&self, path: &str) -> Option<(u32, u32)>;

    /// Where the file is that is meant by this path.
    fn place_of(&self, path: String) -> String {
        path
    }
}

/// A folder without pictures.
impl FolderFiles for () {
    fn size_of(&self, _: &str) -> Option<(u32, u32)> {
        None
    }
}

/// Where an address in a file leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A place of its own: another site, a mail address, a heading of the same page.
    Absolute,
    /// A file of the folder: its path from the root, decoded, and what stands behind it from `?` or `#` on.
    File {
        /// The path, with `/` between its parts.
        path: String,
        /// The query and the fragment, as written.
        rest: &'a str,
    },
    /// A place outside of the folder.
    Outside,
}

/// Where an address leads that stands in the file at `file`, a path from the root of the folder. One that begins with `/` is
/// meant from the root, one that begins with `@/` from the folder of the stories, as Zola has it.
pub fn target<'a>(address: &'a str, file: &str, stories: &str) -> Target<'a> {
    let address = address.trim();
    if address.is_empty() || address.starts_with(['#', '?']) || address.starts_with("//") || has_scheme(address) {
        return Target::Absolute;
    }
    let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    let decoded = percent::decode(path);
    let (base, relative) = if let Some(path) = decoded.strip_prefix('/') {
        ("", path)
    } else if let Some(path) = decoded.strip_prefix("@/") {
        (stories, path)
    } else {
        (file.rsplit_once('/').map_or("", |(folder, _)| folder), decoded.as_str())
    };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Target::Outside;
                }
            }
            part => parts.push(part),
        }
    }
    let slash = if relative.ends_with('/') && !parts.is_empty() { "/" } else { "" };
    Target::File { path: [&parts.join("/"), slash].concat(), rest }
}

/// A path as an address relative to the root of the folder.
pub fn address_of(path: &str, rest: &str) -> String {
    let mut address = String::with_capacity(path.len() + rest.len());
    percent::encode_into(&mut address, path, percent::PATH);
    if address.is_empty() {
        address.push_str("./");
    }
    address.push_str(rest);
    address
}

fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_those_of_the_folder() {
        for (address, path, rest) in [
            ("a.png", "stories/2026/a.png", ""),
            ("./a%20b.png", "stories/2026/a b.png", ""),
            ("../../pictures/a.png?x=1#y", "pictures/a.png", "?x=1#y"),
            ("/pictures/a.png", "pictures/a.png", ""),
            ("@/other.md", "stories/other.md", ""),
            ("../", "stories/", ""),
            ("/", "", ""),
        ] {
            let target = target(address, "stories/2026/x.md", "stories");
            assert_eq!(target, Target::File { path: path.to_owned(), rest }, "{address}");
        }
        assert_eq!(target("../../../a.png", "stories/2026/x.md", "stories"), Target::Outside);
        for address in ["https://a.example/", "//a.example/", "mailto:a@b", "#x", "?article=x", "", "data:image/png,"] {
            assert_eq!(target(address, "x.md", ""), Target::Absolute, "{address}");
        }
    }

    #[test]
    fn a_path_is_written_as_an_address() {
        assert_eq!(address_of("pictures/a b?.png", "#x"), "pictures/a%20b%3F.png#x");
        assert_eq!(address_of("a:b.png", ""), "a%3Ab.png");
        assert_eq!(address_of("", ""), "./");
    }
}
