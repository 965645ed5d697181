//! The messages of the interface in every language. `locales/` has a file for each language. The build makes a method
//! of [`Messages`] for each key, so that a missing or misspelt key does not compile.

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The messages of one language. The methods have the names of the keys in `locales/en.json`.
#[derive(Debug)]
pub struct Messages {
    /// The language, an RFC 5646 tag.
    pub tag: &'static str,
    /// The texts in the order of their keys.
    texts: [&'static str; COUNT],
}

impl Messages {
    /// The messages of a language, from its texts in the order of the keys.
    pub fn from_texts(tag: &'static str, next: impl FnMut() -> &'static str) -> Messages {
        let mut texts = [""; COUNT];
        texts.fill_with(next);
        Messages { tag, texts }
    }
}

/// A sentence with a number, in the plural forms of its language. Each line has CLDR's category, a tab and the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural(pub(in crate::domain) &'static str);

impl Plural {
    /// The form for a category (`one`, `few` ...), else the form for `other`, which every language has.
    pub fn form(self, category: &str) -> &'static str {
        let form = |name: &str| self.forms().find(|(category, _)| *category == name).map(|(_, form)| form);
        form(category).or_else(|| form("other")).unwrap_or("")
    }

    /// Every category with its form.
    pub fn forms(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.split('\n').filter_map(|line| line.split_once('\t'))
    }
}

/// The language of the messages for readers of the language `tag` (RFC 5646): its longest prefix that has messages.
/// Chinese goes by its script, or by the place, which implies a script.
pub fn tag_for(tag: &str) -> Option<&'static str> {
    let mut parts = tag.split(['-', '_']);
    if parts.next().is_some_and(|language| language.eq_ignore_ascii_case("zh")) {
        let traditional = |part: &str| ["hant", "tw", "hk", "mo"].iter().any(|name| part.eq_ignore_ascii_case(name));
        let simplified = |part: &str| part.eq_ignore_ascii_case("hans");
        let is_traditional = parts.clone().any(traditional) && !parts.any(simplified);
        return Some(if is_traditional { "zh-Hant" } else { "zh-Hans" });
    }
    let mut prefix = tag;
    loop {
        if let Some(known) = TAGS.iter().find(|known| known.eq_ignore_ascii_case(prefix)) {
            return Some(known);
        }
        prefix = prefix.rsplit_once(['-', '_'])?.0;
    }
}

/// The messages of the language `tag`, if they are compiled in: natively all are, in the browser only the English ones.
pub fn compiled_in(tag: &str) -> Option<&'static Messages> {
    COMPILED_IN.iter().find(|messages| messages.tag == tag)
}

/// The English messages.
pub fn english() -> &'static Messages {
    compiled_in("en").unwrap_or(&COMPILED_IN[0])
}

/// Puts values into a sentence: `interpolate("{n} stories", &[("n", "3")])` is `3 stories`. Unknown placeholders stay.
pub fn interpolate(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut interpolated = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        interpolated.push_str(before);
        let value = after.find('}').and_then(|close| {
            let (_, value) = values.iter().find(|(name, _)| *name == &after[1..close])?;
            Some((value, close))
        });
        match value {
            Some((value, close)) => {
                interpolated.push_str(value);
                rest = &after[close + 1..];
            }
            None => {
                interpolated.push('{');
                rest = &after[1..];
            }
        }
    }
    interpolated.push_str(rest);
    interpolated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_the_messages_of_its_longest_known_prefix() {
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
    fn messages_are_read_in_the_order_of_their_keys() {
        let mut number = 0;
        let messages = Messages::from_texts("de", || {
            number += 1;
            if number == 1 { "first" } else { "later" }
        });
        assert_eq!((messages.tag, messages.about_site(), messages.updated()), ("de", "first", "later"));
    }

    #[test]
    fn unknown_names_and_braces_in_values_are_left_alone() {
        assert_eq!(interpolate("{a} of {b}", &[("a", "{b}"), ("b", "9")]), "{b} of 9");
        assert_eq!(interpolate("{x} {", &[]), "{x} {");
    }
}
