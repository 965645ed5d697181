//! Turns `locales/*.json` into the methods of one Rust struct, a method for each message. A missing or misspelt message is a
//! build error, and no JSON is read at run time. The browser app holds the English messages only and loads the others when a
//! reader needs them: `scripts/messages.mjs` writes them into files, in the order of their keys.

mod build_bundle;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::{env, fs, io, path::Path};

use serde_json::Value;

/// The groups of messages that the readers' pages don't load, by the prefix of their keys. The longest prefix that fits
/// counts; `scripts/messages.mjs` has the same groups. Messages of the shells stand in `index.html`, `feed-health.html` and
/// `embed-builder.html`, and no view names them.
const GROUPS: [(&str, Group); 6] = [
    ("boot_", Group::Shell),
    ("builder_", Group::Shell),
    ("embed_", Group::Embed),
    ("health_shell_", Group::Shell),
    ("health_", Group::Health),
    ("published_", Group::Published),
];

#[derive(Clone, Copy, PartialEq)]
enum Group {
    Pages,
    Shell,
    Embed,
    Health,
    Published,
}

impl Group {
    fn of(key: &str) -> Group {
        let fitting = GROUPS.iter().filter(|(prefix, _)| key.starts_with(prefix));
        fitting.max_by_key(|(prefix, _)| prefix.len()).map_or(Group::Pages, |(_, group)| *group)
    }
}

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=build.rs");
    let mut locales: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for entry in fs::read_dir("locales").expect("the folder locales/ must be there") {
        let path = entry.expect("locales/ must be readable").path();
        if path.extension().is_some_and(|e| e == "json") {
            let tag = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a locale file must be readable");
            let messages = serde_json::from_str(&text)
                .unwrap_or_else(|e| panic!("{} is no flat JSON object: {e}", path.display()));
            locales.insert(tag, messages);
        }
    }
    let english = locales.get("en").expect("locales/en.json must be there: it says which messages there are").clone();
    for (tag, messages) in &locales {
        for (key, value) in &english {
            let here = messages.get(key);
            let here = here.unwrap_or_else(|| panic!("locales/{tag}.json has no '{key}', which locales/en.json has"));
            assert!(
                here.is_object() == value.is_object() && (here.is_object() || here.is_string()),
                "locales/{tag}.json: '{key}' should be what it is in locales/en.json, a text or an object of plural forms"
            );
        }
        for key in messages.keys() {
            assert!(english.contains_key(key), "locales/{tag}.json has '{key}', which locales/en.json has not");
        }
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let compiled_in_all = env::var("CARGO_FEATURE_CSR").is_err();
    let write =
        |file: &str, code: String| fs::write(Path::new(&out).join(file), code).expect("OUT_DIR must be writable");
    let tags: Vec<&String> = locales.keys().collect();
    let list = format!("/// Every language that has messages.\npub const TAGS: [&str; {}] = {tags:?};\n\n", tags.len());
    // The widgets' programs have their messages among those of the pages, and the native command has all.
    let is_on = |feature: &str| env::var(["CARGO_FEATURE_", feature].concat()).is_ok();
    let pages: &[Group] = match (is_on("SSR"), is_on("EMBED")) {
        (true, _) => &[Group::Pages, Group::Embed, Group::Published],
        (_, true) => &[Group::Pages, Group::Embed],
        _ => &[Group::Pages],
    };
    write("messages.rs", list + &code(pages, "Messages", &english, &locales, compiled_in_all));
    if is_on("SSR") {
        fs::write(Path::new(&out).join("app.bundle"), bundle()).expect("OUT_DIR must be writable");
    }
    write("health_messages.rs", code(&[Group::Health], "HealthMessages", &english, &locales, compiled_in_all));
}

/// The app that the native command carries: what `make dist` has built. Builds for tests go without, since each `make dist` would
/// compile them anew; a folder that `NEWSLEAF_APP` names is packed in any build.
fn bundle() -> Vec<u8> {
    println!("cargo:rerun-if-env-changed=NEWSLEAF_APP");
    println!("cargo:rerun-if-changed=build_bundle.rs");
    let named = env::var("NEWSLEAF_APP").ok();
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let Some(folder) = named.clone().or_else(|| is_release.then(|| "dist".to_owned())) else { return Vec::new() };
    println!("cargo:rerun-if-changed={folder}");
    let folder = Path::new(&folder);
    if !folder.join("index.html").is_file() {
        assert!(named.is_none(), "NEWSLEAF_APP: there is no built app in {}", folder.display());
        println!(
            "cargo:warning=The command is built without the app, because there is no dist/. Run `make dist` first, or name the app by --app when you build a site."
        );
        return Vec::new();
    }
    let mut files = Vec::new();
    collect(folder, "", &mut files).unwrap_or_else(|error| panic!("{} must be readable: {error}", folder.display()));
    files.retain(|(path, _)| path != "feed.json" && path != "newsleaf.json");
    files.sort();
    build_bundle::packed(&files)
}

/// All files of a folder, by their paths in it with `/` between the parts.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = [prefix, &entry.file_name().to_string_lossy()].concat();
        if entry.path().is_dir() {
            collect(&entry.path(), &[&path, "/"].concat(), files)?;
        } else {
            files.push((path, fs::read(entry.path())?));
        }
    }
    Ok(())
}

/// The methods of the struct `name`, one for each message of these groups, and the messages that are compiled in.
fn code(
    groups: &[Group],
    name: &str,
    english: &BTreeMap<String, Value>,
    locales: &BTreeMap<String, BTreeMap<String, Value>>,
    all: bool,
) -> String {
    let fields: Vec<(&String, &Value)> = english.iter().filter(|(key, _)| groups.contains(&Group::of(key))).collect();
    let mut code = String::from("/// The number of messages in each language.\n");
    writeln!(code, "pub const COUNT: usize = {};\n", fields.len()).unwrap();
    writeln!(code, "impl {name} {{").unwrap();
    for (at, (key, value)) in fields.iter().enumerate() {
        writeln!(code, "    /// `{}`", text(value).replace('\n', " | ").replace('\t', ": ")).unwrap();
        let (kind, made) = match value.is_object() {
            true => ("Plural", format!("Plural(self.texts[{at}])")),
            false => ("&'static str", format!("self.texts[{at}]")),
        };
        writeln!(code, "    pub fn {key}(&self) -> {kind} {{\n        {made}\n    }}").unwrap();
    }
    writeln!(code, "}}\n\n/// The messages that are compiled in.\nstatic COMPILED_IN: &[{name}] = &[").unwrap();
    for (tag, messages) in locales.iter().filter(|(tag, _)| all || *tag == "en") {
        let texts: Vec<String> = fields.iter().map(|(key, _)| text(&messages[*key])).collect();
        writeln!(code, "    {name} {{ tag: {tag:?}, texts: {texts:?} }},").unwrap();
    }
    code.push_str("];\n");
    code
}

/// A message as one text. One with plural forms has a line for each form: the category, a tab, the form.
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
