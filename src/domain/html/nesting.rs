//! Which element may be in which.
//!
//! A parser repairs HTML: it closes a paragraph before a list, and a list item before the next. Its tree needs no such
//! repair, but removing tags can make one necessary. Then a page that is written as HTML would be parsed as another
//! tree than the app builds. So elements are placed by the parser's own rules (HTML standard, section 13.2.6.4.7, "in
//! body").

/// Whether an element can be placed somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// It fits.
    Fits,
    /// Its tags are removed.
    Unwrap,
    /// Its tags are replaced by a line break, so that its words stay apart from those before it.
    Break,
}

/// Whether an element can be placed in the last of the open elements.
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

/// Whether the search from the innermost element out finds one before an element that ends it.
fn is_open(open: &[&str], sought: impl Fn(&str) -> bool, end: impl Fn(&str) -> bool) -> bool {
    open.iter().rev().take_while(|each| !end(each)).any(|each| sought(each))
}

fn is_scope(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption")
}

/// Whether two items are of one kind: a `dt` closes an open `dd`, and a `dd` an open `dt`.
fn is_same_item(item: &str, other: &str) -> bool {
    if item == "li" { other == "li" } else { matches!(other, "dt" | "dd") }
}

/// The "special" elements of the standard, without those that the search for an open item skips.
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

/// Block elements.
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
    fn blocks_fit_into_paragraphs_only_within_a_table_cell() {
        assert_eq!(place(&["p", "b"], "div"), Placement::Break);
        assert_eq!(place(&["p"], "p"), Placement::Break);
        assert_eq!(place(&["p", "em"], "span"), Placement::Fits);
        assert_eq!(place(&["div", "b"], "p"), Placement::Fits);
    }

    #[test]
    fn links_do_not_fit_into_links() {
        assert_eq!(place(&["a", "b"], "a"), Placement::Unwrap);
        assert_eq!(place(&["a", "table", "tbody", "tr", "td"], "a"), Placement::Fits);
    }

    #[test]
    fn list_items_fit_into_list_items_only_within_a_list() {
        assert_eq!(place(&["ul", "li", "div"], "li"), Placement::Break);
        assert_eq!(place(&["ul", "li", "ul"], "li"), Placement::Fits);
        assert_eq!(place(&["dl", "dd"], "dt"), Placement::Break);
        assert_eq!(place(&["dl", "dd", "dl"], "dt"), Placement::Fits);
    }

    #[test]
    fn parts_of_tables_fit_only_into_tables() {
        assert_eq!(place(&["div"], "td"), Placement::Unwrap);
        assert_eq!(place(&["table"], "tr"), Placement::Unwrap);
        assert_eq!(place(&["table", "tbody"], "tr"), Placement::Fits);
        assert_eq!(place(&[], "source"), Placement::Unwrap);
    }
}
