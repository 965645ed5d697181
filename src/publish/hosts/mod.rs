//! Files that a host needs besides the site: headers, its 404 page, types, caching.
//!
//! Each host has a profile. What a profile writes follows the host's documentation, and some hosts have limits, which are
//! checked before anything of the site changes.

mod apache;
mod escape;
mod guess;
mod headers;
mod limits;
mod pieces;
mod servers;
mod vercel;

use std::fmt;

pub use self::limits::LimitError;
pub use self::pieces::Topic;
use self::pieces::{about, whole};
use super::site_file::SiteFile;
use crate::domain::percent;
use crate::domain::web_url::WebUrl;

/// Where a site is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// GitHub Pages.
    GitHub,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages and Workers.
    Cloudflare,
    /// Vercel.
    Vercel,
    /// nginx.
    Nginx,
    /// Apache httpd.
    Apache,
    /// Caddy.
    Caddy,
    /// Amazon S3, and hosts with the same interface.
    S3,
    /// GitLab Pages.
    GitLab,
    /// Any other: nothing besides the site.
    Plain,
}

/// The files of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostFiles {
    /// In the site.
    pub inside: Vec<SiteFile>,
    /// Beside the folder of the site, which is not served: the name behind that of the folder, and the text.
    pub beside: Vec<(&'static str, String)>,
}

impl Host {
    /// All hosts.
    pub const ALL: [Host; 10] = [
        Host::GitHub,
        Host::Netlify,
        Host::Cloudflare,
        Host::Vercel,
        Host::Nginx,
        Host::Apache,
        Host::Caddy,
        Host::S3,
        Host::GitLab,
        Host::Plain,
    ];

    /// The name of the profile.
    pub fn name(self) -> &'static str {
        match self {
            Host::GitHub => "github",
            Host::Netlify => "netlify",
            Host::Cloudflare => "cloudflare",
            Host::Vercel => "vercel",
            Host::Nginx => "nginx",
            Host::Apache => "apache",
            Host::Caddy => "caddy",
            Host::S3 => "s3",
            Host::GitLab => "gitlab",
            Host::Plain => "plain",
        }
    }

    /// The host of a name.
    pub fn from_name(name: &str) -> Option<Host> {
        Host::ALL.into_iter().find(|host| host.name() == name)
    }

    /// Whether it serves `.br` and `.gz` files that lie beside a file.
    pub fn serves_compressed(self) -> bool {
        matches!(self, Host::Nginx | Host::Apache | Host::Caddy | Host::GitLab)
    }

    /// The files of the profile for a site at `site`, a folder, that is written to a folder of this name.
    pub fn files(self, site: &WebUrl, folder: &str) -> HostFiles {
        let text = |name: &str, text: String| vec![(name.to_owned(), text.into_bytes())];
        let inside = |inside| HostFiles { inside, ..HostFiles::default() };
        let beside = |beside| HostFiles { beside, ..HostFiles::default() };
        let path = path_of(site);
        match self {
            Host::GitHub => {
                let mut files = text(".nojekyll", String::new());
                let host = site.host();
                if path == "/" && !host.ends_with(".github.io") {
                    files.extend(text("CNAME", [host, "\n"].concat()));
                }
                inside(files)
            }
            Host::Netlify | Host::Cloudflare if path == "/" => {
                let mut files = inside(text("_headers", whole(&headers::headers("/"))));
                if self == Host::Cloudflare {
                    files.beside.push(("wrangler.jsonc", headers::wrangler(folder)));
                }
                files
            }
            Host::Netlify | Host::Cloudflare => {
                beside(vec![("_headers", whole(&headers::headers(path_in_requests(site))))])
            }
            Host::Vercel => inside(text("vercel.json", vercel::config(&path))),
            Host::Apache => {
                inside(text(".htaccess", whole(&apache::htaccess(&path, &Assets::Published.expression(&path)))))
            }
            Host::Nginx => {
                beside(vec![("nginx.conf", whole(&servers::nginx(&path, &Assets::Published.expression(&path))))])
            }
            Host::Caddy => beside(vec![(
                "Caddyfile",
                whole(&servers::caddy(site.host(), &path, &Assets::Published.pattern(&path))),
            )]),
            Host::S3 => beside(vec![
                ("s3.sh", whole(&servers::s3())),
                ("cloudfront.js", servers::CLOUDFRONT_FUNCTION.to_owned()),
            ]),
            Host::GitLab | Host::Plain => HostFiles::default(),
        }
    }

    /// The lines of the profile about a topic, for a site at `site`, a folder. `None` where the profile has none: the host does it by
    /// itself, or can't do it.
    pub fn lines(self, topic: Topic, site: &WebUrl, assets: Assets) -> Option<HostLines> {
        let path = path_of(site);
        let is_drop_in = assets == Assets::DropIn;
        let (file, text) = match (self, topic) {
            (Host::Nginx, Topic::Compression) if is_drop_in => ("nginx.conf", servers::NGINX_COMPRESSES.to_owned()),
            (Host::Caddy, Topic::Compression) if is_drop_in => ("Caddyfile", servers::CADDY_COMPRESSES.to_owned()),
            (Host::Apache, Topic::Compression) if is_drop_in => (".htaccess", apache::COMPRESSES.to_owned()),
            (Host::Nginx, _) => ("nginx.conf", about(&servers::nginx(&path, &assets.expression(&path)), topic)?),
            (Host::Caddy, _) => {
                ("Caddyfile", about(&servers::caddy(site.host(), &path, &assets.pattern(&path)), topic)?)
            }
            (Host::Apache, _) => (".htaccess", about(&apache::htaccess(&path, &assets.expression(&path)), topic)?),
            // Their rules name folders that the drop-in does not have.
            (Host::Netlify | Host::Cloudflare | Host::Vercel | Host::S3, Topic::AssetCache | Topic::Cors)
                if is_drop_in =>
            {
                return None;
            }
            (Host::Netlify | Host::Cloudflare, _) => {
                ("_headers", about(&headers::headers(path_in_requests(site)), topic)?)
            }
            (Host::Vercel, _) => ("vercel.json", vercel::about(&path, topic)?),
            (Host::S3, Topic::Slash) => ("cloudfront.js", servers::CLOUDFRONT_FUNCTION.trim_end().to_owned()),
            (Host::S3, _) => ("s3.sh", about(&servers::s3(), topic)?),
            (Host::GitHub | Host::GitLab | Host::Plain, _) => return None,
        };
        Some(HostLines { file, text })
    }

    /// Whether a publisher can set headers there.
    pub fn has_headers(self) -> bool {
        !matches!(self, Host::GitHub | Host::GitLab)
    }
}

/// Lines of a file of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostLines {
    /// The file. Those that are not in the site have the name of its folder before theirs.
    pub file: &'static str,
    /// The lines, without a line break at the end.
    pub text: String,
}

/// Where the files are that are named by their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assets {
    /// In a folder of a published site.
    Published,
    /// At the top of the drop-in, beside others.
    DropIn,
}

impl Assets {
    /// The regular expression for their paths.
    fn expression(self, path: &str) -> String {
        let path = escape::regex(path);
        match self {
            Assets::Published => format!("^{path}assets/app/"),
            Assets::DropIn => format!("^{path}[\\w-]+-[0-9a-f]{{16}}[./]"),
        }
    }

    /// The patterns for their paths, with stars, as a word of Caddy's.
    fn pattern(self, path: &str) -> String {
        match self {
            Assets::Published => escape::caddy(&[path, "assets/app/*"].concat()),
            Assets::DropIn => escape::caddy(&[path, "app-*"].concat()),
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The path of the site on its host, with a slash at both ends.
fn path_of(site: &WebUrl) -> String {
    percent::decode(path_in_requests(site))
}

/// This path as it stands in requests: letters other than ASCII are encoded.
fn path_in_requests(site: &WebUrl) -> &str {
    let rest = site.as_str().split_once("://").map_or("", |(_, rest)| rest);
    rest.find('/').map_or("/", |at| &rest[at..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::web_url::parse_url_natively;

    fn files(host: Host, site: &str) -> (Vec<String>, Vec<&'static str>) {
        let files = host.files(&WebUrl::parse(site, None, parse_url_natively).unwrap(), "site");
        let inside = files.inside.into_iter().map(|(name, _)| name).collect();
        (inside, files.beside.into_iter().map(|(name, _)| name).collect())
    }

    #[test]
    fn each_host_has_its_files() {
        let root = "https://news.example/";
        let none: Vec<&str> = Vec::new();
        assert_eq!(files(Host::GitHub, root), (vec![".nojekyll".into(), "CNAME".into()], none.clone()));
        assert_eq!(files(Host::GitHub, "https://city.github.io/paper/").0, [".nojekyll"]);
        assert_eq!(files(Host::Netlify, root).0, ["_headers"]);
        assert_eq!(files(Host::Cloudflare, root), (vec!["_headers".into()], vec!["wrangler.jsonc"]));
        assert_eq!(files(Host::Netlify, "https://news.example/paper/"), (Vec::new(), vec!["_headers"]));
        assert_eq!(files(Host::Vercel, root).0, ["vercel.json"]);
        assert_eq!(files(Host::Apache, root).0, [".htaccess"]);
        assert_eq!(files(Host::Nginx, root).1, ["nginx.conf"]);
        assert_eq!(files(Host::Plain, root), (Vec::new(), none));
        for host in Host::ALL {
            assert_eq!(Host::from_name(host.name()), Some(host));
        }
    }

    #[test]
    fn signs_in_the_path_of_the_site_are_escaped_for_each_host() {
        let site = WebUrl::parse("https://news.example/c++(1/", None, parse_url_natively).unwrap();
        let file = |host: Host| {
            let files = host.files(&site, "site");
            let inside = files.inside.into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap());
            inside.chain(files.beside.into_iter().map(|(_, text)| text)).collect::<String>()
        };
        assert!(file(Host::Nginx).contains(r#""~^/c\+\+\(1/assets/app/""#));
        assert!(file(Host::Apache).contains(r"m#^/c\+\+\(1/assets/app/#"));
        assert!(file(Host::Vercel).contains(r#""/c\\+\\+\\(1/assets/app/(.*)""#));
        assert!(file(Host::Caddy).contains("@pages not path /c++(1/assets/app/*\n"));
        assert!(file(Host::Cloudflare).contains("\n/c++(1/feed.json\n"));
    }

    #[test]
    fn the_lines_about_a_topic_are_lines_of_the_profile() {
        let site = WebUrl::parse("https://news.example/", None, parse_url_natively).unwrap();
        let mut with_lines = Vec::new();
        for host in Host::ALL {
            let files = host.files(&site, "site");
            let inside = files.inside.iter().map(|(name, bytes)| (name.as_str(), String::from_utf8_lossy(bytes)));
            let beside = files.beside.iter().map(|(name, text)| (*name, text.as_str().into()));
            let texts: Vec<_> = inside.chain(beside).collect();
            for topic in Topic::ALL {
                let Some(lines) = host.lines(topic, &site, Assets::Published) else { continue };
                let (_, text) = texts.iter().find(|(name, _)| *name == lines.file).expect("the file is written");
                // Of vercel.json the rules are printed shorter.
                let squeeze = |text: &str| text.split_whitespace().collect::<String>();
                let text = squeeze(text);
                for line in lines.text.lines().map(|line| squeeze(line.trim_end_matches(','))) {
                    assert!(text.contains(&line), "{host}, {topic:?}: {line}");
                }
                with_lines.push((host, topic));
            }
        }
        for host in [Host::Nginx, Host::Apache, Host::Caddy] {
            for topic in [Topic::AssetCache, Topic::PageCache, Topic::Compression, Topic::Cors, Topic::NotFound] {
                assert!(with_lines.contains(&(host, topic)), "{host}, {topic:?}");
            }
        }
        for host in [Host::Netlify, Host::Cloudflare, Host::Vercel] {
            for topic in [Topic::AssetCache, Topic::Cors, Topic::NoSniff] {
                assert!(with_lines.contains(&(host, topic)), "{host}, {topic:?}");
            }
        }
        assert!(
            with_lines.contains(&(Host::S3, Topic::WasmType)) && with_lines.contains(&(Host::Nginx, Topic::WasmType))
        );
        let nginx = Host::Nginx.lines(Topic::Cors, &site, Assets::Published).unwrap();
        assert_eq!(nginx.text.lines().last(), Some("add_header Access-Control-Allow-Origin \"*\" always;"));
        let drop_in = Host::Nginx.lines(Topic::Compression, &site, Assets::DropIn).unwrap();
        assert!(drop_in.text.starts_with("gzip on;"), "the drop-in has no compressed copies");
    }
}
