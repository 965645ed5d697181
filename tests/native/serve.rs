//! `newsleaf serve`: what it answers, and what it does when files change. Each test starts the command on a free port, and ends it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use crate::build::support::{Project, stories, story};
use crate::support::command::{errors, status};

/// How long a test waits for what has to come: enough on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running command, which ends with the test.
struct Server {
    child: Child,
    port: u16,
    /// The lines of both outputs.
    lines: Receiver<String>,
    first_line: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    command.current_dir(&project.folder).arg("serve").args(arguments).args(["--app", "app"]);
    command
}

fn refused(project: &Project, arguments: &[&str]) -> String {
    let output: Output = command(project, arguments).output().expect("the command runs");
    assert_eq!(status(&output), 2, "{}", errors(&output));
    errors(&output)
}

impl Server {
    fn start(project: &Project, arguments: &[&str]) -> Server {
        let mut child = command(project, &[&["--port", "0"], arguments].concat())
            .env("TMPDIR", temporary(project))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let (sender, lines) = mpsc::channel();
        forward(child.stdout.take().expect("a pipe"), sender.clone());
        forward(child.stderr.take().expect("a pipe"), sender);
        let mut server = Server { child, port: 0, lines, first_line: String::new() };
        server.first_line = server.line("shows");
        let port = server.first_line.split_once("http://127.0.0.1:").expect("an address").1;
        server.port = port.split('/').next().expect("a port").parse().expect("a number");
        server
    }

    /// The next line with this text.
    fn line(&self, text: &str) -> String {
        let end = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if line.contains(text) {
                return line;
            }
            seen.push(line);
        }
        panic!("no line has '{text}': {seen:?}");
    }

    fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        connection.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        connection
    }

    /// The head and the body of an answer.
    fn ask(&self, method: &str, target: &str, headers: &str) -> (String, String) {
        let mut connection = self.connect();
        write!(connection, "{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n")
            .expect("sent");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        (head.to_owned(), body.to_owned())
    }

    /// The head of the answer to a request for another host.
    fn ask_as(&self, host: &str, target: &str) -> String {
        let mut connection = self.connect();
        write!(connection, "GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("sent");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).expect("an answer");
        answer
    }

    fn get(&self, target: &str) -> (String, String) {
        self.ask("GET", target, "")
    }

    /// The events that follow.
    fn events(&self) -> impl Iterator<Item = String> {
        let mut connection = self.connect();
        write!(connection, "GET /__newsleaf/events HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
        let lines = BufReader::new(connection).lines().map(|line| line.expect("a line"));
        lines.filter_map(|line| line.strip_prefix("data: ").map(str::to_owned))
    }
}

fn forward(pipe: impl Read + Send + 'static, lines: mpsc::Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            // The test may have ended.
            let _ = lines.send(line);
        }
    });
}

/// The folder for temporary files of the command.
fn temporary(project: &Project) -> std::path::PathBuf {
    let folder = project.folder.join(".temporary");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn project(name: &str) -> Project {
    let project = Project::new(&format!("serve-{name}"));
    project.feed(&stories(0, 3));
    project
}

#[test]
fn pages_redirects_types_and_404_are_those_of_a_static_host() {
    let project = project("host");
    project.put("static/clip.mp3", b"0123456789");
    project.put("newsleaf.json", br#"{ "build": { "site": "https://news.example/", "cards": "all" } }"#);
    let server = Server::start(&project, &[]);
    assert!(server.first_line.contains("shows 3 stories"), "{}", server.first_line);

    let (head, page) = server.get("/");
    assert!(head.starts_with("HTTP/1.1 200 OK") && head.contains("Content-Type: text/html; charset=utf-8"), "{head}");
    assert!(page.contains("Story number 2"), "{page}");
    assert!(page.contains(&format!("http://127.0.0.1:{}/", server.port)) && !page.contains("news.example"), "{page}");
    let script = page.split_once("<script src=\"/__newsleaf/reload.js\"").expect("the script").1;
    let nonce = script.split_once("nonce=\"").expect("a nonce").1.split('"').next().expect("a nonce");
    assert!(page.contains(&format!("script-src 'nonce-{nonce}' 'self'")), "{page}");

    let (head, _) = server.get("/section/news?a=b");
    assert!(head.starts_with("HTTP/1.1 301") && head.contains("\r\nLocation: /section/news/?a=b\r\n"), "{head}");
    let (head, page) = server.get("/section/news/");
    assert!(head.starts_with("HTTP/1.1 200") && page.contains("Story number 2"), "{head}");

    let (head, page) = server.get("/there/is/none");
    assert!(head.starts_with("HTTP/1.1 404 Not Found") && head.contains("text/html"), "{head}");
    assert!(page.contains("<title>") && page.contains("The Paper"), "{page}");

    for (path, kind) in [
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/rss.xml", "application/xml"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/latest.json", "application/json"),
        ("/assets/app/style-2222222222222222.css", "text/css; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml"),
        ("/clip.mp3", "audio/mpeg"),
        ("/__newsleaf/reload.js", "text/javascript; charset=utf-8"),
    ] {
        let (head, _) = server.get(path);
        assert!(
            head.starts_with("HTTP/1.1 200") && head.contains(&format!("Content-Type: {kind}\r\n")),
            "{path}: {head}"
        );
    }

    let (head, body) = server.ask("HEAD", "/clip.mp3", "");
    assert!(head.contains("Content-Length: 10") && body.is_empty(), "{head}");
    let (head, body) = server.ask("GET", "/clip.mp3", "Range: bytes=2-4\r\n");
    assert!(head.starts_with("HTTP/1.1 206") && head.contains("Content-Range: bytes 2-4/10"), "{head}");
    assert_eq!(body, "234");
    let (head, _) = server.ask("GET", "/clip.mp3", "Range: bytes=20-\r\n");
    assert!(head.starts_with("HTTP/1.1 416"), "{head}");
    let (head, _) = server.ask("POST", "/", "Content-Length: 0\r\n");
    assert!(head.starts_with("HTTP/1.1 405") && head.contains("Allow: GET, HEAD"), "{head}");
    // A page of another host, whose name leads to this machine, gets nothing.
    for host in ["evil.example", "localhost.evil.example:8080"] {
        for target in ["/", "/feed.json", "/__newsleaf/events"] {
            let answer = server.ask_as(host, target);
            assert!(answer.starts_with("HTTP/1.1 421") && !answer.contains("Story number"), "{host}: {answer}");
        }
    }
    // None of these leads out of the site. There is a file at the end of each way: in the folder of the site's folder, in the one
    // around it, and in the project.
    let outside = temporary(&project);
    let around = fs::read_dir(&outside).expect("a folder").flatten().map(|entry| entry.path());
    let around: Vec<PathBuf> = around.filter(|path| path.join("site").is_dir()).collect();
    let [of_site] = around.as_slice() else { panic!("the site is in one temporary folder: {around:?}") };
    for folder in [of_site, &outside, &project.folder] {
        fs::write(folder.join("secret.txt"), "secret").expect("a file");
    }
    let absolute = of_site.join("secret.txt").display().to_string();
    let climbs = ["../", "%2e%2e/", "..%2f", "%2e%2e%2F", "assets/../../", "article/%2e%2e/%2e%2e/"];
    let climbs = climbs.iter().flat_map(|climb| (1..=3).map(|times| format!("/{}secret.txt", climb.repeat(times))));
    let others = ["/%2e%2e/site.manifest".to_owned(), "//news.example/".to_owned(), "http://a/".to_owned()];
    for target in climbs.chain(others).chain([["/", &absolute].concat(), absolute.replace('/', "%2f")]) {
        let (head, body) = server.get(&target);
        assert!(head.starts_with("HTTP/1.1 40"), "{target}: {head}");
        assert!(!body.contains("secret"), "{target}: {body}");
    }
}

#[test]
fn a_connection_carries_several_requests_and_broken_ones_are_answered() {
    let project = project("connection");
    let server = Server::start(&project, &[]);
    let mut connection = server.connect();
    write!(
        connection,
        "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\nHEAD /no HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .expect("sent");
    let mut answers = String::new();
    connection.read_to_string(&mut answers).expect("answers");
    assert!(answers.contains("HTTP/1.1 200 OK") && answers.contains("HTTP/1.1 404"), "{answers}");
    let mut connection = server.connect();
    write!(connection, "nonsense\r\n\r\n").expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
}

#[test]
fn an_edit_reloads_pages_and_a_broken_one_leaves_the_last_good_site() {
    let project = project("edits");
    let server = Server::start(&project, &[]);
    let mut events = server.events();
    let first = events.next().expect("the version");
    assert!(server.get("/").1.contains(&format!("data-version=\"{first}\"")));

    project.feed(&stories(1, 4));
    let second = events.next().expect("an event");
    assert_ne!(first, second);
    assert!(server.line("changed, in ").contains("files"));
    let page = server.get("/").1;
    assert!(page.contains("Story number 3") && page.contains(&format!("data-version=\"{second}\"")), "{page}");
    // A story that has left the feed is gone.
    assert!(!page.contains("Story number 0"), "{page}");

    project.put("feed.json", br#"{ "version": "#);
    let line = server.line("the last good site stays");
    assert!(line.contains("feed.json: ") && line.contains("JSON"), "{line}");
    assert!(server.get("/").1.contains("Story number 3"));
    fs::remove_file(project.folder.join("feed.json")).expect("a file");
    let line = server.line("there is no such file");
    assert!(line.contains("the last good site stays"), "{line}");
    assert!(server.get("/").0.starts_with("HTTP/1.1 200"));

    project.feed(&stories(1, 5));
    assert_ne!(events.next().expect("an event"), second);
    assert!(server.get("/").1.contains("Story number 4"));

    // The settings and a picture in a new folder.
    project.put("newsleaf.json", br#"{ "accent": "nonsense" }"#);
    assert!(server.line("Warning: ").contains("accent"));
    let mut item = story(5);
    item["image"] = "pictures/new.png".into();
    project.feed(&[item]);
    assert!(server.line("the file is missing beside the feed").contains("pictures/new.png"));
    project.put("pictures/new.png", b"picture");
    events.by_ref().find(|_| server.get("/pictures/new.png").0.starts_with("HTTP/1.1 200"));
}

#[test]
fn the_newest_of_many_stories_are_shown_at_once_and_other_pages_wait() {
    let project = Project::new("serve-many");
    // The oldest first.
    let mut items = stories(0, 300);
    items.reverse();
    project.feed(&items);
    let server = Server::start(&project, &[]);
    assert!(server.first_line.contains("shows 60 stories, "), "{}", server.first_line);
    assert!(server.first_line.contains("The others follow."), "{}", server.first_line);
    assert!(server.get("/").1.contains("Story number 299"));
    // The site of the newest stories has no such page.
    let (head, _) = server.get("/page/10/");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(server.get("/no/").0.starts_with("HTTP/1.1 404"));
    assert!(server.line("All ").contains("All 300 stories, "));
}

#[test]
fn stories_in_markdown_reload_and_those_of_the_future_are_named() {
    let project = Project::new("serve-stories");
    project.put("stories/bridge.md", b"---\ntitle: The bridge\ndate: 2026-11-20\nid: bridge\n---\nIt is open.\n");
    project.put("stories/late.md", b"---\ntitle: The tunnel\ndate: 2999-01-01\nid: tunnel\n---\nIt is dug.\n");
    project.put("newsleaf.json", br#"{ "publication": { "title": "Bulletin" } }"#);
    let server = Server::start(&project, &["."]);
    assert!(server.line("held back").contains("1 story is held back"));
    assert!(!server.get("/").1.contains("The tunnel"));
    let mut events = server.events();
    events.next();
    project.put("stories/bridge.md", b"---\ntitle: The ferry\ndate: 2026-11-20\nid: bridge\n---\nIt is open.\n");
    events.next();
    assert!(server.get("/").1.contains("The ferry"));
    project.put("stories/roads/new.md", b"---\ntitle: The road\ndate: 2026-11-21\nid: road\n---\nText.\n");
    events.next();
    assert!(server.get("/").1.contains("The road"));
    // The new folder is watched as well.
    project.put("stories/roads/new.md", b"---\ntitle: The lane\ndate: 2026-11-21\nid: road\n---\nText.\n");
    events.by_ref().find(|_| server.get("/").1.contains("The lane"));
}

#[test]
fn the_drop_in_is_shown_with_the_feed() {
    let project = project("drop-in");
    project.put("newsleaf.json", br#"{ "accent": "blue", "feed": "x.json", "build": { "out": "y" } }"#);
    project.put("pictures/a.svg", b"<svg/>");
    project.put("older.json", br#"{ "version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [] }"#);
    let others =
        [".secret", "passwords.txt", "notes/draft.md", "pictures/b.svg", "data.json", "notes.html", ".feed.json"];
    for path in others {
        project.put(path, b"{ \"secret\": 1 }");
    }
    let mut item = story(3);
    item["image"] = "pictures/a.svg".into();
    let mut items = stories(0, 3);
    items.push(item);
    project.feed(&items);
    let server = Server::start(&project, &["--drop-in"]);
    let (_, page) = server.get("/");
    assert!(page.contains("data-glue=") && page.contains("/__newsleaf/reload.js"), "{page}");
    let (head, feed) = server.get("/feed.json");
    assert!(head.contains("application/feed+json") && feed.contains("Story number 2"), "{head}");
    assert_eq!(server.get("/newsleaf.json").1, r#"{"accent":"blue"}"#);
    assert!(server.get("/app-1111111111111111.js").0.starts_with("HTTP/1.1 200"));
    assert!(server.get("/pictures/a.svg").0.contains("image/svg+xml"));
    assert!(server.get("/older.json").0.starts_with("HTTP/1.1 200"));
    for path in others.into_iter().chain(["no", "pictures"]) {
        let (head, body) = server.get(&["/", path].concat());
        assert!(head.starts_with("HTTP/1.1 404") && !body.contains("secret"), "{path}: {head}");
    }
    let mut events = server.events();
    events.next();
    project.put("feed.json", b"{");
    server.line("the last good site stays");
    assert!(server.get("/feed.json").1.contains("Story number 2"));
    project.feed(&stories(3, 4));
    events.next();
    assert!(server.get("/feed.json").1.contains("Story number 3"));
}

#[test]
fn what_can_not_be_shown_is_a_sentence() {
    let project = project("refused");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let why = refused(&project, &["--port", &port]);
    assert!(why.contains(&format!("port {port} is taken by another program; choose another one")), "{why}");
    let why = refused(&project, &["--port", "0", "none.json"]);
    assert!(why.contains("none.json: there is no such file; name the feed or a folder of stories"), "{why}");
    project.put("broken.json", b"{");
    assert!(refused(&project, &["--port", "0", "broken.json"]).contains("broken.json: "));
    assert!(refused(&project, &["-"]).contains("the standard input"));
    assert!(refused(&project, &["--port", "0", "--drop-in", "http://127.0.0.1:1/"]).contains("--drop-in"));
    assert!(refused(&project, &["--port", "0", "--host", "192.0.2.1"]).contains("no address of this machine"));
}

#[test]
#[cfg(unix)]
fn the_temporary_folder_goes_when_the_command_is_ended() {
    let project = project("end");
    let mut server = Server::start(&project, &[]);
    let temporary = temporary(&project);
    assert_eq!(fs::read_dir(&temporary).expect("a folder").count(), 1);
    let signal = Command::new("kill").args(["-INT", &server.child.id().to_string()]).status().expect("kill runs");
    assert!(signal.success());
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
    assert_eq!(fs::read_dir(&temporary).expect("a folder").count(), 0);
}
