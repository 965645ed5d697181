//! The elements of the part of a page that is seen first.

use std::ops::Range;
use std::rc::Rc;

use super::vocabulary::{Finder, Vocabulary, lowercase};
use crate::domain::html::elements::is_void;
use crate::domain::html::tag_attributes::places;
use crate::domain::html::tokens::Token;

/// The direction of text in an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    LeftToRight,
    RightToLeft,
    /// The text decides.
    Auto,
}

impl Direction {
    pub(super) fn of(value: &str) -> Direction {
        match &*lowercase(value) {
            "ltr" => Direction::LeftToRight,
            "rtl" => Direction::RightToLeft,
            _ => Direction::Auto,
        }
    }
}

/// An element. Others are named by their places in the tree.
#[derive(Debug)]
pub(super) struct Element {
    /// The element that it stands in; `None` for `html`.
    pub parent: Option<usize>,
    /// The element before it that has the same parent.
    pub previous: Option<usize>,
    /// The place after its last descendant.
    pub end: usize,
    /// The names that selectors have for it, by their numbers.
    names: Vec<usize>,
    languages: Rc<[usize]>,
    /// The direction of its text.
    pub direction: Direction,
}

impl Element {
    pub(super) fn has(&self, name: usize) -> bool {
        self.names.contains(&name)
    }

    pub(super) fn is_in(&self, language: usize) -> bool {
        self.languages.contains(&language)
    }
}

/// Elements in the order of their start tags. The first one is `html`.
#[derive(Debug)]
pub(super) struct Tree {
    /// The elements.
    pub elements: Vec<Element>,
    /// The elements that have a name, by its number.
    named: Vec<Vec<usize>>,
}

impl Tree {
    /// The tree of a page in this language and direction with these tokens in its `#app`.
    pub(super) fn of<'a>(
        vocabulary: &Vocabulary,
        tokens: impl Iterator<Item = Token<'a>>,
        language: &str,
        direction: &str,
    ) -> Tree {
        let mut builder = Builder {
            tree: Tree { elements: Vec::new(), named: vec![Vec::new(); vocabulary.len()] },
            finder: vocabulary.finder(),
            open: Vec::new(),
        };
        builder.start("html", [("lang", language), ("dir", direction)].into_iter());
        builder.start("body", std::iter::empty());
        builder.start("div", [("id", "app")].into_iter());
        for token in tokens {
            match token {
                Token::Start(name, tag) => {
                    let attributes = places(tag);
                    builder.start(name, attributes.into_iter().map(|(name, value)| (&tag[name], &tag[value])));
                    if is_void(&lowercase(name)) || tag.ends_with("/>") {
                        builder.end();
                    }
                }
                Token::End(name) => builder.end_of(name),
                _ => {}
            }
        }
        while !builder.open.is_empty() {
            builder.end();
        }
        builder.tree
    }

    /// A hash of all that rules can find in the tree.
    pub(super) fn hash(&self) -> blake3::Hash {
        let mut bytes = Vec::new();
        for element in &self.elements {
            let Element { parent, previous, end, names, languages, direction } = element;
            let place = |place: &Option<usize>| place.map_or(0, |at| at + 1);
            let numbers = [place(parent), place(previous), *end, *direction as usize, names.len()];
            for number in numbers.iter().chain(names).chain([&languages.len()]).chain(languages.iter()) {
                bytes.extend_from_slice(&number.to_le_bytes());
            }
        }
        blake3::hash(&bytes)
    }

    /// The elements with a name.
    pub(super) fn named(&self, name: usize) -> &[usize] {
        &self.named[name]
    }

    /// All elements.
    pub(super) fn all(&self) -> Range<usize> {
        0..self.elements.len()
    }
}

/// An open element.
struct Open<'a> {
    at: usize,
    name: &'a str,
    last_child: Option<usize>,
}

struct Builder<'a, 'v> {
    tree: Tree,
    finder: Finder<'v>,
    open: Vec<Open<'a>>,
}

impl<'a> Builder<'a, '_> {
    fn start<'b>(&mut self, name: &'a str, attributes: impl Iterator<Item = (&'b str, &'b str)>) {
        let at = self.tree.elements.len();
        let mut names = Vec::new();
        self.finder.add(&[&lowercase(name)], &mut names);
        let parent = self.open.last().map(|open| &self.tree.elements[open.at]);
        let mut languages = parent.map_or_else(|| Rc::from([]), |parent| parent.languages.clone());
        let mut direction = parent.map_or(Direction::LeftToRight, |parent| parent.direction);
        if name == "bdi" {
            direction = Direction::Auto;
        }
        for (name, value) in attributes {
            let name = &*lowercase(name);
            self.finder.add_attribute(name, value, &mut names);
            match name {
                "lang" => languages = self.finder.languages(value).into(),
                "dir" => direction = Direction::of(value),
                _ => {}
            }
        }
        names.iter().for_each(|name| self.tree.named[*name].push(at));
        let (parent, previous) = match self.open.last_mut() {
            Some(open) => (Some(open.at), open.last_child.replace(at)),
            None => (None, None),
        };
        self.tree.elements.push(Element { parent, previous, end: at + 1, names, languages, direction });
        self.open.push(Open { at, name, last_child: None });
    }

    fn end(&mut self) {
        if let Some(open) = self.open.pop() {
            self.tree.elements[open.at].end = self.tree.elements.len();
        }
    }

    /// Ends the element of this name, with those in it that have no end tag.
    fn end_of(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) {
            // `html`, `body` and `#app` go on.
            while self.open.len() > at.max(3) {
                self.end();
            }
        }
    }
}
