//! What an owner is told: what was decided on what they asked for, what was taken up again, and what was entered from paper as signed by
//! them, for two weeks.

use chrono::TimeDelta;

use crate::domain::rectification::store::{self, Answer};
use crate::domain::signing::Purpose;
use crate::kernel::clock::day_of;
use crate::kernel::ids::{CampaignId, OwnerId};
use crate::web::shell::access::Visit;
use crate::web::shell::sheet::path as sheet_path;
use crate::web::shell::{Error, dates};

/// How long it is told.
const FOR: TimeDelta = TimeDelta::days(14);

/// Something that was decided.
#[derive(Clone, Debug)]
pub struct Told {
    /// Where it stands in full.
    pub href: String,
    /// In the visitor's language.
    pub says: String,
    /// Whether something follows from it for its owner.
    pub act: bool,
}

/// What is told, newest first.
pub(super) async fn told(can: &mut Visit, campaign: CampaignId, owner: OwnerId) -> Result<Vec<Told>, Error> {
    let since = can.now - FOR;
    let answers = store::answers(&mut can.tx, campaign, owner, since).await?;
    Ok(answers.into_iter().map(|answer| tell(can, &answer)).collect())
}

fn tell(can: &Visit, answer: &Answer) -> Told {
    let (locale, today) = (can.prefs.locale, can.today());
    let (number, on) = (&answer.number, dates::short(locale, day_of(answer.at), today));
    let due = answer
        .due_on
        .map(|day| dates::full(locale, day))
        .unwrap_or_default();
    let (says, act) = match answer.kind.as_str() {
        "extension_approved" => (
            locale.tf("{0}：{1} 的延期已批准，整改时限改为 {2}。", &[&on, number, &due]),
            false,
        ),
        "extension_refused" => (
            locale.tf(
                "{0}：{1} 的延期没有批准，理由在问题的经过里，时限不变。",
                &[&on, number],
            ),
            true,
        ),
        "reopening_refused" => (
            locale.tf("{0}：{1} 没有同意重新整改，仍是已销号。", &[&on, number]),
            false,
        ),
        "paper_claim" | "paper_complete" => (
            locale.tf(
                "{0}：联络员录入了您在 {1} 上的纸面签字，纸上日期 {2}，请核对。",
                &[&on, number, &due],
            ),
            true,
        ),
        _ => (
            locale.tf(
                "{0}：{1} 要重新整改，时限 {2}，缘由在问题的经过里。",
                &[&on, number, &due],
            ),
            true,
        ),
    };
    let sheet = Purpose::ALL
        .into_iter()
        .find(|purpose| answer.kind == format!("paper_{}", purpose.code()));
    Told {
        href: sheet.map_or_else(
            || format!("/problems/{}", answer.problem),
            |purpose| sheet_path(answer.problem, purpose),
        ),
        says,
        act,
    }
}
