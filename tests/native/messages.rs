//! The interface's messages in every language: faults that the build does not find.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use icu::locale::Locale as Tag;
use icu::plurals::{PluralCategory, PluralRules};
use serde_json::Value;

/// Forms for these numbers may say them in words.
const OF_ONE_NUMBER: &[&str] = &["zero", "one", "two"];

/// Messages that may be the same as in English: patterns, signs of units, names.
const SAME_AS_IN_ENGLISH: &[&str] = &[
    "rss",
    "title_and_site",
    "minutes_seconds",
    "health_date_and_age",
    "health_section_count",
    "byline",
    "bytes",
    "kilobytes",
    "megabytes",
    "gigabytes",
    "feed",
    "share_facebook",
    "share_x",
    "share_linkedin",
    "share_whatsapp",
    "share_telegram",
    "share_reddit",
    "share_bluesky",
    "share_mastodon",
    "share_threads",
    "share_line",
    "share_weibo",
    "share_wechat",
];

type Locale = BTreeMap<String, Value>;

fn locales() -> BTreeMap<String, Locale> {
    let files = fs::read_dir("locales").expect("the folder locales/").map(|entry| entry.expect("an entry").path());
    files
        .map(|path| {
            let tag = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a file of messages");
            (tag, serde_json::from_str(&text).expect("an object of messages"))
        })
        .collect()
}

/// Every text of a message with its plural category; a message without a number has no category.
fn forms(message: &Value) -> Vec<(Option<&str>, &str)> {
    match message {
        Value::Object(forms) => {
            forms.iter().map(|(category, form)| (Some(category.as_str()), form.as_str().expect("a form"))).collect()
        }
        message => vec![(None, message.as_str().expect("a message"))],
    }
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').unwrap_or_else(|| panic!("a brace is open in {text}")).0)
        .collect()
}

/// Gathers the faults of all languages, so that a test names all of them.
fn in_every_language(check: impl Fn(&str, &Locale, &Locale, &mut Vec<String>)) {
    let locales = locales();
    let mut faults = Vec::new();
    for (tag, messages) in &locales {
        check(tag, messages, &locales["en"], &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The categories that CLDR gives a language for cardinal numbers.
fn categories(tag: &str) -> BTreeSet<&'static str> {
    let tag: Tag = tag.parse().unwrap_or_else(|_| panic!("locales/{tag}.json is not called by a language tag"));
    let rules = PluralRules::try_new_cardinal(tag.into()).expect("rules of a language");
    let name = |category| match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    rules.categories().map(name).collect()
}

#[test]
fn there_are_messages_in_the_eight_promised_languages() {
    for tag in ["ar", "de", "en", "es", "fr", "ja", "zh-Hans", "zh-Hant"] {
        assert!(locales().contains_key(tag), "{tag}");
    }
}

#[test]
fn every_message_has_the_placeholders_of_english() {
    in_every_language(|tag, messages, english, faults| {
        for (key, message) in messages {
            let mut expected = BTreeSet::new();
            for (_, text) in forms(&english[key]) {
                expected.extend(placeholders(text));
            }
            for (category, text) in forms(message) {
                let here = placeholders(text);
                let may_leave_out = category.is_some_and(|category| OF_ONE_NUMBER.contains(&category));
                if !here.is_subset(&expected) || (!may_leave_out && here != expected) {
                    faults.push(format!("{tag}: {key} {}: {here:?} for {expected:?}", category.unwrap_or("")));
                }
            }
        }
    });
}

#[test]
fn a_form_for_one_number_leaves_out_that_number_alone() {
    in_every_language(|tag, messages, english, faults| {
        for (key, message) in messages.iter().filter(|(_, message)| message.is_object()) {
            let mut expected = BTreeSet::new();
            for (_, text) in forms(&english[key]) {
                expected.extend(placeholders(text));
            }
            for (category, text) in forms(message) {
                let left_out: Vec<_> = expected.difference(&placeholders(text)).copied().collect();
                if left_out.iter().any(|name| *name != "n") {
                    faults.push(format!("{tag}: {key} {}: {left_out:?} is left out", category.unwrap_or("")));
                }
            }
        }
    });
}

#[test]
fn plural_messages_have_exactly_the_forms_of_their_language() {
    in_every_language(|tag, messages, _, faults| {
        let expected = categories(tag);
        for (key, message) in messages {
            if let Value::Object(forms) = message {
                let here: BTreeSet<&str> = forms.keys().map(String::as_str).collect();
                if here != expected {
                    faults.push(format!("{tag}: {key} has {here:?}, and the language has {expected:?}"));
                }
            }
        }
    });
}

#[test]
fn a_message_has_plural_forms_in_all_languages_or_none_and_is_never_empty() {
    in_every_language(|tag, messages, english, faults| {
        if messages.keys().ne(english.keys()) {
            faults.push(format!("{tag} has other keys than English"));
        }
        for (key, message) in messages {
            if message.is_object() != english.get(key).is_some_and(Value::is_object) {
                faults.push(format!("{tag}: {key} is of another kind than in English"));
            }
            if forms(message).iter().any(|(_, text)| text.trim().is_empty() || text.trim() != *text) {
                faults.push(format!("{tag}: {key} is empty, or begins or ends with a space"));
            }
        }
    });
}

#[test]
fn no_message_was_left_in_english() {
    in_every_language(|tag, messages, english, faults| {
        for (key, message) in messages.iter().filter(|_| tag != "en") {
            let may_be_same = SAME_AS_IN_ENGLISH.contains(&key.as_str());
            let texts: Vec<&str> = forms(&english[key]).into_iter().map(|(_, text)| text).collect();
            if !may_be_same && forms(message).iter().any(|(_, text)| texts.contains(text)) {
                faults.push(format!("{tag}: {key} is as in English: {message}"));
            }
        }
    });
}

#[test]
fn chinese_in_its_two_scripts_is_not_one_text() {
    let locales = locales();
    let same = |key: &&String| locales["zh-Hans"][*key] == locales["zh-Hant"][*key];
    let count = locales["en"].keys().filter(same).count();
    assert!(count < locales["en"].len() / 2, "{count} messages are the same");
}

#[test]
fn every_message_is_used() {
    let mut sources = fs::read_to_string("index.html").expect("index.html");
    sources.push_str(&fs::read_to_string("feed-health.html").expect("feed-health.html"));
    sources.push_str(&fs::read_to_string("embed-builder.html").expect("embed-builder.html"));
    read_all(Path::new("src"), &mut sources);
    // A call may be on a line of its own.
    let sources: String = sources.split_whitespace().collect();
    let is_used = |key: &String| {
        let uses = [format!("messages.{key}("), format!("own.{key}("), format!("data-message=\"{key}\"")];
        uses.iter().any(|usage| sources.contains(usage))
    };
    let unused: Vec<String> = locales()["en"].keys().filter(|key| !is_used(key)).cloned().collect();
    assert!(unused.is_empty(), "nobody uses {unused:?}");
}

/// Appends every source file of a folder, without its tests.
fn read_all(folder: &Path, to: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_all(&path, to);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            to.push_str(text.split("#[cfg(test)]\nmod tests").next().unwrap_or(&text));
        }
    }
}

#[test]
fn the_pages_hold_the_english_messages_as_in_their_file() {
    let shell = fs::read_to_string("index.html").expect("index.html");
    let health = fs::read_to_string("feed-health.html").expect("feed-health.html");
    let builder = fs::read_to_string("embed-builder.html").expect("embed-builder.html");
    let pages = [("boot_", &shell), ("health_shell_", &health), ("builder_", &builder)];
    let messages = locales()["en"].clone();
    for (prefix, page) in pages {
        for (key, message) in messages.iter().filter(|(key, _)| key.starts_with(prefix)) {
            let places: Vec<&str> = page.split(&format!("data-message=\"{key}\"")).skip(1).collect();
            assert!(!places.is_empty(), "{key} is not there");
            for place in places {
                let text = place.split_once('>').map_or("", |(_, rest)| rest.split('<').next().unwrap_or(""));
                assert_eq!(Some(text), message.as_str(), "{key}");
            }
        }
    }
}
