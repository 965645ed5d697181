//! A feed, an app and a site in a folder of their own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use serde_json::{Value, json};

use crate::support::command::{errors, status};

/// Where the sites of the tests are said to be.
pub const SITE: &str = "https://news.example/paper/";
/// The present of all builds.
pub const NOW: &str = "2026-11-29T12:00:00Z";

/// The shell of an app, as far as a build reads it.
const SHELL: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; frame-src https://frames.example; base-uri 'none'">
<title>News</title>
<link rel="alternate" type="application/feed+json" href="feed.json">
<script data-glue="app-1111111111111111.js" data-parts="parts-1" data-published="published-1">boot()</script>
<link rel="stylesheet" href="style-2222222222222222.css">
<link rel="stylesheet" href="print-3333333333333333.css" media="print">
</head>
<body>
<noscript><p>No script</p></noscript>
<div id="app">skeleton</div>
</body>
</html>
"#;

/// A folder with a feed and an app, from which a site is built.
pub struct Project {
    pub folder: PathBuf,
}

impl Project {
    /// A project without a feed, in a folder of its own.
    pub fn new(name: &str) -> Project {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("build-{name}"));
        let _ = fs::remove_dir_all(&folder);
        let project = Project { folder };
        for (path, content) in [
            ("app/index.html", SHELL),
            ("app/app-1111111111111111.js", "app"),
            ("app/style-2222222222222222.css", "p{}"),
            ("app/print-3333333333333333.css", "p{}"),
            ("app/parts-1/qrCode.js", "qr"),
            ("app/published-1/head.js", "head()"),
            ("app/published-1/lookup.js", "lookup()"),
            ("app/published-1/page.js", "page()"),
            ("app/published-1/service_worker.js", "leave()"),
            ("app/embed.js", "embed(\"newsleaf-widgets:\")"),
            ("app/embed.d.ts", "types"),
            ("app/embed-builder.html", "<script data-x=\"app-1111111111111111.js\"></script>"),
            ("app/feed-health.html", "<p>health</p>"),
            ("app/icon.svg", "<svg/>"),
        ] {
            project.put(path, content.as_bytes());
        }
        project
    }

    /// Writes a file into the project's folder.
    pub fn put(&self, path: &str, content: &[u8]) {
        let file = self.folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, content).expect("a file");
    }

    /// Writes the feed with these items.
    pub fn feed(&self, items: &[Value]) {
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "The Paper", "language": "en-GB", "items": items,
        });
        self.put("feed.json", feed.to_string().as_bytes());
    }

    /// Runs a build into `out` with these arguments besides.
    pub fn build_into(&self, out: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsleaf"));
        command.current_dir(&self.folder).args(["build", "--out", out]).args(arguments);
        if !arguments.contains(&"--app") {
            command.args(["--app", "app"]);
        }
        for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
            command.env_remove(name);
        }
        if !arguments.contains(&"--site") {
            command.args(["--site", SITE]);
        }
        // They take long to draw, and tests of their own look at them.
        if !arguments.contains(&"--cards") {
            command.args(["--cards", "none"]);
        }
        if !arguments.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        command.output().expect("the command runs")
    }

    /// Builds the site in `site`, and returns the summary.
    pub fn build(&self, arguments: &[&str]) -> Value {
        summary(&self.build_into("site", &[&["--format", "json"], arguments].concat()))
    }

    /// Builds the site, which is refused, and returns why.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.build_into("site", arguments);
        assert_eq!(status(&output), 2, "{}", errors(&output));
        errors(&output)
    }

    /// A file of the site in `site`.
    pub fn site(&self, path: &str) -> String {
        let file = self.folder.join("site").join(path);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    /// All files of a built site, by their paths.
    pub fn all_files(&self, site: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.folder.join(site), "", &mut files);
        files
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
}

/// The summary of a build that has succeeded.
pub fn summary(output: &Output) -> Value {
    assert_eq!(status(output), 0, "{}", errors(output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A story: the number is its id, and the older the smaller.
pub fn story(number: usize) -> Value {
    let (day, hour) = (1 + number / 24, number % 24);
    json!({
        "id": number.to_string(),
        "title": format!("Story number {number}"),
        "date_published": format!("2026-11-{day:02}T{hour:02}:00:00Z"),
        "content_html": format!("<p>Body of story {number}.</p>"),
        "tags": [format!("tag-{}", number % 3)],
        "authors": [{"name": format!("Author {}", number % 2)}],
        "_newsleaf": {"section": ["News", format!("Part {}", number % 2)]},
    })
}

/// The stories of a feed that holds the newest ones only, the newest first.
pub fn stories(from: usize, to: usize) -> Vec<Value> {
    (from..to).rev().map(story).collect()
}

/// The values of an array of texts.
pub fn texts(value: &Value) -> Vec<&str> {
    value.as_array().expect("an array").iter().filter_map(Value::as_str).collect()
}

/// A host on this machine with the files of a folder. Beside a file, one with `.broken` behind its name makes it fail.
pub fn file_host(folder: PathBuf) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for mut connection in listener.incoming().flatten() {
            let folder = folder.clone();
            thread::spawn(move || {
                let mut lines = BufReader::new(connection.try_clone().ok()?).lines();
                let request = lines.next()?.ok()?;
                lines.take_while(|line| line.as_ref().is_ok_and(|line| !line.is_empty())).for_each(drop);
                let path = request.split(' ').nth(1)?.trim_start_matches('/').to_owned();
                let path = newsleaf::domain::percent::decode(&path);
                let is_broken = folder.join(format!("{path}.broken")).exists();
                let (status, body) = match fs::read(folder.join(path)) {
                    _ if is_broken => ("503 Service Unavailable", Vec::new()),
                    Ok(body) => ("200 OK", body),
                    Err(_) => ("404 Not Found", Vec::new()),
                };
                let length = body.len();
                let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
                connection.write_all(&[head.as_bytes(), &body].concat()).ok()
            });
        }
    });
    format!("http://{address}/")
}
