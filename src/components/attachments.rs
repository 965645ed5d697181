//! The files that belong to a story.

use super::site::Site;
use crate::domain::feed::Attachment;
use crate::domain::words::fill;
use crate::markup::{Element, element};

/// Links to the files, with type, size and length where the feed tells them.
pub fn attachments(site: &Site, files: &[Attachment]) -> Option<Element> {
    let row = |file: &Attachment| {
        let name = file.title.clone().unwrap_or_else(|| file_name(file.url.as_str()));
        let facts = [
            file.mime_type.clone(),
            file.size_in_bytes.map(size),
            file.duration_in_seconds.map(|seconds| length(site.words.minutes_seconds, seconds)),
        ];
        let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let link = element("a").attr("href", file.url.to_string()).attr("rel", "noopener");
        let link = link.attr("type", file.mime_type.clone()).child(element("bdi").child(name));
        let facts = element("span").class("attachments__facts").child(facts);
        element("li").child(link).child(" ").child(facts)
    };
    let rows: Vec<Element> = files.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        let list = element("ul").child(rows);
        element("section").class("attachments").attr("aria-label", site.words.files).child(list)
    })
}

/// The last part of a URL's path, decoded; the whole URL where that is empty.
fn file_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    match path.rsplit('/').next() {
        Some(name) if !name.is_empty() => crate::domain::percent::decode(name),
        _ => url.to_owned(),
    }
}

/// `1.4 MB`: decimal units, one digit after the point below ten.
fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => (1, "B"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let (whole, tenth) = (bytes / unit, bytes % unit * 10 / unit);
    let mut text = whole.to_string();
    if whole < 10 && unit > 1 {
        text.push('.');
        text.push_str(&tenth.to_string());
    }
    text.push('\u{a0}');
    text.push_str(name);
    text
}

/// `72:05`: minutes and seconds.
fn length(pattern: &str, seconds: f64) -> String {
    let seconds = seconds as u64;
    let mut rest = (seconds % 60).to_string();
    if rest.len() < 2 {
        rest.insert(0, '0');
    }
    fill(pattern, &[("minutes", &(seconds / 60).to_string()), ("seconds", &rest)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_lengths_are_written_for_people() {
        assert_eq!(size(0), "0\u{a0}B");
        assert_eq!(size(1_450_000), "1.4\u{a0}MB");
        assert_eq!(size(89_970_236), "89\u{a0}MB");
        assert_eq!(length("{minutes}:{seconds}", 125.9), "2:05");
    }

    #[test]
    fn a_file_without_a_title_is_called_by_its_decoded_name() {
        assert_eq!(file_name("https://a.example/x/My%20file.pdf?d=1"), "My file.pdf");
        assert_eq!(file_name("https://a.example/"), "https://a.example/");
    }
}
