//! The body of a file as HTML: CommonMark with tables, footnotes, struck-out text, lists of tasks and of definitions, and GitHub's
//! quotes with a kind (`> [!NOTE]`), by pulldown-cmark. The HTML in it stays,
//! and is cleaned like that of any feed before it is shown.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::addresses::{Target, address_of, target};
use super::anchors::{Located, add_ids};
use super::commands::{escaped, translate};
use super::markdown_context::MarkdownContext;
use super::source_file::is_markdown;
use crate::domain::feed::key::Key;
use crate::domain::percent;
use crate::domain::report::code::Level;
use crate::publish::html_urls::replace_urls;

/// A body.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Its HTML.
    pub html: String,
    /// The text of the heading that it begins with, if that is of the first level.
    pub first_heading: Option<String>,
    /// Notes on it, each with its line in the Markdown, from 1.
    pub notes: Vec<(usize, Level, String)>,
}

/// Renders the Markdown of a file.
pub fn render(markdown: &str, context: &MarkdownContext) -> Rendered {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let events = |markdown| -> Vec<Located> { Parser::new_ext(markdown, options).into_offset_iter().collect() };
    let mut found = events(markdown);
    let translated = translate(markdown, &code_of(&found), &html_of(&found), context);
    let markdown = translated.as_deref().unwrap_or(markdown);
    if translated.is_some() {
        found = events(markdown);
    }
    let mut events = found;
    let mut body = Body {
        lines: LineNumbers::of(markdown),
        places: places_of_addresses(&events),
        markdown,
        context,
        numbers: BTreeMap::new(),
        order: Vec::new(),
        notes: Vec::new(),
    };
    body.note_commands(&code_of(&events));
    add_ids(&mut events, body.places.keys().filter_map(|address| address.strip_prefix('#')));
    let first_heading = first_heading(&events);
    let (events, mut footnotes) = body.without_footnotes(events);
    let mut written = body.written(events);
    body.add_footnotes(&mut written, &mut footnotes);
    let mut out = String::new();
    html::push_html(&mut out, written.into_iter());
    // Of a style, nothing is kept; of `align`, cells keep theirs.
    for side in ["left", "center", "right"] {
        for cell in ["td", "th"] {
            let with_style = [cell, " style=\"text-align: ", side, "\""].concat();
            out = out.replace(&["<", &with_style].concat(), &["<", cell, " align=\"", side, "\""].concat());
        }
    }
    let html = replace_urls(&out, &mut |url| body.address(url)).into_owned();
    body.notes.sort_by_key(|(line, ..)| *line);
    Rendered { html, first_heading, notes: body.notes }
}

/// The places of code. None lies within another, so they are in the order of their starts.
fn code_of(events: &[Located]) -> Vec<Range<usize>> {
    let code = events.iter().filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))));
    code.map(|(_, range)| range.clone()).collect()
}

/// The places of the blocks of HTML, in which Markdown is only text.
fn html_of(events: &[Located]) -> Vec<Range<usize>> {
    let blocks = events.iter().filter(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock)));
    blocks.map(|(_, range)| range.clone()).collect()
}

/// Where the lines of a text begin.
struct LineNumbers(Vec<usize>);

impl LineNumbers {
    fn of(text: &str) -> LineNumbers {
        LineNumbers(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line of a byte, from 1.
    fn at(&self, at: usize) -> usize {
        1 + self.0.partition_point(|end| *end < at)
    }
}

/// The first place of each address in the text, decoded.
fn places_of_addresses(events: &[Located]) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for (event, range) in events {
        let mut add = |url: &str| {
            places.entry(percent::decode(url)).or_insert(range.start);
        };
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => add(dest_url),
            Event::Html(html) | Event::InlineHtml(html) => drop(replace_urls(html, &mut |url| {
                add(url);
                None
            })),
            _ => {}
        }
    }
    places
}

struct Body<'a> {
    markdown: &'a str,
    lines: LineNumbers,
    places: HashMap<String, usize>,
    context: &'a MarkdownContext<'a>,
    /// The numbers of footnotes by their names.
    numbers: BTreeMap<String, usize>,
    /// Their names by their numbers.
    order: Vec<String>,
    notes: Vec<(usize, Level, String)>,
}

type Footnotes<'a> = BTreeMap<String, (usize, Vec<Located<'a>>)>;

impl<'a> Body<'a> {
    /// Commands of other programs are text here. One note names all lines of a file.
    fn note_commands(&mut self, code: &[Range<usize>]) {
        let is_code = |at: usize| {
            let before = code.partition_point(|range| range.start <= at);
            before.checked_sub(1).and_then(|last| code.get(last)).is_some_and(|range| range.contains(&at))
        };
        let mut start = 0;
        let mut lines = Vec::new();
        for (number, line) in self.markdown.split_inclusive('\n').enumerate() {
            let mut marks = line.match_indices("{{").chain(line.match_indices("{%"));
            if marks.any(|(at, _)| !is_code(start + at)) {
                lines.push(number + 1);
            }
            start += line.len();
        }
        let Some(first) = lines.first() else { return };
        let others = match lines.len() - 1 {
            0 => String::new(),
            others => format!(" (in {others} more of its lines, too)"),
        };
        let message = format!(
            "a command of another program ('{{{{ }}}}' or '{{% %}}') is not carried out and stays as text{others}"
        );
        self.notes.push((*first, Level::Repaired, message));
    }

    /// The text, and the footnotes by their names.
    fn without_footnotes(&self, events: Vec<Located<'a>>) -> (Vec<Located<'a>>, Footnotes<'a>) {
        let mut text = Vec::with_capacity(events.len());
        let mut footnotes = Footnotes::new();
        let mut open: Vec<String> = Vec::new();
        for (event, range) in events {
            match event {
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    footnotes.entry(name.to_string()).or_insert_with(|| (range.start, Vec::new()));
                    open.push(name.to_string());
                }
                Event::End(TagEnd::FootnoteDefinition) => drop(open.pop()),
                event => match open.last().and_then(|name| footnotes.get_mut(name)) {
                    Some((_, events)) => events.push((event, range)),
                    None => text.push((event, range)),
                },
            }
        }
        (text, footnotes)
    }

    /// The events as they are written: pictures with their sizes, footnotes by their numbers.
    fn written(&mut self, events: Vec<Located<'a>>) -> Vec<Event<'a>> {
        let mut written = Vec::with_capacity(events.len());
        let mut events = events.into_iter().peekable();
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let mut alt = String::new();
                    let mut depth = 1;
                    for (event, _) in events.by_ref() {
                        match event {
                            Event::Start(Tag::Image { .. }) => depth += 1,
                            Event::End(TagEnd::Image) => depth -= 1,
                            Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                            Event::SoftBreak | Event::HardBreak => alt.push(' '),
                            _ => {}
                        }
                        if depth == 0 {
                            break;
                        }
                    }
                    written.push(Event::InlineHtml(self.picture(&dest_url, &title, &alt).into()));
                }
                Event::FootnoteReference(name) => {
                    let is_first = !self.numbers.contains_key(&*name);
                    if is_first {
                        self.order.push(name.to_string());
                        self.numbers.insert(name.to_string(), self.order.len());
                    }
                    let number = self.numbers.get(&*name).copied().unwrap_or_default();
                    let id = if is_first { format!(" id=\"fnref-{number}\"") } else { String::new() };
                    let html = format!("<sup{id}><a href=\"#fn-{number}\">{number}</a></sup>");
                    written.push(Event::InlineHtml(html.into()));
                }
                Event::TaskListMarker(is_done) => written.push(Event::Text(if is_done { "☑ " } else { "☐ " }.into())),
                Event::Start(Tag::BlockQuote(Some(kind))) => {
                    written.push(Event::Start(Tag::BlockQuote(None)));
                    let kind = ["<p><strong>", name_of(kind), "</strong></p>\n"].concat();
                    written.push(Event::Html(kind.into()));
                }
                Event::End(TagEnd::Paragraph) => {
                    written.push(Event::End(TagEnd::Paragraph));
                    make_figure(&mut written);
                }
                event => written.push(event),
            }
        }
        written
    }

    fn picture(&self, address: &str, title: &str, alt: &str) -> String {
        let size = match target(address, self.context.file, self.context.stories) {
            Target::File { path, .. } => self.context.files.size_of(&self.context.files.place_of(path)),
            _ => None,
        };
        let mut tag = ["<img src=\"", &escaped(address), "\" alt=\"", &escaped(alt), "\""].concat();
        if !title.is_empty() {
            tag.push_str(&[" title=\"", &escaped(title), "\""].concat());
        }
        if let Some((width, height)) = size {
            tag.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        tag.push('>');
        tag
    }

    /// Adds the footnotes that the text refers to, in the order of their numbers. A footnote may refer to others.
    fn add_footnotes(&mut self, written: &mut Vec<Event<'a>>, footnotes: &mut Footnotes<'a>) {
        let mut at = 0;
        while let Some(name) = self.order.get(at).cloned() {
            at += 1;
            let events = footnotes.remove(&name).map(|(_, events)| events).unwrap_or_default();
            let start = if at == 1 { "<hr>\n<ol>\n" } else { "" };
            written.push(Event::Html(format!("{start}<li id=\"fn-{at}\">").into()));
            written.extend(self.written(events));
            let back = Event::InlineHtml(format!(" <a href=\"#fnref-{at}\">↩</a>").into());
            let is_paragraph = matches!(written.last(), Some(Event::End(TagEnd::Paragraph)));
            written.insert(written.len() - usize::from(is_paragraph), back);
            written.push(Event::Html("</li>\n".into()));
        }
        if at > 0 {
            written.push(Event::Html("</ol>\n".into()));
        }
        for (name, (start, _)) in footnotes.iter() {
            let line = self.lines.at(*start);
            self.notes.push((line, Level::Lost, format!("the footnote [^{name}] is left out: nothing refers to it")));
        }
    }

    /// An address as it is in the feed; `None` if it stays.
    fn address(&mut self, url: &str) -> Option<String> {
        match target(url, self.context.file, self.context.stories) {
            Target::Absolute => None,
            Target::Outside => {
                self.note_of(url, Level::Lost, format!("{url}: the address leads out of the folder"));
                None
            }
            Target::File { path, rest } if is_markdown(&path) => match (self.context.id_of)(&path) {
                Some(id) => {
                    let fragment = rest.find('#').map_or("", |at| &rest[at..]);
                    Some(["./?article=", Key::of_id(&id).as_str(), fragment].concat())
                }
                None => {
                    self.note_of(url, Level::Lost, format!("{url}: there is no story in this file that is published"));
                    None
                }
            },
            Target::File { path, rest } => {
                let address = address_of(&self.context.files.place_of(path), rest);
                (address != url).then_some(address)
            }
        }
    }

    fn note_of(&mut self, url: &str, level: Level, message: String) {
        let place = self.places.get(&percent::decode(url)).copied().unwrap_or_default();
        self.notes.push((self.lines.at(place), level, message));
    }
}

/// A paragraph of pictures alone becomes a figure; the title of a single one is its caption.
fn make_figure(written: &mut Vec<Event>) {
    let Some(start) = written.iter().rposition(|event| matches!(event, Event::Start(Tag::Paragraph))) else { return };
    let is_picture = |event: &Event| matches!(event, Event::InlineHtml(html) if html.starts_with("<img "));
    let inside = &written[start + 1..written.len() - 1];
    let is_figure = inside.iter().any(is_picture)
        && inside.iter().all(|event| is_picture(event) || matches!(event, Event::SoftBreak | Event::HardBreak));
    if !is_figure {
        return;
    }
    let pictures: Vec<String> = inside
        .iter()
        .filter_map(|event| match event {
            Event::InlineHtml(html) => Some(html.to_string()),
            _ => None,
        })
        .collect();
    let caption = match pictures.as_slice() {
        [picture] => picture.split_once(" title=\"").and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned),
        _ => None,
    };
    let mut figure = pictures.concat();
    if let Some(caption) = caption {
        figure = figure.replace(&[" title=\"", &caption, "\""].concat(), "");
        figure.push_str(&["<figcaption>", &caption, "</figcaption>"].concat());
    }
    written.truncate(start);
    written.push(Event::Html(CowStr::from(["<figure>", &figure, "</figure>\n"].concat())));
}

fn first_heading(events: &[Located]) -> Option<String> {
    let mut events = events.iter().map(|(event, _)| event);
    let Some(Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) = events.next() else { return None };
    let mut heading = String::new();
    for event in events.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))) {
        match event {
            Event::Text(text) | Event::Code(text) => heading.push_str(text),
            Event::SoftBreak | Event::HardBreak => heading.push(' '),
            _ => {}
        }
    }
    Some(heading).filter(|heading| !heading.trim().is_empty())
}

/// The kind of a quote, as its author has written it.
fn name_of(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::addresses::FolderFiles;

    struct Files;

    impl FolderFiles for Files {
        fn size_of(&self, path: &str) -> Option<(u32, u32)> {
            (path == "stories/a b.png").then_some((600, 400))
        }
    }

    fn rendered(markdown: &str) -> Rendered {
        let id_of = |path: &str| ["stories/other.md", "stories/B.MD"].contains(&path).then(|| "bridge-2026".to_owned());
        let context = MarkdownContext { file: "stories/x.md", stories: "stories", id_of: &id_of, files: &Files };
        render(markdown, &context)
    }

    fn html(markdown: &str) -> String {
        let rendered = rendered(markdown);
        assert_eq!(rendered.notes, [], "{markdown}");
        rendered.html
    }

    #[test]
    fn commonmark_tables_and_struck_out_text_are_rendered() {
        assert_eq!(
            html("A *b* ~~c~~\n\n> d"),
            "<p>A <em>b</em> <del>c</del></p>\n<blockquote>\n<p>d</p>\n</blockquote>\n"
        );
        let table = html("| a | b |\n|:--|--:|\n| 1 | 2 |\n");
        assert!(table.contains("<th align=\"left\">a</th><th align=\"right\">b</th>"), "{table}");
        assert!(table.contains("<td align=\"right\">2</td>"), "{table}");
    }

    #[test]
    fn lists_of_tasks_and_definitions_and_quotes_with_a_kind_are_rendered() {
        let tasks = "<ul>\n<li>☑ Bridge</li>\n<li>☐ Road</li>\n</ul>\n";
        assert_eq!(html("- [x] Bridge\n- [ ] Road\n"), tasks);
        let definitions = "<dl>\n<dt>Quay</dt>\n<dd>Where ships land</dd>\n</dl>\n";
        assert_eq!(html("Quay\n: Where ships land\n"), definitions);
        let quote = "<blockquote>\n<p><strong>Warning</strong></p>\n<p>High water</p>\n</blockquote>\n";
        assert_eq!(html("> [!WARNING]\n> High water\n"), quote);
        // A colon at the beginning of a line is none of a list without a line before it.
        assert_eq!(html(": a"), "<p>: a</p>\n");
    }

    #[test]
    fn a_picture_has_its_size_and_an_address_from_the_root() {
        assert_eq!(
            html("Text ![alt \"x\"](a%20b.png)"),
            "<p>Text <img src=\"stories/a%20b.png\" alt=\"alt &quot;x&quot;\" width=\"600\" height=\"400\"></p>\n"
        );
        assert_eq!(html("<img src=\"../c.png\">"), "<img src=\"c.png\">");
        assert_eq!(
            html("![x](https://a.example/b.png) y"),
            "<p><img src=\"https://a.example/b.png\" alt=\"x\"> y</p>\n"
        );
    }

    #[test]
    fn pictures_alone_are_a_figure_and_a_title_its_caption() {
        assert_eq!(
            html("![a](c.png \"The <railing>\")"),
            "<figure><img src=\"stories/c.png\" alt=\"a\"><figcaption>The &lt;railing&gt;</figcaption></figure>\n"
        );
        assert_eq!(
            html("![a](c.png)\n![b](d.png \"t\")"),
            "<figure><img src=\"stories/c.png\" alt=\"a\"><img src=\"stories/d.png\" alt=\"b\" title=\"t\"></figure>\n"
        );
    }

    #[test]
    fn footnotes_stand_at_the_end_in_the_order_of_their_references() {
        let html = html("A[^x] b[^1] c[^x].\n\n[^1]: One.\n[^x]: Ex, see[^deep].\n\n[^deep]: Deep.\n\nEnd.");
        let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text}: {html}"));
        assert!(at("End.") < at("<hr>") && at("<hr>") < at("Ex, see") && at("Ex, see") < at("One."), "{html}");
        assert!(at("One.") < at("Deep."), "{html}");
        assert_eq!(html.matches("<a href=\"#fn-1\">1</a>").count(), 2, "{html}");
        assert_eq!(html.matches("id=\"fnref-1\"").count(), 1, "{html}");
        assert!(html.contains("<p>One. <a href=\"#fnref-2\">↩</a></p>\n</li>"), "{html}");
    }

    #[test]
    fn what_gets_lost_is_said_with_its_line() {
        let rendered = rendered(
            "A\n\n[^x]: Nobody.\n\n[b](../../c.png)\n\n[d](gone.md)\n\n{{< gist x >}}\n\n`{{ code }}`\n\n{% include y %}",
        );
        let lines: Vec<(usize, Level)> = rendered.notes.iter().map(|(line, level, _)| (*line, *level)).collect();
        assert_eq!(lines, [(3, Level::Lost), (5, Level::Lost), (7, Level::Lost), (9, Level::Repaired)]);
    }

    #[test]
    fn many_faults_take_time_by_their_number_only() {
        let links: String = (0..60_000).map(|number| format!("[a](gone-{number}.md)\n")).collect();
        let notes: String = (0..60_000).map(|number| format!("[^{number}]: Nobody.\n\n")).collect();
        let began = std::time::Instant::now();
        let rendered = rendered(&[&links, "\n", &notes].concat());
        assert_eq!(rendered.notes.len(), 120_000);
        assert_eq!((rendered.notes[0].0, rendered.notes[59_999].0, rendered.notes[60_000].0), (1, 60_000, 60_002));
        // Of a debug build on a busy machine; once it took minutes.
        assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
    }

    #[test]
    fn an_address_with_spaces_or_in_html_has_its_line() {
        let rendered =
            rendered("A\n\n[b](<gone away.md>)\n\nC <a href=\"gone.md\">d</a>\n\n<p>\n<a href='lost.md'>e</a>\n</p>\n");
        let lines: Vec<usize> = rendered.notes.iter().map(|(line, ..)| *line).collect();
        assert_eq!(lines, [3, 5, 8]);
    }

    #[test]
    fn a_link_to_another_file_leads_to_its_story() {
        let key = Key::of_id("bridge-2026");
        assert_eq!(html("[b](other.md#end)"), format!("<p><a href=\"./?article={key}#end\">b</a></p>\n"));
        assert_eq!(html("[b](B.MD)"), format!("<p><a href=\"./?article={key}\">b</a></p>\n"));
        assert_eq!(html("[b](@/other.md)"), format!("<p><a href=\"./?article={key}\">b</a></p>\n"));
        assert_eq!(
            html("[b](#end) [c](mailto:a@b.example)"),
            "<p><a href=\"#end\">b</a> <a href=\"mailto:a@b.example\">c</a></p>\n"
        );
    }

    #[test]
    fn a_first_heading_is_found() {
        assert_eq!(rendered("# The *bridge*\n\nText").first_heading.as_deref(), Some("The bridge"));
        assert_eq!(rendered("Text\n\n# Bridge").first_heading, None);
        assert_eq!(rendered("## Bridge").first_heading, None);
        assert_eq!(rendered("").html, "");
    }

    #[test]
    fn headings_have_the_ids_that_links_name() {
        let text = "[a](#das-größte-tal) [b](#das-grosste-1) [c](#own) [d](#c-and-d_1) [e](#none)\n\n\
            # Das größte Tal!\n\n## C and d\n\n## `C` and *d*\n\n## Own {#own}\n\n## Other\n";
        let html = html(text);
        assert!(html.contains("<h1 id=\"das-größte-tal\">") && html.contains("<h2 id=\"own\">"), "{html}");
        assert!(html.contains("<h2 id=\"c-and-d_1\"><code>C</code>") && html.contains("<h2>C and d</h2>"), "{html}");
        assert!(html.contains("<h2>Other</h2>"), "{html}");
    }

    #[test]
    fn commands_of_other_programs_are_translated_outside_of_code() {
        assert_eq!(
            html("[o]({{< ref \"other.md\" >}})\n{: .note}\n"),
            "<p><a href=\"./?article=KEY\">o</a></p>\n".replace("KEY", Key::of_id("bridge-2026").as_str())
        );
        assert_eq!(
            html("{{< figure src=\"a b.png\" caption=\"C\" >}}"),
            "<figure><img src=\"stories/a%20b.png\" alt=\"\" width=\"600\" height=\"400\"><figcaption>C</figcaption></figure>\n"
        );
        let film = "https://www.youtube.com/watch?v=a_b-c";
        assert_eq!(
            html("<div class=\"video\">\n{{< youtube a_b-c >}}\n</div>\n\n{{< youtube a_b-c >}}"),
            format!(
                "<div class=\"video\">\n<a href=\"{film}\">{film}</a>\n</div>\n<p><a href=\"{film}\">{film}</a></p>\n"
            )
        );
        assert_eq!(
            html("<div align=center>{{< figure src=\"a.png\" alt=\"[A]\" title=\"1 < 2\" >}}</div>"),
            "<div align=center><figure><img src=\"stories/a.png\" alt=\"[A]\"><figcaption>1 &lt; 2</figcaption></figure></div>"
        );
        let code = "```\n{{ site.url }}\n{: .x}\n```\n";
        assert!(html(code).contains("{{ site.url }}\n{: .x}"), "{}", html(code));
    }
}
