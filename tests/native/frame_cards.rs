//! Frames of other sites: which become cards, what their buttons load, and that no feed can make a card itself.

use std::collections::BTreeSet;

use newsleaf::domain::html::context::BodyContext;
use newsleaf::domain::html::frames::providers;
use newsleaf::domain::site::messages::compiled_in;

use crate::support::clean;
use crate::support::html_tree::{each_element, parse, texts};

const OUTSIDE: &str = "rel=\"noopener noreferrer nofollow ugc\"";

fn clean(html: &str) -> String {
    clean::clean(html, &clean::context(&clean::url("https://news.example/2020/story"))).as_html().to_owned()
}

/// The addresses that the buttons of a body load, and those of its links.
fn loads_and_links(html: &str) -> (Vec<String>, Vec<String>) {
    let (mut loads, mut links) = (vec![], vec![]);
    each_element(&parse(html), &mut |_, attributes| {
        for (name, value) in attributes {
            match name.as_str() {
                "data-frame" => loads.push(value.clone()),
                "href" => links.push(value.clone()),
                _ => {}
            }
        }
    });
    (loads, links)
}

/// A body with one frame, written as an attribute.
fn framed(src: &str) -> String {
    clean(&format!("<iframe src=\"{}\"></iframe>", src.replace('&', "&amp;").replace('"', "&quot;")))
}

#[test]
fn each_service_is_known_by_the_addresses_that_it_gives_for_embedding() {
    let youtube = "https://www.youtube-nocookie.com/embed/";
    let watch = "https://www.youtube.com/watch?v=";
    let dailymotion = "https://geo.dailymotion.com/player.html?video=x8abc1";
    let maps = "https://www.google.com/maps";
    let cases: &[(&str, &str, &str)] = &[
        (
            "https://www.youtube.com/embed/Svhiw-XK3_U?si=m8ZTp82&controls=0",
            &format!("{youtube}Svhiw-XK3_U?rel=0"),
            &format!("{watch}Svhiw-XK3_U"),
        ),
        (
            "//www.youtube.com/embed/a1?start=30&end=90&autoplay=1",
            &format!("{youtube}a1?rel=0&start=30&end=90"),
            &format!("{watch}a1"),
        ),
        ("http://m.youtube.com/embed/a1", &format!("{youtube}a1?rel=0"), &format!("{watch}a1")),
        ("https://youtube.com/embed/a1?list=PL2", &format!("{youtube}a1?rel=0&list=PL2"), &format!("{watch}a1")),
        ("https://WWW.YouTube-NoCookie.com:443/embed/a1#t=3", &format!("{youtube}a1?rel=0"), &format!("{watch}a1")),
        ("https://youtube-nocookie.com/embed/a1", &format!("{youtube}a1?rel=0"), &format!("{watch}a1")),
        ("https://youtu.be/a1", &format!("{youtube}a1?rel=0"), &format!("{watch}a1")),
        (
            "https://www.youtube.com/embed/videoseries?list=PL2&si=x",
            &format!("{youtube}videoseries?list=PL2"),
            "https://www.youtube.com/playlist?list=PL2",
        ),
        (
            "https://player.vimeo.com/video/76979871?autoplay=1&title=0",
            "https://player.vimeo.com/video/76979871?dnt=1",
            "https://vimeo.com/76979871",
        ),
        (
            "https://player.vimeo.com/video/7?h=8272103f6e",
            "https://player.vimeo.com/video/7?dnt=1&h=8272103f6e",
            "https://player.vimeo.com/video/7?dnt=1&h=8272103f6e",
        ),
        (
            "https://www.dailymotion.com/embed/video/x8abc1?mute=1",
            dailymotion,
            "https://www.dailymotion.com/video/x8abc1",
        ),
        (
            "https://geo.dailymotion.com/player.html?video=x8abc1",
            dailymotion,
            "https://www.dailymotion.com/video/x8abc1",
        ),
        (
            "https://geo.dailymotion.com/player/xf7zn.html?mute=true&video=x8abc1",
            dailymotion,
            "https://www.dailymotion.com/video/x8abc1",
        ),
        (
            "//player.bilibili.com/player.html?aid=603792868&bvid=BV17B4y1j7Qy&cid=7&page=1&autoplay=1",
            "https://player.bilibili.com/player.html?bvid=BV17B4y1j7Qy&cid=7&page=1",
            "https://www.bilibili.com/video/BV17B4y1j7Qy",
        ),
        (
            "https://player.bilibili.com/player.html?aid=6",
            "https://player.bilibili.com/player.html?aid=6",
            "https://www.bilibili.com/video/av6",
        ),
        (
            "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569&color=0066cc&auto_play=true",
            "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569",
            "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569",
        ),
        (
            "https://open.spotify.com/embed/album/4Ect?utm_source=oembed",
            "https://open.spotify.com/embed/album/4Ect",
            "https://open.spotify.com/album/4Ect",
        ),
        (
            "https://open.spotify.com/embed-podcast/episode/4Ect",
            "https://open.spotify.com/embed/episode/4Ect",
            "https://open.spotify.com/episode/4Ect",
        ),
        (
            "https://www.openstreetmap.org/export/embed.html?bbox=114.2%2C29.8%2C114.4%2C29.9&layer=mapnik&marker=29.8%2C114.3",
            "https://www.openstreetmap.org/export/embed.html?bbox=114.2%2C29.8%2C114.4%2C29.9&layer=mapnik&marker=29.8%2C114.3",
            "https://www.openstreetmap.org/?bbox=114.2%2C29.8%2C114.4%2C29.9",
        ),
        (
            "https://www.google.com/maps/embed?pb=!1m18!1m12!2z5ZK4!5m2",
            &format!("{maps}/embed?pb=!1m18!1m12!2z5ZK4!5m2"),
            &format!("{maps}/embed?pb=!1m18!1m12!2z5ZK4!5m2"),
        ),
        (
            "https://www.google.com/maps/d/embed?mid=1x_Y&ehbc=2E312F&z=4",
            &format!("{maps}/d/embed?mid=1x_Y&z=4"),
            &format!("{maps}/d/viewer?mid=1x_Y"),
        ),
        (
            "https://maps.google.com/maps?q=Town+Hall,+Xianning&output=embed&z=9",
            &format!("{maps}?q=Town+Hall,+Xianning&output=embed&z=9"),
            &format!("{maps}?q=Town+Hall,+Xianning"),
        ),
        (
            "https://datawrapper.dwcdn.net/AbCd1/3/",
            "https://datawrapper.dwcdn.net/AbCd1/3/",
            "https://datawrapper.dwcdn.net/AbCd1/3/",
        ),
    ];
    for (src, loads, page) in cases {
        let found = loads_and_links(&framed(src));
        assert_eq!(found, (vec![(*loads).to_owned()], vec![(*page).to_owned()]), "{src}");
    }
    let reached: BTreeSet<&str> = cases
        .iter()
        .filter_map(|(_, loads, _)| Some(providers().find(|p| loads.starts_with(p.loads))?.loads))
        .collect();
    let all: BTreeSet<&str> = providers().map(|provider| provider.loads).collect();
    assert_eq!(reached, all, "every way of embedding stands in a case");
}

#[test]
fn an_address_that_only_looks_like_a_service_gets_a_link() {
    for src in [
        "https://youtube.com.evil.example/embed/a1",
        "https://www.youtube.com.evil.example/embed/a1",
        "https://evil-youtube.com/embed/a1",
        "https://xwww.youtube.com/embed/a1",
        "https://youtube.com@evil.example/embed/a1",
        "https://www.youtube.com%2Fembed@evil.example/embed/a1",
        "https://me:pw@www.youtube.com/embed/a1",
        "https://@www.youtube.com:8443/embed/a1",
        "https://www.youtube.com:8443/embed/a1",
        "http://www.youtube.com:443/embed/a1",
        "https://www.youtube.com./embed/a1",
        "https://www.yоutube.com/embed/a1",
        "https://www.youtubе.com/embed/a1",
        "https://evil.example/https://www.youtube.com/embed/a1",
        "https://evil.example/?//www.youtube.com/embed/a1",
        "https://evil.example/#https://www.youtube.com/embed/a1",
        "https://www.youtube.com/redirect?q=https://evil.example",
        "https://www.youtube.com/embed/",
        "https://www.youtube.com/embed/../redirect?q=https://evil.example",
        "https://www.youtube.com/embed/%2e%2e/redirect",
        "https://www.youtube.com/embed/%2e%2e%2fredirect?q=https://evil.example",
        "https://www.youtube.com/embed/a;b",
        "https://www.youtube.com/embedded/a1",
        "https://www.youtube.com/watch?v=a1",
        "https://accounts.youtube.com/embed/a1",
        "https://vimeo.com/7",
        "https://player.vimeo.com/7",
        "https://geo.dailymotion.com/player.html",
        "https://player.bilibili.com/player.html?bvid=",
        "https://www.google.com/url?q=https://evil.example",
        "https://www.google.com/maps/embedded?pb=1",
        "https://www.google.com/mapsx?q=1",
        "https://www.google.com/search?q=1&output=embed",
        "https://www.google.evil.example/maps/embed?pb=1",
        "https://open.spotify.com/track/1",
        "https://open.spotify.com.evil.example/embed/track/1",
        "https://www.openstreetmap.org/export/embed.html",
        "https://datawrapper.dwcdn.net/",
        "https://datawrapper.dwcdn.net/AbCd1/index.html",
        "https://player.example/7",
    ] {
        let body = framed(src);
        let (loads, links) = loads_and_links(&body);
        assert_eq!((loads.len(), links.len()), (0, 1), "{src}: {body}");
        assert!(!body.contains("<button"), "{body}");
    }
    for src in [
        "javascript:alert(1)//www.youtube.com/embed/a1",
        "data:text/html,https://www.youtube.com/embed/a1",
        "blob:https://www.youtube.com/embed/a1",
        "http://[",
        "",
    ] {
        assert_eq!(framed(src), "", "{src}");
    }
}

#[test]
fn spaces_and_backslashes_are_read_as_a_browser_reads_them() {
    for src in [
        " \thttps://www.youtube.com/embed/a1\n",
        "https:\\\\www.youtube.com\\embed\\a1",
        "https://www.you\ntube.com/em\tbed/a1",
        "https:www.youtube.com/embed/a1",
    ] {
        let (loads, _) = loads_and_links(&framed(src));
        // The last one is relative to the article: its scheme is the same.
        let expected: &[&str] =
            if src.starts_with("https:w") { &[] } else { &["https://www.youtube-nocookie.com/embed/a1?rel=0"] };
        assert_eq!(loads, expected, "{src:?}");
    }
}

#[test]
fn a_card_names_the_service_the_title_and_the_actions_of_the_reader() {
    let card = "<span class=\"frame-card\"><span class=\"kicker\">YouTube</span> <strong dir=\"auto\">A film</strong> \
        <span dir=\"auto\" lang=\"en\"><small>Nothing has been asked of YouTube yet. It may set cookies.</small> \
        <button type=\"button\" class=\"button\" data-frame=\"https://www.youtube-nocookie.com/embed/a1?rel=0\" data-width=\"560\" data-height=\"315px\">Load the video from YouTube</button> \
        <button type=\"button\" class=\"button\" hidden=\"\">Close</button> ";
    let link = format!("<a href=\"https://www.youtube.com/watch?v=a1\" {OUTSIDE}>Open at YouTube</a></span></span>");
    let frame = "<iframe src=https://www.youtube.com/embed/a1 title='A film' width=560 height=315px allow=autoplay name=x class=y>old words</iframe>";
    // Beside paragraphs it is one; in a paragraph, a list or a cell it is a part of it.
    assert_eq!(clean(frame), format!("<p>{card}{link}</p>"));
    assert_eq!(clean(&format!("<p>{frame}</p>")), format!("<p>{card}{link} </p>"));
    assert_eq!(clean(&format!("<ul><li>{frame}</ul>")), format!("<ul><li>{card}{link} </li></ul>"));
    assert_eq!(
        clean(&format!("<figure>{frame}<figcaption>c</figcaption></figure>")),
        format!("<figure><p>{card}{link}</p><figcaption>c</figcaption></figure>")
    );
    // A button may not be in a link.
    assert_eq!(
        clean(&format!("<a href=https://a.example/>{frame}</a>")),
        format!("<a href=\"https://a.example/\" {OUTSIDE}> A film </a>")
    );
}

#[test]
fn without_a_title_the_service_alone_names_the_card() {
    let body = framed("https://player.vimeo.com/video/7");
    assert!(!body.contains("<strong"), "{body}");
    assert!(body.contains("<span class=\"kicker\">Vimeo</span>"), "{body}");
}

#[test]
fn a_hostile_title_is_text() {
    for title in [
        "\"><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "' onfocus=alert(1) x='",
        "{provider}{host}",
        "\r\n\u{202e}",
        "</strong></span><button>",
    ] {
        let attribute = title.replace('&', "&amp;").replace('"', "&quot;");
        let body = clean(&format!("<iframe title=\"{attribute}\" src=https://www.youtube.com/embed/a1></iframe>"));
        let nodes = parse(&body);
        let mut names = vec![];
        each_element(&nodes, &mut |name, _| names.push(name.to_owned()));
        assert_eq!(names.iter().filter(|name| *name == "button").count(), 2, "{body}");
        assert!(!names.iter().any(|name| name == "script" || name == "img"), "{body}");
        let mut found = vec![];
        texts(&nodes, &|_| false, &mut found);
        let expected = title.replace('\r', "\n");
        assert!(found.concat().contains(expected.trim()), "{body}");
    }
}

#[test]
fn no_feed_can_forge_a_card_or_any_part_of_it() {
    let forged = "<span class=frame-card><span class=kicker>Bank</span> <small>Safe</small> \
        <button type=button class=button data-frame=https://www.youtube-nocookie.com/embed/a1>Load</button> \
        <a class=button data-frame=https://evil.example/ data-width=9 hidden href=https://else.example/>Go</a></span>";
    let body = clean(forged);
    for trace in ["class", "data-", "button", "hidden", "Load"] {
        assert!(!body.contains(trace), "{trace}: {body}");
    }
    // The HTML of a card in a body is not a card any more: its text and its link are left.
    let card = framed("https://www.youtube.com/embed/a1");
    let again = clean(&card);
    assert_eq!(loads_and_links(&again).0, Vec::<String>::new());
    assert!(again.contains("Nothing has been asked of YouTube yet") && again.contains("watch?v=a1"), "{again}");
    assert_eq!(clean(&again), again);
}

#[test]
fn the_messages_of_a_card_are_in_the_language_of_the_page() {
    let base = clean::url("https://news.example/");
    for (tag, words) in
        [("ar", "تحميل الفيديو من YouTube"), ("ja", "YouTubeの動画を読み込む"), ("de", "Video von YouTube laden")]
    {
        let context = BodyContext { messages: compiled_in(tag).unwrap(), ..clean::context(&base) };
        let body = clean::clean("<iframe src=//www.youtube.com/embed/a1></iframe>", &context);
        assert!(body.as_html().contains(&format!("<span dir=\"auto\" lang=\"{tag}\">")), "{}", body.as_html());
        assert!(body.as_html().contains(words), "{}", body.as_html());
    }
}

#[test]
fn the_button_says_what_it_loads() {
    for (src, words) in [
        ("https://player.vimeo.com/video/7", "Load the video from Vimeo"),
        ("https://open.spotify.com/embed/track/7", "Load the audio from Spotify"),
        ("https://www.google.com/maps/embed?pb=1", "Load the map from Google Maps"),
        ("https://datawrapper.dwcdn.net/a/1/", "Load the chart from Datawrapper"),
    ] {
        assert!(framed(src).contains(&format!(">{words}</button>")), "{src}");
    }
    let kinds: BTreeSet<&str> = providers().map(|provider| provider.kind).collect();
    assert_eq!(kinds, BTreeSet::from(["audio", "chart", "map", "video"]));
}

#[test]
fn the_page_s_policy_allows_the_hosts_that_are_loaded_and_no_other() {
    let shell = std::fs::read_to_string("index.html").unwrap();
    let (_, sources) = shell.split_once("frame-src ").expect("frame-src");
    let allowed: BTreeSet<String> = sources.split(';').next().unwrap().split(' ').map(str::to_owned).collect();
    let origin = |loads: &str| format!("https://{}", clean::url(loads).host());
    let loaded: BTreeSet<String> = providers().map(|provider| origin(provider.loads)).collect();
    assert_eq!(allowed, loaded);
}

#[test]
fn every_address_in_the_table_is_written_as_a_parser_writes_it_and_over_https() {
    for provider in providers() {
        for form in provider.from.split(' ') {
            assert_eq!(clean::url(&format!("https://{form}")).as_str(), format!("https://{form}"));
            assert!(form.ends_with('/') || !provider.id.is_empty(), "{form}: nothing would hold the id");
        }
        for url in [provider.loads, provider.page] {
            assert!(url.is_empty() || url.starts_with("https://") && clean::url(url).as_str() == url, "{url}");
            assert!(
                url.is_empty() || url.ends_with(['/', '=']) || url.ends_with("/av"),
                "{url}: the id has to fit behind it"
            );
        }
    }
}
