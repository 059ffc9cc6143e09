//! The campaign's days as a ruler: past days in ink, today in cinnabar, days to come in grey.

use std::fmt::Write as _;

/// Path data for the three strokes of the ruler, in a box of `width` × 16.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruler {
    /// Width of the view box.
    pub width: String,
    /// Ticks of days gone by.
    pub past: String,
    /// Today's tick; empty before the start and after the end.
    pub today: String,
    /// Ticks of days to come.
    pub rest: String,
}

/// Tenths of a unit between two ticks, so that all arithmetic is in whole numbers.
const STEP: u32 = 25;

impl Ruler {
    /// The ruler of a campaign of `of` days on its day `day` (1 is the first; 0 is before the start).
    pub fn new(day: u32, of: u32) -> Self {
        let mut ruler = Self {
            width: tenths(of * STEP + 5),
            past: String::new(),
            today: String::new(),
            rest: String::new(),
        };
        for tick in 1..=of {
            let x = tenths(15 + (tick - 1) * STEP);
            let height = if tick == 1 || tick == of || tick % 10 == 0 {
                "14.4"
            } else {
                "8"
            };
            let _ = match tick.cmp(&day) {
                std::cmp::Ordering::Less => write!(ruler.past, "M{x} 16v-{height}"),
                std::cmp::Ordering::Equal => write!(ruler.today, "M{x} 0V16"),
                std::cmp::Ordering::Greater => write!(ruler.rest, "M{x} 16v-{height}"),
            };
        }
        ruler
    }
}

fn tenths(value: u32) -> String {
    format!("{}.{}", value / 10, value % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_one_tick() {
        let ruler = Ruler::new(31, 50);
        assert_eq!(ruler.past.matches('M').count(), 30);
        assert_eq!(ruler.today, "M76.5 0V16");
        assert_eq!(ruler.rest.matches('M').count(), 19);
        assert_eq!(ruler.width, "125.5");
    }

    #[test]
    fn before_the_start_and_after_the_end_no_tick_is_red() {
        assert_eq!(Ruler::new(0, 50).today, "");
        let over = Ruler::new(80, 50);
        assert_eq!((over.today.as_str(), over.rest.as_str()), ("", ""));
    }
}
