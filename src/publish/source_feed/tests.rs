use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::domain::web_url::parse_url_natively;

/// The folders with feeds: the project's own, and the corpora where they are there.
fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = env::var_os("NEWSLEAF_CORPORA").filter(|name| !name.is_empty());
    let corpora = match named {
        Some(name) if name == "none" => None,
        Some(name) => Some(PathBuf::from(name)),
        None => Some(root.join("../shared")),
    };
    let mut folders = vec![root.join("sample"), root.join("tests/fixtures")];
    folders.extend(corpora.iter().flat_map(|corpora| [corpora.join("feeds"), corpora.join("cases")]));
    folders
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|extension| extension == "json") {
            files.push(entry.into_path());
        }
    }
    files
}

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text, None, parse_url_natively).unwrap()
}

/// The page of a document, as it is read from these pieces or from the whole.
fn page_of(opened: Opened, document: &Document, stories: &StoryJson) -> Option<Page> {
    let address = url("https://feed.example/a/feed.json");
    let sizes = PictureSizes { site: address.folder(), size_of: &|_| Some((640, 480)) };
    match opened {
        Opened::Pieces(open, spans) => read_pieces(*open, spans, document, &address, stories, None, &sizes).unwrap(),
        opened @ Opened::Whole(_) => read_page(opened, document, &address, stories, None, &sizes).ok(),
    }
}

/// Reads a document in both ways. Returns whether it is read item by item.
fn compare(document: Document, name: &str) -> bool {
    let (address, site) = (url("https://feed.example/a/feed.json"), url("https://site.example/"));
    let (Ok(opened), Ok(whole)) = (open(&document, &address), whole(&document, &address)) else {
        assert!(whole(&document, &address).is_err(), "{name}: only one way reads it");
        return false;
    };
    let Opened::Pieces(..) = opened else { return false };
    let Opened::Whole(parsed) = &whole else { panic!("no whole document") };
    let head = head_of(&parsed.feed, item_json::members(&parsed.head), &address, &site);
    let stories = StoryJson::new(head, &site, Spool::new(&env::temp_dir()).unwrap()).unwrap();
    let Some(by_pieces) = page_of(opened, &document, &stories) else { return false };
    let whole = page_of(whole, &document, &stories).unwrap();
    assert_eq!(Feed { content_hash: None, ..whole.feed }, by_pieces.feed, "{name}");
    assert_eq!(whole.warnings, by_pieces.warnings, "{name}");
    let hashes = |page: &[Arc<Story>]| page.iter().map(|story| story.hash).collect::<Vec<_>>();
    assert_eq!(hashes(&whole.stories), hashes(&by_pieces.stories), "{name}");
    for (one, other) in whole.stories.iter().zip(&by_pieces.stories) {
        assert_eq!(stories.json(one).unwrap(), stories.json(other).unwrap(), "{name}");
    }
    true
}

#[test]
fn a_feed_has_the_same_stories_and_warnings_item_by_item_as_a_whole() {
    let (mut read, mut by_pieces) = (0, 0);
    for file in folders().iter().flat_map(|folder| files_in(folder)) {
        let bytes = fs::read(&file).unwrap();
        read += 1;
        by_pieces += usize::from(compare(Document::Bytes(bytes), &file.display().to_string()));
    }
    println!("{by_pieces} of {read} documents are read item by item");
    assert!(by_pieces > 10, "{by_pieces} of {read}");
}

#[test]
fn a_document_that_needs_repairs_is_read_as_a_whole() {
    let feed =
        |item: &str| format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{item}]}}");
    let plain = "{\"id\":\"1\",\"title\":\"A\"},7,{\"title\":\"no id\"},{\"id\":\"1\"},{\"id\":\"2\",\"_newsleaf\":{\"removed\":true}}";
    assert!(compare(Document::Bytes(feed(plain).into_bytes()), "plain"));
    for (name, item) in [
        ("half of a surrogate pair", "{\"id\":\"1\",\"title\":\"\\ud800\"}"),
        ("a number that is too large", "{\"id\":\"1\",\"_a\":1e999}"),
        ("a raw line break", "{\"id\":\"1\",\"title\":\"a\nb\"}"),
        ("a comma after the last member", "{\"id\":\"1\",}"),
    ] {
        let document = feed(&[plain, ",", item].concat());
        assert!(!compare(Document::Bytes(document.clone().into_bytes()), name), "{name}");
        let (address, site) = (url("https://feed.example/feed.json"), url("https://site.example/"));
        let spool = Spool::new(&env::temp_dir()).unwrap();
        let document = Document::Bytes(document.into_bytes());
        let sizes = PictureSizes { site: address.folder(), size_of: &|_| None };
        let source = SourceFeed::read(document, &address, &site, spool, Memory::none(), &sizes).unwrap();
        assert_eq!((source.stories.len(), source.feed.removed.len()), (1, 1), "{name}");
        assert!(source.found > 0, "{name}");
    }
}
