//! XML 1.0 (W3C, fifth edition): escaping of text and attributes, CDATA sections, and a writer of elements.
//!
//! [`attribute`] suits HTML as well, whose references for these characters are the same.

/// Whether XML 1.0 allows the character in a document, by its production `Char`. Escaping does not help the others.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Text between tags. Characters that XML forbids are left out.
pub fn text(text: &str) -> String {
    escape(text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        // Parsers read a bare carriage return as a line feed.
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// The value of an attribute in double quotes. Characters that XML forbids are left out.
pub fn attribute(value: &str) -> String {
    escape(value, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        // Parsers read bare white space in an attribute as spaces.
        '\t' => Some("&#9;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// Text as a CDATA section. `]]>` is split between two sections, characters that XML forbids are left out, and line ends are the
/// line feeds that every parser has to make of them.
pub fn cdata(text: &str) -> String {
    // They go first: without the one in `]]\u{0}>`, a section ends there.
    let allowed: String = text.chars().filter(|c| is_allowed(*c)).collect();
    let lines = allowed.replace("\r\n", "\n").replace('\r', "\n");
    ["<![CDATA[", &lines.replace("]]>", "]]]]><![CDATA[>"), "]]>"].concat()
}

fn escape(text: &str, reference: impl Fn(char) -> Option<&'static str>) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars().filter(|c| is_allowed(*c)) {
        match reference(c) {
            Some(reference) => escaped.push_str(reference),
            None => escaped.push(c),
        }
    }
    escaped
}

/// Writes a document, a line for each tag or element of text. Names are the caller's own; texts and values are escaped.
#[derive(Debug)]
pub struct Writer {
    document: String,
    open: Vec<&'static str>,
}

/// The names and values of an element's attributes.
pub type Attributes<'a> = [(&'a str, &'a str)];

impl Writer {
    /// A document with the XML declaration and the start tag of its root.
    pub fn new(root: &'static str, attributes: &Attributes) -> Writer {
        let mut writer =
            Writer { document: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() };
        writer.start(root, attributes);
        writer
    }

    /// A start tag.
    pub fn start(&mut self, name: &'static str, attributes: &Attributes) {
        self.tag(name, attributes);
        self.document.push_str(">\n");
        self.open.push(name);
    }

    /// The end tag of the innermost open element.
    pub fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.end_tag(name);
        }
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &Attributes) {
        self.tag(name, attributes);
        self.document.push_str("/>\n");
    }

    /// An element with text.
    pub fn text(&mut self, name: &str, attributes: &Attributes, content: &str) {
        self.element(name, attributes, &text(content));
    }

    /// An element with text in a CDATA section.
    pub fn cdata(&mut self, name: &str, content: &str) {
        self.element(name, &[], &cdata(content));
    }

    /// The document, with the end tags of all open elements.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.document
    }

    fn element(&mut self, name: &str, attributes: &Attributes, escaped: &str) {
        self.tag(name, attributes);
        self.document.push('>');
        self.document.push_str(escaped);
        self.end_tag(name);
    }

    fn tag(&mut self, name: &str, attributes: &Attributes) {
        self.document.push('<');
        self.document.push_str(name);
        for (name, value) in attributes {
            self.document.extend([" ", name, "=\"", &attribute(value), "\""]);
        }
    }

    fn end_tag(&mut self, name: &str) {
        self.document.extend(["</", name, ">\n"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_white_space_of_values_become_references() {
        assert_eq!(text("a < b & c > \"d\"\r\n"), "a &lt; b &amp; c &gt; \"d\"&#13;\n");
        assert_eq!(attribute("a < b & c > \"d\" 'e'\t\r\n"), "a &lt; b &amp; c &gt; &quot;d&quot; 'e'&#9;&#13;&#10;");
        assert_eq!(text("&amp;"), "&amp;amp;", "text is escaped whatever it looks like");
    }

    #[test]
    fn characters_that_xml_forbids_are_left_out() {
        let forbidden = "a\u{0}\u{8}\u{b}\u{c}\u{1f}\u{fffe}\u{ffff}b";
        assert_eq!(text(forbidden), "ab");
        assert_eq!(attribute(forbidden), "ab");
        assert_eq!(cdata(forbidden), "<![CDATA[ab]]>");
        let allowed = "\t\n \u{7f}\u{85}\u{200f}\u{e000}\u{fffd}😀\u{10ffff}";
        assert_eq!(text(allowed), allowed);
    }

    #[test]
    fn the_end_of_a_cdata_section_is_split() {
        assert_eq!(cdata("a]]>b]]]>"), "<![CDATA[a]]]]><![CDATA[>b]]]]]><![CDATA[>]]>");
        assert_eq!(cdata("]]\u{0}>"), "<![CDATA[]]]]><![CDATA[>]]>", "a forbidden character does not hide it");
        assert_eq!(cdata("a\r\nb\rc\n"), "<![CDATA[a\nb\nc\n]]>");
        assert_eq!(cdata(""), "<![CDATA[]]>");
    }

    #[test]
    fn the_writer_closes_open_elements() {
        let mut writer = Writer::new("a", &[("x", "\"1\"")]);
        writer.start("b", &[]);
        writer.text("c", &[], "<");
        writer.empty("d", &[("y", "2")]);
        assert_eq!(
            writer.finish(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <a x=\"&quot;1&quot;\">\n<b>\n<c>&lt;</c>\n<d y=\"2\"/>\n</b>\n</a>\n"
        );
    }
}
