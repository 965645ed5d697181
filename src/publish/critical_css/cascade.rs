//! Which rules and declarations the elements of a page need: those that no other one overrides on each of them.

use std::collections::HashMap;

use super::declarations::Declaration;
use super::fit::Fit;
use super::parse::{Node, Rule};
use super::pattern::Specificity;
use super::selector::Selector;
use super::tree::Tree;

/// A rule, and what the page needs of it.
#[derive(Debug)]
pub(super) struct Applied<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// Its selectors that match something.
    pub selectors: Vec<&'a Selector>,
    /// Whether it stands in no group, and matches the root of the page in any case.
    pub is_of_root: bool,
    /// For each of its declarations whether an element needs it.
    pub needed: Vec<bool>,
}

/// Where a rule matches.
struct Match {
    specificity: Specificity,
    /// The place of the rule among those that apply.
    rule: usize,
    /// Whether it matches in any case, and so overrides others.
    is_certain: bool,
}

/// The rules that match each element, and those that match its pseudo-elements.
struct Matches<'a> {
    elements: Vec<Vec<Match>>,
    pseudo_elements: HashMap<(usize, &'a str), Vec<Match>>,
}

/// What an element is clipped to that is there for ears alone.
const CLIPPED: &str = "inset(50%)";
/// The properties of such an element that keep it out of sight and out of the way.
const OF_CLIPPED: [&str; 6] = ["position", "clip-path", "inline-size", "block-size", "overflow", "display"];

/// The rules of a stylesheet, in its order, with what the page needs of each.
pub(super) fn applied<'a>(nodes: &'a [Node], tree: &Tree) -> Vec<Applied<'a>> {
    let mut applied = Vec::new();
    let elements = tree.all().map(|_| Vec::new()).collect();
    let mut matches = Matches { elements, pseudo_elements: HashMap::new() };
    collect(nodes, tree, false, &mut applied, &mut matches);
    let mut decided: Vec<&str> = Vec::new();
    for mut found in matches.elements.into_iter().chain(matches.pseudo_elements.into_values()) {
        decided.clear();
        // The rule with the last word is the first one.
        found.sort_by_key(|each| std::cmp::Reverse((each.specificity, each.rule)));
        let is_clipped = is_clipped(&found, &applied);
        for Match { rule, is_certain, .. } in found {
            let Applied { rule, needed, .. } = &mut applied[rule];
            let is_needed = |declaration: &Declaration| {
                let property = declaration.property.as_str();
                declaration.is_important
                    || !decided.contains(&property)
                        && !declaration.is_unseen()
                        && (!is_clipped || declaration.is_custom() || OF_CLIPPED.contains(&property))
            };
            for (declaration, needed) in rule.declarations.iter().zip(needed) {
                *needed |= is_needed(declaration);
            }
            if is_certain {
                decided.extend(rule.declarations.iter().map(|declaration| declaration.property.as_str()));
            }
        }
    }
    applied
}

fn collect<'a>(
    nodes: &'a [Node],
    tree: &Tree,
    is_conditional: bool,
    applied: &mut Vec<Applied<'a>>,
    matches: &mut Matches<'a>,
) {
    for node in nodes {
        match node {
            Node::Rule(rule) => {
                let mut selectors = Vec::new();
                let mut is_of_root = false;
                for selector in &rule.selectors {
                    let found = selector.pattern.matches(tree);
                    if found.is_empty() {
                        continue;
                    }
                    selectors.push(selector);
                    for (element, fit) in found {
                        let is_certain = fit == Fit::Yes && !is_conditional;
                        is_of_root |= is_certain && element == 0 && selector.pseudo_element.is_empty();
                        let found = match selector.pseudo_element.as_str() {
                            "" => &mut matches.elements[element],
                            pseudo_element => matches.pseudo_elements.entry((element, pseudo_element)).or_default(),
                        };
                        let specificity = selector.pattern.specificity;
                        found.push(Match { specificity, rule: applied.len(), is_certain });
                    }
                }
                let needed = vec![false; rule.declarations.len()];
                applied.push(Applied { rule, selectors, is_of_root, needed });
            }
            Node::Group { nodes, .. } => collect(nodes, tree, true, applied, matches),
            Node::Other(_) => {}
        }
    }
}

/// Whether an element with these rules, the strongest one first, is clipped away.
fn is_clipped(found: &[Match], applied: &[Applied]) -> bool {
    let clips = found.iter().find_map(|each| {
        let rule = applied[each.rule].rule;
        let clip = rule.declarations.iter().find(|declaration| declaration.property == "clip-path")?;
        Some(each.is_certain && clip.value == CLIPPED)
    });
    clips == Some(true)
}
