//! The summary of a build as text and as JSON.

use newsleaf::domain::feed::date::Moment;
use newsleaf::domain::report::text::count;
use newsleaf::publish::build::{Due, Summary};
use serde_json::json;

/// The largest number of warnings that the text names.
const MOST_WARNINGS: usize = 20;

/// The summary for a person.
pub fn text(summary: &Summary) -> String {
    let changes = &summary.changes;
    let mut lines = vec![
        format!(
            "{}, {} ({} left the feed and stayed).",
            count(summary.stories, "story", "stories"),
            count(summary.pages, "page", "pages"),
            summary.left_feed
        ),
        format!(
            "Files: {} new, {} changed, {} removed, {} as before.",
            changes.added.len(),
            changes.changed.len(),
            changes.removed.len(),
            changes.unchanged
        ),
    ];
    let mut warnings = summary.warnings.clone();
    if !changes.unknown.is_empty() {
        let files = count(changes.unknown.len(), "file", "files");
        let example = changes.unknown.first().map(String::as_str).unwrap_or_default();
        warnings.push(format!("{files} in the folder that no build has written stay there, such as {example}"));
    }
    if let Some(example) = changes.removed_unknown.first() {
        let files = count(changes.removed_unknown.len(), "file", "files");
        warnings.push(format!(
            "{files} that no build has written, in folders where only builds write, were removed, such as {example}"
        ));
    }
    lines.extend(warnings.iter().take(MOST_WARNINGS).map(|warning| format!("Warning: {warning}.")));
    if warnings.len() > MOST_WARNINGS {
        lines.push(format!("… and {} more warnings.", warnings.len() - MOST_WARNINGS));
    }
    if summary.held_back > 0 {
        lines.push(format!("{} held back for a later date.", count(summary.held_back, "story is", "stories are")));
    }
    if let Some(robots) = &summary.robots_lines {
        lines.push(format!(
            "The robots.txt of the host is not part of this site. Add to it: {}",
            robots.trim().replace('\n', "; ")
        ));
    }
    if let Some((due_ms, due)) = summary.next.iter().min_by_key(|(due_ms, _)| *due_ms) {
        lines.push(format!("Build again by {} (UTC), though the feed has not changed: {}.", at(*due_ms), reason(*due)));
    }
    lines.join("\n") + "\n"
}

/// The summary for a program.
pub fn json(summary: &Summary) -> String {
    let changes = &summary.changes;
    let next: Vec<_> =
        summary.next.iter().map(|(due_ms, due)| json!({ "time": at(*due_ms), "reason": reason(*due) })).collect();
    json!({
        "stories": summary.stories,
        "left_feed": summary.left_feed,
        "held_back": summary.held_back,
        "pages": summary.pages,
        "added": changes.added,
        "changed": changes.changed,
        "removed": changes.removed,
        "kept": changes.unchanged,
        "unknown": changes.unknown,
        "removed_unknown": changes.removed_unknown,
        "warnings": summary.warnings,
        "robots_lines": summary.robots_lines,
        "next": next,
    })
    .to_string()
}

fn at(epoch_ms: i64) -> String {
    Moment::instant(epoch_ms).to_rfc3339()
}

fn reason(due: Due) -> &'static str {
    match due {
        Due::Story => "a story that is held back is due then",
        Due::NewsSitemap => "a story is too old for the news sitemap then",
    }
}
