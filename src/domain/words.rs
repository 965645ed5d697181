//! The interface's words, by language. They stand in `locales/`, one file a language; the methods of [`Words`] are made
//! from them at build time, so that a word that is missing or misspelt in a view does not compile.

use super::json_text;
use super::json_value::Value;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of one language; the methods are the keys of `locales/en.json`.
#[derive(Debug)]
pub struct Words {
    /// The language of these words, an RFC 5646 tag.
    pub tag: &'static str,
    /// In the order of their keys.
    texts: [&'static str; COUNT],
}

impl Words {
    /// The words of a language from the texts of its file, in their order.
    pub fn from_texts(tag: &'static str, next: impl FnMut() -> &'static str) -> Words {
        let mut texts = [""; COUNT];
        texts.fill_with(next);
        Words { tag, texts }
    }

    /// Reads the file of a language (`scripts/words.mjs` writes it); `None` where it is broken or of another version. The
    /// texts live as long as the program.
    pub fn parse(tag: &'static str, bytes: &[u8]) -> Option<Words> {
        let (text, mut warnings) = json_text::decode(bytes);
        let Value::Object(mut file) = json_text::parse(text, &mut warnings).ok()? else { return None };
        let Value::Array(texts) = file.take("app")? else { return None };
        let texts: Option<Vec<&'static str>> = texts
            .into_iter()
            .map(|text| match text {
                Value::String(text) => Some(&*text.leak()),
                _ => None,
            })
            .collect();
        Some(Words { tag, texts: texts?.try_into().ok()? })
    }
}

/// A sentence with a number in it, in the plural forms of its language: a line for each, CLDR's category and the form with
/// a tab between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural(pub(super) &'static str);

impl Plural {
    /// The form for a category (`one`, `few` ...); the one for `other`, which every language has, where there is none.
    pub fn form(self, category: &str) -> &'static str {
        let form = |wanted: &str| self.forms().find(|(category, _)| *category == wanted).map(|(_, form)| form);
        form(category).or_else(|| form("other")).unwrap_or("")
    }

    /// Every category with its form.
    pub fn forms(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.split('\n').filter_map(|line| line.split_once('\t'))
    }
}

/// The language that there are words in for readers of the language `tag` (RFC 5646): the longest prefix that there is a
/// file for. Chinese goes by its script, which may be told by the place.
pub fn tag_for(tag: &str) -> Option<&'static str> {
    let mut parts = tag.split(['-', '_']);
    if parts.next().is_some_and(|language| language.eq_ignore_ascii_case("zh")) {
        let traditional = |part: &str| ["hant", "tw", "hk", "mo"].iter().any(|name| part.eq_ignore_ascii_case(name));
        let simplified = |part: &str| part.eq_ignore_ascii_case("hans");
        let is_traditional = parts.clone().any(traditional) && !parts.any(simplified);
        return Some(if is_traditional { "zh-Hant" } else { "zh-Hans" });
    }
    let mut wanted = tag;
    loop {
        if let Some(known) = TAGS.iter().find(|known| known.eq_ignore_ascii_case(wanted)) {
            return Some(known);
        }
        wanted = wanted.rsplit_once(['-', '_'])?.0;
    }
}

/// The words of the language `tag`, if they are compiled in: natively all are, in the browser the English ones.
pub fn compiled_in(tag: &str) -> Option<&'static Words> {
    COMPILED_IN.iter().find(|words| words.tag == tag)
}

/// English, which every key has.
pub fn english() -> &'static Words {
    compiled_in("en").unwrap_or(&COMPILED_IN[0])
}

/// Puts values into a sentence: `fill("{n} stories", &[("n", "3")])` is `3 stories`. Unknown names stay as they are.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        filled.push_str(before);
        let value = after.find('}').and_then(|close| {
            let (_, value) = values.iter().find(|(name, _)| *name == &after[1..close])?;
            Some((value, close))
        });
        match value {
            Some((value, close)) => {
                filled.push_str(value);
                rest = &after[close + 1..];
            }
            None => {
                filled.push('{');
                rest = &after[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_the_words_of_its_longest_known_prefix() {
        assert_eq!(tag_for("en-GB"), Some("en"));
        assert_eq!(tag_for("DE_at"), Some("de"));
        assert_eq!(tag_for("ar-Arab-EG"), Some("ar"));
        assert_eq!(tag_for("x-unknown"), None);
        assert_eq!(tag_for(""), None);
    }

    #[test]
    fn chinese_goes_by_its_script_or_its_place() {
        for (tag, words) in [
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh-hk", "zh-Hant"),
            ("zh-Hant-SG", "zh-Hant"),
            ("zh-Hans-HK", "zh-Hans"),
        ] {
            assert_eq!(tag_for(tag), Some(words), "{tag}");
        }
    }

    #[test]
    fn a_plural_gives_the_form_of_a_category_or_the_one_for_all_others() {
        let stories = Plural("one\t{n} story\nother\t{n} stories");
        assert_eq!(stories.form("one"), "{n} story");
        assert_eq!(stories.form("few"), "{n} stories");
        assert_eq!(Plural("").form("one"), "");
    }

    #[test]
    fn words_are_read_in_the_order_of_their_file() {
        let mut number = 0;
        let words = Words::from_texts("de", || {
            number += 1;
            if number == 1 { "first" } else { "later" }
        });
        assert_eq!((words.tag, words.about_site(), words.updated()), ("de", "first", "later"));
    }

    #[test]
    fn a_file_of_words_is_read_as_a_whole_or_not_at_all() {
        let file = |count| {
            let texts: Vec<String> = (0..count).map(|number| format!("\"text {number}\"")).collect();
            format!("{{\"shell\": {{\"boot_title\": \"x\"}}, \"app\": [{}]}}", texts.join(","))
        };
        let words = Words::parse("de", file(COUNT).as_bytes()).unwrap();
        assert_eq!((words.tag, words.about_site()), ("de", "text 0"));
        for broken in [&file(COUNT - 1), &file(COUNT + 1), "{\"app\": [", "[]", "{}", "<!doctype html>"] {
            assert!(Words::parse("de", broken.as_bytes()).is_none(), "{broken}");
        }
        assert!(Words::parse("de", file(COUNT).replace("\"text 1\"", "1").as_bytes()).is_none());
    }

    #[test]
    fn filling_leaves_unknown_names_and_values_with_braces_alone() {
        assert_eq!(fill("{a} of {b}", &[("a", "{b}"), ("b", "9")]), "{b} of 9");
        assert_eq!(fill("{x} {", &[]), "{x} {");
    }
}
