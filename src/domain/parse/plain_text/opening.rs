//! The first sentences of an item's body, as excerpts for lists.

use super::tag::{Tag, Tags};
use super::{Text, first_words, from_text, is_visible};
use crate::domain::feed::{Body, Item};
use crate::domain::html::entities;

/// The largest number of characters of an excerpt.
const MOST: usize = 160;

/// An excerpt in Chinese or Japanese, whose characters say more.
const MOST_CJK: usize = 80;

/// The number of bytes of a body that are read: the beginning may be a picture in the address itself.
const MOST_BODY_BYTES: usize = 200_000;

/// The text under a headline in a list: the summary, cut after `most` characters, unless it equals the headline; else
/// the first sentences of the body.
pub fn summary_or_opening(item: &Item, most: usize) -> Option<String> {
    let summary = item.summary.as_ref().filter(|summary| **summary != item.headline);
    summary.map(|summary| first_words(summary, most)).or_else(|| opening(item))
}

/// The text under the headline of an article: the summary, unless it equals the headline, or the body begins with the
/// summary's first sentence or with a text of that length.
pub fn standfirst(item: &Item) -> Option<&str> {
    /// Texts with this number of common letters and digits are considered equal.
    const COMPARED_LETTERS: usize = 40;
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(COMPARED_LETTERS).collect()
    };
    let summary = item.summary.as_deref().filter(|summary| *summary != item.headline && item.has_body())?;
    let body = text_of_body(item);
    let first = |text: &str| letters(&text[..end_of_sentence(text)]);
    let (of_summary, of_body) = (first(summary), first(&body));
    // A summary that was cut within a word or a sentence is as long as the compared text, or ends with an ellipsis.
    let is_cut =
        summary.trim_end_matches([']', ')']).ends_with(['…', '.']) && letters(&body).starts_with(&letters(summary));
    let is_repeat = of_summary == of_body || is_cut && of_summary.chars().count() >= COMPARED_LETTERS / 2;
    let has_letters = !of_summary.is_empty();
    (!(is_repeat && has_letters)).then_some(summary)
}

/// The first sentences of an item's body, at most 160 characters (80 in Chinese and Japanese): whole sentences where they
/// fill half of that, else cut between words. Headings, captions, bylines, tables and repetitions of the headline
/// are left out. `None` if nothing is left.
fn opening(item: &Item) -> Option<String> {
    let text = text_of_body(item);
    let (text, goes_on) = without_headline(&text, item);
    let most = if is_cjk(text) { MOST_CJK } else { MOST };
    is_visible(text).then(|| [goes_on, &first_sentences(text, most - goes_on.chars().count())].concat())
}

/// The beginning of the body's running text.
fn text_of_body(item: &Item) -> String {
    match &item.body {
        Body::Html(html) => of_html(beginning(html), item),
        Body::Text(text) => of_text(&text[..text.floor_char_boundary(MOST_BODY_BYTES)], item),
        Body::None => String::new(),
    }
}

/// The beginning of HTML, cut before a tag and not within one.
fn beginning(html: &str) -> &str {
    let head = &html[..html.floor_char_boundary(MOST_BODY_BYTES)];
    match head.rfind(['<', '>']) {
        Some(at) if head.len() < html.len() && head[at..].starts_with('<') => &head[..at],
        _ => head,
    }
}

/// Collects paragraphs until there are enough characters.
struct Paragraphs<'a> {
    item: &'a Item,
    text: String,
    open: Text,
}

impl Paragraphs<'_> {
    /// Ends the paragraph that is open; `false` if that is enough.
    fn end(&mut self) -> bool {
        let paragraph = std::mem::take(&mut self.open).text;
        if is_visible(&paragraph) && !is_byline(&paragraph, self.item) && paragraph != self.item.headline {
            // Chinese and Japanese have no spaces.
            let is_joined = self.text.ends_with(is_cjk_character) && paragraph.starts_with(is_cjk_character);
            if !self.text.is_empty() && !is_joined {
                self.text.push(' ');
            }
            self.text.push_str(&paragraph);
        }
        self.text.len() < 8 * MOST
    }
}

fn of_html(html: &str, item: &Item) -> String {
    let mut paragraphs = Paragraphs { item, text: String::new(), open: Text::default() };
    let mut tags = Tags::of(html);
    let mut at = 0;
    while let Some(c) = html[at..].chars().next() {
        let rest = &html[at..];
        if c == '<'
            && let Some(tag) = tags.read(at)
        {
            if tag.separates() && !paragraphs.end() {
                return paragraphs.text;
            }
            at += tag.length;
            if is_beside_the_text(&tag)
                && let Some(end) = tags.end_of_element(at, tag.name)
            {
                at = end;
            } else if tag.hides_content(true) {
                at = tags.end_of_hidden(at, tag.name);
            }
        } else if c == '&'
            && let Some((decoded, length)) = entities::read(rest)
        {
            paragraphs.open.push(decoded);
            at += length;
        } else {
            paragraphs.open.push(c);
            at += c.len_utf8();
        }
    }
    paragraphs.end();
    paragraphs.text
}

/// Whether an element is outside of the running text.
fn is_beside_the_text(tag: &Tag) -> bool {
    const ELEMENTS: [&str; 16] = [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figcaption",
        "figure",
        "table",
        "pre",
        "audio",
        "video",
        "iframe",
        "noscript",
        "nav",
        "aside",
    ];
    const CLASSES: [&str; 5] = ["byline", "caption", "credit", "author", "dateline"];
    if tag.closing {
        return false;
    }
    tag.is(&ELEMENTS)
        || tag.is(&["p", "span", "small", "address", "em"]) && CLASSES.iter().any(|class| tag.has_class_like(class))
}

fn of_text(text: &str, item: &Item) -> String {
    let mut paragraphs = Paragraphs { item, text: String::new(), open: Text::default() };
    for line in text.lines() {
        for c in from_text(line).chars() {
            paragraphs.open.push(c);
        }
        if line.trim().is_empty() {
            if !paragraphs.end() {
                return paragraphs.text;
            }
        } else {
            paragraphs.open.push(' ');
        }
    }
    paragraphs.end();
    paragraphs.text
}

/// Whether a paragraph is a byline or a caption instead of a sentence: it is in brackets, names an author and little else, or
/// begins as such lines do.
fn is_byline(paragraph: &str, item: &Item) -> bool {
    const LONGEST: usize = 100;
    const BEGINNINGS: [&str; 12] =
        ["By ", "Photo", "Foto", "Picture:", "Image:", "Bild:", "Von ", "Par ", "Por ", "图", "圖", "写真"];
    let length = paragraph.chars().count();
    if length > LONGEST {
        return false;
    }
    let in_brackets = [('(', ')'), ('（', '）'), ('[', ']')];
    let is_sentence = paragraph.ends_with(['.', '!', '?', '。', '！', '？', '…', ':', '：', '”', '"', '؟', '۔', '।']);
    let stands_alone = |at: usize, name: &str| {
        let (before, after) = (&paragraph[..at], &paragraph[at + name.len()..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    };
    let names_author = |name: &str| {
        !name.is_empty()
            && !is_sentence
            && length < name.chars().count() + 25
            && paragraph.match_indices(name).any(|(at, _)| stands_alone(at, name))
    };
    in_brackets.iter().any(|(open, close)| paragraph.starts_with(*open) && paragraph.ends_with(*close))
        || item.authors.iter().any(|author| names_author(&author.name))
        || item.byline.as_deref().is_some_and(|byline| paragraph == byline)
        || !is_sentence && BEGINNINGS.iter().any(|beginning| paragraph.starts_with(beginning))
}

/// The text behind the headline, where the headline is the beginning of the text; and the mark that it goes on there.
fn without_headline<'a>(text: &'a str, item: &Item) -> (&'a str, &'static str) {
    let headline = item.headline.trim_end_matches('…');
    match text.strip_prefix(headline) {
        Some(rest) if item.title.is_none() => {
            let rest = rest.trim_start_matches([' ', '.', ',', ';', ':', '!', '?', '…', '–', '—', '，', '。', '、']);
            (rest, if item.headline.ends_with('…') { "…" } else { "" })
        }
        _ => (text, ""),
    }
}

/// Whether a text is Chinese or Japanese: a third of its first characters are.
fn is_cjk(text: &str) -> bool {
    let head = text.chars().take(60);
    3 * head.clone().filter(|c| is_cjk_character(*c)).count() > head.count()
}

/// Whether a character is a Chinese or Japanese one, or one of their punctuation marks.
fn is_cjk_character(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// The sentences of a text that end within `most` characters, if they fill half of them; else as many words.
fn first_sentences(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let mut cut = 0;
    loop {
        let next = cut + end_of_sentence(&text[cut..]);
        if next > end || next == cut {
            break;
        }
        cut = next;
    }
    let whole = text[..cut].trim_end();
    if whole.chars().count() * 2 >= most { whole.to_owned() } else { first_words(text, most - 1) }
}

/// The end of the first sentence of a text; the text's length if no sentence ends in it. `Dr.`, `St.` and `p. 3` end none.
fn end_of_sentence(text: &str) -> usize {
    // The letters of the word before the sign, and whether it begins with a capital.
    let (mut letters, mut is_capitalised) = (0, false);
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let rest = &text[after..];
        let is_end = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' | '؟' | '।' | '۔' => {
                let behind = rest.trim_start_matches(['”', '"', '’', '»', ')']);
                let is_word = letters > 3 || letters > 1 && !is_capitalised;
                is_word && (behind.is_empty() || behind.starts_with(char::is_whitespace))
            }
            _ => false,
        };
        if is_end {
            let closing = rest.len() - rest.trim_start_matches(['”', '"', '’', '»', '」', '』', ')', '）', ' ']).len();
            return after + closing;
        }
        if letters == 0 {
            is_capitalised = c.is_uppercase();
        }
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::Author;

    fn of(body: Body, change: impl FnOnce(&mut Item)) -> Option<String> {
        let mut item = Item::example("x");
        item.title = Some("The bridge".to_owned());
        item.headline = "The bridge".to_owned();
        item.body = body;
        change(&mut item);
        opening(&item)
    }

    fn html(html: &str) -> Option<String> {
        of(Body::Html(html.to_owned()), |_| {})
    }

    #[test]
    fn captions_bylines_and_headings_are_no_part_of_it() {
        let body = "<h2>On the river</h2><figure><img src=a.jpg><figcaption>The railing</figcaption></figure>\
            <p class='wp-caption-text'>Seen from the north</p><p>By A. Wren</p><p>(City Press)</p><p>Photo: A. Wren</p>\
            <p>Traffic has crossed it <b>since</b> this morning.</p><table><tr><td>1</table><p>All of it.</p>";
        assert_eq!(html(body).as_deref(), Some("Traffic has crossed it since this morning. All of it."));
        let by = |item: &mut Item| item.authors = vec![Author { name: "A. Wren".into(), url: None, avatar: None }];
        assert_eq!(
            of(Body::Html("<p>A. Wren, Springfield</p><p>It rains.</p>".into()), by).as_deref(),
            Some("It rains.")
        );
        assert_eq!(
            html("<p>By midnight the river had risen.</p>").as_deref(),
            Some("By midnight the river had risen.")
        );
    }

    #[test]
    fn whole_sentences_are_taken_where_they_fill_half_of_it() {
        let sentence = "The council met on Monday, and it heard from everybody who had come. ";
        let two = html(&format!("<p>{}</p>", sentence.repeat(5))).unwrap();
        assert_eq!(two, sentence.repeat(2).trim_end());
        let words = html(&format!("<p>Yes. {}</p>", "word ".repeat(100))).unwrap();
        assert!(words.ends_with("word…") && words.chars().count() <= MOST, "{words}");
        let doctor = html(&format!("<p>{} Dr. Wren {}</p>", "word ".repeat(25), "word ".repeat(100))).unwrap();
        assert!(doctor.ends_with('…'), "{doctor}");
    }

    #[test]
    fn chinese_and_japanese_get_half_as_many_characters() {
        let chinese = html(&format!("<p>{}</p>", "本市的桥今天早上重新开放了，车辆已经可以通行".repeat(20))).unwrap();
        assert!((60..=MOST_CJK).contains(&chinese.chars().count()), "{chinese}");
        let sentences =
            html(&format!("<p>{}</p>", "本市的桥今天早上重新开放。车辆已经可以通行了！".repeat(20))).unwrap();
        assert_eq!(
            html("<p>桥已开放。</p><p>「可以通行」</p><p>A bridge.</p>").unwrap(),
            "桥已开放。「可以通行」 A bridge."
        );
        assert!(sentences.ends_with(['。', '！']) && sentences.chars().count() <= MOST_CJK, "{sentences}");
    }

    #[test]
    fn a_headline_that_is_the_beginning_of_the_body_is_not_repeated() {
        let note = |headline: &str| {
            of(Body::Html("<p>The lamp went out twice. Nobody saw it.</p>".into()), |item| {
                item.title = None;
                item.headline = headline.to_owned();
            })
        };
        assert_eq!(note("The lamp went out twice. Nobody saw it."), None);
        assert_eq!(note("The lamp went…").as_deref(), Some("…out twice. Nobody saw it."));
    }

    #[test]
    fn a_summary_that_the_body_begins_with_is_no_standfirst() {
        let of = |summary: &str, html: &str| {
            let mut item = Item::example("x");
            item.title = Some("The bridge".to_owned());
            item.headline = "The bridge".to_owned();
            item.summary = Some(summary.to_owned());
            item.body = Body::Html(html.to_owned());
            standfirst(&item).map(str::to_owned)
        };
        let body =
            "<h2>News</h2><p>Traffic has <b>crossed</b> it since this morning, says the mayor. More follows.</p>";
        assert_eq!(of("After eleven months.", body).as_deref(), Some("After eleven months."));
        assert_eq!(of("Traffic has crossed it since this morning, says the mayor.", body), None);
        assert_eq!(of("Traffic has crossed it since this morning, says the […]", body), None);
        assert_eq!(of("The bridge", body), None, "it is the headline");
        assert_eq!(
            of("Traffic has crossed it. Nobody was there.", "<p>Traffic has crossed it. The mayor was.</p>"),
            None
        );
        assert_eq!(of("Words.", ""), None, "the summary stands in the body's place");
        let is_kept = |summary: &str, html: &str| assert_eq!(of(summary, html).as_deref(), Some(summary));
        is_kept("A film of the day.", "<p><video src=a.mp4></video></p><table><tr><td>1</td></tr></table>");
        is_kept("Storm. Three dead in Bremen.", "<p>Stormy seas are forecast for the whole of the weekend.</p>");
        is_kept("Yesterday it rained all day long.", "<p>Yes.</p>");
        is_kept("★★★", "<p>A review.</p>");
    }

    #[test]
    fn plain_text_is_read_by_paragraphs() {
        let text = |text: &str| of(Body::Text(text.to_owned()), |_| {});
        assert_eq!(text("The bridge\n\nIt is\nopen <now>.").as_deref(), Some("It is open <now>."));
        assert_eq!(text(" \n\n"), None);
        assert_eq!(of(Body::None, |_| {}), None);
        assert_eq!(html("<p><img src=x></p>"), None);
    }

    #[test]
    fn a_body_is_not_cut_within_a_tag() {
        let picture = format!("<img src=\"data:image/png;base64,{}\">", "A".repeat(MOST_BODY_BYTES));
        assert_eq!(html(&format!("<p>Short intro.</p>{picture}")).as_deref(), Some("Short intro."));
        assert_eq!(html(&picture), None);
    }

    #[test]
    fn a_sentence_with_an_author_s_name_in_it_is_no_byline() {
        let by = |item: &mut Item| item.authors = vec![Author { name: "Li".into(), url: None, avatar: None }];
        let of_li = |html: &str| of(Body::Html(html.to_owned()), by);
        assert_eq!(of_li("<p>The Library opens</p>").as_deref(), Some("The Library opens"));
        assert_eq!(of_li("<p>Li is the mayor.</p>").as_deref(), Some("Li is the mayor."));
        assert_eq!(of_li("<p>Li, Springfield</p><p>Rain.</p>").as_deref(), Some("Rain."));
    }

    #[test]
    fn figure_in_a_figure_ends_with_the_outer_one() {
        for name in ["figure", "table"] {
            let body = format!("<{name}><{name} class=a>In.</{name}>Between.</{name}><p>Words.</p>");
            assert_eq!(html(&body).as_deref(), Some("Words."), "{name}");
        }
        assert_eq!(html("<figure><figures>A.</figures></FIGURE><p>Words.</p>").as_deref(), Some("Words."));
    }

    #[test]
    fn classes_are_compared_by_the_words_of_their_names() {
        for (class, is_left_out) in [
            ("byline", true),
            ("story-byline", true),
            ("story__byline", true),
            ("lead By-line", false),
            ("photo-credits", true),
            ("Byline", true),
            ("nobylineX", false),
            ("captionless", false),
            ("authority", false),
        ] {
            let found = html(&format!("<p class=\"{class}\">A line.</p><p>Words.</p>")).unwrap();
            assert_eq!(!found.contains("A line."), is_left_out, "{class}: {found}");
        }
    }

    #[test]
    fn a_heading_that_is_never_closed_hides_nothing() {
        assert_eq!(html("<h2>Open <p>Words.</p>").as_deref(), Some("Open Words."));
    }

    #[test]
    fn a_hostile_body_is_read_in_linear_time() {
        for piece in ["<h2>", "<figure>", "<figure><figure></figure>", "<p class=caption>", "<i>", "(", "<p>a</p>"] {
            let start = std::time::Instant::now();
            html(&piece.repeat(1_000_000 / piece.len()));
            assert!(start.elapsed().as_secs() < 5, "{piece}: {:?}", start.elapsed());
        }
    }
}
