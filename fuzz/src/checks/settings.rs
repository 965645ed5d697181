//! Bytes, read as the settings file.

use newsleaf::domain::limits;
use newsleaf::domain::parse::settings_file;
use newsleaf::domain::site::accent::Accent;
use newsleaf::domain::web_url::parse_url_natively;

/// Reads bytes as settings and checks the properties that the pages rely on.
pub fn check(bytes: &[u8]) {
    let Ok((settings, _)) = settings_file::parse(bytes, &super::address(), parse_url_natively) else { return };
    if let Some(accent) = &settings.accent {
        assert!(Accent::of(accent).is_some(), "{accent} is no colour");
    }
    assert!(settings.footer.len() <= limits::ENTRIES && settings.sections.len() <= limits::ENTRIES);
    for link in &settings.footer {
        let scheme = link.url.split(':').next();
        assert!(matches!(scheme, Some("http" | "https" | "mailto" | "tel")), "the footer links to {}", link.url);
        assert!(!link.title.is_empty());
    }
    assert_eq!(settings.clone().or(&settings), settings);
}
