//! The native sanitiser over everything there is: published attacks on sanitisers, and the bodies of public feeds. Without the
//! corpora there are only the project's own attacks.

use std::fs;

use newsleaf::domain::html::elements::{Treatment, treatment};
use newsleaf::domain::site::messages::english;

use newsleaf::domain::html::context::BodyContext;

use crate::support::body_faults::faults;
use crate::support::html_tree::{Node, each_element, parse, texts};
use crate::support::samples::{Sample, attacks, bodies};
use crate::support::{clean, corpora};

fn cleaned(sample: &Sample) -> String {
    clean::clean(&sample.html, &clean::context(&sample.base)).as_html().to_owned()
}

/// Visible text of the original, or a place where the body may have other text.
enum Piece {
    /// Text without its spaces.
    Text(String),
    /// The place of a picture, a drawing or a frame: its replacement is the policy's business.
    Instead,
}

/// Spaces say nothing here: where lines end is another matter.
fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}

fn pieces(nodes: &[Node], found: &mut Vec<Piece>) {
    for node in nodes {
        match node {
            Node::Text(text) => found.push(Piece::Text(without_spaces(text))),
            Node::Element { name, attributes, children } => match treatment(name) {
                Treatment::Remove => {}
                // The letters of a formula for the eye, the clock of a player, and the place of a post that a script brings.
                _ if attributes.iter().any(|(name, value)| {
                    name == "aria-hidden" && value == "true" && matches!(found.last(), Some(Piece::Instead))
                        || name == "class" && value.contains("player") && is_clock(children)
                        || children.is_empty() && name.starts_with("data-")
                }) =>
                {
                    found.push(Piece::Instead);
                }
                Treatment::Drawing | Treatment::Frame | Treatment::PicturesOnly => found.push(Piece::Instead),
                _ if name == "img" => found.push(Piece::Instead),
                _ => pieces(children, found),
            },
        }
    }
}

fn is_clock(nodes: &[Node]) -> bool {
    let mut found = vec![];
    texts(nodes, &|_| false, &mut found);
    found.concat().trim_start().starts_with("0:00")
}

/// Compares the visible text of the original with the body's text, letter for letter: `None` if nothing is lost and nothing else has
/// come in. Else the first text that isn't where it has to be.
fn first_difference(original: &[Node], body: &[Node], is_cut: bool) -> Option<String> {
    let mut expected = vec![];
    pieces(original, &mut expected);
    let mut found = vec![];
    texts(body, &|_| false, &mut found);
    let found = without_spaces(&found.concat());
    let mut rest = found.as_str();
    let mut may_skip = false;
    for (at, piece) in expected.iter().enumerate() {
        let Piece::Text(text) = piece else {
            may_skip = true;
            continue;
        };
        // Behind the last place where something may stand instead, the end decides: the text may be in both.
        let is_last = !expected[at + 1..].iter().any(|piece| matches!(piece, Piece::Text(text) if !text.is_empty()));
        let ends_here = is_last && !expected[at..].iter().any(|piece| matches!(piece, Piece::Instead));
        let place = match may_skip {
            true if ends_here => rest.strip_suffix(text.as_str()).map(str::len),
            true => rest.find(text.as_str()),
            false => rest.starts_with(text.as_str()).then_some(0),
        };
        // In a body that was cut, the note is before the rest.
        let place = place.or_else(|| is_cut.then(|| rest.find(text.as_str())).flatten());
        let Some(place) = place else { return Some(text.clone()) };
        rest = &rest[place + text.len()..];
        may_skip &= text.is_empty();
    }
    (!rest.is_empty() && !may_skip && !is_cut).then(|| format!("too much: {rest}"))
}

/// How many words a reader would have seen of the original.
fn words_of(original: &[Node]) -> usize {
    let unread = |name: &str| {
        matches!(treatment(name), Treatment::Remove | Treatment::Drawing | Treatment::Frame | Treatment::PicturesOnly)
    };
    let mut seen = vec![];
    texts(original, &unread, &mut seen);
    seen.iter().map(|text| text.split_whitespace().count()).sum()
}

#[test]
fn no_attack_and_no_body_leaves_anything_outside_the_policy_or_loses_a_letter() {
    let mut wrong = vec![];
    for (kind, samples) in [("attacks", attacks()), ("bodies", bodies())] {
        let (mut elements, mut words, mut cut) = (0, 0, 0);
        for sample in &samples {
            let body = cleaned(sample);
            let nodes = parse(&body);
            each_element(&nodes, &mut |_, _| elements += 1);
            let original = parse(&sample.html);
            words += words_of(&original);
            let is_cut = body.contains(english().body_cut());
            cut += usize::from(is_cut);
            let faults = faults(&nodes);
            let difference = first_difference(&original, &nodes, is_cut);
            if !faults.is_empty() || difference.is_some() {
                wrong.push(format!("{}: {faults:?} {difference:?}", sample.name));
            }
        }
        println!(
            "{} {kind}, {cut} of them cut: {elements} elements left, {words} words to be seen, {} samples with faults or losses",
            samples.len(),
            wrong.len()
        );
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Writes the native sanitiser's output to the place where the browser's tests find it: they compare node by node.
#[test]
fn the_browser_s_tests_get_every_body_to_compare_with() {
    let base = clean::url("https://news.example/story");
    let list = |samples: Vec<Sample>| -> Vec<serde_json::Value> {
        // There the samples are items without a page of their own.
        let context = BodyContext { page: None, ..clean::context(&base) };
        let cleaned = |sample: &Sample| clean::clean(&sample.html, &context).as_html().to_owned();
        samples
            .iter()
            .map(|each| serde_json::json!({ "name": each.name, "html": each.html, "clean": cleaned(each) }))
            .collect()
    };
    let bodies = serde_json::json!({
        "base": base.as_str(),
        "hasCorpora": corpora::folder().is_some(),
        "attacks": list(attacks()),
        "bodies": list(bodies()),
    });
    fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/clean-bodies.json"), bodies.to_string()).unwrap();
}

/// A body whose cards are what a feed may send: no feed can make a card, so a finished one that comes in as a body loses
/// its buttons and its class, and keeps its words and its link.
fn without_cards(html: &str) -> String {
    const CARD: &str = "<span class=\"frame-card\">";
    if !html.contains(CARD) {
        return html.to_owned();
    }
    let mut rest = html;
    let mut plain = String::new();
    while let Some((before, button)) = rest.split_once("<button ") {
        plain.push_str(before);
        rest = button.split_once("</button>").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    // Spans without attributes go.
    let card = format!("{CARD}<span class=\"kicker\">");
    let mut parts = plain.split(card.as_str());
    let mut changed = parts.next().unwrap_or("").to_owned();
    for part in parts {
        changed.push_str(&part.replacen("</span>", "", 1).replacen("</span></span>", "</span>", 1));
    }
    changed
}

#[test]
fn cleaning_twice_changes_nothing() {
    let (mut wrong, mut all, mut with_cards) = (vec![], 0, 0);
    for sample in attacks().into_iter().chain(bodies()) {
        let once = cleaned(&sample);
        let twice = cleaned(&Sample { html: once.clone(), name: String::new(), base: sample.base.clone() });
        let plain = without_cards(&once);
        all += 1;
        with_cards += usize::from(plain != once);
        if plain != twice {
            wrong.push(format!("{}:\n  {plain}\n  {twice}", sample.name));
        }
    }
    println!("{all} samples cleaned twice, {with_cards} of them with cards");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
