//! How the host answers addresses: https, the slash at the end of folders, what it says of unknown ones.

use std::time::{SystemTime, UNIX_EPOCH};

use newsleaf::domain::report::advice::is_this_machine;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

use super::finding::{Code, Findings};
use super::kind::Kind;
use crate::source::site_client::{Answer, Client, Request};

fn url(text: &str) -> Option<WebUrl> {
    WebUrl::parse(text, None, parse_url_natively).ok()
}

/// Checks that the site is at https, and that http leads there.
pub fn check_security(client: &Client, findings: &mut Findings) {
    let site = &client.site;
    let host = site.host();
    if is_this_machine(host) {
        return;
    }
    if site.scheme() == "http" {
        let secure =
            url(&site.as_str().replacen("http:", "https:", 1)).and_then(|url| client.ask(&Request::head(url)).ok());
        let found = match secure {
            Some(answer) if answer.is_success() => "the host has https, too: name that address, and lead http to it",
            _ => "http",
        };
        findings.add(Code::NotSecure, site, found);
        return;
    }
    // With a port in the address, nothing is known of another one.
    if host.rsplit_once(':').is_some_and(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit())) {
        return;
    }
    let Some(open) = url(&site.as_str().replacen("https:", "http:", 1)) else { return };
    // Nothing has to listen there.
    let Ok(answer) = client.ask(&Request::head(open.clone())) else { return };
    let is_secured = answer.is_redirect() && answer.location().is_some_and(|to| to.scheme() == "https");
    if !is_secured {
        findings.add(Code::NoSecureRedirect, &open, format!("status {}", answer.status));
    }
}

/// Checks that a folder without its slash leads to the folder.
pub fn check_slash(client: &Client, findings: &mut Findings, folder: &WebUrl) {
    let Some(bare) = folder.as_str().strip_suffix('/').and_then(url) else { return };
    // The root of a host has its slash in any case.
    if bare == *folder {
        return;
    }
    let Ok(answer) = client.ask(&Request { is_head: false, most: 0, ..Request::head(bare.clone()) }) else { return };
    match answer.location().filter(|_| answer.is_redirect()) {
        Some(to) if to == *folder => {}
        Some(to) => findings.add(Code::SlashMissing, &bare, format!("a redirect to {}", to.without_userinfo())),
        None => findings.add(Code::SlashMissing, &bare, format!("status {}", answer.status)),
    }
}

/// Checks the answer to `index.html` itself.
pub fn check_index(client: &Client, findings: &mut Findings) {
    let Some(index) = client.at("index.html") else { return };
    if let Ok(answer) = client.ask(&Request { is_head: false, most: 0, ..Request::head(index.clone()) })
        && !answer.is_success()
        && !answer.is_redirect()
    {
        findings.add(Code::IndexHtml, &index, format!("status {}", answer.status));
    }
}

/// Checks the answers to addresses that no site has.
pub fn check_unknown(client: &Client, findings: &mut Findings, kind: &Kind) {
    let number = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros());
    for path in [format!("newsleaf-check-{number:x}/nothing/"), format!("newsleaf-check-{number:x}.html")] {
        let Some(address) = client.at(&path) else { continue };
        let Ok(answer) = client.follow(&Request::get(address.clone())) else { continue };
        if answer.is_success() {
            findings.add(Code::NotFoundIs200, &address, format!("status {}", answer.status));
        } else if answer.status != 404 {
            findings.add(Code::NotFoundPage, &address, format!("status {}", answer.status));
        } else if matches!(kind, Kind::Published(_)) && !is_own_page(client, &answer) {
            findings.add(Code::NotFoundPage, &address, "status 404 with another page");
        }
    }
}

/// Whether a page is the site's 404.html, which names the site's files.
fn is_own_page(client: &Client, answer: &Answer) -> bool {
    let path = client.site.as_str().split_once("://").and_then(|(_, rest)| Some(&rest[rest.find('/')?..]));
    let mark = format!("{}assets/app/", path.unwrap_or("/"));
    answer.text().contains(&mark)
}
