//! Bodies about as deep as the limit.

use newsleaf::domain::limits::BODY_DEPTH;

use crate::support::clean::{self, context, url};

fn clean(html: &str) -> String {
    clean::clean(html, &context(&url("https://news.example/2020/story"))).as_html().to_owned()
}

/// The depth of nesting of HTML that is written in full.
fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let name = tag.split([' ', '>']).next().unwrap_or("");
        if name.starts_with('/') {
            open -= 1;
        } else if !["br", "img", "hr", "wbr", "col", "source", "track"].contains(&name) {
            open += 1;
            deepest = deepest.max(open);
        }
    }
    deepest
}

const AROUND: [&str; 3] = ["", "<div>word", "<section><div id=x>\n<span lang=fr>"];

const REPEATED: [(&str, &str); 20] = [
    ("<div>", ""),
    ("<table>", ""),
    ("<table><tr><td>", ""),
    ("<table><tbody><tr><td>", "</td></tr></tbody></table>"),
    ("<div><table><tr><td>", "</table></div>"),
    ("<div>a<table><tr><td>", "</table>b</div>"),
    ("<div> <table><tr><td>", "</table> </div>"),
    ("<table><caption>", ""),
    ("<ul><li>", ""),
    ("<ol><li><div>", "</div></ol>"),
    ("<dl><dd>", ""),
    ("<figure>", ""),
    ("<details><summary>a</summary>", ""),
    ("<blockquote><p>a</p>", "</blockquote>"),
    ("<font><i lang=de>", ""),
    ("<a href=/x>", ""),
    ("<p><b><div>", ""),
    ("<section><header>", ""),
    ("<svg><g>", ""),
    ("<div><iframe src=/x></iframe>", ""),
];

const INNERMOST: [&str; 2] = ["<table><tr><td>x<img src=/x></table>", "<div><table><tr><td>x</table></div>"];

#[test]
fn what_comes_out_is_never_deeper_than_the_limit_and_stays_as_it_is_at_any_depth() {
    for (start, end) in REPEATED {
        let html = |before: &str, times: usize, core: &str| {
            format!("{before}{}{core}{}", start.repeat(times), end.repeat(times))
        };
        // The number of elements that reach the limit; none do if they close each other.
        let each = (depth(&clean(&html("", 20, ""))) / 20).max(1);
        for (before, core) in AROUND.iter().flat_map(|before| INNERMOST.map(|core| (before, core))) {
            for times in BODY_DEPTH / each - 6..BODY_DEPTH / each + 2 {
                let once = clean(&html(before, times, core));
                let case = format!("{before}, {times} times {start}, {core}");
                assert!(depth(&once) <= BODY_DEPTH, "{} deep: {case}", depth(&once));
                let twice = clean(&once);
                let same = once.bytes().zip(twice.bytes()).take_while(|(a, b)| a == b).count();
                assert!(once == twice, "{case}\n{}\n{}", &once[same..], &twice[same..]);
            }
        }
    }
}

#[test]
fn no_word_of_a_table_at_the_limit_leaves_its_place() {
    for around in BODY_DEPTH - 8..BODY_DEPTH {
        let html = format!("{}<p>one</p><table><tr><td>two<td>three</table><p>four</p>", "<div>".repeat(around));
        let body = clean(&html);
        let places = ["one", "two", "three", "four"].map(|word| body.find(word).expect("every word stays"));
        assert!(places.is_sorted(), "{around} around: {}", &body[body.len() - 400..]);
        let levels = ["<table>", "<tbody>", "<tr>", "<td>two</td>"].map(|tag| body.contains(tag));
        assert!(levels == [true; 4] || levels == [false; 4], "{around} around: half a table");
    }
}
