//! What acts are called. `tests/it/ledger.rs` finds an act that has no name yet.

mod words;

use crate::domain::ledger::EventRow;
use crate::kernel::messages::n_;
use crate::web::shell::Locale;

pub use words::{key, value};

/// Acts of one sort: how their names begin, what the sort is called, the acts.
pub type Sort = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// All of them, in the order of a problem's life; then what goes on around it.
pub const SORTS: [Sort; 23] = [
    (
        "problem.",
        n_("填报和审核"),
        &[
            ("problem.started", n_("开始填报")),
            ("problem.entered", n_("代填草稿")),
            ("problem.entry_confirmed", n_("本人确认代填")),
            ("problem.entry_returned", n_("退给代填人")),
            ("problem.amended", n_("导入改了草稿")),
            ("problem.brought_in", n_("按历史状态导入")),
            ("problem.withdrawn", n_("撤回草稿")),
            ("problem.advice_declined", n_("没有采纳填写提醒")),
            ("problem.discussed", n_("登记集体研究")),
            ("problem.submitted", n_("送交审核")),
            ("problem.read", n_("分管领导审阅")),
            ("problem.remarked", n_("初审提意见")),
            ("problem.approved", n_("审核通过")),
            ("problem.form_checked", n_("形式审查")),
            ("problem.prereviewed", n_("预审通过")),
            ("problem.returned", n_("退回修改")),
            ("problem.sent_to_redo", n_("推倒重来")),
            ("problem.verdict_undone", n_("撤销刚给的审核结论")),
            ("problem.verdict_revoked", n_("组长撤销审核结论")),
            ("problem.claimed", n_("已认领")),
            ("problem.corrected", n_("更正")),
            ("problem.moved_out", n_("因本人移出不再计入")),
            ("problem.deferred", n_("因本人暂缓")),
            ("problem.brought_back", n_("因本人恢复照常计入")),
            ("problem.moved", n_("随本人或分管领导变动")),
            ("problem.opened", n_("打开市级领导或班子的清单")),
            ("problem.referred", n_("移送线索")),
        ],
    ),
    (
        "rereading.",
        n_("复核"),
        &[
            ("rereading.read", n_("复核一条结论")),
            ("rereading.upheld", n_("组长维持原结论")),
            ("rereading.share_set", n_("定复核比例")),
        ],
    ),
    (
        "lot.",
        n_("审核批次"),
        &[
            ("lot.opened", n_("领取或分出一批")),
            ("lot.ended", n_("一批审完、放回或收回")),
            ("lot.confirmed", n_("组长确认一批")),
        ],
    ),
    (
        "referral.",
        n_("线索移送"),
        &[("referral.opened", n_("打开移送的线索"))],
    ),
    (
        "signature.",
        n_("签字"),
        &[
            ("signature.put", n_("签了字")),
            ("signature.broken", n_("签字失效")),
        ],
    ),
    (
        "rectification.",
        n_("整改"),
        &[
            ("rectification.noted", n_("记进展")),
            ("rectification.attached", n_("附证明材料")),
            ("rectification.withdrew", n_("撤回证明材料")),
            ("rectification.reported", n_("报了完成")),
            ("rectification.cosigned", n_("分管领导确认完成")),
            ("rectification.accepted", n_("核验通过")),
            ("rectification.sent_back", n_("退回整改")),
            ("rectification.closed", n_("编号并销号")),
            ("rectification.looked_back", n_("回头看")),
            ("rectification.reopened", n_("重新整改")),
            ("rectification.reopening_asked", n_("申请重新整改")),
            ("rectification.reopening_refused", n_("不同意重新整改")),
        ],
    ),
    (
        "extension.",
        n_("延期"),
        &[
            ("extension.asked", n_("申请延期")),
            ("extension.endorsed", n_("分管领导同意延期")),
            ("extension.approved", n_("批准延期")),
            ("extension.refused", n_("不批准延期")),
        ],
    ),
    (
        "lookback.",
        n_("回头看抽查"),
        &[
            ("lookback.prepared", n_("准备抽查，公布摘要")),
            ("lookback.drawn", n_("抽取回头看样本")),
        ],
    ),
    (
        "body.",
        n_("班子分工"),
        &[
            ("body.duty_given", n_("指定班子分工")),
            ("body.duty_ended", n_("取消班子分工")),
        ],
    ),
    (
        "import.",
        n_("名册"),
        &[
            ("import.tried", n_("试读名册")),
            ("import.applied", n_("名册导入")),
            ("import.given_up", n_("放弃导入")),
            ("import.undone", n_("撤销导入")),
            ("import.not_understood", n_("上传了认不全列的文件")),
            ("import.columns_learned", n_("说明列的含义")),
            ("import.columns_forgotten", n_("忘掉列的含义")),
        ],
    ),
    ("export.", n_("导出"), &[("export.made", n_("导出工作簿"))]),
    (
        "view.",
        n_("视图"),
        &[
            ("view.saved", n_("存了视图")),
            ("view.changed", n_("改视图")),
            ("view.deleted", n_("删除视图")),
            ("view.pinned", n_("把视图放到列表上面")),
            ("view.unpinned", n_("把视图从列表上面拿下")),
            ("view.withdrawn", n_("收回共享的视图")),
        ],
    ),
    (
        "post.",
        n_("任职"),
        &[
            ("post.opened", n_("增加任职")),
            ("post.changed", n_("任职变动或调动")),
            ("post.ended", n_("免去任职")),
            ("post.leader_named", n_("指定名册外的分管领导")),
            ("post.acknowledged", n_("确认接手分管")),
        ],
    ),
    (
        "delegation.",
        n_("代理"),
        &[
            ("delegation.ordered", n_("安排代理")),
            ("delegation.ended", n_("提前结束代理")),
        ],
    ),
    (
        "person.",
        n_("移出和暂缓"),
        &[
            ("person.moved_out", n_("移出")),
            ("person.deferred", n_("暂缓")),
            ("person.brought_back", n_("恢复")),
        ],
    ),
    (
        "session.",
        n_("登录"),
        &[
            ("session.opened", n_("登录系统")),
            ("session.recovered", n_("用恢复码登录系统")),
            ("session.closed", n_("退出系统")),
        ],
    ),
    (
        "account.",
        n_("账号"),
        &[
            ("account.created", n_("建立账号")),
            ("account.password_changed", n_("改了密码")),
            ("account.password_reset", n_("重置密码")),
            ("account.unconfirmed", n_("再次输入的密码不对")),
            ("account.factor_begun", n_("开始设置第二步验证")),
            ("account.factor_on", n_("开启第二步验证")),
            ("account.factor_off", n_("关闭第二步验证")),
            ("account.factor_reset", n_("管理员关闭第二步验证")),
            ("account.passkey_added", n_("登记通行密钥")),
            ("account.passkey_renamed", n_("通行密钥改名")),
            ("account.passkey_removed", n_("删除通行密钥")),
            ("account.passkey_suspect", n_("通行密钥可能被复制")),
            ("account.role_given", n_("增加角色")),
            ("account.role_taken", n_("取消角色")),
            ("account.disabled", n_("停用账号")),
            ("account.enabled", n_("恢复账号")),
            ("account.unlocked", n_("解除锁定")),
        ],
    ),
    (
        "tenant.",
        n_("辖区"),
        &[
            ("tenant.created", n_("建立辖区")),
            ("tenant.factor_rule_set", n_("设定哪些角色要第二步验证")),
        ],
    ),
    (
        "package.",
        n_("预审报送"),
        &[
            ("package.frozen", n_("封装报送预审")),
            ("package.delivered", n_("报送包送达")),
            ("package.received", n_("收到报送包")),
            ("package.opened", n_("打开报送的清单")),
            ("package.entry_passed", n_("预审通过一条")),
            ("package.entry_returned", n_("预审退回一条")),
            ("package.entry_undone", n_("撤销刚给的预审结论")),
        ],
    ),
    (
        "campaign.",
        n_("活动"),
        &[("campaign.route_set", n_("改审核流程"))],
    ),
    (
        "reason.",
        n_("理由库"),
        &[
            ("reason.added", n_("增加理由")),
            ("reason.changed", n_("改理由")),
            ("reason.retired", n_("停用理由")),
            ("reason.brought_back", n_("恢复理由")),
        ],
    ),
    (
        "calendar.",
        n_("工作日历"),
        &[
            ("calendar.entered", n_("录入放假和调休")),
            ("calendar.taken_out", n_("去掉放假和调休")),
        ],
    ),
    (
        "cohort.",
        n_("统计范围"),
        &[
            ("cohort.made", n_("建立统计范围")),
            ("cohort.set", n_("改统计范围")),
        ],
    ),
];

/// What an act is called, to be translated.
pub fn name(act: &str) -> Option<&'static str> {
    let acts = SORTS.iter().flat_map(|(_, _, acts)| *acts);
    acts.clone().find(|(code, _)| *code == act).map(|(_, name)| *name)
}

/// What an event is called, to be translated: whoever enters a signature from paper did not sign.
pub fn what(event: &EventRow) -> Option<&'static str> {
    let from_paper = event.act == "signature.put" && event.data.contains(r#""signed_on":"#);
    if from_paper {
        Some(n_("录入了纸面签字"))
    } else {
        name(&event.act)
    }
}

/// Who did it, as far as it is known; in a leader's stead both.
pub fn who(locale: Locale, event: &EventRow) -> String {
    let who = event.who.as_deref().unwrap_or_default();
    in_stead(locale, who, event.stead.as_deref())
}

/// A name, with that of the leader in whose stead it stands.
pub fn in_stead(locale: Locale, who: &str, leader: Option<&str>) -> String {
    leader.map_or_else(
        || who.to_owned(),
        |leader| locale.tf("{0} 代 {1}", &[&who, &leader]),
    )
}
