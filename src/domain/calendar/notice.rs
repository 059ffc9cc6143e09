//! Reads days off and days worked: from the State Council's notice as it is worded, or from a list with a day a line.
//!
//! `国庆节：10月1日至7日放假调休，共7天。9月29日（星期六）上班。` and `2018-10-01 放假 国庆节` mean what they say; a weekday in
//! brackets is held against the date, so that last year's notice is not taken for this year's.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use unicode_normalization::UnicodeNormalization as _;

use super::Exception;
use super::written::dates;
use crate::kernel::messages::{Message, msg};

/// A notice is longer than this only by what names no days.
pub const LONGEST: usize = 8000;
/// Letters of a holiday's name.
const LONGEST_NAME: usize = 30;

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    /// Days, each once, in order.
    pub days: Vec<Exception>,
    /// Why it can't be taken as it is.
    pub problems: Vec<Message>,
    /// Lines that name a day and say neither 放假 nor 上班.
    pub unread: Vec<String>,
    /// Where a line says 共几天 and other days were read: worth a look, and no reason to refuse it (与周末连休，共3天).
    pub differences: Vec<Message>,
    /// Days that no notice of this year names.
    elsewhere: Vec<NaiveDate>,
}

/// Reads a text; days without a year are of `year`.
pub fn read(text: &str, year: i32) -> Notice {
    let (mut notice, mut days) = (Notice::default(), BTreeMap::new());
    // Full width is half.
    let text: String = text.nfkc().collect();
    if text.chars().count() > LONGEST {
        notice.problems.push(msg("太长了，最多 {0} 个字。").with(LONGEST));
        return notice;
    }
    for line in text.lines() {
        read_line(line.trim(), year, &mut days, &mut notice);
    }
    notice.days = days.into_values().collect();
    if !notice.elsewhere.is_empty() {
        let shown: Vec<String> = notice
            .elsewhere
            .iter()
            .take(SHOWN)
            .map(ToString::to_string)
            .collect();
        let said = msg("{0} 天不在 {1} 年：{2}。请核对选的年份。")
            .with(notice.elsewhere.len())
            .with(year)
            .with(shown.join("、"));
        notice.problems.push(said);
    }
    notice
}

/// Most days of another year that are named.
const SHOWN: usize = 10;

/// Whether a year's notice names such a day: of the year itself, or of the December before it, for 元旦.
fn is_of(day: NaiveDate, year: i32) -> bool {
    day.year() == year || (day.year() == year - 1 && day.month() == 12)
}

/// The year that the title of a notice names: 关于2019年部分节假日安排的通知.
fn titled(line: &str) -> Option<i32> {
    let before = line.split_once("节假日安排")?.0;
    let (digits, _) = before.rsplit_once('年')?;
    let digits: String = digits.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.chars().rev().collect::<String>().parse().ok()
}

/// What a clause says of how many days these are: 共7天.
fn counted(clause: &str) -> Option<usize> {
    let digits = clause.split_once('共')?.1.trim_start();
    let (digits, _) = digits.split_once('天')?;
    digits.trim().parse().ok()
}

fn read_line(line: &str, year: i32, days: &mut BTreeMap<NaiveDate, Exception>, notice: &mut Notice) {
    if let Some(titled) = titled(line).filter(|titled| *titled != year) {
        let said = msg("这是 {0} 年的通知，选的是 {1} 年。");
        notice.problems.push(said.with(titled).with(year));
    }
    let (head, rest) = match line.split_once(':') {
        Some((head, rest)) if !head.contains('日') => (name_of(head), rest),
        _ => (String::new(), line),
    };
    let (mut pending, mut off) = (Vec::new(), 0);
    for clause in rest.split(['。', ',', ';', '；', '，']) {
        match dates(clause, year) {
            Ok(found) => pending.extend(found),
            Err(problem) => {
                notice.problems.push(problem);
                return;
            }
        }
        let said = kind(clause);
        if said == Some(false) {
            off += pending.len();
        }
        if let Some(counted) = counted(clause).filter(|counted| *counted != off) {
            let line: String = line.chars().take(60).collect();
            let said = msg("“{0}”写的是共 {1} 天，读到放假的是 {2} 天。");
            notice.differences.push(said.with(line).with(counted).with(off));
        }
        let Some(worked) = said else { continue };
        for day in pending.drain(..) {
            let name = if head.is_empty() {
                left_over(clause)
            } else {
                head.clone()
            };
            put(Exception { day, worked, name }, year, days, notice);
        }
    }
    // The date under a notice stands alone and means nothing.
    if let (false, true) = (pending.is_empty(), left_over(line).chars().count() > 0) {
        notice.unread.push(line.chars().take(60).collect());
    }
}

fn put(one: Exception, year: i32, days: &mut BTreeMap<NaiveDate, Exception>, notice: &mut Notice) {
    if !is_of(one.day, year) {
        notice.elsewhere.push(one.day);
        return;
    }
    match days.get(&one.day) {
        Some(known) if known.worked != one.worked => {
            notice.problems.push(msg("{0} 又写放假又写上班。").with(one.day));
        }
        Some(_) => {}
        None => {
            days.insert(one.day, one);
        }
    }
}

/// Whether a clause says that its days are worked.
fn kind(clause: &str) -> Option<bool> {
    let says = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    if says(&["上班", "补班", "工作日"]) {
        return Some(true);
    }
    says(&["放假", "补休", "休假", "休息", "调休"]).then_some(false)
}

/// 元旦, of 一、元旦.
fn name_of(head: &str) -> String {
    let ordinal = |c: char| c.is_ascii_digit() || "一二三四五六七八九十()、. ".contains(c);
    let name = head.trim().trim_start_matches(ordinal).trim();
    name.chars().take(LONGEST_NAME).collect()
}

/// What a line of a list says beside its day and its kind: the name.
fn left_over(clause: &str) -> String {
    let mut clause = clause.to_owned();
    for word in [
        "上班",
        "补班",
        "工作日",
        "放假",
        "补休",
        "休假",
        "休息",
        "调休",
        "与周末连休",
    ] {
        clause = clause.replace(word, "");
    }
    let (mut name, mut depth) = (String::new(), 0_i32);
    for c in clause.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth > 0 || c.is_ascii_digit() || "年月日号至到、-~—./\t ".contains(c) => {}
            _ => name.push(c),
        }
    }
    name.trim().chars().take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, year: i32) -> Vec<String> {
        let notice = read(text, year);
        assert!(notice.problems.is_empty(), "{:?}", notice.problems);
        let mark = |worked| if worked { "+" } else { "-" };
        let days = notice.days.iter();
        days.map(|d| format!("{}{}{}", d.day.format("%y%m%d"), mark(d.worked), d.name))
            .collect()
    }

    #[test]
    fn a_notice_is_read_as_it_is_worded() {
        let text = "国务院办公厅关于2019年部分节假日安排的通知\n\
            经国务院批准，现将2019年元旦、春节放假调休日期的具体安排通知如下。\n\
            一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。\n\
            三、清明节：4月5日放假，与周末连休。\n国务院办公厅\n2018年12月4日";
        let days = [
            "181229+元旦",
            "181230-元旦",
            "181231-元旦",
            "190101-元旦",
            "190405-清明节",
        ];
        assert_eq!(said(text, 2019), days);
        assert!(read(text, 2019).unread.is_empty());
        // 2017: a day that is made up for stands in a clause of its own.
        assert_eq!(said("元旦：1月1日放假，1月2日（星期一）补休。", 2017).len(), 2);
    }

    #[test]
    fn a_list_is_read_line_by_line() {
        let text = "2018-10-01至2018-10-03 放假 国庆节\n2018.9.29 上班 国庆节\n２０１８年９月３０日　补班\n10月4日～5日 放假";
        let days = [
            "180929+国庆节",
            "180930+",
            "181001-国庆节",
            "181002-国庆节",
            "181003-国庆节",
            "181004-",
            "181005-",
        ];
        assert_eq!(said(text, 2018), days);
    }

    #[test]
    fn what_cannot_be_right_is_said() {
        for text in [
            // The notice of 2018, taken for one of 2019.
            "2月11日（星期日）、2月24日（星期六）上班。",
            "2月30日放假",
            "1日放假",
            "10月7日至1日放假",
            "1月1日至12月31日放假",
            "2025年1月1日放假",
            "2018年10月1日放假",
            "2020年1月1日放假",
            "国务院办公厅关于2018年部分节假日安排的通知",
            "5月1日放假。5月1日上班。",
        ] {
            assert!(!read(text, 2019).problems.is_empty(), "{text}");
        }
        assert_eq!(read("2019-05-01 劳动节", 2019).unread, ["2019-05-01 劳动节"]);
    }

    #[test]
    fn days_that_are_said_and_days_that_were_read_are_held_against_each_other() {
        let differ = |text| read(text, 2018).differences.len();
        assert_eq!(differ("国庆节：10月1日至7日放假调休，共7天。9月29日上班。"), 0);
        assert_eq!(differ("国庆节：10月1日至7日放假调休，共8天。9月29日上班。"), 1);
        assert_eq!(differ("元旦：1月1日放假，1月2日补休，共2天。"), 0);
        assert_eq!(differ("国庆节：10月1日至7日放假8天，共8天。"), 1);
        for known in crate::domain::calendar::years::KNOWN {
            assert!(
                read(known.text, known.year).differences.is_empty(),
                "{}",
                known.year
            );
        }
    }
}
