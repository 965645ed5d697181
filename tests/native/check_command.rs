//! `newsleaf check` as a person or a program runs it.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::command::{
    CLEAN, PATIENCE, answer, check, check_input, command, errors, folder, host, json, redirect, status, text,
};

const ODD: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "City", "items": [{"id": "1", "date_published": "soon"}]}"#;

/// How many characters there are that a terminal takes for commands, or that turn the text around them.
fn commands_in(text: &str) -> usize {
    text.chars().filter(|c| *c != '\n' && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(c))).count()
}

/// A feed of one story whose older pages are there.
fn page(next: &str, id: &str) -> String {
    format!(
        r#"{{"version": "https://jsonfeed.org/version/1", "title": "T", "next_url": "{next}", "items": [{{"id": "{id}", "title": "x"}}]}}"#
    )
}

#[test]
fn a_clean_feed_is_0_with_and_without_strict() {
    for arguments in [&[][..], &["--strict"]] {
        let output = check_input(CLEAN.as_bytes(), arguments);
        assert_eq!(status(&output), 0, "{}", text(&output));
        assert!(text(&output).contains("Clean: nothing had to be corrected"), "{}", text(&output));
    }
}

#[test]
fn what_is_for_a_live_site_is_refused_without_one() {
    let folder = folder("check-without-site");
    fs::write(folder.join("feed.json"), CLEAN).expect("a file");
    for (arguments, sentence) in [
        (["--host", "nginx"].as_slice(), "--site <URL>"),
        (&["--pages", "5"], "--site <URL>"),
        (&["feed.json", "--pages", "5"], "the argument '[FEED]' cannot be used with '--pages <NUMBER>'"),
    ] {
        let output = command(arguments).current_dir(&folder).output().expect("the command runs");
        assert_eq!(status(&output), 2, "{arguments:?}: {}", text(&output));
        assert!(errors(&output).contains(sentence), "{arguments:?}: {}", errors(&output));
    }
}

#[test]
fn warnings_are_0_and_with_strict_1() {
    assert_eq!(status(&check_input(ODD.as_bytes(), &[])), 0);
    let output = check_input(ODD.as_bytes(), &["--strict"]);
    assert_eq!(status(&output), 1);
    assert!(text(&output).contains("items[0] (1) date_published: found soon"), "{}", text(&output));
}

#[test]
fn a_language_tag_at_which_browsers_throw_is_a_warning() {
    let feed = |tag: &str| CLEAN.replace("\"title\": \"City\"", &format!(r#""title": "City", "language": "{tag}""#));
    assert_eq!(status(&check_input(feed("zh-Hans").as_bytes(), &["--strict"])), 0);
    for tag in ["a", "en-a", "e1", "Latn", "en-x"] {
        let output = check_input(feed(tag).as_bytes(), &["--strict"]);
        assert_eq!(status(&output), 1, "{tag}");
        assert!(text(&output).contains(&format!("feed language: found {tag}")), "{}", text(&output));
    }
}

#[test]
fn what_cannot_be_read_is_2_and_so_are_bad_arguments() {
    for input in ["", "<!doctype html>", "<?xml version='1.0'?><rss/>", "{\"items\": [1,,]}", "{\"hello\": 1}", "7"] {
        assert_eq!(status(&check_input(input.as_bytes(), &[])), 2, "{input}");
    }
    for arguments in [
        &[][..],
        &["no/such/file.json"],
        &["src"],
        &["ftp://u:secret@news.example/feed.json"],
        &["https://u:secret@[/feed.json"],
        &["-", "--colour"],
    ] {
        let output = check(arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{arguments:?}");
        assert!(!errors(&output).contains("secret"), "{}", errors(&output));
    }
}

#[test]
fn a_feed_within_another_object_is_2_as_the_site_cannot_read_it_either() {
    for input in [format!(r#"{{"feed": {CLEAN}}}"#), r#"{"site": {"title": "T"}, "posts": [{"id": "1"}]}"#.to_owned()] {
        let output = check_input(input.as_bytes(), &["--format", "json"]);
        assert_eq!(status(&output), 2, "{input}: {}", text(&output));
        let document = json(&output)["documents"][0].clone();
        assert_eq!((&document["kind"], &document["error"]["code"]), (&"feed".into(), &"not_a_feed".into()), "{input}");
    }
}

#[test]
fn a_settings_file_is_known_by_its_whole_name_and_not_where_it_has_items() {
    let folder = folder("names");
    // A test that was stopped may have left one.
    let _ = fs::remove_file(folder.join("newsleaf.json"));
    let kind_of = |output: &Output| json(output)["documents"][0]["kind"].as_str().expect("a kind").to_owned();
    for (name, content, kind) in [
        ("my-newsleaf.json", CLEAN, "feed"),
        ("newsleaf.json", CLEAN, "feed"),
        ("newsleaf.json", "{}", "settings"),
        ("newsleaf.json", "{", "settings"),
        ("my-newsleaf.json", r#"{"site": "https://city.example/"}"#, "settings"),
    ] {
        let file = folder.join(name);
        fs::write(&file, content).expect("a file");
        let output = check(&[file.to_str().expect("a path"), "--format", "json"]);
        // A newsleaf.json beside the next file would be checked with it.
        fs::remove_file(&file).expect("a file");
        assert_eq!(kind_of(&output), kind, "{name}: {content}");
    }
    let wrong = r#"{"hello": 1}"#;
    let site = host(vec![
        ("/feed?for=newsleaf.json", answer("200 OK", "application/json", wrong)),
        ("/x/newsleaf.json?v=2", answer("200 OK", "application/json", wrong)),
    ]);
    for (path, kind) in [("/feed?for=newsleaf.json", "feed"), ("/x/newsleaf.json?v=2", "settings")] {
        let output = check(&[&format!("{site}{path}"), "--format", "json", "--timeout", PATIENCE]);
        assert_eq!(kind_of(&output), kind, "{path}: {}", text(&output));
    }
}

#[test]
fn help_has_examples_and_is_0() {
    let output = check(&["--help"]);
    assert_eq!(status(&output), 0);
    assert!(text(&output).contains("newsleaf check feed.json") && text(&output).contains("Exit status:"));
}

#[test]
fn invalid_json_is_shown_with_line_column_caret_and_help() {
    let folder = folder("invalid");
    let file = folder.join("feed.json");
    fs::write(&file, "{\n  \"title\": \"咸宁\", \"items\": [1,], x\n}").expect("a file");
    let file = file.to_str().expect("a path");
    let output = check(&[file]);
    let text = text(&output);
    assert!(text.contains(&format!("--> {file}:2:30")), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.contains("\"items\": [1,], x")).expect("the line");
    // The two characters are two columns wide each.
    let before = lines[at].split(']').next().expect("a part").chars().count() + 2;
    assert_eq!(lines[at + 1].find('^'), Some(before), "{text}");
    assert!(text.contains("help: Take out the comma"), "{text}");
    let error = &json(&check(&[file, "--format", "json"]))["documents"][0]["error"];
    assert_eq!((&error["code"], &error["line"], &error["column"]), (&"invalid_json".into(), &2.into(), &30.into()));
}

#[test]
fn json_has_the_documented_fields() {
    let output = check_input(ODD.as_bytes(), &["--format", "json", "--strict"]);
    assert_eq!(status(&output), 1);
    let json = json(&output);
    assert_eq!((&json["outcome"], &json["warnings"]), (&"warnings".into(), &1.into()));
    let document = &json["documents"][0];
    assert_eq!(document["kind"], "feed");
    assert_eq!(document["feed"]["items_read"], 1);
    assert_eq!(document["warnings"][0]["field"], "date_published");
    assert_eq!(document["warnings"][0]["places"][0]["found"], "soon");
    assert!(document["error"].is_null() && document["host"].is_null());
}

#[test]
fn ten_thousand_warnings_are_a_few_lines_and_all_shows_each() {
    let items: Vec<String> = (0..9_000).map(|at| format!(r#"{{"id": "i{at}", "date_published": "soon"}}"#)).collect();
    let feed =
        format!(r#"{{"version": "https://jsonfeed.org/version/1", "title": "T", "items": [{}]}}"#, items.join(","));
    let short = text(&check_input(feed.as_bytes(), &[]));
    assert!(short.lines().count() < 40 && short.contains("(9000 times)") && short.contains("and 8995 more"), "{short}");
    let all = text(&check_input(feed.as_bytes(), &["--all"]));
    assert_eq!(all.lines().filter(|line| line.contains("found soon")).count(), 9_000);
}

#[test]
fn nothing_in_a_feed_reaches_the_terminal_as_a_command_and_no_colour_goes_into_a_pipe() {
    let bad = "\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202e";
    let feed = format!(
        r#"{{"title": "{bad}", "language": "{bad}", "next_url": "http://a.example/{bad}", "_newsleaf": {{"{bad}": 1, "accent": "{bad}"}},
        "items": [{{"id": "{bad}", "tags": [["{bad}"]], "date_published": "{bad}"}}, {{"id": 1, "_newsleaf": {{"section": "{bad}"}}}}]}}"#
    );
    let raw = "{\"items\": [\u{1b}[31m\u{9b}2J\u{202e}]}";
    for input in [feed.as_str(), raw] {
        for arguments in [&["--all"][..], &["--format", "json"]] {
            let output = check_input(input.as_bytes(), arguments);
            let text = text(&output);
            assert_eq!(commands_in(&text), 0, "{text:?}");
        }
    }
}

#[test]
fn nothing_that_is_named_reaches_the_terminal_as_a_command_by_the_standard_error() {
    let folder = folder("errors");
    let file = folder.join("feed.json");
    fs::write(&file, page("%1b%5d0;pwned%07%e2%80%ae.json", "1")).expect("a file");
    let file = file.to_str().expect("a path");
    for arguments in [
        &["\u{1b}]0;pwned\u{7}.json"][..],
        &["x\u{1b}[2J://a.example/"],
        &["-", "--\u{1b}]0;pwned\u{7}"],
        &["-", "--timeout", "\u{1b}]0;pwned\u{7}"],
        &[file, "--all-pages"],
        &[file, "--all-pages", "--format", "json"],
    ] {
        let output = check(arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert_eq!(commands_in(&errors(&output)), 0, "{:?}", errors(&output));
        assert_eq!(commands_in(&text(&output)), 0, "{:?}", text(&output));
    }
    assert!(
        errors(&check(&[file, "--all-pages", "--format", "json"])).contains("]0;pwned"),
        "the error names the page"
    );
    fs::write(file, r#"{"title": 1, "_newsleaf": {"accent": "\u001b[2J"}, "items": [{"id": "\u001b[31m", "date_published": "\u009b2J"}]}"#).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_newsleaf")).args(["page", file]).output().expect("the command runs");
    assert!(errors(&output).contains("date_published"), "{}", errors(&output));
    assert_eq!(commands_in(&errors(&output)), 0, "{:?}", errors(&output));
}

#[test]
fn color_always_gives_colours() {
    let coloured = |arguments: &[&str]| text(&check_input(ODD.as_bytes(), arguments)).contains('\u{1b}');
    assert!(coloured(&["--color", "always"]));
    assert!(!coloured(&["--color", "never"]) && !coloured(&["--color", "auto"]));
}

#[test]
fn settings_are_checked_with_the_feed_or_alone() {
    let folder = folder("settings");
    let (feed, settings) = (folder.join("feed.json"), folder.join("newsleaf.json"));
    fs::write(&feed, CLEAN).expect("a file");
    fs::write(&settings, r#"{"site": "https://city.example/", "colour": "red"}"#).expect("a file");
    let (feed, settings) = (feed.to_str().expect("a path"), settings.to_str().expect("a path"));
    for arguments in [&[feed, "--settings", settings, "--strict"][..], &[feed, "--strict"], &[settings, "--strict"]] {
        let output = check(arguments);
        assert_eq!(status(&output), 1);
        assert!(text(&output).contains("colour: left it out: Newsleaf knows no such field"), "{}", text(&output));
    }
    fs::write(settings, r#"{"time_zone": "Asia/Xianning"}"#).expect("a file");
    let report = text(&check(&[settings]));
    assert!(report.contains("there is no such time zone") && report.contains("settings      none"), "{report}");
    fs::write(settings, "{").expect("a file");
    assert_eq!(status(&check(&[feed, "--settings", settings])), 2);
}

#[test]
fn older_pages_beside_a_file_are_checked_and_a_circle_gives_a_warning() {
    let folder = folder("pages");
    fs::write(folder.join("feed.json"), page("feed-2.json", "1")).expect("a file");
    fs::write(folder.join("feed-2.json"), page("feed.json", "2")).expect("a file");
    let file = folder.join("feed.json");
    let output = check(&[file.to_str().expect("a path"), "--all-pages", "--strict", "--format", "json"]);
    assert_eq!(status(&output), 1, "{}", text(&output));
    let documents = json(&output)["documents"].clone();
    assert_eq!(documents.as_array().map(Vec::len), Some(2));
    assert!(documents[1]["name"].as_str().expect("a name").ends_with("feed-2.json"));
    assert_eq!(documents[1]["warnings"][0]["field"], "next_url");
}

#[test]
fn a_page_that_names_itself_by_its_name_or_its_feed_url_is_not_read_again() {
    let folder = folder("itself");
    let by_feed_url = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "title": "x"}],
        "feed_url": "http://127.0.0.1:1/a.json", "next_url": "http://127.0.0.1:1/a.json#top"}"#;
    for (name, feed) in [
        ("news.json", page("news.json", "1")),
        ("a b?c#d%20.json", page("a%20b%3Fc%23d%2520.json", "1")),
        ("c:news.json", page("./c:news.json", "1")),
        ("elsewhere.json", by_feed_url.to_owned()),
    ] {
        let file = folder.join(name);
        fs::write(&file, feed).expect("a file");
        let output = check(&[file.to_str().expect("a path"), "--all-pages", "--format", "json"]);
        assert_eq!(status(&output), 0, "{name}: {}", text(&output));
        let documents = json(&output)["documents"].clone();
        assert_eq!(documents.as_array().map(Vec::len), Some(1), "{name}: {documents}");
        assert_eq!(documents[0]["warnings"][0]["field"], "next_url", "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_may_have_a_name_that_is_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let file = folder("no-text").join(OsStr::from_bytes(b"f\xff.json"));
    fs::write(&file, page("f%FF.json", "1")).expect("a file");
    let output = command(&["--format", "json"]).arg(&file).output().expect("the command runs");
    assert_eq!(status(&output), 0, "{}", errors(&output));
    let name = json(&output)["documents"][0]["name"].as_str().expect("a name").to_owned();
    assert!(name.ends_with("f\u{fffd}.json"), "{name}");
    let output = command(&["-"]).arg("--settings").arg(&file).output().expect("the command runs");
    assert_eq!(status(&output), 2, "the standard input is empty: {}", errors(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_of_a_feed_without_end_says_that_it_is_too_large() {
    let page = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsleaf"));
        command.arg("page").args(arguments).output().expect("the command runs")
    };
    let output = page(&["/dev/zero"]);
    assert_eq!(status(&output), 0, "{}", errors(&output));
    assert!(text(&output).contains("more than 20 MB"), "{}", text(&output));
    let output = page(&["no/such/file.json"]);
    assert_eq!((status(&output), text(&output).is_empty()), (2, true));
    let output = page(&["Cargo.toml", "--settings", "/dev/zero"]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("more bytes than"), "{}", errors(&output));
}

#[cfg(unix)]
#[test]
fn a_feed_can_name_no_file_outside_its_folder_and_nothing_that_is_no_file() {
    let folder = folder("outside");
    let feeds = folder.join("feeds");
    fs::create_dir_all(feeds.join("older")).expect("a folder");
    fs::write(folder.join("secret.json"), "{\"secret\": [1,]}").expect("a file");
    fs::write(feeds.join("older/2.json"), CLEAN).expect("a file");
    let secret = fs::canonicalize(folder.join("secret.json")).expect("a path");
    for (link, to) in
        [("link.json", secret.as_path()), ("up", folder.as_path()), ("inner.json", &feeds.join("older/2.json"))]
    {
        let _ = fs::remove_file(feeds.join(link));
        std::os::unix::fs::symlink(to, feeds.join(link)).expect("a link");
    }
    let pipe = feeds.join("pipe.json");
    let _ = fs::remove_file(&pipe);
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let file = feeds.join("feed.json");
    let second = |next: &str| {
        fs::write(&file, page(next, "1")).expect("a file");
        let output = check(&[file.to_str().expect("a path"), "--all-pages", "--format", "json"]);
        assert!(!text(&output).contains("secret\\\""), "{next}: {}", text(&output));
        let documents = json(&output)["documents"].clone();
        assert_eq!(documents[0]["feed"]["items_read"], 1, "{next}");
        documents[1]["error"]["code"].as_str().unwrap_or("read").to_owned()
    };
    let secret = secret.to_str().expect("a path");
    for next in [
        format!("./{secret}"),
        secret.replace('/', "%2F"),
        "older%2F..%2F..%2Fsecret.json".to_owned(),
        "%2e%2e%2fsecret.json".to_owned(),
        "link.json".to_owned(),
        "up/secret.json".to_owned(),
    ] {
        assert_eq!(second(&next), "outside_folder", "{next}");
    }
    assert_eq!(second("pipe.json"), "not_a_file");
    assert_eq!(second("older/"), "not_a_file");
    assert_eq!(second("older/2.json"), "read");
    assert_eq!(second("inner.json"), "read");
}

#[test]
fn an_older_page_that_is_missing_takes_nothing_from_the_report_of_the_others() {
    let folder = folder("missing");
    let file = folder.join("feed.json");
    fs::write(&file, page("feed-2.json", "1")).expect("a file");
    let file = file.to_str().expect("a path");
    let arguments = ["--feed-url", "https://news.example/feed.json", "--all-pages"];
    let output = check(&[&[file][..], &arguments].concat());
    assert_eq!(status(&output), 2);
    let report = text(&output);
    assert!(report.contains("stories       1") && report.contains("There is no such file."), "{report}");
    assert!(report.contains("feed-2.json") && report.contains("Unreadable: 1 of 2 documents."), "{report}");
    let output = check(&[&[file, "--format", "json"][..], &arguments].concat());
    let json = json(&output);
    assert_eq!((status(&output), &json["outcome"]), (2, &"unreadable".into()));
    assert_eq!(json["documents"][0]["feed"]["items_read"], 1);
    assert_eq!(json["documents"][1]["error"]["code"], "not_found");
}

#[test]
fn a_program_gets_json_of_a_file_that_is_not_there_and_people_one_line() {
    let folder = folder("nothing");
    let settings = folder.join("newsleaf.json");
    fs::write(&settings, r#"{"colour": "red"}"#).expect("a file");
    let settings = settings.to_str().expect("a path");
    for (file, code) in [("no/such/file.json", "not_found"), ("src", "not_a_file")] {
        let output = check(&[file, "--format", "json"]);
        let json = json(&output);
        assert_eq!((status(&output), &json["outcome"]), (2, &"unreadable".into()));
        let document = &json["documents"][0];
        assert_eq!((&document["name"], &document["error"]["code"]), (&file.into(), &code.into()));
        assert!(document["feed"].is_null() && !document["error"]["help"].as_str().expect("help").is_empty());
        assert_eq!(errors(&output).lines().count(), 1, "{}", errors(&output));
        let with_settings = check(&[file, "--settings", settings]);
        assert_eq!(status(&with_settings), 2);
        assert!(
            text(&with_settings).contains("knows no such field"),
            "the report has the parsed values: {}",
            text(&with_settings)
        );
        assert!(text(&with_settings).contains(file), "{}", text(&with_settings));
    }
}

#[test]
fn a_section_of_the_settings_file_that_no_story_has_is_advice_in_its_report() {
    let folder = folder("sections");
    let settings = folder.join("newsleaf.json");
    fs::write(&settings, r#"{"sections": ["News", "Lcoal"]}"#).expect("a file");
    let arguments = ["--settings", settings.to_str().expect("a path"), "--strict", "--format", "json"];
    let feed = |next: &str| {
        format!(
            r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "T", {next} "items": [{{"id": "1", "title": "A", "_newsleaf": {{"section": "News > Local"}}}}]}}"#
        )
    };
    let output = check_input(feed("").as_bytes(), &arguments);
    assert_eq!(status(&output), 0, "{}", text(&output));
    let document = json(&output)["documents"][0].clone();
    let advice = serde_json::json!([{
        "code": "empty-section",
        "message": "sections: left it in the navigation, though no story has it: Lcoal; did you mean Local?",
    }]);
    assert_eq!((&document["kind"], &document["advice"]), (&"settings".into(), &advice));
    let output = check_input(feed(r#""next_url": "2.json","#).as_bytes(), &arguments);
    assert_eq!(json(&output)["documents"][0]["advice"], serde_json::json!([]), "an older page may have it");
}

#[test]
fn no_password_of_an_address_is_in_the_report() {
    let site = host(vec![
        ("/feed.json", answer("200 OK", "application/feed+json", &page("feed-2.json", "1"))),
        ("/feed-2.json", answer("200 OK", "application/feed+json", &page("feed.json", "2"))),
        ("/down", answer("503 Service Unavailable", "text/plain", "later")),
    ]);
    let site = site.replace("http://", "http://editor:s3cret@");
    for path in ["/feed.json", "/down"] {
        for format in ["text", "json"] {
            let output = check(&[&format!("{site}{path}"), "--all-pages", "--format", format, "--timeout", PATIENCE]);
            let all = text(&output) + &errors(&output);
            assert!(all.contains(path) && !all.contains("s3cret") && !all.contains("editor"), "{all}");
        }
    }
    let refused = check(&["http://editor:s3cret@127.0.0.1:1/feed.json"]);
    assert!(!text(&refused).contains("s3cret") && text(&refused).contains("http://127.0.0.1:1/"), "{}", text(&refused));
}

#[test]
fn a_feed_at_an_address_is_reported_with_what_the_host_said() {
    let site = host(vec![
        ("/feed.json", answer("200 OK", "application/feed+json", CLEAN)),
        ("/as-html", answer("200 OK", "text/html", CLEAN)),
        ("/moved", redirect("/feed.json")),
        ("/round", redirect("/round")),
        ("/page", answer("200 OK", "text/html", "<!doctype html><title>Log in</title>")),
        ("/down", answer("503 Service Unavailable", "text/plain", "later")),
    ]);
    let at = |path: &str| check(&[&format!("{site}{path}"), "--format", "json", "--timeout", PATIENCE]);
    let first = |output: &Output| json(output)["documents"][0].clone();

    let feed = at("/feed.json");
    assert_eq!(status(&feed), 0, "{}", text(&feed));
    assert_eq!(first(&feed)["host"]["status"], 200);
    assert_eq!(first(&feed)["host"]["redirected"], false);

    let advice = first(&at("/as-html"))["advice"].clone();
    assert_eq!(advice[0]["code"], "content_type");

    let moved = at("/moved");
    assert_eq!((status(&moved), &first(&moved)["host"]["redirected"]), (0, &Value::Bool(true)));
    assert_eq!(first(&moved)["host"]["url"], format!("{site}/feed.json"));

    for (path, code) in [("/none", "status"), ("/down", "status"), ("/page", "web_page"), ("/round", "redirected")] {
        let output = at(path);
        assert_eq!(status(&output), 2, "{path}");
        assert_eq!(first(&output)["error"]["code"], code, "{path}");
    }
    assert!(text(&check(&[&format!("{site}/none"), "--timeout", PATIENCE])).contains("Put the feed beside index.html"));
}

#[test]
fn a_host_that_is_silent_or_sends_without_end_does_not_hold_the_command() {
    let mut endless = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n".to_vec();
    endless.resize(endless.len() + 21_000_000, b' ');
    let mut stalled = answer("200 OK", "application/json", CLEAN);
    stalled.truncate(stalled.len() - 10);
    let site = host(vec![("/silent", Vec::new()), ("/endless", endless), ("/broken", stalled)]);
    // Only silence has a time limit: an answer ends the command by itself, however slow it is.
    let at = |path: &str, timeout: &str| {
        let output = check(&[&format!("{site}{path}"), "--timeout", timeout, "--format", "json"]);
        assert_eq!(status(&output), 2, "{path}");
        json(&output)["documents"][0]["error"].clone()
    };
    let silent = at("/silent", "0.5");
    assert_eq!(silent["code"], "unreachable");
    assert!(silent["cause"].as_str().expect("a cause").contains("silent for too long"), "{silent}");
    assert_eq!(at("/endless", PATIENCE)["code"], "too_large");
    assert_eq!(at("/broken", PATIENCE)["code"], "interrupted");
    let refused = check(&["http://127.0.0.1:1/feed.json"]);
    assert!(text(&refused).contains("the connection was refused"), "{}", text(&refused));
}

/// A text as gzip sends it.
fn gzip(text: &[u8]) -> Vec<u8> {
    let mut body = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    body.write_all(text).expect("memory");
    body.finish().expect("memory")
}

/// An answer whose body was coded.
fn coded(coding: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: {coding}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )
    .into_bytes();
    answer.extend(body);
    answer
}

#[test]
fn a_few_kilobytes_that_unfold_without_end_are_too_large() {
    let body = gzip(&vec![b' '; 64_000_000]);
    assert!(body.len() < 100_000);
    let site = host(vec![("/bomb", coded("gzip", &body))]);
    let output = check(&[&format!("{site}/bomb"), "--format", "json", "--timeout", PATIENCE]);
    assert_eq!(json(&output)["documents"][0]["error"]["code"], "too_large");
}

#[test]
fn a_compressed_feed_is_read_under_both_names_of_gzip_and_every_other_coding_is_named() {
    let body = gzip(CLEAN.as_bytes());
    let twice = gzip(&body);
    let site = host(vec![
        ("/gzip", coded("gzip", &body)),
        ("/x-gzip", coded("X-GZIP", &body)),
        ("/identity-gzip", coded("identity, gzip", &body)),
        ("/identity", coded("identity", CLEAN.as_bytes())),
        ("/twice", coded("gzip, gzip", &twice)),
        ("/br", coded("br", b"\x0b\x02\x80{}\x03")),
        ("/deflate", coded("deflate", &body)),
    ]);
    let at = |path: &str| check(&[&format!("{site}{path}"), "--format", "json", "--timeout", PATIENCE]);
    for path in ["/gzip", "/x-gzip", "/identity-gzip", "/identity"] {
        assert_eq!(status(&at(path)), 0, "{path}: {}", text(&at(path)));
    }
    for (path, coding) in [("/twice", "gzip, gzip"), ("/br", "br"), ("/deflate", "deflate")] {
        let output = at(path);
        let error = json(&output)["documents"][0]["error"].clone();
        assert_eq!((status(&output), &error["code"]), (2, &"interrupted".into()), "{path}");
        let cause = error["cause"].as_str().expect("a cause");
        assert!(cause.contains(&format!("compressed it with {coding}, ")), "{path}: {cause}");
    }
}

#[test]
fn a_host_that_answers_is_not_said_to_be_silent() {
    let body = gzip(CLEAN.as_bytes());
    let mut short = answer("200 OK", "application/json", CLEAN);
    short.truncate(short.len() - 10);
    let mut damaged = body.clone();
    damaged[20..].fill(0xff);
    let no_address = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec();
    let site = host(vec![
        ("/short", short),
        ("/cut", coded("gzip", &body[..body.len() / 2])),
        ("/damaged", coded("gzip", &damaged)),
        ("/round", redirect("/back")),
        ("/back", redirect("/round")),
        ("/ftp", redirect("ftp://127.0.0.1/feed.json")),
        ("/no-address", no_address),
        ("/dead-end", redirect("http://127.0.0.1:1/feed.json")),
    ]);
    for (path, code, cause) in [
        ("/short", "interrupted", ""),
        ("/cut", "interrupted", ""),
        ("/damaged", "interrupted", ""),
        ("/round", "redirected", "more than 8 redirects"),
        ("/ftp", "redirected", "no http or https address"),
        ("/no-address", "redirected", "names no address"),
        ("/dead-end", "redirected", "127.0.0.1:1/feed.json: the connection was refused"),
    ] {
        let output = check(&[&format!("{site}{path}"), "--format", "json", "--timeout", PATIENCE]);
        let document = json(&output)["documents"][0].clone();
        let error = &document["error"];
        assert_eq!((status(&output), &error["code"]), (2, &code.into()), "{path}: {error}");
        assert!(error["cause"].as_str().expect("a cause").contains(cause), "{path}: {error}");
        assert!(!error["message"].as_str().expect("a sentence").contains("does not answer."), "{path}: {error}");
        assert_eq!(document["host"].is_null(), code == "redirected", "{path}: {document}");
    }
}

#[test]
fn a_closed_standard_output_is_no_failure() {
    let items: Vec<String> = (0..9_000).map(|at| format!(r#"{{"id": "i{at}", "date_published": "soon"}}"#)).collect();
    let folder = folder("pipe");
    let file = folder.join("feed.json");
    fs::write(&file, format!(r#"{{"title": "T", "items": [{}]}}"#, items.join(","))).expect("a file");
    let mut child = command(&[file.to_str().expect("a path"), "--all"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(status(&output), 0);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A PNG of this size without its pixels.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend(width.to_be_bytes());
    png.extend(height.to_be_bytes());
    png.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    png
}

/// A feed in a folder with a picture that is there, and others.
fn with_pictures(name: &str, items: &str) -> (PathBuf, String) {
    let folder = folder(name);
    fs::create_dir_all(folder.join("pictures")).expect("a folder");
    fs::write(folder.join("pictures/a b.png"), png(900, 1400)).expect("a picture");
    fs::write(folder.join("wide.svg"), "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 21 7'/>")
        .expect("a picture");
    let file = folder.join("feed.json");
    let feed = format!(r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "City", "items": [{items}]}}"#);
    fs::write(&file, feed).expect("a feed");
    let file = file.to_str().expect("a path").to_owned();
    (folder, file)
}

#[test]
fn files_missing_beside_the_feed_give_a_warning() {
    let (_, file) = with_pictures(
        "files",
        r#"{"id": "1", "title": "A", "image": "pictures/a%20b.png"},
        {"id": "2", "title": "B", "image": "gone.png", "attachments": [{"url": "gone.mp3", "mime_type": "audio/mpeg"}],
         "content_html": "<img src='wide.svg'><img data-src='gone too.png'><img src='https://a.example/x.png'>"},
        {"id": "3", "title": "C", "image": "%2e%2e/outside.png"}"#,
    );
    let output = check(&[&file, "--strict"]);
    let text = text(&output);
    assert_eq!(status(&output), 1, "{text}");
    for line in [
        "image: names a file that does not lie beside the feed",
        "items[1] (2) image: found gone.png",
        "items[1] (2) attachments: found gone.mp3",
        "items[1] (2) content_html: found gone too.png",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("wide.svg") && !text.contains("a b.png\n") && !text.contains("x.png"), "{text}");
}

#[test]
fn where_no_file_is_beside_the_feed_it_is_only_advice() {
    let folder = folder("no_files");
    let file = folder.join("feed.json");
    fs::write(&file, CLEAN.replace(r#""title": "A""#, r#""title": "A", "image": "a.png""#)).expect("a feed");
    let output = check(&[file.to_str().expect("a path"), "--strict"]);
    assert_eq!(status(&output), 0, "{}", text(&output));
    assert!(text(&output).contains("note: image: names a file that does not lie beside the feed"), "{}", text(&output));
    let home = CLEAN.replace(r#""title": "City""#, r#""title": "City", "home_page_url": "https://cms.example/""#);
    fs::write(&file, home.replace(r#""title": "A""#, r#""title": "A", "image": "a.png""#)).expect("a feed");
    let text = text(&check(&[file.to_str().expect("a path")]));
    assert!(!text.contains("beside the feed"), "its pictures are at another host: {text}");
}

#[test]
fn a_copy_has_the_sizes_of_the_pictures_beside_the_feed() {
    let (folder, file) = with_pictures(
        "sizes",
        r#"{"id": "1", "title": "A", "image": "pictures/a%20b.png"},
        {"id": "2", "title": "B", "image": "wide.svg", "_newsleaf": {"image": {"alt": "wide"}}},
        {"id": "3", "title": "C", "image": "gone.png"}"#,
    );
    let out = folder.join("sized.json");
    let output = check(&[&file, "--fix-sizes", out.to_str().expect("a path")]);
    assert!(errors(&output).contains("2 sizes of pictures are new in"), "{}", errors(&output));
    let feed: Value = serde_json::from_slice(&fs::read(&out).expect("a copy")).expect("JSON");
    assert_eq!(feed["items"][0]["_newsleaf"]["image"], serde_json::json!({"width": 900, "height": 1400}));
    assert_eq!(feed["items"][1]["_newsleaf"]["image"], serde_json::json!({"alt": "wide", "width": 21, "height": 7}));
    assert_eq!(feed["items"][2].get("_newsleaf"), None);
    let output = check(&[&file, "--fix-sizes", &file]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("write over the feed itself"), "{}", errors(&output));
    assert_eq!(status(&check_input(CLEAN.as_bytes(), &["--fix-sizes", "x.json"])), 2);
}

#[test]
fn a_file_beyond_the_limits_of_browsers_is_read_and_the_report_says_what_the_drop_in_leaves_out() {
    let folder = folder("beyond");
    let items: Vec<Value> = (0..20_001).map(|id| serde_json::json!({"id": id.to_string(), "title": "A"})).collect();
    let mut feed = serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items});
    let file = folder.join("feed.json");
    fs::write(&file, feed.to_string()).expect("a file");
    let output = check(&[file.to_str().unwrap(), "--format", "json"]);
    let report = &json(&output)["documents"][0];
    assert_eq!(report["feed"]["items_read"], 20_001);
    assert!(report["warnings"].to_string().contains("the drop-in leaves out all items after the first 20,000"));
    feed["items"] = serde_json::json!([{"id": "1", "content_text": "x".repeat(20_000_000)}]);
    fs::write(&file, feed.to_string()).expect("a file");
    let output = check(&[file.to_str().unwrap(), "--format", "json"]);
    let report = &json(&output)["documents"][0];
    assert!(report["warnings"].to_string().contains("the drop-in reads no feed of more than 20 MB"), "{report}");
}
