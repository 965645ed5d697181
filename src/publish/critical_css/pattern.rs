//! What a selector asks of an element.

use super::fit::Fit;
use super::scan::{end_of_brackets, split};
use super::tree::{Direction, Tree};
use super::vocabulary::Vocabulary;

/// How much a selector counts: ids, classes, elements.
pub(super) type Specificity = [u16; 3];

/// The conditions of a selector without its pseudo-element: parts with combinators between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    /// How much it counts.
    pub specificity: Specificity,
}

/// The conditions that one element meets.
#[derive(Clone, Debug)]
struct Part {
    /// How it stands to the part before, or to the element that `:has()` is asked of.
    combinator: u8,
    conditions: Vec<Condition>,
}

#[derive(Clone, Debug)]
enum Condition {
    /// It has a name of the vocabulary, by its number.
    Name(usize),
    /// `:is()` and `:where()`.
    AnyOf(Vec<Pattern>),
    /// `:not()`.
    NoneOf(Vec<Pattern>),
    /// `:has()`.
    Has(Vec<Pattern>),
    /// `:lang()`: one of these languages.
    Language(Vec<usize>),
    /// `:dir()`.
    Direction(Direction),
    Root,
    FirstChild,
    /// What the reader does to the page. The whole stylesheet is there by then.
    Act,
    /// It can't be decided.
    Unknown,
}

/// Attributes of the root that are set before the first paint, on any page.
const SET_BY_SCRIPTS: [&str; 2] = ["[data-script", "[data-text-size"];
/// Pseudo-classes that wait for the reader.
const ACTS: [&str; 5] = [":hover", ":active", ":focus", ":focus-visible", ":focus-within"];
/// Pseudo-elements that may be written with one colon.
const OLD_PSEUDO_ELEMENTS: [&str; 4] = [":before", ":after", ":first-line", ":first-letter"];

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte >= 0x80
}

impl Pattern {
    /// Reads a selector, and returns its pseudo-element besides.
    pub(super) fn parse(selector: &str, vocabulary: &mut Vocabulary) -> (Pattern, String) {
        let mut reader =
            Reader { pattern: Pattern::default(), pseudo_element: String::new(), combinator: b' ', is_open: false };
        reader.read(selector.trim(), vocabulary);
        (reader.pattern, reader.pseudo_element)
    }

    /// Reads the selectors of a list.
    pub(super) fn list(selectors: &str, vocabulary: &mut Vocabulary) -> Vec<Pattern> {
        split(selectors, b',').into_iter().map(|selector| Pattern::parse(selector, vocabulary).0).collect()
    }

    /// The elements that may match, each with its certainty.
    pub(super) fn matches(&self, tree: &Tree) -> Vec<(usize, Fit)> {
        let names = |part: &Part| {
            let names = part.conditions.iter().filter_map(|condition| match condition {
                Condition::Name(name) => Some(*name),
                _ => None,
            });
            names.min_by_key(|name| tree.named(*name).len())
        };
        // Most selectors name something that no element is.
        if self.parts.iter().filter_map(names).any(|name| tree.named(name).is_empty()) {
            return Vec::new();
        }
        let fit = |at: usize| Some((at, self.fit(tree, at))).filter(|(_, fit)| *fit != Fit::No);
        match self.parts.last().and_then(names) {
            Some(name) => tree.named(name).iter().filter_map(|at| fit(*at)).collect(),
            None => tree.all().filter_map(fit).collect(),
        }
    }

    /// Whether an element matches.
    pub(super) fn fit(&self, tree: &Tree, at: usize) -> Fit {
        fit(&self.parts, tree, at, None)
    }
}

/// Whether an element matches the last of these parts, and others the ones before.
fn fit(parts: &[Part], tree: &Tree, at: usize, scope: Option<usize>) -> Fit {
    let Some((part, before)) = parts.split_last() else { return Fit::Maybe };
    let mut own = Fit::Yes;
    for condition in &part.conditions {
        own = own.min(condition.fit(tree, at));
        if own == Fit::No {
            return own;
        }
    }
    if before.is_empty() && scope.is_none() {
        return own;
    }
    let element = &tree.elements[at];
    let next = |at: usize| match scope {
        Some(scope) if before.is_empty() => (at == scope).into(),
        _ => fit(before, tree, at, scope),
    };
    let chain = |first: Option<usize>, step: &dyn Fn(usize) -> Option<usize>| {
        std::iter::successors(first, |at| step(*at)).map(next).max().unwrap_or(Fit::No)
    };
    own.min(match part.combinator {
        b'>' => element.parent.map_or(Fit::No, next),
        b'+' => element.previous.map_or(Fit::No, next),
        b'~' => chain(element.previous, &|at| tree.elements[at].previous),
        _ => chain(element.parent, &|at| tree.elements[at].parent),
    })
}

fn best(patterns: &[Pattern], fit: impl Fn(&Pattern) -> Fit) -> Fit {
    patterns.iter().map(fit).max().unwrap_or(Fit::No)
}

impl Condition {
    fn fit(&self, tree: &Tree, at: usize) -> Fit {
        let element = &tree.elements[at];
        match self {
            Condition::Name(name) => element.has(*name).into(),
            Condition::AnyOf(patterns) => best(patterns, |pattern| pattern.fit(tree, at)),
            Condition::NoneOf(patterns) => best(patterns, |pattern| pattern.fit(tree, at)).negated(),
            Condition::Has(patterns) => best(patterns, |pattern| {
                let is_beside = pattern.parts.first().is_some_and(|part| matches!(part.combinator, b'+' | b'~'));
                let end = match element.parent {
                    Some(parent) if is_beside => tree.elements[parent].end,
                    _ => element.end,
                };
                (at + 1..end).map(|other| fit(&pattern.parts, tree, other, Some(at))).max().unwrap_or(Fit::No)
            }),
            Condition::Language(languages) => languages.iter().any(|language| element.is_in(*language)).into(),
            Condition::Direction(_) if element.direction == Direction::Auto => Fit::Maybe,
            Condition::Direction(direction) => (element.direction == *direction).into(),
            Condition::Root => (at == 0).into(),
            Condition::FirstChild => element.previous.is_none().into(),
            Condition::Act => Fit::No,
            Condition::Unknown => Fit::Maybe,
        }
    }
}

/// Reads a selector from its beginning to its end.
struct Reader {
    pattern: Pattern,
    pseudo_element: String,
    combinator: u8,
    /// Whether the last part goes on.
    is_open: bool,
}

impl Reader {
    fn read(&mut self, selector: &str, vocabulary: &mut Vocabulary) {
        let bytes = selector.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            match byte {
                b'>' | b'+' | b'~' => (self.combinator, self.is_open) = (byte, false),
                b'*' => {
                    self.part();
                }
                b'.' | b'#' | b'[' | b':' => {
                    at = self.condition(selector, at, vocabulary);
                    continue;
                }
                _ if is_name(byte) => {
                    let end = end_of_name(bytes, at);
                    let name = vocabulary.number(selector[at..end].to_ascii_lowercase());
                    self.push(Condition::Name(name), [0, 0, 1]);
                    at = end;
                    continue;
                }
                _ if byte.is_ascii_whitespace() => self.is_open = false,
                _ => self.push(Condition::Unknown, [0; 3]),
            }
            at += 1;
        }
    }

    /// The part that is open, or a new one.
    fn part(&mut self) -> &mut Part {
        if !self.is_open {
            let combinator = std::mem::replace(&mut self.combinator, b' ');
            self.pattern.parts.push(Part { combinator, conditions: Vec::new() });
            self.is_open = true;
        }
        let last = self.pattern.parts.len() - 1;
        &mut self.pattern.parts[last]
    }

    fn push(&mut self, condition: Condition, specificity: Specificity) {
        self.part().conditions.push(condition);
        self.add(specificity);
    }

    fn add(&mut self, specificity: Specificity) {
        self.pattern.specificity.iter_mut().zip(specificity).for_each(|(sum, count)| *sum += count);
    }

    /// Reads a class, an id, an attribute or a pseudo-class, and returns where it ends.
    fn condition(&mut self, selector: &str, at: usize, vocabulary: &mut Vocabulary) -> usize {
        let bytes = selector.as_bytes();
        let mut end = end_of_name(bytes, at + 1);
        let name = &selector[at + 1..end];
        match bytes[at] {
            b'.' => {
                let name = vocabulary.number([".", name].concat());
                self.push(Condition::Name(name), [0, 1, 0]);
            }
            b'#' => {
                let name = vocabulary.number(["#", name].concat());
                self.push(Condition::Name(name), [1, 0, 0]);
            }
            b'[' => {
                end = selector[at..].find(']').map_or(bytes.len(), |close| at + close + 1);
                self.attribute(&selector[at..end], name, vocabulary);
            }
            _ => {
                // A second colon begins the name of a pseudo-element.
                if end == at + 1 && bytes.get(end) == Some(&b':') {
                    end = end_of_name(bytes, end + 1);
                }
                let pseudo = &selector[at..end];
                let mut inside = "";
                if bytes.get(end) == Some(&b'(') {
                    let close = end + end_of_brackets(&selector[end..]);
                    inside = selector[end + 1..close].strip_suffix(')').unwrap_or(&selector[end + 1..close]);
                    end = close;
                }
                self.pseudo(pseudo, inside, vocabulary);
            }
        }
        end
    }

    /// `attribute` is it with its brackets.
    fn attribute(&mut self, attribute: &str, name: &str, vocabulary: &mut Vocabulary) {
        let key = ["[", &name.to_ascii_lowercase()].concat();
        if SET_BY_SCRIPTS.contains(&key.as_str()) {
            return self.push(Condition::Unknown, [0, 1, 0]);
        }
        let rest = attribute[1 + name.len()..].trim_end_matches(']').trim();
        match rest.strip_prefix('=') {
            // Values are compared without case anyhow, so the flag for that changes nothing.
            Some(value) => {
                let value = value.strip_suffix(" i").unwrap_or(value);
                let value = value.trim_matches(['"', '\'']).to_ascii_lowercase();
                let name = vocabulary.number([&key, "=", &value].concat());
                self.push(Condition::Name(name), [0, 1, 0]);
            }
            None => {
                let name = vocabulary.number(key);
                self.push(Condition::Name(name), [0, 1, 0]);
                if !rest.is_empty() {
                    self.push(Condition::Unknown, [0; 3]);
                }
            }
        }
    }

    /// `inside` is what stands in the brackets.
    fn pseudo(&mut self, pseudo: &str, inside: &str, vocabulary: &mut Vocabulary) {
        if pseudo.starts_with("::") || OLD_PSEUDO_ELEMENTS.contains(&pseudo) {
            self.pseudo_element.push_str(pseudo);
            let is_late = pseudo.starts_with("::view-transition");
            self.part();
            return if is_late { self.push(Condition::Act, [0, 0, 1]) } else { self.add([0, 0, 1]) };
        }
        let most = |patterns: &[Pattern]| patterns.iter().map(|pattern| pattern.specificity).max().unwrap_or_default();
        let (condition, specificity) = match pseudo {
            ":is" | ":where" | ":not" | ":has" => {
                let patterns = Pattern::list(inside, vocabulary);
                let specificity = if pseudo == ":where" { [0; 3] } else { most(&patterns) };
                let condition = match pseudo {
                    ":not" => Condition::NoneOf(patterns),
                    ":has" => Condition::Has(patterns),
                    _ => Condition::AnyOf(patterns),
                };
                (condition, specificity)
            }
            ":lang" => {
                let name = |tag: &str| [":lang ", &tag.trim_matches(['"', '\'']).to_ascii_lowercase()].concat();
                let languages = split(inside, b',').into_iter().map(|tag| vocabulary.number(name(tag)));
                (Condition::Language(languages.collect()), [0, 1, 0])
            }
            ":dir" => (Condition::Direction(Direction::of(inside)), [0, 1, 0]),
            ":root" => (Condition::Root, [0, 1, 0]),
            ":first-child" => (Condition::FirstChild, [0, 1, 0]),
            pseudo if ACTS.contains(&pseudo) => (Condition::Act, [0, 1, 0]),
            _ => (Condition::Unknown, [0, 1, 0]),
        };
        self.push(condition, specificity);
    }
}

fn end_of_name(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| is_name(**byte)).count()
}
