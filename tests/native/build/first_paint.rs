//! The style that stands in each page for its first paint.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::support::Project;

/// The most that the style of an article may weigh after brotli, in bytes.
const MOST: usize = 2_048;

/// A file of the project.
fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The stylesheet in one text, a little larger than the build of the app makes it: comments and spaces are left out.
fn stylesheet() -> String {
    let imports = read("style/main.css");
    let names = imports.lines().filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"));
    let css: String = names.map(|name| read(&["style/", name].concat())).collect();
    let mut rules = String::new();
    for (at, part) in css.split("/*").enumerate() {
        rules.push_str(if at == 0 { part } else { part.split_once("*/").map_or("", |(_, rules)| rules) });
    }
    let mut text = rules.split_whitespace().collect::<Vec<_>>().join(" ");
    for (long, short) in
        [(" {", "{"), ("{ ", "{"), ("; ", ";"), ("} ", "}"), (" }", "}"), (": ", ":"), (", ", ","), (" > ", ">")]
    {
        text = text.replace(long, short);
    }
    text.replace(";}", "}").replace(":0.", ":.").replace(" 0.", " .").replace("(0.", "(.")
}

fn brotli(text: &str) -> usize {
    let mut bytes = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut bytes, 4_096, 11, 22);
    writer.write_all(text.as_bytes()).expect("memory takes all");
    drop(writer);
    bytes.len()
}

#[test]
fn the_style_in_each_article_of_the_sample_weighs_at_most_2_kb() {
    let project = Project::new("first-paint");
    project.put("app/style-2222222222222222.css", stylesheet().as_bytes());
    project.put("feed.json", read("sample/feed.json").as_bytes());
    project.build(&[]);
    let mut weights = Vec::new();
    for (path, html) in project.all_files("site") {
        if path.starts_with("article/") && path.ends_with("/index.html") {
            let html = String::from_utf8(html).expect("UTF-8");
            let style = html.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
            let (style, _) = style.unwrap_or_else(|| panic!("{path} has no style"));
            // The rules of the headline, the body and the font size are there.
            for rule in [".article__headline{", ".body{", ".text-size input{", ".section-nav ul{"] {
                assert!(style.contains(rule), "{path} has no {rule}: {style}");
            }
            weights.push((brotli(style), path));
        }
    }
    assert!(weights.len() > 50, "{}", weights.len());
    let too_heavy: Vec<_> = weights.iter().filter(|(weight, _)| *weight > MOST).collect();
    assert!(too_heavy.is_empty(), "{too_heavy:?}");
}
