//! The names of months in the languages that feeds are written in.

/// The month of a word in lower case. Three letters tell most of them apart.
pub fn month_of(word: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "jan ene gen ian янв яну січ sty led oca tam ιαν",
        "feb fév fev фев лют lut úno şub hel φεβ",
        "mar mär mrz maa már мар бер bře μαρ μάρ",
        "apr avr abr ápr апр кві kwi dub nis huh απρ",
        "may mai mag mei maj máj maí май мая тра kvě tou μάι μαΐ μαι",
        "jun jui giu iun jún июн юни чер cze čer haz kes",
        "jul lug iul júl июл юли лип lip tem hei",
        "aug aoû aou ago agu agt ágú авг сер sie srp ağu elo αυγ αύγ",
        "sep set сен сеп вер wrz zář eyl syy σεπ",
        "oct okt out ott окт жов paź říj eki lok οκτ",
        "nov noi ноя ное лис lis kas νοε νοέ",
        "dec dez déc dic des дек гру gru pro ara jou δεκ",
    ];
    /// Months that begin as another one or as a day of the week does.
    const LONGER: [(&str, i16); 9] = [
        ("juil", 7),
        ("červenec", 7),
        ("července", 7),
        ("marras", 11),
        ("szept", 9),
        ("ιουν", 6),
        ("ιούν", 6),
        ("ιουλ", 7),
        ("ιούλ", 7),
    ];
    if let Some((_, month)) = LONGER.iter().find(|(start, _)| word.starts_with(start)) {
        return Some(*month);
    }
    match word {
        // In Czech. In Ukrainian, and as the Polish `listopada`, it is November as well.
        "listopad" => return Some(11),
        // Days of the week: mardi, martes, martedì, maandag, maanantai.
        word if ["mard", "marte", "maan"].iter().any(|start| word.starts_with(start)) => return None,
        _ => {}
    }
    let start: String = word.chars().take(3).collect();
    if start.chars().count() < 3 {
        return None;
    }
    MONTHS.iter().position(|names| names.split(' ').any(|name| name == start)).map(|at| at as i16 + 1)
}

#[cfg(test)]
mod tests {
    use super::month_of;

    #[test]
    fn months_of_a_language_are_told_apart() {
        for months in [
            "January February March April May June July August September October November December",
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "januari februari maart april mei juni juli augustus september oktober november december",
            "januar februar mars april mai juni juli august september oktober november desember",
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
            "ledna února března dubna května června července srpna září října listopad prosince",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
            "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
            "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
            "január február március április május június július augusztus szeptember október november december",
            "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
            "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
        ] {
            for (at, month) in (1..).zip(months.split(' ')) {
                assert_eq!(month_of(&month.to_lowercase()), Some(at), "{month}");
            }
        }
    }
}
