//! 见人见事见思想: a problem says who, when and what; a measure has a result that can be checked (domain §2).

use super::Advice;
use super::text::{has_any, has_number, is_enough};
use crate::domain::lists::Draft;
use crate::kernel::messages::msg;

const SELF: [&str; 6] = ["本人", "自己", "我", "自身", "个人", "班子"];
const TIMES: [&str; 22] = [
    "月",
    "日",
    "号",
    "星期",
    "周",
    "去年",
    "今年",
    "前年",
    "上半年",
    "下半年",
    "年初",
    "年底",
    "季度",
    "期间",
    "以来",
    "昨天",
    "上午",
    "下午",
    "早上",
    "晚上",
    "当天",
    "次",
];
/// Words of a result that somebody else can see for themselves.
const CHECKABLE: [&str; 22] = [
    "全部",
    "每",
    "逐",
    "均",
    "不再",
    "完成",
    "办结",
    "建立",
    "制定",
    "出台",
    "零",
    "公示",
    "公开",
    "验收",
    "备案",
    "记录",
    "答复",
    "台账",
    "清单",
    "以上",
    "以内",
    "落实到人",
];

/// What is missing.
pub(super) fn advise(draft: &Draft) -> Vec<Advice> {
    let mut all = Vec::new();
    let (told, whole) = (
        &draft.manifestation,
        format!("{}{}", draft.title, draft.manifestation),
    );
    if is_enough(told) {
        let at = |rule, what, why| Advice::of(rule, "manifestation", what, why);
        if !has_any(&whole, &SELF) {
            all.push(at(
                "M01",
                msg("没有写到本人：是谁这样做的？"),
                msg("查摆的是本人的作风，审核时先看“见人”。"),
            ));
        }
        if !has_any(told, &TIMES) {
            all.push(at(
                "M02",
                msg("没有写时间：是哪一天、哪一段？"),
                msg("写了时间，别人才知道说的是哪一件事。"),
            ));
        }
        if !has_number(told) {
            all.push(at(
                "M03",
                msg("没有数字：几次、几件、几个人？"),
                msg("有数才能看出轻重，整改以后也好对照。"),
            ));
        }
    }
    let measures = draft.measures.iter().enumerate();
    all.extend(
        measures
            .filter(|(_, m)| is_enough(&m.goal) && !has_number(&m.goal) && !has_any(&m.goal, &CHECKABLE))
            .map(|(n, _)| {
                Advice::of(
                    "M04",
                    format!("measures.{n}.goal"),
                    msg("目标看不出怎样算做到：写上数量、期限或能查到的结果。"),
                    msg("核验的人不是本人，要凭这一句判断改好了没有。"),
                )
            }),
    );
    all
}
