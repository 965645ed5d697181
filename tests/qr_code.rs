//! What a QR reader makes of the codes that we draw. The reader is another's code (`rqrr`).

use newsleaf::domain::qr_code::{MOST_BYTES, QUIET_ZONE, QrCode, TooLong};

/// The text that a reader finds in a picture of the code, three pixels a module, and the version that it found.
fn read(code: &QrCode) -> (String, usize) {
    const SCALE: usize = 3;
    let width = (code.size() + 2 * QUIET_ZONE) * SCALE;
    let is_dark = |x: usize, y: usize| {
        let module = |at: usize| (at / SCALE).checked_sub(QUIET_ZONE);
        matches!((module(x), module(y)), (Some(x), Some(y)) if code.is_dark(x, y))
    };
    let shade = |x, y| if is_dark(x, y) { 20 } else { 240 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, width, shade);
    let grids = picture.detect_grids();
    assert_eq!(grids.len(), 1, "one code is in the picture");
    let (meta, text) = grids[0].decode().expect("the code can be read");
    assert_eq!(meta.ecc_level, 0, "0 stands for level M");
    (text, meta.version.0)
}

fn url_of(bytes: usize) -> String {
    let start = "https://example.org/";
    start.chars().chain("newsleaf-0123456789".chars().cycle()).take(bytes).collect()
}

#[track_caller]
fn check(url: &str) {
    let (text, _) = read(&QrCode::of(url).expect("it fits"));
    assert_eq!(text, url);
}

#[test]
fn a_short_url_is_read_again() {
    check("https://e.org/");
    check("https://example.org/news/?article=q3zt7n0b1k-innovation-china");
    check("");
}

#[test]
fn a_url_in_chinese_is_read_again_encoded_or_not() {
    let title = "咸宁承办南方试点城市创新中国交流活动";
    let encoded = newsleaf::domain::percent::encode(title);
    check(&format!("https://example.org/%E6%96%B0%E9%97%BB/?article=q3zt7n0b1k-{encoded}"));
    check(&format!("https://example.org/?article=q3zt7n0b1k-{title}"));
}

#[test]
fn a_url_of_more_than_a_thousand_characters_is_read_again() {
    check(&url_of(1024));
    check(&url_of(1733));
}

#[test]
fn every_version_is_read_again_when_full_and_one_byte_more_takes_the_next() {
    // Bytes that versions 1 to 40 hold at level M.
    let capacities = [
        14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857,
        911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
    ];
    for (index, bytes) in capacities.into_iter().enumerate() {
        let version = index + 1;
        let url = url_of(bytes);
        let code = QrCode::of(&url).expect("it fits");
        assert_eq!(code.size(), 17 + 4 * version);
        assert_eq!(read(&code), (url, version));
        if version < 40 {
            assert_eq!(QrCode::of(&url_of(bytes + 1)).map(|code| code.size()), Ok(21 + 4 * version));
        }
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_with_its_length() {
    assert!(QrCode::of(&url_of(MOST_BYTES)).is_ok());
    let refusal = QrCode::of(&url_of(MOST_BYTES + 1)).expect_err("it does not fit");
    assert_eq!(refusal, TooLong { bytes: 2332 });
    assert_eq!(refusal.to_string(), "2332 bytes are too many for a QR code, which holds 2331");
    assert!(QrCode::of(&"a".repeat(1_000_000)).is_err());
}

/// Draws the path as a renderer does, and compares it module by module.
#[test]
fn the_path_draws_the_dark_modules_inside_a_quiet_zone_of_four() {
    let code = QrCode::of("https://example.org/?article=q3zt7n0b1k-innovation-china").expect("it fits");
    let width = code.size() + 8;
    assert_eq!(code.view_box(), format!("0 0 {width} {width}"));
    let mut drawn = vec![vec![false; width]; width];
    for piece in code.svg_path().split_terminator('z') {
        let (place, run) = piece.strip_prefix('M').and_then(|piece| piece.split_once('h')).expect("a box");
        let (x, y) = place.split_once(' ').expect("two coordinates");
        let (run, back) = run.split_once("v1h-").expect("down and back");
        assert_eq!(run, back);
        let [x, y, run] = [x, y, run].map(|number| number.parse::<usize>().expect("a number"));
        drawn[y][x..x + run].fill(true);
    }
    for (y, row) in drawn.iter().enumerate() {
        for (x, dark) in row.iter().enumerate() {
            let inside = (4..width - 4).contains(&x) && (4..width - 4).contains(&y);
            assert_eq!(*dark, inside && code.is_dark(x - 4, y - 4), "column {x}, row {y}");
        }
    }
}
