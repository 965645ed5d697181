//! A page of the published site as a whole HTML document.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::app::{App, AppError};
use super::critical_css::Stylesheet;
use super::formats::xml;
use crate::domain::site::accent::Accent;

/// The browser's work ahead of a press (HTML, speculation rules): pages of the site are fetched, stories rendered as well. The
/// rules know the pages by the relative links that this program writes, so they are the same at every depth.
const SPECULATION_RULES: &str = concat!(
    r#"{"prefetch":[{"where":{"selector_matches":"a[href$='/']:not([href*=':'])"},"eagerness":"moderate"}],"#,
    r#""prerender":[{"where":{"selector_matches":"a[href*='article/'][href$='/']:not([href*=':'])"},"eagerness":"moderate"}]}"#
);

/// The parts that all documents of a site have in common.
pub struct Documents {
    style: String,
    print_style: String,
    script: String,
    parts: String,
    head_script: String,
    lookup_script: String,
    /// The stylesheet. Each page contains the rules that its first paint needs.
    stylesheet: Stylesheet,
    accent_style: String,
    /// The policies, with [`STYLE_HASH`] where the hash of the page's own style belongs.
    policy: String,
    policy_with_lookup: String,
}

/// The place of the hash of a page's style in the policies.
const STYLE_HASH: &str = "'style-hash'";

/// The parts of one document.
pub struct DocumentParts<'a> {
    /// The page's language, an RFC 5646 tag.
    pub language: &'a str,
    /// Its direction, `ltr` or `rtl`.
    pub direction: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The lines of the head that other programs read.
    pub meta: &'a str,
    /// The structured data, as JSON without `<`.
    pub json_ld: Option<&'a str>,
    /// The relative URL of the root of the site, or its path.
    pub root: &'a str,
    /// Data for the lookup of old addresses, on the pages that do it.
    pub lookup: Option<Lookup>,
    /// Data for the page's script: sentences, and the newest stories, by the names of their attributes.
    pub data: &'a [(&'a str, &'a str)],
    /// The content of the body.
    pub html: &'a str,
}

/// Data for the lookup of old addresses (`js/published/lookup.js`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// The front page.
    FrontPage {
        /// The number of stories on it.
        stories: usize,
        /// The number of full pages that follow it.
        pages: usize,
    },
    /// The page for addresses that no page has.
    NotFound,
}

impl Documents {
    /// The documents of a site with this app and this colour.
    pub fn new(app: &App, accent: Option<&Accent>) -> Result<Documents, AppError> {
        let head_script = app.inline_script("head.js")?;
        let lookup_script = app.inline_script("lookup.js")?;
        let accent_style =
            accent.map(|Accent { light, dark }| format!(":root{{--accent-light:{light};--accent-dark:{dark}}}"));
        let frames = app.frame_sources()?;
        let policy = |scripts: &[&str]| policy(scripts, &frames);
        Ok(Documents {
            style: app.style(),
            print_style: app.print_style(),
            script: app.page_script(),
            parts: app.parts(),
            policy: policy(&[&head_script, SPECULATION_RULES]),
            policy_with_lookup: policy(&[&head_script, SPECULATION_RULES, &lookup_script]),
            head_script,
            lookup_script,
            stylesheet: Stylesheet::parse(&app.style_text()?, accent_style.as_deref().unwrap_or_default()),
            accent_style: accent_style.unwrap_or_default(),
        })
    }

    /// The hash of all that the documents have in common.
    pub fn fingerprint(&self) -> String {
        let Documents {
            style,
            print_style,
            script,
            parts,
            head_script,
            lookup_script,
            // Its name is that of its content.
            stylesheet: _,
            accent_style,
            policy,
            policy_with_lookup,
        } = self;
        let texts =
            [style, print_style, script, parts, head_script, lookup_script, accent_style, policy, policy_with_lookup];
        let mut hash = blake3::Hasher::new();
        for text in texts {
            hash.update(text.as_bytes()).update(&[0]);
        }
        hash.finalize().to_hex().to_string()
    }

    /// The rule of the publisher's colour; empty where there is none.
    pub fn accent_style(&self) -> &str {
        &self.accent_style
    }

    /// One document.
    pub fn html(&self, parts: &DocumentParts) -> String {
        let attribute = xml::attribute;
        let root = attribute(parts.root);
        let mut html = String::with_capacity(parts.html.len() + 6_000);
        html.push_str("<!doctype html>\n");
        push(
            &mut html,
            format_args!(
                "<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
                attribute(parts.language),
                parts.direction
            ),
        );
        html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        push(&mut html, format_args!("<title>{}</title>\n", xml::text(parts.title)));
        let policy = if parts.lookup.is_some() { &self.policy_with_lookup } else { &self.policy };
        let own_style = [&*self.stylesheet.for_page(parts.html, parts.language, parts.direction), WAITING].concat();
        let policy = policy.replace(STYLE_HASH, &hash_source(&own_style));
        push(&mut html, format_args!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n"));
        push(&mut html, format_args!("<script>{}</script>\n", self.head_script));
        if let Some(lookup) = parts.lookup {
            let data = match lookup {
                Lookup::FrontPage { stories, pages } => format!(" data-stories=\"{stories}\" data-pages=\"{pages}\""),
                Lookup::NotFound => String::new(),
            };
            push(&mut html, format_args!("<script data-root=\"{root}\"{data}>{}</script>\n", self.lookup_script));
        }
        push(&mut html, format_args!("<style>{own_style}</style>\n"));
        html.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.push_str("<meta name=\"referrer\" content=\"strict-origin-when-cross-origin\">\n");
        html.push_str(parts.meta);
        if let Some(json) = parts.json_ld {
            push(&mut html, format_args!("<script type=\"application/ld+json\">{json}</script>\n"));
        }
        push(&mut html, format_args!("<script type=\"speculationrules\">{SPECULATION_RULES}</script>\n"));
        let script = &self.script;
        let data: String =
            parts.data.iter().map(|(name, text)| format!(" data-{name}=\"{}\"", attribute(text))).collect();
        push(
            &mut html,
            format_args!(
                "<script src=\"{root}{script}\" defer data-root=\"{root}\" data-parts=\"{}\"{data}></script>\n",
                self.parts
            ),
        );
        html.push_str("</head>\n<body>\n<div id=\"app\">");
        html.push_str(parts.html);
        html.push_str("</div>\n");
        // The rest of the style, and all of it for the next page.
        push(&mut html, format_args!("<link rel=\"stylesheet\" href=\"{root}{}\">\n", self.style));
        // On paper the one for paper has the last word.
        push(
            &mut html,
            format_args!("<link rel=\"stylesheet\" href=\"{root}{}\" media=\"print\">\n", self.print_style),
        );
        html.push_str("</body>\n</html>\n");
        html
    }
}

fn push(html: &mut String, arguments: std::fmt::Arguments) {
    // Writing to a text never fails.
    let _ = html.write_fmt(arguments);
}

/// The lower part waits for the whole stylesheet, which shows it (`style/footer.css`), or for five seconds if that does not load.
const WAITING: &str = ".after-article,.footer{visibility:hidden;animation:0s 5s forwards waited}\
                       @keyframes waited{to{visibility:visible}}";

/// The content security policy of a page with these inline scripts. `frames` are the services that a reader may open a frame of.
///
/// `default-src` is for what Firefox fetches beforehand, the next page of a list: every other kind of request has a directive.
fn policy(scripts: &[&str], frames: &str) -> String {
    let hashes: String = scripts.iter().map(|script| [" ", &hash_source(script)].concat()).collect();
    format!(
        "default-src 'self'; script-src 'self'{hashes}; style-src 'self' {STYLE_HASH}; img-src 'self' data: https: http:; \
         font-src 'none'; object-src 'none'; media-src 'self' https: http:; connect-src 'self'; manifest-src 'self'; frame-src {frames}; form-action 'self'; \
         base-uri 'none'"
    )
}

/// A text as a policy allows it (CSP 3, 2.3.1): `'sha256-…'`.
pub fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_speculation_rules_are_json_that_ends_no_script() {
        let rules: serde_json::Value = serde_json::from_str(SPECULATION_RULES).unwrap();
        assert_eq!(rules["prefetch"][0]["eagerness"], "moderate");
        assert_eq!(rules["prerender"][0]["eagerness"], "moderate");
        assert!(!SPECULATION_RULES.contains('<'));
    }

    #[test]
    fn a_policy_names_the_hashes_of_what_stands_in_the_page() {
        // The hash of `alert('Hello, world.');` in the specification's own example.
        assert_eq!(hash_source("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
        let policy = policy(&["a"], "https://a.example");
        assert!(policy.contains("script-src 'self' 'sha256-") && !policy.contains("unsafe"), "{policy}");
    }
}
