//! What the path of a file says of its story.

/// The languages of two letters that a name may end with: those that CLDR has more than names for. Two other letters are most
/// often a part of the name, such as `node.js.md` and `about.me.md`.
const LANGUAGES: &str = "af am ar as az be bg bn br bs ca cs cy da de dz ee el en eo es et eu fa ff fi fo fr fy ga gd gl gu ha he hi hr \
    hu hy ia id ig is it ja jv ka kk kl km kn ko ks ky lb ln lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn no oc om or pa pl ps pt \
    qu rm ro ru sa sc sd si sk sl so sq sr su sv sw ta te tg th ti tk to tr tt ug uk ur uz vi wo xh yi yo zh zu";

/// The path of a file, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The day in its name, as Jekyll and Zola have it: `2026-11-29`.
    pub day: Option<String>,
    /// The language in its name, as Hugo and Zola have it: `bridge.de.md`.
    pub language: Option<String>,
    /// The folders that it lies in, as names of sections.
    pub section: Vec<String>,
    /// Whether it lies in Jekyll's folder for drafts.
    pub is_draft: bool,
    /// An id for a story that has no other: the path without what is the same for all.
    pub id: String,
}

impl SourceFile {
    /// An id for a story with this slug, which is unique only among the files of its folder and its language: the path, with the
    /// slug in the place of the name.
    pub fn id_of_slug(&self, slug: &str) -> String {
        let folder = self.id.rsplit_once('/').map_or(String::new(), |(folder, _)| [folder, "/"].concat());
        self.with_language([&folder, slug].concat())
    }

    /// An address for a story, which is unique only among the stories of its language.
    pub fn with_language(&self, address: String) -> String {
        match &self.language {
            Some(language) => [&address, ".", language].concat(),
            None => address,
        }
    }

    /// Takes a path apart, which is relative to the folder of the stories and has `/` between its parts.
    pub fn of(path: &str) -> SourceFile {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let (stem, language) = match stem.rsplit_once('.') {
            Some((rest, tag)) if is_language(tag) => (rest, Some(tag.to_owned())),
            _ => (stem, None),
        };
        let mut parts: Vec<&str> = stem.split('/').collect();
        // A story with its pictures in a folder of its own: `bridge/index.md`.
        if parts.len() > 1 && parts.last() == Some(&"index") {
            parts.pop();
        }
        let name = parts.last().copied().unwrap_or_default();
        let folders = &parts[..parts.len().saturating_sub(1)];
        SourceFile {
            day: day(name),
            section: folders.iter().filter(|name| is_section(name)).map(|name| section_name(name)).collect(),
            is_draft: folders.contains(&"_drafts"),
            id: match &language {
                Some(language) => [&parts.join("/"), ".", language].concat(),
                None => parts.join("/"),
            },
            language,
        }
    }
}

/// Whether a file is a story by its name: Markdown, not hidden, and none of the files that tell of a folder.
pub fn is_story(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    let first = stem.split('.').next().unwrap_or_default();
    is_markdown(name) && !first.is_empty() && !tells_of_folder(name) && first != "_index"
}

/// Whether a file is Markdown that tells of its folder, by its name: README, LICENSE, CHANGELOG or CONTRIBUTING.
pub fn tells_of_folder(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let first = name.split('.').next().unwrap_or_default().to_lowercase();
    is_markdown(name) && ["readme", "license", "changelog", "contributing"].contains(&first.as_str())
}

/// Whether a file is Markdown by its name.
pub fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| ["md", "markdown"].contains(&extension.as_str()))
}

/// The folder that belongs to the story of a file as a whole: that of `bridge/index.md` or `bridge/index.de.md`. Files beside it
/// are parts of the story, as Hugo has it.
pub fn bundle(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/')?;
    let (stem, _) = name.rsplit_once('.')?;
    let is_index = match stem.split_once('.') {
        Some((stem, language)) => stem == "index" && is_language(language),
        None => stem == "index",
    };
    (is_index && is_markdown(name)).then_some(folder)
}

/// Whether stories are looked for in a folder of this name.
pub fn is_folder_of_stories(name: &str) -> bool {
    !name.starts_with('.') && name != "node_modules" && name != "_site"
}

/// `2026-11-29` at the start of a name, before a hyphen, an underscore or the end. Jekyll reads `2026-3-9` as well.
fn day(name: &str) -> Option<String> {
    let mut rest = name;
    let mut number = |least: usize, most: usize, ends: &[char]| {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, behind) = rest.split_at(length);
        rest = behind.strip_prefix(ends).unwrap_or(behind);
        let is_end = behind.is_empty() || behind.starts_with(ends);
        ((least..=most).contains(&length) && is_end).then_some(digits)
    };
    let (year, month, day) = (number(4, 4, &['-'])?, number(1, 2, &['-'])?, number(1, 2, &['-', '_'])?);
    Some(format!("{year}-{month:0>2}-{day:0>2}"))
}

fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_first = parts.next().is_some_and(|part| LANGUAGES.split_ascii_whitespace().any(|language| language == part));
    is_first && parts.all(|part| (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// Years and months, and folders of programs (`_posts`), are no sections.
fn is_section(name: &str) -> bool {
    !name.starts_with('_') && !name.bytes().all(|byte| byte.is_ascii_digit())
}

/// `city-council` as `City council`.
fn section_name(folder: &str) -> String {
    let name = folder.replace(['-', '_'], " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_day_language_section_and_id() {
        for (path, day, language, section, id) in [
            ("bridge.md", None, None, &[][..], "bridge"),
            ("2026-11-29-bridge.md", Some("2026-11-29"), None, &[], "2026-11-29-bridge"),
            ("2026-11-29.md", Some("2026-11-29"), None, &[], "2026-11-29"),
            ("2026-11-299.md", None, None, &[], "2026-11-299"),
            ("2026-3-9-bridge.md", Some("2026-03-09"), None, &[], "2026-3-9-bridge"),
            ("2026-11-20_bridge/index.md", Some("2026-11-20"), None, &[], "2026-11-20_bridge"),
            ("2026-12_31-ways.md", None, None, &[], "2026-12_31-ways"),
            ("2026-11.md", None, None, &[], "2026-11"),
            ("2026-11-a.md", None, None, &[], "2026-11-a"),
            ("2026/11/bridge.de.md", None, Some("de"), &[], "2026/11/bridge.de"),
            ("bridge.zh-Hans.md", None, Some("zh-Hans"), &[], "bridge.zh-Hans"),
            ("v1.2.md", None, None, &[], "v1.2"),
            ("node.js.md", None, None, &[], "node.js"),
            ("about.me.md", None, None, &[], "about.me"),
            ("main.rs.md", None, None, &[], "main.rs"),
            ("bridge.pt-BR.md", None, Some("pt-BR"), &[], "bridge.pt-BR"),
            ("news/city-council/bridge/index.md", None, None, &["News", "City council"], "news/city-council/bridge"),
            ("_posts/2026-11-29-Brücke.markdown", Some("2026-11-29"), None, &[], "_posts/2026-11-29-Brücke"),
            ("index.md", None, None, &[], "index"),
            ("日本語のニュース.md", None, None, &[], "日本語のニュース"),
        ] {
            let file = SourceFile::of(path);
            assert_eq!(file.day.as_deref(), day, "{path}");
            assert_eq!(file.language.as_deref(), language, "{path}");
            assert_eq!(file.section, section, "{path}");
            assert_eq!(file.id, id, "{path}");
        }
        assert!(SourceFile::of("_drafts/a.md").is_draft);
    }

    #[test]
    fn a_slug_takes_the_place_of_the_name() {
        for (path, id) in [
            ("bridge.md", "s"),
            ("2024/bridge.md", "2024/s"),
            ("2024/bridge.de.md", "2024/s.de"),
            ("news/bridge/index.md", "news/s"),
            ("news/bridge/index.de.md", "news/s.de"),
        ] {
            assert_eq!(SourceFile::of(path).id_of_slug("s"), id, "{path}");
        }
    }

    #[test]
    fn the_folder_of_an_index_is_a_bundle() {
        for (path, folder) in [
            ("news/bridge/index.md", Some("news/bridge")),
            ("bridge/index.de.md", Some("bridge")),
            ("bridge/index.old.md", None),
            ("bridge/part.md", None),
            ("index.md", None),
        ] {
            assert_eq!(bundle(path), folder, "{path}");
        }
    }

    #[test]
    fn only_markdown_is_a_story_and_not_what_tells_of_a_folder() {
        for path in ["a.md", "b/c.MD", "index.markdown", "a.de.md"] {
            assert!(is_story(path), "{path}");
        }
        for path in ["a.txt", ".a.md", "README.md", "x/_index.md", "_index.de.md", "LICENSE.md", "md", ".md"] {
            assert!(!is_story(path), "{path}");
        }
    }
}
