//! Turns `locales/*.json` into one Rust struct of interface words, so that a missing or misspelt word is a build error
//! and no JSON is read at run time.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=build.rs");
    let mut locales: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
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
        for key in english.keys() {
            assert!(words.contains_key(key), "locales/{tag}.json has no '{key}', which locales/en.json has");
        }
        for key in words.keys() {
            assert!(english.contains_key(key), "locales/{tag}.json has '{key}', which locales/en.json has not");
        }
    }

    let mut code = String::from("/// The words of one language; the fields are the keys of `locales/en.json`.\n");
    code.push_str("#[derive(Debug, PartialEq, Eq)]\npub struct Words {\n");
    code.push_str("    /// The language of these words, an RFC 5646 tag.\n    pub tag: &'static str,\n");
    for (key, english) in &english {
        writeln!(code, "    /// `{english}`\n    pub {key}: &'static str,").unwrap();
    }
    code.push_str("}\n\n/// Every language there are words for.\npub static LANGUAGES: &[Words] = &[\n");
    for (tag, words) in &locales {
        writeln!(code, "    Words {{\n        tag: {tag:?},").unwrap();
        for (key, text) in words {
            writeln!(code, "        {key}: {text:?},").unwrap();
        }
        code.push_str("    },\n");
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("words.rs"), code).expect("OUT_DIR must be writable");
}
