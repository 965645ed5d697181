//! The order in which stories are shown.

use std::sync::Arc;

use super::model::Item;
use super::time_zone::TimeZone;

/// Indexes of `items` in reading order. The newest item is first; items with equal dates keep the feed's order; an item
/// without a date stays after the item that precedes it in the feed.
pub fn reading_order(items: &[Arc<Item>], zone: TimeZone) -> Vec<usize> {
    // The time and the index. `!time` sorts the newest first.
    let mut order: Vec<(i64, usize)> = Vec::with_capacity(items.len());
    // Undated items at the beginning of the feed come first.
    let mut place = i64::MAX;
    for (at, item) in items.iter().enumerate() {
        if let Some(moment) = item.published {
            place = zone.instant_ms(moment);
        }
        order.push((!place, at));
    }
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::date::Moment;

    const HOUR_MS: i64 = 3_600_000;

    fn order_of(dates: &[Option<Moment>], zone: Option<&str>) -> Vec<usize> {
        let item = |date: &Option<Moment>| Arc::new(Item { published: *date, ..Item::example("x") });
        let items: Vec<_> = dates.iter().map(item).collect();
        reading_order(&items, TimeZone::new(zone, |_, _| Some(8 * HOUR_MS)))
    }

    fn order(dates: &[Option<i64>]) -> Vec<usize> {
        order_of(&dates.iter().map(|date| date.map(Moment::instant)).collect::<Vec<_>>(), None)
    }

    #[test]
    fn the_newest_is_first_and_equal_dates_keep_the_feeds_order() {
        assert_eq!(order(&[Some(10), Some(30), Some(20), Some(30)]), [1, 3, 2, 0]);
    }

    #[test]
    fn an_undated_item_stays_after_the_one_that_precedes_it() {
        assert_eq!(order(&[None, Some(10), None, Some(30)]), [0, 3, 1, 2]);
        assert_eq!(order(&[None, None]), [0, 1]);
        assert_eq!(order(&[Some(50), Some(90), None, Some(60)]), [1, 2, 3, 0]);
    }

    #[test]
    fn a_time_without_a_zone_and_a_day_stand_where_they_are_in_the_time_zone() {
        let dates = [Moment::instant(3 * HOUR_MS), Moment::local_time(10 * HOUR_MS), Moment::day(0)].map(Some);
        assert_eq!(order_of(&dates, None), [1, 0, 2]);
        assert_eq!(order_of(&dates, Some("Asia/Shanghai")), [0, 1, 2]);
    }
}
