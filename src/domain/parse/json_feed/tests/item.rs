//! The fields of an item.

use super::read;
use crate::domain::feed::Body;
use crate::domain::parse::json_feed::tests::item;

#[test]
fn other_ids_become_text_and_missing_ids_become_the_url() {
    let ids = |json: &str| read(json).0.items.iter().map(|item| item.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        ids(r#"{"items":[{"id":7},{"id":true},{"id":1.5},{"url":"/a"},{"id":"","url":"/b"}]}"#),
        ["7", "true", "1.5", "https://host.example/a", "https://host.example/b"]
    );
    let (feed, warnings) =
        read(r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"title":"x"},{"id":"1"}]}"#);
    assert_eq!(feed.items.len(), 1);
    assert!(warnings[0].to_string().contains("items[0] id"), "{}", warnings[0]);
}

#[test]
fn authors_come_as_lists_objects_and_texts() {
    let byline = |fields: &str| item(fields).0.byline.unwrap_or_default();
    assert_eq!(byline(r#""authors":[{"name":"A"},{"name":"B &amp; C"}]"#), "A, B & C");
    assert_eq!(byline(r#""authors":{"name":"A"}"#), "A");
    assert_eq!(byline(r#""authors":"A""#), "A");
    assert_eq!(byline(r#""authors":["A",{"name":"B"},null,3]"#), "A, B");
    assert_eq!(byline(r#""author":"A""#), "A");
    assert_eq!(byline(r#""author":{"name":"A","url":"javascript:x"}"#), "A");
    assert_eq!(byline(r#""author":[{"name":"A"}]"#), "A");
    assert_eq!(byline(r#""authors":[{"url":"https://a.example"}]"#), "");
}

#[test]
fn tags_come_as_lists_texts_and_objects() {
    let tags = |fields: &str| item(fields).0.tags;
    assert_eq!(tags(r#""tags":"a, b,,a""#), ["a", "b"]);
    assert_eq!(tags(r#""tags":[{"name":"a"},"b",null,2020]"#), ["a", "b", "2020"]);
    assert_eq!(tags(r#""tags":{"a":1}"#), Vec::<String>::new());
}

#[test]
fn a_wordpress_post_is_an_item() {
    let (item, warnings) = item(
        r#""title":{"rendered":"Caf&#233; opens"},"content":{"rendered":"<p>b</p>","protected":false},"excerpt":{"rendered":"<p>e</p>"},
        "date":"2020-11-06T18:00:00","date_gmt":"2020-11-06T10:00:00","modified_gmt":"2020-11-07T10:00:00","link":"https://wp.example/?p=1",
        "author":3,"tags":[4,5]"#,
    );
    assert_eq!(item.headline, "Café opens");
    assert_eq!(item.body, Body::Html("<p>b</p>".into()));
    assert_eq!(item.summary.as_deref(), Some("e"));
    assert_eq!(item.published.unwrap().to_rfc3339(), "2020-11-06T10:00:00Z");
    assert_eq!(item.url.unwrap().as_str(), "https://wp.example/?p=1");
    assert!(item.tags.is_empty() && item.byline.is_none() && item.section.is_empty());
    assert!(warnings.len() >= 5, "{warnings:?}");
}

#[test]
fn unreadable_dates_are_left_out_and_never_become_now() {
    for (date, expected) in [
        (r#""Thu, 05 Nov 2020 09:30:00 +0800""#, Some("2020-11-05T01:30:00Z")),
        (r#""2020-11-05""#, Some("2020-11-05")),
        ("1604540000", Some("2020-11-05T01:33:20Z")),
        (r#""1604540000000""#, Some("2020-11-05T01:33:20Z")),
        (r#""yesterday""#, None),
        ("[]", None),
        ("{}", None),
        (r#""""#, None),
    ] {
        let (item, _) = item(&format!(r#""date_published":{date}"#));
        assert_eq!(item.published.map(|moment| moment.to_rfc3339()).as_deref(), expected, "{date}");
    }
}

#[test]
fn updated_means_more_than_a_minute_after() {
    let updated = |modified: &str| {
        item(&format!(r#""date_published":"2020-11-06T10:00:00Z","date_modified":"{modified}""#)).0.updated.is_some()
    };
    assert!(!updated("2020-11-06T10:00:59Z"));
    assert!(!updated("2020-11-05T10:00:00Z"));
    assert!(updated("2020-11-06T10:01:01Z"));
}

#[test]
fn markup_in_titles_and_summaries_is_read_as_text_once() {
    let (item, warnings) = item(r#""title":"<b>Tom</b> &amp; &amp;lt;i&amp;gt;","summary":"a < b""#);
    assert_eq!(item.headline, "Tom & &lt;i&gt;");
    assert_eq!(item.summary.as_deref(), Some("a < b"));
    assert_eq!(warnings.len(), 1);
}

#[test]
fn an_item_without_a_title_gets_its_first_words() {
    let headline = |fields: &str| item(fields).0.headline;
    assert_eq!(headline(r#""content_html":"<p>Just <i>setting</i> up</p>""#), "Just setting up");
    assert_eq!(headline(r#""content_text":"Line one\nline two""#), "Line one line two");
    assert_eq!(headline(r#""summary":"In short","content_text":"x""#), "In short");
    assert_eq!(headline(r#""content_html":"<img src=x>","date_published":"2020-11-06""#), "2020-11-06");
    assert_eq!(headline(r#""content_html":"<img src=x>""#), "1");
    assert_eq!(headline(r#""title":"  ","content_html":"<p>b</p>""#), "b");
    let long = headline(&format!(r#""content_text":"{}""#, "word ".repeat(100)));
    assert!(long.ends_with("word…") && long.chars().count() <= 81, "{long}");
}

#[test]
fn sizes_and_durations_come_as_text_and_fractions() {
    let (item, _) = item(
        r#""attachments":[{"url":"a.mp3","size_in_bytes":"1024","duration_in_seconds":"1:02:03"},{"url":"b.unknown","size_in_bytes":10.7,"duration_in_seconds":-1}]"#,
    );
    let [a, b] = item.attachments.as_slice() else { panic!("two attachments") };
    assert_eq!(
        (a.mime_type.as_deref(), a.size_in_bytes, a.duration_in_seconds),
        (Some("audio/mpeg"), Some(1024), Some(3723.0))
    );
    assert_eq!((b.mime_type.as_deref(), b.size_in_bytes, b.duration_in_seconds), (None, Some(10), None));
}

#[test]
fn the_extension_gives_section_source_byline_and_the_pictures_words() {
    let (item, warnings) = item(
        r#""image":"p.jpg","tags":["T"],"external_url":"https://www.else.example/a","_newsleaf":{"section":["News","Xianning News"],
        "source":{"name":"xianning.gov.cn","url":"http://www.xianning.gov.cn/"},"byline":"After a report","kicker":"Report",
        "image":{"caption":"C","credit":"D","alt":"A","width":1200,"height":800}}"#,
    );
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(item.section, ["News", "Xianning News"]);
    assert_eq!(item.source.unwrap().name, "xianning.gov.cn");
    assert_eq!((item.byline.as_deref(), item.kicker.as_deref()), (Some("After a report"), Some("Report")));
    let picture = item.image.unwrap();
    assert_eq!((picture.alt.as_str(), picture.width, picture.height), ("A", Some(1200), Some(800)));
}

#[test]
fn without_the_extension_a_link_items_host_is_its_source() {
    let (item, _) = item(r#""external_url":"https://www.else.example/a""#);
    assert_eq!(item.source.unwrap().name, "else.example");
}

#[test]
fn a_wordpress_post_without_a_date_in_utc_has_the_date_of_its_own_zone() {
    let (item, warnings) = item(r#""date":"2020-11-06T18:00:00","modified":"2020-11-08T18:00:00""#);
    assert_eq!(item.published.unwrap().to_rfc3339(), "2020-11-06T18:00:00");
    assert_eq!(item.updated.unwrap().to_rfc3339(), "2020-11-08T18:00:00");
    assert!(warnings.iter().any(|warning| warning.contains("it names no time zone")), "{warnings:?}");
}

#[test]
fn an_unreadable_date_gives_a_warning_under_every_name() {
    for name in ["date_published", "date_modified", "date_gmt", "modified_gmt", "date", "modified"] {
        let (item, warnings) = item(&format!(r#""{name}":"last Tuesday""#));
        assert_eq!((item.published, item.updated), (None, None));
        let is_reported = warnings.iter().any(|w| w.contains("last Tuesday, left it out: it is no date"));
        assert!(is_reported, "{name}: {warnings:?}");
    }
}

#[test]
fn zero_dates_of_programs_are_left_out() {
    for date in [r#""0001-01-01T00:00:00Z""#, "0", "2020"] {
        let (item, warnings) = item(&format!(r#""date_published":{date}"#));
        assert_eq!((item.published, warnings.len()), (None, 1), "{date}");
    }
}

#[test]
fn an_update_is_on_a_later_day_if_only_days_are_known() {
    let updated = |published: &str, modified: &str| {
        item(&format!(r#""date_published":"{published}","date_modified":"{modified}""#)).0.updated.is_some()
    };
    assert!(!updated("2020-11-06", "2020-11-06T23:00:00Z"));
    assert!(!updated("2020-11-06T10:00:00Z", "2020-11-06"));
    assert!(updated("2020-11-06", "2020-11-07"));
}

#[test]
fn the_date_of_the_last_change_stands_in_for_a_missing_date_of_publication() {
    for fields in [
        r#""date_modified":"2020-11-07T10:00:00Z""#,
        r#""date_published":"soon","date_modified":"2020-11-07T10:00:00Z""#,
        r#""modified_gmt":"2020-11-07T10:00:00""#,
    ] {
        let (item, warnings) = item(fields);
        assert_eq!(item.published.unwrap().to_rfc3339(), "2020-11-07T10:00:00Z", "{fields}");
        assert_eq!(item.updated, None, "it is not said twice: {fields}");
        let advice = "date_modified: found 2020-11-07T10:00:00Z, took it as the date of publication";
        assert!(warnings.iter().any(|warning| warning.contains(advice)), "{warnings:?}");
    }
}

#[test]
fn an_author_is_there_once_unless_the_urls_differ() {
    let authors = |list: &str| {
        let authors = item(&format!(r#""authors":[{list}]"#)).0.authors;
        authors.iter().map(|author| (author.name.clone(), author.url.is_some())).collect::<Vec<_>>()
    };
    let lin = r#"{"name":"Lin Wei"}"#;
    let lin_a = r#"{"name":"Lin Wei","url":"https://a.example/"}"#;
    let lin_b = r#"{"name":"Lin Wei","url":"https://b.example/"}"#;
    let one = |name: &str, has_url| (name.to_owned(), has_url);
    assert_eq!(authors(&[lin, r#"{"name":"Ada"}"#, lin].join(",")), [one("Lin Wei", false), one("Ada", false)]);
    assert_eq!(authors(&[lin, lin_a].join(",")), [one("Lin Wei", true)], "the URL of either");
    assert_eq!(authors(&[lin_a, lin_b, lin].join(",")), [one("Lin Wei", true), one("Lin Wei", true)]);
    let nameless = r#"{"url":"https://a.example/"},{"url":"https://a.example/"},{"url":"https://b.example/"}"#;
    assert_eq!(authors(nameless).len(), 2);
}

#[test]
fn an_item_without_id_and_url_is_known_by_the_page_that_it_is_about_or_left_out_by_its_words() {
    let (feed, warnings) = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
        {"title":"Neither <b>id</b> nor url"},{"external_url":"https://other.example/story"},{"content_text":"A text"},
        {"content_html":"<p>A body</p>"},{}]}"#,
    );
    assert_eq!(feed.items.len(), 1);
    assert_eq!(feed.items[0].id, "https://other.example/story");
    let texts: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    for line in [
        "items[0] id: found neither id nor url: Neither id nor url, left the item out: nothing could link to it",
        "items[1] id: found neither id nor url, took the item's external_url",
        "items[2] id: found neither id nor url: A text, left",
        "items[3] id: found neither id nor url: A body, left",
        "items[4] id: found neither id nor url, left",
    ] {
        assert!(texts.iter().any(|text| text.starts_with(line)), "{line}: {texts:#?}");
    }
}

#[test]
fn names_of_fields_match_in_any_case_and_the_exact_one_wins() {
    let (feed, warnings) = read(
        r#"{"Version":"https://jsonfeed.org/version/1.1","TITLE":"The Gazette","Items":[{"ID":"a","Title":"One","title":"Two",
        "Date_Published":"2026-11-20T09:00:00Z","Content_HTML":"<p>x</p>","CONTENT_HTML":"<p>y</p>",
        "Authors":[{"Name":"Ada"}],"Attachments":[{"URL":"a.mp3","Mime_Type":"audio/mpeg"}],
        "_newsleaf":{"Kicker":"K"}}]}"#,
    );
    let item = &feed.items[0];
    assert_eq!((feed.title.as_str(), item.id.as_str(), item.headline.as_str()), ("The Gazette", "a", "Two"));
    assert_eq!(item.body, Body::Html("<p>x</p>".into()), "of several others the first counts");
    assert!(item.published.is_some() && item.byline.as_deref() == Some("Ada") && item.attachments.len() == 1);
    assert_eq!(item.kicker, None, "Newsleaf's own names are exact");
    let texts: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    for line in ["feed TITLE: found The Gazette, read it as", "items[0] ID: found a, read it as", "_newsleaf.Kicker"] {
        assert!(texts.iter().any(|text| text.contains(line)), "{line}: {texts:#?}");
    }
}

#[test]
fn an_id_in_capitals_changes_no_key() {
    let id = |fields: &str| read(&format!(r#"{{"items":[{{{fields}}}]}}"#)).0.items.first().map(|item| item.id.clone());
    assert_eq!(id(r#""ID":"a""#).as_deref(), Some("a"));
    assert_eq!(id(r#""ID":"a","url":"/b""#).as_deref(), Some("https://host.example/b"));
    assert_eq!(id(r#""ID":"a","id":"c""#).as_deref(), Some("c"));
}

#[test]
fn the_first_text_of_an_array_is_taken_and_true_is_no_address_and_no_tag() {
    let (item, warnings) = item(
        r#""title":[null,"First","Second"],"content_html":["<p>x</p>"],"url":["/a"],"authors":[{"name":1984}],
        "tags":[true,"Roads",["In a list"]],"external_url":true,"attachments":[{"url":true,"mime_type":"audio/mpeg"}]"#,
    );
    assert_eq!((item.headline.as_str(), item.body), ("First", Body::Html("<p>x</p>".into())));
    assert_eq!(item.url.unwrap().as_str(), "https://host.example/a");
    assert_eq!(item.byline.as_deref(), Some("1984"));
    assert_eq!(item.tags, ["Roads", "In a list"]);
    assert!(item.external_url.is_none() && item.attachments.is_empty());
    for field in ["title", "content_html", "url", "authors[0].name", "tags[0]", "tags[2]", "external_url"] {
        assert!(warnings.iter().any(|warning| warning.contains(&format!(" {field}: "))), "{field}: {warnings:#?}");
    }
}

#[test]
fn a_title_of_which_nothing_is_left_gives_the_headline_from_the_body() {
    let (item, warnings) = item(r#""title":"<b></b>","content_html":"<p>The first words</p>""#);
    assert_eq!(item.headline, "The first words");
    assert!(warnings.iter().any(|warning| warning.contains(" title: ")), "{warnings:?}");
}

#[test]
fn an_ampersand_in_an_address_may_be_written_as_an_entity_and_keys_stay() {
    let (item, warnings) = item(
        r#""url":"https://x.example/?p=1&#038;l=en","image":"i.jpg?w=1&amp;h=2&#38;q=3&#x26;r=4",
        "external_url":"https://y.example/?a=1&copy=2&amp=3""#,
    );
    assert_eq!(item.url.unwrap().as_str(), "https://x.example/?p=1&l=en");
    assert_eq!(item.image.unwrap().url.as_str(), "https://x.example/i.jpg?w=1&h=2&q=3&r=4");
    assert_eq!(item.external_url.unwrap().as_str(), "https://y.example/?a=1&copy=2&amp=3");
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    let (feed, _) = read(r#"{"items":[{"url":"https://x.example/?p=1&amp;l=en"}]}"#);
    assert_eq!(feed.items[0].id, "https://x.example/?p=1&amp;l=en", "the id is as it was written");
}

#[test]
fn a_headline_is_always_visible() {
    for (fields, headline) in [
        (r#""title":"\u200b","content_text":"b""#, "b"),
        (r#""title":"<img src=x>","summary":"s""#, "s"),
        (r#""title":"\u202e\u2066""#, "1"),
        (r#""title":"<![CDATA[Tom &amp; Jerry]]>""#, "Tom & Jerry"),
        (r#""title":"Why <b> and Vec<String> matter""#, "Why <b> and Vec<String> matter"),
    ] {
        assert_eq!(item(fields).0.headline, headline, "{fields}");
    }
    let (feed, _) = read(r#"{"items":[{"id":"\u202e"},{"id":"<b>\u0007x</b>"}]}"#);
    assert_eq!(feed.items[0].headline, feed.items[0].key.as_str());
    assert_eq!(feed.items[1].headline, "<b>x</b>");
}

#[test]
fn a_section_is_a_path_a_name_or_a_breadcrumb() {
    let section = |json: &str| item(&format!(r#""tags":["Tag"],"_newsleaf":{{"section":{json}}}"#)).0.section;
    assert_eq!(section(r#"["News","Xianning News"]"#), ["News", "Xianning News"]);
    assert_eq!(section(r#""News""#), ["News"]);
    assert_eq!(section(r#""News > Xianning News""#), ["News", "Xianning News"]);
    assert_eq!(section(r#""Arts/Culture""#), ["Arts/Culture"]);
    assert_eq!(section(r#"["A > B",null,""]"#), ["A > B"]);
    for empty in ["null", "[]", "{}", r#""""#] {
        assert_eq!(section(empty), ["Tag"], "{empty}: the first tag takes its place");
    }
}

#[test]
fn a_picture_may_be_an_object_and_the_banner_takes_its_place() {
    let image = |fields: &str| item(fields).0.image.map(|picture| picture.url.to_string());
    assert_eq!(image(r#""image":{"type":"png","url":"a.png"}"#).as_deref(), Some("https://host.example/news/a.png"));
    assert_eq!(image(r#""image":{"src":"/a.png"}"#).as_deref(), Some("https://host.example/a.png"));
    assert_eq!(image(r#""image":"","banner_image":"/b.png""#).as_deref(), Some("https://host.example/b.png"));
    let (item, warnings) = item(r#""image":{"id":7}"#);
    assert_eq!(item.image, None);
    assert_eq!(warnings, [r#"items[0] (1) image: found {"id":7}, left it out: it has no url"#]);
}

#[test]
fn a_media_type_is_read_without_its_parameters_or_guessed() {
    let mime = |fields: &str| {
        item(&format!(r#""attachments":[{{"url":"a.mp3",{fields}}}]"#)).0.attachments.remove(0).mime_type
    };
    assert_eq!(mime(r#""mime_type":"Audio/OGG; codecs=opus""#).as_deref(), Some("audio/ogg"));
    for none in
        [r#""mime_type":"mp3""#, r#""mime_type":"""#, r#""mime_type":"audio/\"><b>""#, r#""mime_type":{}"#, r#""x":1"#]
    {
        assert_eq!(mime(none).as_deref(), Some("audio/mpeg"), "{none}");
    }
}

#[test]
fn a_source_may_be_a_name_an_address_or_both() {
    let source = |json: &str| {
        let (item, _) = item(&format!(r#""external_url":"https://e.example/","_newsleaf":{{"source":{json}}}"#));
        let source = item.source.unwrap();
        (source.name, source.url.map(|url| url.to_string()))
    };
    let home = Some("https://www.daily.example/".to_owned());
    assert_eq!(source(r#""Daily""#), ("Daily".into(), None));
    assert_eq!(source(r#"{"url":"https://www.daily.example/"}"#), ("daily.example".into(), home.clone()));
    assert_eq!(source(r#"{"name":"Daily","url":"https://www.daily.example"}"#), ("Daily".into(), home));
    for none in ["null", "[]", r#"{"url":"javascript:x"}"#, r#""""#] {
        assert_eq!(source(none), ("e.example".into(), Some("https://e.example/".into())), "{none}");
    }
}

#[test]
fn a_warning_names_place_field_value_and_action() {
    let (_, warnings) = item(r#""authors":[{"name":"A"},{"name":"B","url":"ftp://b.example/"}],"tags":{"a":[1,"x"]}"#);
    assert_eq!(
        warnings,
        [
            "items[0] (1) authors[1].url: found ftp://b.example/, left it out: only http and https lead to web pages",
            r#"items[0] (1) tags: found {"a":[1,"x"]}, left it out: it should be an array"#,
        ]
    );
}

#[test]
fn the_marks_of_cdata_around_a_body_are_left_out() {
    let (cleaned, warnings) = item(r#""title":"A","content_html":" <![CDATA[<p>b ]]> c</p>]]> ""#);
    assert_eq!(cleaned.body, Body::Html("<p>b ]]> c</p>".to_owned()));
    assert!(warnings.iter().any(|warning| warning.contains("the marks of CDATA")), "{warnings:?}");
    let (kept, warnings) = item(r#""title":"A","content_html":"<p>about <![CDATA[ and ]]></p>""#);
    assert_eq!(kept.body, Body::Html("<p>about <![CDATA[ and ]]></p>".to_owned()));
    assert!(warnings.is_empty(), "{warnings:?}");
}
