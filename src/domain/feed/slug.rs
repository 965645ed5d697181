//! The readable part of a link.

use crate::domain::unicode::is_mark;

/// The longest slug, in bytes of UTF-8. A URL shows each byte that is not ASCII as three characters.
pub const LONGEST: usize = 72;

/// The letters and digits of a headline in lower case, with `-` between words; empty if it has none. Letters of every
/// script stay, because browsers show them as they are.
pub fn slug(headline: &str) -> String {
    let mut slug = String::new();
    let mut cut = 0;
    for c in headline.chars() {
        if c.is_alphanumeric() || is_mark(c) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push(lower_case(c));
        } else if !matches!(c, '\'' | '’' | '\u{ad}' | '\u{200c}' | '\u{200d}')
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            cut = slug.len();
            slug.push('-');
        }
        if slug.len() > LONGEST {
            let end = if cut > LONGEST / 2 { cut } else { before_letter(&slug, slug.floor_char_boundary(LONGEST)) };
            slug.truncate(end);
            break;
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The lower-case letter of a capital in common alphabets. `char::to_lowercase` knows all alphabets, but its tables
/// would add 11 KB to the wasm, and a capital does no harm in a link.
fn lower_case(c: char) -> char {
    let distance = match c {
        'İ' => return 'i',
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ѡ'..='ѿ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ' => {
            u32::from((c as u32).is_multiple_of(2))
        }
        'Ĺ'..='ň' | 'Ź'..='ž' => u32::from(c as u32 % 2 == 1),
        'Ա'..='Ֆ' => 48,
        _ => 0,
    };
    char::from_u32(c as u32 + distance).unwrap_or(c)
}

/// The last place at or before `end` that does not separate a letter from its marks.
fn before_letter(slug: &str, end: usize) -> usize {
    let mut at = end;
    while slug[at..].starts_with(is_mark)
        && let Some(c) = slug[..at].chars().next_back()
    {
        at -= c.len_utf8();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_script_become_a_slug() {
        for (headline, expected) in [
            ("Xianning hosts the ‘Innovation China’ cities", "xianning-hosts-the-innovation-china-cities"),
            ("  Don’t   panic! ", "dont-panic"),
            ("Äpfel & Über-Öl", "äpfel-über-öl"),
            ("咸宁市举行“科创中国”会议", "咸宁市举行-科创中国-会议"),
            ("أخبار المدينة", "أخبار-المدينة"),
            ("हिन्दी समाचार", "हिन्दी-समाचार"),
            ("नई दिल्ली में बैठक", "नई-दिल्ली-में-बैठक"),
            ("ข่าวเมืองที่นี่", "ข่าวเมืองที่นี่"),
            ("മലയാളം വാർത്ത", "മലയാളം-വാർത്ത"),
            ("İstanbul’da ÇALIŞMA", "istanbulda-çalişma"),
            ("1\u{fe0f}\u{20e3} first", "1-first"),
            ("<b> & a/b?c#d", "b-a-b-c-d"),
            ("\u{1f680} 100%", "100"),
            ("\u{1f680}", ""),
            ("--", ""),
            ("", ""),
        ] {
            assert_eq!(slug(headline), expected);
        }
    }

    #[test]
    fn capitals_of_everyday_alphabets_become_small() {
        for (capitals, small) in [
            ("ÅÆØÞ", "åæøþ"),
            ("ŁÓDŹ ŽIŽEK ČEŠTINA ŐŰ", "łódź-žižek-čeština-őű"),
            ("ΑΘΉΝΑ ΣΩ", "αθΉνα-σω"),
            ("МОСКВА ЇЖАК", "москва-їжак"),
            ("ĐÀ NẴNG", "đà-nẵng"),
            ("ЁЛКА", "ёлка"),
        ] {
            assert_eq!(slug(capitals), small);
        }
    }

    #[test]
    fn a_long_headline_is_cut_at_a_word_and_never_within_a_letter() {
        let long = slug(&"wonderful ".repeat(30));
        assert!(long.len() <= LONGEST && long.ends_with("wonderful"), "{long}");
        assert!(slug(&"新".repeat(100)).len() <= LONGEST);
        assert!(slug(&"ß".repeat(100)).chars().all(|c| c == 'ß'));
        for shift in 0..6 {
            let cut = slug(&format!("{}{}", "x".repeat(shift), "e\u{301}".repeat(100)));
            assert!(cut.ends_with('\u{301}') && cut.len() <= LONGEST, "{cut}");
        }
        assert!(slug(&format!("a{}", "\u{301}".repeat(500))).len() <= LONGEST);
    }
}
