//! Names of elements, whatever prefixes a document has for its namespaces. An element of RSS, in whichever version, has a
//! plain name.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The usual prefixes of the namespaces that are read.
const PREFIXES: [(&str, &str); 22] = [
    ("http://www.w3.org/2005/Atom", "atom"),
    ("http://purl.org/atom/ns#", "atom"),
    ("http://purl.org/rss/1.0/modules/content/", "content"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://search.yahoo.com/mrss/", "media"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
    ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://www.w3.org/2003/01/geo/wgs84_pos#", "geo"),
    ("http://www.georss.org/georss", "georss"),
    ("http://rssnamespace.org/feedburner/ext/1.0", "feedburner"),
    ("http://wordpress.org/export/1.2/", "wp"),
    ("http://wordpress.org/export/1.2/excerpt/", "excerpt"),
    ("http://purl.org/rss/1.0/modules/slash/", "slash"),
    ("http://wellformedweb.org/CommentAPI/", "wfw"),
    ("http://purl.org/rss/1.0/modules/syndication/", "sy"),
    ("http://purl.org/syndication/thread/1.0", "thr"),
    ("http://purl.org/rss/1.0/", ""),
    ("http://backend.userland.com/rss2", ""),
    ("http://my.netscape.com/rdf/simple/0.9/", ""),
];

/// The usual prefixes by the namespaces as [`form`] writes them.
static USUAL: LazyLock<HashMap<String, &str>> =
    LazyLock::new(|| PREFIXES.iter().map(|(namespace, usual)| (form(namespace), *usual)).collect());

/// Whether an element of this name is an item of a feed.
pub fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "atom:entry")
}

/// The namespaces that are declared by the open elements.
#[derive(Default)]
pub struct Namespaces {
    /// Each prefix with those that its namespaces usually have. The last one holds.
    usual: HashMap<String, Vec<String>>,
    /// The prefixes in the order of their declarations.
    declared: Vec<String>,
    /// How many declarations there were before each open element.
    before: Vec<usize>,
    /// What elements without a prefix are, unless another namespace is declared within the document.
    plain: &'static str,
}

impl Namespaces {
    /// Enters an element, and returns its name.
    pub fn enter(&mut self, written: &str, attributes: &[(String, String)], is_root: bool) -> String {
        self.before.push(self.declared.len());
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        if is_root {
            self.plain =
                if local.eq_ignore_ascii_case("feed") || local.eq_ignore_ascii_case("entry") { "atom" } else { "" };
        }
        for (name, value) in attributes {
            let declared = match name.split_once(':') {
                None if name == "xmlns" && !is_root => "",
                Some(("xmlns", prefix)) => prefix,
                _ => continue,
            };
            let usual = usual(value.trim(), declared, self.plain);
            self.usual.entry(declared.to_owned()).or_default().push(usual);
            self.declared.push(declared.to_owned());
        }
        let usual = self.usual.get(prefix).and_then(|usual| usual.last());
        let prefix = match usual {
            Some(usual) => usual.as_str(),
            None if prefix.is_empty() => self.plain,
            // Feeds that don't declare a prefix use the usual ones.
            None => prefix,
        };
        let local = local.to_ascii_lowercase();
        if prefix.is_empty() { local } else { format!("{}:{local}", prefix.to_ascii_lowercase()) }
    }

    /// Leaves the element that was entered last.
    pub fn leave(&mut self) {
        let before = self.before.pop().unwrap_or_default();
        while self.declared.len() > before {
            if let Some(usual) = self.declared.pop().and_then(|prefix| self.usual.get_mut(&prefix)) {
                usual.pop();
            }
        }
    }
}

/// A namespace in the form that its versions share. They differ in case and in `https`.
fn form(namespace: &str) -> String {
    namespace.to_ascii_lowercase().replacen("https:", "http:", 1)
}

/// The usual prefix of a namespace. The versions of WordPress' namespaces differ in their number.
fn usual(namespace: &str, declared: &str, plain: &str) -> String {
    let sought = form(namespace);
    if sought.is_empty() {
        return plain.to_owned();
    }
    if let Some(usual) = USUAL.get(&sought) {
        return (*usual).to_owned();
    }
    if sought.starts_with("http://wordpress.org/export/") {
        return if sought.contains("excerpt") { "excerpt" } else { "wp" }.to_owned();
    }
    if declared.is_empty() { "other".to_owned() } else { declared.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(elements: &[(&str, &[(&str, &str)])]) -> Vec<String> {
        let mut namespaces = Namespaces::default();
        let mut names = Vec::new();
        for (at, (tag, attributes)) in elements.iter().enumerate() {
            let attributes: Vec<(String, String)> =
                attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            names.push(namespaces.enter(tag, &attributes, at == 0));
        }
        names
    }

    #[test]
    fn a_namespace_counts_and_not_its_prefix() {
        let atom = "http://www.w3.org/2005/Atom";
        assert_eq!(names(&[("a:feed", &[("xmlns:a", atom)]), ("a:entry", &[])]), ["atom:feed", "atom:entry"]);
        assert_eq!(names(&[("feed", &[("xmlns", atom)]), ("title", &[])]), ["atom:feed", "atom:title"]);
        assert_eq!(names(&[("feed", &[]), ("div", &[("xmlns", "http://www.w3.org/1999/xhtml")])])[1], "xhtml:div");
        let rss =
            names(&[("rss", &[("xmlns:x", "http://search.yahoo.com/mrss")]), ("x:Content", &[]), ("dc:date", &[])]);
        assert_eq!(rss, ["rss", "media:content", "dc:date"]);
        assert_eq!(names(&[("rdf:RDF", &[("xmlns", "http://purl.org/rss/1.0/")]), ("item", &[])]), ["rdf:rdf", "item"]);
        assert_eq!(names(&[("rss", &[("xmlns", "https://x.example/")]), ("item", &[])])[1], "item");
    }

    #[test]
    fn a_declaration_holds_until_its_element_is_left() {
        let declaration = |prefix: &str, namespace: &str| vec![(format!("xmlns:{prefix}"), namespace.to_owned())];
        let mut namespaces = Namespaces::default();
        namespaces.enter("rss", &declaration("a", "http://www.w3.org/2005/Atom"), true);
        assert_eq!(namespaces.enter("a:x", &declaration("a", "http://purl.org/dc/terms/"), false), "dcterms:x");
        namespaces.leave();
        assert_eq!(namespaces.enter("a:x", &[], false), "atom:x");
    }
}
