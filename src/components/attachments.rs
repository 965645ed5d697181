//! The files that belong to a story: players for sound and video, links for the rest.

use super::site::Site;
use crate::browser::numbers;
use crate::domain::feed::Attachment;
use crate::domain::parse::media_type;
use crate::domain::site::messages::interpolate;
use crate::markup::{Element, element};

/// The files, each with its title, length, size and type. Those with the same title are one thing in several forms
/// (JSON Feed 1.1): one player, or one line. Nothing of them is loaded before the reader asks.
pub fn attachments(site: &Site, files: &[Attachment]) -> Option<Element> {
    let mut things: Vec<(&Attachment, Vec<&Attachment>)> = Vec::new();
    for file in files {
        let same = things.iter_mut().find(|(first, _)| file.title.is_some() && first.title == file.title);
        match same {
            Some((_, forms)) => forms.push(file),
            None => things.push((file, vec![file])),
        }
    }
    let rows: Vec<Element> = things.into_iter().map(|(first, forms)| thing(site, first, &forms)).collect();
    (!rows.is_empty()).then(|| {
        let list = element("ul").child(rows);
        element("section")
            .class("attachments")
            .attr("lang", site.messages.tag)
            .attr("aria-label", site.messages.files())
            .child(list)
    })
}

/// One thing: its title and length, a player if a browser can have one for it, and a link to each of its forms.
fn thing(site: &Site, first: &Attachment, forms: &[&Attachment]) -> Element {
    let name = first.title.clone().unwrap_or_else(|| file_name(first.url.as_str()));
    let seconds = forms.iter().find_map(|form| form.duration_in_seconds);
    let length = seconds.map(|seconds| {
        let length = length(site.messages.minutes_seconds(), seconds);
        element("span").class("attachments__facts").child(length)
    });
    let title = element("p").class("attachments__title").child(element("bdi").child(name.clone()));
    let title = title.child(" ").child(length);
    let links: Vec<Element> = forms.iter().flat_map(|form| [element("span").child(" "), link(site, form)]).collect();
    let label = if forms.len() > 1 { site.messages.also_as() } else { site.messages.download() };
    let links = element("p").class("attachments__links").child(label).child(links);
    element("li").child(title).child(player(forms, name)).child(links)
}

/// The browser's own player, by the kind of the first form; the others of that kind are for browsers that can't play it.
fn player(forms: &[&Attachment], name: String) -> Option<Element> {
    let kind_of = |form: &Attachment| {
        let media_type = form.mime_type.as_deref()?;
        ["audio", "video"].into_iter().find(|kind| media_type.split('/').next() == Some(kind))
    };
    let kind = forms.iter().find_map(|form| kind_of(form))?;
    let sources = forms
        .iter()
        .filter(|form| kind_of(form) == Some(kind))
        .map(|form| element("source").attr("src", form.url.to_string()).attr("type", form.mime_type.clone()));
    let player = element(kind).attr("controls", true).attr("preload", "none").attr("aria-label", name);
    Some(player.child(sources.collect::<Vec<_>>()))
}

/// A link to one form: `MP3, 1.8 MB`.
fn link(site: &Site, file: &Attachment) -> Element {
    let facts = [
        media_type::name(file.url.as_str(), file.mime_type.as_deref()),
        file.size_in_bytes.map(|bytes| size(site, bytes)),
    ];
    let mut facts: Vec<String> = facts.into_iter().flatten().collect();
    if facts.is_empty() {
        facts.push(file_name(file.url.as_str()));
    }
    // Those who hear a list of links hear what each is of.
    let label = file.title.clone().map(|title| [title, facts.join(", ")].join(": "));
    let link = element("a").attr("href", file.url.to_string()).attr("rel", "noopener");
    let mut link = link.attr("type", file.mime_type.clone()).attr("aria-label", label);
    for (at, fact) in facts.into_iter().enumerate() {
        link = link.child((at > 0).then_some(", ")).child(element("bdi").child(fact));
    }
    link
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
fn size(site: &Site, bytes: u64) -> String {
    let messages = site.messages;
    let (unit, sentence) = match bytes {
        0..1_000 => (1, messages.bytes()),
        1_000..1_000_000 => (1_000, messages.kilobytes()),
        1_000_000..1_000_000_000 => (1_000_000, messages.megabytes()),
        _ => (1_000_000_000, messages.gigabytes()),
    };
    let (tenths, whole) = (bytes / (unit / 10).max(1), bytes / unit);
    let number = if whole < 10 && unit > 1 {
        numbers::decimal(messages.tag, tenths, 1)
    } else {
        numbers::decimal(messages.tag, whole, 0)
    };
    interpolate(sentence, &[("n", &number)])
}

/// `72:05`: minutes and seconds.
fn length(pattern: &str, seconds: f64) -> String {
    let seconds = seconds as u64;
    let mut rest = (seconds % 60).to_string();
    if rest.len() < 2 {
        rest.insert(0, '0');
    }
    interpolate(pattern, &[("minutes", &(seconds / 60).to_string()), ("seconds", &rest)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_for_people() {
        assert_eq!(length("{minutes}:{seconds}", 125.9), "2:05");
    }

    #[test]
    fn a_file_without_a_title_is_called_by_its_decoded_name() {
        assert_eq!(file_name("https://a.example/x/My%20file.pdf?d=1"), "My file.pdf");
        assert_eq!(file_name("https://a.example/"), "https://a.example/");
    }
}
