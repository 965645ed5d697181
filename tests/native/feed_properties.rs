//! Properties of every feed, tested with random feeds (`PROPTEST_CASES=10000 cargo test --test
//! native feed_properties` tries more): nothing is lost in silence, nothing takes its neighbours with it, nothing panics.

use std::sync::Arc;

use newsleaf::domain::feed::warning::{Place, Warning};
use newsleaf::domain::feed::{Feed, Item};
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::parse::plain_text::is_visible;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value, json};

use crate::support;

/// The kind of an object of a feed, which decides on its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Feed,
    Item,
    Author,
    Attachment,
    Settings,
    FooterLink,
    Extension,
    Source,
    Picture,
}

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// A text, a number, a flag, or anything else that is read as one thing.
    One,
    /// A list of such things.
    Many,
    Object(Kind),
    Objects(Kind),
}

use Holds::{Many, Object, Objects, One};

fn fields(kind: Kind) -> &'static [(&'static str, Holds)] {
    match kind {
        Kind::Feed => &[
            ("version", One),
            ("title", One),
            ("home_page_url", One),
            ("feed_url", One),
            ("description", One),
            ("next_url", One),
            ("icon", One),
            ("favicon", One),
            ("language", One),
            ("expired", One),
            ("authors", Objects(Kind::Author)),
            ("author", Object(Kind::Author)),
            ("_newsleaf", Object(Kind::Settings)),
        ],
        Kind::Item => &[
            ("id", One),
            ("url", One),
            ("external_url", One),
            ("title", One),
            ("content_html", One),
            ("content_text", One),
            ("summary", One),
            ("image", One),
            ("banner_image", One),
            ("date_published", One),
            ("date_modified", One),
            ("authors", Objects(Kind::Author)),
            ("author", Object(Kind::Author)),
            ("tags", Many),
            ("language", One),
            ("attachments", Objects(Kind::Attachment)),
            ("_newsleaf", Object(Kind::Extension)),
            ("link", One),
            ("content", One),
            ("excerpt", One),
            ("date_gmt", One),
            ("date", One),
            ("modified_gmt", One),
            ("modified", One),
        ],
        Kind::Author => &[("name", One), ("url", One), ("avatar", One)],
        Kind::Attachment => {
            &[("url", One), ("mime_type", One), ("title", One), ("size_in_bytes", One), ("duration_in_seconds", One)]
        }
        Kind::Settings => &[
            ("feed", One),
            ("site", One),
            ("sections", Many),
            ("share", Many),
            ("shared_url", One),
            ("accent", One),
            ("time_zone", One),
            ("footer", Objects(Kind::FooterLink)),
            ("time-zone", One),
        ],
        Kind::FooterLink => &[("title", One), ("url", One), ("href", One)],
        Kind::Extension => &[
            ("section", Many),
            ("source", Object(Kind::Source)),
            ("byline", One),
            ("kicker", One),
            ("image", Object(Kind::Picture)),
            ("by_line", One),
        ],
        Kind::Source => &[("name", One), ("url", One), ("link", One)],
        Kind::Picture => &[
            ("alt", One),
            ("caption", One),
            ("credit", One),
            ("width", One),
            ("height", One),
            ("srcset", One),
            ("url", One),
        ],
    }
}

/// Fields that are read only where another one is not there.
const ALTERNATIVES: &[(&str, &[&str])] = &[
    ("content_text", &["content_html"]),
    ("content", &["content_html", "content_text"]),
    ("author", &["authors"]),
    // Without the one the other counts, and it may say the same.
    ("authors", &["author"]),
    ("banner_image", &["image"]),
    ("excerpt", &["summary"]),
    ("link", &["url"]),
    ("date_gmt", &["date_published"]),
    ("date", &["date_published", "date_gmt"]),
    // A change within a minute of the publication is not an update.
    ("date_modified", &["date_published", "date_gmt", "date"]),
    ("modified_gmt", &["date_modified", "date_published", "date_gmt", "date"]),
    ("modified", &["date_modified", "modified_gmt", "date_published", "date_gmt", "date"]),
];

/// A value such as the specification wants in this field.
fn proper(name: &str) -> Value {
    match name {
        "version" => json!("https://jsonfeed.org/version/1.1"),
        "id" => json!("an id"),
        "url" | "home_page_url" | "feed_url" | "next_url" | "external_url" | "site" | "link" => {
            json!(format!("https://a.example/{name}"))
        }
        "image" | "banner_image" | "icon" | "favicon" | "avatar" => json!(format!("{name}.png")),
        // All values differ: a fallback must not equal the value that it replaces.
        "date_published" | "date_modified" | "date" | "date_gmt" | "modified" | "modified_gmt" => {
            json!(format!("2020-11-06T{:02}:00:00Z", name.len()))
        }
        "language" => json!("en-GB"),
        "expired" => json!(true),
        "size_in_bytes" | "duration_in_seconds" | "width" | "height" => json!(640),
        "mime_type" => json!("text/x-unheard-of"),
        "accent" => json!("#8a1c1c"),
        "time_zone" => json!("Asia/Shanghai"),
        "shared_url" => json!("item"),
        "share" => json!(["email", "x"]),
        "sections" => json!(["News", ["News", "Roads"]]),
        "section" => json!(["News", "Roads"]),
        "tags" => json!(["roads", "bridge"]),
        "srcset" => json!("a.png 1x, b.png 2x"),
        other => json!(format!("A proper {other}")),
    }
}

/// Texts for other fields, and texts without a meaning.
const ODD: &[&str] = &[
    "",
    " ",
    "\u{200b}",
    "\u{202e}\u{2066}",
    "<br>",
    "<b>&#0;&amp;</",
    "<![CDATA[<script>",
    "a, b",
    "1:02:03",
    "2020-11-06",
    "0001-01-01T00:00:00Z",
    "Fri, 06 Nov 2020",
    "/a.mp3",
    "http://[",
    "javascript:x",
    "a.png 1q, b.png",
    "News > Local",
    "A > B > C > D > E > F > G > H > I > J",
    "en_US",
    "#812",
    "true",
    "no",
    "咸宁 \u{1f680}",
    "email",
];

/// Names that objects in odd places have.
const NAMES: &[&str] =
    &["name", "title", "url", "src", "avatar", "rendered", "section", "source", "image", "id", "nobody_knows"];

/// Any JSON value, with known values of feeds among them.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        2 => any::<i64>().prop_map(Value::from),
        2 => any::<f64>().prop_map(Value::from),
        2 => (-2..3_000_000_000_i64).prop_map(Value::from),
        4 => select(ODD).prop_map(Value::from),
        2 => any::<String>().prop_map(Value::from),
        1 => "[a-z]{600}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((select(NAMES), inner), 0..4).prop_map(object_of),
        ]
    })
}

fn object_of(members: Vec<(&'static str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// An object of a kind: some of its fields, properly filled or not.
fn object(kind: Kind) -> BoxedStrategy<Value> {
    let field = select(fields(kind)).prop_flat_map(|(name, holds)| {
        let proper = match holds {
            One | Many => Just(proper(name)).boxed(),
            Object(kind) => object(kind),
            Objects(kind) => vec(object(kind), 0..3).prop_map(Value::from).boxed(),
        };
        (Just(name), prop_oneof![3 => proper, 2 => anything()])
    });
    vec(field, 0..8).prop_map(object_of).boxed()
}

/// A feed with odd items and, between them, one that is as it should be.
fn document() -> impl Strategy<Value = Value> {
    let item = prop_oneof![6 => object(Kind::Item), 1 => anything()];
    (object(Kind::Feed), vec(item, 2)).prop_map(|(mut feed, mut items)| {
        for (at, item) in items.iter_mut().enumerate() {
            // Without an id most would be left out at once.
            if let Value::Object(item) = item {
                item.entry("id").or_insert_with(|| json!(format!("item {at}")));
            }
        }
        items.insert(1, neighbour());
        feed["items"] = items.into();
        feed
    })
}

/// An item with everything, which nothing around it can change.
fn neighbour() -> Value {
    json!({
        "id": "the neighbour", "url": "https://n.example/1", "external_url": "https://n.example/2", "title": "A title",
        "content_html": "<p>Body</p>", "summary": "A summary", "image": "https://n.example/i.png", "language": "en",
        "date_published": "2020-11-06T10:00:00Z", "date_modified": "2020-11-07T10:00:00Z", "tags": ["a", "b"],
        "authors": [{ "name": "Ana", "url": "https://n.example/ana", "avatar": "https://n.example/ana.png" }],
        "attachments": [{ "url": "https://n.example/a.mp3", "mime_type": "audio/mpeg", "title": "Sound",
            "size_in_bytes": 12, "duration_in_seconds": 3.5 }],
        "_newsleaf": { "section": ["News", "Roads"], "source": { "name": "Source", "url": "https://n.example/s" },
            "byline": "By Ana", "kicker": "Report", "image": { "alt": "A", "caption": "C", "credit": "D", "width": 3,
            "height": 2, "srcset": "https://n.example/i-2.png 2x" } }
    })
}

fn read_bytes(bytes: &[u8]) -> Result<(Feed, Vec<Warning>), FeedError> {
    support::read(bytes, "https://host.example/news/feed.json")
}

fn read(document: &Value) -> (Feed, Vec<Warning>) {
    read_bytes(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {document}"))
}

fn neighbour_as_read() -> Arc<Item> {
    let (mut feed, warnings) =
        read(&json!({ "version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [neighbour()] }));
    assert_eq!(warnings, []);
    feed.items.remove(0)
}

/// One step down into a document.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Member(String),
    Entry(usize),
}

/// A node of a document: the steps to it, and how warnings call it.
#[derive(Clone, Debug)]
struct Node {
    steps: Vec<Step>,
    place: Option<usize>,
    in_settings: bool,
    field: String,
}

impl Node {
    fn member(&self, name: &str) -> Node {
        let mut node = self.clone();
        node.steps.push(Step::Member(name.to_owned()));
        let dot = if node.field.is_empty() { "" } else { "." };
        node.field = format!("{}{dot}{name}", node.field);
        node
    }

    fn entry(&self, at: usize) -> Node {
        let mut node = self.clone();
        node.steps.push(Step::Entry(at));
        node.field = format!("{}[{at}]", node.field);
        node
    }

    /// The document without this node.
    fn removed_from(&self, document: &Value) -> Value {
        let mut document = document.clone();
        let (last, way) = self.steps.split_last().unwrap();
        let parent = way.iter().fold(&mut document, |value, step| match step {
            Step::Member(name) => &mut value[name.as_str()],
            Step::Entry(at) => &mut value[*at],
        });
        match last {
            Step::Member(name) => drop(parent.as_object_mut().unwrap().remove(name)),
            Step::Entry(at) => drop(parent.as_array_mut().unwrap().remove(*at)),
        }
        document
    }

    /// Whether a warning says what became of this node: that it, or something in it, is odd, or that what it is in was left
    /// out.
    fn is_reported_by(&self, warning: &Warning) -> bool {
        let same_place = match warning.place {
            Place::Document => false,
            Place::Feed => self.place.is_none() && !self.in_settings,
            Place::Settings => self.in_settings,
            Place::Item { index, .. } => self.place == Some(index),
        };
        same_place
            && (is_left_out(warning)
                || is_within(&warning.field, &self.field)
                || is_within(&self.field, &warning.field) && warning.action.to_string().starts_with("left"))
    }
}

/// Whether a field's path leads to or into what another one names: `authors[1].url` into `authors[1]`.
fn is_within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| outer.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}

fn is_left_out(warning: &Warning) -> bool {
    warning.action.leaves_item_out()
}

/// Nothing that anybody could miss.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(is_nothing),
        Value::Object(members) => members.values().all(is_nothing),
        _ => false,
    }
}

/// All nodes of an object that must be read or give a warning.
fn nodes(kind: Kind, members: &Map<String, Value>, at: &Node, found: &mut Vec<Node>) {
    for (name, value) in members {
        let Some((_, holds)) = fields(kind).iter().find(|(known, _)| known == name) else {
            // In Newsleaf's own objects a misspelt field must give a warning; elsewhere other programs may have fields of their own.
            if matches!(kind, Kind::Settings | Kind::FooterLink | Kind::Extension | Kind::Source | Kind::Picture)
                && !is_nothing(value)
            {
                found.push(at.member(name));
            }
            continue;
        };
        let has = |other: &str| members.get(other).is_some_and(|value| !value.is_null());
        let is_alternative = matches!(kind, Kind::Feed | Kind::Item)
            && ALTERNATIVES.iter().any(|(other, before)| other == name && before.iter().any(|name| has(name)));
        // Its value may equal the fallback.
        let is_default = matches!((kind, name.as_str()), (Kind::Feed, "version")) && value.as_str().is_some_and(|v| v.contains("jsonfeed"))
            || name == "expired" && *value == json!(false)
            // The file's extension says it, too.
            || name == "mime_type" && value.as_str().is_some_and(|text| text.contains('/'))
            // The first tag, the authors and the other address are fallbacks for these.
            || kind == Kind::Extension && matches!(name.as_str(), "section" | "byline" | "source");
        let is_doubled = ALTERNATIVES
            .iter()
            .any(|(other, before)| before.contains(&name.as_str()) && members.get(*other) == Some(value));
        if is_nothing(value) || is_alternative || is_doubled {
            continue;
        }
        let mut node = at.member(name);
        if kind == Kind::Feed && name == "_newsleaf" {
            node.in_settings = true;
            node.field = if value.is_object() { String::new() } else { name.clone() };
        }
        if !is_default {
            found.push(node.clone());
        }
        match (holds, value) {
            (Object(kind), Value::Object(members)) => nodes(*kind, members, &node, found),
            (Many | Objects(_), Value::Array(values)) => {
                for (index, value) in values.iter().enumerate().filter(|(_, value)| !is_nothing(value)) {
                    let is_repeat = *holds == Many
                        && values.iter().enumerate().any(|(other, same)| other != index && text(same) == text(value));
                    if !is_repeat && !is_default {
                        found.push(node.entry(index));
                    }
                    if let (Objects(kind), Value::Object(members)) = (holds, value) {
                        nodes(*kind, members, &node.entry(index), found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The name of a tag.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Object(members) => members.get("name").or(members.get("title")).map(text).unwrap_or_default(),
        other => other.to_string(),
    }
}

fn all_nodes(document: &Value) -> Vec<Node> {
    let root = Node { steps: vec![], place: None, in_settings: false, field: String::new() };
    let mut found = vec![];
    nodes(Kind::Feed, document.as_object().unwrap(), &root, &mut found);
    for (at, item) in document["items"].as_array().unwrap().iter().enumerate() {
        if let Value::Object(members) = item {
            let steps = vec![Step::Member("items".into()), Step::Entry(at)];
            let node = Node { steps, place: Some(at), in_settings: false, field: String::new() };
            nodes(Kind::Item, members, &node, &mut found);
        }
    }
    if document.get("authors").or(document.get("author")).is_some() {
        // Without its own authors an item has the feed's, and they may be the same.
        found.retain(|node| node.place.is_none() || !node.field.starts_with("author"));
    }
    found
}

fn left_out(warnings: &[Warning]) -> usize {
    warnings.iter().filter(|warning| is_left_out(warning)).count()
}

/// Every item is read or gives a warning, and has the values that the pages rely on.
fn check_items(feed: &Feed, warnings: &[Warning], there: usize) -> Result<(), TestCaseError> {
    prop_assert_eq!(feed.items.len() + left_out(warnings), there);
    prop_assert!(is_visible(&feed.title));
    for item in &feed.items {
        prop_assert!(!item.id.is_empty() && is_visible(&item.headline));
    }
    let mut keys: Vec<_> = feed.items.iter().map(|item| item.key).collect();
    keys.sort();
    keys.dedup();
    prop_assert_eq!(keys.len(), feed.items.len());
    Ok(())
}

/// The same feeds every time, so that a change that passed passes again; with `PROPTEST_CASES` always others.
pub fn config() -> ProptestConfig {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => config,
        None => ProptestConfig { rng_seed: RngSeed::Fixed(0x6e65_7773), ..config },
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_value_of_a_feed_is_read_or_gives_a_warning(document in document()) {
        let (feed, warnings) = read(&document);
        for node in all_nodes(&document) {
            let (without, warnings_without) = read(&node.removed_from(&document));
            // Without it there is one warning less, unless all around it is left out.
            let is_reported = |warning: &&Warning| {
                node.is_reported_by(warning)
                    && (warnings != warnings_without || is_left_out(warning) || warning.field.len() < node.field.len())
            };
            prop_assert!(feed != without || warnings.iter().any(|warning| is_reported(&warning)), "{:?} is lost in silence: {}\n{:#?}", node, document, warnings);
        }
    }

    #[test]
    fn an_item_is_read_with_all_its_fields_whatever_surrounds_it(document in document()) {
        let (feed, warnings) = read(&document);
        check_items(&feed, &warnings, 3)?;
        let neighbour = feed.items.iter().find(|item| item.id == "the neighbour");
        prop_assert_eq!(neighbour, Some(&neighbour_as_read()));
    }

    #[test]
    fn a_broken_item_does_not_prevent_reading_the_others(
        document in document(), node in any::<prop::sample::Index>(), value in anything(),
    ) {
        let mut nodes = all_nodes(&document);
        nodes.retain(|node| node.place != Some(1));
        prop_assume!(!nodes.is_empty());
        let mut document = document;
        let place = nodes[node.index(nodes.len())].steps.iter().fold(&mut document, |value, step| match step {
            Step::Member(name) => &mut value[name.as_str()],
            Step::Entry(at) => &mut value[*at],
        });
        *place = value;
        let (feed, warnings) = read(&document);
        check_items(&feed, &warnings, 3)?;
        prop_assert!(feed.items.iter().any(|item| *item == neighbour_as_read()));
    }

    #[test]
    fn a_feed_that_is_cut_off_is_refused_with_the_place(document in document(), end in any::<prop::sample::Index>()) {
        let text = document.to_string();
        let end = end.index(text.len());
        match read_bytes(&text.as_bytes()[..end]) {
            Err(FeedError::Empty) => prop_assert_eq!(end, 0),
            Err(FeedError::InvalidJson(at)) => {
                prop_assert!(at.line >= 1 && at.column >= 1 && at.column <= end + 1, "{:?}", at);
                prop_assert!(at.reason.contains("too early"), "{:?}", at);
            }
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn no_changed_byte_makes_reading_panic_or_lose_an_item_in_silence(
        document in document(), changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = document.to_string().into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok((feed, warnings)) = read_bytes(&bytes) {
            // Another reader says how many there are, where it can read the feed.
            if let Ok(document) = serde_json::from_slice::<Value>(&bytes) {
                let there = match &document["items"] {
                    Value::Array(items) => items.len(),
                    Value::Object(_) => 1,
                    _ => 0,
                };
                check_items(&feed, &warnings, there)?;
            }
        }
    }

    #[test]
    fn each_repeated_field_gives_a_warning(
        kind in select(&[Kind::Feed, Kind::Item, Kind::Author, Kind::Attachment, Kind::Settings, Kind::Extension, Kind::Source, Kind::Picture][..]),
        field in any::<prop::sample::Index>(),
        times in 2..6_usize,
    ) {
        let (name, holds) = fields(kind)[field.index(fields(kind).len())];
        let value = match holds {
            One | Many => proper(name),
            Object(_) => json!({}),
            Objects(_) => json!([]),
        };
        let several = vec![format!(r#""{name}":{value}"#); times].join(",");
        let (before, after) = match kind {
            Kind::Feed => ("{".to_owned(), r#","items":[]}"#.to_owned()),
            Kind::Settings => (r#"{"_newsleaf":{"#.to_owned(), r#"},"items":[]}"#.to_owned()),
            Kind::Item if name == "id" => (r#"{"items":[{"#.to_owned(), r#"}]}"#.to_owned()),
            Kind::Item => (r#"{"items":[{"id":"1","#.to_owned(), r#"}]}"#.to_owned()),
            Kind::Author => (r#"{"items":[{"id":"1","authors":[{"#.to_owned(), "}]}]}".to_owned()),
            Kind::Attachment if name == "url" => (r#"{"items":[{"id":"1","attachments":[{"#.to_owned(), "}]}]}".to_owned()),
            Kind::Attachment => (r#"{"items":[{"id":"1","attachments":[{"url":"a.mp3","#.to_owned(), "}]}]}".to_owned()),
            Kind::Extension => (r#"{"items":[{"id":"1","_newsleaf":{"#.to_owned(), "}}]}".to_owned()),
            Kind::Source => (r#"{"items":[{"id":"1","_newsleaf":{"source":{"#.to_owned(), "}}}]}".to_owned()),
            _ => (r#"{"items":[{"id":"1","image":"i.png","_newsleaf":{"image":{"#.to_owned(), "}}}]}".to_owned()),
        };
        let (_, warnings) = read_bytes(format!("{before}{several}{after}").as_bytes()).unwrap();
        let is_of_repetition = |warning: &Warning| warning.field.ends_with(name) && (warning.action.to_string().contains("there again") || warning.action.to_string().contains("knows no"));
        prop_assert!(warnings.iter().filter(|warning| is_of_repetition(warning)).count() >= times - 1, "{}: {:?}", name, warnings);
    }
}
