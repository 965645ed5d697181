//! From bytes to the codewords of a symbol: header, data, padding, error correction, in the order in which they are laid
//! out. Numbers in parentheses are the sections of ISO/IEC 18004:2015.

/// Error correction codewords in each block of versions 1 to 40 at level M (table 9).
const CORRECTION: &[u8; 40] = &[
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, //
    26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];
/// Blocks of versions 1 to 40 at level M (table 9).
const BLOCKS: &[u8; 40] = &[
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, //
    17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
];

/// How one version's codewords are made up.
struct Makeup {
    version: usize,
    /// Data and error correction together.
    total: usize,
    blocks: usize,
    /// Error correction codewords in each block.
    correction: usize,
}

impl Makeup {
    fn of(version: usize) -> Makeup {
        let (blocks, correction) = (BLOCKS[version - 1].into(), CORRECTION[version - 1].into());
        Makeup { version, total: room(version) / 8, blocks, correction }
    }

    fn data(&self) -> usize {
        self.total - self.blocks * self.correction
    }

    /// Half bytes before the data: the mode, and a count of one byte in small versions (7.4.1).
    fn header_halves(&self) -> usize {
        if self.version < 10 { 3 } else { 5 }
    }

    fn holds(&self, bytes: usize) -> bool {
        2 * bytes + self.header_halves() <= 2 * self.data()
    }
}

/// Modules that are left for codewords when the fixed patterns have theirs (5.3).
fn room(version: usize) -> usize {
    let size = 4 * version + 17;
    let finders_and_format = 3 * 64 + 31;
    let timing = 2 * (size - 16);
    let side = if version == 1 { 0 } else { version / 7 + 2 };
    // Those in three of the corners would lie on the finders; those on the timing patterns share five modules with them.
    let alignment = if side == 0 { 0 } else { 25 * (side * side - 3) - 10 * (side - 2) };
    let version_information = if version < 7 { 0 } else { 36 };
    size * size - finders_and_format - timing - alignment - version_information
}

/// The smallest version that holds `bytes`, and its codewords; none if there is no such version.
pub fn of(bytes: &[u8]) -> Option<(usize, Vec<u8>)> {
    let makeup = (1..=40).map(Makeup::of).find(|makeup| makeup.holds(bytes.len()))?;
    Some((makeup.version, interleaved(&data(bytes, &makeup), &makeup)))
}

/// Mode, count, bytes and padding (7.4).
fn data(bytes: &[u8], makeup: &Makeup) -> Vec<u8> {
    const BYTE_MODE: u8 = 0b0100;
    let count = bytes.len();
    let count = [count >> 12, count >> 8, count >> 4, count].map(|half| half as u8 & 15);
    // The mode takes half a byte, and so everything after it is half a byte late. The last half is the terminator.
    let halves = [BYTE_MODE]
        .into_iter()
        .chain(count.into_iter().skip(5 - makeup.header_halves()))
        .chain(bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]))
        .chain([0]);
    let halves: Vec<u8> = halves.collect();
    let padding = [0xec, 0x11].into_iter().cycle();
    halves.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).chain(padding).take(makeup.data()).collect()
}

/// Splits the data in blocks, adds each one's error correction and takes turns between the blocks (7.5, 7.6).
fn interleaved(data: &[u8], makeup: &Makeup) -> Vec<u8> {
    let divisor = divisor(makeup.correction);
    // The last blocks are one longer where the data does not divide.
    let short = data.len() / makeup.blocks;
    let longer_from = makeup.blocks - data.len() % makeup.blocks;
    let mut rest = data;
    let blocks: Vec<(&[u8], Vec<u8>)> = (0..makeup.blocks)
        .map(|index| {
            let (block, after) = rest.split_at(short + usize::from(index >= longer_from));
            rest = after;
            (block, remainder(block, &divisor))
        })
        .collect();
    let data_in_turns = (0..=short).flat_map(|at| blocks.iter().filter_map(move |(block, _)| block.get(at)));
    let correction_in_turns = (0..makeup.correction).flat_map(|at| blocks.iter().map(move |(_, ends)| &ends[at]));
    data_in_turns.chain(correction_in_turns).copied().collect()
}

/// The product of two elements of the field of 256 in which Reed and Solomon's code calculates here (7.5.2).
fn product(a: u8, b: u8) -> u8 {
    (0..8).rev().fold(0, |sum, bit| {
        let doubled = sum << 1 ^ if sum & 0x80 == 0 { 0 } else { 0x1d };
        doubled ^ if b >> bit & 1 == 0 { 0 } else { a }
    })
}

/// The polynomial (x - 1)(x - 2)(x - 4)... of a degree, highest power first and without its leading one (annex A).
fn divisor(degree: usize) -> Vec<u8> {
    let mut polynomial = vec![0; degree];
    polynomial[degree - 1] = 1;
    let mut root = 1;
    for _ in 0..degree {
        for at in 0..degree {
            let next = polynomial.get(at + 1).copied().unwrap_or(0);
            polynomial[at] = product(polynomial[at], root) ^ next;
        }
        root = product(root, 2);
    }
    polynomial
}

/// What is left of a block divided by the divisor: its error correction codewords (7.5.2).
fn remainder(block: &[u8], divisor: &[u8]) -> Vec<u8> {
    let mut left = vec![0; divisor.len()];
    for byte in block {
        let factor = byte ^ left[0];
        left.rotate_left(1);
        left[divisor.len() - 1] = 0;
        for (left, coefficient) in left.iter_mut().zip(divisor) {
            *left ^= product(*coefficient, factor);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_capacities_are_those_of_the_standard() {
        // Bytes at level M of versions 1, 2, 7, 9, 10, 14, 26, 27, 32 and 40 (table 7).
        let expected = [
            (1, 14),
            (2, 26),
            (7, 122),
            (9, 180),
            (10, 213),
            (14, 362),
            (26, 1059),
            (27, 1125),
            (32, 1538),
            (40, 2331),
        ];
        for (version, bytes) in expected {
            let makeup = Makeup::of(version);
            assert!(makeup.holds(bytes), "version {version}");
            assert!(!makeup.holds(bytes + 1), "version {version}");
        }
    }

    #[test]
    fn the_divisor_is_the_generator_polynomial_of_annex_a() {
        // The coefficients of degree 10 as powers of two: 251, 67, 46, 61, 118, 70, 64, 94, 32, 45.
        let power = |exponent| (0..exponent).fold(1, |element, _| product(element, 2));
        assert_eq!(divisor(10), [251, 67, 46, 61, 118, 70, 64, 94, 32, 45].map(power));
    }
}
