//! Footnotes of WordPress: the text refers to them, and they stand beside it in the meta data of the post.

use serde_json::Value;

use super::markup::quote_into;

/// The body with its footnotes in the place where the editor has them. `notes` is the list as WordPress stores it.
pub fn with_footnotes(html: &str, notes: &str) -> Option<String> {
    const END: &str = "/-->";
    let start = html.find("<!-- wp:footnotes")?;
    let end = start + html[start..].find(END)? + END.len();
    let notes: Vec<Value> = serde_json::from_str(notes).ok()?;
    let mut list = String::new();
    for note in &notes {
        let (Some(id), Some(content)) = (note["id"].as_str(), note["content"].as_str()) else { continue };
        list.push_str("<li id=");
        quote_into(&mut list, id);
        list.push_str(&format!(">{content} <a href="));
        quote_into(&mut list, &format!("#{id}-link"));
        list.push_str(">↩</a></li>\n");
    }
    (!list.is_empty()).then(|| [&html[..start], "<ol>\n", &list, "</ol>", &html[end..]].concat())
}

#[cfg(test)]
mod tests {
    use super::with_footnotes;

    #[test]
    fn footnotes_stand_where_the_editor_has_them() {
        let notes = r#"[{"id":"a-1","content":"One <i>note</i>"},{"id":"b"}]"#;
        assert_eq!(
            with_footnotes("x<!-- wp:footnotes {\"y\":1} /-->z", notes).as_deref(),
            Some("x<ol>\n<li id=\"a-1\">One <i>note</i> <a href=\"#a-1-link\">↩</a></li>\n</ol>z")
        );
        for (html, notes) in [("x", notes), ("<!-- wp:footnotes /-->", "no"), ("<!-- wp:footnotes /-->", "[]")] {
            assert_eq!(with_footnotes(html, notes), None);
        }
    }
}
