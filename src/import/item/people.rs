//! Authors: RSS has a mail address with a name in brackets, Dublin Core a name, Atom an element with parts.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::domain::report::code::Level;
use crate::import::notes::{Notes, quoted};
use crate::import::text::{line_of, web_url};
use crate::import::xml::Element;

/// The authors of an item or of a feed.
pub fn authors(element: &Element, notes: &mut Notes) -> Vec<Value> {
    let mut authors = Authors::default();
    for name in ["dc:creator", "dc:author", "atom:author", "author", "media:author", "itunes:author"] {
        // Names of podcasts and of Media RSS repeat the others.
        if name.contains("itunes") && !authors.list.is_empty() {
            break;
        }
        for person in element.all(name) {
            authors.add(person, notes);
        }
    }
    authors.list
}

/// The authors of a feed, which are those of its items without any.
pub fn feed_authors(channel: &Element, notes: &mut Notes) -> Vec<Value> {
    let found = authors(channel, notes);
    if !found.is_empty() {
        return found;
    }
    let editor = channel.text_of("managingeditor").and_then(|editor| name_of(&editor));
    editor.map(|name| json!({ "name": name })).into_iter().collect()
}

#[derive(Default)]
struct Authors {
    list: Vec<Value>,
    names: HashSet<String>,
}

impl Authors {
    fn add(&mut self, person: &Element, notes: &mut Notes) {
        let part = |name: &str| person.elements().find(|part| part.name.rsplit(':').next() == Some(name));
        let has_parts = part("name").is_some() || part("uri").is_some() || part("email").is_some();
        let (name, url) = if has_parts {
            let uri = part("uri").or_else(|| part("url")).or_else(|| part("homepage")).map(Element::text);
            (part("name").and_then(line_of), uri.and_then(|uri| web_url(&uri, person.base.as_deref())))
        } else {
            (line_of(person).and_then(|written| name_of(&written)), None)
        };
        let name = name.and_then(|name| name_of(&name));
        if name.is_none() && url.is_none() {
            let written = person.text();
            if !written.trim().is_empty() {
                let message = format!("{} has no name, and is left out", quoted(&written));
                notes.add(&person.name, Level::Lost, &message);
            }
            return;
        }
        let known = name.clone().or_else(|| url.clone()).unwrap_or_default();
        if !self.names.insert(known) {
            return;
        }
        let mut author = json!({});
        if let Some(name) = name {
            author["name"] = json!(name);
        }
        if let Some(url) = url {
            author["url"] = json!(url);
        }
        self.list.push(author);
    }
}

/// The name in `mail@host (Name)`, `Name <mail@host>` or `Name`. A mail address alone has none.
fn name_of(written: &str) -> Option<String> {
    let written = written.trim();
    let is_mail = |text: &str| text.contains('@') && !text.trim().contains(char::is_whitespace);
    let bracketed = written.split_once('(').and_then(|(before, rest)| {
        let name = rest.rsplit_once(')').map_or(rest, |(name, _)| name);
        (is_mail(before) || before.trim().is_empty()).then_some(name)
    });
    // `Name (mail@host)`
    let before = written.split_once('(').and_then(|(name, mail)| Some((name, mail.trim().strip_suffix(')')?)));
    let before = before.filter(|(name, mail)| is_mail(mail) && !is_mail(name)).map(|(name, _)| name);
    let angled = written.split_once('<').filter(|(_, mail)| is_mail(mail)).map(|(name, _)| name);
    let name = bracketed.or(before).or(angled).unwrap_or(written).trim().trim_matches('"').trim();
    let name = name.strip_prefix("mailto:").unwrap_or(name);
    (!name.is_empty() && !is_mail(name)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_name_is_taken_out_of_its_mail_address() {
        for (written, name) in [
            ("ann@x.example (Ann Lee)", Some("Ann Lee")),
            ("Ann Lee <ann@x.example>", Some("Ann Lee")),
            ("\"Ann Lee\" <ann@x.example>", Some("Ann Lee")),
            ("Ann Lee (Berlin)", Some("Ann Lee (Berlin)")),
            ("Ann Lee (ann@x.example)", Some("Ann Lee")),
            ("(Ann Lee)", Some("Ann Lee")),
            ("ann@x.example (Ann Lee", Some("Ann Lee")),
            ("ann@x.example", None),
            ("mailto:ann@x.example", None),
            ("ann@x.example ()", None),
            ("", None),
        ] {
            assert_eq!(name_of(written).as_deref(), name, "{written}");
        }
    }
}
