//! `newsleaf check --site` and `newsleaf ping`, against hosts on this machine.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::build::support::{Project, stories};
use crate::support::command::{PATIENCE, answer, command, command_of, errors, host, json, redirect, status, text};

/// What a host answers in place of the file at a path, by the path and the request's head.
type Instead = fn(path: &str, head: &str) -> Option<Vec<u8>>;

/// A host whose address is known before it has files.
struct Host {
    listener: TcpListener,
    /// The bodies of requests that send something.
    received: Arc<Mutex<Vec<String>>>,
}

impl Host {
    fn new() -> Host {
        Host { listener: TcpListener::bind("127.0.0.1:0").expect("a port"), received: Arc::default() }
    }

    fn url(&self) -> String {
        format!("http://{}", self.listener.local_addr().expect("an address"))
    }

    /// Answers with the files of a folder, and with what `instead` has in their place.
    fn serve(self, folder: PathBuf, instead: Instead) -> Arc<Mutex<Vec<String>>> {
        let received = self.received.clone();
        thread::spawn(move || {
            for connection in self.listener.incoming().flatten() {
                let (folder, received) = (folder.clone(), self.received.clone());
                thread::spawn(move || respond(connection, &folder, instead, &received));
            }
        });
        received
    }
}

fn respond(mut connection: TcpStream, folder: &Path, instead: Instead, received: &Mutex<Vec<String>>) -> Option<()> {
    let mut reader = BufReader::new(connection.try_clone().ok()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let path = head.split(' ').nth(1)?.split('?').next()?.to_owned();
    let head = head.to_ascii_lowercase();
    let length = head.split("content-length:").nth(1).and_then(|rest| rest.lines().next()?.trim().parse().ok());
    if let Some(length) = length {
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        received.lock().unwrap().push(String::from_utf8_lossy(&body).into_owned());
    }
    let answer = instead(&path, &head).unwrap_or_else(|| file(folder, &path));
    let answer = if head.starts_with("head") {
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(answer.len(), |at| at + 4);
        answer[..end].to_vec()
    } else {
        answer
    };
    connection.write_all(&answer).ok()
}

/// An answer as a good host has it, without compression.
fn file(folder: &Path, path: &str) -> Vec<u8> {
    let decoded = newsleaf::domain::percent::decode(path);
    let file = folder.join(decoded.trim_start_matches('/'));
    if file.is_dir() && !path.ends_with('/') {
        return redirect(&format!("{path}/"));
    }
    let file = if path.ends_with('/') { file.join("index.html") } else { file };
    let Ok(body) = fs::read(&file) else {
        let page = fs::read_to_string(folder.join("paper/404.html")).unwrap_or_default();
        return answer("404 Not Found", "text/html", &page);
    };
    let kind = match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
    let cache = if path.contains("/assets/app/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    respond_with(kind, &format!("Cache-Control: {cache}\r\n"), &body)
}

fn respond_with(kind: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nServer: nginx/1.22.1\r\nETag: \"1\"\r\n\
         X-Content-Type-Options: nosniff\r\nAccess-Control-Allow-Origin: *\r\n{headers}Connection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A site under /paper/ of a host, with these items.
fn published(name: &str, host: &Host, items: &[Value], more: &[&str]) -> Project {
    let project = Project::new(name);
    project.feed(items);
    project.put("app/app-1111111111111111.wasm", &vec![0; 2_000]);
    let site = format!("{}/paper/", host.url());
    let output = project.build_into("root/paper", &[&["--site", &site], more].concat());
    assert_eq!(status(&output), 0, "{}", errors(&output));
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {site}sitemap.xml\n");
    project.put("root/robots.txt", robots.as_bytes());
    project
}

fn look(site: &str, more: &[&str]) -> Output {
    let arguments = [&["--site", site, "--timeout", PATIENCE], more].concat();
    command(&arguments).output().expect("the command runs")
}

fn codes(report: &Value) -> Vec<&str> {
    report["findings"].as_array().expect("findings").iter().filter_map(|finding| finding["code"].as_str()).collect()
}

fn finding<'a>(report: &'a Value, code: &str) -> &'a Value {
    let found = report["findings"].as_array().expect("findings").iter().find(|finding| finding["code"] == code);
    found.unwrap_or_else(|| panic!("no {code}: {report:#}"))
}

#[test]
fn a_site_without_a_fault_is_clean_and_pages_are_bounded() {
    let host = Host::new();
    let site = format!("{}/paper/", host.url());
    let project = published("look-clean", &host, &stories(0, 45), &[]);
    host.serve(project.folder.join("root"), |_, _| None);
    // The slash is added. The host compresses nothing, which is the one fault.
    let output = look(site.trim_end_matches('/'), &["--format", "json", "--strict=lost"]);
    let report = json(&output);
    assert_eq!(status(&output), 0, "{report:#}");
    assert_eq!(codes(&report), ["not-compressed"], "{report:#}");
    assert_eq!(report["site"]["kind"], "published");
    assert_eq!(report["site"]["host"], "nginx");
    assert!(report["site"]["generator"].as_str().unwrap().starts_with("newsleaf "));
    assert!(report["looked_at"]["pages"].as_u64() > Some(50), "{report:#}");
    assert_eq!(report["looked_at"]["pages_left"], 0);
    assert_eq!(report["documents"][0]["feed"]["items_read"], 45);
    let lines = finding(&report, "not-compressed")["lines"].as_str().unwrap();
    assert!(lines.contains("gzip_static on;"), "{lines}");

    let few = json(&look(&site, &["--format", "json", "--pages", "7", "--host", "plain"]));
    assert_eq!(few["looked_at"]["pages"], 7);
    assert!(few["looked_at"]["pages_left"].as_u64() > Some(30), "{few:#}");
    assert_eq!(finding(&few, "not-compressed")["lines"], Value::Null);
}

#[test]
fn a_news_sitemap_is_missed_only_where_the_language_of_the_feed_has_one_or_robots_txt_names_it() {
    for (name, language, has_news) in
        [("none", None, false), ("odd", Some("x-klingon"), false), ("en", Some("en"), true)]
    {
        let host = Host::new();
        let site = format!("{}/paper/", host.url());
        let project = Project::new(&format!("look-news-{name}"));
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "T", "language": language, "items": stories(0, 2),
        });
        project.put("feed.json", feed.to_string().as_bytes());
        let output = project.build_into("root/paper", &["--site", &site]);
        assert_eq!(status(&output), 0, "{}", errors(&output));
        let news = project.folder.join("root/paper/sitemap-news.xml");
        assert_eq!(news.exists(), has_news, "{name}");
        host.serve(project.folder.join("root"), |_, _| None);
        let look = || json(&look(&site, &["--format", "json"]));
        let is_missed = |report: &Value| codes(report).contains(&"site-file-missing");
        let report = look();
        assert!(!is_missed(&report), "{name}: {report:#}");
        let lines = finding(&report, "robots-no-sitemap")["right"].as_str().expect("a text").to_owned();
        assert!(lines.contains("/paper/sitemap.xml"), "{lines}");
        assert_eq!(lines.contains("sitemap-news.xml"), has_news, "{lines}");
        let _ = fs::remove_file(news);
        assert_eq!(is_missed(&look()), has_news, "{name}");
        project.put("root/robots.txt", format!("Sitemap: {site}sitemap-news.xml\n").as_bytes());
        assert!(is_missed(&look()), "{name}: robots.txt names it");
    }
}

#[test]
fn faults_have_a_sentence_and_the_line_of_the_host() {
    let host = Host::new();
    let site = format!("{}/paper/", host.url());
    let mut items = stories(0, 12);
    items[0]["image"] = json!("pictures/large.png");
    items[1]["content_html"] = json!("<p><a href=\"gone/\">Gone</a> <img src=\"https://pictures.example/a.png\"></p>");
    items[2]["content_html"] = json!(format!("<p><img src=\"{site}pictures/Missing.png\"></p>"));
    let project = Project::new("look-faults");
    project.put(
        "pictures/large.png",
        &[&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x10\0\0\0\x08\0\x08\x02\0\0\0"[..], &vec![0; 1_100_000]].concat(),
    );
    project.feed(&items);
    project.put("app/app-1111111111111111.wasm", &vec![0; 2_000]);
    let output = project.build_into("root/paper", &["--site", &site]);
    assert_eq!(status(&output), 0, "{}", errors(&output));
    let index = project.folder.join("root/paper/assets/index.json");
    let mut listed: Value = serde_json::from_slice(&fs::read(&index).unwrap()).unwrap();
    listed["assets"]["assets/app/app-0000000000000000.js"] = json!("2026-11-20");
    fs::remove_file(&index).unwrap();
    fs::write(&index, listed.to_string()).unwrap();
    fs::remove_file(project.folder.join("root/paper/assets/app/app-1111111111111111.js")).unwrap();
    host.serve(project.folder.join("root"), |path, head| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("build-look-faults/root");
        let read = |path: &str| fs::read(folder.join(path)).unwrap_or_default();
        match path {
            "/paper/" => Some(respond_with(
                "text/html; charset=iso-8859-1",
                "Content-Security-Policy: default-src 'self'\r\nX-Robots-Tag: noindex\r\nCache-Control: max-age=86400\r\n",
                &read("paper/index.html"),
            )),
            "/paper/embed/" => Some(respond_with("text/html", "X-Frame-Options: DENY\r\n", &read("paper/embed/index.html"))),
            "/paper/feed.json" if head.contains("accept-encoding: gzip") => {
                Some(respond_with("application/json", "Cache-Control: no-cache\r\n", &read("paper/feed.json")))
            }
            "/paper/rss.xml" => Some(respond_with("application/xml", "Content-Encoding: gzip\r\n", b"no gzip at all")),
            _ if path.ends_with(".wasm") => Some(respond_with("application/octet-stream", "", &[0; 2_000])),
            _ if path.contains("newsleaf-check") => Some(respond_with("text/html", "", b"<title>Home</title>")),
            _ => None,
        }
    });
    let output = look(&site, &["--format", "json", "--strict"]);
    let report = json(&output);
    assert_eq!(status(&output), 1, "{report:#}");
    let found = codes(&report);
    for code in [
        "site-file-missing",
        "page-missing",
        "picture-missing",
        "old-file-missing",
        "charset-wrong",
        "encoding-broken",
        "embed-forbidden",
        "policy-blocks",
        "hidden-from-search",
        "not-found-is-200",
        "cached-too-long",
        "type-wrong",
        "short-cache",
        "picture-too-large",
    ] {
        assert!(found.contains(&code), "no {code}: {found:?}");
    }
    assert_eq!(found[0], "site-file-missing", "the worst comes first");
    assert_eq!(report["hosts_not_asked"], json!(["pictures.example"]));
    let wasm = finding(&report, "type-wrong");
    assert_eq!(wasm["right"], "Content-Type: application/wasm");
    assert_eq!(wasm["file"], "nginx.conf");
    assert!(wasm["lines"].as_str().unwrap().contains("default_type application/wasm;"), "{wasm:#}");
    let old = finding(&report, "old-file-missing");
    assert!(old["places"][0]["url"].as_str().unwrap().ends_with("app-0000000000000000.js"), "{old:#}");
    assert!(finding(&report, "picture-too-large")["places"][0]["found"].as_str().unwrap().contains("4096 x 2048"));

    // The same for people, with the lines of another host.
    let output = look(&site, &["--host", "apache", "--color", "never"]);
    assert_eq!(status(&output), 0, "without --strict");
    let report = text(&output);
    for sentence in [
        "published pages, by newsleaf",
        "host        apache, as --host says",
        "X-Frame-Options: DENY",
        "script-src forbids the page's inline scripts",
        "For apache, in .htaccess:\n      AddType application/wasm .wasm",
        "ErrorDocument 404 /paper/404.html",
        "pictures.example, which have pictures or sounds of the pages",
    ] {
        assert!(report.contains(sentence), "{sentence}: {report}");
    }
    assert_eq!(status(&look(&site, &["--strict=lost"])), 1);
}

#[test]
fn a_host_that_asks_for_fewer_requests_gets_no_more() {
    let host = Host::new();
    let site = format!("{}/paper/", host.url());
    let project = published("look-busy", &host, &stories(0, 45), &[]);
    host.serve(project.folder.join("root"), |path, _| {
        path.starts_with("/paper/section/").then(|| answer("429 Too Many Requests", "text/plain", "later"))
    });
    let output = look(&site, &["--format", "json", "--strict"]);
    let report = json(&output);
    assert_eq!(codes(&report), ["host-busy"], "{report:#}");
    assert_eq!(status(&output), 0, "what was not looked at is no fault");
    assert!(report["looked_at"]["pages_left"].as_u64() > Some(0), "{report:#}");
    assert!(report["looked_at"]["requests"].as_u64() < Some(80), "{report:#}");
}

#[test]
fn status_429_is_no_fault_of_the_address_that_it_answers() {
    static BUSY: Mutex<&str> = Mutex::new("");
    let host = Host::new();
    let site = format!("{}/paper/", host.url());
    let project = published("look-busy-address", &host, &stories(0, 3), &[]);
    host.serve(project.folder.join("root"), |path, head| {
        let is_busy = head.starts_with("get") && path == *BUSY.lock().expect("no test has failed");
        is_busy.then(|| answer("429 Too Many Requests", "text/plain", "later"))
    });
    for path in ["/paper", "/paper/index.html", "/paper/embed/", "/paper/rss.xml", "/paper/sitemap.xml", "/robots.txt"]
    {
        *BUSY.lock().expect("no test has failed") = path;
        let output = look(&site, &["--format", "json", "--strict"]);
        let report = json(&output);
        assert_eq!(codes(&report), ["host-busy"], "{path}: {report:#}");
        assert_eq!(status(&output), 0, "{path}: {report:#}");
        assert!(report["looked_at"]["files_left"].as_u64() >= Some(1), "{path}: {report:#}");
    }
    // Without these nothing is known of the site.
    for path in ["/paper/", "/paper/assets/index.json"] {
        *BUSY.lock().expect("no test has failed") = path;
        let output = look(&site, &[]);
        assert_eq!(status(&output), 2, "{path}: {}", text(&output));
        assert!(errors(&output).contains("the host has asked for fewer requests"), "{path}: {}", errors(&output));
    }
    *BUSY.lock().expect("no test has failed") = "/paper/feed.json";
    let output = look(&site, &["--color", "never"]);
    assert_eq!(status(&output), 2, "{}", text(&output));
    assert!(text(&output).contains("The site's feed can't be read."), "{}", text(&output));
}

#[test]
fn what_was_not_asked_of_a_busy_host_is_counted_as_left_alone() {
    let host = Host::new();
    let site = format!("{}/paper/", host.url());
    let mut items = stories(0, 10);
    for (at, item) in items.iter_mut().enumerate() {
        let pictures = (0..3).map(|third| format!("<img src=\"{site}pictures/p{third}{at}.png\">")).collect::<String>();
        item["content_html"] = json!(format!("<p>{pictures}</p>"));
    }
    let project = published("look-busy-pictures", &host, &items, &[]);
    host.serve(project.folder.join("root"), |path, _| match path {
        _ if path.contains("/pictures/p2") => Some(answer("429 Too Many Requests", "text/plain", "later")),
        _ if path.contains("/pictures/p") => Some(respond_with("image/png", "", b"\x89PNG")),
        _ => None,
    });
    let report = json(&look(&site, &["--format", "json"]));
    assert_eq!(codes(&report), ["host-busy"], "{report:#}");
    let looked_at = |name: &str| report["looked_at"][name].as_u64().expect("a number");
    // Four requests are on their way at a time.
    assert!((17..=20).contains(&looked_at("pictures")), "{report:#}");
    assert_eq!(looked_at("files"), 0, "{report:#}");
    assert!(looked_at("files_left") >= 10, "{report:#}");
}

#[test]
fn what_was_not_asked_after_five_requests_without_an_answer_is_left_and_no_fault() {
    let host = Host::new();
    let site = format!("{}/paper/", host.url());
    let project = published("look-silent", &host, &stories(0, 45), &[]);
    host.serve(project.folder.join("root"), |path, _| path.starts_with("/paper/article/").then(|| b"no http".to_vec()));
    let report = json(&look(&site, &["--format", "json", "--strict"]));
    assert_eq!(codes(&report), ["host-silent"], "{report:#}");
    // Four requests are on their way at a time, one of them for the front page.
    let silent = finding(&report, "host-silent")["count"].as_u64().expect("a number");
    assert!((5..=12).contains(&silent), "{report:#}");
    assert!(report["looked_at"]["pages_left"].as_u64() > Some(30), "{report:#}");
    assert!(report["looked_at"]["files_left"].as_u64() > Some(5), "{report:#}");
    let text = text(&look(&site, &["--color", "never"]));
    assert!(text.contains("the host gets no request after 5 without an answer"), "{text}");
}

#[test]
fn a_drop_in_is_known_and_no_site_is_said_plainly() {
    let host = Host::new();
    let site = format!("{}/", host.url());
    let project = Project::new("look-drop-in");
    for file in fs::read_dir(project.folder.join("app")).unwrap().flatten().filter(|entry| entry.path().is_file()) {
        let name = file.file_name().to_string_lossy().into_owned();
        project.put(&format!("root/{name}"), &fs::read(file.path()).unwrap());
    }
    project.put("root/service-worker.js", b"worker");
    project.put(
        "root/feed.json",
        br#"{"version": "https://jsonfeed.org/version/1.1", "title": "City", "items": [{"id": "1", "title": "A"}]}"#,
    );
    host.serve(project.folder.join("root"), |_, _| None);
    let report = json(&look(&site, &["--format", "json"]));
    assert_eq!(report["site"]["kind"], "drop-in", "{report:#}");
    assert_eq!(report["outcome"], "clean", "{report:#}");
    // The host caches files of the drop-in no longer than its pages.
    let cache = finding(&report, "short-cache");
    assert!(cache["lines"].as_str().unwrap().contains("[0-9a-f]{16}"), "{cache:#}");

    let other = self::host(vec![("/", answer("200 OK", "text/html", "<title>Another site</title>"))]);
    let output = look(&other, &[]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("no site of Newsleaf's here"), "{}", errors(&output));
    assert!(errors(&output).contains("a page called 'Another site'"), "{}", errors(&output));
    assert_eq!(text(&output), "");
}

#[test]
fn a_hostile_host_gives_a_sentence_and_ends_the_command() {
    let host = Host::new();
    let url = host.url();
    host.serve(PathBuf::from("/nowhere"), |path, _| match path {
        "/loop/" => Some(redirect("/loop/")),
        "/away/" => Some(redirect("http://203.0.113.1/")),
        "/garbage/" => Some(b"\x00\xff\xfe no http\r\n\r\n".to_vec()),
        "/gzip/" => Some(respond_with("text/html", "Content-Encoding: gzip\r\n", b"\x1f\x8bgarbage")),
        "/endless/" => {
            let chunk = "<a href=x>".repeat(2_200_000);
            Some(answer("200 OK", "text/html", &chunk))
        }
        "/short/" => Some(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<title>".to_vec()),
        _ => None,
    });
    for (path, sentence) in [
        ("/loop/", "more than 8 redirects"),
        ("/away/", "leads on to http://203.0.113.1/"),
        ("/garbage/", "/garbage/: "),
        ("/gzip/", "it is compressed with gzip, and it is not"),
        ("/endless/", "no site of Newsleaf's here"),
        ("/short/", "no site of Newsleaf's here"),
        ("/none/", "status 404"),
    ] {
        let output = look(&[&url, path].concat(), &[]);
        assert_eq!(status(&output), 2, "{path}: {}", text(&output));
        assert!(errors(&output).contains(sentence), "{path}: {}", errors(&output));
    }
    // A host that never answers.
    let silent = self::host(vec![("/", Vec::new())]);
    let start = Instant::now();
    let output = command(&["--site", &silent, "--timeout", "0.5"]).output().unwrap();
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("silent for too long"), "{}", errors(&output));
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn ping_tells_each_hub_of_each_feed() {
    let host = Host::new();
    let url = host.url();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ping");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("paper")).unwrap();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [], "feed_url": format!("{url}/paper/feed.json"),
        "hubs": [{ "type": "WebSub", "url": format!("{url}/hub") }, { "type": "rssCloud", "url": format!("{url}/cloud") }],
    });
    fs::write(folder.join("paper/feed.json"), feed.to_string()).unwrap();
    let rss = format!(
        "<rss><channel><atom:link rel=\"self\" href=\"{url}/paper/rss.xml\"/><atom:link rel=\"hub\" href=\"{url}/busy\"/><item><atom:link rel=\"hub\" href=\"{url}/item\"/></item></channel></rss>"
    );
    fs::write(folder.join("paper/rss.xml"), rss).unwrap();
    let received = host.serve(folder, |path, _| match path {
        "/hub" => Some(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".to_vec()),
        "/busy" => Some(answer("429 Too Many Requests", "text/plain", "Slow down\nplease")),
        _ => None,
    });
    let ping = |arguments: &[&str]| command_of("ping", arguments).output().expect("the command runs");
    let output = ping(&["--site", &format!("{url}/paper/index.html")]);
    assert_eq!(status(&output), 2, "one hub has refused: {}", errors(&output));
    assert_eq!(
        text(&output),
        format!(
            "{url}/hub: taken (status 204) for {url}/paper/feed.json\n{url}/hub: taken (status 204) for {url}/paper/rss.xml\n\
             {url}/busy: refused (status 429: Slow down) for {url}/paper/feed.json\n{url}/busy: refused (status 429: Slow down) for {url}/paper/rss.xml\n"
        )
    );
    let encoded = newsleaf::domain::percent::encode(&format!("{url}/paper/feed.json"));
    assert_eq!(received.lock().unwrap()[0], format!("hub.mode=publish&hub.url={encoded}"));
    let output = ping(&[&format!("{url}/paper/feed.json")]);
    assert_eq!(status(&output), 0, "{}", text(&output));
    assert_eq!(received.lock().unwrap().len(), 5);
}

#[test]
fn ping_says_when_no_hub_is_named_and_asks_no_private_host_that_a_feed_names() {
    let feed = |hubs: &str| answer("200 OK", "application/json", &format!(r#"{{"version": "1", "items": []{hubs}}}"#));
    let hub = host(vec![("/", answer("202 Accepted", "text/plain", ""))]);
    let private = format!(r#", "hubs": [{{"type": "WebSub", "url": "{hub}/"}}]"#);
    let site = host(vec![("/feed.json", feed("")), ("/private.json", feed(&private))]);
    let ping = |arguments: &[&str]| command_of("ping", arguments).output().expect("the command runs");
    let output = ping(&[&format!("{site}/feed.json")]);
    assert_eq!(status(&output), 2);
    assert!(
        errors(&output).contains("names no WebSub hub") && errors(&output).contains("\"hubs\""),
        "{}",
        errors(&output)
    );
    let output = ping(&[&format!("{site}/private.json")]);
    assert_eq!(status(&output), 2);
    assert!(text(&output).contains("its address is not public"), "{}", text(&output));
    let output = ping(&[&format!("{site}/feed.json"), "--hub", &format!("{hub}/")]);
    assert_eq!(status(&output), 0, "{}", text(&output));
    let output = ping(&[&format!("{site}/nothing.json")]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("status 404"), "{}", errors(&output));
}
