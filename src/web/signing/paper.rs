//! `GET /problems/{id}/signatures/{purpose}/paper`: a sheet of signatures to be printed, with the digest of what is signed, and the form
//! by which a liaison enters what was signed on it. The texts are not on it: liaisons do not read them.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;

use super::access::PaperToEnter;
use super::paper_view::{PaperSheet, Place};
use super::turn;
use crate::domain::lists::{Problem, Refusal};
use crate::domain::people;
use crate::domain::signing::actions::{may_enter_paper, since};
use crate::domain::signing::{MAX_SCAN_MB, Purpose, Sheet, SignerRole, standing, store};
use crate::kernel::ids::PersonId;
use crate::kernel::messages::Message;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Right as _, Visit};
use crate::web::shell::sheet::cells::signer;
use crate::web::shell::sheet::paper::purpose_label;
use crate::web::shell::sheet::paper::{grouped, role_label};
use crate::web::shell::{Error, dates, n_, render};

/// Why the sheet is drawn again, with what was typed.
#[derive(Debug, Default)]
pub(super) struct Again {
    pub(super) signed_on: Option<String>,
    pub(super) wrong_day: Option<Message>,
    pub(super) wrong_scan: Option<Message>,
    /// The content is no longer what was printed.
    pub(super) changed: bool,
}

pub(super) async fn page(
    PaperToEnter { mut can, problem }: PaperToEnter,
    Path((_, purpose)): Path<(String, String)>,
) -> Result<Response, Error> {
    let purpose = turn::purpose(&purpose)?;
    let actor = can.actor.clone();
    if !may_enter_paper(&mut can.tx, &actor, &problem).await? {
        return Err(Error::Forbidden);
    }
    let view = draw(&mut can, &problem, purpose, Again::default()).await?;
    Ok(render::html(can.prefs.locale, StatusCode::OK, &view))
}

/// The page, while somebody's signature is due.
pub(super) async fn draw(
    can: &mut Visit,
    problem: &Problem,
    purpose: Purpose,
    again: Again,
) -> Result<PaperSheet, Error> {
    let role = turn::whose(problem, purpose).ok_or(Refusal::NotNow)?;
    let leader = problem.leader.ok_or(Refusal::NoLeader)?;
    let sheet = turn::sheet(&mut can.tx, problem, purpose).await?;
    let places = places(can, problem, (&sheet, role), leader).await?;
    let outside = people::store::outside::is_outside(&mut can.tx, problem.leader).await?;
    let locale = can.prefs.locale;
    let day = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    let since = since(&mut can.tx, problem, &sheet).await?;
    Ok(PaperSheet {
        page: can.confidential_page(locale.t("纸面签字")),
        back: back(can),
        id: problem.id.to_string(),
        purpose: purpose.code(),
        claim: purpose == Purpose::Claim,
        label: purpose_label(purpose),
        number: problem.number.clone(),
        revision: sheet.statement.problem.revision,
        owner: sheet.statement.owner.name.clone(),
        unit: sheet.statement.content.responsibility.unit.clone(),
        outside: role == SignerRole::Leader && outside,
        role: role.code(),
        role_label: role_label(role),
        version: problem.version,
        digest: hex::encode(sheet.sha256),
        sha256: grouped(&hex::encode(sheet.sha256)),
        sm3: grouped(&hex::encode(sheet.sm3)),
        first: since.map(day).unwrap_or_default(),
        last: day(can.today()),
        signed_on: again.signed_on.unwrap_or_else(|| day(can.today())),
        wrong_day: again.wrong_day,
        wrong_scan: again.wrong_scan,
        most: MAX_SCAN_MB,
        changed: again.changed,
        places,
    })
}

/// Whence the visitor came and goes on: the office enters what leaders outside the roster sign, a liaison what their unit's people do.
pub(super) fn back(can: &Visit) -> (&'static str, &'static str) {
    if Office::held_by(can) {
        ("/outside-leaders", n_("名册外签字"))
    } else {
        ("/follow-up/rows?reach=ours&cohort=all", n_("未办清单"))
    }
}

/// Where both sign: who did, who is to, and what they declare.
async fn places(
    can: &mut Visit,
    problem: &Problem,
    (sheet, turn): (&Sheet, SignerRole),
    leader: PersonId,
) -> Result<Vec<Place>, Error> {
    let (statement, locale) = (&sheet.statement, can.prefs.locale);
    let signatures = store::of_problem(&mut can.tx, problem.id).await?;
    let leader = people::store::name_and_title(&mut can.tx, leader).await?;
    let names = [statement.owner.name.clone(), leader.unwrap_or_default()];
    let place = |(role, name): (SignerRole, String)| {
        let put = standing(&signatures, statement.problem.cycle, statement.purpose, role);
        Place {
            role: role_label(role),
            name: put.map_or(name, |signature| signer(locale, signature)),
            declared: statement.wording.of(role).to_owned(),
            signed: put.map(|signature| dates::full(locale, signature.day())),
            due: role == turn,
        }
    };
    Ok(SignerRole::ALL.into_iter().zip(names).map(place).collect())
}
