//! What makes pages load again: a version of the site, and a script in each page that is sent.

use std::hash::{BuildHasher, RandomState};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// The path of the script.
pub const SCRIPT_PATH: &str = "__newsleaf/reload.js";
/// The path of the server-sent events.
pub const EVENTS_PATH: &str = "__newsleaf/events";
/// The script.
pub const SCRIPT: &str = include_str!("reload.js");

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// The version of the site. It is another one after each change, and in each run of the command.
pub struct Version {
    run: u64,
    number: Mutex<u64>,
    changed: Condvar,
}

impl Version {
    /// The first version.
    pub fn new() -> Version {
        Version { run: random(), number: Mutex::new(1), changed: Condvar::new() }
    }

    /// Begins the next version.
    pub fn advance(&self) {
        *self.number.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.changed.notify_all();
    }

    /// The version, as pages know it.
    pub fn text(&self) -> String {
        self.text_of(*self.number.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits for another version than this one, and returns the version after that time.
    pub fn wait(&self, known: &str, timeout: Duration) -> String {
        let number = self.number.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = |number: &mut u64| self.text_of(*number) == known;
        let (number, _) =
            self.changed.wait_timeout_while(number, timeout, is_known).unwrap_or_else(PoisonError::into_inner);
        self.text_of(*number)
    }

    fn text_of(&self, number: u64) -> String {
        format!("{:x}-{number}", self.run)
    }
}

/// The page with the script, which its content security policy allows by a nonce. What is published has neither.
pub fn with_script(html: &str, version: &str) -> String {
    let nonce = format!("{:016x}", random());
    let script = format!("<script src=\"/{SCRIPT_PATH}\" data-version=\"{version}\" nonce=\"{nonce}\" defer></script>");
    let html = with_nonce(html, &nonce);
    match html.find("</head>") {
        Some(end) => [&html[..end], &script, &html[end..]].concat(),
        None => html + &script,
    }
}

/// The page whose policy allows the script and its events.
fn with_nonce(html: &str, nonce: &str) -> String {
    let Some((before, rest)) = html.split_once(POLICY) else { return html.to_owned() };
    let Some((policy, after)) = rest.split_once('"') else { return html.to_owned() };
    let directives = policy.split(';').map(|directive| {
        let mut sources = directive.split_ascii_whitespace();
        match sources.next() {
            // `'none'` counts alone only.
            Some(name @ "script-src") => {
                let sources: Vec<&str> = sources.filter(|source| *source != "'none'").collect();
                format!(" {name} 'nonce-{nonce}' {}", sources.join(" "))
            }
            Some(name @ "connect-src") => {
                let sources: Vec<&str> = sources.filter(|source| !["'none'", "'self'"].contains(source)).collect();
                format!(" {name} 'self' {}", sources.join(" "))
            }
            _ => directive.to_owned(),
        }
    });
    let policy: Vec<String> = directives.map(|directive| directive.trim_end().to_owned()).collect();
    [before, POLICY, policy.join(";").trim_start(), "\"", after].concat()
}

fn random() -> u64 {
    RandomState::new().hash_one(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_the_script_and_its_events() {
        let page = |policy: &str| format!("<head>{POLICY}{policy}\"></head><body></body>");
        let html =
            with_nonce(&page("default-src 'none'; script-src 'sha256-a' 'strict-dynamic'; connect-src 'none'"), "n");
        assert_eq!(
            html,
            page("default-src 'none'; script-src 'nonce-n' 'sha256-a' 'strict-dynamic'; connect-src 'self'")
        );
        let html = with_nonce(&page("script-src 'none'; connect-src 'self' https:"), "n");
        assert_eq!(html, page("script-src 'nonce-n'; connect-src 'self' https:"));
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_head() {
        let html = with_script("<head><title>A</title></head><body></body>", "1");
        assert!(html.contains("</title><script src=\"/__newsleaf/reload.js\" data-version=\"1\" nonce="), "{html}");
        assert!(with_script("<p>Text", "1").starts_with("<p>Text<script "));
    }

    #[test]
    fn a_new_version_ends_the_wait() {
        let version = Version::new();
        let first = version.text();
        assert_eq!(version.wait(&first, Duration::from_millis(1)), first);
        version.advance();
        let second = version.wait(&first, Duration::from_secs(60));
        assert!(second != first && second == version.text());
    }
}
