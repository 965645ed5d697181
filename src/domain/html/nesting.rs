//! What may stand in what.
//!
//! A parser repairs HTML while it reads: it closes a paragraph before a list, a list item before the next. The tree that
//! it makes has none of these troubles, but unwrapping elements can bring them back, and a page that is written as HTML
//! would then be read as another tree than the one the app builds. So elements are placed by the parser's own rules
//! (HTML standard, section 13.2.6.4.7, "in body").

/// Whether an element can be put where it would come to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// It can.
    Fits,
    /// Its tags go.
    Unwrap,
    /// Its tags go, and a line break takes their place, so that its words don't run into those before it.
    Break,
}

/// How an element fits into the open elements, of which the last is the one it would come to stand in.
pub fn place(open: &[&str], name: &str) -> Placement {
    let parent = open.last().copied().unwrap_or("");
    let parent_fits = match name {
        "caption" | "colgroup" | "thead" | "tbody" | "tfoot" => parent == "table",
        "col" => parent == "colgroup",
        "tr" => matches!(parent, "thead" | "tbody" | "tfoot"),
        "td" | "th" => parent == "tr",
        "source" => matches!(parent, "audio" | "video" | "picture"),
        "track" => matches!(parent, "audio" | "video"),
        _ => !matches!(parent, "table" | "tbody" | "thead" | "tfoot" | "tr" | "colgroup"),
    };
    if !parent_fits {
        return Placement::Unwrap;
    }
    match name {
        "a" if is_open(open, |each| each == "a", |each| matches!(each, "td" | "th" | "caption")) => Placement::Unwrap,
        "li" | "dt" | "dd" if is_open(open, |each| is_same_item(name, each), |each| ends_item_search(name, each)) => {
            Placement::Break
        }
        _ if is_heading(name) && is_heading(parent) => Placement::Break,
        _ if closes_paragraph(name) && is_open(open, |each| each == "p", is_scope) => Placement::Break,
        _ => Placement::Fits,
    }
}

/// Whether an element is open that is looked for, before one that ends the search.
fn is_open(open: &[&str], sought: impl Fn(&str) -> bool, end: impl Fn(&str) -> bool) -> bool {
    open.iter().rev().take_while(|each| !end(each)).any(|each| sought(each))
}

fn is_scope(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption")
}

/// Items of one kind: a `dt` ends an open `dd` and the other way round.
fn is_same_item(item: &str, other: &str) -> bool {
    if item == "li" { other == "li" } else { matches!(other, "dt" | "dd") }
}

/// The "special" elements of the standard, without those that the search for an open item passes over.
fn ends_item_search(item: &str, name: &str) -> bool {
    !is_same_item(item, name)
        && !matches!(name, "div" | "p")
        && (is_block(name) || matches!(name, "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" | "colgroup"))
}

fn is_heading(name: &str) -> bool {
    super::headings::level_of(name).is_some()
}

/// Elements before which the parser closes an open paragraph.
fn closes_paragraph(name: &str) -> bool {
    is_block(name)
}

/// Elements that stand on lines of their own.
pub fn is_block(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "blockquote"
                | "dd"
                | "details"
                | "div"
                | "dl"
                | "dt"
                | "figcaption"
                | "figure"
                | "hr"
                | "li"
                | "ol"
                | "p"
                | "pre"
                | "summary"
                | "table"
                | "ul"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_do_not_stand_in_paragraphs_unless_a_table_cell_is_between() {
        assert_eq!(place(&["p", "b"], "div"), Placement::Break);
        assert_eq!(place(&["p"], "p"), Placement::Break);
        assert_eq!(place(&["p", "em"], "span"), Placement::Fits);
        assert_eq!(place(&["div", "b"], "p"), Placement::Fits);
    }

    #[test]
    fn links_do_not_stand_in_links() {
        assert_eq!(place(&["a", "b"], "a"), Placement::Unwrap);
        assert_eq!(place(&["a", "table", "tbody", "tr", "td"], "a"), Placement::Fits);
    }

    #[test]
    fn list_items_stand_in_list_items_only_through_a_list() {
        assert_eq!(place(&["ul", "li", "div"], "li"), Placement::Break);
        assert_eq!(place(&["ul", "li", "ul"], "li"), Placement::Fits);
        assert_eq!(place(&["dl", "dd"], "dt"), Placement::Break);
        assert_eq!(place(&["dl", "dd", "dl"], "dt"), Placement::Fits);
    }

    #[test]
    fn parts_of_tables_stand_only_in_tables() {
        assert_eq!(place(&["div"], "td"), Placement::Unwrap);
        assert_eq!(place(&["table"], "tr"), Placement::Unwrap);
        assert_eq!(place(&["table", "tbody"], "tr"), Placement::Fits);
        assert_eq!(place(&[], "source"), Placement::Unwrap);
    }
}
