//! What a host's Content-Security-Policy forbids that a page needs. A browser applies it beside the page's own, and only what
//! both allow is allowed.

/// The directives of a policy. Of a name that is repeated the first counts.
struct Policy(Vec<(String, Vec<String>)>);

impl Policy {
    fn read(text: &str) -> Policy {
        let mut directives: Vec<(String, Vec<String>)> = Vec::new();
        for directive in text.split(';').take(100) {
            let mut words = directive.split_ascii_whitespace().map(str::to_owned);
            let Some(name) = words.next().map(|name| name.to_ascii_lowercase()) else { continue };
            if !directives.iter().any(|(known, _)| *known == name) {
                directives.push((name, words.collect()));
            }
        }
        Policy(directives)
    }

    fn get(&self, name: &str) -> Option<&[String]> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, sources)| sources.as_slice())
    }

    /// The sources of a kind of files, or what stands for all kinds.
    fn sources(&self, name: &str) -> Option<&[String]> {
        self.get(name).or_else(|| self.get("default-src"))
    }

    /// Whether files of the page's own host are allowed.
    fn allows_own(&self, name: &str, host: &str) -> bool {
        let is_own = |source: &String| {
            let source = source.to_ascii_lowercase();
            let without_scheme = source.split_once("://").map_or(source.as_str(), |(_, rest)| rest);
            matches!(source.as_str(), "'self'" | "*" | "https:" | "http:" | "'strict-dynamic'")
                || without_scheme.trim_end_matches('/').split('/').next() == Some(host)
                || without_scheme.strip_prefix('*').is_some_and(|domain| host.ends_with(domain))
        };
        self.sources(name).is_none_or(|sources| sources.iter().any(is_own))
    }
}

/// What a policy of the host forbids that the page's own policy allows, in words; nothing if it forbids nothing.
pub fn forbidden(policy: &str, own: &str, host: &str) -> Vec<String> {
    let (header, page) = (Policy::read(policy), Policy::read(own));
    let mut forbidden = Vec::new();
    for (name, what) in [("script-src", "inline scripts"), ("style-src", "inline styles")] {
        let Some(sources) = header.sources(name) else { continue };
        let has = |wanted: &str| sources.iter().any(|source| source.eq_ignore_ascii_case(wanted));
        let is_hash = |source: &&String| source.starts_with("'sha") || source.starts_with("'nonce-");
        let allows_all = has("'unsafe-inline'") && !sources.iter().any(|source| is_hash(&source));
        let needed = page.sources(name).unwrap_or_default().iter().filter(is_hash);
        if !allows_all && needed.clone().any(|hash| !sources.contains(hash)) {
            forbidden.push(format!("{name} forbids the page's {what}"));
        }
        let needs_wasm = page.sources(name).unwrap_or_default().iter().any(|source| source == "'wasm-unsafe-eval'");
        if needs_wasm && !has("'wasm-unsafe-eval'") && !has("'unsafe-eval'") {
            forbidden.push(format!("{name} forbids WebAssembly: 'wasm-unsafe-eval' is missing"));
        }
    }
    let kinds = [
        ("script-src", "scripts"),
        ("style-src", "styles"),
        ("img-src", "pictures"),
        ("connect-src", "feeds"),
        ("manifest-src", "the manifest"),
    ];
    for (name, what) in kinds {
        if !header.allows_own(name, host) {
            forbidden.push(format!("{name} forbids {what} of this host"));
        }
    }
    if let Some(allowed) = header.get("sandbox")
        && !(allowed.iter().any(|word| word == "allow-scripts")
            && allowed.iter().any(|word| word == "allow-same-origin"))
    {
        forbidden.push("sandbox takes scripts and storage from the page".to_owned());
    }
    forbidden
}

/// The directive that forbids other sites to show a page in a frame. A list of sites is the publisher's choice.
pub fn forbids_frames(policy: &str) -> Option<String> {
    let policy = Policy::read(policy);
    let ancestors = policy.get("frame-ancestors")?;
    let is_closed = ancestors.iter().all(|source| matches!(source.to_ascii_lowercase().as_str(), "'none'" | "'self'"));
    is_closed.then(|| ["frame-ancestors ", &ancestors.join(" ")].concat())
}

/// Whether a policy says who may show a page in a frame: then browsers ignore X-Frame-Options.
pub fn says_who_frames(policy: &str) -> bool {
    Policy::read(policy).get("frame-ancestors").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str =
        "default-src 'self'; script-src 'self' 'sha256-AA=' 'wasm-unsafe-eval'; style-src 'self' 'sha256-BB='";

    #[test]
    fn a_policy_of_the_host_is_held_against_what_the_page_allows() {
        let of = |policy: &str| forbidden(policy, OWN, "news.example");
        for harmless in [
            "",
            "frame-ancestors 'self'",
            "upgrade-insecure-requests",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'",
            OWN,
            "script-src https: 'sha256-AA=' 'WASM-unsafe-eval'; img-src *.example",
        ] {
            assert_eq!(of(harmless), Vec::<String>::new(), "{harmless}");
        }
        assert_eq!(
            of("default-src 'self'"),
            [
                "script-src forbids the page's inline scripts",
                "script-src forbids WebAssembly: 'wasm-unsafe-eval' is missing",
                "style-src forbids the page's inline styles"
            ]
        );
        assert_eq!(of("connect-src https://api.example"), ["connect-src forbids feeds of this host"]);
        // A hash makes browsers ignore 'unsafe-inline'.
        assert_eq!(of("style-src 'self' 'unsafe-inline' 'sha256-CC='"), ["style-src forbids the page's inline styles"]);
        assert_eq!(of("sandbox allow-scripts").len(), 1);
    }

    #[test]
    fn only_a_closed_list_forbids_frames() {
        assert_eq!(forbids_frames("frame-ancestors 'SELF'").as_deref(), Some("frame-ancestors 'SELF'"));
        assert!(forbids_frames("frame-ancestors").is_some());
        assert!(forbids_frames("frame-ancestors *; default-src 'none'").is_none());
        assert!(forbids_frames("frame-ancestors 'self' https://partner.example").is_none());
        assert!(forbids_frames("default-src 'none'").is_none());
    }
}
