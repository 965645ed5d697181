//! The order in which stories are shown.

use std::sync::Arc;

use super::model::Item;

/// Indexes of `items` in reading order. The newest item is first; items with equal dates keep the feed's order; an item
/// without a date stays after the item that precedes it in the feed. Items of the future come last, the nearest first.
pub fn reading_order(items: &[Arc<Item>], now_ms: i64) -> Vec<usize> {
    // Whether it is in the future, the time, the index. `!time` sorts the newest first.
    let mut order: Vec<(bool, i64, usize)> = Vec::with_capacity(items.len());
    // Undated items at the beginning of the feed come first.
    let mut place = i64::MAX;
    for (at, item) in items.iter().enumerate() {
        match item.published {
            Some(moment) if moment.epoch_ms > now_ms => order.push((true, moment.epoch_ms, at)),
            Some(moment) => {
                place = moment.epoch_ms;
                order.push((false, !place, at));
            }
            None => order.push((false, !place, at)),
        }
    }
    order.sort_unstable();
    order.into_iter().map(|(_, _, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::date::Moment;

    fn order(dates: &[Option<i64>]) -> Vec<usize> {
        let item = |date: &Option<i64>| {
            let mut item = Item::example("x");
            item.published = date.map(Moment::instant);
            Arc::new(item)
        };
        reading_order(&dates.iter().map(item).collect::<Vec<_>>(), 100)
    }

    #[test]
    fn the_newest_is_first_and_equal_dates_keep_the_feeds_order() {
        assert_eq!(order(&[Some(10), Some(30), Some(20), Some(30)]), [1, 3, 2, 0]);
    }

    #[test]
    fn an_undated_item_stays_after_the_one_that_precedes_it() {
        assert_eq!(order(&[None, Some(10), None, Some(30)]), [0, 3, 1, 2]);
        assert_eq!(order(&[None, None]), [0, 1]);
        assert_eq!(order(&[Some(50), Some(900), None, Some(60)]), [3, 0, 2, 1]);
    }

    #[test]
    fn the_future_comes_last_until_its_time() {
        assert_eq!(order(&[Some(300), Some(50), Some(200), Some(100)]), [3, 1, 2, 0]);
    }
}
