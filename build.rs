//! Turns `locales/*.json` into one Rust struct of interface words, so that a missing or misspelt word is a build error
//! and no JSON is read at run time. The browser app holds the English ones only; it loads the others when a reader needs
//! them (`scripts/words.mjs` writes them into files, in the order of the struct's fields).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::{env, fs, path::Path};

use serde_json::Value;

/// Words with this in front are the shell's: they stand in `index.html`, and no view names them.
const OF_THE_SHELL: &str = "boot_";

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=build.rs");
    let mut locales: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for entry in fs::read_dir("locales").expect("the folder locales/ must be there") {
        let path = entry.expect("locales/ must be readable").path();
        if path.extension().is_some_and(|e| e == "json") {
            let tag = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a locale file must be readable");
            let words = serde_json::from_str(&text)
                .unwrap_or_else(|e| panic!("{} is no flat JSON object: {e}", path.display()));
            locales.insert(tag, words);
        }
    }
    let english = locales.get("en").expect("locales/en.json must be there: it says which words there are").clone();
    for (tag, words) in &locales {
        for (key, value) in &english {
            let here = words.get(key);
            let here = here.unwrap_or_else(|| panic!("locales/{tag}.json has no '{key}', which locales/en.json has"));
            assert!(
                here.is_object() == value.is_object() && (here.is_object() || here.is_string()),
                "locales/{tag}.json: '{key}' should be what it is in locales/en.json, a text or an object of plural forms"
            );
        }
        for key in words.keys() {
            assert!(english.contains_key(key), "locales/{tag}.json has '{key}', which locales/en.json has not");
        }
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let compiled_in_all = env::var("CARGO_FEATURE_CSR").is_err();
    let code = code(&english, &locales, compiled_in_all);
    fs::write(Path::new(&out).join("words.rs"), code).expect("OUT_DIR must be writable");
}

fn code(english: &BTreeMap<String, Value>, locales: &BTreeMap<String, BTreeMap<String, Value>>, all: bool) -> String {
    let fields: Vec<(&String, &Value)> = english.iter().filter(|(key, _)| !key.starts_with(OF_THE_SHELL)).collect();
    let mut code = String::from("/// The words of one language; the fields are the keys of `locales/en.json`.\n");
    code.push_str("#[derive(Debug, PartialEq, Eq)]\npub struct Words {\n");
    code.push_str("    /// The language of these words, an RFC 5646 tag.\n    pub tag: &'static str,\n");
    for (key, value) in &fields {
        let kind = if value.is_object() { "Plural" } else { "&'static str" };
        writeln!(code, "    /// `{}`\n    pub {key}: {kind},", text(value).replace('\n', " | ").replace('\t', ": "))
            .unwrap();
    }
    code.push_str("}\n\n/// Every language there are words for.\n");
    let tags: Vec<&String> = locales.keys().collect();
    writeln!(code, "pub const TAGS: [&str; {}] = {tags:?};\n", tags.len()).unwrap();
    code.push_str("/// The words that are compiled in.\nstatic COMPILED_IN: &[Words] = &[\n");
    for (tag, words) in locales.iter().filter(|(tag, _)| all || *tag == "en") {
        writeln!(code, "    Words {{\n        tag: {tag:?},").unwrap();
        for (key, value) in &fields {
            let text = text(&words[*key]);
            let value = if value.is_object() { format!("Plural({text:?})") } else { format!("{text:?}") };
            writeln!(code, "        {key}: {value},").unwrap();
        }
        code.push_str("    },\n");
    }
    code.push_str("];\n\nimpl Words {\n    /// The words of a language from the texts of its file, in their order.\n");
    code.push_str("    pub fn from_texts(tag: &'static str, mut next: impl FnMut() -> &'static str) -> Words {\n");
    code.push_str("        Words {\n            tag,\n");
    for (key, value) in &fields {
        let value = if value.is_object() { "Plural(next())" } else { "next()" };
        writeln!(code, "            {key}: {value},").unwrap();
    }
    code.push_str("        }\n    }\n}\n");
    code
}

/// A word as one text: of a plural word a line for each form, category and form with a tab between them.
fn text(value: &Value) -> String {
    match value {
        Value::Object(forms) => {
            let line =
                |(category, form): (&String, &Value)| format!("{category}\t{}", form.as_str().unwrap_or_default());
            forms.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        value => value.as_str().unwrap_or_default().to_owned(),
    }
}
