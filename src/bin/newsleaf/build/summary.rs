//! The summary of a build as text and as JSON.

use std::path::Path;

use newsleaf::domain::feed::date::Moment;
use newsleaf::domain::report::text::count;
use newsleaf::publish::build::{Due, Summary};
use serde_json::json;

/// The largest number of warnings that the text names.
const MOST_WARNINGS: usize = 20;

/// The summary for a person, of a site in this folder.
pub fn text(summary: &Summary, out: &Path) -> String {
    let changes = &summary.changes;
    let left_feed = match summary.left_feed {
        0 => String::new(),
        left => format!(" ({left} left the feed and stayed)"),
    };
    let out = out.display().to_string();
    let mut lines = vec![format!(
        "{}/ is written: {}{left_feed}, {}.",
        out.trim_end_matches('/'),
        count(summary.stories, "story", "stories"),
        count(summary.pages, "page", "pages"),
    )];
    let files = [
        (changes.added.len(), "new"),
        (changes.changed.len(), "changed"),
        (changes.removed.len(), "removed"),
        (changes.unchanged, "as before"),
    ];
    let files: Vec<String> =
        files.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")).collect();
    if !files.is_empty() {
        lines.push(format!("Files: {}.", files.join(", ")));
    }
    let warnings = warnings(summary);
    lines.extend(warnings.iter().take(MOST_WARNINGS).map(|warning| format!("Warning: {warning}.")));
    if warnings.len() > MOST_WARNINGS {
        lines.push(format!("… and {} more warnings.", warnings.len() - MOST_WARNINGS));
    }
    if summary.held_back > 0 {
        lines.push(format!("{} held back for a later date.", count(summary.held_back, "story is", "stories are")));
    }
    if let Some(robots) = &summary.robots_lines {
        lines.push(format!(
            "Optional: search engines find the site sooner if the robots.txt at the top of its domain has these lines, too: {}",
            robots.trim().replace('\n', "; ")
        ));
    }
    if let Some((due_ms, due)) = summary.next.iter().min_by_key(|(due_ms, _)| *due_ms) {
        let (time, reason) = (at(*due_ms), reason(*due));
        lines.push(match due {
            Due::Story => format!("Build again at {time} (UTC), though the feed has not changed: {reason}."),
            Due::NewsSitemap => {
                format!("Optional: build again by {time} (UTC), though the feed has not changed: {reason}.")
            }
        });
    }
    lines.join("\n") + "\n"
}

/// The warnings of a build, and those about files that no build has written.
fn warnings(summary: &Summary) -> Vec<String> {
    let changes = &summary.changes;
    let mut warnings = summary.warnings.clone();
    if !changes.unknown.is_empty() {
        let files = count(changes.unknown.len(), "file", "files");
        let example = changes.unknown.first().map(String::as_str).unwrap_or_default();
        warnings.push(match changes.unknown.len() {
            1 => format!("{files} in the folder that no build has written stays there: {example}"),
            _ => format!("{files} in the folder that no build has written stay there, such as {example}"),
        });
    }
    if let Some(example) = changes.removed_unknown.first() {
        let files = count(changes.removed_unknown.len(), "file", "files");
        warnings.push(match changes.removed_unknown.len() {
            1 => format!(
                "{files} that no build has written was removed from a folder where only builds write: {example}"
            ),
            _ => format!(
                "{files} that no build has written were removed from folders where only builds write, such as {example}"
            ),
        });
    }
    warnings
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

#[cfg(test)]
mod tests {
    use newsleaf::publish::output::Changes;

    use super::*;

    #[test]
    fn one_file_of_others_stays_and_two_stay() {
        let of = |files: &[&str]| {
            let files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
            let changes = Changes { unknown: files.clone(), removed_unknown: files, ..Changes::default() };
            text(&Summary { changes, ..Summary::default() }, Path::new("site"))
        };
        let one = of(&["a"]);
        assert!(one.contains("1 file in the folder that no build has written stays there: a."), "{one}");
        assert!(one.contains("1 file that no build has written was removed from a folder"), "{one}");
        let two = of(&["a", "b"]);
        assert!(two.contains("2 files in the folder that no build has written stay there, such as a."), "{two}");
        assert!(two.contains("2 files that no build has written were removed from folders"), "{two}");
    }
}
