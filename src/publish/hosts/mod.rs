//! Files that a host needs besides the site: headers, its 404 page, types, caching.
//!
//! Each host has a profile. What a profile writes follows the host's documentation, and some hosts have limits, which are
//! checked before anything of the site changes.

mod apache;
mod headers;
mod limits;
mod servers;
mod vercel;

use std::fmt;

pub use self::limits::LimitError;
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
                let mut files = inside(text("_headers", headers::headers("/")));
                if self == Host::Cloudflare {
                    files.beside.push(("wrangler.jsonc", headers::wrangler(folder)));
                }
                files
            }
            Host::Netlify | Host::Cloudflare => beside(vec![("_headers", headers::headers(&path))]),
            Host::Vercel => inside(text("vercel.json", vercel::config(&path))),
            Host::Apache => inside(text(".htaccess", apache::htaccess(&path))),
            Host::Nginx => beside(vec![("nginx.conf", servers::nginx(&path))]),
            Host::Caddy => beside(vec![("Caddyfile", servers::caddy(site.host(), &path))]),
            Host::S3 => {
                beside(vec![("s3.sh", servers::s3()), ("cloudfront.js", servers::CLOUDFRONT_FUNCTION.to_owned())])
            }
            Host::GitLab | Host::Plain => HostFiles::default(),
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
    let rest = site.as_str().split_once("://").map_or("", |(_, rest)| rest);
    rest.find('/').map_or_else(|| "/".to_owned(), |at| percent::decode(&rest[at..]))
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
}
