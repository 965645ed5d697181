//! Relative pictures and files whose base is not the feed's own place, and `--online`, which asks their hosts.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

use crate::support::command::{PATIENCE, answer, check, folder, host, json, status, text};

/// A host on this machine with a few files, which logs its requests.
struct FileHost {
    address: String,
    requested: Arc<Mutex<Vec<String>>>,
}

impl FileHost {
    /// `answers` are the beginnings of requests, each with status and media type; all others are 404.
    fn new(answers: &'static [(&'static str, &'static str, &'static str)]) -> FileHost {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let requested = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&requested);
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                thread::spawn(move || serve(connection, answers, &log));
            }
        });
        FileHost { address, requested }
    }

    fn requested(&self) -> Vec<String> {
        self.requested.lock().expect("the list").clone()
    }
}

fn serve(mut connection: TcpStream, answers: &[(&str, &str, &str)], log: &Mutex<Vec<String>>) -> Option<()> {
    let mut lines = BufReader::new(connection.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    lines.take_while(|line| line.as_ref().is_ok_and(|line| !line.is_empty())).for_each(drop);
    let requested = request.trim_end_matches(" HTTP/1.1").to_owned();
    let found = answers.iter().find(|(start, ..)| requested.starts_with(start));
    let (_, status, content_type) = found.copied().unwrap_or(("", "404 Not Found", "text/html"));
    log.lock().ok()?.push(requested);
    let location = if status.starts_with('3') { "Location: /moved\r\n" } else { "" };
    write!(
        connection,
        "HTTP/1.1 {status}\r\n{location}Content-Type: {content_type}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
    .ok()
}

/// A feed as a file, with these fields and items.
fn feed(folder: &Path, fields: &str, items: &str) -> String {
    let file = folder.join("feed.json");
    let feed =
        format!(r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "City", {fields} "items": [{items}]}}"#);
    fs::write(&file, feed).expect("a feed");
    file.to_str().expect("a path").to_owned()
}

/// The messages of the advice about the only document.
fn advice(report: &Value) -> Vec<String> {
    let advice = report["documents"][0]["advice"].as_array().expect("a list").iter();
    advice.map(|advice| advice["message"].as_str().expect("a sentence").to_owned()).collect()
}

#[test]
fn advice_names_the_host_that_relative_addresses_lead_to_and_the_field_that_says_so() {
    let folder = folder("bases");
    let items = r#"{"id": "1", "title": "A", "image": "a.png", "content_html": "<img src='/b.png'><video src=v.mp4></video>"},
        {"id": "2", "title": "B", "url": "https://blog.example/2026/b.html", "banner_image": "c.png",
         "attachments": [{"url": "c.mp3", "mime_type": "audio/mpeg"}]},
        {"id": "3", "title": "C", "image": "https://other.example/d.png", "content_html": "<img src=//other.example/e.png>"}"#;
    let file = feed(&folder, r#""home_page_url": "https://cms.example/news/","#, items);
    let report = json(&check(&[&file, "--strict", "--format", "json"]));
    let lines = advice(&report);
    for sentence in [
        "home_page_url: relative addresses of pictures and files are looked for at cms.example (3 times)",
        "url: relative addresses of pictures and files are looked for at blog.example (2 times)",
    ] {
        assert!(lines.iter().any(|line| line == sentence), "{sentence}: {lines:?}");
    }
    assert!(!lines.iter().any(|line| line.contains("other.example")), "{lines:?}");
    assert_eq!(report["outcome"], "clean", "it is advice: {report}");
}

#[test]
fn a_base_that_leads_to_the_same_place_as_the_feed_is_not_mentioned() {
    let folder = folder("same-base");
    let items = r#"{"id": "1", "title": "A", "image": "a.png"}, {"id": "2", "title": "B", "url": "https://city.example/b.html", "image": "/b.png"}"#;
    for home in ["https://city.example/", "./", "https://city.example/index.html"] {
        let file = feed(&folder, &format!(r#""home_page_url": "{home}","#), items);
        let report = json(&check(&[&file, "--feed-url", "https://city.example/feed.json", "--format", "json"]));
        assert!(!advice(&report).iter().any(|line| line.contains("relative addresses")), "{home}: {report}");
    }
}

#[test]
fn a_file_is_missing_for_certain_only_where_no_other_base_leads_away_from_the_feed() {
    let folder = folder("base-beside");
    fs::write(folder.join("a.png"), "a").expect("a file");
    let items = r#"{"id": "1", "title": "A", "image": "a.png"}, {"id": "2", "title": "B", "image": "gone.png"},
        {"id": "3", "title": "C", "url": "https://city.example/2026/c.html", "image": "c.png"}"#;
    let file = feed(&folder, "", items);
    let report = json(&check(&[&file, "--feed-url", "https://city.example/feed.json", "--format", "json"]));
    assert_eq!(report["warnings"], 1, "{report}");
    assert_eq!(report["documents"][0]["warnings"][0]["places"][0]["found"], "gone.png");
    assert!(advice(&report).contains(&"image: names a file that does not lie beside the feed".to_owned()), "{report}");
}

#[test]
fn only_online_requests_files_from_hosts_and_warns_of_missing_ones() {
    let host = FileHost::new(&[
        ("HEAD /cms/a.png", "200 OK", "image/png"),
        ("HEAD /cms/no-head.png", "405 Method Not Allowed", "text/plain"),
        ("GET /cms/no-head.png", "200 OK", "image/png"),
        ("HEAD /cms/moved.png", "301 Moved Permanently", "text/html"),
        ("HEAD /moved", "200 OK", "image/png"),
        ("HEAD /cms/page.png", "200 OK", "text/html; charset=utf-8"),
        ("HEAD /cms/page.html", "200 OK", "text/html"),
        ("HEAD /cms/secret.png", "403 Forbidden", "text/plain"),
        ("GET /cms/secret.png", "403 Forbidden", "text/plain"),
    ]);
    let folder = folder("online");
    let pictures = ["a.png", "no-head.png", "moved.png", "page.png", "secret.png", "gone.png"];
    let mut items: Vec<String> = pictures
        .iter()
        .enumerate()
        .map(|(at, name)| format!(r#"{{"id": "{at}", "title": "{name}", "image": "{name}"}}"#))
        .collect();
    items.push(r#"{"id": "x", "title": "x", "content_html": "<img src=a.png>", "attachments": [{"url": "page.html", "mime_type": "text/html"}]}"#.to_owned());
    let file = feed(&folder, &format!(r#""home_page_url": "{}/cms/","#, host.address), &items.join(","));
    let named = format!("{}/feed.json", host.address);
    let arguments = [&file, "--feed-url", &named, "--format", "json", "--timeout", PATIENCE];
    assert_eq!(json(&check(&arguments))["warnings"], 0);
    assert_eq!(host.requested(), Vec::<String>::new(), "without --online there are no requests");

    let report = json(&check(&[&arguments[..], &["--online"]].concat()));
    let warning = &report["documents"][0]["warnings"][0];
    assert_eq!((&report["warnings"], &warning["field"]), (&2.into(), &"image".into()), "{report}");
    assert_eq!(warning["done"], "names a file that its host does not have");
    let found: Vec<&str> =
        warning["places"].as_array().unwrap().iter().map(|place| place["found"].as_str().unwrap()).collect();
    assert!(
        found[0].ends_with("/cms/page.png: it is a web page") && found[1].ends_with("/cms/gone.png: status 404"),
        "{found:?}"
    );
    let lines = advice(&report);
    assert!(
        lines.iter().any(|line| line.ends_with("could not be asked for pictures and files: status 403")),
        "{lines:?}"
    );
    let requested = host.requested();
    assert_eq!(
        requested.iter().filter(|requested| requested.ends_with("/cms/a.png")).count(),
        1,
        "each address once: {requested:?}"
    );
}

#[test]
fn one_sentence_reports_all_files_that_were_found() {
    let host = FileHost::new(&[("HEAD /", "200 OK", "image/png")]);
    let folder = folder("online-found");
    let items = r#"{"id": "1", "title": "A", "image": "a.png"}, {"id": "2", "title": "B", "image": "b.png"}"#;
    let file = feed(&folder, &format!(r#""home_page_url": "{}/cms/","#, host.address), items);
    let named = format!("{}/feed.json", host.address);
    let output = check(&[&file, "--online", "--feed-url", &named, "--timeout", PATIENCE, "--strict"]);
    assert_eq!(status(&output), 0, "{}", text(&output));
    assert!(text(&output).contains(", and are there (2 times)"), "{}", text(&output));
}

#[test]
fn a_private_host_that_only_the_feed_names_gets_no_request() {
    let host = FileHost::new(&[("HEAD /", "200 OK", "image/png")]);
    let folder = folder("online-private");
    let port = host.address.rsplit(':').next().expect("a port");
    for home in [host.address.clone(), format!("http://localhost:{port}"), format!("http://[::ffff:127.0.0.1]:{port}")]
    {
        let items = r#"{"id": "1", "title": "A", "image": "a.png"}"#;
        let file = feed(&folder, &format!(r#""home_page_url": "{home}/","#), items);
        // Another port of the same machine is another host.
        let output = check(&[&file, "--online", "--feed-url", "http://127.0.0.1:9/feed.json", "--timeout", PATIENCE]);
        let text = text(&output);
        assert!(
            text.contains("could not be asked for pictures and files: its address is not public"),
            "{home}: {text}"
        );
        assert_eq!(status(&output), 0, "{text}");
    }
    assert_eq!(host.requested(), Vec::<String>::new());
}

#[test]
fn relative_pictures_are_requested_from_the_host_of_the_feed() {
    const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "City", "items": [
        {"id": "1", "title": "A", "image": "gone.png"}, {"id": "2", "title": "B", "image": "https://other.example/b.png"}]}"#;
    let site = host(vec![("/feed.json", answer("200 OK", "application/feed+json", FEED))]);
    let report = json(&check(&[&format!("{site}/feed.json"), "--online", "--format", "json", "--timeout", PATIENCE]));
    assert_eq!(report["warnings"], 1, "{report}");
    let place = &report["documents"][0]["warnings"][0]["places"][0];
    assert_eq!(place["found"], format!("{site}/gone.png: status 404"));
}

#[test]
fn at_most_a_hundred_addresses_are_requested() {
    let host = FileHost::new(&[("HEAD /", "200 OK", "image/png")]);
    let folder = folder("online-many");
    let pictures: Vec<String> = (0..120).map(|at| format!("<img src={at}.png>")).collect();
    let items = format!(r#"{{"id": "1", "title": "A", "content_html": "{}"}}"#, pictures.concat());
    let file = feed(&folder, &format!(r#""home_page_url": "{}/cms/","#, host.address), &items);
    let named = format!("{}/feed.json", host.address);
    let text = text(&check(&[&file, "--online", "--feed-url", &named, "--timeout", PATIENCE]));
    assert!(text.contains("only the first 100 addresses are asked for (20 times)"), "{text}");
    assert_eq!(host.requested().len(), 100);
}
