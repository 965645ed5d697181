//! Commands of Hugo, Jekyll and Zola in Markdown that have a plain form: links to other stories, the address of the site, pictures,
//! code, films. What Jekyll's Markdown writes in `{: }` goes. All others stay as they are written.

use std::ops::Range;

use super::addresses::{Target, address_of, target};
use super::markdown_context::MarkdownContext;
use super::source_file::is_markdown;

/// Longer ones are no commands.
const COMMAND_BYTES: usize = 2_000;

/// The Markdown with these commands as what they stand for, line by line: in its blocks of HTML that is HTML. What `code` has stays
/// as it is.
pub fn translate(
    markdown: &str,
    code: &[Range<usize>],
    html: &[Range<usize>],
    context: &MarkdownContext,
) -> Option<String> {
    if !markdown.contains("{{") && !markdown.contains("{%") && !markdown.contains("{:") {
        return None;
    }
    let is_in = |ranges: &[Range<usize>], at: usize| {
        let before = ranges.partition_point(|range| range.start <= at);
        before.checked_sub(1).is_some_and(|last| ranges[last].contains(&at))
    };
    let is_code = |at: usize| is_in(code, at);
    let mut out = String::with_capacity(markdown.len());
    let mut start = 0;
    let mut is_raw = false;
    for line in markdown.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let end_of_line = &line[content.len()..];
        if let Some(fence) = fence(content.trim()).filter(|_| !is_code(start)) {
            is_raw = fence != "```";
            out.push_str(fence);
            out.push_str(&language(content.trim()));
        } else if is_raw {
            out.push_str(content);
        } else {
            write_line(&mut out, content, &|at| is_code(start + at), is_in(html, start), context);
        }
        out.push_str(end_of_line);
        start += line.len();
    }
    (out != markdown).then_some(out)
}

/// The fence that stands for a command which begins or ends code: of four signs at its beginning and its end, since the code may
/// have fences itself.
fn fence(line: &str) -> Option<&'static str> {
    let (name, _) = command(line).filter(|(_, length)| *length == line.len())?;
    let name = name.trim_start_matches('-').trim_start();
    match name.split_whitespace().next()? {
        "highlight" => Some("````"),
        "endhighlight" | "/highlight" => Some("```"),
        _ => None,
    }
}

fn language(line: &str) -> String {
    let (inner, _) = command(line).unwrap_or_default();
    let mut words = inner.split_whitespace().skip_while(|word| *word != "highlight").skip(1);
    let word = words.next().unwrap_or_default();
    let end = if inner.contains("endhighlight") || inner.contains("/highlight") { "`" } else { "" };
    [end, word].concat()
}

fn write_line(out: &mut String, line: &str, is_code: &dyn Fn(usize) -> bool, is_html: bool, context: &MarkdownContext) {
    if let Some(attributes) = attributes_alone(line).filter(|_| !is_code(0)) {
        // `* TOC` directly above `{:toc}` is where Jekyll puts a table of contents.
        if attributes.split_whitespace().any(|word| matches!(word, "toc" | ":toc")) {
            let end = out.strip_suffix('\n').unwrap_or(out);
            let end = end.strip_suffix('\r').unwrap_or(end).len();
            let above = out[..end].rfind('\n').map_or(0, |at| at + 1);
            let mark = &out[above..end];
            let is_mark = mark.trim().trim_start_matches(['*', '-', '+', '1', '.', ' ']).len() <= 20;
            if is_mark && mark.trim_start().starts_with(['*', '-', '+', '1']) {
                out.replace_range(above..end, "");
            }
        }
        return;
    }
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = line[at..].find('{').map(|found| at + found) {
        let rest = &line[found..];
        let length = command(rest).map(|(_, length)| length);
        let plain = match length {
            _ if is_code(found) => None,
            Some(length) => plain(rest, is_html, context).map(|plain| (plain, length)),
            None => attributes(&line[..found], rest).map(|length| (String::new(), length)),
        };
        match plain {
            Some((plain, length)) => {
                out.push_str(&line[copied..found]);
                out.push_str(&plain);
                at = found + length;
                copied = at;
            }
            None => at = found + length.unwrap_or(1),
        }
    }
    out.push_str(&line[copied..]);
}

/// The attributes of a line that has nothing else: `{: .note}`. Neither words behind them nor `{: words :}` are such.
fn attributes_alone(line: &str) -> Option<&str> {
    let attributes = line.trim().strip_prefix("{:")?.strip_suffix('}')?;
    (!attributes.contains('}') && attributes.split_whitespace().all(|word| word != ":")).then_some(attributes)
}

/// The inside of the command at the start of a text, and its length.
fn command(text: &str) -> Option<(&str, usize)> {
    let (open, close) = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")]
        .into_iter()
        .find(|(open, _)| text.starts_with(open))?;
    let end = start_of(text)[open.len()..].find(close)? + open.len();
    Some((text[open.len()..end].trim(), end + close.len()))
}

fn start_of(text: &str) -> &str {
    &text[..text.floor_char_boundary(COMMAND_BYTES)]
}

/// The length of `{: .class}` behind something within a line.
fn attributes(before: &str, rest: &str) -> Option<usize> {
    let inner = start_of(rest).strip_prefix("{:")?;
    let is_behind = before.ends_with([')', ']', '*', '_', '`', '"']);
    let is_one = inner.trim_start().starts_with(['.', '#', ':']) || inner.split('}').next()?.contains('=');
    (is_behind && is_one).then(|| inner.find('}').map(|end| end + 3)).flatten()
}

/// What a command stands for.
fn plain(text: &str, is_html: bool, context: &MarkdownContext) -> Option<String> {
    let (inner, _) = command(text)?;
    let inner = inner.trim_matches('-').trim();
    if text.starts_with("{{<") || text.starts_with("{{%") {
        let (name, arguments) = inner.split_once(char::is_whitespace)?;
        return match name {
            "ref" | "relref" => story(&unnamed(arguments, "path")?, context),
            "figure" => figure(arguments, is_html),
            name => film(name, &unnamed(arguments, "id")?, is_html),
        };
    }
    if text.starts_with("{%") {
        let (name, argument) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        return match name {
            "post_url" => story(&["/", argument.trim()].concat(), context),
            "link" => file(argument.trim(), context),
            _ => None,
        };
    }
    if let Some((name, arguments)) = inner.split_once('(') {
        return film(name.trim(), &unnamed(arguments.trim_end_matches(')'), "id")?, is_html);
    }
    let (value, filters) = inner.split_once('|').unwrap_or((inner, ""));
    let value = value.trim();
    if filters.is_empty() {
        return matches!(value, "site.baseurl" | "site.url" | "site.github.url").then(String::new);
    }
    let is_address = filters.split('|').all(|filter| {
        let filter = filter.trim();
        matches!(filter, "relative_url" | "absolute_url") || filter.starts_with("prepend:") && filter.contains("site.")
    });
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let address = value[1..].strip_suffix(quote)?;
    let is_whole = is_address && !address.contains([quote, ' ']);
    is_whole.then(|| if address.starts_with('/') { address.to_owned() } else { ["/", address].concat() })
}

/// The first argument without a name, or that of this name, without its quotation marks.
fn unnamed(arguments: &str, name: &str) -> Option<String> {
    let all = named(arguments);
    all.into_iter().find(|(key, _)| key.is_empty() || key == name).map(|(_, value)| value)
}

/// The arguments `name="value"` and `"value"`.
fn named(arguments: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut rest = arguments.trim_start_matches([' ', '\t', ',']);
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '`' | ',')).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let (name, value) = match behind.trim_start().strip_prefix('=') {
            Some(value) => (word, value.trim_start()),
            None if word.is_empty() => ("", behind),
            None => {
                all.push((String::new(), word.to_owned()));
                rest = behind.trim_start_matches([' ', '\t', ',']);
                continue;
            }
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '`'));
        let (text, length) = match quote {
            Some(quote) => {
                let end = value[1..].find(quote).unwrap_or(value.len() - 1);
                (&value[1..=end], (end + 2).min(value.len()))
            }
            None => {
                let end = value.find([' ', '\t', ',']).unwrap_or(value.len());
                (&value[..end], end.max(1).min(value.len()))
            }
        };
        all.push((name.to_owned(), text.to_owned()));
        rest = value[length..].trim_start_matches([' ', '\t', ',']);
    }
    all
}

/// The address of the story that a command names: beside the file, or from the folder of the stories, with its ending or without.
fn story(named: &str, context: &MarkdownContext) -> Option<String> {
    let (path, fragment) = named.split_at(named.find('#').unwrap_or(named.len()));
    if path.is_empty() {
        return Some(fragment.to_owned()).filter(|fragment| fragment.len() > 1);
    }
    let from_root = ["@/", path.trim_start_matches('/')].concat();
    let beside = (!path.starts_with('/')).then(|| path.to_owned());
    let found = beside.into_iter().chain([from_root]).find_map(|address| {
        let Target::File { path, .. } = target(&address, context.file, context.stories) else { return None };
        let path = path.trim_end_matches('/');
        let endings = ["", ".md", ".markdown", "/index.md"];
        endings.iter().map(|ending| [path, ending].concat()).find(|path| (context.id_of)(path).is_some())
    })?;
    Some(["/", &address_of(&found, ""), fragment].concat())
}

/// The address of a file that is named from the root of the folder.
fn file(path: &str, context: &MarkdownContext) -> Option<String> {
    let path = path.trim_start_matches('/');
    let is_there = !is_markdown(path) || (context.id_of)(path).is_some();
    (is_there && !path.is_empty() && !path.contains("{{")).then(|| ["/", &address_of(path, "")].concat())
}

/// Hugo's `figure` as a picture with its caption.
fn figure(arguments: &str, is_html: bool) -> Option<String> {
    let arguments = named(arguments);
    let of = |names: &[&str]| {
        names.iter().find_map(|name| arguments.iter().find(|(key, value)| key == name && !value.is_empty()))
    };
    let (_, src) = of(&["src"]).filter(|(_, src)| !src.contains(['<', '>']))?;
    if is_html {
        let text = |names: &[&str]| of(names).map(|(_, text)| escaped(text)).unwrap_or_default();
        let caption = Some(text(&["caption", "title"])).filter(|caption| !caption.is_empty());
        let caption = caption.map(|caption| ["<figcaption>", &caption, "</figcaption>"].concat()).unwrap_or_default();
        let (src, alt) = (escaped(src), text(&["alt"]));
        return Some(format!("<figure><img src=\"{src}\" alt=\"{alt}\">{caption}</figure>"));
    }
    let alt = of(&["alt"]).map(|(_, alt)| alt.replace(['[', ']'], "")).unwrap_or_default();
    let caption = of(&["caption", "title"]).map(|(_, caption)| caption.replace(['"', '\\'], ""));
    let caption = caption.map(|caption| [" \"", &caption, "\""].concat()).unwrap_or_default();
    Some(format!("![{alt}](<{src}>{caption})"))
}

/// The page of a film.
fn film(name: &str, id: &str, is_html: bool) -> Option<String> {
    let page = match name {
        "youtube" => "https://www.youtube.com/watch?v=",
        "vimeo" => "https://vimeo.com/",
        _ => return None,
    };
    let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_id.then(|| match is_html {
        true => format!("<a href=\"{page}{id}\">{page}{id}</a>"),
        false => format!("<{page}{id}>"),
    })
}

/// A text as HTML has it, in an attribute or outside of tags.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translated(markdown: &str) -> String {
        let id_of = |path: &str| {
            let known =
                ["content/blog/a.md", "content/blog/b/index.md", "content/2026-11-20-c.markdown", "_posts/d.md"];
            known.contains(&path).then(|| path.to_owned())
        };
        let context = MarkdownContext { file: "content/blog/x.md", stories: "content", id_of: &id_of, files: &() };
        translate(markdown, &[], &[], &context).unwrap_or_else(|| markdown.to_owned())
    }

    #[test]
    fn commands_with_a_plain_form_become_it() {
        for (command, plain) in [
            ("[r]({{< ref \"a.md\" >}})", "[r](/content/blog/a.md)"),
            (
                "[r]({{< relref \"a#x\" >}}) {{% ref path=`/blog/b` %}}",
                "[r](/content/blog/a.md#x) /content/blog/b/index.md",
            ),
            ("[r]({{< ref \"#x\" >}})", "[r](#x)"),
            ("[p]({% post_url 2026-11-20-c %})", "[p](/content/2026-11-20-c.markdown)"),
            ("[l]({% link _posts/d.md %}) {% link a b.pdf %}", "[l](/_posts/d.md) /a%20b.pdf"),
            ("[b]({{ site.baseurl }}/x) {{site.url}}", "[b](/x) "),
            ("![i]({{ '/a.png' | relative_url }}) {{ \"b\" | prepend: site.baseurl }}", "![i](/a.png) /b"),
            ("{{< figure src=\"a b.png\" alt=\"A [b]\" title=\"The \" caption=\"C\" >}}", "![A b](<a b.png> \"C\")"),
            (
                "{{< youtube a-B_1 >}} {{ vimeo(id=\"12\") }}",
                "<https://www.youtube.com/watch?v=a-B_1> <https://vimeo.com/12>",
            ),
            (
                "{% highlight ruby %}\nx = *y*\n{% raw %}\n{% endhighlight %}\nz",
                "````ruby\nx = *y*\n{% raw %}\n````\nz",
            ),
            ("{{< highlight go \"a=1\" >}}\n{:x}\n{{< /highlight >}}", "````go\n{:x}\n````"),
            ("* TOC\n{:toc}\nText\n{: .note}\n![a](b){: .c width=\"3\"} {:x}", "\n\nText\n\n![a](b) {:x}"),
            ("- A point\n{: .note}", "- A point\n"),
            ("* Apples\n* Pears\n{: .toc}", "* Apples\n* Pears\n"),
            ("1. TOC\r\n{: toc .x}\r\nText", "\r\n\r\nText"),
        ] {
            assert_eq!(translated(command), plain, "{command}");
        }
    }

    #[test]
    fn other_commands_stay() {
        for text in [
            "{{< ref \"none.md\" >}}",
            "{{< note >}}x{{< /note >}}",
            "{% include a.html %}",
            "{{ page.title }}",
            "{{ 'a' | upcase }}",
            "{{< figure alt=\"x\" >}}",
            "{{< youtube \"><b>\" >}}",
            "{{<",
            "{{< ref >}}",
            "{% post_url %}",
            "{{ \" | relative_url }}",
            "{ä {: {{é",
            "{: .lead} The set {1, 2}",
            "{: nice :}",
            "{{< ref =\"\" `>}}",
        ] {
            assert_eq!(translated(text), text);
        }
    }

    #[test]
    fn many_signs_take_time_by_their_number_only() {
        for piece in ["{{", "{%", "){:", "{{< ref ", "{", "{{ é"] {
            let text = piece.repeat(100_000);
            assert_eq!(translated(&text), text);
        }
        let began = std::time::Instant::now();
        assert_eq!(translated(&"{:toc}\n".repeat(400_000)), "\n".repeat(400_000));
        // Of a debug build on a busy machine.
        assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
    }
}
