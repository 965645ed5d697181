//! Whole cards. Tests that need a font which this machine lacks say so, and pass.

use std::process::Command;

use super::draw::Coverage;
use super::fit::{Fitted, Room, fit};
use super::layout::{Composition, MARGIN, compose};
use super::typeface::{Role, Typeface};
use super::*;
use crate::domain::site::text_direction::of_language;

const SCRIPTS: [(&str, &str); 11] = [
    ("en", "Council votes to reopen the old bridge"),
    ("ru", "Городской совет решил открыть старый мост"),
    ("el", "Η παλιά γέφυρα ανοίγει ξανά"),
    ("ar", "مجلس المدينة يصوّت على إعادة فتح الجسر"),
    ("he", "מועצת העיר הצביעה בעד פתיחת הגשר"),
    ("hi", "पुराना पुल फिर से खोलने के पक्ष में मतदान"),
    ("th", "สภาเมืองลงมติให้เปิดสะพานเก่าอีกครั้ง"),
    ("zh", "市议会投票决定重新开放老桥"),
    ("zh-Hant", "市議會投票決定重新開放老橋"),
    ("ja", "市議会、旧橋の再開を可決"),
    ("ko", "시의회, 옛 다리를 다시 열기로 의결"),
];

const LONG: &str = "Researchers who spent a decade listening to the deep trenches of the southern ocean say that the songs of \
    whales have changed their pitch, their rhythm and their length, and that nobody, in any of the laboratories that took \
    part, can say with any confidence why it has happened";

fn card<'a>(headline: &'a str, language: &'a str) -> Card<'a> {
    Card {
        headline,
        section: None,
        site_name: "",
        accent: None,
        language: Some(language),
        direction: of_language(language),
    }
}

/// What fontconfig's own command knows of a language: the file of a font that has it.
fn font_file(language: &str) -> Option<PathBuf> {
    let language = match language {
        "zh" => "zh-cn",
        "zh-Hant" => "zh-tw",
        language => language,
    };
    let list = Command::new("fc-list").args([&format!(":lang={language}"), "file"]).output().ok()?;
    let list = String::from_utf8(list.stdout).ok()?;
    // Fonts of other formats are no help to a card.
    let mut files = list.lines().map(|line| line.trim().trim_end_matches(':'));
    files.find(|file| [".ttf", ".otf", ".ttc"].iter().any(|end| file.ends_with(end))).map(PathBuf::from)
}

/// Whether there is a font of the language; says what is skipped where there is none.
fn has_font(language: &str) -> bool {
    let is_there = font_file(language).is_some();
    if !is_there {
        eprintln!("skipped: this machine has no font for {language}, or no fc-list");
    }
    is_there
}

fn painter() -> CardPainter {
    CardPainter::new(&[]).unwrap()
}

/// A painter without the system's fonts.
fn painter_of(files: &[PathBuf]) -> CardPainter {
    CardPainter { shaper: Shaper::new(Fonts::new(&FontFiles::read(files).unwrap(), false)) }
}

fn composition(card: &Card<'_>) -> Composition {
    compose(&mut painter().shaper, card, &mut BTreeSet::new()).unwrap()
}

fn fit_headline(text: &str, sizes: &[f32]) -> Fitted {
    let typeface = Typeface::of(text, None, Role::Headline, &[]);
    let room = Room { width: 1080.0, height: 400.0, most_lines: 5, sizes };
    fit(&mut painter().shaper, text, &typeface, Direction::LeftToRight, room)
}

/// The first and the last column with ink between the strip and the rule.
fn columns_of_headline(coverage: &Coverage) -> (usize, usize) {
    let width = WIDTH as usize;
    let inked = |x: &usize| (20..470).any(|y| coverage.ink[y * width + x] > 0);
    ((0..width).find(inked).unwrap(), (0..width).rev().find(inked).unwrap())
}

#[test]
fn no_letter_becomes_a_box_in_any_script() {
    for (language, headline) in SCRIPTS.into_iter().filter(|(language, _)| has_font(language)) {
        let mut missing = BTreeSet::new();
        let composition = compose(&mut painter().shaper, &card(headline, language), &mut missing).unwrap();
        assert!(missing.is_empty(), "{language}: {missing:?}");
        for line in composition.texts.iter().flat_map(|text| text.shaped.lines()) {
            for cluster in line.runs().flat_map(|run| run.clusters().collect::<Vec<_>>()) {
                assert!(cluster.glyphs().all(|glyph| glyph.id != 0), "{language}: {:?}", cluster.text_range());
            }
        }
    }
}

#[test]
fn a_card_is_a_small_png_of_1200_by_630() {
    for (language, headline) in SCRIPTS.into_iter().filter(|(language, _)| has_font(language)) {
        let bytes = painter().card(&card(headline, language)).png.unwrap();
        assert!(bytes.len() < 100_000, "{language}: {} bytes", bytes.len());
        let mut decoder = png::Decoder::new(std::io::Cursor::new(&bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((frame.width, frame.height), (WIDTH, HEIGHT));
        assert_eq!(pixels[..3], ACCENT, "the strip");
        assert_eq!(pixels[3 * (30 * WIDTH as usize)..][..3], PAPER, "the background");
        assert!(pixels.chunks(3).any(|pixel| pixel == INK), "{language}: nothing in ink");
    }
}

#[test]
fn the_same_card_has_the_same_bytes() {
    if !has_font("en") {
        return;
    }
    let card = card("Bridge reopens", "en");
    let mut first = painter();
    let bytes = first.card(&card).png.unwrap();
    first.card(&super::Card { headline: "Something else", ..card });
    assert_eq!(first.card(&card).png.unwrap(), bytes);
    assert_eq!(first.clone().card(&card).png.unwrap(), bytes);
    assert_eq!(painter().card(&card).png.unwrap(), bytes);
}

#[test]
fn text_without_glyphs_is_left_out_and_its_script_named() {
    let Some(file) = font_file("th").filter(|_| has_font("th")) else { return };
    let mut painter = painter_of(&[file]);
    let with = painter.card(&card("สภาเมืองลงมติ ከተማ ให้เปิดสะพาน", "th"));
    assert_eq!(with.missing_scripts, ["Ethiopic"]);
    assert_eq!(with.png, painter.card(&card("สภาเมืองลงมติ ให้เปิดสะพาน", "th")).png);
}

#[test]
fn a_headline_of_which_most_is_missing_makes_no_card() {
    let Some(file) = font_file("th").filter(|_| has_font("th")) else { return };
    let drawn = painter_of(&[file]).card(&card("ปี የከተማው ምክር ቤት", "am"));
    assert_eq!(drawn, DrawnCard { png: None, missing_scripts: vec!["Ethiopic".to_owned()] });
}

#[test]
fn without_any_font_there_is_no_card() {
    let mut painter = painter_of(&[]);
    assert!(!painter.has_fonts());
    let drawn = painter.card(&Card { site_name: "Courier", ..card("Bridge reopens", "en") });
    assert_eq!(drawn, DrawnCard { png: None, missing_scripts: vec!["Latin".to_owned()] });
}

#[test]
fn coloured_emoji_are_left_out() {
    if !has_font("en") {
        return;
    }
    let mut painter = painter();
    let plain = painter.card(&card("We shipped it", "en"));
    // A machine may have an emoji font that has outlines.
    let drawn = painter.card(&card("We shipped it \u{1f389}", "en"));
    assert!(drawn.missing_scripts != ["Emoji"] || drawn.png == plain.png);
}

#[test]
fn line_ends_in_a_thai_headline_are_spaces() {
    if !has_font("th") {
        return;
    }
    let drawn = |headline| painter().card(&card(headline, "th")).png.unwrap();
    assert_eq!(drawn("สภาเมือง\nเปิดสะพาน"), drawn("สภาเมือง เปิดสะพาน"));
}

#[test]
fn a_short_headline_is_larger_than_a_long_one() {
    if !has_font("en") {
        return;
    }
    let size = |headline: &str| {
        let shaped = fit_headline(headline, &[76.0, 60.0, 44.0]).shaped;
        shaped.get(0).unwrap().runs().next().unwrap().font_size()
    };
    assert_eq!(size("Storm warning"), 76.0);
    assert_eq!(size(LONG), 44.0);
}

#[test]
fn lines_are_balanced() {
    if !has_font("en") {
        return;
    }
    let shaped = fit_headline("Council votes to reopen the old bridge after years", &[76.0]).shaped;
    let widths: Vec<f32> = shaped.lines().map(|line| line.metrics().advance).collect();
    assert_eq!(widths.len(), 2);
    assert!((widths[0] - widths[1]).abs() < 250.0, "{widths:?}");
}

#[test]
fn a_headline_that_is_too_long_ends_in_an_ellipsis_after_a_word() {
    if !has_font("en") {
        return;
    }
    let fitted = fit_headline(LONG, &[44.0]);
    assert_eq!(fitted.shaped.len(), 5);
    let length = fitted.shaped.text_len() - "…".len();
    assert!(length > LONG.len() / 2, "{length}");
    assert!(LONG[length..].starts_with([' ', ',']), "{:?}", &LONG[..length]);
}

#[test]
fn a_word_without_end_is_cut_within() {
    if !has_font("en") {
        return;
    }
    let word = "Donaudampfschifffahrtsgesellschaft".repeat(20);
    let fitted = fit_headline(&word, &[76.0, 44.0]);
    assert!((4..=5).contains(&fitted.shaped.len()), "{}", fitted.shaped.len());
    assert!(fitted.shaped.width() <= 1080.0);
}

#[test]
fn words_are_whole_where_a_smaller_size_has_room_for_them() {
    if !has_font("en") {
        return;
    }
    let fitted = fit_headline("Donaudampfschifffahrtsgesellschaft fährt wieder", &[76.0, 60.0, 44.0]);
    assert_eq!(fitted.shaped.len(), 2);
    assert_eq!(fitted.shaped.get(0).unwrap().text_range().end, "Donaudampfschifffahrtsgesellschaft ".len());
}

#[test]
fn text_begins_at_the_margin_of_its_direction() {
    let margin = MARGIN as usize;
    for (language, headline) in SCRIPTS.into_iter().filter(|(language, _)| has_font(language)) {
        let card = card(headline, language);
        let (first, last) = columns_of_headline(&draw::draw(&composition(&card)).unwrap());
        // Letters have a little air of their own, and some reach over it.
        match card.direction {
            Direction::LeftToRight => assert!(first.abs_diff(margin) < 12, "{language}: {first}"),
            Direction::RightToLeft => assert!(last.abs_diff(WIDTH as usize - margin) < 12, "{language}: {last}"),
        }
    }
}

#[test]
fn everything_but_the_strip_stays_within_the_margins() {
    if !has_font("en") {
        return;
    }
    let headline = format!("{LONG} {}", "W".repeat(300));
    let everything = Card { section: Some(LONG), site_name: LONG, ..card(&headline, "en") };
    let coverage = draw::draw(&composition(&everything)).unwrap();
    let (width, margin) = (WIDTH as usize, MARGIN as usize - 4);
    for (at, (ink, accent)) in coverage.ink.iter().zip(&coverage.accent).enumerate() {
        let (x, y) = (at % width, at / width);
        if (*ink > 0 || *accent > 0) && y >= 14 {
            assert!((margin..width - margin).contains(&x) && (48..HEIGHT as usize - 48).contains(&y), "{x}, {y}");
        }
    }
}

#[test]
fn each_field_of_a_card_changes_its_hash() {
    let fonts = FontFiles::default();
    let accent = Accent { light: "#0b57d0".to_owned(), dark: "#9ac1ff".to_owned() };
    let one = card("Bridge", "en");
    let others = [
        one,
        Card { headline: "Bridges", ..one },
        Card { section: Some("Bridge"), ..one },
        Card { section: Some(""), ..one },
        Card { site_name: "Courier", ..one },
        Card { accent: Some(&accent), ..one },
        Card { language: None, ..one },
        Card { direction: Direction::RightToLeft, ..one },
    ];
    let hashes: BTreeSet<String> = others.iter().map(|card| inputs_hash(card, &fonts)).collect();
    assert_eq!(hashes.len(), others.len());
    assert_eq!(inputs_hash(&one, &fonts), inputs_hash(&one, &fonts));
}

#[test]
fn a_font_file_changes_the_hash_wherever_it_lies() {
    let Some(file) = font_file("en").filter(|_| has_font("en")) else { return };
    let copy = std::env::temp_dir().join(format!("newsleaf-card-{}.ttf", std::process::id()));
    std::fs::copy(&file, &copy).unwrap();
    let hash = |files: &[PathBuf]| inputs_hash(&card("Bridge", "en"), &FontFiles::read(files).unwrap());
    let (here, there) = (hash(&[file]), hash(std::slice::from_ref(&copy)));
    std::fs::remove_file(&copy).unwrap();
    assert_eq!(here, there);
    assert_ne!(here, hash(&[]));
}

#[test]
fn a_painter_can_be_shared_and_cloned_between_threads() {
    fn check<T: Send + Sync + Clone>() {}
    check::<CardPainter>();
}
