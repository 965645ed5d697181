//! The headers of answers: media types, caching, compression, and what other sites may do.

use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::hosts::Topic;

use super::finding::{Code, Findings};
use super::policy;
use crate::source::site_client::{Answer, Client, Request};

/// How long browsers may show an old page, in seconds. Some hosts for pages have ten minutes, which nobody can change.
const LONGEST_FOR_PAGES: u64 = 600;
/// How long a file that never changes should be cached at least: a month.
const SHORTEST_FOR_ASSETS: u64 = 2_592_000;
/// A smaller file needs no compression.
const WORTH_COMPRESSING: usize = 1_400;

/// How a file may be cached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caching {
    /// It is named by its content.
    Forever,
    /// It changes with each build.
    Revalidated,
}

/// The end of the name of the file at an address, in lower case; `html` for a folder.
pub fn extension(url: &WebUrl) -> String {
    let path = url.as_str().split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((_, extension)) if path.contains('/') => extension.to_ascii_lowercase(),
        _ => "html".to_owned(),
    }
}

/// Checks the media type of a file that is there.
pub fn check_type(findings: &mut Findings, answer: &Answer) {
    let found = answer.media_type();
    let (right, is_right, is_refused, topic) = match extension(&answer.url).as_str() {
        "html" => ("text/html; charset=utf-8", found == "text/html", true, Topic::Types),
        "js" | "mjs" => {
            ("text/javascript", found.ends_with("javascript") || found.ends_with("ecmascript"), true, Topic::Types)
        }
        "css" => ("text/css", found == "text/css", true, Topic::Types),
        "svg" => ("image/svg+xml", found == "image/svg+xml", true, Topic::Types),
        "wasm" => ("application/wasm", found == "application/wasm", false, Topic::WasmType),
        "json" => {
            let topic = if answer.url.as_str().ends_with("feed.json") { Topic::FeedType } else { Topic::Types };
            ("application/json", found.ends_with("/json") || found.ends_with("+json"), false, topic)
        }
        "webmanifest" => (
            "application/manifest+json",
            found.ends_with("+json") || found.ends_with("/json"),
            false,
            Topic::ManifestType,
        ),
        "xml" => ("application/xml", found.ends_with("/xml") || found.ends_with("+xml"), false, Topic::Types),
        _ => return,
    };
    let right = ["Content-Type: ", right].concat();
    let sent = answer.header("content-type").unwrap_or_else(|| "none".to_owned());
    if !is_right {
        let code = if is_refused { Code::TypeRefused } else { Code::TypeWrong };
        findings.add_as(code, &right, Some(topic), &answer.url, format!("Content-Type: {sent}"));
    } else if let Some((_, charset)) = sent.to_ascii_lowercase().split_once("charset=")
        && !matches!(charset.trim().trim_matches(['"', '\'']), "utf-8" | "utf8")
    {
        findings.add(Code::CharsetWrong, &answer.url, format!("Content-Type: {sent}"));
    }
}

/// Checks how long a file is cached.
pub fn check_caching(findings: &mut Findings, answer: &Answer, caching: Caching) {
    let sent = answer.all("cache-control").join(", ").to_ascii_lowercase();
    let has = |name: &str| sent.split(',').any(|directive| directive.trim() == name);
    let age = sent
        .split(',')
        .find_map(|directive| directive.trim().strip_prefix("max-age=")?.trim_matches('"').parse::<u64>().ok());
    let found = if sent.is_empty() { "no Cache-Control".to_owned() } else { format!("Cache-Control: {sent}") };
    match caching {
        _ if has("no-store") => findings.add(Code::NoStore, &answer.url, found),
        Caching::Forever if has("no-cache") || age.is_none_or(|age| age < SHORTEST_FOR_ASSETS) => {
            findings.add(Code::ShortCache, &answer.url, found);
        }
        Caching::Revalidated if has("no-cache") => {}
        Caching::Revalidated if has("immutable") || age.is_some_and(|age| age > LONGEST_FOR_PAGES) => {
            findings.add(Code::CachedTooLong, &answer.url, found);
        }
        Caching::Revalidated if age.is_none() && answer.header("expires").is_none() => {
            findings.add(Code::CacheUnsaid, &answer.url, found);
        }
        _ => {}
    }
}

/// Checks the headers by which a page is shown, besides its type.
pub fn check_page(findings: &mut Findings, answer: &Answer, own_policy: Option<&str>) {
    for sent in answer.all("content-security-policy") {
        for forbidden in policy::forbidden(&sent, own_policy.unwrap_or_default(), answer.url.host()) {
            findings.add(Code::PolicyBlocks, &answer.url, forbidden);
        }
    }
    let robots = answer.all("x-robots-tag").join(", ").to_ascii_lowercase();
    if robots.split([',', ':']).any(|word| matches!(word.trim(), "noindex" | "none")) {
        findings.add(Code::HiddenFromSearch, &answer.url, format!("X-Robots-Tag: {robots}"));
    }
}

/// Checks that browsers don't guess types.
pub fn check_sniffing(findings: &mut Findings, answer: &Answer) {
    if answer.header("x-content-type-options").is_none_or(|sent| !sent.eq_ignore_ascii_case("nosniff")) {
        findings.add(Code::NoSniff, &answer.url, "no X-Content-Type-Options");
    }
}

/// Checks that other sites may show a page in a frame, or load a script.
pub fn check_embedding(findings: &mut Findings, answer: &Answer) {
    let policies = answer.all("content-security-policy");
    for sent in policies.iter().filter(|_| extension(&answer.url) == "html") {
        if let Some(found) = policy::forbids_frames(sent) {
            findings.add(Code::EmbedForbidden, &answer.url, format!("Content-Security-Policy: {found}"));
        }
    }
    // For a script it means nothing.
    if let Some(sent) = answer.header("x-frame-options").filter(|_| extension(&answer.url) == "html")
        && !policies.iter().any(|sent| policy::says_who_frames(sent))
    {
        findings.add(Code::EmbedForbidden, &answer.url, format!("X-Frame-Options: {sent}"));
    }
    if let Some(sent) = answer.header("cross-origin-resource-policy").filter(|sent| sent.starts_with("same")) {
        findings.add(Code::EmbedForbidden, &answer.url, format!("Cross-Origin-Resource-Policy: {sent}"));
    }
}

/// Checks that a frame without an origin may read a file.
pub fn check_cors(client: &Client, findings: &mut Findings, url: &WebUrl) {
    let request = Request { header: Some(("Origin", "null")), ..Request::head(url.clone()) };
    let Ok(answer) = client.follow(&request) else { return };
    let sent = answer.header("access-control-allow-origin");
    if answer.is_success() && !matches!(sent.as_deref(), Some("*" | "null")) {
        let found = sent.map_or_else(
            || "no Access-Control-Allow-Origin".to_owned(),
            |sent| format!("Access-Control-Allow-Origin: {sent}"),
        );
        findings.add(Code::NoCors, url, found);
    }
}

/// The sizes of a file, in bytes.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// The file that was measured.
    pub url: WebUrl,
    /// Without compression.
    pub plain: usize,
    /// With gzip, if the host has it.
    pub gzip: Option<usize>,
    /// With brotli, if the host has it.
    pub brotli: Option<usize>,
}

/// Requests a file plain and compressed, and checks that all are the same.
pub fn check_compression(client: &Client, findings: &mut Findings, url: &WebUrl) -> Option<Sizes> {
    let ask = |encoding| {
        let answer = client.follow(&Request { encoding, ..Request::get(url.clone()) }).ok();
        answer.filter(Answer::is_success)
    };
    let plain = ask("identity")?;
    if let Some(fault) = plain.fault {
        findings.add(Code::HostSilent, url, fault);
        return None;
    }
    let mut sizes = Sizes { url: url.clone(), plain: plain.body.len(), gzip: None, brotli: None };
    for encoding in ["gzip", "br"] {
        let Some(answer) = ask(encoding) else { continue };
        let is_compressed =
            answer.header("content-encoding").is_some_and(|sent| sent.to_ascii_lowercase().ends_with(encoding));
        if let Some(fault) = answer.fault {
            findings.add(Code::EncodingBroken, url, fault);
        } else if is_compressed && answer.body != plain.body {
            findings.add(
                Code::EncodingBroken,
                url,
                format!("what comes with {encoding} is another file than what comes without"),
            );
        } else if is_compressed {
            *(if encoding == "br" { &mut sizes.brotli } else { &mut sizes.gzip }) = Some(answer.sent);
        } else if plain.body.len() > WORTH_COMPRESSING && (encoding == "gzip" || sizes.gzip.is_some()) {
            let code = if encoding == "br" { Code::NoBrotli } else { Code::NotCompressed };
            let found = format!("{} bytes, also to a browser that takes {encoding}", answer.sent);
            findings.add(code, url, found);
        }
    }
    Some(sizes)
}

#[cfg(test)]
mod tests {
    use newsleaf::domain::web_url::parse_url_natively;

    use super::*;

    #[test]
    fn a_folder_is_a_page_and_a_file_has_the_end_of_its_name() {
        let of = |url: &str| extension(&WebUrl::parse(url, None, parse_url_natively).unwrap());
        assert_eq!(of("https://news.example/"), "html");
        assert_eq!(of("https://news.example"), "html");
        assert_eq!(of("https://news.example/article/1.5-percent/"), "html");
        assert_eq!(of("https://news.example/a.b/c.JS?d.css#e.svg"), "js");
    }
}
