//! Names of elements, whatever prefixes a document has for its namespaces. An element of RSS, in whichever version, has a
//! plain name.

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

/// Whether an element of this name is an item of a feed.
pub fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "atom:entry")
}

/// The namespaces that are declared by the open elements.
#[derive(Default)]
pub struct Namespaces {
    /// Each prefix with the one that its namespace usually has.
    declared: Vec<(String, String)>,
    /// How many of them there were before each open element.
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
            self.declared.push((declared.to_owned(), usual(value.trim(), declared, self.plain)));
        }
        let declared = self.declared.iter().rev().find(|(declared, _)| declared == prefix);
        let prefix = match declared {
            Some((_, usual)) => usual.as_str(),
            None if prefix.is_empty() => self.plain,
            // Feeds that don't declare a prefix use the usual ones.
            None => prefix,
        };
        let local = local.to_ascii_lowercase();
        if prefix.is_empty() { local } else { format!("{}:{local}", prefix.to_ascii_lowercase()) }
    }

    /// Leaves the element that was entered last.
    pub fn leave(&mut self) {
        if let Some(before) = self.before.pop() {
            self.declared.truncate(before);
        }
    }
}

/// The usual prefix of a namespace. Versions of one namespace differ in case, in `https` and in their number.
fn usual(namespace: &str, declared: &str, plain: &str) -> String {
    let form = |text: &str| text.to_ascii_lowercase().replacen("https:", "http:", 1);
    let sought = form(namespace);
    if sought.is_empty() {
        return plain.to_owned();
    }
    if let Some((_, usual)) = PREFIXES.iter().find(|(namespace, _)| form(namespace) == sought) {
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
}
