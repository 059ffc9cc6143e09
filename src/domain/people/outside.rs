//! Leaders in charge outside the roster: with no superior in the tenant, as the city's first official, the campaign names who co-signs,
//! and that one signs on paper (domain §1).

use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::PersonId;
use crate::kernel::messages::{Message, msg};
use crate::kernel::text::seen;

/// Longest name, in characters: as in the roster.
const LONGEST_NAME: usize = 40;
/// Longest title, in characters: as in the roster.
const LONGEST_TITLE: usize = 60;
/// Longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// A leader in charge who is nobody of the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Its id.
    pub id: PersonId,
    /// A number given here, by which a roster or a post may name them.
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// 单位职务
    pub title: String,
}

/// Who is named, and on what ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// 姓名
    pub name: String,
    /// 单位职务
    pub title: String,
    /// Why, or by which document.
    pub reason: String,
}

impl Naming {
    /// What was typed, without what is not seen.
    ///
    /// # Errors
    /// At `name`, `title`, `reason`: empty, or too long.
    pub fn read(name: &str, title: &str, reason: &str) -> Result<Self, FieldProblems> {
        let mut wrong = FieldProblems::new();
        let line = |text: &str| seen(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, title) = (line(name), line(title));
        let reason = seen(reason).trim().replace("\r\n", "\n");
        for (field, text, most, missing) in [
            ("name", &name, LONGEST_NAME, msg("请写姓名")),
            ("title", &title, LONGEST_TITLE, msg("请写单位和职务")),
            ("reason", &reason, LONGEST_REASON, msg("请写原因或文件依据")),
        ] {
            if let Some(why) = length(text, most, missing) {
                wrong.add(field, why);
            }
        }
        wrong.or(Self { name, title, reason })
    }
}

fn length(text: &str, most: usize, missing: Message) -> Option<Message> {
    if text.is_empty() {
        Some(missing)
    } else if text.chars().count() > most {
        Some(msg("太长，最多 {0} 字").with(most))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_of_what_is_seen() {
        let naming = Naming::read("  甲\u{202e}\n 乙 ", "省里 副职", "文件").expect("read");
        assert_eq!(
            (naming.name.as_str(), naming.title.as_str()),
            ("甲 乙", "省里 副职")
        );
        let wrong = Naming::read(" ", &"职".repeat(61), "").expect_err("three fields");
        assert!(["name", "title", "reason"].iter().all(|field| wrong.has(field)));
    }
}
