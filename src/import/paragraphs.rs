//! Paragraphs of a body in which blank lines stand for them, as WordPress shows the posts of its classic editor: a blank line
//! ends a paragraph, and a single line end is a `<br>`. One pass over the body.

use std::collections::HashMap;

use crate::domain::html::tokens::{Token, Tokens};

/// What an element is for the paragraphs in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Texts in it are paragraphs.
    Paragraphs,
    /// Texts in it are paragraphs from its first blank line on.
    Flow,
    /// Texts in it are lines.
    Lines,
    /// It is a paragraph itself.
    Paragraph,
    /// It holds other elements, and its texts stay as they are.
    Structure,
    /// It has no content and stands beside paragraphs.
    Void,
    /// All in it stays as it is.
    Kept,
}

/// The kind of a block element; `None` for elements that are parts of a text.
fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "blockquote" => Kind::Paragraphs,
        "div" | "section" | "article" | "aside" | "header" | "footer" | "nav" | "main" | "form" | "fieldset"
        | "legend" | "address" | "details" | "summary" | "center" | "li" | "dd" | "dt" | "td" | "th" | "caption" => {
            Kind::Flow
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Lines,
        "p" => Kind::Paragraph,
        "ul" | "ol" | "dl" | "menu" | "table" | "thead" | "tbody" | "tfoot" | "tr" | "colgroup" | "map" | "figure"
        | "figcaption" | "hgroup" => Kind::Structure,
        "hr" | "col" | "area" => Kind::Void,
        "pre" => Kind::Kept,
        _ => return None,
    })
}

/// What an element that is part of a text adds to its paragraph.
fn weight(name: &str) -> Weight {
    match name {
        "iframe" | "video" | "audio" | "object" | "embed" => Weight::Player,
        "img" | "input" | "button" | "select" | "textarea" | "svg" | "math" | "canvas" => Weight::Content,
        _ => Weight::Nothing,
    }
}

/// Elements that are parts of a text, and whose content is none.
const KEPT_IN_TEXT: [&str; 8] = ["video", "audio", "object", "select", "svg", "math", "canvas", "button"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    /// Readers see nothing of it.
    Nothing,
    /// Readers see it. Alone it needs no paragraph.
    Player,
    /// It stands in a paragraph.
    Content,
}

/// The body with paragraphs. A body of blocks of WordPress' newer editor has them, and stays as it is.
pub fn with_paragraphs(html: &str) -> String {
    let html = html.replace("\r\n", "\n").replace('\r', "\n");
    if html.contains("<!-- wp:") {
        return html;
    }
    let mut writer = Writer { out: String::with_capacity(html.len() + html.len() / 8), ..Writer::default() };
    let mut tokens = Tokens::of(&html);
    let mut kept: Option<Kept> = None;
    let mut start = 0;
    while let Some(token) = tokens.next() {
        let written = &html[start..tokens.position()];
        start = tokens.position();
        if let Some(open) = &mut kept {
            open.read(token, written);
            if open.depth == 0 {
                writer.kept(kept.take());
            }
            continue;
        }
        match token {
            Token::Start(name, _) => {
                let name = name.to_ascii_lowercase();
                if kind(&name) == Some(Kind::Kept) || KEPT_IN_TEXT.contains(&name.as_str()) && !written.ends_with("/>")
                {
                    kept = Some(Kept { name, html: written.to_owned(), depth: 1 });
                } else {
                    writer.start(name, written);
                }
            }
            Token::End(name) => writer.end(&name.to_ascii_lowercase(), written),
            Token::Text(text) => writer.text(text),
            Token::Raw(_) => writer.piece(written, Weight::Nothing),
            Token::Other => writer.comment(written),
        }
    }
    writer.kept(kept);
    writer.finish()
}

/// An element whose content stays as it is.
struct Kept {
    name: String,
    html: String,
    /// How many elements of its name are open.
    depth: usize,
}

impl Kept {
    fn read(&mut self, token: Token, written: &str) {
        self.html.push_str(written);
        match token {
            Token::Start(name, _) if name.eq_ignore_ascii_case(&self.name) => self.depth += 1,
            Token::End(name) if name.eq_ignore_ascii_case(&self.name) => self.depth -= 1,
            _ => {}
        }
    }
}

/// An open block element.
struct Frame {
    name: String,
    kind: Kind,
    /// A blank line in the paragraph has ended it. What follows begins another.
    is_ended: bool,
}

/// The text since the last block or blank line.
#[derive(Default)]
struct Text {
    html: String,
    has_content: bool,
    is_visible: bool,
    /// The white space behind it.
    space: String,
    ends_line: bool,
    ends_with_break: bool,
}

impl Text {
    fn push(&mut self, piece: &str, weight: Weight) {
        if self.ends_line && !self.html.is_empty() {
            self.html.push_str(if self.is_visible && !self.ends_with_break { "<br>\n" } else { "\n" });
        } else if !self.html.is_empty() {
            self.html.push_str(&self.space);
        }
        self.space.clear();
        self.ends_line = false;
        self.ends_with_break = false;
        self.has_content |= weight == Weight::Content;
        self.is_visible |= weight != Weight::Nothing;
        self.html.push_str(piece);
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    frames: Vec<Frame>,
    /// How many frames have each name.
    counts: HashMap<String, usize>,
    text: Text,
}

impl Writer {
    fn kind(&self) -> Kind {
        self.frames.last().map_or(Kind::Paragraphs, |frame| frame.kind)
    }

    fn start(&mut self, name: String, written: &str) {
        let Some(kind) = kind(&name) else {
            self.piece(written, weight(&name));
            self.text.ends_with_break = name == "br";
            return;
        };
        self.before_block();
        self.out.push_str(written);
        if kind == Kind::Void {
            return self.behind_block();
        }
        *self.counts.entry(name.clone()).or_default() += 1;
        self.frames.push(Frame { name, kind, is_ended: false });
    }

    fn end(&mut self, name: &str, written: &str) {
        if kind(name).is_none() {
            return self.piece(written, Weight::Nothing);
        }
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            // Alone it would be an empty paragraph.
            if name != "p" {
                self.flush();
                self.out.push_str(written);
            }
            return;
        }
        while let Some(frame) = self.close() {
            if frame.name != name {
                continue;
            }
            if frame.kind != Kind::Paragraph {
                self.out.push_str(written);
                self.behind_block();
            }
            break;
        }
    }

    /// Closes the innermost frame. Only a paragraph gets its end tag here.
    fn close(&mut self) -> Option<Frame> {
        self.flush();
        let frame = self.frames.pop()?;
        if let Some(count) = self.counts.get_mut(&frame.name) {
            *count -= 1;
        }
        if frame.kind == Kind::Paragraph && !frame.is_ended {
            self.out.push_str("</p>");
            self.behind_block();
        }
        Some(frame)
    }

    /// A block ends the text before it, and the paragraph around it.
    fn before_block(&mut self) {
        self.flush();
        if self.kind() == Kind::Paragraph {
            self.close();
        }
    }

    fn behind_block(&mut self) {
        if !matches!(self.kind(), Kind::Structure | Kind::Lines) {
            self.out.push('\n');
        }
    }

    fn kept(&mut self, kept: Option<Kept>) {
        let Some(kept) = kept else { return };
        if kind(&kept.name).is_none() {
            return self.piece(&kept.html, weight(&kept.name));
        }
        self.before_block();
        self.out.push_str(&kept.html);
        self.behind_block();
    }

    fn comment(&mut self, written: &str) {
        let name = written.strip_prefix("<!--").unwrap_or_default().trim_start();
        if self.frames.is_empty() && (name.starts_with("more") || name.starts_with("nextpage")) {
            self.flush();
            self.out.push_str(written);
            return self.behind_block();
        }
        self.piece(written, Weight::Nothing);
    }

    /// Adds markup or a word.
    fn piece(&mut self, piece: &str, weight: Weight) {
        if self.kind() == Kind::Structure {
            self.out.push_str(piece);
        } else {
            self.text.push(piece, weight);
        }
    }

    fn text(&mut self, text: &str) {
        if self.kind() == Kind::Structure {
            return self.out.push_str(text);
        }
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (space, behind) = rest.split_at(end);
            match space.bytes().filter(|byte| *byte == b'\n').count() {
                0 => self.text.space.push_str(space),
                1 => self.text.ends_line = true,
                _ => self.blank_line(),
            }
            let end = behind.find(|c: char| c.is_ascii_whitespace()).unwrap_or(behind.len());
            if end > 0 {
                self.text.push(&behind[..end], Weight::Content);
            }
            rest = &behind[end..];
        }
    }

    fn blank_line(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            match frame.kind {
                Kind::Flow => frame.kind = Kind::Paragraphs,
                Kind::Lines => {
                    self.text.ends_line = true;
                    return;
                }
                _ => {}
            }
        }
        let has_text = !self.text.html.is_empty();
        self.flush();
        if let Some(frame) = self.frames.last_mut()
            && frame.kind == Kind::Paragraph
            && has_text
        {
            frame.is_ended = true;
            self.out.push_str("</p>\n");
        }
    }

    /// Writes the text. Where it is a paragraph, it gets tags.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.html.is_empty() {
            return;
        }
        let is_paragraph = match self.frames.last_mut() {
            Some(Frame { kind: Kind::Paragraph, is_ended, .. }) => {
                if std::mem::take(is_ended) {
                    self.out.push_str("<p>");
                }
                false
            }
            _ => self.kind() == Kind::Paragraphs,
        };
        if is_paragraph && text.has_content {
            self.out.push_str("<p>");
        }
        self.out.push_str(&text.html);
        if is_paragraph {
            self.out.push_str(if text.has_content { "</p>\n" } else { "\n" });
        }
    }

    fn finish(mut self) -> String {
        while self.close().is_some() {}
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_become_paragraphs() {
        for (written, expected) in [
            ("", ""),
            ("a", "<p>a</p>\n"),
            ("a\r\nb\r\n\r\nc", "<p>a<br>\nb</p>\n<p>c</p>\n"),
            ("\n\n a \n \n\n b ", "<p>a</p>\n<p>b</p>\n"),
            ("a  <b>b</b>\n<i>c</i> d", "<p>a  <b>b</b><br>\n<i>c</i> d</p>\n"),
            ("a<br />\nb<br>\n\nc", "<p>a<br />\nb<br></p>\n<p>c</p>\n"),
            ("<img src=\"a\nb\">\n\nx", "<p><img src=\"a\nb\"></p>\n<p>x</p>\n"),
            ("a &lt; b &amp; c", "<p>a &lt; b &amp; c</p>\n"),
        ] {
            assert_eq!(with_paragraphs(written), expected, "{written}");
        }
    }

    #[test]
    fn blocks_stand_beside_paragraphs() {
        for (written, expected) in [
            ("a\n\n<ul>\n<li>c</li>\n</ul>\n\nd", "<p>a</p>\n<ul>\n<li>c</li>\n</ul>\n<p>d</p>\n"),
            ("a\n<h2>b</h2>\nc", "<p>a</p>\n<h2>b</h2>\n<p>c</p>\n"),
            ("<h2>a\nb</h2>", "<h2>a<br>\nb</h2>\n"),
            ("a<hr>b", "<p>a</p>\n<hr>\n<p>b</p>\n"),
            ("<P style=\"x\">a</P>\n\nb\n\n<p>c</p>", "<P style=\"x\">a</p>\n<p>b</p>\n<p>c</p>\n"),
            ("<p>a\nb\n\nc</p>\nd", "<p>a<br>\nb</p>\n<p>c</p>\n<p>d</p>\n"),
            ("<p><b>a</b>\n\nc</p>", "<p><b>a</b></p>\n<p>c</p>\n"),
            ("<p>a\n\n</p>b", "<p>a</p>\n<p>b</p>\n"),
            ("<p>\n\na</p>", "<p>a</p>\n"),
            ("<p>a<p>b", "<p>a</p>\n<p>b</p>\n"),
            ("<p>a<ul><li>b</ul>", "<p>a</p>\n<ul><li>b</ul>\n"),
            ("<div>a</div>b", "<div>a</div>\n<p>b</p>\n"),
            ("<div>a\n\nb</div>", "<div><p>a</p>\n<p>b</p>\n</div>\n"),
            ("<div>\n\na\n</div>", "<div><p>a</p>\n</div>\n"),
            ("<div>\n<p>a</p>\n</div>", "<div><p>a</p>\n</div>\n"),
            ("<ul><li>a\n\nb</li><li>c\nd</li></ul>", "<ul><li><p>a</p>\n<p>b</p>\n</li><li>c<br>\nd</li></ul>\n"),
            ("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p>\n<p>b</p>\n</blockquote>\n"),
            ("x\n<blockquote>a</blockquote>y", "<p>x</p>\n<blockquote><p>a</p>\n</blockquote>\n<p>y</p>\n"),
            (
                "<table>\n\n<tr><td>a</td>\n\n<td>b</td></tr></table>",
                "<table>\n\n<tr><td>a</td>\n\n<td>b</td></tr></table>\n",
            ),
            (
                "<figure><img src=a>\n<figcaption>b</figcaption></figure>",
                "<figure><img src=a>\n<figcaption>b</figcaption></figure>\n",
            ),
            ("<a href=b><div>c</div></a>", "<a href=b>\n<div>c</div>\n</a>\n"),
            ("a</p>b</div>c", "<p>ab</p>\n</div><p>c</p>\n"),
        ] {
            assert_eq!(with_paragraphs(written), expected, "{written}");
        }
    }

    #[test]
    fn code_scripts_and_comments_stay_as_they_are() {
        for (written, expected) in [
            ("<pre>a\n\nb <i>c\n\n</i></pre>\n\nd", "<pre>a\n\nb <i>c\n\n</i></pre>\n<p>d</p>\n"),
            ("a <pre>b\n\nc", "<p>a</p>\n<pre>b\n\nc\n"),
            ("<script>\nif (a\n\n< b) {}\n</script>", "<script>\nif (a\n\n< b) {}\n</script>\n"),
            ("<style>\n\na{}</style>\n\nb", "<style>\n\na{}</style>\n<p>b</p>\n"),
            ("<textarea>a\n\nb</textarea>", "<p><textarea>a\n\nb</textarea></p>\n"),
            ("<iframe src=a></iframe>\n\nb", "<iframe src=a></iframe>\n<p>b</p>\n"),
            ("<video>\n\n<source src=a>\n</video>", "<video>\n\n<source src=a>\n</video>\n"),
            ("a <svg>\n\n<path/></svg> b", "<p>a <svg>\n\n<path/></svg> b</p>\n"),
            ("a\n<!--more Read on-->\nb", "<p>a</p>\n<!--more Read on-->\n<p>b</p>\n"),
            ("a\n\n<!-- x\n\ny -->\n\nb", "<p>a</p>\n<!-- x\n\ny -->\n<p>b</p>\n"),
            ("<!-- wp:paragraph -->\n<p>a</p>\n\nb\nc", "<!-- wp:paragraph -->\n<p>a</p>\n\nb\nc"),
        ] {
            assert_eq!(with_paragraphs(written), expected, "{written}");
        }
    }

    #[test]
    fn long_bodies_take_time_in_proportion_to_their_length() {
        for piece in
            ["<div>", "</p>", "<p>a\n\n", "<b>\n", "<pre>", "<!--", "a\n\n", "<div></ul>", "<li>\n\n", "<svg>", " "]
        {
            let html = piece.repeat(100_000);
            assert!(with_paragraphs(&html).len() <= html.len() * 3, "{piece}");
        }
    }
}
