//! The parts of the index by age. Each covers some pages of the site's own feed; a part is made anew only when its pages change
//! or when it grows into the next larger one.

/// The number of sizes of a part between a power of two and the next.
const STEPS: usize = 4;

/// The pages of the parts, from the oldest, as ranges from 0. It follows from the number of pages alone, so that a site that is
/// built anew has the same files as one that has grown. The first part is the largest: at least four fifths of all.
pub fn segments(pages: usize) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < pages {
        let rest = pages - start;
        let step = ((1 << rest.ilog2()) / STEPS).max(1);
        let end = start + rest / step * step;
        ranges.push(start..end);
        start = end;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_cover_all_pages_and_are_few() {
        assert_eq!(segments(0), Vec::<std::ops::Range<usize>>::new());
        assert_eq!(segments(1), vec![0..1]);
        assert_eq!(segments(1_999), vec![0..1_792, 1_792..1_984, 1_984..1_998, 1_998..1_999]);
        for pages in 1..3_000 {
            let parts = segments(pages);
            assert_eq!(parts.first().map(|part| part.start), Some(0));
            assert!(parts.windows(2).all(|two| two[0].end == two[1].start), "{pages}");
            assert_eq!(parts.last().map(|part| part.end), Some(pages));
            assert!(parts.len() <= 5 && parts[0].len() * 5 >= pages * 4, "{pages}: {parts:?}");
        }
    }

    #[test]
    fn a_new_page_seldom_changes_the_largest_part() {
        let changes = (1_000..2_000).filter(|pages| segments(*pages)[0] != segments(pages - 1)[0]).count();
        assert!(changes <= 8, "{changes}");
    }
}
