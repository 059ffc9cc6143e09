//! 集体研究: the meeting at which a leading body talked about what it files.

use chrono::{DateTime, NaiveDate, Utc};

use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::msg;

/// Longest name of a meeting, in characters.
const LONGEST: usize = 100;

/// A discussion as typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Word of the kind.
    pub kind: String,
    /// What the meeting was called.
    pub meeting: String,
    /// Its day.
    pub held_on: String,
}

/// One that can be recorded.
#[derive(Clone, Debug)]
pub struct Discussion {
    /// Its kind.
    pub kind: Kind,
    /// What the meeting was called.
    pub meeting: String,
    /// Its day.
    pub held_on: NaiveDate,
}

impl Typed {
    /// Reads it; a meeting of tomorrow has discussed nothing yet.
    ///
    /// # Errors
    /// What is wrong, at `kind`, `meeting`, `held_on`.
    pub fn check(&self, today: NaiveDate) -> Result<Discussion, FieldProblems> {
        let mut wrong = FieldProblems::new();
        let kind = Kind::from_code(&self.kind);
        if kind.is_none() {
            wrong.add("kind", msg("请选择会议类别"));
        }
        let meeting = self.meeting.trim().to_owned();
        match meeting.chars().count() {
            0 => wrong.add("meeting", msg("请写会议名称")),
            length if length > LONGEST => {
                wrong.add(
                    "meeting",
                    msg("现有 {0} 字，最多 {1} 字").with(length).with(LONGEST),
                );
            }
            _ => {}
        }
        let held_on = self.held_on.trim().parse::<NaiveDate>().ok();
        match held_on {
            None => wrong.add("held_on", msg("请填写日期")),
            Some(day) if day > today => wrong.add("held_on", msg("会议日期不能晚于今天")),
            Some(_) => {}
        }
        match (kind, held_on) {
            (Some(kind), Some(held_on)) => wrong.or(Discussion {
                kind,
                meeting,
                held_on,
            }),
            _ => Err(wrong),
        }
    }
}

/// Kinds of meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 常委会会议
    Standing,
    /// 党组会议
    PartyGroup,
    /// 办公会议
    Executive,
    /// 民主生活会
    DemocraticLife,
    /// Any other
    Other,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Standing,
        Self::PartyGroup,
        Self::Executive,
        Self::DemocraticLife,
        Self::Other,
    ];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Standing => "standing",
            Self::PartyGroup => "party_group",
            Self::Executive => "executive",
            Self::DemocraticLife => "democratic_life",
            Self::Other => "other",
        }
    }

    /// The kind of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A discussion as recorded.
#[derive(Clone, Debug)]
pub struct Held {
    /// Which problem it was about.
    pub problem: ProblemId,
    /// Word of its kind.
    pub kind: String,
    /// What the meeting was called.
    pub meeting: String,
    /// Its day.
    pub held_on: NaiveDate,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_has_a_kind_a_name_and_a_day_that_has_come() {
        let today: NaiveDate = "2018-09-25".parse().expect("a day");
        let typed = |kind: &str, meeting: &str, held_on: &str| {
            let typed = Typed {
                kind: kind.to_owned(),
                meeting: meeting.to_owned(),
                held_on: held_on.to_owned(),
            };
            let wrong = typed.check(today).err().unwrap_or_default();
            wrong
                .iter()
                .map(|(field, _)| field.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(typed("standing", "常委会会议", "2018-09-25"), [""; 0]);
        assert_eq!(typed("standing", "常委会会议", "2018-09-26"), ["held_on"]);
        assert_eq!(typed("", " ", "昨天"), ["kind", "meeting", "held_on"]);
        assert_eq!(typed("other", &"会".repeat(101), "2018-09-01"), ["meeting"]);
    }
}
