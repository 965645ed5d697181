//! The files that belong to a story: players for sound and video, links for the rest.

use leptos::prelude::*;

use super::view_context::{ViewContext, use_view_context};
use crate::browser::numbers;
use crate::domain::feed::Attachment;
use crate::domain::parse::media_type;
use crate::domain::site::messages::interpolate;

/// The files, each with its title, length, size and type. Those with the same title are one thing in several forms
/// (JSON Feed 1.1): one player, or one line. Nothing of them is loaded before the reader asks.
#[component]
pub fn Attachments(
    /// The files in the feed's order.
    files: Vec<Attachment>,
) -> impl IntoView {
    let context = use_view_context();
    let mut groups: Vec<Vec<&Attachment>> = Vec::new();
    for file in &files {
        let same = groups.iter_mut().find(|forms| file.title.is_some() && forms[0].title == file.title);
        match same {
            Some(forms) => forms.push(file),
            None => groups.push(vec![file]),
        }
    }
    let rows = groups.iter().map(|forms| row(context, forms)).collect_view();
    (!files.is_empty()).then(|| {
        view! {
            <section class="attachments" lang=context.messages.tag aria-label=context.messages.files()>
                <ul>{rows}</ul>
            </section>
        }
        .into_any()
    })
}

/// One file in its forms: title and length, a player if a browser can have one for it, and a link to each form.
fn row(context: ViewContext, forms: &[&Attachment]) -> impl IntoView + use<> {
    let messages = context.messages;
    let first = forms[0];
    let name = first.title.clone().unwrap_or_else(|| file_name(first.url.as_str()));
    let seconds = forms.iter().find_map(|form| form.duration_in_seconds);
    let length = seconds.map(|seconds| {
        view! { <span class="attachments__facts">{length(messages.minutes_seconds(), seconds)}</span> }.into_any()
    });
    let links = forms.iter().map(|form| view! { <span>" "</span> {link(context, form)} }.into_any()).collect_view();
    let label = if forms.len() > 1 { messages.also_as() } else { messages.download() };
    view! {
        <li>
            <p class="attachments__title"><bdi>{name.clone()}</bdi>" "{length}</p>
            {player(forms, name)}
            <p class="attachments__links">{label}{links}</p>
        </li>
    }
}

/// The browser's own player, by the kind of the first form; the others of that kind are for browsers that can't play it.
fn player(forms: &[&Attachment], name: String) -> Option<AnyView> {
    let kind_of = |form: &Attachment| {
        let media_type = form.mime_type.as_deref()?;
        ["audio", "video"].into_iter().find(|kind| media_type.split('/').next() == Some(kind))
    };
    let kind = forms.iter().find_map(|form| kind_of(form))?;
    let sources = forms
        .iter()
        .filter(|form| kind_of(form) == Some(kind))
        .map(|form| view! { <source src=form.url.to_string() type=form.mime_type.clone() /> }.into_any())
        .collect_view();
    Some(match kind {
        "audio" => view! { <audio controls preload="none" aria-label=name>{sources}</audio> }.into_any(),
        _ => view! { <video controls preload="none" aria-label=name>{sources}</video> }.into_any(),
    })
}

/// A link to one form: `MP3, 1.8 MB`.
fn link(context: ViewContext, file: &Attachment) -> impl IntoView + use<> {
    let facts = [
        media_type::name(file.url.as_str(), file.mime_type.as_deref()),
        file.size_in_bytes.map(|bytes| size(context, bytes)),
    ];
    let mut facts: Vec<String> = facts.into_iter().flatten().collect();
    if facts.is_empty() {
        facts.push(file_name(file.url.as_str()));
    }
    // Those who hear a list of links hear which file each is of.
    let label = file.title.as_ref().map(|title| format!("{title}: {}", facts.join(", ")));
    let facts = facts
        .into_iter()
        .enumerate()
        .map(|(at, fact)| view! { {(at > 0).then_some(", ")} <bdi>{fact}</bdi> }.into_any())
        .collect_view();
    view! {
        <a href=file.url.to_string() rel="noopener" type=file.mime_type.clone() aria-label=label>{facts}</a>
    }
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
fn size(context: ViewContext, bytes: u64) -> String {
    let messages = context.messages;
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
