//! What was found: it held, or it came back.

use chrono::{DateTime, NaiveDate, Utc};

use super::entity::SHORT;
use crate::domain::lists::draft::parse_day;
use crate::domain::rectification::reopening::checked_limit;
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::msg;

/// Longest words of a finding, in characters.
pub const LONGEST: usize = 2000;

/// What came out of looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// 巩固
    Held,
    /// 反弹
    Relapsed,
}

impl Verdict {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Held, Self::Relapsed];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Relapsed => "relapsed",
        }
    }

    /// The verdict of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// It held, or came back.
    pub verdict: Verdict,
    /// In words.
    pub words: String,
    /// Who went and looked.
    pub looked_by: String,
    /// On which day.
    pub looked_on: NaiveDate,
    /// The limit of the new round.
    pub due_on: Option<NaiveDate>,
    /// Who wrote it down.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// A finding as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// 巩固 or 反弹.
    pub verdict: String,
    /// 查看情况
    pub words: String,
    /// 谁去看的
    pub looked_by: String,
    /// 哪天看的
    pub looked_on: String,
    /// 重新整改的时限, of a relapse.
    pub due_on: String,
}

/// A finding that may be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// It held, or came back.
    pub verdict: Verdict,
    /// In words.
    pub words: String,
    /// Who went and looked.
    pub looked_by: String,
    /// On which day.
    pub looked_on: NaiveDate,
    /// The limit of the new round; none when it held.
    pub due_on: Option<NaiveDate>,
}

impl Looked {
    /// What was found, or what is wrong at which field. `part` are names of owner and leader in charge: neither looks at their own,
    /// and it was `drawn_on` a day.
    ///
    /// # Errors
    /// Every field that needs attention.
    pub fn check(
        &self,
        part: [&str; 2],
        (drawn_on, today): (NaiveDate, NaiveDate),
    ) -> Result<Finding, FieldProblems> {
        let mut wrong = FieldProblems::new();
        let verdict = Verdict::from_code(&self.verdict);
        if verdict.is_none() {
            wrong.add("verdict", msg("请选巩固或反弹"));
        }
        let words = self.words.trim().replace("\r\n", "\n");
        match words.chars().count() {
            0 => wrong.add("words", msg("请写看到了什么，凭什么这样认定")),
            n if n > LONGEST => wrong.add("words", msg("现有 {0} 字，最多 {1} 字").with(n).with(LONGEST)),
            _ => {}
        }
        let looked_by = self.looked_by.trim().to_owned();
        // A name may have a blank in it, or be parted from the next by one.
        let is_part = |name: &str| !name.is_empty() && part.contains(&name);
        let marks = ['、', '，', ',', '；', ';'];
        let mut names = looked_by.split(marks).map(str::trim);
        let own = names.any(|name| is_part(name) || name.split_whitespace().any(is_part));
        match looked_by.chars().count() {
            0 => wrong.add("looked_by", msg("请写谁去看的")),
            n if n > SHORT => wrong.add("looked_by", msg("太长，最多 {0} 字").with(SHORT)),
            _ if own => wrong.add(
                "looked_by",
                msg("本人和分管领导不能看自己的；如是同名的人，请在姓名后写上单位"),
            ),
            _ => {}
        }
        let looked_on = parse_day(&self.looked_on);
        match looked_on {
            Some(day) if day > today => wrong.add("looked_on", msg("不能晚于今天")),
            Some(day) if day < drawn_on => wrong.add("looked_on", msg("不能早于抽取那天 {0}").with(drawn_on)),
            Some(_) => {}
            None => wrong.add("looked_on", msg("请写哪天看的，如 2018-10-10")),
        }
        let limit = (verdict == Some(Verdict::Relapsed)).then(|| checked_limit(&self.due_on, today));
        let due_on = match limit.transpose() {
            Ok(due_on) => due_on,
            Err(found) => {
                wrong = wrong.and(&found);
                None
            }
        };
        wrong.or(Finding {
            verdict: verdict.unwrap_or(Verdict::Held),
            words,
            looked_by,
            looked_on: looked_on.unwrap_or(today),
            due_on,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn looked(verdict: &str, by: &str, due_on: &str) -> Result<Finding, FieldProblems> {
        let looked = Looked {
            verdict: verdict.to_owned(),
            words: "又有两户没回访".to_owned(),
            looked_by: by.to_owned(),
            looked_on: "2018-09-25".to_owned(),
            due_on: due_on.to_owned(),
        };
        looked.check(["甲", "乙"], (day("2018-09-24"), day("2018-09-25")))
    }

    #[test]
    fn a_relapse_has_its_own_limit_and_what_held_has_none() {
        assert!(looked("relapsed", "丙", "").expect_err("no limit").has("due_on"));
        assert_eq!(
            looked("relapsed", "丙", "2018-10-10").map(|f| f.due_on),
            Ok(Some(day("2018-10-10")))
        );
        assert_eq!(looked("held", "丙", "2018-10-10").map(|f| f.due_on), Ok(None));
    }

    #[test]
    fn neither_owner_nor_leader_looks() {
        for by in ["甲", "丙、乙", "丙 甲"] {
            assert!(looked("held", by, "").expect_err(by).has("looked_by"), "{by}");
        }
        assert!(looked("held", "甲（市直工委）、丙", "").is_ok());
    }
}
