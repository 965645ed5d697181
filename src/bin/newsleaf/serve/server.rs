//! The HTTP server: it answers as static hosts do, with files, redirects to folders and the site's own 404 page.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::Duration;

use newsleaf::domain::percent;

use super::content::{Content, SiteBytes, content_type};
use super::reload::{EVENTS_PATH, SCRIPT, SCRIPT_PATH, Version, with_script};

/// So many connections are open at the same time, each with a thread. More are closed at once.
const MOST_CONNECTIONS: usize = 256;
/// The largest head of a request, in bytes.
const HEAD_LIMIT: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
/// How long a connection may be silent between two requests.
const IDLE: Duration = Duration::from_secs(5);
/// How long the other side may take nothing.
const WRITE_LIMIT: Duration = Duration::from_secs(30);
/// How long a page may take that is still to be made.
const PAGE_LIMIT: Duration = Duration::from_secs(120);
/// A comment in the events this often shows whether the other side is still there.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// The site as it is served.
pub struct Site {
    content: RwLock<Arc<Content>>,
    version: Version,
}

impl Site {
    /// A site with this content.
    pub fn new(content: Content) -> Site {
        Site { content: RwLock::new(Arc::new(content)), version: Version::new() }
    }

    /// Exchanges the content, and lets pages load again.
    pub fn update(&self, content: Content) {
        *self.content.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(content);
        self.version.advance();
    }

    fn content(&self) -> Arc<Content> {
        self.content.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Answers requests for as long as the program runs.
pub fn run(listener: &TcpListener, site: &Arc<Site>) {
    let open = Arc::new(AtomicUsize::new(0));
    for connection in listener.incoming() {
        let Ok(connection) = connection else {
            // There are too many open files, say, which pass.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let guard = Open::new(&open);
        if open.load(Ordering::Relaxed) > MOST_CONNECTIONS {
            continue;
        }
        let site = site.clone();
        // A connection that gets no thread is closed. One whose other side has gone needs no answer.
        let _ = thread::Builder::new().spawn(move || {
            let _guard = guard;
            let _ = serve(connection, &site);
        });
    }
}

/// Counts a connection for as long as it is open.
struct Open(Arc<AtomicUsize>);

impl Open {
    fn new(open: &Arc<AtomicUsize>) -> Open {
        open.fetch_add(1, Ordering::Relaxed);
        Open(open.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A request, as far as a static host cares.
struct Request {
    method: String,
    /// The path with the query.
    target: String,
    range: Option<String>,
    /// Whether it asks for a site of this machine.
    is_for_us: bool,
    /// Whether the connection ends with the answer.
    closes: bool,
}

/// The head of a request.
enum Head {
    Request(Request),
    Invalid,
    /// The other side has gone.
    End,
}

fn serve(mut connection: TcpStream, site: &Site) -> io::Result<()> {
    connection.set_read_timeout(Some(IDLE))?;
    connection.set_write_timeout(Some(WRITE_LIMIT))?;
    connection.set_nodelay(true)?;
    let mut buffer = Vec::new();
    loop {
        let request = match read_head(&mut connection, &mut buffer)? {
            Head::Request(request) => request,
            Head::Invalid => {
                let answer = Answer::text("400 Bad Request", "This is no request of HTTP.\n");
                return answer.send(&mut connection, true, true);
            }
            Head::End => return Ok(()),
        };
        if !request.is_for_us {
            let text = "This server answers at localhost and at the IP addresses of this machine only.\n";
            return Answer::text("421 Misdirected Request", text).send(&mut connection, request.method != "HEAD", true);
        }
        let path = request.target.split('?').next().unwrap_or_default();
        if path.strip_prefix('/') == Some(EVENTS_PATH) && request.method == "GET" {
            return send_events(&mut connection, &site.version);
        }
        let with_body = request.method != "HEAD";
        answer(&request, site).send(&mut connection, with_body, request.closes)?;
        if request.closes {
            return Ok(());
        }
    }
}

/// Reads the head of the next request. The buffer holds what came after the one before.
fn read_head(connection: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<Head> {
    let mut part = [0; 4096];
    loop {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(buffer) {
            Ok(httparse::Status::Complete(length)) => {
                let request = request(&parsed);
                buffer.drain(..length);
                return Ok(Head::Request(request));
            }
            Ok(httparse::Status::Partial) if buffer.len() <= HEAD_LIMIT => {}
            _ => return Ok(Head::Invalid),
        }
        match connection.read(&mut part) {
            Ok(0) => return Ok(Head::End),
            Ok(length) => buffer.extend_from_slice(part.get(..length).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn request(parsed: &httparse::Request) -> Request {
    let header = |name: &str| {
        let found = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found.map(|header| String::from_utf8_lossy(header.value).into_owned())
    };
    let has_body =
        header("Transfer-Encoding").is_some() || header("Content-Length").is_some_and(|length| length.trim() != "0");
    let says_close = header("Connection").is_some_and(|text| text.to_ascii_lowercase().contains("close"));
    let mut hosts = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("Host"));
    Request {
        is_for_us: hosts.all(|host| std::str::from_utf8(host.value).is_ok_and(is_own_host)),
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        range: header("Range"),
        // A body is not read, so that nothing can follow it.
        closes: says_close || has_body || parsed.version == Some(0),
    }
}

/// Whether the header `Host` names this machine. A page on another host can give its own name the address of this machine, and
/// would read the answers as its own; it can do so neither with an IP address nor with `localhost`.
fn is_own_host(host: &str) -> bool {
    let host = host.trim();
    let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let name = match host.rsplit_once(':') {
        Some((name, port)) if is_port(port) && (!name.contains(':') || name.ends_with(']')) => name,
        _ => host,
    };
    let is_ip_6 = || name.strip_prefix('[').and_then(|name| name.strip_suffix(']')?.parse::<Ipv6Addr>().ok()).is_some();
    name.eq_ignore_ascii_case("localhost") || name.parse::<Ipv4Addr>().is_ok() || is_ip_6()
}

/// The answer to a request.
struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: SiteBytes,
    /// The first byte to send, and how many.
    part: (u64, u64),
}

impl Answer {
    fn new(status: &'static str, content_type: &str, body: SiteBytes) -> Answer {
        let part = (0, body.size());
        Answer { status, headers: vec![("Content-Type", content_type.to_owned())], body, part }
    }

    fn text(status: &'static str, text: &str) -> Answer {
        Answer::new(status, "text/plain; charset=utf-8", SiteBytes::Bytes(text.as_bytes().to_vec()))
    }

    fn with(mut self, name: &'static str, value: String) -> Answer {
        self.headers.push((name, value));
        self
    }

    fn send(self, connection: &mut TcpStream, with_body: bool, closes: bool) -> io::Result<()> {
        let (first, length) = self.part;
        let mut head = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.headers {
            // Writing to a text never fails.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let ending = if closes { "close" } else { "keep-alive" };
        let _ = write!(
            head,
            "Content-Length: {length}\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: {ending}\r\n\r\n"
        );
        connection.write_all(head.as_bytes())?;
        if !with_body {
            return Ok(());
        }
        match self.body {
            SiteBytes::Bytes(bytes) => {
                let part = bytes.get(first as usize..(first + length) as usize).unwrap_or_default();
                connection.write_all(part)
            }
            SiteBytes::File(mut file, _) => {
                file.seek(SeekFrom::Start(first))?;
                match io::copy(&mut file.take(length), connection)? {
                    sent if sent == length => Ok(()),
                    // The file has become shorter: only the end of the connection says so.
                    _ => Err(ErrorKind::UnexpectedEof.into()),
                }
            }
        }
    }
}

fn answer(request: &Request, site: &Site) -> Answer {
    if !["GET", "HEAD"].contains(&request.method.as_str()) {
        let answer = Answer::text("405 Method Not Allowed", "Only GET and HEAD are known here.\n");
        return answer.with("Allow", "GET, HEAD".to_owned());
    }
    let (path, query) = match request.target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (request.target.as_str(), None),
    };
    let Some(name) = path.strip_prefix('/').map(percent::decode) else {
        return Answer::text("400 Bad Request", "The address begins with no slash.\n");
    };
    if name == SCRIPT_PATH {
        return Answer::new("200 OK", content_type(&name), SiteBytes::Bytes(SCRIPT.as_bytes().to_vec()));
    }
    let is_folder = name.is_empty() || name.ends_with('/');
    let file = if is_folder { [&name, "index.html"].concat() } else { name };
    // The version comes first: a page of a newer content would only load once more.
    let (mut version, mut content) = (site.version.text(), site.content());
    let has_file = || content.find(&file).is_some() || content.find(&[&file, "/index.html"].concat()).is_some();
    if content.is_partial() && !has_file() {
        version = site.version.wait(&version, PAGE_LIMIT);
        content = site.content();
    }
    match content.find(&file) {
        Some(found) => send_file(request, &version, &file, found, "200 OK"),
        None if !is_folder && content.find(&[&file, "/index.html"].concat()).is_some() => {
            let query = query.map(|query| ["?", query].concat()).unwrap_or_default();
            let answer = Answer::text("301 Moved Permanently", "The address of a folder ends with a slash.\n");
            answer.with("Location", [path, "/", &query].concat())
        }
        None => match content.find("404.html") {
            Some(found) => send_file(request, &version, "404.html", found, "404 Not Found"),
            None => Answer::text("404 Not Found", "There is no such file.\n"),
        },
    }
}

fn send_file(request: &Request, version: &str, path: &str, found: SiteBytes, status: &'static str) -> Answer {
    let content_type = content_type(path);
    if content_type.starts_with("text/html") {
        return match found.read() {
            Ok(html) => {
                // A page of another encoding stays as it is.
                let html = String::from_utf8(html)
                    .map_or_else(|error| error.into_bytes(), |html| with_script(&html, version).into_bytes());
                Answer::new(status, content_type, SiteBytes::Bytes(html))
            }
            Err(error) => Answer::text("500 Internal Server Error", &format!("{path}: {error}\n")),
        };
    }
    let size = found.size();
    let answer = Answer::new(status, content_type, found).with("Accept-Ranges", "bytes".to_owned());
    match request.range.as_deref().and_then(|range| part_of(range, size)) {
        None => answer,
        Some(Some((first, last))) => {
            let mut answer = answer.with("Content-Range", format!("bytes {first}-{last}/{size}"));
            answer.status = "206 Partial Content";
            answer.part = (first, last - first + 1);
            answer
        }
        Some(None) => Answer::text("416 Range Not Satisfiable", "The file is shorter.\n")
            .with("Content-Range", format!("bytes */{size}")),
    }
}

/// The first and the last byte of a range (`bytes=0-499`, `bytes=500-`, `bytes=-500`). `None` for a header that means the whole
/// file, such as one with several ranges; `Some(None)` for a range outside of it.
fn part_of(range: &str, size: u64) -> Option<Option<(u64, u64)>> {
    let (first, last) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let part = match (first.trim().is_empty(), last.trim().is_empty()) {
        (true, _) => {
            let length = number(last)?;
            (length > 0 && size > 0).then(|| (size.saturating_sub(length), size - 1))
        }
        (false, true) => {
            let first = number(first)?;
            (first < size).then(|| (first, size - 1))
        }
        (false, false) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            (first < size).then(|| (first, last.min(size - 1)))
        }
    };
    Some(part)
}

/// Sends the version of the site, and each new one, for as long as the page is open.
fn send_events(connection: &mut TcpStream, version: &Version) -> io::Result<()> {
    connection.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\nretry: 1000\n\n",
    )?;
    let mut known = String::new();
    loop {
        let current = version.wait(&known, HEARTBEAT);
        if current == known {
            connection.write_all(b": the site is as before\n\n")?;
        } else {
            connection.write_all(format!("data: {current}\n\n").as_bytes())?;
            known = current;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_own_host, part_of};

    #[test]
    fn only_addresses_and_localhost_are_hosts_of_this_machine() {
        for host in
            ["localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:8080", "192.168.1.2:1", "[::1]", "[fe80::1]:80"]
        {
            assert!(is_own_host(host), "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:8080",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "",
            "::1",
            "a",
            "[a]",
        ] {
            assert!(!is_own_host(host), "{host}");
        }
    }

    #[test]
    fn ranges_are_read_as_hosts_read_them() {
        for (range, expected) in [
            ("bytes=0-4", Some(Some((0, 4)))),
            ("bytes=5-", Some(Some((5, 9)))),
            ("bytes=-3", Some(Some((7, 9)))),
            ("bytes=-30", Some(Some((0, 9)))),
            ("bytes=5-99", Some(Some((5, 9)))),
            ("bytes=10-", Some(None)),
            ("bytes=-0", Some(None)),
            ("bytes=4-2", None),
            ("bytes=0-1,3-4", None),
            ("lines=0-1", None),
            ("bytes=", None),
        ] {
            assert_eq!(part_of(range, 10), expected, "{range}");
        }
        assert_eq!(part_of("bytes=-5", 0), Some(None));
    }
}
