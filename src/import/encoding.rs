//! Decodes the bytes of a document. A byte-order mark counts first, then what the bytes are: text that is valid UTF-8 is
//! UTF-8, whatever it declares. Only other bytes are read in the declared encoding, or in the one that they look like.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::notes::quoted;

/// The declaration is looked for in the first bytes.
const DECLARATION_BYTES: usize = 1024;

/// The text, and what is to be said of its encoding. `charset` is what the host named.
pub fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> (Cow<'a, str>, Option<String>) {
    // Before UTF-16, whose mark is the beginning of this one.
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [b'<', 0, 0, 0, ..] => return (Cow::Owned(wide(bytes, u32::from_le_bytes)), None),
        [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, b'<', ..] => return (Cow::Owned(wide(bytes, u32::from_be_bytes)), None),
        _ => {}
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..]);
    }
    match bytes {
        [b'<', 0, ..] => return decode_as(UTF_16LE, even(bytes)),
        [0, b'<', ..] => return decode_as(UTF_16BE, even(bytes)),
        _ => {}
    }
    let label = declared(bytes);
    let declared = label.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
    let unknown = label.filter(|_| declared.is_none());
    let declared = declared.or_else(|| charset.and_then(|label| Encoding::for_label(label.as_bytes())));
    // A document that declares UTF-16 in bytes of ASCII is none.
    let declared = declared.filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE).unwrap_or(UTF_8);
    let bytes = without_cut_character(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if declared.is_ascii_compatible() => {
            let is_other = declared != UTF_8 && !text.is_ascii();
            (Cow::Borrowed(text), is_other.then(|| format!("it declares {}, and is UTF-8", declared.name())))
        }
        _ if declared == UTF_8 => {
            let declares =
                unknown.map_or_else(String::new, |label| format!("it declares {}, which is unknown; ", quoted(&label)));
            if let Some(likely) = likely(bytes) {
                let note = format!("{declares}it is not UTF-8, and is read as {}, which it looks like", likely.name());
                return (likely.decode_without_bom_handling(bytes).0, Some(note));
            }
            let note = format!("{declares}it is not all UTF-8; the other bytes are read as windows-1252");
            (Cow::Owned(mixed(bytes)), Some(note))
        }
        _ => decode_as(declared, bytes),
    }
}

/// The encoding that a content type names: `text/xml; charset="utf-8"`. The case of `charset` does not count.
pub fn charset_of(content_type: &str) -> Option<&str> {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charsets.next().map(|(_, value)| value.trim().trim_matches(['"', '\'']))
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, Option<String>) {
    let (text, has_faults) = encoding.decode_without_bom_handling(bytes);
    let note = has_faults.then(|| format!("some characters are invalid in {}", encoding.name()));
    (text, note)
}

/// The encoding that bytes look like which are not UTF-8. Text of UTF-8 with some other bytes in it looks like none, nor does a text
/// with few characters beyond ASCII.
fn likely(bytes: &[u8]) -> Option<&'static Encoding> {
    const LEAST: usize = 8;
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += chunk.invalid().len();
    }
    if invalid < LEAST || valid * 2 > invalid {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Some(detector.guess(None, Utf8Detection::Deny)).filter(|likely| *likely != WINDOWS_1252)
}

/// Text of UTF-32, which browsers no longer read.
fn wide(bytes: &[u8], read: fn([u8; 4]) -> u32) -> String {
    let text = bytes.as_chunks::<4>().0.iter().map(|unit| char::from_u32(read(*unit)).unwrap_or('\u{fffd}'));
    text.filter(|c| *c != '\u{feff}').collect()
}

fn even(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len() - bytes.len() % 2]
}

/// The bytes without the beginning of a character of UTF-8 at their end, which a cut document has.
fn without_cut_character(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION_BYTES)]);
    let (_, declaration) = start.split_once("<?xml")?;
    let declaration = declaration.split("?>").next()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_owned)
}

/// Text of UTF-8 in which some bytes are windows-1252.
fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).0.into_owned()
    }

    #[test]
    fn an_encoding_that_is_not_declared_is_known_by_its_bytes() {
        for (label, words) in [
            ("windows-1251", "Новости нашей деревни и соседних сёл"),
            ("koi8-r", "Новости нашей деревни и соседних сёл"),
            ("shift_jis", "村のニュースと近所の話題"),
            ("gbk", "本村新闻和邻村消息,每天更新"),
            ("big5", "本村新聞和鄰村消息,每天更新"),
            ("euc-kr", "우리 마을 소식과 이웃 마을 이야기"),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).expect("an encoding");
            for start in ["", "<?xml version='1.0' encoding='utf-8'?>", "<?xml version='1.0' encoding='none'?>"] {
                let document = format!("{start}<rss><title>{words}</title></rss>");
                let bytes = encoding.encode(&document).0;
                let (text, note) = decode(&bytes, None);
                assert_eq!(text, document);
                let note = note.expect("a note");
                assert!(note.ends_with(", which it looks like"), "{label}: {note}");
                assert_eq!(note.starts_with("it declares 'none', which is unknown"), start.contains("none"), "{note}");
            }
        }
        let mixed = [&"Straße, ländlich, größte Übung".repeat(5).into_bytes()[..], &[0x96; 9]].concat();
        assert!(text(&mixed).ends_with("–––––––––") && text(&mixed).starts_with("Straße"));
        assert_eq!(text("Café \u{e9}t\u{e9}".chars().map(|c| c as u8).collect::<Vec<u8>>().as_slice()), "Café été");
    }

    #[test]
    fn every_common_encoding_is_read() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>Stra\xdfe \x93x\x94</a>";
        assert!(text(latin).ends_with("<a>Straße “x”</a>"));
        let utf16: Vec<u8> = "<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf16), "<a>é</a>");
        let with_mark: Vec<u8> = "\u{feff}<a>é</a>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&with_mark), "<a>é</a>");
        assert_eq!(text("\u{feff}<a>é</a>".as_bytes()), "<a>é</a>");
        let utf32: Vec<u8> = "\u{feff}<a>é</a>".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(text(&utf32), "<a>é</a>");
        let utf32: Vec<u8> = "<a>é</a>".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert_eq!(text(&utf32), "<a>é</a>");
        let greek = b"<?xml version=\"1.0\" encoding=\"windows-1253\"?><a>\xc1</a>";
        assert!(text(greek).ends_with("<a>Α</a>"));
        let japanese = b"<?xml version=\"1.0\" encoding=\"iso-2022-jp\"?><a>\x1b$BF|\x1b(B</a>";
        assert!(text(japanese).ends_with("<a>日</a>"));
    }

    #[test]
    fn the_bytes_count_more_than_the_declaration() {
        let (text, note) = decode("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>".as_bytes(), None);
        assert!(text.ends_with("<a>é</a>") && note.unwrap().contains("is UTF-8"));
        let (text, note) = decode(b"<a>caf\xe9 \xc3\xa9</a>", None);
        assert_eq!(text, "<a>café é</a>");
        assert!(note.unwrap().contains("windows-1252"));
    }

    #[test]
    fn the_host_names_the_encoding_where_the_document_does_not() {
        assert_eq!(decode(b"<a>\xe0\xe1</a>", Some("windows-1251")).0, "<a>аб</a>");
        assert_eq!(decode(b"<a>\xe9</a>", Some("nonsense")).0, "<a>é</a>");
    }

    #[test]
    fn a_content_type_names_its_charset_in_any_case() {
        for content_type in [
            "text/xml;charset=windows-1251",
            "text/xml; Charset=windows-1251",
            "text/xml; x=y; CHARSET = \"windows-1251\" ; z",
        ] {
            assert_eq!(charset_of(content_type), Some("windows-1251"), "{content_type}");
        }
        assert_eq!(charset_of("text/xml; boundary=charset"), None);
    }

    #[test]
    fn a_character_that_is_cut_at_the_end_goes() {
        assert_eq!(decode("<a>日".as_bytes().split_last().unwrap().1, None), (Cow::Borrowed("<a>"), None));
    }
}
