//! What a new campaign starts with (domain §1 and §3); all of it the office's to change.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::examples::EXAMPLES;
use super::routes::{Plan, TIERS, default_route};
use super::{Campaign, TermKind, groups, store};
use crate::kernel::ids::CampaignId;
use crate::platform::db::{DbError, Tx};

/// 五弊
pub const ILLS: [(&str, &str); 5] = [
    ("宽松软", "Lax, loose, soft"),
    ("躲怕推", "Dodging, fearing, shirking"),
    ("虚浮飘", "Hollow, flighty, adrift"),
    ("粗浅慢", "Rough, shallow, slow"),
    ("慵懒散", "Languid, lazy, slack"),
];
/// 八不
pub const NOTS: [(&str, &str); 8] = [
    ("不想为", "No thought of acting"),
    ("不想担", "No thought of answering"),
    ("不愿为", "Unwilling to act"),
    ("不愿担", "Unwilling to answer"),
    ("不敢为", "Afraid to act"),
    ("不敢担", "Afraid to answer"),
    ("不会为", "Unable to act"),
    ("不会担", "Unable to answer"),
];
/// 五个方面
pub const ASPECTS: [(&str, &str); 5] = [
    ("政治不负责", "Politically irresponsible"),
    ("担当不主动", "Slow to take responsibility"),
    ("工作不落实", "Work not carried through"),
    ("进取不积极", "Little drive"),
    ("服务不到位", "Service falls short"),
];
/// 来源
pub const SOURCES: [(&str, &str); 7] = [
    ("自己找", "Found by oneself"),
    ("群众提", "Raised by the public"),
    ("上级点", "Pointed out from above"),
    ("互相帮", "Pointed out by colleagues"),
    ("督察指出", "Pointed out by supervision"),
    ("巡视巡察", "Inspection tour"),
    ("意见征集", "Opinions gathered"),
];
/// Reasons of return, numbered 01 to 16.
pub const REASONS: [(&str, &str); 16] = [
    (
        "以工作问题代替作风问题",
        "A problem of work in place of one of conduct",
    ),
    (
        "以班子问题代替个人问题",
        "The body's problem in place of one's own",
    ),
    (
        "以共性问题代替个性问题",
        "A common problem in place of a particular one",
    ),
    ("避重就轻、不够个儿", "Evades what weighs; not weighty enough"),
    ("大而化之、无具体表现", "Sweeping, nothing concrete"),
    (
        "见事不见人、不见思想",
        "The matter without the person or the thinking",
    ),
    ("与他人雷同", "The same as somebody else's"),
    ("原因只讲客观、不讲主观", "Causes only outside, none within"),
    ("原因与问题不对应", "Causes don't fit the problem"),
    ("措施空泛、无法检验", "Measures are empty and can't be checked"),
    ("整改时限不明确", "Time limit unclear"),
    ("责任不明确", "Responsibility unclear"),
    ("未对照法定职责", "Not held against statutory duty"),
    ("归类不准", "Wrongly classified"),
    (
        "应列未列(意见、巡察、督察已指出)",
        "Left out although pointed out before",
    ),
    ("含涉密敏感内容", "Contains classified or sensitive matter"),
];

/// Code, Chinese label, English label.
type Entry = (String, &'static str, &'static str);

/// Days of a campaign by default.
const DAYS: u64 = 50;
/// Days of filing by default.
const FILING_DAYS: u64 = 35;

/// Adds a campaign with dictionaries, an example to each reason of return, routes as planned, one group for all units, and the cohorts 市级领导 and
/// 市委常委班子和常委, still empty. `superior`
/// tells whether there is a jurisdiction above that pre-reviews.
///
/// # Errors
/// When the database refuses.
pub async fn create(
    tx: &mut Tx,
    (name, starts_on): (&str, NaiveDate),
    (plan, superior): (Plan, bool),
    at: DateTime<Utc>,
) -> Result<Campaign, DbError> {
    let campaign = Campaign {
        id: CampaignId::fresh(),
        name: name.to_owned(),
        starts_on,
        filing_ends_on: starts_on + Days::new(FILING_DAYS - 1),
        ends_on: starts_on + Days::new(DAYS - 1),
    };
    store::add_campaign(tx, &campaign, at).await?;
    for (kind, terms) in dictionaries() {
        for (sort_no, (code, label, label_en)) in (1_i32..).zip(terms) {
            store::add_term(tx, campaign.id, kind, &code, (label, label_en), sort_no).await?;
        }
    }
    for example in EXAMPLES {
        store::set_example(tx, campaign.id, example).await?;
    }
    for tier in TIERS {
        store::replace_route(tx, campaign.id, tier, default_route(plan, tier, superior)).await?;
    }
    groups::add(tx, campaign.id, "第一督察指导组", true, 1).await?;
    store::add_cohort(tx, campaign.id, "city_leaders", "市级领导").await?;
    store::add_cohort(tx, campaign.id, "standing_committee", "市委常委班子和常委").await?;
    Ok(campaign)
}

fn dictionaries() -> [(TermKind, Vec<Entry>); 5] {
    let plain = |list: &'static [(&str, &str)]| list.iter().map(|(l, e)| ((*l).to_owned(), *l, *e));
    let numbered = REASONS
        .iter()
        .enumerate()
        .map(|(i, (l, e))| (format!("{:02}", i + 1), *l, *e));
    [
        (TermKind::Ill, plain(&ILLS).collect()),
        (TermKind::Not, plain(&NOTS).collect()),
        (TermKind::Aspect, plain(&ASPECTS).collect()),
        (TermKind::Source, plain(&SOURCES).collect()),
        (TermKind::Reason, numbered.collect()),
    ]
}
