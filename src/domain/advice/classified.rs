//! 严禁填报涉密内容: words that suggest it are said at once. That a text has none of them proves nothing.

use super::Advice;
use crate::domain::lists::Draft;
use crate::kernel::messages::msg;
use crate::kernel::text::half_width;

const SECRET: [&str; 14] = [
    "绝密",
    "机密",
    "秘密级",
    "秘密★",
    "密级",
    "涉密",
    "内部密件",
    "密码电报",
    "明传电报",
    "军事",
    "部队番号",
    "国家安全",
    "情报",
    "技侦",
];
const CASES: [&str; 7] = [
    "举报人",
    "线索编号",
    "问题线索",
    "立案审查",
    "留置",
    "初核",
    "谈话笔录",
];

/// One for each text and kind.
pub(super) fn advise(draft: &Draft) -> Vec<Advice> {
    let mut all = Vec::new();
    for (field, text) in draft.texts() {
        if let Some(word) = SECRET.iter().find(|word| text.contains(**word)) {
            let what = msg("这里是不是涉密内容？是的话请马上删去。");
            let why = msg("这个系统不是涉密系统，严禁填报国家秘密和工作秘密。");
            all.push(Advice::of("S01", field.clone(), what, why).at(word));
        }
        if let Some(word) = CASES.iter().find(|word| text.contains(**word)) {
            let what = msg("案件线索不在这里填，请删去。");
            let why = msg("线索按规定移送，写在台账里会泄露。");
            all.push(Advice::of("S02", field.clone(), what, why).at(word));
        }
        if let Some(number) = number_of_somebody(text) {
            let what = msg("像身份证号或手机号，请删去。");
            let why = msg("台账里不需要他人的证件和电话。");
            all.push(Advice::of("S03", field, what, why).at(&number));
        }
    }
    all
}

/// Digits as long as a mobile phone's number or an identity card's.
fn number_of_somebody(text: &str) -> Option<String> {
    let half: String = text.chars().map(half_width).collect();
    let runs = half.split(|c: char| !c.is_ascii_digit() && c != 'X' && c != 'x');
    runs.map(ToOwned::to_owned)
        .find(|run| (run.len() == 11 && run.starts_with('1')) || run.len() == 18)
}
