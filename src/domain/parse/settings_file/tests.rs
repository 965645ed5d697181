//! Every setting, from the file and from the feed.

use super::*;
use crate::domain::limits::Limits;
use crate::domain::web_url::parse_url_natively;

fn read(json: &str) -> (Settings, Vec<String>) {
    let address = WebUrl::parse("https://news.example/paper/newsleaf.json", None, parse_url_natively).unwrap();
    let (settings, warnings) = parse(json.as_bytes(), &address, parse_url_natively).unwrap();
    (settings, warnings.iter().map(ToString::to_string).collect())
}

fn titles(settings: &Settings) -> Vec<(&str, &str)> {
    settings.footer.iter().map(|link| (link.title.as_str(), link.url.as_str())).collect()
}

#[test]
fn a_file_with_everything_in_it_is_read_without_a_warning() {
    let (settings, warnings) = read(
        r##"{"about":"https://news.example/about","feed":"https://cms.example/feed.json","site":"./","sections":["News",["News","Roads"],"News > Town Hall"],
        "shared_url":"item","canonical":"page","removed":["1","https://news.example/2 "],"build":{"out":"site"},"time_zone":"Asia/Shanghai",
        "footer":[{"title":"Imprint & more","url":"imprint.html"},{"title":"Write","url":"mailto:a@news.example"},{"url":"tel:+49123"}]}"##,
    );
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(settings.feed.as_ref().unwrap().as_str(), "https://cms.example/feed.json");
    assert_eq!(settings.site.as_ref().unwrap().as_str(), "https://news.example/paper/");
    assert_eq!(settings.sections, [vec!["News"], vec!["News", "Roads"], vec!["News", "Town Hall"]]);
    assert_eq!(settings.share_item_url, Some(true));
    assert_eq!(settings.canonical_item_url, Some(false));
    assert_eq!(settings.removed, ["1", "https://news.example/2"]);
    assert_eq!(settings.time_zone.as_deref(), Some("Asia/Shanghai"));
    assert_eq!(
        titles(&settings),
        [
            ("Imprint & more", "https://news.example/paper/imprint.html"),
            ("Write", "mailto:a@news.example"),
            ("tel:+49123", "tel:+49123")
        ]
    );
}

#[test]
fn a_footer_may_be_an_object_of_addresses_by_name_in_the_publishers_order() {
    let (settings, warnings) = read(
        r#"{"footer":{"imprint":"imprint.html","über uns":"x","contact":"mailto:a@news.example","bad":"javascript:x"}}"#,
    );
    assert_eq!(titles(&settings).iter().map(|link| link.0).collect::<Vec<_>>(), ["Imprint", "über uns", "Contact"]);
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].starts_with("settings footer.bad: found javascript:x"), "{warnings:?}");
}

#[test]
fn colours_are_read_in_both_lengths_and_nothing_else_is_a_colour() {
    for (accent, expected) in [
        ("#812", Some("#881122")),
        (" #8A1C1C ", Some("#8a1c1c")),
        ("8a1c1c", None),
        ("red", None),
        ("#12", None),
        ("#12345g", None),
        ("#1234567", None),
        ("#fff;background:url(x)", None),
        ("#ééé", None),
    ] {
        let (settings, warnings) = read(&format!(r#"{{"accent":"{accent}"}}"#));
        assert_eq!(settings.accent.as_deref(), expected, "{accent}");
        let is_left_out = warnings.iter().any(|warning| warning.contains("left it out"));
        assert_eq!(is_left_out, expected.is_none(), "{accent}: {warnings:?}");
    }
}

#[test]
fn a_changed_colour_gives_a_warning_that_names_the_pages() {
    let warns = |accent: &str| {
        let (_, warnings) = read(&format!(r#"{{"accent":"{accent}"}}"#));
        let changed = |pages: &str| warnings.iter().any(|warning| warning.contains(pages));
        (changed("darker on light pages"), changed("lighter on dark pages"))
    };
    assert_eq!(warns("#8a1c1c"), (false, true));
    assert_eq!(warns("#ffcc00"), (true, false));
    // No colour can be read on both backgrounds.
    assert_eq!(warns("#787878"), (true, true));
}

#[test]
fn a_time_zone_has_the_shape_of_an_iana_name() {
    for zone in ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+8"] {
        assert_eq!(read(&format!(r#"{{"time_zone":"{zone}"}}"#)).0.time_zone.as_deref(), Some(zone));
    }
    for zone in ["", "+08:00", "Asia/Shanghai;x", "<b>", "../etc"] {
        assert_eq!(read(&format!(r#"{{"time_zone":"{zone}"}}"#)).0.time_zone, None, "{zone}");
    }
}

#[test]
fn the_front_page_has_a_lead_and_sections() {
    let (settings, warnings) =
        read(r#"{"front":{"lead":" bridge-2026 ","sections":["News",["News","Roads"]],"leda":1}}"#);
    assert_eq!(settings.front.lead.as_deref(), Some("bridge-2026"));
    assert_eq!(
        settings.front.sections,
        Some(vec![vec!["News".to_owned()], vec!["News".to_owned(), "Roads".to_owned()]])
    );
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].starts_with("settings front.leda"), "{warnings:?}");
    assert_eq!(read(r#"{"front":{"sections":[]}}"#).0.front.sections, Some(Vec::new()), "no blocks");
    assert_eq!(read(r#"{"front":{"lead":2026}}"#).0.front.lead.as_deref(), Some("2026"));
    let (settings, warnings) = read(r#"{"front":"News"}"#);
    assert_eq!((settings.front, warnings.len()), (Front::default(), 1));
}

#[test]
fn logo_and_icon_are_addresses_relative_to_the_file() {
    let (settings, warnings) = read(r#"{"logo":{"url":"logo.svg","dark":"/dark.svg","width":3},"icon":"i.png"}"#);
    let logo = settings.logo.unwrap();
    assert_eq!(logo.url.as_str(), "https://news.example/paper/logo.svg");
    assert_eq!(logo.dark.unwrap().as_str(), "https://news.example/dark.svg");
    assert_eq!(settings.icon.unwrap().as_str(), "https://news.example/paper/i.png");
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert_eq!(read(r#"{"logo":"logo.png"}"#).0.logo.unwrap().dark, None);
    assert_eq!(read(r#"{"logo":{"dark":"x.png"}}"#).0.logo, None);
}

#[test]
fn unknown_networks_give_warnings_and_an_empty_list_means_none() {
    let (settings, warnings) = read(r#"{"share":["carrier pigeon",1,null]}"#);
    assert_eq!(settings.share, Some(Vec::new()));
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert!(warnings[0].starts_with("settings share[0]: found carrier pigeon"), "{warnings:?}");
    assert_eq!(read(r#"{"share":[]}"#).0.share, Some(Vec::new()));
    assert_eq!(read(r#"{"share":"email"}"#).0.share, None);
    assert_eq!(read("{}").0.share, None);
}

#[test]
fn an_unknown_setting_gives_a_warning() {
    let (_, warnings) = read(r#"{"section":["News"],"_note":"mine","$schema":"x"}"#);
    assert_eq!(warnings, [r#"settings section: found ["News"], left it out: Newsleaf knows no such field"#]);
}

#[test]
fn an_invalid_setting_leaves_the_others_alone() {
    for value in
        ["null", "1", "true", "\"\"", "\"\\u0000\"", "[]", "[[[]]]", "{}", "{\"url\":1}", "1e999", "\"javascript:x\""]
    {
        for name in [
            "feed",
            "site",
            "sections",
            "share",
            "shared_url",
            "accent",
            "time_zone",
            "footer",
            "front",
            "logo",
            "icon",
        ] {
            let other = if name == "accent" { ("time_zone", "UTC") } else { ("accent", "#112233") };
            let (settings, _) = read(&format!(r#"{{"{name}":{value},"{}":"{}"}}"#, other.0, other.1));
            assert_eq!(settings.accent.or(settings.time_zone).as_deref(), Some(other.1), "{name}: {value}");
        }
    }
}

#[test]
fn the_file_wins_over_the_feed() {
    let (file, _) = read(r##"{"accent":"#111111","shared_url":"page","sections":["A"]}"##);
    let (feed, _) = read(r##"{"accent":"#222222","shared_url":"item","sections":["B"],"time_zone":"UTC"}"##);
    let both = file.or(&feed);
    assert_eq!(both.accent.as_deref(), Some("#111111"));
    assert_eq!(both.share_item_url, Some(false));
    assert_eq!(both.sections, [vec!["A"]]);
    assert_eq!(both.time_zone.as_deref(), Some("UTC"), "what the file leaves open the feed says");
}

#[test]
fn only_the_file_can_name_another_feed() {
    let address = WebUrl::parse("https://news.example/feed.json", None, parse_url_natively).unwrap();
    let context = Context { address: &address, parse_url: parse_url_natively, limits: Limits::BROWSER };
    let mut warnings = Vec::new();
    let value =
        serde_json::from_str(r##"{"feed": "https://elsewhere.example/feed.json", "time_zone": "UTC"}"##).unwrap();
    let settings = of_feed(value, &context, &mut warnings);
    assert_eq!((settings.feed, settings.time_zone.as_deref()), (None, Some("UTC")));
    assert_eq!(warnings.len(), 1);
}

#[test]
fn an_invalid_settings_file_has_a_cause() {
    let address = WebUrl::parse("https://news.example/newsleaf.json", None, parse_url_natively).unwrap();
    let error = |bytes: &[u8]| parse(bytes, &address, parse_url_natively).unwrap_err();
    assert_eq!(error(b""), FeedError::Empty);
    assert_eq!(error(b"<!doctype html>"), FeedError::WebPage);
    assert!(matches!(error(b"[]"), FeedError::NotAFeed { .. }));
    assert!(matches!(error(b"{\"accent\":}"), FeedError::InvalidJson(_)));
}
