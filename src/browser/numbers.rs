//! Numbers in a language: plural categories, digits and separators. `Intl` knows them in the browser, icu natively, with
//! compiled data.

/// The plural category of `number` in a language: `one`, `few`, `other` ...
pub fn plural_category(language: &str, number: usize) -> String {
    imp::plural_category(language, number).unwrap_or_else(|| "other".to_owned())
}

/// The number in the language's digits, with its separators: `12,345`. The last `places` digits are after the point:
/// `decimal("en", 14, 1)` is `1.4`.
pub fn decimal(language: &str, number: u64, places: u8) -> String {
    imp::decimal(language, number, places).unwrap_or_else(|| number.to_string())
}

#[cfg(feature = "csr")]
mod imp {
    use super::super::intl;

    pub fn plural_category(language: &str, number: usize) -> Option<String> {
        intl::call("PluralRules", "select", language, &[], &[(number as f64).into()])
    }

    pub fn decimal(language: &str, number: u64, places: u8) -> Option<String> {
        let number = (0..places).fold(number as f64, |number, _| number / 10.0);
        intl::call("NumberFormat", "format", language, &[], &[number.into()])
    }
}

#[cfg(all(feature = "ssr", not(feature = "csr")))]
mod imp {
    use icu::decimal::DecimalFormatter;
    use icu::decimal::input::Decimal;
    use icu::locale::Locale;
    use icu::plurals::{PluralCategory, PluralRules};

    fn locale(language: &str) -> Option<Locale> {
        language.parse().or_else(|_| "en".parse()).ok()
    }

    pub fn plural_category(language: &str, number: usize) -> Option<String> {
        let rules = PluralRules::try_new_cardinal(locale(language)?.into()).ok()?;
        let category = match rules.category_for(number) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        };
        Some(category.to_owned())
    }

    pub fn decimal(language: &str, number: u64, places: u8) -> Option<String> {
        let formatter = DecimalFormatter::try_new(locale(language)?.into(), Default::default()).ok()?;
        let mut number = Decimal::from(number);
        number.multiply_pow10(-i16::from(places));
        // `Intl` drops zeros at the end too.
        number.absolute.trim_end();
        Some(formatter.format(&number).to_string())
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn each_language_counts_in_its_own_forms() {
        let categories =
            |language, numbers: &[usize]| numbers.iter().map(|n| plural_category(language, *n)).collect::<Vec<_>>();
        assert_eq!(categories("en", &[0, 1, 2]), ["other", "one", "other"]);
        assert_eq!(categories("ar", &[0, 1, 2, 3, 11, 100]), ["zero", "one", "two", "few", "many", "other"]);
        assert_eq!(categories("zh-Hans", &[1]), ["other"]);
        assert_eq!(categories("no such tag", &[1]), ["one"]);
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        assert_eq!(decimal("en", 12_345, 0), "12,345");
        assert_eq!(decimal("de", 12_345, 0), "12.345");
        assert_eq!(decimal("ar-EG", 970, 0), "٩٧٠");
        assert_eq!(decimal("fr", 14, 1), "1,4");
        assert_eq!(decimal("en", 10, 1), "1");
    }
}
