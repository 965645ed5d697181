//! From codewords to modules: fixed patterns, codewords, and the mask that reads best. Numbers in parentheses are the
//! sections of ISO/IEC 18004:2015.

const DARK: u8 = 1;
/// A module of a fixed pattern: it holds no codeword, and no mask turns it.
const FIXED: u8 = 2;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub size: usize,
    modules: Vec<u8>,
}

impl Symbol {
    /// The symbol of a version (1 to 40) with its codewords, under the mask with the lowest penalty.
    pub fn new(version: usize, codewords: &[u8]) -> Symbol {
        let size = 4 * version + 17;
        let mut plain = Symbol { size, modules: vec![0; size * size] };
        plain.draw_finders_and_timing();
        plain.draw_alignment(version);
        plain.draw_version(version);
        plain.draw_format(0);
        plain.fill(codewords);
        let masked = |mask| {
            let mut symbol = plain.clone();
            symbol.apply(mask);
            symbol.draw_format(mask);
            symbol
        };
        let best = (0..8).map(masked).min_by_key(Symbol::penalty);
        best.unwrap_or(plain)
    }

    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        self.modules[y * self.size + x] & DARK != 0
    }

    fn fix(&mut self, x: usize, y: usize, dark: bool) {
        self.modules[y * self.size + x] = FIXED | u8::from(dark);
    }

    /// Three finders with their light border (6.3.3, 6.3.4), and a dotted row and column between them (6.3.5).
    fn draw_finders_and_timing(&mut self) {
        for at in 0..self.size {
            self.fix(6, at, at % 2 == 0);
            self.fix(at, 6, at % 2 == 0);
        }
        let far = self.size - 8;
        for (left, top) in [(0, 0), (far, 0), (0, far)] {
            for (x, y) in square(8) {
                // A finder is 7 wide; its border is on the sides that the symbol's edge does not give it.
                let (u, v) = (x + usize::from(left == 0), y + usize::from(top == 0));
                let ring = u.abs_diff(4).max(v.abs_diff(4));
                self.fix(left + x, top + y, ring != 2 && ring != 4);
            }
        }
    }

    /// Small squares on a grid of even steps, counted from the far side (6.3.6, annex E).
    fn draw_alignment(&mut self, version: usize) {
        if version == 1 {
            return;
        }
        let gaps = version / 7 + 1;
        let step = if version == 32 { 26 } else { (self.size - 13).div_ceil(2 * gaps) * 2 };
        let place = |index: usize| if index == 0 { 6 } else { self.size - 7 - step * (gaps - index) };
        let places: Vec<usize> = (0..=gaps).map(place).collect();
        let on_finders = [(6, 6), (6, self.size - 7), (self.size - 7, 6)];
        for &y in &places {
            for &x in &places {
                if !on_finders.contains(&(x, y)) {
                    for (u, v) in square(5) {
                        self.fix(x + u - 2, y + v - 2, u.abs_diff(2).max(v.abs_diff(2)) != 1);
                    }
                }
            }
        }
    }

    /// Level M and the mask, twice, and the one module that is always dark (7.9).
    fn draw_format(&mut self, mask: u32) {
        let bits = with_check_bits(mask, 0x537) ^ 0x5412;
        let last = self.size - 1;
        for at in 0..15 {
            let dark = bits >> at & 1 != 0;
            let (x, y) = match at {
                0..6 => (8, at),
                6..8 => (8, at + 1),
                8 => (7, 8),
                _ => (14 - at, 8),
            };
            self.fix(x, y, dark);
            let (x, y) = if at < 8 { (last - at, 8) } else { (8, last + at - 14) };
            self.fix(x, y, dark);
        }
        self.fix(8, last - 7, true);
    }

    /// The version, twice, where it can't be told from the size alone (7.10).
    fn draw_version(&mut self, version: usize) {
        if version < 7 {
            return;
        }
        let bits = with_check_bits(version as u32, 0x1f25);
        for at in 0..18 {
            let (near, far) = (at / 3, self.size - 11 + at % 3);
            self.fix(near, far, bits >> at & 1 != 0);
            self.fix(far, near, bits >> at & 1 != 0);
        }
    }

    /// Lays the codewords in pairs of columns from the end, up and down in turn, round what is fixed (7.7.3).
    fn fill(&mut self, codewords: &[u8]) {
        let mut bits = codewords.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & DARK));
        for pair in 0..self.size / 2 {
            let right = self.size - 1 - 2 * pair;
            // The column of the timing pattern belongs to no pair.
            let right = if right <= 6 { right - 1 } else { right };
            for step in 0..self.size {
                let y = if pair % 2 == 0 { self.size - 1 - step } else { step };
                for x in [right, right - 1] {
                    let module = &mut self.modules[y * self.size + x];
                    if *module & FIXED == 0 {
                        *module = bits.next().unwrap_or(0);
                    }
                }
            }
        }
    }

    /// Turns every module that the mask names (7.8.2).
    fn apply(&mut self, mask: u32) {
        for (x, y) in square(self.size) {
            let turns = match mask {
                0 => (x + y) % 2 == 0,
                1 => y % 2 == 0,
                2 => x % 3 == 0,
                3 => (x + y) % 3 == 0,
                4 => (x / 3 + y / 2) % 2 == 0,
                5 => x * y % 2 + x * y % 3 == 0,
                6 => (x * y % 2 + x * y % 3) % 2 == 0,
                _ => ((x + y) % 2 + x * y % 3) % 2 == 0,
            };
            let module = &mut self.modules[y * self.size + x];
            if turns && *module & FIXED == 0 {
                *module ^= DARK;
            }
        }
    }

    /// How much of the symbol could be mistaken: long runs, blocks, what looks like a finder, too much of one colour
    /// (7.8.3).
    fn penalty(&self) -> usize {
        let mut penalty = 0;
        for line in 0..self.size {
            penalty += line_penalty((0..self.size).map(|at| self.is_dark(at, line)));
            penalty += line_penalty((0..self.size).map(|at| self.is_dark(line, at)));
        }
        for (x, y) in square(self.size - 1) {
            let dark = self.is_dark(x, y);
            let others = [(x + 1, y), (x, y + 1), (x + 1, y + 1)];
            penalty += if others.iter().all(|(x, y)| self.is_dark(*x, *y) == dark) { 3 } else { 0 };
        }
        let dark = self.modules.iter().filter(|module| **module & DARK != 0).count();
        let percent = dark * 100 / self.modules.len();
        penalty + percent.abs_diff(50) / 5 * 10
    }
}

/// Every column and row of a square.
fn square(size: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..size * size).map(move |at| (at % size, at / size))
}

/// The penalty of one row or column.
fn line_penalty(modules: impl Iterator<Item = bool>) -> usize {
    let (mut penalty, mut run, mut last, mut window) = (0, 0, false, 0u32);
    for dark in modules {
        run = if dark == last { run + 1 } else { 1 };
        last = dark;
        penalty += match run {
            0..5 => 0,
            5 => 3,
            _ => 1,
        };
        window = (window << 1 | u32::from(dark)) & 0x7ff;
        // A finder's row with four light modules before or after it.
        penalty += if window == 0b101_1101_0000 || window == 0b000_0101_1101 { 40 } else { 0 };
    }
    penalty
}

/// A number followed by its check bits: the remainder of its division by a polynomial (annex C, annex D).
fn with_check_bits(number: u32, polynomial: u32) -> u32 {
    let degree = polynomial.ilog2();
    let mut left = number << degree;
    while left != 0 && left.ilog2() >= degree {
        left ^= polynomial << (left.ilog2() - degree);
    }
    number << degree | left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_and_version_bits_are_those_of_the_standard() {
        // Level M under mask 5: the example of annex C.
        assert_eq!(with_check_bits(0b00101, 0x537) ^ 0x5412, 0b100_0000_1100_1110);
        // Version 7 (annex D.3).
        assert_eq!(with_check_bits(7, 0x1f25), 0b00_0111_1100_1001_0100);
    }
}
