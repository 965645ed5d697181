//! Which host has answered, by its headers and its name.

use super::Host;

impl Host {
    /// The host of an answer. `header` gives the value of a header by its name in lower case; `name` is the name of the host. `None` if
    /// nothing tells which one it is.
    pub fn guess(header: impl Fn(&str) -> Option<String>, name: &str) -> Option<Host> {
        let has = |name: &str| header(name).is_some();
        let server = header("server").unwrap_or_default().to_ascii_lowercase();
        let name = name.split(':').next().unwrap_or_default();
        // A service for pages comes before the server behind or before it; Cloudflare's headers may be those of a cache in front of
        // any other.
        let found = [
            (Host::Vercel, has("x-vercel-id") || server == "vercel" || name.ends_with(".vercel.app")),
            (Host::Netlify, has("x-nf-request-id") || server == "netlify" || name.ends_with(".netlify.app")),
            (Host::GitHub, has("x-github-request-id") || server == "github.com" || name.ends_with(".github.io")),
            (Host::GitLab, has("gitlab-lb") || server.contains("gitlab") || name.ends_with(".gitlab.io")),
            (Host::S3, server == "amazons3" || has("x-amz-request-id") || has("x-amz-cf-id")),
            (Host::Cloudflare, has("cf-ray") || server == "cloudflare" || name.ends_with(".pages.dev")),
            (Host::Caddy, server.starts_with("caddy")),
            (Host::Apache, server.starts_with("apache")),
            (Host::Nginx, server.starts_with("nginx") || server.starts_with("openresty")),
        ];
        found.into_iter().find(|(_, is_it)| *is_it).map(|(host, _)| host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_known_by_its_headers_and_a_service_before_its_server() {
        let guess = |headers: &[(&str, &str)], name: &str| {
            let of =
                |wanted: &str| headers.iter().find(|(found, _)| *found == wanted).map(|(_, value)| (*value).to_owned());
            Host::guess(of, name)
        };
        let own = "news.example";
        assert_eq!(guess(&[("x-vercel-id", "fra1::1"), ("server", "Vercel")], own), Some(Host::Vercel));
        assert_eq!(guess(&[("server", "Netlify"), ("x-nf-request-id", "1")], own), Some(Host::Netlify));
        assert_eq!(guess(&[("server", "cloudflare"), ("x-github-request-id", "1")], own), Some(Host::GitHub));
        assert_eq!(guess(&[("server", "cloudflare"), ("cf-ray", "1")], own), Some(Host::Cloudflare));
        assert_eq!(guess(&[("server", "AmazonS3"), ("x-amz-cf-id", "1")], own), Some(Host::S3));
        assert_eq!(guess(&[("server", "nginx/1.22.1")], own), Some(Host::Nginx));
        assert_eq!(guess(&[("server", "nginx")], "city.gitlab.io"), Some(Host::GitLab));
        assert_eq!(guess(&[("server", "Apache/2.4.57 (Debian)")], own), Some(Host::Apache));
        assert_eq!(guess(&[("server", "Caddy")], own), Some(Host::Caddy));
        assert_eq!(guess(&[("server", "SimpleHTTP/0.6 Python/3.11.2")], "127.0.0.1:8000"), None);
    }
}
