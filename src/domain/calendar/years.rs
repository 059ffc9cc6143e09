//! Which years' notices are needed, and those that the program knows.

use chrono::{Datelike as _, NaiveDate};

/// The month in which the next year's notice has usually come out: since 2013 in November or the first days of December.
const ANNOUNCED_IN: u32 = 11;

/// Years whose notice should be there and is not, oldest first: this one, the next one from November on, and all up to the year of
/// the latest deadline that is still open.
pub fn missing(known: &[i32], today: NaiveDate, last_due: Option<NaiveDate>) -> Vec<i32> {
    let this = today.year();
    let next = this + i32::from(today.month() >= ANNOUNCED_IN);
    let last = last_due.map_or(next, |due| due.year().max(next));
    (this..=last).filter(|year| !known.contains(year)).collect()
}

/// A notice of the State Council's general office, as far as it names days.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The year that it is about.
    pub year: i32,
    /// Its numbers.
    pub source: &'static str,
    /// Its sentences.
    pub text: &'static str,
}

/// 国务院办公厅关于…年部分节假日安排的通知, each as it was in force at last. Others are pasted by the office.
pub const KNOWN: [Known; 3] = [
    Known {
        year: 2018,
        source: "国办发明电〔2017〕12号",
        text: "一、元旦：1月1日放假，与周末连休。\n\
            二、春节：2月15日至21日放假调休，共7天。2月11日（星期日）、2月24日（星期六）上班。\n\
            三、清明节：4月5日至7日放假调休，共3天。4月8日（星期日）上班。\n\
            四、劳动节：4月29日至5月1日放假调休，共3天。4月28日（星期六）上班。\n\
            五、端午节：6月18日放假，与周末连休。\n\
            六、中秋节：9月24日放假，与周末连休。\n\
            七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期六）、9月30日（星期日）上班。",
    },
    // 劳动节 as the second notice has it, of 22 March 2019; the first gave 1 May alone.
    Known {
        year: 2019,
        source: "国办发明电〔2018〕15号、〔2019〕3号",
        text: "一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。\n\
            二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。\n\
            三、清明节：4月5日放假，与周末连休。\n\
            四、劳动节：5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。\n\
            五、端午节：6月7日放假，与周末连休。\n\
            六、中秋节：9月13日放假，与周末连休。\n\
            七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。",
    },
    Known {
        year: 2026,
        source: "国办发明电〔2025〕7号",
        text: "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n\
            二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。\n\
            三、清明节：4月4日（周六）至6日（周一）放假，共3天。\n\
            四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。\n\
            五、端午节：6月19日（周五）至21日（周日）放假，共3天。\n\
            六、中秋节：9月25日（周五）至27日（周日）放假，共3天。\n\
            七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。",
    },
];

/// The notice of a year, if the program knows it.
pub fn known(year: i32) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.year == year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::notice::read;

    #[test]
    fn this_year_is_needed_and_the_next_from_november_on_or_while_deadlines_fall_into_it() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let of = |known: &[i32], today, due: Option<&str>| missing(known, day(today), due.map(day));
        assert_eq!(of(&[2018], "2018-10-31", None), [] as [i32; 0]);
        assert_eq!(of(&[2018], "2018-11-01", None), [2019]);
        assert_eq!(of(&[], "2018-09-25", Some("2018-12-01")), [2018]);
        assert_eq!(of(&[2018], "2018-09-25", Some("2020-03-01")), [2019, 2020]);
        assert_eq!(of(&[2018, 2020], "2018-09-25", Some("2020-03-01")), [2019]);
        // What is long overdue needs no calendar any more.
        assert_eq!(of(&[2019], "2019-02-01", Some("2018-12-01")), [] as [i32; 0]);
    }

    #[test]
    fn the_notices_that_are_known_read_without_a_doubt() {
        for (known, off, worked) in [(&KNOWN[0], 23, 6), (&KNOWN[1], 24, 7), (&KNOWN[2], 33, 6)] {
            let read = read(known.text, known.year);
            assert!(read.problems.is_empty() && read.unread.is_empty(), "{read:?}");
            let count = |worked| read.days.iter().filter(|day| day.worked == worked).count();
            assert_eq!((count(false), count(true)), (off, worked), "{}", known.year);
        }
    }
}
