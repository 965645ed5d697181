//! Lists of story numbers as bytes: what a term's entry in the index consists of.

/// Writes a number, seven bits a byte, the lowest first; all bytes but the last have the highest bit.
pub fn write_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number, and returns it with the rest; `None` at the end of the bytes.
pub fn read_number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        number |= u32::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[at + 1..]));
        }
    }
    None
}

/// The ways to write a list, by the two lowest bits of the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The distance of each number from the one before.
    Distances = 0,
    /// A bit for each story.
    Bits = 1,
    /// The distances of the numbers that are missing.
    Missing = 2,
}

/// Adds an ascending list of numbers below `count`, in the shortest form: the number of bytes, four times, with the form in the
/// lowest bits, and then the bytes.
pub fn write_list(bytes: &mut Vec<u8>, list: &[u32], count: u32) {
    let bits_length = list.last().map_or(0, |last| *last as usize / 8 + 1);
    let is_in_most = list.len() > count as usize / 2;
    let distances = if is_in_most { missing(list, count) } else { distances(list.iter().copied()) };
    let (form, body) = if bits_length < distances.len() {
        (Form::Bits, bits(list, bits_length))
    } else if is_in_most {
        (Form::Missing, distances)
    } else {
        (Form::Distances, distances)
    };
    write_number(bytes, (body.len() as u32) << 2 | form as u32);
    bytes.extend_from_slice(&body);
}

fn distances(list: impl Iterator<Item = u32>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut next = 0;
    for number in list {
        write_number(&mut bytes, number - next);
        next = number + 1;
    }
    bytes
}

fn missing(list: &[u32], count: u32) -> Vec<u8> {
    let mut list = list.iter().copied().peekable();
    distances((0..count).filter(|number| list.next_if_eq(number).is_none()))
}

fn bits(list: &[u32], length: usize) -> Vec<u8> {
    let mut bits = vec![0; length];
    for number in list {
        bits[*number as usize / 8] |= 1 << (number % 8);
    }
    bits
}

/// Reads the numbers that [`distances`] has written.
pub fn read_distances(mut bytes: &[u8], list: &mut Vec<u32>) {
    let mut next = 0;
    while let Some((distance, rest)) = read_number(bytes) {
        list.push(next + distance);
        next += distance + 1;
        bytes = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As js/search/numbers.js reads it.
    fn read(bytes: &[u8], count: u32) -> Vec<u32> {
        let (head, rest) = read_number(bytes).unwrap();
        let body = &rest[..head as usize >> 2];
        assert_eq!(rest.len(), body.len());
        let mut list = Vec::new();
        match head & 3 {
            0 => read_distances(body, &mut list),
            1 => list.extend(
                (0..count)
                    .filter(|number| body.get(*number as usize / 8).is_some_and(|byte| byte >> (number % 8) & 1 == 1)),
            ),
            _ => {
                let mut missing = Vec::new();
                read_distances(body, &mut missing);
                list.extend((0..count).filter(|number| !missing.contains(number)));
            }
        }
        list
    }

    #[test]
    fn lists_are_read_back_in_the_shortest_form() {
        let cases: [(Vec<u32>, usize); 7] = [
            (vec![], 1),
            (vec![0], 2),
            (vec![999], 4),
            ((0..1_000).collect(), 1),
            ((0..1_000).filter(|number| number % 2 == 0).collect(), 127),
            ((0..1_000).filter(|number| *number != 500).collect(), 4),
            ((0..1_000).filter(|number| number % 100 == 7).collect(), 11),
        ];
        for (list, length) in cases {
            let mut bytes = Vec::new();
            write_list(&mut bytes, &list, 1_000);
            assert_eq!(read(&bytes, 1_000), list);
            assert!(bytes.len() <= length, "{} bytes for {} numbers", bytes.len(), list.len());
        }
    }

    #[test]
    fn numbers_of_all_lengths_are_read_back() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u32::MAX] {
            let mut bytes = Vec::new();
            write_number(&mut bytes, number);
            assert_eq!(read_number(&bytes), Some((number, &[][..])));
        }
        assert_eq!(read_number(&[0x80]), None);
    }
}
