//! The interface's words, by language. They stand in `locales/`, one file a language; the struct [`Words`] is made from
//! them at build time, so views name words by field and a missing one does not compile.

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words for an RFC 5646 language tag: the longest prefix that there is a file for, else English.
pub fn words_for(tag: &str) -> &'static Words {
    let mut wanted = tag;
    loop {
        if let Some(words) = LANGUAGES.iter().find(|words| words.tag.eq_ignore_ascii_case(wanted)) {
            return words;
        }
        match wanted.rsplit_once('-') {
            Some((shorter, _)) => wanted = shorter,
            None => break,
        }
    }
    english()
}

/// English, which every key has.
pub fn english() -> &'static Words {
    LANGUAGES.iter().find(|words| words.tag == "en").unwrap_or(&LANGUAGES[0])
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
    fn a_tag_finds_the_words_of_its_longest_known_prefix_or_english() {
        assert_eq!(words_for("en-GB").tag, "en");
        assert_eq!(words_for("x-unknown").tag, "en");
        assert_eq!(words_for("").tag, "en");
    }

    #[test]
    fn filling_leaves_unknown_names_and_values_with_braces_alone() {
        assert_eq!(fill("{a} of {b}", &[("a", "{b}"), ("b", "9")]), "{b} of 9");
        assert_eq!(fill("{x} {", &[]), "{x} {");
    }
}
