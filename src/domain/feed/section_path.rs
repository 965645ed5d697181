//! The path of a section in links: `news/xianning-news`.

use super::key::Key;
use super::slug::slug;

/// The slugs of the names of a path, joined by `/`. A name without letters gets the key of its text.
pub fn slug_of(path: &[String]) -> String {
    let mut joined = String::new();
    for name in path {
        if !joined.is_empty() {
            joined.push('/');
        }
        let part = slug(name);
        joined.push_str(if part.is_empty() { Key::of_id(name).as_str().to_owned() } else { part }.as_str());
    }
    joined
}

/// Whether a section, by its slug path, is `outer` or lies within it.
pub fn is_within(slug: &str, outer: &str) -> bool {
    slug.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_made_of_slugs() {
        assert_eq!(slug_of(&["News".into(), "Xianning News".into()]), "news/xianning-news");
        assert_eq!(slug_of(&["新闻".into()]), "新闻");
        assert_eq!(slug_of(&["a/b".into()]), "a-b");
        assert_eq!(slug_of(&["★".into()]).len(), Key::LENGTH);
    }

    #[test]
    fn a_section_holds_the_sections_below_it_and_none_that_only_begin_alike() {
        assert!(is_within("news/local", "news") && is_within("news", "news"));
        assert!(!is_within("newsletter", "news") && !is_within("news", "news/local"));
    }
}
