//! The files of hosts, in the servers that can be run here: nginx, Apache httpd and Caddy, with a site under a sub-path.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::support::{Project, stories};
use crate::support::command::{PATIENCE, check as look_at, json, status};

/// A server that ends with its test.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<String> {
        let found = self
            .head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(found, _)| found.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().to_owned())
    }
}

impl Server {
    /// Starts a server that listens on `port`, and waits until it does.
    fn start(mut command: Command, port: u16) -> Server {
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the server starts");
        let server = Server { child, port };
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "the server does not answer");
            thread::sleep(Duration::from_millis(50));
        }
        server
    }

    fn get(&self, path: &str, accept: &str) -> Answer {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        let encoding = if accept.is_empty() { String::new() } else { format!("Accept-Encoding: {accept}\r\n") };
        write!(connection, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{encoding}Connection: close\r\n\r\n")
            .expect("a request");
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).expect("an answer");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).expect("a status").parse().expect("a number");
        Answer { status, head, body: answer[end + 4..].to_vec() }
    }
}

/// A free port.
fn port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

/// A program that scripts/setup has installed, or the system has. Prints a note if there is none.
fn program(name: &str, place: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/servers").join(name).join(place);
    let paths = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin:/usr/bin";
    let found = Some(own)
        .into_iter()
        .chain(std::env::split_paths(&paths).map(|folder| folder.join(name)))
        .find(|file| file.is_file());
    // A program that was unpacked and not installed may lack a library.
    let found = found.filter(|file| {
        Command::new(file)
            .arg(if name == "caddy" { "version" } else { "-v" })
            .output()
            .is_ok_and(|output| output.status.success())
    });
    if found.is_none() {
        eprintln!("skipped: there is no {name} here; scripts/setup test brings it");
    }
    found
}

/// A site with this address in a folder of the folder `root` of the project, built for a host.
fn built(name: &str, host: &str, site: &str, folder: &str) -> (Project, PathBuf) {
    let project = Project::new(name);
    let mut items = stories(0, 45);
    items[0]["title"] = serde_json::json!("新闻 & عاجل");
    project.feed(&items);
    project.put("app/app-1111111111111111.wasm", &vec![0; 2_000]);
    let output = project.build_into(&["root/", folder].concat(), &["--host", host, "--site", site]);
    assert!(output.status.success(), "{output:?}");
    let root = fs::canonicalize(project.folder.join("root")).expect("a folder");
    (project, root)
}

/// The behaviour of every host.
fn check(server: &Server, has_compressed: bool) {
    let moved = server.get("/paper", "");
    assert!(matches!(moved.status, 301 | 308), "{}", moved.head);
    assert!(moved.header("location").is_some_and(|to| to.ends_with("/paper/")), "{}", moved.head);
    let key = newsleaf::domain::feed::key::Key::of_id("3");
    let story = format!("/paper/article/{key}-story-number-3/");
    let odd = format!("/paper/article/{}-新闻-عاجل/", newsleaf::domain::feed::key::Key::of_id("44"));
    let odd = odd
        .bytes()
        .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect::<String>();
    for path in ["/paper/", "/paper/section/news/part-1/", "/paper/search/", "/paper/embed/?embed", &story, &odd] {
        let answer = server.get(path, "");
        assert_eq!(answer.status, 200, "{path}: {}", answer.head);
        assert!(
            answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")),
            "{path}: {}",
            answer.head
        );
        assert_eq!(answer.header("cache-control").as_deref(), Some("no-cache"), "{path}: {}", answer.head);
        assert!(answer.body.starts_with(b"<!doctype html>"), "{path}");
    }
    for path in ["/paper/nothing/", "/paper/article/0000000000-gone/", "/paper/a/b/c.png"] {
        let missing = server.get(path, "");
        assert_eq!(missing.status, 404, "{path}: {}", missing.head);
        assert!(String::from_utf8_lossy(&missing.body).contains("This story is not here"), "{path}");
    }
    let folder = server.get(story.trim_end_matches('/'), "");
    assert!(matches!(folder.status, 301 | 308), "{}", folder.head);
    for (path, kind) in [
        ("/paper/assets/app/app-1111111111111111.wasm", "application/wasm"),
        ("/paper/manifest.webmanifest", "application/manifest+json"),
        ("/paper/assets/app/style-2222222222222222.css", "text/css"),
        ("/paper/feed.json", "application/feed+json"),
        ("/paper/sitemap.xml", ""),
    ] {
        let answer = server.get(path, "");
        assert_eq!(answer.status, 200, "{path}: {}", answer.head);
        assert!(answer.header("content-type").is_some_and(|found| found.contains(kind)), "{path}: {}", answer.head);
        assert_eq!(answer.header("x-content-type-options").as_deref(), Some("nosniff"), "{path}");
    }
    // The hash may be in the name of the file, or in that of its folder.
    for path in ["style-2222222222222222.css", "parts-1/qrCode.js"] {
        let asset = server.get(&["/paper/assets/app/", path].concat(), "");
        assert!(asset.header("cache-control").is_some_and(|value| value.contains("immutable")), "{}", asset.head);
    }
    let feed = server.get("/paper/feed.json", "");
    assert_eq!(feed.header("access-control-allow-origin").as_deref(), Some("*"), "{}", feed.head);
    if has_compressed {
        let compressed = server.get(&story, "gzip");
        assert_eq!(compressed.header("content-encoding").as_deref(), Some("gzip"), "{}", compressed.head);
        assert!(
            compressed.header("content-type").is_some_and(|kind| kind.starts_with("text/html")),
            "{}",
            compressed.head
        );
        let mut html = String::new();
        let body = unchunked(&compressed);
        flate2::read::GzDecoder::new(&body[..]).read_to_string(&mut html).expect("gzip, once");
        assert!(html.contains("Body of story 3"));
    }
}

/// The body of an answer that may have come in chunks.
fn unchunked(answer: &Answer) -> Vec<u8> {
    if answer.header("transfer-encoding").is_none() {
        return answer.body.clone();
    }
    let mut body = Vec::new();
    let mut rest = &answer.body[..];
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(String::from_utf8_lossy(&rest[..end]).trim(), 16).expect("a length");
        body.extend(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 4 + length..];
    }
    body
}

/// A folder with signs that mean something to servers.
const ODD_FOLDER: &str = "c++(1 [a] {b} $c:d";

/// A site in a folder of that name: its pages, its files that never change, and its page for unknown addresses.
fn check_odd(server: &Server) {
    let mut folder = "/".to_owned();
    newsleaf::domain::percent::encode_into(&mut folder, ODD_FOLDER, newsleaf::domain::percent::COMPONENT);
    let header = |path: &str, name: &str| {
        let answer = server.get(&[folder.as_str(), path].concat(), "");
        assert_eq!(answer.status, 200, "{path}: {}", answer.head);
        answer.header(name).unwrap_or_default()
    };
    assert_eq!(header("/", "cache-control"), "no-cache");
    assert!(header("/assets/app/style-2222222222222222.css", "cache-control").contains("immutable"));
    assert!(header("/feed.json", "content-type").contains("application/feed+json"));
    let missing = server.get(&[folder.as_str(), "/nothing/"].concat(), "");
    assert_eq!(missing.status, 404, "{}", missing.head);
    assert!(String::from_utf8_lossy(&missing.body).contains("This story is not here"));
}

/// nginx with the site of a project, built for its address, and the lines of its profile.
fn nginx(name: &str) -> Option<(Project, Server)> {
    nginx_at(name, "paper")
}

/// The same with the site in this folder.
fn nginx_at(name: &str, folder_of_site: &str) -> Option<(Project, Server)> {
    let nginx = program("nginx", "usr/sbin/nginx")?;
    let port = port();
    let (project, root) = built(name, "nginx", &address(port, folder_of_site), folder_of_site);
    let lines = fs::read_to_string(project.folder.join(format!("root/{folder_of_site}.nginx.conf")))
        .expect("the lines for nginx");
    let (http, server) = lines.split_once("# In the block server").expect("two parts");
    let folder = root.parent().unwrap().display().to_string();
    let server = server.split_once('\n').unwrap().1;
    let conf = format!(
        "daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n\
         include /etc/nginx/mime.types;\naccess_log off;\nclient_body_temp_path {folder}/t1;\nproxy_temp_path {folder}/t2;\n\
         fastcgi_temp_path {folder}/t3;\nuwsgi_temp_path {folder}/t4;\nscgi_temp_path {folder}/t5;\n{http}\n\
         server {{\nlisten 127.0.0.1:{port};\nroot {};\n{server}\n}}\n}}\n",
        root.display()
    );
    let types = "types { text/html html; text/css css; text/javascript js; application/json json; text/xml xml; image/svg+xml svg; }";
    let conf = if Path::new("/etc/nginx/mime.types").is_file() {
        conf
    } else {
        conf.replace("include /etc/nginx/mime.types;", types)
    };
    project.put("nginx.conf", conf.as_bytes());
    let mut command = Command::new(nginx);
    command.arg("-p").arg(&folder).arg("-c").arg(format!("{folder}/nginx.conf"));
    let server = Server::start(command, port);
    Some((project, server))
}

/// The address of a site in a folder of a host on this machine.
fn address(port: u16, folder: &str) -> String {
    format!("http://127.0.0.1:{port}/{}/", newsleaf::domain::percent::encode(folder))
}

#[test]
fn nginx_serves_a_site_in_a_folder_with_signs_of_expressions() {
    let Some((_project, server)) = nginx_at("nginx-odd", ODD_FOLDER) else { return };
    check_odd(&server);
}

#[test]
fn nginx_serves_a_site_under_a_sub_path() {
    let Some((_project, server)) = nginx("nginx") else { return };
    check(&server, true);
}

#[test]
fn a_look_at_a_site_finds_no_fault_in_nginx_with_its_profile() {
    let Some((project, server)) = nginx("nginx-look") else { return };
    let site = format!("http://127.0.0.1:{}/paper/", server.port);
    project.put("root/robots.txt", format!("User-agent: *\nAllow: /\nSitemap: {site}sitemap.xml\n").as_bytes());
    let output = look_at(&["--site", &site, "--timeout", PATIENCE, "--format", "json", "--strict"]);
    let report = json(&output);
    assert_eq!(status(&output), 0, "{report:#}");
    assert_eq!(report["site"]["host"], "nginx");
    // The profile leaves brotli to publishers who have its module.
    let codes: Vec<_> =
        report["findings"].as_array().expect("findings").iter().map(|finding| &finding["code"]).collect();
    assert_eq!(codes, ["no-brotli"], "{report:#}");
    assert!(report["sizes"][0]["gzip"].as_u64().is_some_and(|size| size > 0), "{report:#}");
}

/// Apache with the site of a project and the named modules.
fn apache(name: &str, modules: &[&str]) -> Option<(Project, Server)> {
    apache_at(name, "paper", modules)
}

/// The same with the site in this folder.
fn apache_at(name: &str, folder_of_site: &str, modules: &[&str]) -> Option<(Project, Server)> {
    let apache = program("apache2", "usr/sbin/apache2")?;
    let folder_of_modules = Path::new("/usr/lib/apache2/modules");
    let port = port();
    let (project, root) = built(name, "apache", &address(port, folder_of_site), folder_of_site);
    let (port, folder) = (port, root.parent().unwrap().display().to_string());
    let load: String = modules
        .iter()
        .filter(|name| folder_of_modules.join(format!("mod_{name}.so")).is_file())
        .map(|name| format!("LoadModule {name}_module {}/mod_{name}.so\n", folder_of_modules.display()))
        .collect();
    let conf = format!(
        "ServerRoot \"{folder}\"\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {folder}/httpd.pid\nErrorLog {folder}/error.log\n{load}\
         TypesConfig /etc/mime.types\nDocumentRoot \"{root}\"\n<Directory \"{root}\">\n  AllowOverride All\n  Require all granted\n  Options FollowSymLinks\n</Directory>\n",
        root = root.display()
    );
    let conf = if Path::new("/etc/mime.types").is_file() {
        conf
    } else {
        conf.replace(
            "TypesConfig /etc/mime.types",
            "TypesConfig /dev/null\nAddType text/html .html\nAddType text/css .css\nAddType application/xml .xml",
        )
    };
    project.put("httpd.conf", conf.as_bytes());
    let mut command = Command::new(apache);
    command.args(["-X", "-f"]).arg(format!("{folder}/httpd.conf"));
    let server = Server::start(command, port);
    Some((project, server))
}

const MODULES: [&str; 8] = ["mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "negotiation", "alias"];

#[test]
fn apache_serves_a_site_under_a_sub_path() {
    let Some((_paper, server)) = apache("apache", &MODULES) else { return };
    check(&server, true);
}

#[test]
fn apache_serves_a_site_in_a_folder_with_signs_of_expressions() {
    let Some((_project, server)) = apache_at("apache-odd", ODD_FOLDER, &MODULES) else { return };
    check_odd(&server);
}

#[test]
fn apache_without_headers_sends_no_compressed_bytes_as_text() {
    for (name, more) in [("apache-bare", [].as_slice()), ("apache-rewrite", &["rewrite"])] {
        let modules = [["mpm_event", "authz_core", "dir", "mime", "alias"].as_slice(), more].concat();
        let Some((_paper, server)) = apache(name, &modules) else { return };
        for accept in ["", "gzip", "gzip, br"] {
            let page = server.get("/paper/", accept);
            assert_eq!(page.status, 200, "{}", page.head);
            assert_eq!(page.header("content-encoding"), None, "{}", page.head);
            assert!(page.body.starts_with(b"<!doctype html>"), "{name} {accept}");
        }
        assert_eq!(server.get("/paper/nothing/", "gzip").status, 404);
    }
}

#[test]
fn caddy_serves_a_site_under_a_sub_path() {
    let Some((_project, server)) = caddy_at("caddy", "paper") else { return };
    check(&server, true);
}

#[test]
fn caddy_serves_a_site_in_a_folder_with_signs_of_expressions() {
    let Some((_project, server)) = caddy_at("caddy-odd", ODD_FOLDER) else { return };
    check_odd(&server);
}

/// Caddy with the site of a project in this folder.
fn caddy_at(name: &str, folder_of_site: &str) -> Option<(Project, Server)> {
    let caddy = program("caddy", "usr/bin/caddy")?;
    let site = format!("https://news.example/{}/", newsleaf::domain::percent::encode(folder_of_site));
    let (project, root) = built(name, "caddy", &site, folder_of_site);
    let (port, folder) = (port(), root.parent().unwrap().display().to_string());
    let file =
        fs::read_to_string(project.folder.join(format!("root/{folder_of_site}.Caddyfile"))).expect("a Caddyfile");
    let file = file
        .replace("news.example {", &format!("http://127.0.0.1:{port} {{"))
        .replace("/srv/www", &root.display().to_string());
    project.put("Caddyfile", format!("{{\n  admin off\n}}\n{file}").as_bytes());
    let mut command = Command::new(caddy);
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(format!("{folder}/Caddyfile"));
    command.env("XDG_DATA_HOME", &folder).env("XDG_CONFIG_HOME", &folder).env("HOME", &folder);
    Some((project, Server::start(command, port)))
}
