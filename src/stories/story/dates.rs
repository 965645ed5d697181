//! When a story is published, and whether it is at all.

use serde_json::Value;

use super::{HeldBack, Reader};
use crate::domain::feed::date::{Moment, ReadDate};
use crate::domain::report::code::Level;
use crate::domain::report::file_note::FileNote;
use crate::stories::source_file::SourceFile;

impl Reader<'_, '_> {
    /// Holds the story back, because its author says so.
    fn hold_back(&mut self, name: &str, message: &str) {
        let note = FileNote { level: Level::Advice, message: message.to_owned(), ..self.fields.note_of(name) };
        self.held_back.get_or_insert(HeldBack::ByAuthor(note));
    }

    /// Holds the story back, because what its author says of its publication can't be read: what should not be public
    /// yet can't be taken back.
    pub(super) fn hold_back_unread(&mut self, name: &str, message: String) {
        let note = FileNote { level: Level::Lost, message, ..self.fields.note_of(name) };
        // A fault takes the place of what the author says.
        if !matches!(self.held_back, Some(HeldBack::Unreadable(_))) {
            self.held_back = Some(HeldBack::Unreadable(note));
        }
    }

    /// Reads the marks that decide whether the story is published.
    pub(super) fn marks(&mut self, file: &SourceFile) {
        const DRAFT: &str = "it is a draft, and is left out";
        if file.is_draft {
            self.hold_back("", DRAFT);
        }
        for (name, holds_back, message) in
            [("draft", true, DRAFT), ("published", false, DRAFT), ("headless", true, "it is headless, and is left out")]
        {
            // Hugo has a date in `published`.
            if name == "published" && self.fields.peek(name).is_some_and(|text| Moment::read(&text).is_some()) {
                continue;
            }
            match self.fields.mark(name) {
                Ok(Some(value)) if value == holds_back => self.hold_back(name, message),
                Ok(_) => {}
                Err(fault) => self.hold_back_unread(name, format!("{fault}, so the story is held back")),
            }
        }
    }

    /// Sets the dates, and returns that of publication.
    pub(super) fn dates(&mut self, file: &SourceFile) -> Option<i64> {
        // Hugo shows a story from its `publishDate` on, whatever its `date` is.
        let names = ["date", "publishdate", "publish_date", "pubdate", "published", "date_published"];
        let named: Vec<(String, i64)> = names.into_iter().filter_map(|name| self.date(name)).collect();
        let published = named.into_iter().max_by_key(|(_, published_ms)| *published_ms);
        let published = published.or_else(|| self.day_of_name(file));
        if published.is_none() && self.held_back.is_none() {
            self.fields.note(Level::Advice, "date", "it has no date: it stands behind all that have one".to_owned());
        }
        let names = ["updated", "lastmod", "last_modified_at", "date_modified"];
        let modified = self.fields.take(&names).and_then(|(name, value)| {
            let text = self.fields.text_of(name, value)?;
            let read = self.read_date(&text);
            if read.is_none() {
                self.fields.note(Level::Lost, name, format!("{name}: '{text}' is no date, and is left out"));
            }
            read
        });
        for name in ["expirydate", "expiry_date", "unpublishdate"] {
            if let Some((text, expires_ms)) = self.date(name)
                && expires_ms <= self.context.now_ms
            {
                self.hold_back(name, &format!("it has expired ({text}), and is left out"));
            }
        }
        self.set("date_published", published.as_ref().map(|(text, _)| text.clone()));
        self.set("date_modified", modified.map(|(text, _)| text));
        published.map(|(_, published_ms)| published_ms)
    }

    /// A date on which it depends when the story is public. One that can't be read holds the story back.
    fn date(&mut self, name: &'static str) -> Option<(String, i64)> {
        let (_, value) = self.fields.take(&[name])?;
        let text = match value {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        let read = self.read_date(&text);
        if read.is_none() {
            let quoted = if text.is_empty() { "it".to_owned() } else { format!("'{text}'") };
            self.hold_back_unread(
                name,
                format!(
                    "{name}: {quoted} is no date, so the story is held back; write it as 2026-11-29T10:00:00+01:00 or 2026-11-29"
                ),
            );
        }
        read
    }

    /// The day at the start of the file's name.
    fn day_of_name(&mut self, file: &SourceFile) -> Option<(String, i64)> {
        let day = file.day.as_ref()?;
        let read = self.read_date(day);
        if read.is_none() {
            self.hold_back_unread(
                "",
                format!("'{day}' in its name is no day, so the story is held back; say its date inside"),
            );
        }
        read
    }

    /// A date as the feed has it, and its time. One without a zone is read in that of the settings; without these it stays as it
    /// is, so that nobody takes it for one that is exact.
    fn read_date(&self, text: &str) -> Option<(String, i64)> {
        let read = Moment::read(text)?;
        let moment = read.moment();
        let zone = self.context.zone;
        let instant = Moment::instant(zone.instant_ms(moment));
        let text = match read {
            ReadDate::Exact(_) => text.trim().to_owned(),
            ReadDate::WithoutZone(_) if !zone.is_set() => moment.to_rfc3339(),
            _ if moment.is_day() && !zone.is_set() => moment.to_rfc3339(),
            _ => instant.to_rfc3339(),
        };
        Some((text, instant.epoch_ms))
    }
}
