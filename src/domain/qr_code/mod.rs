//! QR codes (model 2, ISO/IEC 18004) of URLs: bytes, error correction level M, the smallest version that holds them.
//!
//! Own code, because it takes a fraction of what the crates for it add to the app: they bring modes, levels and renderers
//! that a URL does not need.

mod codewords;
mod symbol;

use std::fmt;

use symbol::Symbol;

/// How many light modules stand around a code, so that readers find it.
pub const QUIET_ZONE: usize = 4;

/// The most bytes that the largest code holds.
pub const MOST_BYTES: usize = 2331;

/// A square of dark and light modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode(Symbol);

/// The text has more than [`MOST_BYTES`] bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// How many it has.
    pub bytes: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} bytes are too many for a QR code, which holds {MOST_BYTES}", self.bytes)
    }
}

impl QrCode {
    /// The code that says `text`.
    pub fn of(text: &str) -> Result<QrCode, TooLong> {
        let too_long = TooLong { bytes: text.len() };
        let (version, codewords) = codewords::of(text.as_bytes()).ok_or(too_long)?;
        Ok(QrCode(Symbol::new(version, &codewords)))
    }

    /// How many modules wide and high it is, without the quiet zone.
    pub fn size(&self) -> usize {
        self.0.size
    }

    /// Whether the module in column `x` and row `y` is dark. There are none outside.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size() && y < self.size() && self.0.is_dark(x, y)
    }

    /// The `viewBox` of a drawing with its quiet zone.
    pub fn view_box(&self) -> String {
        let width = (self.size() + 2 * QUIET_ZONE).to_string();
        ["0 0 ", &width, " ", &width].concat()
    }

    /// The dark modules as the `d` of an SVG path: one box for each run in a row.
    pub fn svg_path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.size() {
            let mut x = 0;
            while x < self.size() {
                let run = (x..self.size()).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    for (command, number) in [("M", x + QUIET_ZONE), (" ", y + QUIET_ZONE), ("h", run), ("v1h-", run)] {
                        path.push_str(command);
                        path.push_str(&number.to_string());
                    }
                    path.push('z');
                }
                x += run.max(1);
            }
        }
        path
    }
}
