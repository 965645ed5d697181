//! The levels of headings. The headings of a body may begin at any level; on this page they begin below the headline,
//! which is the h1, and no level is skipped.

/// Gives headings their level on this page.
#[derive(Clone, Copy, Debug)]
pub struct Headings {
    level: u8,
    /// The levels, as bits, of the headings that the next one may be under.
    open: u8,
}

/// The level of a heading element, or `None` for another element.
pub fn level_of(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

impl Headings {
    /// The body's first heading gets this level, from 2 to 6.
    pub fn beginning_at(level: u8) -> Headings {
        Headings { level: level.clamp(2, 6), open: 0 }
    }

    /// The name of the element that a heading of this level (1 to 6) becomes: by its depth in the outline of the body.
    pub fn shift(&mut self, level: u8) -> &'static str {
        let own = 1 << level;
        self.open = self.open & (own - 1) | own;
        let shifted = (self.level - 1 + self.open.count_ones() as u8).min(6);
        ["h2", "h2", "h3", "h4", "h5", "h6"][usize::from(shifted) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shifted(level: u8, levels: &[u8]) -> Vec<&'static str> {
        let mut headings = Headings::beginning_at(level);
        levels.iter().map(|level| headings.shift(*level)).collect()
    }

    #[test]
    fn headings_keep_the_outline_that_they_have() {
        assert_eq!(shifted(2, &[1, 2, 3, 2, 1]), ["h2", "h3", "h4", "h3", "h2"]);
        assert_eq!(shifted(2, &[4, 5, 4]), ["h2", "h3", "h2"]);
        assert_eq!(shifted(3, &[1, 2]), ["h3", "h4"]);
    }

    #[test]
    fn no_heading_leaves_the_levels_below_the_page_s_own() {
        assert_eq!(shifted(2, &[3, 1, 5]), ["h2", "h2", "h3"]);
        assert_eq!(shifted(2, &[1, 2, 3, 4, 5, 6, 6]), ["h2", "h3", "h4", "h5", "h6", "h6", "h6"]);
        assert_eq!(shifted(0, &[6]), ["h2"]);
        assert_eq!(shifted(200, &[1, 2]), ["h6", "h6"]);
    }

    #[test]
    fn no_heading_leaves_out_a_level() {
        assert_eq!(shifted(2, &[1, 6, 6, 4, 1, 3]), ["h2", "h3", "h3", "h3", "h2", "h3"]);
        assert_eq!(shifted(2, &[3, 1, 4, 2, 3]), ["h2", "h2", "h3", "h3", "h4"]);
    }
}
